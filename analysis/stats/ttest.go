// Student's t in its forms: two groups with equal or unequal variances, pairs, one sample.
package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// TTest is the outcome of a t test: the estimate with its interval, the statistic, its
// degrees of freedom and the two-sided p.
type TTest struct {
	Estimate
	T  float64 `json:"t"`
	DF float64 `json:"df"`
	P  float64 `json:"p"`
}

// Moments is a sample in summary: enough for a t test without the observations.
type Moments struct {
	N    int     `json:"n"`
	Mean float64 `json:"mean"`
	SD   float64 `json:"sd"`
}

// MomentsOf summarises at least two observations.
func MomentsOf(xs []float64) (Moments, error) {
	m, err := Mean(xs)
	if err != nil {
		return Moments{}, err
	}
	sd, err := SD(xs)
	if err != nil {
		return Moments{}, err
	}
	return Moments{N: len(xs), Mean: m, SD: sd}, nil
}

// MomentsFromSums makes them of a sum, a sum of squares and a count.
func MomentsFromSums(sum, squares float64, n int) (Moments, error) {
	if n < 2 {
		return Moments{}, refuse("moments", ErrTooFew, "n = %d", n)
	}
	variance := (squares - sum*sum/float64(n)) / float64(n-1)
	if !finite(sum, variance) {
		return Moments{}, refuse("moments", ErrNotFinite, "a sum")
	}
	if variance < 0 {
		return Moments{}, refuse("moments", ErrRange, "squares %v cannot come with a sum of %v", squares, sum)
	}
	return Moments{N: n, Mean: sum / float64(n), SD: math.Sqrt(variance)}, nil
}

func (m Moments) check(method string) error {
	switch {
	case m.N < 2:
		return refuse(method, ErrTooFew, "n = %d", m.N)
	case !finite(m.Mean, m.SD):
		return refuse(method, ErrNotFinite, "a mean or standard deviation")
	case m.SD < 0:
		return refuse(method, ErrRange, "standard deviation %v", m.SD)
	}
	return nil
}

// tTest finishes a test: value over se on df degrees of freedom.
func tTest(method string, e Estimate, df, level float64) (TTest, error) {
	if err := checkLevel(method, level); err != nil {
		return TTest{}, err
	}
	if !(e.SE > 0) {
		return TTest{}, refuse(method, ErrNoSpread, "the standard error is zero")
	}
	if !(df > 0) || !finite(e.Value, e.SE, df) {
		return TTest{}, refuse(method, ErrNotFinite, "value %v, s.e. %v, df %v", e.Value, e.SE, df)
	}
	half := tQuantile(1-(1-level)/2, df) * e.SE
	e.Interval = Interval{Low: e.Value - half, High: e.Value + half, Level: level}
	t := e.Value / e.SE
	if err := checkResult(method, t, e.Low, e.High); err != nil {
		return TTest{}, err
	}
	return TTest{Estimate: e, T: t, DF: df, P: tTwoSided(t, df)}, nil
}

// tTwoSided is P(|T| > |t|) on df degrees of freedom.
func tTwoSided(t, df float64) float64 {
	return 2 * distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.CDF(-math.Abs(t))
}

// Welch compares two independent means, a - b, without assuming equal variances; degrees of
// freedom by Welch-Satterthwaite.
//
// Source: Welch (1947) Biometrika 34:28-35; R's t.test.
func Welch(a, b Moments, level float64) (TTest, error) {
	if err := checkBoth("Welch t", a, b); err != nil {
		return TTest{}, err
	}
	va, vb := a.SD*a.SD/float64(a.N), b.SD*b.SD/float64(b.N)
	e := Estimate{Value: a.Mean - b.Mean, SE: math.Sqrt(va + vb), N: a.N + b.N}
	df := (va + vb) * (va + vb) / (va*va/float64(a.N-1) + vb*vb/float64(b.N-1))
	return tTest("Welch t", e, df, level)
}

// PooledT compares two independent means, a - b, assuming equal variances.
func PooledT(a, b Moments, level float64) (TTest, error) {
	if err := checkBoth("pooled t", a, b); err != nil {
		return TTest{}, err
	}
	df := float64(a.N + b.N - 2)
	se := pooledSD(a, b) * math.Sqrt(1/float64(a.N)+1/float64(b.N))
	return tTest("pooled t", Estimate{Value: a.Mean - b.Mean, SE: se, N: a.N + b.N}, df, level)
}

func checkBoth(method string, a, b Moments) error {
	if err := a.check(method); err != nil {
		return err
	}
	return b.check(method)
}

func pooledSD(a, b Moments) float64 {
	x, y := float64(a.N-1), float64(b.N-1)
	return math.Sqrt((x*a.SD*a.SD + y*b.SD*b.SD) / (x + y))
}

// OneSampleT compares a mean with mu.
func OneSampleT(xs []float64, mu, level float64) (TTest, error) {
	m, err := MomentsOf(xs)
	if err != nil {
		return TTest{}, err
	}
	if !finite(mu) {
		return TTest{}, refuse("t", ErrNotFinite, "mu")
	}
	e := Estimate{Value: m.Mean - mu, SE: m.SD / math.Sqrt(float64(m.N)), N: m.N}
	return tTest("t", e, float64(m.N-1), level)
}

// PairedT compares two measures of the same units, a - b.
func PairedT(a, b []float64, level float64) (TTest, error) {
	if len(a) != len(b) {
		return TTest{}, refuse("paired t", ErrShape, "%d and %d", len(a), len(b))
	}
	if !finite(a...) || !finite(b...) {
		return TTest{}, refuse("paired t", ErrNotFinite, "an observation")
	}
	d := make([]float64, len(a))
	for i := range a {
		d[i] = a[i] - b[i]
	}
	return OneSampleT(d, 0, level)
}

// CohenD is the difference a - b in pooled standard deviations.
//
// Source: Cohen (1988) Statistical Power Analysis, 2.2.
func CohenD(a, b Moments) (float64, error) {
	if err := checkBoth("Cohen's d", a, b); err != nil {
		return 0, err
	}
	sd := pooledSD(a, b)
	if sd == 0 {
		return 0, refuse("Cohen's d", ErrNoSpread, "both groups")
	}
	d := (a.Mean - b.Mean) / sd
	return d, checkResult("Cohen's d", d)
}

// HedgesG is Cohen's d times 1 - 3/(4*df - 1), which takes out its bias in small samples.
//
// Source: Hedges (1981) J. Educ. Stat. 6:107-128, the approximate correction.
func HedgesG(a, b Moments) (float64, error) {
	d, err := CohenD(a, b)
	return d * (1 - 3/(4*float64(a.N+b.N-2)-1)), err
}

// RelativeLift is the change of mean from a (control) to b in units of a's mean, with the
// delta method's standard error and Welch's degrees of freedom.
//
// Source: Deng, Knoblich & Lu (2018) KDD, section 3; GrowthBook's relative effects.
func RelativeLift(control, treated Moments, level float64) (TTest, error) {
	w, err := Welch(treated, control, level)
	if err != nil {
		return TTest{}, err
	}
	if control.Mean == 0 {
		return TTest{}, refuse("relative lift", ErrRange, "the control's mean is zero")
	}
	va, vb := control.SD*control.SD/float64(control.N), treated.SD*treated.SD/float64(treated.N)
	m := control.Mean
	se := math.Sqrt(vb/(m*m) + va*treated.Mean*treated.Mean/(m*m*m*m))
	return tTest("relative lift", Estimate{Value: w.Value / m, SE: se, N: w.N}, w.DF, level)
}
