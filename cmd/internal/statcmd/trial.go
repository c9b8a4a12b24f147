// Trials: equivalence, adjustment for the measure before, placebos, monitoring, sensitive items.
package statcmd

import (
	"strconv"

	"dealervoice/analysis/stats"
)

func trialMethods() []method {
	const family = "experiments and choices"
	y, group := must("y", text, "column of numbers"), must("group", text, "column with two values; the estimate is first minus second")
	first := may("first", text, "", "value of the first group; default the first in order")
	return []method{
		{name: "equivalence", family: family, short: "is the difference of two means inside margins that do not matter (TOST)",
			convention: "two one-sided Welch tests; interval at 1-2*alpha",
			flags:      []flag{y, group, first, must("low", num, "lower margin"), must("high", num, "upper margin"), may("alpha", num, "0.05", "level of each test")}, run: runEquivalence},
		{name: "cuped", family: family, short: "difference of two means with a measure from before taken out",
			convention: "theta = cov(before, y)/var(before) over both arms; Welch on the adjusted outcomes",
			flags:      []flag{y, must("before", text, "column from before"), group, first}, run: runCuped},
		{name: "placebo", family: family, short: "permutation test of a difference of means",
			convention: "all ways where there are at most 20,000, else --rounds drawn with --seed, p = (1+hits)/(1+rounds)",
			flags:      []flag{y, group, first, may("rounds", whole, "10000", "ways to draw"), may("seed", whole, "1", "seed of the draws")}, run: runPlacebo},
		{name: "monitor", family: family, short: "difference of means that may be looked at any time: confidence sequence and mixture SPRT",
			convention: "asymptotic confidence sequence tightest at --tuning observations; SPRT mixed over effects with s.d. --tau",
			flags:      []flag{y, group, first, may("tuning", num, "5000", "observations at which the sequence is tightest"), may("tau", num, "0.1", "s.d. of effects for the SPRT")}, run: runMonitor},
		{name: "item-count", family: family, short: "share that holds a sensitive item, from counts of long and short lists",
			convention: "difference of means, Welch; design test by Blair and Imai with Bonferroni",
			flags:      []flag{must("y", text, "column of counts"), must("group", text, "column with two values"), must("long", text, "value of the group with the sensitive item"), must("items", whole, "other items of the list")}, run: runItemCount},
	}
}

// armMoments gives the moments of --y in the two groups.
func (c *call) armMoments() (names [2]string, m [2]stats.Moments, err error) {
	names, parts, err := c.groupsOf(c.text("y"))
	if err != nil {
		return names, m, err
	}
	for k := range parts {
		if m[k], err = stats.MomentsOf(parts[k]); err != nil {
			return names, m, err
		}
	}
	return names, m, nil
}

func runEquivalence(c *call) (*result, error) {
	v, err := c.numbers("low", "high", "alpha")
	if err != nil {
		return nil, err
	}
	names, m, err := c.armMoments()
	if err != nil {
		return nil, err
	}
	e, err := stats.TOST(m[0], m[1], stats.Interval{Low: v[0], High: v[1]}, v[2])
	if err != nil {
		return nil, err
	}
	r := &result{}
	row := r.add("compare", names[0]+" - "+names[1])
	row.set("difference", e.Value).set("se", e.SE).set("df", e.DF).set("low", e.Low).set("high", e.High)
	row.set("p_low", e.PLow).set("p_high", e.PHigh).set("p", e.P)
	return r, nil
}

func runCuped(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	y, before, group := c.text("y"), c.text("before"), c.text("group")
	s, err := c.take(wanted{measures: []string{y, before}, words: []string{group}})
	if err != nil {
		return nil, err
	}
	names, at, err := c.twoGroups(s.words[group])
	if err != nil {
		return nil, err
	}
	var arms [2]stats.Arm
	for k := range at {
		for _, i := range at[k] {
			arms[k].Y = append(arms[k].Y, s.numbers[y][i])
			arms[k].Before = append(arms[k].Before, s.numbers[before][i])
		}
	}
	e, err := stats.CUPED(arms[0], arms[1], level)
	if err != nil {
		return nil, err
	}
	r := &result{}
	compare := names[0] + " - " + names[1]
	setT(r.add("compare", compare, "way", "adjusted"), "difference", e.TTest).set("theta", e.Theta).set("reduction", e.Reduction)
	setT(r.add("compare", compare, "way", "plain"), "difference", e.Plain)
	return r, nil
}

func runPlacebo(c *call) (*result, error) {
	rounds, err := c.whole("rounds")
	if err != nil {
		return nil, err
	}
	seed, err := strconv.ParseUint(c.text("seed"), 10, 64)
	if err != nil {
		return nil, usagef("--seed %q is not a whole number from 0", c.text("seed"))
	}
	names, parts, err := c.groupsOf(c.text("y"))
	if err != nil {
		return nil, err
	}
	p, err := stats.Permutation(parts[0], parts[1], rounds, seed)
	if err != nil {
		return nil, err
	}
	r := &result{}
	if p.Exact {
		r.use("ways", "all")
	} else {
		r.use("ways", "drawn with seed "+c.text("seed"))
	}
	r.add("compare", names[0]+" - "+names[1]).set("difference", p.Difference).set("p", p.P).set("rounds", float64(p.Rounds))
	return r, nil
}

func runMonitor(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	v, err := c.numbers("tuning", "tau")
	if err != nil {
		return nil, err
	}
	names, m, err := c.armMoments()
	if err != nil {
		return nil, err
	}
	e, err := stats.ConfidenceSequence(m[0], m[1], v[0], level)
	if err != nil {
		return nil, err
	}
	ratio, p, err := stats.MixtureSPRT(m[0], m[1], v[1])
	if err != nil {
		return nil, err
	}
	r := &result{}
	r.add("compare", names[0]+" - "+names[1]).set("n", float64(e.N)).set("difference", e.Value).set("se", e.SE).
		set("low", e.Low).set("high", e.High).set("sprt_ratio", ratio).set("sprt_p", p)
	return r, nil
}

func runItemCount(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	items, err := c.whole("items")
	if err != nil {
		return nil, err
	}
	names, parts, err := c.groupsOf(c.text("y"))
	if err != nil {
		return nil, err
	}
	switch c.text("long") {
	case names[0]:
	case names[1]:
		parts[0], parts[1] = parts[1], parts[0]
	default:
		return nil, usagef("--long %q is not a value of %s: %q", c.text("long"), c.text("group"), names)
	}
	e, err := stats.ItemCountShare(parts[0], parts[1], items, level)
	if err != nil {
		return nil, err
	}
	r, row := single()
	setT(row, "share", e.TTest).set("design_p", e.DesignP)
	if e.DesignP < 0.05 {
		r.note("the sensitive item seems to change the other answers (p %.3g): do not trust the share", e.DesignP)
	}
	return r, nil
}
