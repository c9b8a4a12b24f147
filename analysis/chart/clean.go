// Labels come from people. What reaches a renderer is one line of visible characters that
// XML allows; what they mean is left alone.
package chart

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// clean composes accents, turns line breaks, tabs and runs of spaces into one space, and
// drops what XML 1.0 forbids and what would turn or hide the text around it (controls,
// bidirectional overrides, zero-width marks).
func clean(s string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFC.String(strings.ToValidUTF8(s, "\ufffd")) {
		switch {
		case unicode.IsSpace(r):
			space = true
			continue
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r) && r != zeroWidthJoiner, r == 0xfffe, r == 0xffff:
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
	}
	return b.String()
}

// zeroWidthJoiner holds an emoji of several characters together.
const zeroWidthJoiner = '\u200d'
