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
	Stack      []float64 // of the second stage; none for a model of raw scores
	Trust      []float32 // by theme: how far its machine is believed beside the codebook
	Threshold  float64   // of the probability, for F1
	Always     bool      // every answer has a theme: the likeliest is given at any rate
}

// Buffer is the working memory of one answer at a time.
type Buffer struct {
	terms []term // of the answer; behind plain its marks
	plain int
	bound []term
	table []int32
	met   []met
	row   sparse
	base  []float32 // what an answer says by itself, by theme
	raw   []float32
	p     []float64
	x     [][inputs]float64
}

// Score gives the probability of every theme of an answer that was read; the result
// belongs to the buffer.
func (m *Model) Score(a *Answer, b *Buffer) []float64 {
	b.raw = score(m.Dictionary.vector(a, b), m.Weights, m.Themes, b.raw)
	return m.probabilities(b.raw, a, b)
}

// Begin readies the buffer for ScoreTopic: what the answer says whatever the topic.
func (m *Model) Begin(b *Buffer) {
	b.row = sparse{at: b.row.at[:0], value: b.row.value[:0]}
	m.Dictionary.weigh(b.terms, b)
	b.base = score(b.row, m.Weights, m.Themes, b.base)
}

// ScoreTopic gives what Score does for a question about a topic, once Begin was there
// for the answer.
func (m *Model) ScoreTopic(a *Answer, b *Buffer) []float64 {
	b.row = sparse{at: b.row.at[:0], value: b.row.value[:0]}
	m.Dictionary.weigh(a.about(b), b)
	m.Dictionary.hint(a, b)
	b.raw = append(b.raw[:0], b.base...)
	add(b.row, m.Weights, m.Themes, b.raw)
	return m.probabilities(b.raw, a, b)
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

// Why lists the words of an answer that was read that speak most for a theme,
// strongest first.
func (m *Model) Why(b *Buffer, theme int) []Stretch {
	var list []Stretch
	m.Words(b, func(at Stretch, weights []float32) {
		if w := weights[theme] * at.Weight; w > 0 {
			list = append(list, Stretch{at.Start, at.End, w})
		}
	})
	slices.SortFunc(list, func(a, b Stretch) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(b.End-b.Start, a.End-a.Start), cmp.Compare(a.Start, b.Start))
	})
	return list
}

// Words hands out the words of an answer that the model knows, each with its rarity
// and its weights by theme.
func (m *Model) Words(b *Buffer, each func(at Stretch, weights []float32)) {
	for i := range b.terms[:b.plain] {
		t := &b.terms[i]
		if t.view != wordView {
			continue
		}
		if j, rarity := m.Dictionary.find(t.key); j >= 0 {
			each(Stretch{int(t.start), int(t.end), rarity}, m.Weights[int(j)*m.Themes:int(j+1)*m.Themes])
		}
	}
}
