package upload

// What a file is, told by its bytes.

import (
	"archive/zip"
	"bytes"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"dealervoice/survey/picture"
)

// office are the documents that are archives of a known make.
var office = map[string]string{
	"word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"xl/":   "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"ppt/":  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}

// kindOf tells the media type of a file; "" for what is not taken.
func kindOf(name string, b []byte) string {
	switch {
	case picture.Kind(b) != "":
		return picture.Kind(b)
	case bytes.HasPrefix(b, []byte("%PDF-")):
		return "application/pdf"
	case bytes.HasPrefix(b, []byte("PK\x03\x04")):
		return officeKind(b)
	case isText(b):
		if strings.EqualFold(path.Ext(name), ".csv") {
			return "text/csv"
		}
		return "text/plain"
	}
	return ""
}

func officeKind(b []byte) string {
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return ""
	}
	kind, types := "", false
	for _, f := range r.File {
		if strings.HasSuffix(f.Name, "vbaProject.bin") {
			return "" // it holds a program
		}
		types = types || f.Name == "[Content_Types].xml"
		for prefix, k := range office {
			if strings.HasPrefix(f.Name, prefix) {
				kind = k
			}
		}
	}
	if !types {
		return ""
	}
	return kind
}

// isText tells plain text from what a browser or a shell would run.
func isText(b []byte) bool {
	if len(b) == 0 || !utf8.Valid(b) || bytes.HasPrefix(b, []byte("#!")) {
		return false
	}
	if strings.HasPrefix(strings.TrimLeftFunc(string(b[:min(len(b), 512)]), unicode.IsSpace), "<") {
		return false
	}
	return !bytes.ContainsFunc(b, func(r rune) bool { return r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f' })
}

// plainName is a file's own name, without path and line ends.
func plainName(s string) string {
	s = path.Base(strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), `\`, "/"))
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
	if r := []rune(s); len(r) > 120 { // its end tells what it is
		s = string(r[:60]) + "…" + string(r[len(r)-50:])
	}
	if strings.Trim(s, "./") == "" {
		return "file"
	}
	return s
}
