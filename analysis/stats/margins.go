// What fitting weights to margins is made of: sums, limits, deviations, residuals.
package stats

import (
	"fmt"
	"maps"
	"math"
	"slices"
)

// MarginsMet tells how far weights that were changed since raking still meet the margins; the
// margins' totals are scaled to the first one's. Tolerance as in Raking.
func MarginsMet(d SampleDesign, margins []KnownMargin, tolerance float64) (SampleDesign, RakeReport, error) {
	const method = "margins"
	if len(margins) == 0 {
		return SampleDesign{}, RakeReport{}, refuse(method, ErrTooFew, "no margins")
	}
	if err := checkWeights(method, len(d.Weights), d.Weights); err != nil {
		return SampleDesign{}, RakeReport{}, err
	}
	if err := d.checkCounts(method); err != nil {
		return SampleDesign{}, RakeReport{}, err
	}
	for _, m := range margins {
		if err := m.check(method, d); err != nil {
			return SampleDesign{}, RakeReport{}, err
		}
	}
	if tolerance == 0 {
		tolerance = 1e-9
	}
	margins = sameTotal(margins)
	var report RakeReport
	report.Worst, report.Where = d.worst(margins)
	report.Converged = report.Worst <= tolerance
	d.residuals = fromMargins(d, margins)
	return d, report.account(d), nil
}

// PoolWeights brings entries with neighbouring weights together until each class holds at least
// as many respondents, and gives all of a class its mean weight; the total stays. One class is
// left where there are not twice as many.
//
// Source: weighting classes of Little (1986) Int. Stat. Rev. 54:139-157, section 3.
func PoolWeights(weights, counts []float64, least float64) ([]float64, error) {
	const method = "weighting classes"
	if err := checkWeights(method, len(weights), weights); err != nil {
		return nil, err
	}
	if err := (SampleDesign{Weights: weights, Counts: counts}).checkCounts(method); err != nil {
		return nil, err
	}
	d := SampleDesign{Weights: weights, Counts: counts}
	order := make([]int, len(weights))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return sign(weights[a] - weights[b]) })
	var classes [][]int
	held := 0.0
	for k, i := range order {
		alike := k > 0 && weights[i] == weights[order[k-1]]
		if len(classes) == 0 || held >= least && !alike {
			classes, held = append(classes, nil), 0
		}
		last := len(classes) - 1
		classes[last] = append(classes[last], i)
		held += d.count(i)
	}
	if n := len(classes); n > 1 && held < least {
		classes[n-2] = append(classes[n-2], classes[n-1]...)
		classes = classes[:n-1]
	}
	out := make([]float64, len(weights))
	for _, class := range classes {
		sum, n := 0.0, 0.0
		for _, i := range class {
			sum += d.count(i) * weights[i]
			n += d.count(i)
		}
		for _, i := range class {
			out[i] = sum / math.Max(n, 1)
		}
	}
	return out, nil
}

func (m KnownMargin) fit(d SampleDesign) {
	sums := m.sums(d)
	for i, g := range m.Groups {
		d.Weights[i] *= m.Targets[g] / sums[g]
	}
}

func (m KnownMargin) sums(d SampleDesign) map[string]float64 {
	sums := map[string]float64{}
	for i, g := range m.Groups {
		sums[g] += d.count(i) * d.Weights[i]
	}
	return sums
}

// mean is that of all respondents' weights.
func (d SampleDesign) mean() float64 {
	sum, n := 0.0, 0.0
	for i, w := range d.Weights {
		sum += d.count(i) * w
		n += d.count(i)
	}
	return sum / n
}

// trim holds weights within a ratio of their mean and counts the respondents at a limit.
func (d SampleDesign) trim(ratio float64) int {
	if ratio == 0 {
		return 0
	}
	mean, n := d.mean(), 0.0
	for i, x := range d.Weights {
		if x > mean*ratio || x < mean/ratio {
			d.Weights[i] = math.Min(math.Max(x, mean/ratio), mean*ratio)
			n += d.count(i)
		}
	}
	return int(n)
}

// worst finds the largest relative deviation of a margin.
func (d SampleDesign) worst(margins []KnownMargin) (deviation float64, where string) {
	for _, m := range margins {
		sums := m.sums(d)
		for g, t := range m.Targets {
			off := math.Abs(sums[g]-t) / t
			name := fmt.Sprintf("%s=%s", m.Name, g)
			if off > deviation || off == deviation && name < where {
				deviation, where = off, name
			}
		}
	}
	return deviation, where
}

func (r RakeReport) account(d SampleDesign) RakeReport {
	sum, squares, n := 0.0, 0.0, 0.0
	for i, w := range d.Weights {
		f := d.count(i)
		sum += f * w
		squares += f * w * w
		n += f
	}
	r.Effective = sum * sum / squares // weights were checked, and raking keeps them positive
	r.Effect = n / r.Effective
	mean := sum / n
	r.Smallest, r.Largest = slices.Min(d.Weights)/mean, slices.Max(d.Weights)/mean
	return r
}

// fromMargins takes residuals of a weighted regression on the dummies of all margins. Each
// respondent has one dummy of each margin, so the normal equations are counted rather than
// multiplied out.
func fromMargins(d SampleDesign, margins []KnownMargin) func([]float64) []float64 {
	k, at := 0, make([][]int, len(margins))
	for m, margin := range margins {
		column := map[string]int{}
		for _, g := range slices.Sorted(maps.Keys(margin.Targets)) {
			column[g] = k
			k++
		}
		at[m] = make([]int, len(margin.Groups))
		for i, g := range margin.Groups {
			at[m][i] = column[g]
		}
	}
	normal := square(k)
	for i := range d.Weights {
		w := d.count(i) * d.Weights[i]
		for _, a := range at {
			for _, b := range at {
				normal[a[i]][b[i]] += w
			}
		}
	}
	inverse := sweep(normal)
	return func(u []float64) []float64 {
		right := make([]float64, k)
		for i := range u {
			w := d.count(i) * d.Weights[i]
			for _, a := range at {
				right[a[i]] += w * u[i]
			}
		}
		b := make([]float64, k)
		for j := range b {
			b[j] = dot(inverse[j], right)
		}
		out := slices.Clone(u)
		for i := range out {
			for _, a := range at {
				out[i] -= b[a[i]]
			}
		}
		return out
	}
}

// sweep inverts a matrix of cross-products, which is overwritten, passing over columns that
// depend on those before: a generalised inverse that solves the normal equations.
//
// Source: Goodnight (1979) Am. Stat. 33:149-158.
func sweep(a [][]float64) [][]float64 {
	k := len(a)
	scale := make([]float64, k)
	for j := range a {
		scale[j] = a[j][j]
	}
	for j := range a {
		pivot := a[j][j]
		if !(pivot > 1e-9*scale[j]) {
			for i := range a {
				a[i][j], a[j][i] = 0, 0
			}
			continue
		}
		for c := range a[j] {
			a[j][c] /= pivot
		}
		for i := range a {
			if i == j {
				continue
			}
			b := a[i][j]
			if b == 0 {
				continue
			}
			for c := range a[i] {
				a[i][c] -= b * a[j][c]
			}
			a[i][j] = -b / pivot
		}
		a[j][j] = 1 / pivot
	}
	return a
}
