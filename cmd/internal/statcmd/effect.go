// Effects of policies: difference in differences.
package statcmd

import (
	"fmt"
	"math"
	"slices"

	"dealervoice/analysis/stats"
)

func effectMethods() []method {
	const family = "effects"
	return []method{
		{name: "did", family: family, short: "difference in differences of two waves and two arms, on all available and on balanced units",
			convention: "all: means of everybody heard, variance v1+v2-2*cov*nb/(n1*n2), normal interval; balanced: Welch t of the units' changes",
			flags: []flag{must("arm", text, "column of arms"), must("treated", text, "value of the treated arm; the other one is the control"),
				may("y1", text, "", "wide file: column before"), may("y2", text, "", "wide file: column after"),
				may("y", text, "", "long file: column"), may("unit", text, "", "long file: column of units"),
				may("wave", text, "", "long file: column of waves; the first in order is before")},
			run: runDiD},
	}
}

func runDiD(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	treated, control, names, err := c.prePost()
	if err != nil {
		return nil, err
	}
	d, err := stats.DifferenceInDifferences(treated, control, level)
	if err != nil {
		return nil, err
	}
	r := &result{}
	for k, a := range []stats.ArmChange{d.Treated, d.Control} {
		set := func(what string, e stats.Estimate) {
			r.add("arm", names[k], "figure", what).set("n", float64(e.N)).set("value", e.Value).set("se", e.SE).set("low", e.Low).set("high", e.High)
		}
		set("before", a.Before)
		set("after", a.After)
		set("change, all", a.All)
		set("change, balanced", a.Balanced)
	}
	all := d.All
	r.add("effect", "all").set("value", all.Value).set("se", all.SE).set("low", all.Low).set("high", all.High)
	setT(r.add("effect", "balanced"), "value", d.Balanced)
	return r, nil
}

// prePost reads both arms from a wide or a long file.
func (c *call) prePost() (treated, control stats.PrePost, names [2]string, err error) {
	arm := c.text("arm")
	var before, after []float64
	var arms []string
	switch {
	case c.text("y1") != "" && c.text("y2") != "":
		s, err := c.gaps(wanted{measures: []string{c.text("y1"), c.text("y2")}, words: []string{arm}})
		if err != nil {
			return treated, control, names, err
		}
		before, after, arms = s.numbers[c.text("y1")], s.numbers[c.text("y2")], s.words[arm]
	case c.text("y") != "" && c.text("unit") != "" && c.text("wave") != "":
		before, after, arms, err = c.widen(c.text("y"), c.text("unit"), c.text("wave"), arm)
		if err != nil {
			return treated, control, names, err
		}
	default:
		return treated, control, names, usagef("give --y1 and --y2, or --y, --unit and --wave")
	}
	all := levels(arms)
	if len(all) != 2 || !slices.Contains(all, c.text("treated")) {
		return treated, control, names, fmt.Errorf("column %s has the values %q: two are needed, one of them %q", arm, all, c.text("treated"))
	}
	names = [2]string{c.text("treated"), all[0]}
	if all[0] == names[0] {
		names[1] = all[1]
	}
	for i, a := range arms {
		switch a {
		case names[0]:
			treated.Before, treated.After = append(treated.Before, before[i]), append(treated.After, after[i])
		case names[1]:
			control.Before, control.After = append(control.Before, before[i]), append(control.After, after[i])
		}
	}
	return treated, control, names, nil
}

// widen puts the two waves of each unit beside each other.
func (c *call) widen(y, unit, wave, arm string) (before, after []float64, arms []string, err error) {
	s, err := c.gaps(wanted{measures: []string{y}, words: []string{unit, wave, arm}})
	if err != nil {
		return nil, nil, nil, err
	}
	waves := levels(s.words[wave])
	if len(waves) != 2 {
		return nil, nil, nil, fmt.Errorf("column %s has %d values, not two: %q", wave, len(waves), waves)
	}
	at := map[string]int{}
	for i, u := range s.words[unit] {
		if u == "" || s.words[wave][i] == "" {
			continue
		}
		k, known := at[u]
		if !known {
			k = len(arms)
			at[u] = k
			before, after, arms = append(before, math.NaN()), append(after, math.NaN()), append(arms, s.words[arm][i])
		}
		if arms[k] != s.words[arm][i] {
			return nil, nil, nil, fmt.Errorf("unit %s is in two arms", u)
		}
		target := before
		if s.words[wave][i] == waves[1] {
			target = after
		}
		if !math.IsNaN(target[k]) {
			return nil, nil, nil, fmt.Errorf("unit %s has two rows in wave %s", u, s.words[wave][i])
		}
		target[k] = s.numbers[y][i]
	}
	return before, after, arms, nil
}
