// Differences of two independent figures that come with their standard errors.
package stats

import "math"

// WelchDifference is the difference a - b of two independent means with the interval of
// Welch's t: standard errors added, degrees of freedom by Satterthwaite. N = both.
//
// Source: Welch (1947) Biometrika 34:28-35; R's t.test(var.equal = FALSE).
func WelchDifference(a, b Estimate, level float64) (Estimate, error) {
	if err := checkLevel("Welch difference", level); err != nil {
		return Estimate{}, err
	}
	if a.N < 2 || b.N < 2 {
		return Estimate{}, refuse("Welch difference", ErrTooFew, "n = %d and %d", a.N, b.N)
	}
	va, vb := a.SE*a.SE, b.SE*b.SE
	if !finite(a.Value, b.Value, va, vb) {
		return Estimate{}, refuse("Welch difference", ErrNotFinite, "a mean or its standard error")
	}
	if va+vb <= 0 {
		return Estimate{}, refuse("Welch difference", ErrNoSpread, "both standard errors are zero")
	}
	df := (va + vb) * (va + vb) / (va*va/float64(a.N-1) + vb*vb/float64(b.N-1))
	return spread(a, b, tQuantile(1-(1-level)/2, df), level), nil
}

// NormalDifference is the difference a - b of two independent figures in large samples:
// standard errors added, normal interval. N = both.
func NormalDifference(a, b Estimate, level float64) (Estimate, error) {
	if err := checkLevel("normal difference", level); err != nil {
		return Estimate{}, err
	}
	if !finite(a.Value, b.Value, a.SE, b.SE) {
		return Estimate{}, refuse("normal difference", ErrNotFinite, "a figure or its standard error")
	}
	if a.SE <= 0 && b.SE <= 0 {
		return Estimate{}, refuse("normal difference", ErrNoSpread, "both standard errors are zero")
	}
	return spread(a, b, zOf(level), level), nil
}

func spread(a, b Estimate, times, level float64) Estimate {
	out := Estimate{Value: a.Value - b.Value, SE: math.Hypot(a.SE, b.SE), N: a.N + b.N}
	half := times * out.SE
	out.Interval = Interval{Low: out.Value - half, High: out.Value + half, Level: level}
	return out
}
