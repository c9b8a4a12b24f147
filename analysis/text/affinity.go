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

	"dealervoice/analysis/text/codebook"
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
func newAffinity(t *Tagger, book *codebook.Book) *affinity {
	a := &affinity{words: map[string][]share{}, pairs: map[uint64][]share{}}
	c := counts{words: map[string]map[int16]int{}, pairs: map[uint64]map[int16]int{}}
	plainer := strings.NewReplacer(gapMark, " ", "*", "")
	zhParts, enParts := chineseParts(t.segmenter), englishParts()
	for _, p := range t.zh.list {
		for _, e := range p.entries {
			c.add(e.theme, plainer.Replace(p.text), zhParts)
		}
	}
	for _, p := range t.en.list {
		for _, e := range p.entries {
			c.add(e.theme, plainer.Replace(p.text), enParts)
		}
	}
	for i, theme := range book.Themes {
		for _, example := range theme.Examples["zh"] {
			c.add(int16(i), normal.String(example), zhParts)
		}
		for _, example := range theme.Examples["en"] {
			c.add(int16(i), englishForm(example), enParts)
		}
	}
	norm := make([]float64, len(t.book.Themes))
	weigh(c.words, norm, a.words)
	weigh(c.pairs, norm, a.pairs)
	shrink(norm, a.words)
	shrink(norm, a.pairs)
	return a
}

// counts holds how often the cues and examples of a theme hold a term.
type counts struct {
	words map[string]map[int16]int
	pairs map[uint64]map[int16]int
}

// add counts the terms of one cue or example.
func (c counts) add(theme int16, text string, parts func(string) []string) {
	if theme == none {
		return
	}
	for _, w := range parts(text) {
		bump(c.words, w, theme)
	}
	runes := []rune(text)
	for j := 1; j < len(runes); j++ {
		if normal.IsHan(runes[j-1]) && normal.IsHan(runes[j]) {
			bump(c.pairs, pair(runes[j-1], runes[j]), theme)
		}
	}
}

func pair(a, b rune) uint64 { return uint64(a)<<32 | uint64(b) }

func bump[K cmp.Ordered](count map[K]map[int16]int, term K, theme int16) {
	if count[term] == nil {
		count[term] = map[int16]int{}
	}
	count[term][theme]++
}

func weigh[K cmp.Ordered](count map[K]map[int16]int, norm []float64, into map[K][]share) {
	for _, term := range slices.Sorted(maps.Keys(count)) { // in order: sums of floats must not differ from run to run
		by := count[term]
		idf := math.Log(float64(len(norm)+1) / float64(len(by)))
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
	s.terms = append(s.terms[:0], make([]int32, len(t.book.Themes))...)
	add := func(list []share) {
		for _, x := range list {
			s.near[x.theme] += x.weight
			s.terms[x.theme]++
		}
	}
	runes := s.text.Runes
	for i := 1; i < len(runes); i++ {
		if normal.IsHan(runes[i-1]) && normal.IsHan(runes[i]) && !t.dull[string(runes[i-1:i+1])] {
			add(t.affinity.pairs[pair(runes[i-1], runes[i])])
		}
	}
	for _, w := range s.zh {
		if w.End-w.Start > 1 && !t.dull[string(runes[w.Start:w.End])] {
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
