// Event study: did treated and untreated run alike before, and what happened after?
package stats

import (
	"fmt"
	"slices"
)

// Panel is one observation per unit and wave. Start is the wave in which the unit's treatment
// began, 0 for never.
type Panel struct {
	Y     []float64
	Unit  []string
	Wave  []int
	Start []int
}

func (p Panel) check(method string) error {
	n := len(p.Y)
	if len(p.Unit) != n || len(p.Wave) != n || len(p.Start) != n {
		return refuse(method, ErrShape, "%d values, %d units, %d waves, %d starts", n, len(p.Unit), len(p.Wave), len(p.Start))
	}
	if !finite(p.Y...) {
		return refuse(method, ErrNotFinite, "an observation")
	}
	type cell struct {
		unit string
		wave int
	}
	start, seen := map[string]int{}, map[cell]bool{}
	for i, u := range p.Unit {
		if s, known := start[u]; known && s != p.Start[i] {
			return refuse(method, ErrShape, "unit %s starts in waves %d and %d", u, s, p.Start[i])
		}
		start[u] = p.Start[i]
		c := cell{u, p.Wave[i]}
		if seen[c] {
			return refuse(method, ErrShape, "unit %s has two rows in wave %d", u, p.Wave[i])
		}
		seen[c] = true
	}
	return nil
}

// EventEffect is the effect a number of waves after (or before, negative) the start.
type EventEffect struct {
	Event int `json:"event"`
	TTest
}

// EventStudyFit are the effects by event time and the test of those before the start.
type EventStudyFit struct {
	Effects []EventEffect `json:"effects"`
	// PreTrend tests that all effects before -1 are zero; DF1 is 0 where there are none. That
	// it rejects nothing does not prove the trends alike.
	PreTrend FTest `json:"pre_trend"`
	Units    int   `json:"units"`
}

// EventStudy regresses on unit and wave effects and on the waves since the start, with the wave
// before the start as base, clustered by unit. Where starts are staggered and effects differ
// between starters it mixes them with wrong signs: use StaggeredDiD.
//
// Source: Jacobson, LaLonde & Sullivan (1993) Am. Econ. Rev. 83:685-709; on staggered starts Sun &
// Abraham (2021) J. Econometrics 225:175-199.
func EventStudy(p Panel, level float64) (EventStudyFit, error) {
	const method = "event study"
	if err := p.check(method); err != nil {
		return EventStudyFit{}, err
	}
	var x Columns
	waves := slices.Compact(slices.Sorted(slices.Values(p.Wave)))
	for _, w := range waves[min(1, len(waves)):] {
		x.Add(fmt.Sprintf("wave %d", w), p.dummy(func(i int) bool { return p.Wave[i] == w }))
	}
	events := p.events()
	if len(events) == 0 {
		return EventStudyFit{}, refuse(method, ErrOneGroup, "nobody is treated, or nobody was seen besides the wave before")
	}
	for _, e := range events {
		x.Add(eventName(e), p.dummy(func(i int) bool { return p.Start[i] > 0 && p.Wave[i]-p.Start[i] == e }))
	}
	g := groupsOf(p.Unit)
	var within Columns
	for j, name := range x.Names {
		within.Add(name, demean(x.Values[j], g))
	}
	f, err := OLS(demean(p.Y, g), within, nil)
	if err != nil {
		return EventStudyFit{}, err
	}
	v, err := f.Cluster(p.Unit, CR1S)
	if err != nil {
		return EventStudyFit{}, err
	}
	out := EventStudyFit{Units: g.count}
	var before []string
	for _, e := range events {
		j := f.Index(eventName(e))
		if f.Aliased[j] {
			return EventStudyFit{}, refuse(method, ErrSingular, "event time %d cannot be told from waves and units: are there units never treated?", e)
		}
		c := make([]float64, len(f.Names))
		c[j] = 1
		t, err := f.Combination(c, v, level)
		if err != nil {
			return EventStudyFit{}, err
		}
		out.Effects = append(out.Effects, EventEffect{Event: e, TTest: t})
		if e < -1 {
			before = append(before, eventName(e))
		}
	}
	if len(before) > 0 {
		out.PreTrend, err = f.Wald(before, v)
	}
	return out, err
}

func eventName(e int) string { return fmt.Sprintf("event %d", e) }

func (p Panel) dummy(is func(i int) bool) []float64 {
	out := make([]float64, len(p.Y))
	for i := range out {
		out[i] = indicator(is(i))
	}
	return out
}

// events are the event times that occur, but for -1.
func (p Panel) events() []int {
	var out []int
	for i, s := range p.Start {
		if e := p.Wave[i] - s; s > 0 && e != -1 {
			out = append(out, e)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
