package spreadsheet

// Which encoding a text is in.

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// decode tells the encoding and gives the text; ok is false if nothing fits.
func decode(raw []byte) (text string, kind Kind, ok bool) {
	if rest, marked := bytes.CutPrefix(raw, []byte("\xEF\xBB\xBF")); marked {
		return string(rest), UTF8, utf8.Valid(rest)
	}
	if order, wide := wideOrder(raw); wide {
		text, ok = through(unicode.UTF16(order, unicode.UseBOM), raw)
		return text, UTF16, ok
	}
	if utf8.Valid(raw) {
		return string(raw), UTF8, true
	}
	gb, gbOK := through(simplifiedchinese.GB18030, raw)
	big, bigOK := through(traditionalchinese.Big5, raw)
	switch {
	case bigOK && (!gbOK || rare(raw) > 0.3):
		return big, Big5, true
	case gbOK:
		return gb, GB18030, true
	}
	return "", "", false
}

// wideOrder tells UTF-16 by its mark, else by a NUL at every other place of
// what is mostly ASCII.
func wideOrder(raw []byte) (unicode.Endianness, bool) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xFF\xFE")):
		return unicode.LittleEndian, true
	case bytes.HasPrefix(raw, []byte("\xFE\xFF")):
		return unicode.BigEndian, true
	}
	head := raw[:min(len(raw), 2000)]
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	many := len(head) / 10
	switch {
	case many > 0 && zeros[1] > many && zeros[0]*10 < zeros[1]:
		return unicode.LittleEndian, true
	case many > 0 && zeros[0] > many && zeros[1]*10 < zeros[0]:
		return unicode.BigEndian, true
	}
	return unicode.BigEndian, false
}

// through decodes; ok is false where anything does not fit.
func through(e encoding.Encoding, raw []byte) (text string, ok bool) {
	out, err := e.NewDecoder().Bytes(raw)
	if err != nil || bytes.ContainsRune(out, utf8.RuneError) {
		return "", false
	}
	text = string(out)
	return text, !strings.ContainsFunc(text, func(r rune) bool { return r >= 0x80 && r < 0xA0 })
}

// rare is the share of two-byte characters that lie outside the rows of common
// characters in GB2312: close to 0 for text in GBK, above 0.5 for Big5.
func rare(raw []byte) float64 {
	n, odd := 0, 0
	for i := 0; i+1 < len(raw); i++ {
		if raw[i] < 0x81 {
			continue
		}
		n++
		if raw[i] < 0xA1 || raw[i+1] < 0xA1 || raw[i] > 0xD7 && raw[i] < 0xF8 {
			odd++
		}
		i++
	}
	if n == 0 {
		return 0
	}
	return float64(odd) / float64(n)
}
