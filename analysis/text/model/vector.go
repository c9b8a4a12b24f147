// Terms to vectors: counts weighed by rarity, each view of length one.

package model

import (
	"cmp"
	"math"
	"slices"
)

// minAnswers is the fewest answers that must hold a term.
const minAnswers = 2

// dictionary numbers the terms of the training answers.
type dictionary struct {
	Keys   []uint64  // ascending
	Rarity []float32 // by term
	View   []view    // by term
	Hints  int       // codebook findings stand behind the terms
	Space  *space    // none without unjudged answers
	slots  []slot    // a table with open addressing, a power of two long
	maybe  []uint64  // a bit for every key, by its upper half: most that are asked for have none
}

// slot holds a term's number plus one, 0 if it is free, and its rarity.
type slot struct {
	key    uint64
	at     int32
	rarity float32
}

// index makes the terms easy to find.
func (d *dictionary) index() {
	size := 16
	for size < 2*len(d.Keys) {
		size *= 2
	}
	d.slots, d.maybe = make([]slot, size), make([]uint64, max(1, size/16))
	for i, k := range d.Keys {
		bit := k >> 40 & uint64(len(d.maybe)*64-1)
		d.maybe[bit/64] |= 1 << (bit % 64)
		h := k & uint64(size-1)
		for d.slots[h].at != 0 {
			h = (h + 1) & uint64(size-1)
		}
		d.slots[h] = slot{k, int32(i + 1), d.Rarity[i]}
	}
}

// find gives the number of a term and its rarity, -1 if there is none.
func (d *dictionary) find(k uint64) (int32, float32) {
	if bit := k >> 40 & uint64(len(d.maybe)*64-1); d.maybe[bit/64]&(1<<(bit%64)) == 0 {
		return -1, 0
	}
	mask := uint64(len(d.slots) - 1)
	for h := k & mask; ; h = (h + 1) & mask {
		s := &d.slots[h]
		if s.key == k && s.at != 0 {
			return s.at - 1, s.rarity
		}
		if s.at == 0 {
			return -1, 0
		}
	}
}

// hintWeight is the value of a sure finding of the codebook beside views of length
// one.
const hintWeight = 0.75

// width is the number of features.
func (d *dictionary) width() int {
	if d.Space != nil {
		return len(d.Rarity) + d.Hints + axes
	}
	return len(d.Rarity) + d.Hints
}

// newDictionary counts the terms of the answers.
func newDictionary(answers []Answer, hints int) *dictionary {
	type seen struct {
		key         uint64
		count, last int32
		view        view
	}
	at := map[uint64]int32{}
	var all []seen
	var b Buffer
	for i := range answers {
		answers[i].Read(&b)
		count := func(terms []term) {
			for k := range terms {
				t := &terms[k]
				j, ok := at[t.key]
				if !ok {
					j = int32(len(all))
					at[t.key] = j
					all = append(all, seen{key: t.key, view: t.view, last: -1})
				}
				if all[j].last != int32(i) {
					all[j].last = int32(i)
					all[j].count++
				}
			}
		}
		count(b.asked(&answers[i]))
		if answers[i].Topic != "" {
			count(answers[i].about(&b))
		}
	}
	all = slices.DeleteFunc(all, func(s seen) bool { return s.count < minAnswers })
	slices.SortFunc(all, func(a, b seen) int { return cmp.Compare(a.key, b.key) })
	d := &dictionary{Hints: hints}
	for _, s := range all {
		d.Keys = append(d.Keys, s.key)
		d.Rarity = append(d.Rarity, float32(math.Log(float64(len(answers)+1)/float64(s.count+1))+1))
		d.View = append(d.View, s.view)
	}
	d.index()
	return d
}

// asked are the terms that the question is about: marks are none of themes.
func (b *Buffer) asked(a *Answer) []term {
	if a.Topic == "" {
		return b.terms[:b.plain]
	}
	return b.terms
}

// vector turns an answer that was read into features, in the order in which they are
// met; the result belongs to the buffer and holds until its next use.
func (d *dictionary) vector(a *Answer, b *Buffer) sparse {
	b.row = sparse{at: b.row.at[:0], value: b.row.value[:0]}
	d.weigh(b.asked(a), b)
	if a.Topic != "" {
		d.weigh(a.about(b), b)
	}
	d.hint(a, b)
	if d.Space != nil {
		b.row = d.Space.place(b.row, len(d.Rarity)+d.Hints)
	}
	return b.row
}

// hint appends what the codebook found.
func (d *dictionary) hint(a *Answer, b *Buffer) {
	for i, h := range a.Hints {
		if h != 0 && i < d.Hints {
			b.row.at = append(b.row.at, int32(len(d.Rarity)+i))
			b.row.value = append(b.row.value, h*hintWeight)
		}
	}
}

// weigh appends the features of terms to the row: each once, its view of length one.
func (d *dictionary) weigh(terms []term, b *Buffer) {
	size := 64
	for size < 2*len(terms) {
		size *= 2
	}
	if cap(b.table) < size {
		b.table = make([]int32, size)
	}
	b.table = b.table[:size]
	clear(b.table)
	b.met = b.met[:0]
	for i := range terms {
		t := &terms[i]
		j, rarity := d.find(t.key)
		if j < 0 {
			continue
		}
		h := int(t.key>>20) & (size - 1)
		for b.table[h] != 0 && b.met[b.table[h]-1].at != j {
			h = (h + 1) & (size - 1)
		}
		if b.table[h] == 0 {
			b.met = append(b.met, met{at: j, rarity: rarity, view: t.view})
			b.table[h] = int32(len(b.met))
		}
		b.met[b.table[h]-1].count += t.weight
	}
	var norm [views]float32
	first := len(b.row.value)
	for i := range b.met {
		m := &b.met[i]
		v := m.count
		if v > 1 {
			v = 1 + float32(math.Log(float64(v)))
		}
		v *= m.rarity
		b.row.at, b.row.value = append(b.row.at, m.at), append(b.row.value, v)
		norm[m.view] += v * v
	}
	for v, n := range norm {
		if n > 0 {
			norm[v] = float32(1/math.Sqrt(float64(n))) * lengths[v]
		}
	}
	for i := range b.met {
		b.row.value[first+i] *= norm[b.met[i].view]
	}
}

// lengths are those of the views: all one, but for the coarse view of fields.
var lengths = [views]float32{wordView: 1, charView: 1, topicView: 1, focusView: 1, focusCharView: 1, senseView: 0.4}

// met is a feature of an answer with its weight so far.
type met struct {
	at            int32
	count, rarity float32
	view          view
}
