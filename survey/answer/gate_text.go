// The gate for texts: what is stored is what was written, in one form of
// line end, without characters no page can send on purpose.

package answer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

// maxText is the most any text may hold, in UTF-16 units, whatever the author
// allows.
const maxText = 20_000

// limit is the author's limit where there is one.
func (g *gate) limit(author int) int {
	if author > 0 && author < maxText {
		return author
	}
	return maxText
}

// input judges a field by what it asks for.
func (g *gate) input(e *definition.Element, v any, to sink) any {
	if e.Mask != nil {
		return masked(e.Mask, v, to)
	}
	if f, ok := v.(float64); ok && e.InputType != "number" && e.InputType != "range" {
		v = expression.Text(f)
	}
	switch e.InputType {
	case "number", "range":
		return g.number(e, v, to)
	}
	s, ok := v.(string)
	if !ok {
		to(onlyOne(v))
		return nil
	}
	if e.Type == definition.Comment {
		s = lines(s)
	} else {
		s = line(s)
	}
	if s == "" {
		return nil
	}
	if read, isTime := moments[e.InputType]; isTime {
		return moment(read, s, to)
	}
	if e.InputType == "color" && !isColour(s) {
		to(newError(CodeBadType, nil))
		return nil
	}
	limit := g.limit(e.MaxLength)
	if e.MaxLength < 0 {
		limit = g.limit(g.def.MaxTextLength)
	}
	if units(s) > limit {
		to(newError(CodeTooLong, map[string]any{"N": limit}))
		return nil
	}
	return s
}

// onlyOne says that several values were given where one fits, or something
// that is no value of a field at all.
func onlyOne(v any) Error {
	err := newError(CodeBadType, nil)
	if _, ok := v.([]any); ok {
		err.Key = "answer.onlyone"
	}
	return err
}

// lineEnds are the ends of lines as they are written elsewhere.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// lines cleans a text of several lines: each line end becomes LF; control
// characters but the tab go; what is not UTF-8 and non-characters become
// U+FFFD. A text of nothing but white space and characters without width is
// empty.
func lines(s string) string {
	if clean(s) {
		return s
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = lineEnds.Replace(s)
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < ' ' || r == 0x7F || r > 0x7F && r < 0xA0:
			return -1
		case noCharacter(r):
			return utf8.RuneError
		}
		return r
	}, s)
	if strings.TrimFunc(s, invisible) == "" {
		return ""
	}
	return s
}

// clean tells whether a text has something to see in it and nothing that needs
// work, as most have.
func clean(s string) bool {
	seen := false
	for _, r := range s {
		switch {
		case r < ' ' && r != '\n' && r != '\t', r >= 0x7F && r < 0xA0, r == '\u2028', r == '\u2029', r == utf8.RuneError, noCharacter(r):
			return false
		}
		seen = seen || r > ' ' && (r < 0x7F || !invisible(r))
	}
	return seen
}

// noCharacter tells the code points that Unicode keeps out of texts.
func noCharacter(r rune) bool { return r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF }

// line cleans a text of one line: line ends become blanks.
func line(s string) string {
	return strings.ReplaceAll(lines(s), "\n", " ")
}

// invisible tells whether a character shows nothing: white space, zero width,
// marks of direction, variation selectors, the Braille blank and fillers.
func invisible(r rune) bool {
	switch {
	case unicode.IsSpace(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Variation_Selector, r):
		return true
	}
	switch r {
	case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0:
		return true
	}
	return false
}

func isColour(s string) bool {
	return len(s) == 7 && s[0] == '#' && strings.Trim(s[1:], "0123456789abcdefABCDEF") == ""
}
