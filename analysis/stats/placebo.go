// Placebo tests: how often would chance have dealt an effect this large?
package stats

import (
	"math"
	"math/rand/v2"
)

// Placebo is the outcome of a permutation test.
type Placebo struct {
	Difference float64 `json:"difference"`
	P          float64 `json:"p"`
	Rounds     int     `json:"rounds"`
	// Exact tells that all ways to deal the arms were gone through.
	Exact bool   `json:"exact"`
	Seed  uint64 `json:"seed"`
}

// Permutation deals the arms anew and asks how often the difference of means is as large as the
// one seen, two-sided. Up to 20,000 ways are all gone through; else rounds are drawn with the
// seed, and the one seen counts among them. With clusters deal clusters: give their means.
//
// Source: Fisher (1935); Phipson & Smyth (2010) Stat. Appl. Genet. Mol. Biol. 9:39 for (1+b)/(1+m).
func Permutation(treated, control []float64, rounds int, seed uint64) (Placebo, error) {
	const method = "placebo permutation"
	k, n := len(treated), len(treated)+len(control)
	if k == 0 || n == k {
		return Placebo{}, refuse(method, ErrTooFew, "%d treated, %d control", k, n-k)
	}
	all := append(append([]float64{}, treated...), control...)
	if !finite(all...) {
		return Placebo{}, refuse(method, ErrNotFinite, "an observation")
	}
	if allEqual(all) {
		return Placebo{}, refuse(method, ErrNoSpread, "n = %d", n)
	}
	if rounds < 1 || rounds > 10_000_000 {
		return Placebo{}, refuse(method, ErrRange, "%d rounds", rounds)
	}
	whole := 0.0
	for _, x := range all {
		whole += x
	}
	difference := func(sum float64) float64 { return sum/float64(k) - (whole-sum)/float64(n-k) }
	seen := 0.0
	for _, x := range treated {
		seen += x
	}
	out := Placebo{Difference: difference(seen), Seed: seed}
	if err := checkResult(method, whole, out.Difference); err != nil {
		return Placebo{}, err
	}
	limit := math.Abs(out.Difference) * (1 - 1e-12)
	hits := 0
	count := func(sum float64) {
		out.Rounds++
		if math.Abs(difference(sum)) >= limit {
			hits++
		}
	}
	if ways := math.Exp(logChoose(float64(n), float64(k))); ways <= 20_000 {
		out.Exact = true
		choose(all, k, 0, count)
		out.P = float64(hits) / float64(out.Rounds)
		return out, nil
	}
	r := rand.New(rand.NewPCG(seed, 0))
	for range rounds {
		sum := 0.0
		for i := range k { // the first k of a shuffle
			j := i + r.IntN(n-i)
			all[i], all[j] = all[j], all[i]
			sum += all[i]
		}
		count(sum)
	}
	out.P = float64(1+hits) / float64(1+out.Rounds)
	return out, nil
}

// choose goes through all sums of k of the values.
func choose(values []float64, k int, sum float64, visit func(float64)) {
	if k == 0 {
		visit(sum)
		return
	}
	for i := range len(values) - k + 1 {
		choose(values[i+1:], k-1, sum+values[i], visit)
	}
}
