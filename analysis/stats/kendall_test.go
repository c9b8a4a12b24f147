package stats

import (
	"math/rand/v2"
	"testing"
)

// The definition: every pair looked at.
func TestPairsCountedBySortingAreThePairs(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		n := 2 + r.IntN(40)
		xs, ys := make([]float64, n), make([]float64, n)
		for i := range xs {
			xs[i], ys[i] = float64(r.IntN(1+n/2)), float64(r.IntN(1+n/3))
		}
		want := 0
		for i := range xs {
			for j := range i {
				want += sign(xs[i]-xs[j]) * sign(ys[i]-ys[j])
			}
		}
		if got := concordance(xs, ys); got != float64(want) {
			t.Fatalf("%v and %v: %v, want %d", xs, ys, got, want)
		}
	}
}
