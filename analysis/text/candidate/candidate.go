// Counting words by answer and scoring them.

package candidate

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"dealervoice/analysis/text/lexicon"
	"dealervoice/analysis/text/nlp"
)

// Answer is an open answer with the themes that the tagger gave it.
type Answer struct {
	Text   string
	Lang   string // "zh" or "en"
	Themes []string
}

// Candidate is a word, or two, that may become a cue.
type Candidate struct {
	Word     string
	Lang     string
	Count    int      // answers that hold it
	Themes   []string // those whose answers hold it more often than others, most telling first
	Untagged int      // of the answers that hold it, those without any theme
	Score    float64  // log-likelihood ratio of the strongest of these links
	Examples []string // answers that hold it, the first three
}

// Options bound a search.
type Options struct {
	Known    func(lang, word string) bool // words to leave out: cues, and what was decided on before
	MinCount int                          // fewest answers that hold a word; 3 if not set
	Limit    int                          // most candidates; 200 if not set
}

// significant is the 0.1 % point of chi-squared with one degree of freedom: below
// it a link between word and theme is chance.
const significant = 10.83

// maxExamples and maxThemes bound what is shown of a candidate.
const (
	maxExamples = 3
	maxThemes   = 3
)

// entry counts one word.
type entry struct {
	lang     string
	count    int
	untagged int
	themes   map[string]int
	examples []string
}

// search is the state of one run.
type search struct {
	words  map[string]*entry
	themes map[string]map[string]int // language -> theme -> answers
	total  map[string]int            // language -> answers
	bare   map[string]int            // language -> answers without a theme
}

// Find lists the candidates in the answers, the most telling first. It ends with
// an error when ctx does.
func Find(ctx context.Context, answers []Answer, o Options) ([]Candidate, error) {
	s := &search{words: map[string]*entry{}, themes: map[string]map[string]int{}, total: map[string]int{}, bare: map[string]int{}}
	cut := newChinese()
	for _, a := range answers {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("find cue candidates: %w", err)
		}
		words := cut.words
		if a.Lang == "en" {
			words = nlp.Nouns
		}
		s.add(a, words(a.Text))
	}
	return s.list(o), nil
}

// add counts the words of an answer, each once.
func (s *search) add(a Answer, words []string) {
	s.total[a.Lang]++
	if len(a.Themes) == 0 {
		s.bare[a.Lang]++
	}
	if s.themes[a.Lang] == nil {
		s.themes[a.Lang] = map[string]int{}
	}
	for _, th := range a.Themes {
		s.themes[a.Lang][th]++
	}
	slices.Sort(words)
	for _, w := range slices.Compact(words) {
		key := a.Lang + " " + w
		e := s.words[key]
		if e == nil {
			e = &entry{lang: a.Lang, themes: map[string]int{}}
			s.words[key] = e
		}
		e.count++
		if len(a.Themes) == 0 {
			e.untagged++
		}
		for _, th := range a.Themes {
			e.themes[th]++
		}
		if len(e.examples) < maxExamples {
			e.examples = append(e.examples, a.Text)
		}
	}
}

// list scores what was counted.
func (s *search) list(o Options) []Candidate {
	if o.MinCount == 0 {
		o.MinCount = 3
	}
	if o.Limit == 0 {
		o.Limit = 200
	}
	var out []Candidate
	for key, e := range s.words {
		word := key[len(e.lang)+1:]
		if e.count < o.MinCount || structural(e.lang, word) || o.Known != nil && o.Known(e.lang, word) {
			continue
		}
		if c := s.score(word, e); c.Score >= significant {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Word, b.Word))
	})
	return out[:min(len(out), o.Limit)]
}

// structural tells whether a word builds sentences and names nothing.
func structural(lang, word string) bool {
	words := lexicon.Of(lang)
	for _, kind := range []lexicon.Kind{lexicon.Negator, lexicon.Intensifier, lexicon.Strain, lexicon.Contrast, lexicon.Suggestion} {
		if slices.Contains(words[kind], word) {
			return true
		}
	}
	return false
}

// score finds the themes, or the lack of one, that a word goes with.
func (s *search) score(word string, e *entry) Candidate {
	c := Candidate{Word: word, Lang: e.lang, Count: e.count, Untagged: e.untagged, Examples: e.examples}
	type link struct {
		theme string
		score float64
	}
	var links []link
	n := s.total[e.lang]
	for theme, both := range e.themes {
		if g := LogLikelihood(both, e.count, s.themes[e.lang][theme], n); g >= significant {
			links = append(links, link{theme, g})
		}
	}
	slices.SortFunc(links, func(a, b link) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.theme, b.theme)) })
	for _, l := range links[:min(len(links), maxThemes)] {
		c.Themes = append(c.Themes, l.theme)
	}
	if len(links) > 0 {
		c.Score = links[0].score
	}
	c.Score = max(c.Score, LogLikelihood(e.untagged, e.count, s.bare[e.lang], n))
	return c
}

// LogLikelihood is Dunning's G² of a word with count among n answers, part of
// which are marked, when both hold for both of them. It is 0 where the word is
// rarer among the marked answers than elsewhere.
func LogLikelihood(both, count, marked, n int) float64 {
	if n == 0 || both*n <= count*marked {
		return 0
	}
	sum := 0.0
	for _, cell := range []struct{ observed, row, column int }{
		{both, count, marked}, {count - both, count, n - marked},
		{marked - both, n - count, marked}, {n - count - marked + both, n - count, n - marked},
	} {
		if cell.observed > 0 {
			expected := float64(cell.row) * float64(cell.column) / float64(n)
			sum += float64(cell.observed) * math.Log(float64(cell.observed)/expected)
		}
	}
	return 2 * sum
}
