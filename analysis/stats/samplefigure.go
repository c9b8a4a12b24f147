// Shares, net promoter scores and differences of a designed sample.
package stats

import "math"

// SampleShare is the weighted share of a domain for which y is 1 (0 for the others), with
// Wilson's interval at the effective sample size n/deff; where all or none have it, at Kish's.
// With equal weights and no margins it is Wilson's interval itself.
//
// Source: Korn & Graubard (1998) Survey Methodology 24:193-201; Franco, Little, Louis & Slud
// (2019) J. Survey Stat. Methodol. 7:334-364, the modified Wilson interval.
func SampleShare(d SampleDesign, y []float64, domain Domain, level float64) (SampleFigure, error) {
	const method = "sample share"
	for i, v := range y {
		if domain.has(i) && v != 0 && v != 1 {
			return SampleFigure{}, refuse(method, ErrRange, "value %v is neither 0 nor 1", v)
		}
	}
	out, err := SampleMean(d, y, domain, level)
	if err != nil {
		return SampleFigure{}, err
	}
	p, n := math.Min(out.Value, 1), float64(out.N)
	kish := d.kish(domain)
	out.Effect = n / kish
	if spread := p * (1 - p); n > 1 && spread > 1e-12 {
		out.Effect = math.Max(out.SE*out.SE*(n-1)/spread, 1e-9)
	}
	out.Value, out.Interval = p, wilson(p, n/out.Effect, level)
	return out, nil
}

// kish is the effective sample size of a domain.
func (d SampleDesign) kish(domain Domain) float64 {
	sum, squares := 0.0, 0.0
	for i, w := range d.Weights {
		if domain.has(i) {
			sum += d.count(i) * w
			squares += d.count(i) * w * w
		}
	}
	return sum * sum / squares
}

// EffectiveN is Kish's effective sample size of a domain: what its answers are worth after
// weighting.
func EffectiveN(d SampleDesign, domain Domain) (float64, error) {
	if err := checkWeights("effective sample size", len(d.Weights), d.Weights); err != nil {
		return 0, err
	}
	if n := d.kish(domain); finite(n) {
		return n, nil
	}
	return 0, refuse("effective sample size", ErrNoWeight, "the domain has no weight")
}

// SampleNPS is the net promoter score of a domain in points: class is 1 for promoters, 0 for
// passives, -1 for detractors. Its interval is normal and stays on the scale, as that of NPS.
func SampleNPS(d SampleDesign, class []float64, domain Domain, level float64) (SampleFigure, error) {
	points := make([]float64, len(class))
	for i, c := range class {
		if domain.has(i) && c != 1 && c != 0 && c != -1 {
			return SampleFigure{}, refuse("sample NPS", ErrRange, "class %v", c)
		}
		points[i] = 100 * c
	}
	out, err := SampleMean(d, points, domain, level)
	if err != nil {
		return SampleFigure{}, err
	}
	half := zOf(level) * out.SE
	out.Low, out.High = math.Max(-100, out.Value-half), math.Min(100, out.Value+half)
	return out, nil
}

// Contrast are two domains of one sample that are compared: the first minus the second.
type Contrast struct{ First, Second Domain }

// SampleDifference is the mean of y in one domain minus that in another of the same sample,
// linearised with what both share.
//
// Source: as SampleMean; R's svycontrast of svyby with covmat.
func SampleDifference(d SampleDesign, y []float64, of Contrast, level float64) (SampleFigure, error) {
	a, b := of.First, of.Second
	const method = "sample difference"
	l, err := d.lay(method)
	if err != nil {
		return SampleFigure{}, err
	}
	var means, weights [2]float64
	n := 0.0
	for k, domain := range []Domain{a, b} {
		if err := l.checkValues(method, level, domain, y); err != nil {
			return SampleFigure{}, err
		}
		for i, v := range y {
			if domain.has(i) {
				weights[k] += l.count(i) * l.Weights[i]
				means[k] += l.count(i) * l.Weights[i] * v
				n += l.count(i)
			}
		}
		if !(weights[k] > 0) {
			return SampleFigure{}, refuse(method, ErrNoWeight, "a domain has no weight")
		}
		means[k] /= weights[k]
	}
	u := make([]float64, l.n)
	for i, v := range y {
		if a.has(i) {
			u[i] += (v - means[0]) / weights[0]
		}
		if b.has(i) {
			u[i] -= (v - means[1]) / weights[1]
		}
	}
	out := l.figure(means[0]-means[1], l.covariance([][]float64{u})[0][0], level)
	if err := checkResult(method, out.Value, out.SE); err != nil {
		return SampleFigure{}, err
	}
	if out.SE == 0 {
		return out, refuse(method, ErrNoSpread, "nobody differs within the domains")
	}
	out.N = int(n)
	return out, nil
}
