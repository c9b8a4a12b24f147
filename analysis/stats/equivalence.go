// Is there no difference that matters? And: the same question with less noise.
package stats

import (
	"math"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// Equivalence is the outcome of two one-sided tests.
type Equivalence struct {
	TTest
	// PLow and PHigh are of the tests against the lower and the upper margin; P, the larger,
	// is that of equivalence. The interval has level 1 - 2*alpha: inside the margins it says the
	// same.
	PLow  float64 `json:"p_low"`
	PHigh float64 `json:"p_high"`
}

// TOST tests whether the difference a - b of two means lies between two margins (low < 0 < high)
// at a level alpha, by Welch's t.
//
// Source: Schuirmann (1987) J. Pharmacokinet. Biopharm. 15:657-680.
func TOST(a, b Moments, margins Interval, alpha float64) (Equivalence, error) {
	const method = "equivalence"
	if !finite(margins.Low, margins.High) || !(margins.Low < margins.High) {
		return Equivalence{}, refuse(method, ErrRange, "margins %v to %v", margins.Low, margins.High)
	}
	if !(alpha > 0 && alpha < 0.5) {
		return Equivalence{}, refuse(method, ErrRange, "alpha %v", alpha)
	}
	w, err := Welch(a, b, 1-2*alpha)
	if err != nil {
		return Equivalence{}, err
	}
	t := distuv.StudentsT{Sigma: 1, Nu: w.DF}
	out := Equivalence{TTest: w, PLow: t.Survival((w.Value - margins.Low) / w.SE), PHigh: t.CDF((w.Value - margins.High) / w.SE)}
	out.P = math.Max(out.PLow, out.PHigh)
	return out, nil
}

// Arm is an outcome with a measure of the same units from before.
type Arm struct {
	Y, Before []float64
}

// Cuped is a comparison of two arms with the measure from before taken out.
type Cuped struct {
	TTest
	// Theta is the pooled slope of the outcome on the measure before; Reduction the part of the
	// difference's variance that it saved.
	Theta     float64 `json:"theta"`
	Reduction float64 `json:"reduction"`
	// Plain is Welch's test without it.
	Plain TTest `json:"plain"`
}

// CUPED compares a - b of outcomes adjusted by theta*(before - mean before), with theta pooled
// over both arms as cov(before, y)/var(before).
//
// Source: Deng, Xu, Kohavi & Walker (2013) WSDM 123-132.
func CUPED(a, b Arm, level float64) (Cuped, error) {
	const method = "CUPED"
	for _, arm := range []Arm{a, b} {
		if len(arm.Y) != len(arm.Before) {
			return Cuped{}, refuse(method, ErrShape, "%d outcomes, %d from before", len(arm.Y), len(arm.Before))
		}
		if !finite(arm.Y...) || !finite(arm.Before...) {
			return Cuped{}, refuse(method, ErrNotFinite, "an observation")
		}
	}
	ma, err := MomentsOf(a.Y)
	if err != nil {
		return Cuped{}, err
	}
	mb, err := MomentsOf(b.Y)
	if err != nil {
		return Cuped{}, err
	}
	plain, err := Welch(ma, mb, level)
	if err != nil {
		return Cuped{}, err
	}
	ys := append(append([]float64{}, a.Y...), b.Y...)
	xs := append(append([]float64{}, a.Before...), b.Before...)
	if allEqual(xs) {
		return Cuped{}, refuse(method, ErrNoSpread, "the measure before")
	}
	theta, mean := stat.Covariance(xs, ys, nil)/stat.Variance(xs, nil), stat.Mean(xs, nil)
	adjust := func(arm Arm) (Moments, error) {
		out := make([]float64, len(arm.Y))
		for i, y := range arm.Y {
			out[i] = y - theta*(arm.Before[i]-mean)
		}
		return MomentsOf(out)
	}
	if ma, err = adjust(a); err != nil {
		return Cuped{}, err
	}
	if mb, err = adjust(b); err != nil {
		return Cuped{}, err
	}
	w, err := Welch(ma, mb, level)
	if err != nil {
		return Cuped{}, err
	}
	return Cuped{TTest: w, Theta: theta, Reduction: 1 - w.SE*w.SE/(plain.SE*plain.SE), Plain: plain}, nil
}
