// Weighting a sample to what is known of the population: post-stratification, raking,
// calibration; always with an account of what it cost and whether it came to rest.
package stats

import (
	"fmt"
	"math"
	"slices"
)

// KnownMargin is one known distribution: the group of each respondent, and the population of each
// group.
type KnownMargin struct {
	Name    string
	Groups  []string
	Targets map[string]float64
}

func (m KnownMargin) check(method string, weights []float64) error {
	if len(m.Groups) != len(weights) {
		return refuse(method, ErrShape, "margin %s of %d for %d respondents", m.Name, len(m.Groups), len(weights))
	}
	seen := map[string]float64{}
	for i, g := range m.Groups {
		if _, known := m.Targets[g]; !known {
			return refuse(method, ErrEmptyCell, "margin %s says nothing of %q", m.Name, g)
		}
		seen[g] += weights[i]
	}
	for g, t := range m.Targets {
		if !(t > 0) || math.IsInf(t, 0) {
			return refuse(method, ErrRange, "margin %s: %q has target %v", m.Name, g, t)
		}
		if seen[g] == 0 {
			return refuse(method, ErrEmptyCell, "margin %s: nobody in the sample is %q", m.Name, g)
		}
	}
	return nil
}

// PostStratify makes the weights of each group sum to its population. The variance of what is
// estimated with it is that of residuals from the groups' means.
//
// Source: Holt & Smith (1979) JRSS A 142:33-46; R's postStratify.
func PostStratify(d SampleDesign, m KnownMargin) (SampleDesign, error) {
	const method = "post-stratification"
	if err := checkWeights(method, len(d.Weights), d.Weights); err != nil {
		return SampleDesign{}, err
	}
	if err := m.check(method, d.Weights); err != nil {
		return SampleDesign{}, err
	}
	sums := map[string]float64{}
	for i, g := range m.Groups {
		sums[g] += d.Weights[i]
	}
	out := d
	out.Weights = make([]float64, len(d.Weights))
	for i, g := range m.Groups {
		out.Weights[i] = d.Weights[i] * m.Targets[g] / sums[g]
	}
	out.residuals = fromGroupMeans(out.Weights, m.Groups)
	return out, nil
}

func fromGroupMeans(weights []float64, groups []string) func([]float64) []float64 {
	return func(u []float64) []float64 {
		sum, total := map[string]float64{}, map[string]float64{}
		for i, g := range groups {
			sum[g] += weights[i] * u[i]
			total[g] += weights[i]
		}
		out := make([]float64, len(u))
		for i, g := range groups {
			out[i] = u[i] - sum[g]/total[g]
		}
		return out
	}
}

// Raking says how far to go.
type Raking struct {
	// Rounds is the most rounds over all margins; 0 means 100.
	Rounds int
	// Tolerance is the largest deviation of a margin, as a part of its target; 0 means 1e-9.
	Tolerance float64
	// MaxRatio trims weights to at most this many times, and at least one over this many
	// times, the mean weight in each round; 0 means no trimming.
	MaxRatio float64
}

// RakeReport says what raking came to.
type RakeReport struct {
	Converged bool    `json:"converged"`
	Rounds    int     `json:"rounds"`
	Worst     float64 `json:"worst"` // largest deviation of a margin as a part of its target
	Where     string  `json:"where"` // the margin and group of it
	Effect    float64 `json:"effect"`
	Effective float64 `json:"effective_n"`
	Smallest  float64 `json:"smallest"` // weights relative to their mean
	Largest   float64 `json:"largest"`
	Trimmed   int     `json:"trimmed"` // weights at a limit
}

// Rake fits the weights to several margins by turns. Where the margins contradict each other or
// trimming holds it back, the report says so and the design is returned as far as it came:
// Converged is false and Worst tells how wrong a margin still is. Margins are scaled to the
// first one's total.
//
// Source: Deming & Stephan (1940) Ann. Math. Stat. 11:427-444; variance by residuals from all
// margins, Deville & Sarndal (1992) JASA 87:376-382.
func Rake(d SampleDesign, margins []KnownMargin, how Raking) (SampleDesign, RakeReport, error) {
	const method = "raking"
	if len(margins) == 0 {
		return SampleDesign{}, RakeReport{}, refuse(method, ErrTooFew, "no margins")
	}
	if err := checkWeights(method, len(d.Weights), d.Weights); err != nil {
		return SampleDesign{}, RakeReport{}, err
	}
	if how.MaxRatio != 0 && !(how.MaxRatio > 1) {
		return SampleDesign{}, RakeReport{}, refuse(method, ErrRange, "trimming at %v times the mean", how.MaxRatio)
	}
	for _, m := range margins {
		if err := m.check(method, d.Weights); err != nil {
			return SampleDesign{}, RakeReport{}, err
		}
	}
	margins = sameTotal(margins)
	if how.Rounds == 0 {
		how.Rounds = 100
	}
	if how.Tolerance == 0 {
		how.Tolerance = 1e-9
	}
	w := slices.Clone(d.Weights)
	var report RakeReport
	for report.Rounds < how.Rounds && !report.Converged {
		report.Rounds++
		for _, m := range margins {
			m.fit(w)
		}
		report.Trimmed = trim(w, how.MaxRatio)
		report.Worst, report.Where = worst(w, margins)
		report.Converged = report.Worst <= how.Tolerance
	}
	out := d
	out.Weights = w
	out.residuals = fromMargins(w, margins)
	return out, report.account(w), nil
}

// sameTotal scales the targets of all margins to the first one's total.
func sameTotal(margins []KnownMargin) []KnownMargin {
	total := func(m KnownMargin) float64 {
		sum := 0.0
		for _, t := range m.Targets {
			sum += t
		}
		return sum
	}
	first := total(margins[0])
	out := make([]KnownMargin, len(margins))
	for k, m := range margins {
		scaled, sum := map[string]float64{}, total(m)
		for g, t := range m.Targets {
			scaled[g] = t * first / sum
		}
		out[k] = KnownMargin{Name: m.Name, Groups: m.Groups, Targets: scaled}
	}
	return out
}

func (m KnownMargin) fit(w []float64) {
	sums := m.sums(w)
	for i, g := range m.Groups {
		w[i] *= m.Targets[g] / sums[g]
	}
}

func (m KnownMargin) sums(w []float64) map[string]float64 {
	sums := map[string]float64{}
	for i, g := range m.Groups {
		sums[g] += w[i]
	}
	return sums
}

// trim holds weights within a ratio of their mean and counts those at a limit.
func trim(w []float64, ratio float64) int {
	if ratio == 0 {
		return 0
	}
	mean := 0.0
	for _, x := range w {
		mean += x / float64(len(w))
	}
	n := 0
	for i, x := range w {
		if x > mean*ratio || x < mean/ratio {
			w[i] = math.Min(math.Max(x, mean/ratio), mean*ratio)
			n++
		}
	}
	return n
}

// worst finds the largest relative deviation of a margin.
func worst(w []float64, margins []KnownMargin) (deviation float64, where string) {
	for _, m := range margins {
		sums := m.sums(w)
		for g, t := range m.Targets {
			d := math.Abs(sums[g]-t) / t
			name := fmt.Sprintf("%s=%s", m.Name, g)
			if d > deviation || d == deviation && name < where {
				deviation, where = d, name
			}
		}
	}
	return deviation, where
}

func (r RakeReport) account(w []float64) RakeReport {
	r.Effective, _ = KishN(w) // weights were checked, and raking keeps them positive
	n := float64(len(w))
	r.Effect = n / r.Effective
	mean := 0.0
	for _, x := range w {
		mean += x / n
	}
	r.Smallest, r.Largest = slices.Min(w)/mean, slices.Max(w)/mean
	return r
}

// fromMargins takes residuals of a weighted regression on the dummies of all margins.
func fromMargins(w []float64, margins []KnownMargin) func([]float64) []float64 {
	var c Columns
	for _, m := range margins {
		var groups []string
		for g := range m.Targets {
			groups = append(groups, g)
		}
		slices.Sort(groups)
		for _, g := range groups {
			c.Add(m.Name+"="+g, Dummy(m.Groups, g))
		}
	}
	return fromColumns(w, c)
}

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
