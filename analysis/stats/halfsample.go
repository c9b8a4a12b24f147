// Replicates by half samples and by drawing again.
package stats

import (
	"cmp"
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
	"strings"
)

// BalancedHalves are balanced repeated replicates of a design with two clusters in each stratum:
// every replicate gives one cluster of each stratum 2 - fay times its weight and the other fay
// times, as a Hadamard matrix says. fay = 0 is plain BRR; Fay's 0.3 to 0.5 leaves nobody out, as
// ratios of small domains need. The scale is 1/(R*(1-fay)^2), with R the smallest power of two
// above the number of strata: the balance is full, so that the variance of a total is that of
// the formula.
//
// Half samples know no finite-population correction: a design with one is refused.
//
// Source: McCarthy (1969) Rev. Int. Stat. Inst. 37:239-264; Judkins (1990) J. Off. Stat.
// 6:223-239; Wolter (2007) chapter 3; R's as.svrepdesign(type = "BRR" or "Fay").
func BalancedHalves(d SampleDesign, fay float64) (Replicates, error) {
	const method = "balanced half samples"
	if !(fay >= 0 && fay < 1) {
		return Replicates{}, refuse(method, ErrRange, "Fay's factor %v", fay)
	}
	l, err := d.replicable(method)
	if err != nil {
		return Replicates{}, err
	}
	if d.Population != nil {
		return Replicates{}, refuse(method, ErrShape, "no finite-population correction by half samples")
	}
	for h, units := range l.units {
		if units != 2 {
			return Replicates{}, refuse(method, ErrShape, "stratum %d has %d clusters, not two", h+1, units)
		}
	}
	// Cluster c is half c%2 of stratum c/2, in the order of their names.
	place := make([]int, l.clusters)
	for c, at := range l.byName() {
		place[at] = c
	}
	rounds := 1 << bits.Len(uint(len(l.units)))
	var out Replicates
	for r := range rounds {
		w := make([]float64, l.n)
		for i := range w {
			h, half := place[l.cluster[i]]/2, place[l.cluster[i]]%2
			// Sylvester's matrix: minus where row and column share an odd number of bits.
			if w[i] = fay * l.Weights[i]; bits.OnesCount(uint(r&(h+1)))%2 == half {
				w[i] = (2 - fay) * l.Weights[i]
			}
		}
		out.Weights = append(out.Weights, w)
		out.Scales = append(out.Scales, 1/(float64(rounds)*(1-fay)*(1-fay)))
	}
	return out, nil
}

// Drawing says how often a sample is drawn again, and from which seed: the same seed draws the
// same.
type Drawing struct {
	Times int
	Seed  uint64
}

// RescaledBootstrap draws one cluster fewer than each stratum has, with replacement, and rescales:
// a cluster drawn t times of n-1 gets 1 - s + s*t*n/(n-1) times its weight, s = sqrt(1 - n/N). The
// scale is 1/(times-1).
//
// Source: Rao & Wu (1988) J. Am. Stat. Assoc. 83:231-241; Rao, Wu & Yue (1992) Survey Methodology
// 18:209-217; R's as.svrepdesign(type = "subbootstrap") where N is infinite.
func RescaledBootstrap(d SampleDesign, again Drawing) (Replicates, error) {
	const method = "rescaled bootstrap"
	if again.Times < 2 || again.Times > 100_000 {
		return Replicates{}, refuse(method, ErrRange, "%d times", again.Times)
	}
	l, err := d.replicable(method)
	if err != nil {
		return Replicates{}, err
	}
	of := make([]int, l.clusters)
	for i, c := range l.cluster {
		of[c] = l.stratum[i]
	}
	members := make([][]int, len(l.units)) // the clusters of each stratum
	var strata []int
	for _, c := range l.byName() {
		if h := of[c]; len(members[h]) == 0 {
			strata = append(strata, h)
		}
		members[of[c]] = append(members[of[c]], c)
	}
	source := rand.New(rand.NewPCG(again.Seed, 0))
	var out Replicates
	for range again.Times {
		drawn := make([]float64, l.clusters)
		for _, h := range strata {
			list := members[h]
			for range len(list) - 1 {
				drawn[list[source.IntN(len(list))]]++
			}
		}
		w := make([]float64, l.n)
		for i, c := range l.cluster {
			m, s := float64(l.units[l.stratum[i]]), math.Sqrt(l.fpc[l.stratum[i]])
			w[i] = l.Weights[i] * (1 - s + s*drawn[c]*m/(m-1))
		}
		out.Weights = append(out.Weights, w)
		out.Scales = append(out.Scales, 1/float64(again.Times-1))
	}
	return out, nil
}

// replicable is a design that can be replicated: its respondents stand one by one.
func (d SampleDesign) replicable(method string) (*layout, error) {
	l, err := d.lay(method)
	if err != nil {
		return nil, err
	}
	if l.Counts != nil {
		return nil, refuse(method, ErrShape, "respondents must be written out")
	}
	return l, nil
}

// byName lists the clusters by the names of their strata and their own, so that the order of the
// rows changes no replicate. Respondents without clusters have no names: they stand as they came.
func (l *layout) byName() []int {
	example := make([]int, l.clusters) // a respondent of each
	for i := range slices.Backward(l.cluster) {
		example[l.cluster[i]] = i
	}
	name := func(names []string, c int) string {
		if names == nil {
			return ""
		}
		return names[example[c]]
	}
	out := make([]int, l.clusters)
	for c := range out {
		out[c] = c
	}
	slices.SortStableFunc(out, func(a, b int) int {
		return cmp.Or(strings.Compare(name(l.Strata, a), name(l.Strata, b)), strings.Compare(name(l.Clusters, a), name(l.Clusters, b)))
	})
	return out
}
