// Calibration to known totals of any measures (regression estimator), with bounded weights.
package stats

import (
	"math"
	"slices"
)

// Calibration says how weights may move: Linear is the regression estimator and may give
// negative weights; Logit keeps the change of each weight between Low and High.
type Calibration struct {
	Logit     bool
	Low, High float64
}

// Calibrate changes the weights as little as it takes for the totals of the columns to be the
// known ones. It refuses where the bounds do not allow it.
//
// Source: Deville & Sarndal (1992) JASA 87:376-382, cases 1 and 6; R's calibrate.
func Calibrate(d SampleDesign, x Columns, totals []float64, how Calibration) (SampleDesign, error) {
	const method = "calibration"
	if err := checkWeights(method, len(d.Weights), d.Weights); err != nil {
		return SampleDesign{}, err
	}
	if err := x.check(method, len(d.Weights)); err != nil {
		return SampleDesign{}, err
	}
	if d.Counts != nil {
		return SampleDesign{}, refuse(method, ErrShape, "respondents must be written out")
	}
	if len(totals) != len(x.Values) || !finite(totals...) {
		return SampleDesign{}, refuse(method, ErrShape, "%d totals for %d columns", len(totals), len(x.Values))
	}
	if how.Logit && !(how.Low >= 0 && how.Low < 1 && how.High > 1) {
		return SampleDesign{}, refuse(method, ErrRange, "bounds %v and %v do not hold 1", how.Low, how.High)
	}
	factors, err := solveCalibration(d.Weights, x, totals, how)
	if err != nil {
		return SampleDesign{}, err
	}
	out := d
	out.Weights = Product(d.Weights, factors)
	for _, w := range out.Weights {
		if w < 0 {
			return SampleDesign{}, refuse(method, ErrNoWeight, "a weight becomes negative; use bounds")
		}
	}
	out.residuals = fromColumns(out.Weights, x)
	return out, nil
}

// solveCalibration finds the factors g(x'b) with sum w*g*x = totals by Newton's method.
func solveCalibration(w []float64, x Columns, totals []float64, how Calibration) ([]float64, error) {
	k := len(x.Values)
	b, factors := make([]float64, k), make([]float64, len(w))
	for range 100 {
		miss, slope := append([]float64(nil), totals...), square(k)
		row := make([]float64, k)
		for i := range w {
			eta := 0.0
			for j, col := range x.Values {
				row[j] = col[i]
				eta += b[j] * col[i]
			}
			g, dg := how.factor(eta)
			factors[i] = g
			axpy(miss, -w[i]*g, row)
			addOuter(slope, w[i]*dg, row)
		}
		worst := 0.0
		for j, m := range miss {
			worst = math.Max(worst, math.Abs(m)/math.Max(1, math.Abs(totals[j])))
		}
		if worst < 1e-10 {
			return factors, nil
		}
		step, err := solveSymmetric(slope, miss)
		if err != nil {
			return nil, refuse("calibration", ErrSingular, "columns depend on each other, or the bounds leave no room")
		}
		axpy(b, 1, step)
	}
	return nil, refuse("calibration", ErrNotConverged, "the bounds %v to %v cannot reach the totals", how.Low, how.High)
}

// factor gives g and its slope at eta.
func (c Calibration) factor(eta float64) (g, slope float64) {
	if !c.Logit {
		return 1 + eta, 1
	}
	l, h := c.Low, c.High
	a := (h - l) / ((1 - l) * (h - 1))
	e := math.Exp(math.Min(a*eta, 500))
	den := h - 1 + (1-l)*e
	g = (l*(h-1) + h*(1-l)*e) / den
	return g, (g - l) * (h - g) / ((1 - l) * (h - 1))
}

// fromColumns takes residuals of a weighted regression on the columns.
func fromColumns(w []float64, c Columns) func([]float64) []float64 {
	root := make([]float64, len(w))
	for i, x := range w {
		root[i] = math.Sqrt(x)
	}
	scaled := make([][]float64, len(c.Values))
	for j, col := range c.Values {
		scaled[j] = Product(col, root)
	}
	f := factorise(scaled)
	return func(u []float64) []float64 {
		b := f.solve(Product(u, root))
		out := slices.Clone(u)
		for k, j := range f.kept {
			axpy(out, -b[k], c.Values[j])
		}
		return out
	}
}
