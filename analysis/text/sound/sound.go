// Characters to syllables.

package sound

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed pinyin.txt
var table string

// Syllable numbers a toneless syllable; 0 is silence.
type Syllable uint16

const (
	firstHan = 0x3400
	lastHan  = 0x9FFF
)

var syllables = sync.OnceValue(func() *[lastHan - firstHan + 1]Syllable {
	var of [lastHan - firstHan + 1]Syllable
	ids := map[string]Syllable{}
	for line := range strings.Lines(table) {
		r, size := utf8.DecodeRuneInString(line)
		reading, _, _ := strings.Cut(strings.TrimSpace(line[size:]), ",")
		if r < firstHan || r > lastHan || reading == "" {
			continue
		}
		id, ok := ids[reading]
		if !ok {
			id = Syllable(len(ids) + 1)
			ids[reading] = id
		}
		of[r-firstHan] = id
	}
	return &of
})

// Of gives the usual reading of a simplified character, 0 if it is not known.
func Of(r rune) Syllable {
	if r < firstHan || r > lastHan {
		return 0
	}
	return syllables()[r-firstHan]
}
