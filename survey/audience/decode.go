package audience

// The seam where a file becomes text. What spreadsheets in China write besides
// (GBK, UTF-16, XLSX) is decoded by whoever hands the file over.

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// MaxBytes bounds a roster file.
const MaxBytes = 8 << 20

// Decoder turns the bytes of a file into text; ok is false if it cannot.
type Decoder func(raw []byte) (text string, ok bool)

// UTF8 decodes UTF-8 with or without byte order mark. Line ends become LF. It
// refuses other encodings and files with NUL, which are no text.
func UTF8(raw []byte) (text string, ok bool) {
	raw = bytes.TrimPrefix(raw, []byte("\xEF\xBB\xBF"))
	if !utf8.Valid(raw) || bytes.IndexByte(raw, 0) >= 0 {
		return "", false
	}
	text = strings.ReplaceAll(string(raw), "\r\n", "\n")
	return strings.ReplaceAll(text, "\r", "\n"), true
}
