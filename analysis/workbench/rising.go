package workbench

// Words that rise from one wave to the next.

import (
	"cmp"
	"slices"

	"dealervoice/analysis/stats"
)

// Rising is a word that more answers hold than in the wave before, beyond chance.
type Rising struct {
	Lang   string      `json:"lang"`
	Word   string      `json:"word"`
	Before stats.Share `json:"before"`
	After  stats.Share `json:"after"`
	Low    float64     `json:"low"` // 95% interval of the difference, Newcombe
	High   float64     `json:"high"`
	Q      float64     `json:"q"`   // p adjusted for all words tested
	Cue    bool        `json:"cue"` // some theme has it as a cue
}

// falseFinds is how large a share of the words called rising may be chance.
const falseFinds = 0.1

// fewHold is the fewest answers of the newer wave that must hold a word before it is
// tested: a rarer one may be somebody's name.
const fewHold = 5

// risers counts words in the two newest waves.
type risers struct {
	from, to int
	answers  map[string][2]int            // by language
	words    map[string]map[string][2]int // language -> word -> in from, in to
}

func newRisers(waves []int) *risers {
	r := &risers{answers: map[string][2]int{}, words: map[string]map[string][2]int{}}
	if n := len(waves); n > 1 {
		r.from, r.to = waves[n-2], waves[n-1]
	}
	return r
}

func (r *risers) add(wave int, lang string, words []string) {
	at := 0
	switch {
	case r.to == 0 || wave != r.from && wave != r.to:
		return
	case wave == r.to:
		at = 1
	}
	n := r.answers[lang]
	n[at]++
	r.answers[lang] = n
	if r.words[lang] == nil {
		r.words[lang] = map[string][2]int{}
	}
	for _, w := range words {
		c := r.words[lang][w]
		c[at]++
		r.words[lang][w] = c
	}
}

// list tests every word that enough answers hold, and gives those that rose beyond
// chance, with how many were tested.
func (r *risers) list(cue func(lang, word string) bool) ([]Rising, int, error) {
	var all []Rising
	var ps []float64
	for lang, words := range r.words {
		n := r.answers[lang]
		for word, c := range words {
			if c[1] < fewHold || n[0] == 0 {
				continue
			}
			p, err := stats.Fisher(stats.Table{{float64(c[1]), float64(n[1] - c[1])}, {float64(c[0]), float64(n[0] - c[0])}})
			if err != nil {
				continue // every answer of both waves holds it
			}
			all = append(all, Rising{Lang: lang, Word: word, Before: stats.Share{Count: c[0], Of: n[0]}, After: stats.Share{Count: c[1], Of: n[1]}, Q: p, Cue: cue(lang, word)})
		}
	}
	slices.SortFunc(all, func(a, b Rising) int { return cmp.Or(cmp.Compare(a.Lang, b.Lang), cmp.Compare(a.Word, b.Word)) })
	for _, w := range all {
		ps = append(ps, w.Q)
	}
	if len(ps) == 0 {
		return []Rising{}, 0, nil
	}
	qs, err := stats.AdjustP(ps, stats.BenjaminiHochberg)
	if err != nil {
		return nil, 0, err
	}
	out := []Rising{}
	for i, w := range all {
		if w.Q = qs[i]; w.Q > falseFinds || w.After.Value() <= w.Before.Value() {
			continue
		}
		if d, err := stats.Newcombe(w.After, w.Before, 0.95); err == nil {
			w.Low, w.High = d.Low, d.High
		}
		out = append(out, w)
	}
	slices.SortStableFunc(out, func(a, b Rising) int { return cmp.Compare(a.Q, b.Q) })
	return out, len(all), nil
}
