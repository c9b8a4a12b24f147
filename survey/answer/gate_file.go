// The gate for what is uploaded or drawn.

package answer

import (
	"encoding/base64"
	"path"
	"slices"
	"strings"

	"dealervoice/survey/definition"
	"dealervoice/survey/picture"
)

// UploadPrefix begins the content of a file that was uploaded before and lies
// beside the answer: what follows is the reference it is kept under.
const UploadPrefix = "upload:"

// referenceChars is the length of a reference, in Crockford's base32.
const referenceChars = 26

// IsUpload tells whether a file's content has the shape of a reference.
func IsUpload(content string) bool {
	ref, ok := strings.CutPrefix(content, UploadPrefix)
	return ok && len(ref) == referenceChars && strings.Trim(ref, "0123456789abcdefghjkmnpqrstvwxyz") == ""
}

// Limits of uploads that travel inside answers.
const (
	maxFiles     = 10
	maxFileBytes = 5 << 20
	maxSignature = 200 << 10
)

// MaxFiles is how many files a question takes.
func MaxFiles(e *definition.Element) int {
	switch {
	case !e.Multiple:
		return 1
	case e.MaxFiles > 0:
		return min(maxFiles, e.MaxFiles)
	}
	return maxFiles
}

// files judges uploaded files: [{"name","type","content"}], content being a
// data URL of that type or a reference (UploadPrefix).
func (g *gate) files(e *definition.Element, v any, to sink) any {
	list, ok := v.([]any)
	if m, single := v.(map[string]any); single {
		list, ok = []any{m}, true
	}
	most := MaxFiles(e)
	switch {
	case !ok:
		to(newError(CodeBadType, nil))
		return nil
	case len(list) > most:
		to(Error{Code: CodeOutOfRange, Key: "answer.atmost", Args: map[string]any{"N": most}})
		return nil
	}
	out := make([]any, 0, len(list))
	for _, item := range list {
		f, err := g.file(e, item)
		if err != nil {
			to(*err)
			return nil
		}
		out = append(out, f)
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// RefusedFile is set in place of a file that was sent and could not be taken in:
// it says why, "type", "size" or "room".
const RefusedFile = "refused"

func (g *gate) refusedFile(e *definition.Element, why string) *Error {
	err := Error{Code: CodeBadType, Key: "answer.filetype"}
	switch why {
	case "size":
		err = Error{Code: CodeTooLong, Key: "answer.filetoolarge", Args: map[string]any{"KB": fileLimit(e, MaxUpload) >> 10}}
	case "room":
		err = Error{Code: CodeTooLong, Key: "answer.fileroom"}
	}
	return &err
}

// MaxUpload is how large an uploaded file may be, whatever the author allows.
const MaxUpload = 10 << 20

// MaxFileBytes is how large an uploaded file of the question may be.
func MaxFileBytes(e *definition.Element) int { return fileLimit(e, MaxUpload) }

func fileLimit(e *definition.Element, most int) int {
	if e.MaxBytes > 0 {
		return min(most, e.MaxBytes)
	}
	return most
}

func (g *gate) file(e *definition.Element, item any) (map[string]any, *Error) {
	bad := newError(CodeBadType, nil)
	m, ok := item.(map[string]any)
	if !ok {
		return nil, &bad
	}
	if why, refused := m[RefusedFile].(string); refused {
		return nil, g.refusedFile(e, why)
	}
	name, okName := m["name"].(string)
	kind, okKind := m["type"].(string)
	content, okContent := m["content"].(string)
	body, isData := dataURL(content, kind)
	if IsUpload(content) {
		body, isData = "", kind != ""
	}
	name = path.Base(strings.ReplaceAll(line(name), `\`, "/"))
	if !okName || !okKind || !okContent || !isData || name == "." || name == "/" || units(name) > 255 {
		return nil, &bad
	}
	limit := fileLimit(e, maxFileBytes)
	if base64.StdEncoding.DecodedLen(len(body)) > limit+2 {
		err := Error{Code: CodeTooLong, Key: "answer.filetoolarge", Args: map[string]any{"KB": limit >> 10}}
		return nil, &err
	}
	if !accepted(e.Accept, name, kind) {
		err := Error{Code: CodeBadType, Key: "answer.filetype"}
		return nil, &err
	}
	if !IsUpload(content) {
		if content, okContent = bare(kind, body); !okContent {
			err := Error{Code: CodeBadType, Key: "answer.filetype"}
			return nil, &err
		}
	}
	return map[string]any{"name": name, "type": kind, "content": content}, nil
}

// bare takes out of a picture what is said about it: where it was taken, say. A
// picture it cannot be taken out of is none.
func bare(kind, body string) (content string, ok bool) {
	raw, err := base64.StdEncoding.DecodeString(body)
	if err != nil {
		return "", false
	}
	if strings.HasPrefix(kind, "image/") || picture.Kind(raw) != "" {
		if raw, err = picture.Clean(raw); err != nil {
			return "", false
		}
	}
	return "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(raw), true
}

// dataURL takes the base64 body out of "data:type;base64,…".
func dataURL(s, kind string) (string, bool) {
	body, ok := strings.CutPrefix(s, "data:"+kind+";base64,")
	if !ok || kind == "" {
		return "", false
	}
	_, err := base64.StdEncoding.DecodeString(body)
	return body, err == nil
}

// Accepts tells whether a question takes a file of the name and type.
func Accepts(e *definition.Element, name, kind string) bool { return accepted(e.Accept, name, kind) }

// accepted compares a file with the accept attribute: ".pdf", "image/*",
// "image/png". What a browser would run as a page is never accepted.
func accepted(accept, name, kind string) bool {
	if slices.Contains([]string{"text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "application/xml"}, kind) {
		return false
	}
	if strings.TrimSpace(accept) == "" {
		return true
	}
	for want := range strings.SplitSeq(strings.ToLower(accept), ",") {
		want = strings.TrimSpace(want)
		family, wild := strings.CutSuffix(want, "/*")
		switch {
		case want == "":
		case strings.HasPrefix(want, ".") && strings.HasSuffix(strings.ToLower(name), want),
			wild && strings.HasPrefix(kind, family+"/"), want == kind:
			return true
		}
	}
	return false
}

// signature judges a drawing, or the name typed instead of one.
func (g *gate) signature(v any, to sink) any {
	s, ok := v.(string)
	if !ok {
		to(newError(CodeBadType, nil))
		return nil
	}
	if !strings.HasPrefix(s, "data:") {
		if s = line(s); units(s) > 200 {
			to(newError(CodeTooLong, map[string]any{"N": 200}))
			return nil
		}
		return s
	}
	for _, kind := range []string{"image/png", "image/jpeg"} {
		if _, ok := dataURL(s, kind); ok && len(s) <= maxSignature {
			return s
		}
	}
	to(newError(CodeBadType, nil))
	return nil
}
