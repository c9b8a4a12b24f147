// The shared dictionary and the lattice costs drawn from it.

package segment

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/go-ego/gse"
)

//go:embed words.txt
var wordList string

// base is the dictionary with what costs are reckoned from; never changed.
type base struct {
	dict     *gse.Dictionary
	logTotal float64
}

// shared loads the dictionary at its first use: about 0.1 s and 30 MB.
var shared = sync.OnceValue(func() *base {
	seg := gse.Segmenter{SkipLog: true}
	dict := gse.NewDict()
	for line := range strings.Lines(wordList) {
		part := strings.Fields(line)
		if len(part) < 2 {
			continue
		}
		frequency, err := strconv.ParseFloat(part[1], 64)
		if err != nil {
			continue
		}
		if utf8.RuneCountInString(part[0]) == 1 {
			frequency = singleFrequency
		}
		class := ""
		if len(part) > 2 {
			class = part[2]
		}
		// The list is our own and holds no word twice, so nothing can clash.
		_ = dict.AddToken(seg.ToToken(part[0], frequency, class))
	}
	return &base{dict: dict, logTotal: math.Log2(dict.TotalFreq())}
})

// singleFrequency is the frequency of every single character, as gse sets it:
// a word of two characters then wins against its parts.
const singleFrequency = 2

// unknownCost is what gse charges for a character that is in no word.
const unknownCost = 32

// cost is the path length of a word: log2(1/p).
func (b *base) cost(frequency float64) float32 { return float32(b.logTotal - math.Log2(frequency)) }

// Frequency tells how often a word stands in the dictionary's own corpus, 0 if
// it does not stand there.
func Frequency(word string) float64 {
	frequency, _, _ := shared().dict.Find([]byte(word))
	return frequency
}

// Class is a word's class in the dictionary (n noun, v verb, a adjective …).
func Class(word string) string {
	_, class, _ := shared().dict.Find([]byte(word))
	return class
}
