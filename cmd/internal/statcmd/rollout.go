// Roll-outs over several waves: event study and staggered starts.
package statcmd

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"dealervoice/analysis/stats"
)

func rolloutMethods() []method {
	const family = "effects"
	panel := []flag{must("y", text, "column of numbers"), must("unit", text, "column of units"), must("wave", text, "column of waves, whole numbers from 1"),
		must("start", text, "wave in which the unit's treatment began; 0 or empty for never")}
	return []method{
		{name: "event-study", family: family, short: "effects by waves since the start, with a test of the waves before",
			convention: "unit and wave effects, base the wave before the start, CR1S by unit; with staggered starts use staggered",
			flags:      panel, run: runEventStudy},
		{name: "staggered", family: family, short: "staggered starts: group-time effects and their averages (Callaway and Sant'Anna)",
			convention: "no covariates, balanced panel, varying base before the start, influence-function s.e., pointwise intervals",
			flags:      append(panel, may("control", text, "never", "never: units never treated; not-yet: all not treated by then")), run: runStaggered},
	}
}

// panel reads units by waves; a missing start is never.
func (c *call) panel() (stats.Panel, error) {
	y, unit, wave, start := c.text("y"), c.text("unit"), c.text("wave"), c.text("start")
	const begins = "\x00start"
	if err := c.data.Derive(begins + "=either(" + start + ",0)"); err != nil {
		return stats.Panel{}, err
	}
	s, err := c.take(wanted{measures: []string{y}, numbers: []string{wave, begins}, words: []string{unit}})
	if err != nil {
		return stats.Panel{}, err
	}
	p := stats.Panel{Y: s.numbers[y], Unit: s.words[unit]}
	for i := range s.n {
		w, b := s.numbers[wave][i], s.numbers[begins][i]
		if w != math.Trunc(w) || b != math.Trunc(b) || w < 1 || b < 0 {
			return stats.Panel{}, fmt.Errorf("unit %s: wave %v and start %v are not whole numbers from 1 (start 0: never)", p.Unit[i], w, b)
		}
		p.Wave, p.Start = append(p.Wave, int(w)), append(p.Start, int(b))
	}
	return p, nil
}

func runEventStudy(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	p, err := c.panel()
	if err != nil {
		return nil, err
	}
	f, err := stats.EventStudy(p, level)
	if err != nil {
		return nil, err
	}
	r := &result{}
	for _, e := range f.Effects {
		setT(r.add("event", fmt.Sprint(e.Event)), "effect", e.TTest)
	}
	if f.PreTrend.DF1 > 0 {
		r.add("test", "before the start").set("f", f.PreTrend.F).set("df1", f.PreTrend.DF1).set("df2", f.PreTrend.DF2).set("p", f.PreTrend.P)
	}
	if f.Units < 10 {
		r.note("%d units: cluster-robust standard errors are too small below about ten", f.Units)
	}
	return r, nil
}

func runStaggered(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	word, err := c.one("control", "never", "not-yet")
	if err != nil {
		return nil, err
	}
	p, err := c.panel()
	if err != nil {
		return nil, err
	}
	s, err := stats.StaggeredDiD(p, map[string]stats.Comparison{"never": stats.NeverTreated, "not-yet": stats.NotYetTreated}[word], level)
	if err != nil {
		return nil, err
	}
	r := &result{}
	r.use("control", word)
	set := func(row *row, e stats.Estimate) {
		row.set("effect", e.Value).set("se", e.SE).set("low", e.Low).set("high", e.High)
	}
	set(r.add("average", "overall"), s.Overall)
	for _, e := range slices.Sorted(maps.Keys(s.Dynamic)) {
		set(r.add("event", fmt.Sprint(e)), s.Dynamic[e])
	}
	for _, g := range slices.Sorted(maps.Keys(s.Groups)) {
		set(r.add("starters", fmt.Sprint(g)), s.Groups[g])
	}
	for _, e := range s.Effects {
		set(r.add("group", fmt.Sprint(e.Group), "wave", fmt.Sprint(e.Wave)), e.Estimate)
	}
	return r, nil
}
