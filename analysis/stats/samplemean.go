// Means, totals, ratios and quantiles of a designed sample.
package stats

import (
	"math"
	"sort"
)

// SampleMean is the weighted mean of y in a domain, with its design effect.
//
// Source: Sarndal, Swensson & Wretman (1992) Model Assisted Survey Sampling 5.7; R's svymean.
// The design effect compares with a simple random sample without replacement.
func SampleMean(d SampleDesign, y []float64, domain Domain, level float64) (SampleFigure, error) {
	const method = "sample mean"
	l, err := d.lay(method)
	if err != nil {
		return SampleFigure{}, err
	}
	if err := l.checkValues(method, level, domain, y); err != nil {
		return SampleFigure{}, err
	}
	var w, sum, n float64
	for i, v := range y {
		if domain.has(i) {
			f := l.count(i)
			w += f * l.Weights[i]
			sum += f * l.Weights[i] * v
			n += f
		}
	}
	if !(w > 0) {
		return SampleFigure{}, refuse(method, ErrNoWeight, "the domain has no weight")
	}
	mean, spread := sum/w, 0.0
	u := make([]float64, l.n)
	for i, v := range y {
		if domain.has(i) {
			u[i] = (v - mean) / w
			spread += l.count(i) * l.Weights[i] * (v - mean) * (v - mean)
		}
	}
	out := l.figure(mean, l.covariance([][]float64{u})[0][0], level)
	out.N = int(n)
	if err := checkResult(method, out.Value, out.SE); err != nil {
		return SampleFigure{}, err
	}
	if srs := spread / w * n / (n - 1) * (w - n) / (w * n); n > 1 && w > n && srs > 0 {
		out.Effect = out.SE * out.SE / srs
	}
	return out, nil
}

// SampleTotal is the weighted sum of y in a domain.
func SampleTotal(d SampleDesign, y []float64, domain Domain, level float64) (SampleFigure, error) {
	const method = "sample total"
	l, err := d.lay(method)
	if err != nil {
		return SampleFigure{}, err
	}
	if err := l.checkValues(method, level, domain, y); err != nil {
		return SampleFigure{}, err
	}
	u, sum := make([]float64, l.n), 0.0
	for i, v := range y {
		if domain.has(i) {
			u[i] = v
			sum += l.count(i) * l.Weights[i] * v
		}
	}
	out := l.figure(sum, l.covariance([][]float64{u})[0][0], level)
	return out, checkResult(method, out.Value, out.SE)
}

// Quotient is what a ratio divides by what, respondent by respondent.
type Quotient struct {
	Numerator, Denominator []float64
}

// SampleRatio is the weighted sum of the numerator over that of the denominator in a domain.
func SampleRatio(d SampleDesign, q Quotient, domain Domain, level float64) (SampleFigure, error) {
	const method = "sample ratio"
	y, x := q.Numerator, q.Denominator
	l, err := d.lay(method)
	if err != nil {
		return SampleFigure{}, err
	}
	if err := l.checkValues(method, level, domain, y, x); err != nil {
		return SampleFigure{}, err
	}
	var num, den float64
	for i := range y {
		if domain.has(i) {
			num += l.count(i) * l.Weights[i] * y[i]
			den += l.count(i) * l.Weights[i] * x[i]
		}
	}
	if den == 0 {
		return SampleFigure{}, refuse(method, ErrRange, "the denominator is zero")
	}
	ratio, u := num/den, make([]float64, l.n)
	for i := range y {
		if domain.has(i) {
			u[i] = (y[i] - ratio*x[i]) / den
		}
	}
	out := l.figure(ratio, l.covariance([][]float64{u})[0][0], level)
	return out, checkResult(method, out.Value, out.SE)
}

// SampleQuantile is the smallest value at which the weighted distribution reaches p (the
// inverse of the weighted empirical distribution).
func SampleQuantile(y, weights []float64, p float64) (float64, error) {
	const method = "sample quantile"
	if len(y) == 0 {
		return 0, refuse(method, ErrTooFew, "no observations")
	}
	if !finite(y...) {
		return 0, refuse(method, ErrNotFinite, "an observation")
	}
	if err := checkWeights(method, len(y), weights); err != nil {
		return 0, err
	}
	if !(p >= 0 && p <= 1) {
		return 0, refuse(method, ErrRange, "p = %v", p)
	}
	order, total := make([]int, len(y)), 0.0
	for i := range order {
		order[i] = i
		total += weights[i]
	}
	sort.SliceStable(order, func(a, b int) bool { return y[order[a]] < y[order[b]] })
	running := 0.0
	for _, i := range order {
		running += weights[i]
		if running >= p*total*(1-1e-12) && weights[i] > 0 {
			return y[i], nil
		}
	}
	return y[order[len(order)-1]], nil
}

// SampleRegression regresses y on columns with the weights and the design's variance. Its t
// has the design's degrees of freedom plus one minus the number of coefficients.
//
// Source: Binder (1983) Int. Stat. Rev. 51:279-292; R's svyglm.
func SampleRegression(d SampleDesign, y []float64, x Columns, level float64) ([]Coefficient, error) {
	const method = "sample regression"
	l, err := d.lay(method)
	if err != nil {
		return nil, err
	}
	if err := l.checkValues(method, level, nil, y); err != nil {
		return nil, err
	}
	if l.Counts != nil {
		return nil, refuse(method, ErrShape, "respondents must be written out")
	}
	f, err := OLS(y, x, d.Weights)
	if err != nil {
		return nil, err
	}
	u := make([][]float64, f.Rank)
	for k, j := range f.kept {
		u[k] = Product(x.Values[j], f.Residuals)
	}
	df := l.df() + 1 - float64(f.Rank)
	if df < 1 {
		return nil, refuse(method, ErrTooFew, "%v degrees of freedom", df)
	}
	return f.Coefficients(f.widen("design", sandwich(f.bread, l.covariance(u)), df), level)
}

// WeightedRecommend is an NPS under weights, with the weighted shares of its classes.
type WeightedRecommend struct {
	Estimate
	Promoters  float64 `json:"promoters"`
	Passives   float64 `json:"passives"`
	Detractors float64 `json:"detractors"`
}

// WeightedNPS is the net promoter score in points under weights, with the linearised standard
// error between respondents, or between clusters where they are given, and the normal interval.
func WeightedNPS(scores, weights []float64, clusters []string, level float64) (WeightedRecommend, error) {
	points := make([]float64, len(scores))
	var out WeightedRecommend
	total := 0.0
	for i, s := range scores {
		one, err := CountRecommend([]float64{s})
		if err != nil {
			return WeightedRecommend{}, err
		}
		points[i] = 100 * float64(one.Promoters-one.Detractors)
		if i < len(weights) {
			out.Promoters += weights[i] * float64(one.Promoters)
			out.Passives += weights[i] * float64(one.Passives)
			out.Detractors += weights[i] * float64(one.Detractors)
			total += weights[i]
		}
	}
	m, err := SampleMean(SampleDesign{Weights: weights, Clusters: clusters}, points, nil, level)
	if err != nil {
		return WeightedRecommend{}, err
	}
	if m.SE == 0 {
		return WeightedRecommend{}, refuse("weighted NPS", ErrNoSpread, "%d answers in one class", m.N)
	}
	half := zOf(level) * m.SE
	out.Estimate = m.Estimate
	out.Low, out.High = math.Max(-100, m.Value-half), math.Min(100, m.Value+half)
	out.Promoters, out.Passives, out.Detractors = out.Promoters/total, out.Passives/total, out.Detractors/total
	return out, nil
}
