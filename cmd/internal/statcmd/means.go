// Comparisons of means.
package statcmd

import (
	"dealervoice/analysis/stats"
)

func meanTestMethods() []method {
	const family = "means"
	y, group := must("y", list, "columns of numbers"), must("group", text, "column with two values; the estimate is first minus second")
	first := may("first", text, "", "value of the first group; default the first in order")
	return []method{
		{name: "welch", family: family, short: "difference of two independent means, unequal variances; Cohen's d and Hedges' g beside it",
			convention: "Welch-Satterthwaite df; d by the pooled s.d.; g = d*(1-3/(4*df-1))",
			flags:      []flag{y, group, first}, run: withMoments(stats.Welch)},
		{name: "pooled-t", family: family, short: "difference of two independent means, equal variances",
			convention: "pooled variance, n1+n2-2 degrees of freedom",
			flags:      []flag{y, group, first}, run: withMoments(stats.PooledT)},
		{name: "relative-lift", family: family, short: "change of a mean relative to the first group's (control), delta method",
			convention: "s.e. sqrt(vb/ma^2 + va*mb^2/ma^4); Welch-Satterthwaite df; value is second/first - 1",
			flags:      []flag{y, group, first}, run: withMoments(stats.RelativeLift)},
		{name: "paired-t", family: family, short: "difference of two measures of the same units",
			convention: "s.e. of the differences, n-1 degrees of freedom",
			flags: []flag{must("y", text, "column of numbers"), may("y2", text, "", "second column: y minus y2 in each row"),
				may("group", text, "", "instead of y2: column with two values"), may("unit", text, "", "with group: column that pairs rows"), first},
			run: runPaired},
		{name: "t", family: family, short: "mean against a value", convention: "n-1 degrees of freedom; the estimate is mean minus mu",
			flags: []flag{y, may("mu", num, "0", "value to compare with")}, run: runOneSample},
		{name: "welch-of", family: family, bare: true, short: "Welch and relative lift from sums, squares and counts of two arms",
			convention: "variance (ss - s^2/n)/(n-1); estimate is second minus first",
			flags:      []flag{must("sum", list, "sum of each arm"), must("squares", list, "sum of squares of each arm"), must("n", list, "observations of each arm")}, run: runWelchOf},
	}
}

func withMoments(test func(a, b stats.Moments, level float64) (stats.TTest, error)) func(*call) (*result, error) {
	return func(c *call) (*result, error) {
		r := &result{}
		for _, y := range c.list("y") {
			if err := momentsOf(c, r, y, test); err != nil {
				if len(c.list("y")) == 1 {
					return nil, err
				}
				r.add("item", y).Refused = err.Error()
			}
		}
		return r, nil
	}
}

func momentsOf(c *call, r *result, y string, test func(a, b stats.Moments, level float64) (stats.TTest, error)) error {
	level, err := c.level()
	if err != nil {
		return err
	}
	names, parts, err := c.groupsOf(y)
	if err != nil {
		return err
	}
	var m [2]stats.Moments
	for k := range parts {
		if m[k], err = stats.MomentsOf(parts[k]); err != nil {
			return err
		}
	}
	t, err := test(m[0], m[1], level)
	if err != nil {
		return err
	}
	row := r.add("item", y, "compare", names[0]+" - "+names[1])
	row.set("n1", float64(m[0].N)).set("mean1", m[0].Mean).set("sd1", m[0].SD)
	row.set("n2", float64(m[1].N)).set("mean2", m[1].Mean).set("sd2", m[1].SD)
	setT(row, "difference", t)
	d, err := stats.CohenD(m[0], m[1])
	row.maybe("d", d, err)
	g, err := stats.HedgesG(m[0], m[1])
	row.maybe("g", g, err)
	return nil
}

// groupsOf gives the values of y in the two groups of --group.
func (c *call) groupsOf(y string) (names [2]string, parts [2][]float64, err error) {
	group := c.text("group")
	s, err := c.take(wanted{measures: []string{y}, words: []string{group}})
	if err != nil {
		return names, parts, err
	}
	names, at, err := c.twoGroups(s.words[group])
	if err != nil {
		return names, parts, err
	}
	for k := range at {
		for _, i := range at[k] {
			parts[k] = append(parts[k], s.numbers[y][i])
		}
	}
	return names, parts, nil
}

// setT adds the figures of a t test under the name of its estimate.
func setT(row *row, name string, t stats.TTest) *row {
	return row.set(name, t.Value).set("se", t.SE).set("t", t.T).set("df", t.DF).set("p", t.P).set("low", t.Low).set("high", t.High)
}

func runPaired(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	a, b, err := c.pairsOf()
	if err != nil {
		return nil, err
	}
	t, err := stats.PairedT(a, b, level)
	if err != nil {
		return nil, err
	}
	r, row := single()
	row.set("n", float64(t.N))
	setT(row, "difference", t)
	return r, nil
}

func runOneSample(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	mu, err := c.num("mu")
	if err != nil {
		return nil, err
	}
	r := &result{}
	for _, y := range c.list("y") {
		s, err := c.take(wanted{measures: []string{y}})
		if err != nil {
			return nil, err
		}
		t, err := stats.OneSampleT(s.numbers[y], mu, level)
		row := r.add("item", y).set("n", float64(s.n))
		if err != nil {
			row.Refused = err.Error()
			continue
		}
		setT(row, "difference", t)
	}
	return r, nil
}

func runWelchOf(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	var v [3][]float64
	for i, name := range []string{"sum", "squares", "n"} {
		if v[i], err = c.nums(name); err != nil {
			return nil, err
		}
		if len(v[i]) != 2 {
			return nil, usagef("--%s takes two numbers", name)
		}
	}
	var m [2]stats.Moments
	for k := range m {
		if m[k], err = stats.MomentsFromSums(v[0][k], v[1][k], int(v[2][k])); err != nil {
			return nil, err
		}
	}
	w, err := stats.Welch(m[1], m[0], level)
	if err != nil {
		return nil, err
	}
	l, err := stats.RelativeLift(m[0], m[1], level)
	if err != nil {
		return nil, err
	}
	r := &result{}
	setT(r.add("effect", "absolute"), "difference", w)
	setT(r.add("effect", "relative"), "difference", l)
	return r, nil
}
