// Variances by doing it again: jackknife weights for figures without a formula.
package stats

import "math"

// Replicates are sets of weights with the factors by which the squared deviations of their
// estimates make a variance.
type Replicates struct {
	Weights [][]float64
	Scales  []float64
}

// Jackknife leaves out one cluster at a time: JK1 without strata, JKn with, finite-population
// corrected where the design is.
//
// Source: Wolter (2007) Introduction to Variance Estimation, chapter 4; R's as.svrepdesign.
func Jackknife(d SampleDesign) (Replicates, error) {
	l, err := d.replicable("jackknife")
	if err != nil {
		return Replicates{}, err
	}
	stratum := make([]int, l.clusters)
	for i, c := range l.cluster {
		stratum[c] = l.stratum[i]
	}
	var out Replicates
	for c := range l.clusters {
		m := float64(l.units[stratum[c]])
		w := make([]float64, l.n)
		for i := range w {
			switch {
			case l.cluster[i] == c:
			case l.stratum[i] == stratum[c]:
				w[i] = l.Weights[i] * m / (m - 1)
			default:
				w[i] = l.Weights[i]
			}
		}
		if err := checkResult("jackknife", w...); err != nil {
			return Replicates{}, err
		}
		out.Weights = append(out.Weights, w)
		out.Scales = append(out.Scales, l.fpc[stratum[c]]*(m-1)/m)
	}
	return out, nil
}

// Vary gives an estimate under the design's weights and its standard error over the replicates,
// whose deviations are taken about their own mean (R's default; mse = FALSE).
func (r Replicates) Vary(weights []float64, estimate func(w []float64) (float64, error)) (value, se float64, err error) {
	if value, err = estimate(weights); err != nil {
		return 0, 0, err
	}
	values, mean := make([]float64, len(r.Weights)), 0.0
	for k, w := range r.Weights {
		if values[k], err = estimate(w); err != nil {
			return 0, 0, refuse("replicates", err, "replicate %d", k+1)
		}
		mean += values[k] / float64(len(r.Weights))
	}
	sum := 0.0
	for k, v := range values {
		sum += r.Scales[k] * (v - mean) * (v - mean)
	}
	if !finite(value, sum) {
		return 0, 0, refuse("replicates", ErrNotFinite, "an estimate")
	}
	return value, math.Sqrt(sum), nil
}
