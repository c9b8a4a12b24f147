// Normalising with a way back to the original bytes.

package normal

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Text is a normalised answer. Runes[i] came from the original bytes
// At[i]..At[i+1]; len(At) == len(Runes)+1.
type Text struct {
	Runes []rune
	At    []int32
}

// Span gives the original bytes of the runes from..to, without what was dropped
// behind the last of them.
func (t *Text) Span(original string, from, to int) (start, end int) {
	if from >= to {
		return int(t.At[from]), int(t.At[from])
	}
	last := int(t.At[to-1])
	_, size := utf8.DecodeRuneInString(original[last:])
	return int(t.At[from]), last + size
}

// Set normalises s into t and reuses what t holds.
func (t *Text) Set(s string) {
	t.Runes, t.At = t.Runes[:0], t.At[:0]
	table := traditional()
	for at, r := range s {
		switch {
		case r < utf8.RuneSelf:
			t.ascii(r, at)
		case r >= firstHan && r <= lastHan:
			t.put(table[r-firstHan], at)
		default:
			t.rare(r, at, s)
		}
	}
	t.At = append(t.At, int32(len(s)))
}

func (t *Text) put(r rune, at int) {
	t.Runes = append(t.Runes, r)
	t.At = append(t.At, int32(at))
}

func (t *Text) ascii(r rune, at int) {
	switch {
	case 'A' <= r && r <= 'Z':
		r += 'a' - 'A'
	case r == '`':
		r = '\''
	case r == '\n' || r == '\r':
		r = '\n'
	case r == '\t':
		r = ' '
	case r < ' ' || r == 0x7F:
		return
	}
	t.put(r, at)
}

// rare handles everything that is neither ASCII nor a common Han character.
func (t *Text) rare(r rune, at int, s string) {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		t.ascii(r-0xFEE0, at)
	case r == 0x3000 || r == 0x85 || r == 0xA0 || r >= 0x2000 && r <= 0x200A:
		t.put(' ', at)
	case r == 0x2028 || r == 0x2029:
		t.put('\n', at)
	case r >= 0x3001 && r <= 0x303F:
		t.put(punctuation(r), at)
	case r == 0x2018 || r == 0x2019 || r == 0x201B || r == 0x02BC:
		t.put('\'', at)
	case r == 0x201C || r == 0x201D || r == 0x201E:
		t.put('"', at)
	case r >= 0x2010 && r <= 0x2015 || r == 0x2212:
		t.put('-', at)
	case r == utf8.RuneError, unicode.Is(unicode.Cf, r), unicode.Is(unicode.Cc, r), unicode.Is(unicode.Mn, r), unicode.Is(unicode.Co, r), unicode.Is(unicode.Cs, r):
	default:
		t.decompose(r, at, s)
	}
}

func punctuation(r rune) rune {
	switch r {
	case '、':
		return ','
	case '。':
		return '.'
	}
	return r
}

// decompose takes compatibility forms and accents apart: ㎏ -> kg, é -> e.
func (t *Text) decompose(r rune, at int, s string) {
	parts := norm.NFKD.PropertiesString(s[at:]).Decomposition()
	if parts == nil {
		t.put(unicode.ToLower(r), at)
		return
	}
	for len(parts) > 0 {
		p, size := utf8.DecodeRune(parts)
		parts = parts[size:]
		if !unicode.Is(unicode.Mn, p) && p != utf8.RuneError {
			t.put(Rune(unicode.ToLower(p)), at)
		}
	}
}

// The block of common Han characters, with extension A.
const (
	firstHan = 0x3400
	lastHan  = 0x9FFF
)

// IsHan tells whether a rune is a Chinese character.
func IsHan(r rune) bool {
	return r >= firstHan && r <= lastHan || r >= 0x20000 && r <= 0x3FFFF || r >= 0xF900 && r <= 0xFAFF
}

// Rune normalises a single rune as far as it stays one.
func Rune(r rune) rune {
	if r >= firstHan && r <= lastHan {
		return traditional()[r-firstHan]
	}
	return r
}

// String normalises s and forgets where it came from: for cues and word lists.
func String(s string) string {
	var t Text
	t.Set(strings.TrimSpace(s))
	return string(t.Runes)
}

//go:embed traditional.txt
var traditionalTable string

// traditional maps each common Han character to its simplified one.
var traditional = sync.OnceValue(func() *[lastHan - firstHan + 1]rune {
	var table [lastHan - firstHan + 1]rune
	for i := range table {
		table[i] = firstHan + rune(i)
	}
	for line := range strings.Lines(traditionalTable) {
		from, size := utf8.DecodeRuneInString(line)
		to, _ := utf8.DecodeRuneInString(line[size:])
		if from >= firstHan && from <= lastHan {
			table[from-firstHan] = to
		}
	}
	return &table
})
