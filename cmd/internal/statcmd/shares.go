// Shares, their intervals and comparisons; the net promoter score.
package statcmd

import (
	"fmt"

	"dealervoice/analysis/stats"
)

func shareMethods() []method {
	const family = "shares"
	event := must("event", text, "expression that is true for those who count, e.g. 'y >= 4'")
	group := must("group", text, "column with two values; the estimate is first minus second")
	first := may("first", text, "", "value of the first group; default the first in order")
	return []method{
		{name: "share", family: family, short: "share of rows for which an expression is true",
			convention: "Wilson score interval without continuity correction; exact = Clopper-Pearson; rows where the expression is missing are left out",
			flags:      []flag{event}, run: runShare},
		{name: "box", family: family, short: "top box or bottom box of each column",
			convention: "share of valid answers at or above --top, or at or below --bottom; Wilson interval",
			flags:      []flag{must("y", list, "columns"), may("top", num, "", "from this answer up"), may("bottom", num, "", "up to this answer")}, run: runBox},
		{name: "share-difference", family: family, short: "difference of two independent shares: Newcombe, z, ratio, odds, Fisher, chi-square",
			convention: "interval by Newcombe's method 10; z pooled (z_unpooled beside it); chi-square without and with Yates' correction",
			flags:      []flag{event, group, first}, run: runShareDifference},
		{name: "share-paired", family: family, short: "change of a share in the same units: McNemar",
			convention: "chi-square without and with Edwards' continuity correction; Wald interval of the change",
			flags:      []flag{must("event", text, "expression, true at the first time"), must("event2", text, "expression, true at the second time")}, run: runSharePaired},
		{name: "share-groups", family: family, short: "are the shares of several groups equal; is there a trend",
			convention: "chi-square without correction; Cochran-Armitage trend over the groups in order, scored 1, 2, 3 or by their numbers",
			flags:      []flag{event, must("group", text, "column of groups")}, run: runShareGroups},
		{name: "nps", family: family, short: "net promoter score in points, and shares of promoters, passives, detractors",
			convention: "promoters 9-10, detractors 0-6, other numbers are no answers; variance (p+d-(p-d)^2)/n, normal interval; with --weight a linearised variance between clusters or respondents",
			flags:      []flag{must("y", text, "column of scores 0..10"), may("weight", text, "", "column of weights"), may("cluster", text, "", "column of clusters, with weights")}, run: runNPS},
		{name: "nps-difference", family: family, short: "difference of the net promoter scores of two groups",
			convention: "variances (p+d-(p-d)^2)/n added; normal z and interval",
			flags:      []flag{must("y", text, "column of scores 0..10"), group, first}, run: runNPSDifference},
		{name: "share-of", family: family, bare: true, short: "interval of k of n",
			convention: "Wilson; exact = Clopper-Pearson",
			flags:      []flag{must("k", whole, "how many"), must("n", whole, "of how many")}, run: runShareOf},
		{name: "shares-of", family: family, bare: true, short: "comparison of k1 of n1 with k2 of n2",
			convention: "as share-difference",
			flags:      []flag{must("k", list, "k1,k2"), must("n", list, "n1,n2; more than two give the test of equal shares only")}, run: runSharesOf},
		{name: "mcnemar-of", family: family, bare: true, short: "McNemar from counts",
			convention: "as share-paired",
			flags:      []flag{must("yes-no", whole, "first yes, then no"), must("no-yes", whole, "first no, then yes"), must("n", whole, "all units")}, run: runMcNemarOf},
	}
}

// events gives the truth of --event for the rows where it is not missing, with a group.
func (c *call) events(flag, group string) (truth []bool, groups []string, err error) {
	const column = "\x00event"
	if err := c.data.Derive(column + "=" + c.text(flag)); err != nil {
		return nil, nil, err
	}
	s, err := c.take(wanted{numbers: []string{column}, words: []string{group}})
	if err != nil {
		return nil, nil, err
	}
	for _, v := range s.numbers[column] {
		truth = append(truth, v != 0)
	}
	return truth, s.words[group], nil
}

func countTrue(truth []bool) int {
	n := 0
	for _, t := range truth {
		if t {
			n++
		}
	}
	return n
}

func runShare(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	truth, _, err := c.events("event", "")
	if err != nil {
		return nil, err
	}
	return shareResult(countTrue(truth), len(truth), level)
}

func shareResult(k, n int, level float64) (*result, error) {
	e, err := stats.Proportion(k, n, level)
	if err != nil {
		return nil, err
	}
	exact, err := stats.ClopperPearson(k, n, level)
	if err != nil {
		return nil, err
	}
	r, row := single()
	row.set("k", float64(k)).set("n", float64(n)).set("share", e.Value).set("se", e.SE)
	row.set("low", e.Low).set("high", e.High).set("exact_low", exact.Low).set("exact_high", exact.High)
	return r, nil
}

func runShareOf(c *call) (*result, error) {
	k, err := c.whole("k")
	if err != nil {
		return nil, err
	}
	n, err := c.whole("n")
	if err != nil {
		return nil, err
	}
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	return shareResult(k, n, level)
}

func runBox(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	if c.given("top") == c.given("bottom") {
		return nil, fmt.Errorf("%w: give --top or --bottom", ErrUsage)
	}
	name := "top"
	if c.given("bottom") {
		name = "bottom"
	}
	cut, err := c.num(name)
	if err != nil {
		return nil, err
	}
	r := &result{}
	for _, item := range c.list("y") {
		s, err := c.take(wanted{measures: []string{item}})
		if err != nil {
			return nil, err
		}
		k := 0
		for _, v := range s.numbers[item] {
			if name == "top" && v >= cut || name == "bottom" && v <= cut {
				k++
			}
		}
		row := r.add("item", item).set("k", float64(k)).set("n", float64(s.n))
		e, err := stats.Proportion(k, s.n, level)
		row.maybe("share", e.Value, err)
		if err == nil {
			row.set("low", e.Low).set("high", e.High)
		}
	}
	return r, nil
}

func runSharePaired(c *call) (*result, error) {
	const first, second = "\x00first", "\x00second"
	if err := c.data.Derive(first + "=" + c.text("event")); err != nil {
		return nil, err
	}
	if err := c.data.Derive(second + "=" + c.text("event2")); err != nil {
		return nil, err
	}
	s, err := c.take(wanted{numbers: []string{first, second}})
	if err != nil {
		return nil, err
	}
	yesNo, noYes := 0, 0
	for i := range s.numbers[first] {
		a, b := s.numbers[first][i] != 0, s.numbers[second][i] != 0
		if a && !b {
			yesNo++
		}
		if b && !a {
			noYes++
		}
	}
	return mcNemar(c, yesNo, noYes, s.n)
}

func mcNemar(c *call, yesNo, noYes, n int) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	m, err := stats.McNemar(yesNo, noYes, n, level)
	if err != nil {
		return nil, err
	}
	r, row := single()
	row.set("n", float64(n)).set("yes_no", float64(yesNo)).set("no_yes", float64(noYes))
	row.set("difference", m.Value).set("se", m.SE).set("low", m.Low).set("high", m.High)
	row.set("x2", m.X2).set("p", m.P).set("x2_corrected", m.X2Corrected).set("p_corrected", m.PCorrected)
	return r, nil
}

func runMcNemarOf(c *call) (*result, error) {
	var v [3]int
	for i, name := range []string{"yes-no", "no-yes", "n"} {
		n, err := c.whole(name)
		if err != nil {
			return nil, err
		}
		v[i] = n
	}
	return mcNemar(c, v[0], v[1], v[2])
}

func runShareGroups(c *call) (*result, error) {
	truth, groups, err := c.events("event", c.text("group"))
	if err != nil {
		return nil, err
	}
	names := levels(groups)
	shares := make([]stats.Share, len(names))
	for i, name := range names {
		for k, g := range groups {
			if g == name {
				shares[i].Of++
				if truth[k] {
					shares[i].Count++
				}
			}
		}
	}
	return severalShares(c, names, shares)
}
