// Do coders agree beyond chance?
package stats

import "math"

// Kappa is Cohen's kappa of two coders over the same units, with its large-sample standard error
// and normal interval. With all answers in one category there is no chance to agree beyond.
//
// Source: Cohen (1960) Educ. Psychol. Meas. 20:37-46; variance of Fleiss, Cohen & Everitt (1969)
// Psychol. Bull. 72:323-327.
func Kappa(a, b []string, level float64) (Estimate, error) {
	const method = "kappa"
	if err := checkLevel(method, level); err != nil {
		return Estimate{}, err
	}
	if len(a) != len(b) {
		return Estimate{}, refuse(method, ErrShape, "%d and %d units", len(a), len(b))
	}
	if len(a) < 2 {
		return Estimate{}, refuse(method, ErrTooFew, "%d units", len(a))
	}
	n := float64(len(a))
	cells, rows, cols := map[[2]string]float64{}, map[string]float64{}, map[string]float64{}
	for i := range a {
		cells[[2]string{a[i], b[i]}] += 1 / n
		rows[a[i]] += 1 / n
		cols[b[i]] += 1 / n
	}
	var po, pe float64
	for c, p := range cells {
		if c[0] == c[1] {
			po += p
		}
	}
	for k, p := range rows {
		pe += p * cols[k]
	}
	if !(pe < 1) {
		return Estimate{}, refuse(method, ErrNoSpread, "one category only")
	}
	kappa := (po - pe) / (1 - pe)
	var diagonal, rest float64
	for c, p := range cells {
		if c[0] == c[1] {
			d := 1 - (rows[c[0]]+cols[c[0]])*(1-kappa)
			diagonal += p * d * d
			continue
		}
		s := cols[c[0]] + rows[c[1]]
		rest += p * s * s
	}
	tail := kappa - pe*(1-kappa)
	v := (diagonal + (1-kappa)*(1-kappa)*rest - tail*tail) / (n * (1 - pe) * (1 - pe))
	se := math.Sqrt(math.Max(v, 0))
	half := zOf(level) * se
	return Estimate{Value: kappa, SE: se, N: len(a), Interval: Interval{Low: math.Max(-1, kappa-half), High: math.Min(1, kappa+half), Level: level}}, nil
}

// Metric is how far apart two codes are for Krippendorff's alpha.
type Metric int

// NominalMetric counts different as different; IntervalMetric squares the difference.
const (
	NominalMetric Metric = iota
	IntervalMetric
)

// KrippendorffAlpha is the agreement of any number of coders with gaps (NaN), one slice for each
// coder over the same units. Units coded once say nothing and are left out.
//
// Source: Krippendorff (2011) Computing Krippendorff's Alpha-Reliability: 1 - D_observed/D_expected.
func KrippendorffAlpha(coders [][]float64, m Metric) (alpha float64, units int, err error) {
	const method = "Krippendorff's alpha"
	if len(coders) < 2 {
		return 0, 0, refuse(method, ErrTooFew, "%d coders", len(coders))
	}
	var all []float64
	observed := 0.0
	for u := range coders[0] {
		var codes []float64
		for _, c := range coders {
			if len(c) != len(coders[0]) {
				return 0, 0, refuse(method, ErrShape, "coders of %d and %d units", len(coders[0]), len(c))
			}
			if math.IsInf(c[u], 0) {
				return 0, 0, refuse(method, ErrNotFinite, "unit %d", u+1)
			}
			if !math.IsNaN(c[u]) {
				codes = append(codes, c[u])
			}
		}
		if len(codes) < 2 {
			continue
		}
		units++
		all = append(all, codes...)
		observed += m.disagreement(codes) / float64(len(codes)-1)
	}
	if units == 0 {
		return 0, 0, refuse(method, ErrTooFew, "no unit was coded twice")
	}
	n := float64(len(all))
	expected := m.disagreement(all) / (n - 1)
	if expected == 0 {
		return 0, 0, refuse(method, ErrNoSpread, "one code only")
	}
	return 1 - observed/expected, units, checkResult(method, observed/expected)
}

// disagreement sums the distance over all ordered pairs, by counts of the different codes.
func (m Metric) disagreement(codes []float64) float64 {
	counts := map[float64]float64{}
	for _, c := range codes {
		counts[c]++
	}
	sum := 0.0
	for a, x := range counts {
		for b, y := range counts {
			switch {
			case a == b:
			case m == IntervalMetric:
				sum += x * y * (a - b) * (a - b)
			default:
				sum += x * y
			}
		}
	}
	return sum
}
