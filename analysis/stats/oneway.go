// Several means at once.
package stats

import "math"

// WelchANOVA tests whether several independent means are equal, without assuming equal
// variances.
//
// Source: Welch (1951) Biometrika 38:330-336; R's oneway.test.
func WelchANOVA(groups []Moments) (FTest, error) {
	const method = "Welch's analysis of variance"
	k := float64(len(groups))
	if k < 2 {
		return FTest{}, refuse(method, ErrOneGroup, "%d", len(groups))
	}
	weights, sum, mean := make([]float64, len(groups)), 0.0, 0.0
	for i, g := range groups {
		if err := g.check(method); err != nil {
			return FTest{}, err
		}
		if !(g.SD > 0) {
			return FTest{}, refuse(method, ErrNoSpread, "group %d", i+1)
		}
		weights[i] = float64(g.N) / (g.SD * g.SD)
		sum += weights[i]
		mean += weights[i] * g.Mean
	}
	mean /= sum
	between, lack := 0.0, 0.0
	for i, g := range groups {
		between += weights[i] * (g.Mean - mean) * (g.Mean - mean)
		lack += (1 - weights[i]/sum) * (1 - weights[i]/sum) / float64(g.N-1)
	}
	lack /= k*k - 1
	out := FTest{F: between / (k - 1) / (1 + 2*(k-2)*lack), DF1: k - 1, DF2: 1 / (3 * lack)}
	if out.P = fSurvival(out.F, out.DF1, out.DF2); math.IsNaN(out.P) {
		return FTest{}, refuse(method, ErrNotFinite, "F = %v", out.F)
	}
	return out, nil
}

// PooledMoments are those of all observations of several groups together.
func PooledMoments(groups []Moments) (Moments, error) {
	n, sum := 0, 0.0
	for _, g := range groups {
		if err := g.check("pooled moments"); err != nil {
			return Moments{}, err
		}
		n += g.N
		sum += float64(g.N) * g.Mean
	}
	if n < 2 {
		return Moments{}, refuse("pooled moments", ErrTooFew, "n = %d", n)
	}
	mean, squares := sum/float64(n), 0.0
	for _, g := range groups {
		squares += float64(g.N-1)*g.SD*g.SD + float64(g.N)*(g.Mean-mean)*(g.Mean-mean)
	}
	return Moments{N: n, Mean: mean, SD: math.Sqrt(squares / float64(n-1))}, nil
}
