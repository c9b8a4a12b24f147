// How sure are the shares of key drivers? Resampled whole people at a time.
package stats

import (
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// Resampling says how often samples are drawn anew, from which seed, and what belongs
// together: Clusters gives each row the person or dealer it is of, and whole clusters are
// drawn; nil draws rows.
type Resampling struct {
	Times    int
	Seed     uint64
	Clusters []int
}

// MinResamples is the fewest samples that an interval may rest on.
const MinResamples = 50

// DriverIntervals are percentile intervals of each driver's share of R2 by LMG, and of R2
// itself, over bootstrap samples. A sample in which a column is constant or the drivers
// depend on each other is drawn anew, at most as often as Times.
//
// Source: Efron & Tibshirani (1993) An Introduction to the Bootstrap, 13.3; as
// relaimpo's boot.relimp. Cluster bootstrap: Davison & Hinkley (1997) 3.8.
func DriverIntervals(y []float64, x Columns, level float64, r Resampling) (shares []Interval, r2 Interval, err error) {
	const method = "key driver intervals"
	if err := checkLevel(method, level); err != nil {
		return nil, Interval{}, err
	}
	if err := x.check(method, len(y)); err != nil {
		return nil, Interval{}, err
	}
	switch k := len(x.Values); {
	case k > MaxDrivers:
		return nil, Interval{}, refuse(method, ErrRange, "%d drivers, at most %d", k, MaxDrivers)
	case !finite(y...):
		return nil, Interval{}, refuse(method, ErrNotFinite, "in the outcome")
	case r.Times < MinResamples:
		return nil, Interval{}, refuse(method, ErrRange, "%d samples, at least %d", r.Times, MinResamples)
	case r.Clusters != nil && len(r.Clusters) != len(y):
		return nil, Interval{}, refuse(method, ErrShape, "%d rows, %d clusters", len(y), len(r.Clusters))
	}
	groups := r.groups(len(y))
	if len(groups) < len(x.Values)+2 {
		return nil, Interval{}, refuse(method, ErrTooFew, "%d clusters for %d drivers", len(groups), len(x.Values))
	}
	random := rand.New(rand.NewPCG(r.Seed, uint64(len(y))))
	drawn := make([][]float64, len(x.Values))
	var fits []float64
	for tries := 0; len(fits) < r.Times; tries++ {
		if tries >= 2*r.Times {
			return nil, Interval{}, refuse(method, ErrSingular, "in most samples")
		}
		lmg, fit, ok := sampledShares(y, x, draw(groups, random))
		if !ok {
			continue
		}
		fits = append(fits, fit)
		for j, v := range lmg {
			drawn[j] = append(drawn[j], v/fit)
		}
	}
	for _, d := range drawn {
		shares = append(shares, percentiles(d, level))
	}
	return shares, percentiles(fits, level), nil
}

// groups are the rows of each cluster, in the order in which clusters first stand.
func (r Resampling) groups(n int) [][]int {
	var out [][]int
	at := map[int]int{}
	for i := range n {
		c := i
		if r.Clusters != nil {
			c = r.Clusters[i]
		}
		g, ok := at[c]
		if !ok {
			g = len(out)
			at[c] = g
			out = append(out, nil)
		}
		out[g] = append(out[g], i)
	}
	return out
}

func draw(groups [][]int, r *rand.Rand) []int {
	var out []int
	for range groups {
		out = append(out, groups[r.IntN(len(groups))]...)
	}
	return out
}

// sampledShares is LMG on the rows; false where it cannot be computed.
func sampledShares(y []float64, x Columns, rows []int) (lmg []float64, r2 float64, ok bool) {
	take := func(from []float64) []float64 {
		out := make([]float64, len(rows))
		for i, row := range rows {
			out[i] = from[row]
		}
		return out
	}
	ys := take(y)
	var xs Columns
	for j, col := range x.Values {
		xs.Add(x.Names[j], take(col))
	}
	if allEqual(ys) || slices.ContainsFunc(xs.Values, allEqual) || !finite(stat.StdDev(ys, nil)) {
		return nil, 0, false
	}
	rxx, rxy := correlations(ys, xs)
	lmg, r2, err := lmgShares(rxx, rxy)
	return lmg, r2, err == nil && r2 > 0 && finite(lmg...)
}

func percentiles(values []float64, level float64) Interval {
	low, _ := Quantile(values, (1-level)/2, 7) // values are finite and there are some
	high, _ := Quantile(values, (1+level)/2, 7)
	return Interval{Low: low, High: high, Level: level}
}
