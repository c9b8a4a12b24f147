// Means under weights that say how many of the population a respondent stands for, and what
// such weights cost.
package stats

import "math"

// checkWeights refuses lengths that differ, negative weights and a sum of zero.
func checkWeights(method string, n int, weights []float64) error {
	if len(weights) != n {
		return refuse(method, ErrShape, "%d observations, %d weights", n, len(weights))
	}
	if !finite(weights...) {
		return refuse(method, ErrNotFinite, "a weight")
	}
	sum := 0.0
	for _, w := range weights {
		if w < 0 {
			return refuse(method, ErrNoWeight, "weight %v", w)
		}
		sum += w
	}
	if !(sum > 0) || math.IsInf(sum, 0) {
		return refuse(method, ErrNoWeight, "sum %v", sum)
	}
	return nil
}

// WeightedMean is sum(w*x)/sum(w).
func WeightedMean(xs, weights []float64) (float64, error) {
	if len(xs) == 0 {
		return 0, refuse("weighted mean", ErrTooFew, "no observations")
	}
	if !finite(xs...) {
		return 0, refuse("weighted mean", ErrNotFinite, "an observation")
	}
	if err := checkWeights("weighted mean", len(xs), weights); err != nil {
		return 0, err
	}
	sum, total := 0.0, 0.0
	for i, x := range xs {
		sum += weights[i] * x
		total += weights[i]
	}
	if m := sum / total; finite(m) {
		return m, nil
	}
	return 0, refuse("weighted mean", ErrNotFinite, "the sum overflows")
}

// KishN is the effective sample size (sum w)^2 / sum w^2.
//
// Source: Kish (1965) Survey Sampling, section 11.7.
func KishN(weights []float64) (float64, error) {
	if len(weights) == 0 {
		return 0, refuse("effective sample size", ErrTooFew, "no weights")
	}
	if err := checkWeights("effective sample size", len(weights), weights); err != nil {
		return 0, err
	}
	sum, squares := 0.0, 0.0
	for _, w := range weights {
		sum += w
		squares += w * w
	}
	if !finite(sum*sum, squares) || squares == 0 {
		return 0, refuse("effective sample size", ErrNotFinite, "the squares overflow or vanish")
	}
	return sum * sum / squares, nil
}

// KishEffect is n/KishN = 1 + CV^2 of the weights: by how much weighting multiplies the
// variance of a mean that has nothing to do with the weights.
func KishEffect(weights []float64) (float64, error) {
	n, err := KishN(weights)
	if err != nil {
		return 0, err
	}
	return float64(len(weights)) / n, nil
}
