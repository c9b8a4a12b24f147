// Estimates from a sample whose design is known: strata, clusters, weights, finite population.
// Variances are linearised: the sum over strata of the spread of cluster totals.
package stats

import "math"

// SampleDesign says how respondents came into the sample. Nil fields mean: no strata, each
// respondent its own cluster, an infinite population.
type SampleDesign struct {
	// Weights are the inverse chances of selection, or any weights to a population.
	Weights  []float64
	Strata   []string
	Clusters []string
	// Population is the number of clusters (or respondents) in the stratum's population, the
	// same for all of a stratum: the finite-population correction is 1 - n/N.
	Population []float64
	// Counts make each entry stand for that many respondents, alike in everything and each its
	// own cluster: answers that were counted need not be written out. Nil: each for one.
	Counts []float64
	// residuals takes out what weights were calibrated to; nil for weights as they came.
	residuals func(u []float64) []float64
}

// layout is a checked design: the stratum and cluster of each respondent.
type layout struct {
	SampleDesign
	n        int
	stratum  []int
	cluster  []int
	units    []int     // clusters in each stratum
	fpc      []float64 // 1 - n/N of each stratum
	clusters int       // as they are entered; units counts them all
}

// DF are the degrees of freedom of the design: clusters minus strata.
func (l *layout) df() float64 {
	df := -len(l.units)
	for _, u := range l.units {
		df += u
	}
	return float64(df)
}

// count is how many respondents an entry stands for.
func (d SampleDesign) count(i int) float64 {
	if d.Counts == nil {
		return 1
	}
	return d.Counts[i]
}

func (d SampleDesign) checkCounts(method string) error {
	if d.Counts == nil {
		return nil
	}
	if d.Clusters != nil || len(d.Counts) != len(d.Weights) {
		return refuse(method, ErrShape, "%d counts for %d weights, and no clusters beside them", len(d.Counts), len(d.Weights))
	}
	for _, c := range d.Counts {
		if c < 0 || c != math.Trunc(c) || math.IsInf(c, 0) {
			return refuse(method, ErrRange, "count %v", c)
		}
	}
	return nil
}

func (d SampleDesign) lay(method string) (*layout, error) {
	n := len(d.Weights)
	if n == 0 {
		return nil, refuse(method, ErrTooFew, "no respondents")
	}
	if err := checkWeights(method, n, d.Weights); err != nil {
		return nil, err
	}
	if d.Strata != nil && len(d.Strata) != n || d.Clusters != nil && len(d.Clusters) != n || d.Population != nil && len(d.Population) != n {
		return nil, refuse(method, ErrShape, "strata, clusters and population must be as long as the weights (%d)", n)
	}
	if err := d.checkCounts(method); err != nil {
		return nil, err
	}
	l := &layout{SampleDesign: d, n: n, stratum: make([]int, n), cluster: make([]int, n)}
	if d.Strata != nil {
		l.stratum = groupsOf(d.Strata).of
	}
	l.number()
	for h, units := range l.units {
		if units < 2 {
			return nil, refuse(method, ErrOneCluster, "stratum %d has one cluster", h+1)
		}
	}
	return l, l.correct(method)
}

// number numbers the clusters; a cluster's name counts within its stratum.
func (l *layout) number() {
	type name struct {
		stratum int
		cluster string
	}
	seen := map[name]int{}
	strata := 0
	for i := range l.cluster {
		strata = max(strata, l.stratum[i]+1)
		l.cluster[i] = i
		if l.Clusters != nil {
			key := name{l.stratum[i], l.Clusters[i]}
			c, known := seen[key]
			if !known {
				c = len(seen)
				seen[key] = c
			}
			l.cluster[i] = c
		}
		l.clusters = max(l.clusters, l.cluster[i]+1)
	}
	l.units = make([]int, strata)
	counted := make([]bool, l.clusters)
	for i, c := range l.cluster {
		if !counted[c] {
			counted[c] = true
			l.units[l.stratum[i]] += int(l.count(i))
		}
	}
}

// correct works out the finite-population corrections.
func (l *layout) correct(method string) error {
	l.fpc = make([]float64, len(l.units))
	for h := range l.fpc {
		l.fpc[h] = 1
	}
	known := make([]bool, len(l.units))
	for i, size := range l.Population {
		h := l.stratum[i]
		f := 1 - float64(l.units[h])/size
		if !finite(size) || f < 0 {
			return refuse(method, ErrRange, "a population of %v for %d clusters in the sample", size, l.units[h])
		}
		if known[h] && l.fpc[h] != f {
			return refuse(method, ErrShape, "a stratum with two population sizes")
		}
		l.fpc[h], known[h] = f, true
	}
	return nil
}

// covariance of totals of influence values: u[k][i] is what respondent i adds to the k-th
// figure for each unit of weight; those outside a domain have 0.
func (l *layout) covariance(u [][]float64) [][]float64 {
	k := len(u)
	totals := make([]float64, l.clusters*k) // cluster by cluster; of one respondent where they are counted
	times, stratum := make([]float64, l.clusters), make([]int, l.clusters)
	for i, c := range l.cluster {
		times[c], stratum[c] = l.count(i), l.stratum[i]
	}
	for j, values := range u {
		if l.residuals != nil {
			values = l.residuals(values)
		}
		for i, v := range values {
			totals[l.cluster[i]*k+j] += l.Weights[i] * v
		}
	}
	means := rectangle(len(l.units), k)
	for c, h := range stratum {
		axpy(means[h], times[c]/float64(l.units[h]), totals[c*k:c*k+k])
	}
	out, d := square(k), make([]float64, k)
	for c, h := range stratum {
		for j := range d {
			d[j] = totals[c*k+j] - means[h][j]
		}
		m := float64(l.units[h])
		addOuter(out, times[c]*l.fpc[h]*m/(m-1), d)
	}
	return out
}

func rectangle(rows, cols int) [][]float64 {
	out := make([][]float64, rows)
	for i := range out {
		out[i] = make([]float64, cols)
	}
	return out
}

// SampleFigure is a figure under a design, with its degrees of freedom.
type SampleFigure struct {
	Estimate
	DF float64 `json:"df"`
	// Effect is the design effect against a simple random sample of the same size; 0 where it
	// was not asked for.
	Effect float64 `json:"design_effect,omitempty"`
}

// figure closes an estimate with the interval of t on the design's degrees of freedom. A
// variance of zero is a figure known for certain (a total that was calibrated to).
func (l *layout) figure(value, variance, level float64) SampleFigure {
	se := math.Sqrt(math.Max(variance, 0))
	half := tQuantile(1-(1-level)/2, l.df()) * se
	n := 0.0
	for i := range l.n {
		n += l.count(i)
	}
	return SampleFigure{DF: l.df(), Estimate: Estimate{Value: value, SE: se, N: int(n),
		Interval: Interval{Low: value - half, High: value + half, Level: level}}}
}

// Domain is which respondents a figure is about; nil means all. The others stay in the design:
// how many clusters a stratum had is part of the variance.
type Domain []bool

func (d Domain) has(i int) bool { return d == nil || d[i] }

func (l *layout) checkValues(method string, level float64, d Domain, columns ...[]float64) error {
	if err := checkLevel(method, level); err != nil {
		return err
	}
	if d != nil && len(d) != l.n {
		return refuse(method, ErrShape, "a domain of %d for %d respondents", len(d), l.n)
	}
	for _, col := range columns {
		if len(col) != l.n {
			return refuse(method, ErrShape, "%d values for %d respondents", len(col), l.n)
		}
		for i, v := range col {
			if d.has(i) && !finite(v) {
				return refuse(method, ErrNotFinite, "value %d", i+1)
			}
		}
	}
	if !(l.df() > 0) {
		return refuse(method, ErrOneCluster, "no degrees of freedom")
	}
	return nil
}
