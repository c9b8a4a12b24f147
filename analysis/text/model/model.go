// A trained model: scoring an answer and telling why.

package model

import (
	"cmp"
	"math"
	"slices"
)

// Model scores answers for themes.
type Model struct {
	Themes     int
	Dictionary *dictionary
	Weights    []float32 // by feature, then theme; the constant last
	Slope      []float64 // Platt: p = 1/(1+exp(slope*score+offset))
	Offset     []float64
	Threshold  float64 // of the probability, for F1
	Always     bool    // every answer has a theme: the likeliest is given at any rate
}

// Buffer is the working memory of a Score; reuse it, with one model.
type Buffer struct {
	key   []byte
	count []float32 // by term; all zero between uses
	order []int32
	row   sparse
}

// Score gives the probability of every theme.
func (m *Model) Score(a *Answer, b *Buffer) []float64 {
	raw := score(m.Dictionary.vector(a, b), m.Weights, m.Themes)
	p := make([]float64, m.Themes)
	for t, s := range raw {
		p[t] = m.probability(t, s)
	}
	return p
}

func (m *Model) probability(theme int, score float32) float64 {
	return 1 / (1 + math.Exp(m.Slope[theme]*float64(score)+m.Offset[theme]))
}

// Given tells which themes an answer with these probabilities is given, likeliest
// first.
func (m *Model) Given(p []float64) []int {
	var given []int
	best := 0
	for t := range p {
		if p[t] >= m.Threshold {
			given = append(given, t)
		}
		if p[t] > p[best] {
			best = t
		}
	}
	if len(given) == 0 && m.Always && len(p) > 0 {
		given = append(given, best)
	}
	slices.SortStableFunc(given, func(a, b int) int { return cmp.Compare(p[b], p[a]) })
	return given
}

// Stretch is a part of an answer that speaks for a theme.
type Stretch struct {
	Start, End int // runes
	Weight     float32
}

// Why lists the words of an answer that speak most for a theme, strongest first.
func (m *Model) Why(a *Answer, theme int, b *Buffer) []Stretch {
	sums := map[[2]int]float32{}
	a.terms(&b.key, func(t term) {
		if j, ok := m.Dictionary.at[string(t.key)]; ok && t.view == wordView {
			if w := m.Weights[int(j)*m.Themes+theme] * m.Dictionary.Rarity[j]; w > 0 {
				sums[[2]int{t.start, t.end}] += w
			}
		}
	})
	list := make([]Stretch, 0, len(sums))
	for at, w := range sums {
		list = append(list, Stretch{at[0], at[1], w})
	}
	slices.SortFunc(list, func(a, b Stretch) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(b.End-b.Start, a.End-a.Start), cmp.Compare(a.Start, b.Start))
	})
	return list
}
