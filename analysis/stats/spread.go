// Spread of a sample and its order statistics.
package stats

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// SD is the standard deviation with divisor n-1. All values equal gives 0, which is true;
// one value has none (ErrTooFew).
func SD(xs []float64) (float64, error) {
	if len(xs) < 2 {
		return 0, refuse("standard deviation", ErrTooFew, "n = %d", len(xs))
	}
	if !finite(xs...) {
		return 0, refuse("standard deviation", ErrNotFinite, "an observation")
	}
	if allEqual(xs) {
		return 0, nil
	}
	sd := stat.StdDev(xs, nil)
	if !finite(sd) {
		return 0, refuse("standard deviation", ErrNotFinite, "the variance overflows")
	}
	return sd, nil
}

// CV is the coefficient of variation, standard deviation over mean; a mean of zero has none.
func CV(xs []float64) (float64, error) {
	sd, err := SD(xs)
	if err != nil {
		return 0, err
	}
	m, err := Mean(xs)
	if err != nil {
		return 0, err
	}
	if m == 0 {
		return 0, refuse("coefficient of variation", ErrRange, "the mean is zero")
	}
	return sd / m, nil
}

// QuantileType names a definition of the sample quantile, 1 to 9 as numbered by Hyndman &
// Fan (1996) The American Statistician 50:361-365. Type 7 is R's default and ours.
type QuantileType int

// quantileShift gives m of the definition: type 4 0, 5 1/2, 6 p, 7 1-p, 8 (p+1)/3, 9 p/4+3/8.
func (t QuantileType) shift(p float64) float64 {
	switch t {
	case 4:
		return 0
	case 5:
		return 0.5
	case 6:
		return p
	case 8:
		return (p + 1) / 3
	case 9:
		return p/4 + 0.375
	}
	return 1 - p
}

// Quantile is the p-quantile of a sample by the definition of Hyndman & Fan.
func Quantile(xs []float64, p float64, t QuantileType) (float64, error) {
	switch {
	case len(xs) == 0:
		return 0, refuse("quantile", ErrTooFew, "no observations")
	case !finite(xs...):
		return 0, refuse("quantile", ErrNotFinite, "an observation")
	case !(p >= 0 && p <= 1):
		return 0, refuse("quantile", ErrRange, "p = %v", p)
	case t < 1 || t > 9:
		return 0, refuse("quantile", ErrRange, "type %d is not 1 to 9", t)
	}
	sorted := slices.Sorted(slices.Values(xs))
	n := float64(len(sorted))
	at := func(i float64) float64 { return sorted[int(min(max(i, 1), n))-1] }
	// R's fuzz: a product that should be whole may miss it by rounding.
	const fuzz = 4 * 2.220446049250313e-16
	if t <= 3 {
		h := n * p
		if t == 3 {
			h -= 0.5
		}
		j := math.Floor(h + fuzz)
		whole := math.Abs(h-j) < fuzz*max(1, h)
		switch {
		case t == 1 && whole, t == 3 && whole && math.Mod(j, 2) == 0:
			return at(j), nil
		case t == 2 && whole:
			return (at(j) + at(j+1)) / 2, nil
		}
		return at(j + 1), nil
	}
	h := n*p + t.shift(p)
	j := math.Floor(h + fuzz)
	g := h - j
	if math.Abs(g) < fuzz {
		g = 0
	}
	return at(j)*(1-g) + at(j+1)*g, nil
}

// Median is the middle of the sorted observations.
func Median(xs []float64) (float64, error) { return Quantile(xs, 0.5, 7) }

// Gini measures how unequally a total is spread over units: 0 if evenly, towards 1 if one
// has all. Negative values and a total of zero are refused.
//
// Source: Gini (1912) as 2*sum(i*y_(i))/(n*sum(y)) - (n+1)/n.
func Gini(xs []float64) (float64, error) {
	if len(xs) == 0 {
		return 0, refuse("Gini", ErrTooFew, "no observations")
	}
	if !finite(xs...) {
		return 0, refuse("Gini", ErrNotFinite, "an observation")
	}
	sorted := slices.Sorted(slices.Values(xs))
	if sorted[0] < 0 {
		return 0, refuse("Gini", ErrRange, "a negative value")
	}
	n, total, ranked := float64(len(sorted)), 0.0, 0.0
	for i, x := range sorted {
		total += x
		ranked += float64(i+1) * x
	}
	if total == 0 {
		return 0, refuse("Gini", ErrNoSpread, "the total is zero")
	}
	gini := 2*ranked/(n*total) - (n+1)/n
	return gini, checkResult("Gini", ranked, n*total, gini)
}
