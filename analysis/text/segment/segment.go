// Cutting.

package segment

import (
	"unicode/utf8"

	"dealervoice/analysis/text/normal"
)

// Word is a word of the text: Runes[Start:End]. Known tells that it stands in
// the dictionary or among the added words (or is a run of Latin letters or
// digits), not just a character left over.
type Word struct {
	Start, End int
	Known      bool
}

// Segmenter cuts with the shared dictionary and words of its own. It never
// changes after New and may be used from many goroutines, each with a Buffer.
type Segmenter struct {
	base  *base
	extra map[string]float32 // added word -> cost
	heads map[string]bool    // proper prefixes of added words
}

// addedFrequency is the frequency of an added word that the dictionary does not
// know: that of a fairly common word, so that it wins against its parts.
const addedFrequency = 500

// New makes a segmenter that knows the words besides the dictionary's. Words
// must be normalised; those without Chinese characters are ignored.
func New(words []string) *Segmenter {
	s := &Segmenter{base: shared(), extra: map[string]float32{}, heads: map[string]bool{}}
	for _, w := range words {
		if !allHan(w) || Frequency(w) > 0 {
			continue
		}
		s.extra[w] = s.base.cost(addedFrequency)
		for at := range w {
			if at > 0 {
				s.heads[w[:at]] = true
			}
		}
	}
	return s
}

func allHan(word string) bool {
	for _, r := range word {
		if !normal.IsHan(r) {
			return false
		}
	}
	return word != ""
}

// Buffer is the working memory of Cut; reuse it.
type Buffer struct {
	bytes []byte
	at    []int32 // byte place of each rune
	best  []step
	words []Word
}

type step struct {
	cost  float32
	start int32
	known bool
}

// maxWordRunes bounds a word and so the work per character.
const maxWordRunes = 8

// Cut cuts runes into words that cover them without a gap. The result belongs
// to the buffer and holds until its next use.
func (s *Segmenter) Cut(runes []rune, b *Buffer) []Word {
	b.words = b.words[:0]
	for i := 0; i < len(runes); {
		j := i + 1
		switch {
		case normal.IsHan(runes[i]):
			for j < len(runes) && normal.IsHan(runes[j]) {
				j++
			}
			s.cutHan(runes[i:j], i, b)
		case IsLatin(runes[i]):
			for j < len(runes) && IsLatin(runes[j]) {
				j++
			}
			b.words = append(b.words, Word{i, j, true})
		default:
			b.words = append(b.words, Word{i, j, false})
		}
		i = j
	}
	return b.words
}

// IsLatin tells whether a normalised rune belongs to a Latin word or a number.
func IsLatin(r rune) bool { return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' }

// cutHan finds the cheapest path through a run of Chinese characters.
func (s *Segmenter) cutHan(runes []rune, offset int, b *Buffer) {
	b.bytes, b.at, b.best = b.bytes[:0], b.at[:0], b.best[:0]
	for _, r := range runes {
		b.at = append(b.at, int32(len(b.bytes)))
		b.bytes = utf8.AppendRune(b.bytes, r)
		b.best = append(b.best, step{cost: -1})
	}
	b.at = append(b.at, int32(len(b.bytes)))
	b.best = append(b.best, step{cost: -1})
	b.best[0].cost = 0
	for i := range runes {
		s.extend(i, len(runes), b)
	}
	first := len(b.words)
	for end := len(runes); end > 0; {
		st := b.best[end]
		b.words = append(b.words, Word{offset + int(st.start), offset + end, st.known})
		end = int(st.start)
	}
	reverse(b.words[first:])
}

// extend tries every word that starts at rune i.
func (s *Segmenter) extend(i, n int, b *Buffer) {
	from := b.best[i].cost
	single := false
	inDict, inExtra := true, len(s.extra) > 0
	for j := i + 1; j <= n && j-i <= maxWordRunes && (inDict || inExtra); j++ {
		word := b.bytes[b.at[i]:b.at[j]]
		if inDict {
			var frequency float64
			frequency, _, inDict = s.base.dict.Find(word)
			if frequency > 0 {
				relax(&b.best[j], from+s.base.cost(frequency), i, true)
				single = single || j == i+1
			}
		}
		if inExtra {
			if cost, ok := s.extra[string(word)]; ok {
				relax(&b.best[j], from+cost, i, true)
			}
			inExtra = s.heads[string(word)]
		}
	}
	if !single {
		relax(&b.best[i+1], from+unknownCost, i, false)
	}
}

func relax(to *step, cost float32, start int, known bool) {
	if to.cost < 0 || cost < to.cost {
		*to = step{cost, int32(start), known}
	}
}

func reverse(words []Word) {
	for i, j := 0, len(words)-1; i < j; i, j = i+1, j-1 {
		words[i], words[j] = words[j], words[i]
	}
}
