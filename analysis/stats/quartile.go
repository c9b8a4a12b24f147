// The middle of a distribution, for numbers whose mean a few large ones would carry away.
package stats

import (
	"math"
	"slices"
)

// Quartiles are the three values that cut the sorted observations into four parts.
type Quartiles struct {
	Lower  float64 `json:"lower"`
	Median float64 `json:"median"`
	Upper  float64 `json:"upper"`
}

// QuartilesOf interpolates between order statistics at 1 + p(n-1): type 7 of Hyndman & Fan
// (1996) The American Statistician 50:361-365, R's default. It leaves xs as it is.
func QuartilesOf(xs []float64) (Quartiles, error) {
	if len(xs) == 0 {
		return Quartiles{}, refuse("quartiles", ErrTooFew, "no observations")
	}
	if !finite(xs...) {
		return Quartiles{}, refuse("quartiles", ErrNotFinite, "an observation")
	}
	sorted := slices.Sorted(slices.Values(xs))
	at := func(p float64) float64 {
		h := p * float64(len(sorted)-1)
		low := int(math.Floor(h))
		high := min(low+1, len(sorted)-1)
		// The difference of two finite numbers may overflow; weights of each do not.
		return sorted[low]*(1-(h-float64(low))) + sorted[high]*(h-float64(low))
	}
	return Quartiles{Lower: at(0.25), Median: at(0.5), Upper: at(0.75)}, nil
}
