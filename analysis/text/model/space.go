// Latent semantic axes: in what directions the answers differ most, found without
// anybody's judgement (Deerwester et al. 1990). Where few answers are judged, words
// that were never judged but keep the same company count through them.

package model

import (
	"math"
	"math/rand/v2"
	"slices"
)

// The size of a space: axes, and the terms that have a place on them.
const (
	axes     = 64
	placed   = 20000
	spare    = 8 // directions more while searching
	powers   = 2
	minShown = 3 // answers that a term must stand in
)

// space holds the place of terms on the axes.
type space struct {
	Row  []int32   // by term: its place, -1 if it has none
	Axes []float32 // by place, then axis
}

// newSpace finds the axes of answers by randomised subspace iteration (Halko,
// Martinsson and Tropp 2011, algorithm 4.4).
func newSpace(vectors []sparse, d *dictionary, seed uint64) *space {
	s := &space{Row: placesOf(vectors, d)}
	width := 0
	for _, r := range s.Row {
		width = max(width, int(r)+1)
	}
	if width < axes+spare || len(vectors) < axes+spare {
		return nil
	}
	rng := rand.New(rand.NewPCG(seed, 3))
	k := axes + spare
	v := make([]float32, width*k) // width by k
	for i := range v {
		v[i] = float32(rng.NormFloat64())
	}
	y := make([]float32, len(vectors)*k)
	for range powers {
		s.times(vectors, v, y, k)
		orthonormal(y, k)
		s.timesTransposed(vectors, y, v, k)
		orthonormal(v, k)
	}
	s.Axes = make([]float32, width*axes)
	for i := range width {
		copy(s.Axes[i*axes:(i+1)*axes], v[i*k:i*k+axes])
	}
	return s
}

// placesOf gives a place to the terms of words and characters that most answers hold.
func placesOf(vectors []sparse, d *dictionary) []int32 {
	count := make([]int32, len(d.Rarity))
	for _, v := range vectors {
		for _, j := range v.at {
			if int(j) < len(count) {
				count[j]++
			}
		}
	}
	order := make([]int32, 0, len(count))
	for j, n := range count {
		if n >= minShown && d.View[j] <= charView {
			order = append(order, int32(j))
		}
	}
	slices.SortStableFunc(order, func(a, b int32) int { return int(count[b] - count[a]) })
	row := make([]int32, len(count))
	for j := range row {
		row[j] = -1
	}
	for i, j := range order[:min(len(order), placed)] {
		row[j] = int32(i)
	}
	return row
}

// times is y = X v.
func (s *space) times(vectors []sparse, v, y []float32, k int) {
	for i, x := range vectors {
		out := y[i*k : (i+1)*k]
		clear(out)
		s.each(x, func(place int, value float32) {
			for a, w := range v[place*k : (place+1)*k] {
				out[a] += value * w
			}
		})
	}
}

// timesTransposed is v = X' y.
func (s *space) timesTransposed(vectors []sparse, y, v []float32, k int) {
	clear(v)
	for i, x := range vectors {
		from := y[i*k : (i+1)*k]
		s.each(x, func(place int, value float32) {
			to := v[place*k : (place+1)*k]
			for a, w := range from {
				to[a] += value * w
			}
		})
	}
}

func (s *space) each(x sparse, do func(place int, value float32)) {
	for n, j := range x.at {
		if int(j) < len(s.Row) {
			if r := s.Row[j]; r >= 0 {
				do(int(r), x.value[n])
			}
		}
	}
}

// orthonormal makes the k columns of a orthonormal (modified Gram-Schmidt, twice).
func orthonormal(a []float32, k int) {
	n := len(a) / k
	for range 2 {
		for c := range k {
			norm := 0.0
			for i := range n {
				norm += float64(a[i*k+c]) * float64(a[i*k+c])
			}
			f := float32(1 / math.Max(math.Sqrt(norm), 1e-12))
			for i := range n {
				a[i*k+c] *= f
			}
			dots := make([]float64, k)
			for i := range n {
				x := a[i*k+c]
				for e := c + 1; e < k; e++ {
					dots[e] += float64(x) * float64(a[i*k+e])
				}
			}
			for i := range n {
				x := a[i*k+c]
				for e := c + 1; e < k; e++ {
					a[i*k+e] -= x * float32(dots[e])
				}
			}
		}
	}
}

// spaceWeight is the length of an answer's place on the axes, beside views of one.
const spaceWeight = 2

// place appends where an answer stands on the axes: a direction.
func (s *space) place(x sparse, first int) sparse {
	var z [axes]float32
	s.each(x, func(place int, value float32) {
		for a, w := range s.Axes[place*axes : (place+1)*axes] {
			z[a] += value * w
		}
	})
	norm := float32(0)
	for _, v := range z {
		norm += v * v
	}
	if norm == 0 {
		return x
	}
	f := spaceWeight / float32(math.Sqrt(float64(norm)))
	for a, v := range z {
		x.at = append(x.at, int32(first+a))
		x.value = append(x.value, v*f)
	}
	return x
}
