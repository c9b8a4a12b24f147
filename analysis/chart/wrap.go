// Breaking labels into lines: Chinese may break between any two characters, English only
// at spaces, and no line begins with a closing mark.
package chart

import (
	"strings"
	"unicode"
)

const ellipsis = "…"

// label is a text broken into lines that fit; Full is set where something was cut away.
type label struct {
	lines []string
	full  string
}

// fit breaks text into at most max lines no wider than width pixels. What does not fit ends
// in an ellipsis, and the whole text is kept for the tooltip.
func (f *typeface) fit(text string, size, width float64, max int) label {
	text = clean(text)
	var out label
	rest := f.chop(atoms(text), size, width)
	for len(rest) > 0 {
		if len(out.lines) == max-1 && f.take(rest, size, width) < len(rest) {
			out.full = text
			out.lines = append(out.lines, f.cut(strings.Join(rest, ""), size, width))
			return out
		}
		n := f.take(rest, size, width)
		out.lines = append(out.lines, strings.TrimSpace(strings.Join(rest[:n], "")))
		rest = rest[n:]
	}
	return out
}

// width is the width of the widest line.
func (l label) width(f *typeface, size float64) float64 {
	widest := 0.0
	for _, line := range l.lines {
		widest = max(widest, f.width(line, size))
	}
	return widest
}

// take counts the atoms that fit on one line, at least one.
func (f *typeface) take(parts []string, size, width float64) int {
	used := 0.0
	for i, part := range parts {
		if i > 0 && used+f.width(strings.TrimRight(part, " "), size) > width {
			return i
		}
		used += f.width(part, size)
	}
	return len(parts)
}

// chop breaks each atom that is wider than a line (an address, a word of 60 letters).
func (f *typeface) chop(parts []string, size, width float64) []string {
	var out []string
	for _, part := range parts {
		if f.width(part, size) <= width {
			out = append(out, part)
			continue
		}
		used, start, at := 0.0, 0, 0
		for _, cluster := range clusters(part) {
			w := f.width(cluster, size)
			if at > start && used+w > width {
				out = append(out, part[start:at])
				start, used = at, 0
			}
			used, at = used+w, at+len(cluster)
		}
		out = append(out, part[start:])
	}
	return out
}

// cutTo is text on one line, shortened only where it is too wide.
func (f *typeface) cutTo(text string, size, width float64) string {
	if text = clean(text); f.width(text, size) <= width {
		return text
	}
	return f.cut(text, size, width)
}

// cut shortens text to width and ends it in an ellipsis.
func (f *typeface) cut(text string, size, width float64) string {
	room := width - f.width(ellipsis, size)
	used, at := 0.0, 0
	for _, cluster := range clusters(text) {
		w := f.width(cluster, size)
		if used+w > room {
			break
		}
		used, at = used+w, at+len(cluster)
	}
	return strings.TrimRight(text[:at], " ，,、;；:：") + ellipsis
}

// atoms splits a text at the places where a line may break. A space stays at the end of the
// atom before it.
func atoms(text string) []string {
	var out []string
	var current strings.Builder
	previous := rune(-1)
	for _, cluster := range clusters(text) {
		first := []rune(cluster)[0]
		if previous >= 0 && mayBreak(previous, first) {
			out = append(out, current.String())
			current.Reset()
		}
		current.WriteString(cluster)
		previous = first
	}
	if current.Len() > 0 {
		out = append(out, current.String())
	}
	return out
}

// mayBreak tells whether a line may end after a and the next begin with b.
func mayBreak(a, b rune) bool {
	switch {
	case b == ' ' || neverFirst(b) || neverLast(a):
		return false
	case a == ' ' || wide(a) || wide(b):
		return true
	}
	return a == '-' || a == '/' || a == '–'
}

// wide tells whether r is written without spaces around it.
func wide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef
}

func neverFirst(r rune) bool {
	return strings.ContainsRune("，。、；：？！）》」』】〉”’％…·,.;:?!)]}%", r)
}

func neverLast(r rune) bool { return strings.ContainsRune("（《「『【〈“‘([{", r) }

// clusters splits a text into characters with the marks that belong to them.
func clusters(text string) []string {
	var out []string
	start, joined := 0, true
	for i, r := range text {
		mark := unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) || r == zeroWidthJoiner
		if i > 0 && !mark && !joined {
			out = append(out, text[start:i])
			start = i
		}
		joined = r == zeroWidthJoiner
	}
	if start < len(text) {
		out = append(out, text[start:])
	}
	return out
}
