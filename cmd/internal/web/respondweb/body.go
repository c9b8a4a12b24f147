package respondweb

// The one reader of posted bodies. What it cannot read is an error, never an
// empty answer; what it could read of a broken body is kept to be shown again.

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"dealervoice/cmd/internal/flat"
	"dealervoice/survey/fault"
)

// The limits of a posted form.
const (
	maxBytes  = 512 << 10
	maxFields = 2000
)

// body is a form as it was posted: texts cleaned, nothing interpreted.
type body struct {
	fields  flat.Fields
	files   map[string]bool // fields that came as files
	sent    []sent
	severed bool // the connection broke while it was read
	room    []string
}

// sent is a file as it came.
type sent struct {
	field, name string
	body        []byte
}

// readBody reads the body of a post.
func readBody(w http.ResponseWriter, r *http.Request) (body, error) {
	return readWithin(w, r, maxBytes)
}

// readWithin reads the body of a post up to a limit. The body returned holds what could be
// read even where there is an error, for showing it again.
func readWithin(w http.ResponseWriter, r *http.Request, limit int64) (body, error) {
	b := body{fields: flat.Fields{}, files: map[string]bool{}}
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	encoding := r.Header.Get("Content-Encoding")
	if err != nil || !readable(kind, params) || encoding != "" && encoding != "identity" {
		return b, fault.New(fault.KindUnsupported, "respond.not_a_form", nil)
	}
	if r.ContentLength > limit {
		w.Header().Set("Connection", "close") // it is not read to its end
		return b, fault.New(fault.KindTooLarge, "respond.too_large", nil)
	}
	raw, err := readAll(http.MaxBytesReader(w, r.Body, limit), r.ContentLength)
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return b, fault.New(fault.KindTooLarge, "respond.too_large", nil).Because(err)
	}
	cutOff := err
	b.severed = err != nil
	if kind == multipartForm {
		err = b.multipart(raw, params["boundary"])
	} else {
		err = b.urlencoded(string(raw))
	}
	if fault.KindOf(err) == fault.KindTooLarge {
		return b, err
	}
	if err = errors.Join(cutOff, err); err != nil {
		return b, fault.New(fault.KindBadRequest, "respond.broken", nil).Because(err)
	}
	return b, nil
}

// readAll reads to the end; size is what the sender says it is, -1 if nothing.
func readAll(r io.Reader, size int64) ([]byte, error) {
	var raw bytes.Buffer
	raw.Grow(int(max(size, 0)) + bytes.MinRead) // so much is free at the end: it never grows again
	_, err := raw.ReadFrom(r)
	return raw.Bytes(), err
}

const multipartForm = "multipart/form-data"

// readable tells whether a body of the type can be a form.
func readable(kind string, params map[string]string) bool {
	if charset := params["charset"]; charset != "" && !strings.EqualFold(charset, "utf-8") {
		return false
	}
	return kind == "application/x-www-form-urlencoded" || kind == multipartForm && params["boundary"] != ""
}

// urlencoded reads pair after pair and goes on behind one that is garbled.
func (b *body) urlencoded(raw string) error {
	n := strings.Count(raw, "&") + 1
	if n > maxFields {
		return fault.New(fault.KindTooLarge, "respond.too_large", nil)
	}
	b.fields, b.room = make(flat.Fields, n), make([]string, 0, n)
	var garbled error
	for pair := range strings.SplitSeq(raw, "&") {
		if pair == "" {
			continue
		}
		key, value, _ := strings.Cut(pair, "=")
		name, err := url.QueryUnescape(key)
		text, err2 := url.QueryUnescape(value)
		if strings.Contains(pair, ";") {
			err = errors.New("a semicolon between fields")
		}
		if err := errors.Join(err, err2); err != nil {
			garbled = err
			continue
		}
		b.add(name, text)
	}
	return garbled
}

// multipart reads part after part. It does not use http.Request's own parsing,
// which stops at a thousand parts and puts files on the disk.
func (b *body) multipart(raw []byte, boundary string) error {
	reader := multipart.NewReader(bytes.NewReader(raw), boundary)
	texts := 0
	for n := 0; ; n++ {
		part, err := reader.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if n == maxFields {
			return fault.New(fault.KindTooLarge, "respond.too_large", nil)
		}
		text, err := io.ReadAll(part)
		if err != nil {
			return err
		}
		if part.FileName() != "" {
			b.files[clean(part.FormName())] = true
			b.sent = append(b.sent, sent{field: clean(part.FormName()), name: clean(part.FileName()), body: text})
			continue
		}
		if texts += len(text); texts > maxBytes {
			return fault.New(fault.KindTooLarge, "respond.too_large", nil)
		}
		b.add(part.FormName(), string(text))
	}
}

// add takes up a field. Most names come once: their values lie side by side in
// one piece of memory.
func (b *body) add(name, text string) {
	name, text = clean(name), clean(text)
	values, again := b.fields[name]
	if again || len(b.room) == cap(b.room) {
		b.fields[name] = append(values, text)
		return
	}
	b.room = append(b.room, text)
	n := len(b.room)
	b.fields[name] = b.room[n-1 : n : n]
}

// plainText tells texts that need no cleaning, which are most.
func plainText(s string) bool {
	for i := range len(s) {
		if c := s[i]; c == 0 || c == '\r' || c >= utf8.RuneSelf {
			return c >= utf8.RuneSelf && utf8.ValidString(s) && !strings.ContainsAny(s, "\x00\r")
		}
	}
	return true
}

// clean gives text as every database can keep it: valid UTF-8 without NUL,
// lines ended by LF.
func clean(s string) string {
	if plainText(s) {
		return s
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.ReplaceAll(s, "\x00", "")
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}
