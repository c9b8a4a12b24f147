package mask

// Patterns: 9 is a digit, a a letter, # either; a backslash makes what follows
// stand for itself; all else stands for itself.

import (
	"strings"
	"unicode"
)

// place is one character of a pattern.
type place struct {
	r    rune
	free bool // to be filled in; else it stands there
	own  bool // stands there and belongs to the value: a letter or digit, or escaped
}

// places takes a pattern apart.
func places(pattern string) []place {
	var out []place
	escaped := false
	for _, r := range pattern {
		switch {
		case r == '\\' && !escaped:
			escaped = true
			continue
		case escaped:
			out = append(out, place{r: r, own: true})
		case r == '9' || r == 'a' || r == '#':
			out = append(out, place{r: r, free: true})
		default:
			out = append(out, place{r: r, own: plain(r)})
		}
		escaped = false
	}
	return out
}

// Free counts what is to be filled in.
func Free(pattern string) int {
	n := 0
	for _, p := range places(pattern) {
		if p.free {
			n++
		}
	}
	return n
}

// plain tells the letters and digits that patterns know.
func plain(r rune) bool { return r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

func (p place) takes(r rune) bool {
	switch p.r {
	case '9':
		return r >= '0' && r <= '9'
	case 'a':
		return plain(r) && unicode.IsLetter(r)
	}
	return plain(r)
}

// readPattern finds what was filled in, with what stands there or without.
func (m *Mask) readPattern(s string) (any, error) {
	list := places(m.Pattern)
	for _, with := range []bool{true, false} {
		if given, ok := filled(list, []rune(s), with); ok {
			return unmasked(list, given), nil
		}
	}
	return nil, ErrForm
}

// filled takes the free characters out of a text in which what stands there was
// written along or was not. Marks may be missing; a letter or digit too many is
// not passed over.
func filled(list []place, s []rune, with bool) (given []rune, ok bool) {
	at := 0
	skip := func() {
		for at < len(s) && !plain(s[at]) {
			at++
		}
	}
	for _, p := range list {
		switch {
		case p.free:
			skip()
			if at >= len(s) || !p.takes(s[at]) {
				return nil, false
			}
			given = append(given, s[at])
			at++
		case p.own && with:
			if plain(p.r) {
				skip()
			}
			if at >= len(s) || s[at] != p.r {
				return nil, false
			}
			at++
		case at < len(s) && s[at] == p.r:
			if !plain(p.r) {
				at++
			}
		}
	}
	skip()
	return given, at == len(s)
}

// unmasked is what survey-core stores: what was filled in, with the letters and
// digits that stand there.
func unmasked(list []place, given []rune) string {
	var b strings.Builder
	for _, p := range list {
		switch {
		case p.free:
			b.WriteRune(given[0])
			given = given[1:]
		case p.own:
			b.WriteRune(p.r)
		}
	}
	return b.String()
}

// showPattern writes a stored text with all that stands there; one that does
// not fit is shown as it is.
func (m *Mask) showPattern(s string) string {
	list := places(m.Pattern)
	given, ok := filled(list, []rune(s), true)
	if !ok {
		return s
	}
	var b strings.Builder
	for _, p := range list {
		if p.free {
			b.WriteRune(given[0])
			given = given[1:]
		} else {
			b.WriteRune(p.r)
		}
	}
	return b.String()
}

// examplePattern counts digits up and letters on.
func (m *Mask) examplePattern() string {
	var b strings.Builder
	digit, letter := '1', 'A'
	for _, p := range places(m.Pattern) {
		switch {
		case !p.free:
			b.WriteRune(p.r)
		case p.r == 'a':
			b.WriteRune(letter)
			if letter++; letter > 'Z' {
				letter = 'A'
			}
		default:
			b.WriteRune(digit)
			if digit++; digit > '9' {
				digit = '0'
			}
		}
	}
	return b.String()
}
