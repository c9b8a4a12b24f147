// Affinity: how much the words of an answer are those of a theme's cues, taken
// one by one. It finds a theme where nobody foresaw the phrase and tells which
// of two cues the rest of the answer speaks for.

package text

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"dealervoice/analysis/text/english"
	"dealervoice/analysis/text/normal"
)

// affinity weighs single words, and pairs of Chinese characters, by theme.
type affinity struct {
	words map[string][]share
	pairs map[uint64][]share
}

type share struct {
	theme  int16
	weight float32
}

// newAffinity weighs terms by how often a theme's cues hold them and how few
// themes do: tf-idf over themes, each theme of length one (Salton and Buckley
// 1988, "ltc").
func newAffinity(book int, zh, en *patterns, zhParts, enParts func(string) []string) *affinity {
	plainer := strings.NewReplacer(gapMark, " ", "*", "")
	a := &affinity{words: map[string][]share{}, pairs: map[uint64][]share{}}
	words, pairs := map[string]map[int16]int{}, map[uint64]map[int16]int{}
	for _, side := range []struct {
		patterns *patterns
		split    func(string) []string
	}{{zh, zhParts}, {en, enParts}} {
		for i := range side.patterns.list {
			for _, e := range side.patterns.list[i].entries {
				if e.theme == none {
					continue
				}
				text := plainer.Replace(side.patterns.list[i].text)
				for _, w := range side.split(text) {
					bump(words, w, e.theme)
				}
				runes := []rune(text)
				for j := 1; j < len(runes); j++ {
					if normal.IsHan(runes[j-1]) && normal.IsHan(runes[j]) {
						bump(pairs, pair(runes[j-1], runes[j]), e.theme)
					}
				}
			}
		}
	}
	norm := make([]float64, book)
	weigh(words, book, norm, a.words)
	weigh(pairs, book, norm, a.pairs)
	shrink(norm, a.words)
	shrink(norm, a.pairs)
	return a
}

func pair(a, b rune) uint64 { return uint64(a)<<32 | uint64(b) }

func bump[K cmp.Ordered](count map[K]map[int16]int, term K, theme int16) {
	if count[term] == nil {
		count[term] = map[int16]int{}
	}
	count[term][theme]++
}

func weigh[K cmp.Ordered](count map[K]map[int16]int, themes int, norm []float64, into map[K][]share) {
	for _, term := range slices.Sorted(maps.Keys(count)) { // in order: sums of floats must not differ from run to run
		by := count[term]
		idf := math.Log(float64(themes+1) / float64(len(by)))
		for _, theme := range slices.Sorted(maps.Keys(by)) {
			n := by[theme]
			v := (1 + math.Log(float64(n))) * idf
			into[term] = append(into[term], share{theme, float32(v)})
			norm[theme] += v * v
		}
	}
}

func shrink[K comparable](norm []float64, weights map[K][]share) {
	for _, list := range weights {
		for i := range list {
			list[i].weight /= float32(math.Sqrt(norm[list[i].theme]))
		}
	}
}

// measure fills s.near with the affinity of the answer to each theme and gives
// the greatest.
func (t *Tagger) measure(s *scratch) float32 {
	s.near = append(s.near[:0], make([]float32, len(t.book.Themes))...)
	add := func(list []share) {
		for _, x := range list {
			s.near[x.theme] += x.weight
		}
	}
	runes := s.text.Runes
	for i := 1; i < len(runes); i++ {
		if normal.IsHan(runes[i-1]) && normal.IsHan(runes[i]) {
			add(t.affinity.pairs[pair(runes[i-1], runes[i])])
		}
	}
	for _, w := range s.zh {
		if w.End-w.Start > 1 {
			add(t.affinity.words[string(runes[w.Start:w.End])])
		}
	}
	for _, tok := range s.tokens {
		if t.dull[tok.Word] {
			continue
		}
		s.forms = english.Forms(tok.Word, s.forms[:0])
		for _, f := range s.forms {
			if list, ok := t.affinity.words[f]; ok {
				add(list)
				break
			}
		}
	}
	most := float32(0)
	for _, v := range s.near {
		most = max(most, v)
	}
	return most
}
