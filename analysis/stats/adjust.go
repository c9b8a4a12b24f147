// Several comparisons at once: p values adjusted so that chance finds do not pass for news.
package stats

import (
	"math"
	"slices"
)

// Adjustment names a method.
type Adjustment int

// The methods as R's p.adjust names them. Holm and Hochberg keep the chance of any false
// rejection; the Benjamini methods the expected share of false ones among the rejections.
const (
	Bonferroni Adjustment = iota
	Holm
	Hochberg
	BenjaminiHochberg
	BenjaminiYekutieli
)

// AdjustP gives the adjusted p values in the order of the given ones.
//
// Source: Holm (1979) Scand. J. Stat. 6:65-70; Hochberg (1988) Biometrika 75:800-802;
// Benjamini & Hochberg (1995) JRSS B 57:289-300; Benjamini & Yekutieli (2001) Ann. Stat.
// 29:1165-1188.
func AdjustP(ps []float64, method Adjustment) ([]float64, error) {
	n := len(ps)
	if n == 0 {
		return nil, refuse("p adjustment", ErrTooFew, "no p values")
	}
	for _, p := range ps {
		if !(p >= 0 && p <= 1) {
			return nil, refuse("p adjustment", ErrRange, "p = %v", p)
		}
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return sign(ps[a] - ps[b]) })
	harmonic := 0.0
	for i := range n {
		harmonic += 1 / float64(i+1)
	}
	m := float64(n)
	factor := func(rank int) float64 { // of the rank-th smallest, from 1
		switch method {
		case Holm, Hochberg:
			return m - float64(rank) + 1
		case BenjaminiHochberg:
			return m / float64(rank)
		case BenjaminiYekutieli:
			return harmonic * m / float64(rank)
		}
		return m
	}
	out := make([]float64, n)
	if method == Holm { // step down: never below a smaller p's
		running := 0.0
		for k, i := range order {
			running = math.Max(running, factor(k+1)*ps[i])
			out[i] = math.Min(1, running)
		}
		return out, nil
	}
	running := math.Inf(1)
	for k := n - 1; k >= 0; k-- { // step up: never above a larger p's
		i := order[k]
		if method == Bonferroni {
			out[i] = math.Min(1, factor(k+1)*ps[i])
			continue
		}
		running = math.Min(running, factor(k+1)*ps[i])
		out[i] = math.Min(1, running)
	}
	return out, nil
}
