// Terms to vectors: counts weighed by rarity, each view of length one.

package model

import (
	"maps"
	"math"
	"slices"
)

// minAnswers is the fewest answers that must hold a term.
const minAnswers = 2

// dictionary numbers the terms of the training answers.
type dictionary struct {
	Terms  []string  // sorted
	Rarity []float32 // by term
	View   []view    // by term
	Hints  int       // codebook findings stand behind the terms
	at     map[string]int32
}

// index makes the terms easy to find.
func (d *dictionary) index() {
	d.at = make(map[string]int32, len(d.Terms))
	for i, t := range d.Terms {
		d.at[t] = int32(i)
	}
}

// hintWeight is the value of a sure finding of the codebook beside views of length
// one.
const hintWeight = 0.75

// width is the number of features.
func (d *dictionary) width() int { return len(d.Rarity) + d.Hints }

// newDictionary counts the terms of the answers.
func newDictionary(answers []Answer, hints int) *dictionary {
	type seen struct {
		count, last int
		view        view
	}
	counts := map[string]*seen{}
	var buffer []byte
	for i := range answers {
		answers[i].terms(&buffer, func(t term) {
			s := counts[string(t.key)]
			if s == nil {
				s = &seen{view: t.view, last: -1}
				counts[string(t.key)] = s
			}
			if s.last != i {
				s.last = i
				s.count++
			}
		})
	}
	d := &dictionary{Hints: hints}
	for _, k := range slices.Sorted(maps.Keys(counts)) {
		s := counts[k]
		if s.count < minAnswers {
			continue
		}
		d.Terms = append(d.Terms, k)
		d.Rarity = append(d.Rarity, float32(math.Log(float64(len(answers)+1)/float64(s.count+1))+1))
		d.View = append(d.View, s.view)
	}
	d.index()
	return d
}

// vector turns an answer into features; the result belongs to the buffer and holds
// until its next use.
func (d *dictionary) vector(a *Answer, b *Buffer) sparse {
	if len(b.count) != len(d.Rarity) {
		b.count = make([]float32, len(d.Rarity))
	}
	b.order = b.order[:0]
	a.terms(&b.key, func(t term) {
		j, ok := d.at[string(t.key)]
		if !ok {
			return
		}
		if b.count[j] == 0 {
			b.order = append(b.order, j)
		}
		b.count[j]++
	})
	slices.Sort(b.order)
	s := sparse{at: b.row.at[:0], value: b.row.value[:0]}
	var norm [views]float64
	for _, j := range b.order {
		v := (1 + math.Log(float64(b.count[j]))) * float64(d.Rarity[j])
		b.count[j] = 0
		s.at = append(s.at, j)
		s.value = append(s.value, float32(v))
		norm[d.View[j]] += v * v
	}
	for v := range norm {
		norm[v] = 1 / math.Sqrt(norm[v])
	}
	for k, j := range s.at {
		s.value[k] *= float32(norm[d.View[j]])
	}
	for i, h := range a.Hints {
		if h != 0 && i < d.Hints {
			s.at = append(s.at, int32(len(d.Rarity)+i))
			s.value = append(s.value, h*hintWeight)
		}
	}
	b.row = s
	return s
}
