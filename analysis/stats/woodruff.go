// Quantiles of a designed sample with intervals that come back through the distribution.
package stats

// QuantileFigure is a quantile with its interval. Bounded is false where the sample is too
// small to hold both ends: Low, High and SE are then not known.
type QuantileFigure struct {
	P       float64 `json:"p"`
	DF      float64 `json:"df"`
	Bounded bool    `json:"bounded"`
	Estimate
}

// QuantileAsked is a quantile that is asked for: which, of whom, and the level of its interval.
type QuantileAsked struct {
	P      float64
	Domain Domain
	Level  float64
}

// WoodruffQuantile is the p-th quantile of a domain with Woodruff's interval: the share of those
// at or below the quantile gets its interval by the design (linearised, t on the design's
// degrees of freedom), and both ends are read back through the weighted distribution. The
// standard error is the interval's width over twice the quantile of t.
//
// An end below 0 or above 1 has no quantile: the interval is then not bounded. Quantiles are the
// inverse of the weighted distribution, as in SampleQuantile.
//
// Source: Woodruff (1952) J. Am. Stat. Assoc. 47:635-646; R's survey::svyquantile (4.1 and later)
// with interval.type = "mean", qrule = "math", df = degf(design) of the whole design.
func WoodruffQuantile(d SampleDesign, y []float64, q QuantileAsked) (QuantileFigure, error) {
	const method = "Woodruff quantile"
	p, domain, level := q.P, q.Domain, q.Level
	if !(p > 0 && p < 1) {
		return QuantileFigure{}, refuse(method, ErrRange, "p = %v", p)
	}
	l, err := d.lay(method)
	if err != nil {
		return QuantileFigure{}, err
	}
	if err := l.checkValues(method, level, domain, y); err != nil {
		return QuantileFigure{}, err
	}
	var values, weights []float64
	for i, v := range y {
		if domain.has(i) {
			values, weights = append(values, v), append(weights, l.count(i)*l.Weights[i])
		}
	}
	at := func(p float64) float64 {
		if err == nil {
			var v float64
			if v, err = SampleQuantile(values, weights, p); err == nil {
				return v
			}
		}
		return 0
	}
	out := QuantileFigure{P: p, DF: l.df()}
	out.Value, out.Level = at(p), level
	if err != nil {
		return QuantileFigure{}, err
	}
	below := make([]float64, l.n)
	for i, v := range y {
		if domain.has(i) && v <= out.Value {
			below[i] = 1
		}
	}
	share, err := SampleMean(d, below, domain, level)
	if err != nil {
		return QuantileFigure{}, err
	}
	out.N = share.N
	if share.Low < 0 || share.High > 1 {
		return out, nil
	}
	out.Low, out.High, out.Bounded = at(share.Low), at(share.High), true
	out.SE = (out.High - out.Low) / (2 * tQuantile(1-(1-level)/2, out.DF))
	return out, err
}
