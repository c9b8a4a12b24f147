// Weighting a sample to what is known of the population: post-stratification, raking,
// calibration; always with an account of what it cost and whether it came to rest.
package stats

import (
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

func (m KnownMargin) check(method string, d SampleDesign) error {
	if len(m.Groups) != len(d.Weights) {
		return refuse(method, ErrShape, "margin %s of %d for %d respondents", m.Name, len(m.Groups), len(d.Weights))
	}
	seen := map[string]float64{}
	for i, g := range m.Groups {
		if _, known := m.Targets[g]; !known {
			return refuse(method, ErrEmptyCell, "margin %s says nothing of %q", m.Name, g)
		}
		seen[g] += d.count(i) * d.Weights[i]
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
	if err := d.checkCounts(method); err != nil {
		return SampleDesign{}, err
	}
	if err := m.check(method, d); err != nil {
		return SampleDesign{}, err
	}
	sums := map[string]float64{}
	for i, g := range m.Groups {
		sums[g] += d.count(i) * d.Weights[i]
	}
	out := d
	out.Weights = make([]float64, len(d.Weights))
	for i, g := range m.Groups {
		out.Weights[i] = d.Weights[i] * m.Targets[g] / sums[g]
	}
	out.residuals = fromGroupMeans(out, m.Groups)
	return out, checkResult(method, out.Weights...)
}

func fromGroupMeans(d SampleDesign, groups []string) func([]float64) []float64 {
	return func(u []float64) []float64 {
		sum, total := map[string]float64{}, map[string]float64{}
		for i, g := range groups {
			w := d.count(i) * d.Weights[i]
			sum[g] += w * u[i]
			total[g] += w
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
	if err := d.checkCounts(method); err != nil {
		return SampleDesign{}, RakeReport{}, err
	}
	for _, m := range margins {
		if err := m.check(method, d); err != nil {
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
	out := d
	out.Weights = slices.Clone(d.Weights)
	var report RakeReport
	for report.Rounds < how.Rounds && !report.Converged {
		report.Rounds++
		for _, m := range margins {
			m.fit(out)
		}
		report.Trimmed = out.trim(how.MaxRatio)
		report.Worst, report.Where = out.worst(margins)
		report.Converged = report.Worst <= how.Tolerance
	}
	if err := checkResult(method, out.Weights...); err != nil {
		return SampleDesign{}, RakeReport{}, err
	}
	out.residuals = fromMargins(out, margins)
	return out, report.account(out), nil
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
