// Means of independent observations.
package stats

import (
	"math"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// Mean is the arithmetic mean; it refuses no observations, NaN and overflow.
func Mean(xs []float64) (float64, error) {
	if len(xs) == 0 {
		return 0, refuse("mean", ErrTooFew, "no observations")
	}
	if !finite(xs...) {
		return 0, refuse("mean", ErrNotFinite, "an observation")
	}
	m := stat.Mean(xs, nil)
	if !finite(m) {
		return 0, refuse("mean", ErrNotFinite, "the sum overflows")
	}
	return m, nil
}

// MeanInterval is the mean of independent observations with s.e. s/sqrt(n) and Student's t
// interval on n-1 degrees of freedom.
//
// With one observation (ErrTooFew) or all equal (ErrNoSpread) there is no interval: the
// error says so, and the estimate still carries Value and N.
//
// Source: Student (1908) Biometrika 6:1-25; R's t.test.
func MeanInterval(xs []float64, level float64) (Estimate, error) {
	if err := checkLevel("mean interval", level); err != nil {
		return Estimate{}, err
	}
	m, err := Mean(xs)
	if err != nil {
		return Estimate{}, err
	}
	out := Estimate{Value: m, N: len(xs)}
	if len(xs) < 2 {
		return out, refuse("mean interval", ErrTooFew, "one observation")
	}
	n := float64(len(xs))
	variance := stat.Variance(xs, nil)
	if !finite(variance) {
		return out, refuse("mean interval", ErrNotFinite, "the variance overflows")
	}
	if allEqual(xs) {
		return out, refuse("mean interval", ErrNoSpread, "n = %d", len(xs))
	}
	out.SE = math.Sqrt(variance / n)
	half := tQuantile(1-(1-level)/2, n-1) * out.SE
	out.Interval = Interval{Low: m - half, High: m + half, Level: level}
	return out, nil
}

// allEqual compares the values themselves: a computed variance may be 1e-33 by rounding.
func allEqual(xs []float64) bool {
	for _, x := range xs {
		if x != xs[0] {
			return false
		}
	}
	return true
}

// tQuantile is Student's t quantile on df degrees of freedom.
func tQuantile(p, df float64) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile(p)
}

// Total is the sum of the observations.
func Total(xs []float64) (float64, error) {
	if !finite(xs...) {
		return 0, refuse("total", ErrNotFinite, "an observation")
	}
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum, checkResult("total", sum)
}
