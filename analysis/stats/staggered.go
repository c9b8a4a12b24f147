// Regions that join at different times: each group against those not yet, or never, treated.
package stats

import (
	"math"
	"slices"
)

// Comparison says who stands for what would have happened.
type Comparison int

// NeverTreated compares with units that never start; NotYetTreated with all that have not
// started by then.
const (
	NeverTreated Comparison = iota
	NotYetTreated
)

// GroupTime is the effect on the units that started in wave Group, in wave Wave.
type GroupTime struct {
	Group int `json:"group"`
	Wave  int `json:"wave"`
	Estimate
	influence []float64
}

// Staggered are group-time effects and their averages.
type Staggered struct {
	Effects []GroupTime `json:"effects"`
	// Overall is the mean of all effects after the start, weighted by group size; Dynamic the
	// same by waves since the start (those before it are placebos); Groups by starting wave.
	Overall Estimate         `json:"overall"`
	Dynamic map[int]Estimate `json:"dynamic"`
	Groups  map[int]Estimate `json:"groups"`
	Units   int              `json:"units"`
}

// StaggeredDiD estimates without covariates on a balanced panel (units seen in every wave; the
// others are refused). Before the start the base is the wave before (varying base), after it the
// last wave before the start. Intervals are pointwise and normal.
//
// Source: Callaway & Sant'Anna (2021) J. Econometrics 225:200-230; influence functions as R's did.
func StaggeredDiD(p Panel, c Comparison, level float64) (Staggered, error) {
	const method = "staggered difference in differences"
	if err := checkLevel(method, level); err != nil {
		return Staggered{}, err
	}
	if err := p.check(method); err != nil {
		return Staggered{}, err
	}
	b, err := p.balance(method)
	if err != nil {
		return Staggered{}, err
	}
	out := Staggered{Units: len(b.y)}
	for _, g := range b.groups {
		for t := 1; t < len(b.waves); t++ {
			if e, ok := b.effect(g, t, c); ok {
				e.finish(level)
				out.Effects = append(out.Effects, e)
			}
		}
	}
	if len(out.Effects) == 0 {
		return Staggered{}, refuse(method, ErrOneGroup, "no group has a wave before its start and somebody to compare with")
	}
	return out, b.average(&out, level)
}

// balanced holds units by rows and waves by columns.
type balanced struct {
	y      [][]float64
	start  []int
	waves  []int
	groups []int // starting waves, after the first wave seen
}

func (p Panel) balance(method string) (*balanced, error) {
	b := &balanced{waves: slices.Compact(slices.Sorted(slices.Values(p.Wave)))}
	if len(b.waves) < 2 {
		return nil, refuse(method, ErrTooFew, "%d waves", len(b.waves))
	}
	g := groupsOf(p.Unit)
	b.y, b.start = make([][]float64, g.count), make([]int, g.count)
	for i, u := range g.of {
		if b.y[u] == nil {
			b.y[u] = make([]float64, len(b.waves))
			for k := range b.y[u] {
				b.y[u][k] = math.NaN()
			}
		}
		at, _ := slices.BinarySearch(b.waves, p.Wave[i])
		b.y[u][at], b.start[u] = p.Y[i], p.Start[i]
	}
	for u, row := range b.y {
		if !finite(row...) {
			return nil, refuse(method, ErrEmptyCell, "unit %d was not seen in every wave", u+1)
		}
	}
	for _, s := range b.start {
		if s > b.waves[0] && s <= b.waves[len(b.waves)-1] {
			b.groups = append(b.groups, s)
		}
	}
	slices.Sort(b.groups)
	b.groups = slices.Compact(b.groups)
	return b, nil
}

// effect is ATT(g, t) for the t-th wave seen; false where nobody can be compared.
func (b *balanced) effect(g, t int, c Comparison) (GroupTime, bool) {
	wave, base := b.waves[t], t-1
	if wave >= g {
		at, _ := slices.BinarySearch(b.waves, g)
		base = at - 1
	}
	var sums, counts [2]float64 // group, comparison
	side := make([]int, len(b.y))
	for u, s := range b.start {
		side[u] = -1
		switch {
		case s == g:
			side[u] = 0
		case s == 0 || c == NotYetTreated && s > max(wave, b.waves[base], g):
			side[u] = 1
		}
		if k := side[u]; k >= 0 {
			sums[k] += b.y[u][t] - b.y[u][base]
			counts[k]++
		}
	}
	if counts[0] == 0 || counts[1] == 0 {
		return GroupTime{}, false
	}
	out := GroupTime{Group: g, Wave: wave, influence: make([]float64, len(b.y))}
	n := float64(len(b.y))
	for u, k := range side {
		if k >= 0 {
			d := (b.y[u][t] - b.y[u][base] - sums[k]/counts[k]) * n / counts[k]
			out.influence[u] = d * float64(1-2*k)
		}
	}
	out.Value = sums[0]/counts[0] - sums[1]/counts[1]
	return out, true
}

func (g *GroupTime) finish(level float64) { g.Estimate = fromInfluence(g.Value, g.influence, level) }

// fromInfluence is an estimate with the standard error of its influence values.
func fromInfluence(value float64, influence []float64, level float64) Estimate {
	n := float64(len(influence))
	se := math.Sqrt(dot(influence, influence)) / n
	half := zOf(level) * se
	return Estimate{Value: value, SE: se, N: len(influence), Interval: Interval{Low: value - half, High: value + half, Level: level}}
}

// average fills the overall, dynamic and group averages.
func (b *balanced) average(out *Staggered, level float64) error {
	var after []GroupTime
	byEvent, byGroup := map[int][]GroupTime{}, map[int][]GroupTime{}
	for _, e := range out.Effects {
		byEvent[e.Wave-e.Group] = append(byEvent[e.Wave-e.Group], e)
		if e.Wave >= e.Group {
			after = append(after, e)
			byGroup[e.Group] = append(byGroup[e.Group], e)
		}
	}
	if len(after) == 0 {
		return refuse("staggered difference in differences", ErrTooFew, "no effect after a start")
	}
	out.Overall = b.weigh(after, level)
	out.Dynamic, out.Groups = map[int]Estimate{}, map[int]Estimate{}
	for e, list := range byEvent {
		out.Dynamic[e] = b.weigh(list, level)
	}
	for g, list := range byGroup {
		out.Groups[g] = b.weigh(list, level)
	}
	return nil
}

// weigh averages effects by the size of their groups; that sizes are estimated too enters the
// influence.
func (b *balanced) weigh(list []GroupTime, level float64) Estimate {
	n := float64(len(b.y))
	share := map[int]float64{}
	for _, s := range b.start {
		share[s] += 1 / n
	}
	total := 0.0
	for _, e := range list {
		total += share[e.Group]
	}
	value, influence := 0.0, make([]float64, len(b.y))
	for _, e := range list {
		w := share[e.Group] / total
		value += w * e.Value
		axpy(influence, w, e.influence)
	}
	for u, s := range b.start {
		for _, e := range list {
			influence[u] += (indicator(s == e.Group) - share[e.Group]) / total * (e.Value - value)
		}
	}
	return fromInfluence(value, influence, level)
}
