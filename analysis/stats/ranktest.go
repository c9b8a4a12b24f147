// Tests on ranks: two groups, pairs, several groups, a trend over ordered groups.
package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Continuity says whether a normal approximation of a whole-numbered statistic is corrected.
type Continuity int

// Corrected is the default, as in R.
const (
	Corrected Continuity = iota
	Uncorrected
)

// Side is the alternative of a test.
type Side int

// The alternatives: two-sided is the default.
const (
	TwoSided Side = iota
	Greater
	Less
)

// RankTest is the outcome of a two-sample rank test.
type RankTest struct {
	// W is the statistic: the number of pairs in which a exceeds b (Mann-Whitney), or the
	// sum of the positive ranks (signed rank).
	W float64 `json:"w"`
	Z float64 `json:"z"`
	P float64 `json:"p"`
	// AUC is P(a > b) + P(a = b)/2.
	AUC   float64 `json:"auc"`
	N     int     `json:"n"`
	Exact bool    `json:"exact"`
}

// MannWhitney compares two independent groups by the normal approximation with tie-corrected
// variance, two-sided.
//
// Source: Mann & Whitney (1947) Ann. Math. Stat. 18:50-60; R's wilcox.test(exact=FALSE).
func MannWhitney(a, b []float64, c Continuity) (RankTest, error) {
	if len(a) == 0 || len(b) == 0 {
		return RankTest{}, refuse("Mann-Whitney", ErrTooFew, "%d and %d", len(a), len(b))
	}
	if !finite(a...) || !finite(b...) {
		return RankTest{}, refuse("Mann-Whitney", ErrNotFinite, "an observation")
	}
	all := append(append(make([]float64, 0, len(a)+len(b)), a...), b...)
	ranks, ties := Ranks(all)
	x, y := float64(len(a)), float64(len(b))
	n, w := x+y, -x*(x+1)/2
	for _, r := range ranks[:len(a)] {
		w += r
	}
	v := x * y / 12 * (n + 1 - ties/(n*(n-1)))
	if !(v > 0) {
		return RankTest{}, refuse("Mann-Whitney", ErrNoSpread, "n = %v", n)
	}
	z := corrected(w-x*y/2, c) / math.Sqrt(v)
	return RankTest{W: w, Z: z, P: min(1, normalTwoSided(z)), AUC: w / (x * y), N: len(all)}, nil
}

// corrected moves a deviation half a step towards zero.
func corrected(d float64, c Continuity) float64 {
	if c == Uncorrected {
		return d
	}
	return d - 0.5*float64(sign(d))
}

// SignedRank compares pairs, a - b: exactly where there are no ties and no zeros and at most
// 50 pairs, else by the corrected normal approximation without the zeros.
//
// Source: Wilcoxon (1945) Biometrics Bulletin 1:80-83; R's wilcox.test(paired=TRUE).
func SignedRank(a, b []float64, side Side) (RankTest, error) {
	if len(a) != len(b) {
		return RankTest{}, refuse("signed rank", ErrShape, "%d and %d", len(a), len(b))
	}
	if !finite(a...) || !finite(b...) {
		return RankTest{}, refuse("signed rank", ErrNotFinite, "an observation")
	}
	var size []float64
	var positive []bool
	for i := range a {
		if d := a[i] - b[i]; d != 0 {
			size = append(size, math.Abs(d))
			positive = append(positive, d > 0)
		}
	}
	if len(size) == 0 {
		return RankTest{}, refuse("signed rank", ErrNoSpread, "all %d differences are zero", len(a))
	}
	ranks, ties := Ranks(size)
	out := RankTest{N: len(size)}
	for i, r := range ranks {
		if positive[i] {
			out.W += r
		}
	}
	n := float64(len(size))
	out.AUC = out.W / (n * (n + 1) / 2)
	out.Exact = ties == 0 && len(size) == len(a) && len(size) < 50
	d := out.W - n*(n+1)/4
	v := n*(n+1)*(2*n+1)/24 - ties/48
	out.Z = sideCorrected(d, side) / math.Sqrt(v)
	out.P = sideP(out.Z, side)
	if out.Exact {
		out.P = signedRankP(int(out.W), len(size), side)
	}
	return out, nil
}

// sideCorrected is the continuity correction in the direction of the alternative.
func sideCorrected(d float64, side Side) float64 {
	switch side {
	case Greater:
		return d - 0.5
	case Less:
		return d + 0.5
	}
	return corrected(d, Corrected)
}

func sideP(z float64, side Side) float64 {
	switch side {
	case Greater:
		return normalSurvival(z)
	case Less:
		return normalCDF(z)
	}
	return min(1, normalTwoSided(z))
}

// signedRankP counts the 2^n equally likely signs by their sum of positive ranks.
func signedRankP(w, n int, side Side) float64 {
	ways := make([]float64, n*(n+1)/2+1)
	ways[0] = 1
	for r := 1; r <= n; r++ {
		for s := len(ways) - 1; s >= r; s-- {
			ways[s] += ways[s-r]
		}
	}
	below, above := 0.0, 0.0
	for s, k := range ways {
		if s <= w {
			below += k
		}
		if s >= w {
			above += k
		}
	}
	all := math.Pow(2, float64(n))
	switch side {
	case Greater:
		return above / all
	case Less:
		return below / all
	}
	return min(1, 2*min(below, above)/all)
}

// ChiTest is a statistic with its degrees of freedom and upper-tail p.
type ChiTest struct {
	X2 float64 `json:"x2"`
	DF float64 `json:"df"`
	P  float64 `json:"p"`
	N  int     `json:"n"`
}

// chiSurvival is P(X2 > x2); what is no number has no chance.
func chiSurvival(x2, df float64) float64 {
	if !finite(x2, df) {
		return math.NaN()
	}
	return distuv.ChiSquared{K: df}.Survival(x2)
}

// KruskalWallis compares several independent groups, corrected for ties.
//
// Source: Kruskal & Wallis (1952) JASA 47:583-621; R's kruskal.test.
func KruskalWallis(groups [][]float64) (ChiTest, error) {
	var all []float64
	full := 0
	for _, g := range groups {
		all = append(all, g...)
		if len(g) > 0 {
			full++
		}
	}
	if full < 2 {
		return ChiTest{}, refuse("Kruskal-Wallis", ErrOneGroup, "%d with observations", full)
	}
	if !finite(all...) {
		return ChiTest{}, refuse("Kruskal-Wallis", ErrNotFinite, "an observation")
	}
	if allEqual(all) {
		return ChiTest{}, refuse("Kruskal-Wallis", ErrNoSpread, "n = %d", len(all))
	}
	ranks, ties := Ranks(all)
	n, h, at := float64(len(all)), 0.0, 0
	for _, g := range groups {
		sum := 0.0
		for range g {
			sum += ranks[at]
			at++
		}
		if len(g) > 0 {
			h += sum * sum / float64(len(g))
		}
	}
	h = (12*h/(n*(n+1)) - 3*(n+1)) / (1 - ties/(n*n*n-n))
	df := float64(full - 1)
	return ChiTest{X2: h, DF: df, P: chiSurvival(h, df), N: len(all)}, nil
}

// Friedman compares k treatments within n blocks, corrected for ties; blocks are rows.
//
// Source: Friedman (1937) JASA 32:675-701; R's friedman.test.
func Friedman(blocks [][]float64) (ChiTest, error) {
	if len(blocks) < 2 || len(blocks[0]) < 2 {
		return ChiTest{}, refuse("Friedman", ErrTooFew, "%d blocks", len(blocks))
	}
	k := len(blocks[0])
	sums, ties := make([]float64, k), 0.0
	for _, row := range blocks {
		if len(row) != k {
			return ChiTest{}, refuse("Friedman", ErrShape, "a block of %d, not %d", len(row), k)
		}
		if !finite(row...) {
			return ChiTest{}, refuse("Friedman", ErrNotFinite, "an observation")
		}
		ranks, t := Ranks(row)
		ties += t
		for j, r := range ranks {
			sums[j] += r
		}
	}
	n, kf, ss := float64(len(blocks)), float64(k), 0.0
	for _, s := range sums {
		ss += (s - n*(kf+1)/2) * (s - n*(kf+1)/2)
	}
	v := n*kf*(kf+1) - ties/(kf-1)
	if !(v > 0) {
		return ChiTest{}, refuse("Friedman", ErrNoSpread, "every block is all ties")
	}
	x2 := 12 * ss / v
	return ChiTest{X2: x2, DF: kf - 1, P: chiSurvival(x2, kf-1), N: len(blocks)}, nil
}
