// Two or more shares against each other, and two net promoter scores.
package statcmd

import (
	"fmt"
	"slices"
	"strconv"

	"dealervoice/analysis/stats"
)

// twoGroups splits row numbers by a column with exactly two values.
func (c *call) twoGroups(groups []string) (names [2]string, at [2][]int, err error) {
	all := levels(groups)
	if len(all) != 2 {
		return names, at, fmt.Errorf("column %s has %d values, not two: %q", c.text("group"), len(all), all)
	}
	names = [2]string{all[0], all[1]}
	if first := c.text("first"); first != "" {
		if !slices.Contains(all, first) {
			return names, at, fmt.Errorf("%w: --first %q is not a value of %s: %q", ErrUsage, first, c.text("group"), all)
		}
		if first == all[1] {
			names = [2]string{all[1], all[0]}
		}
	}
	for i, g := range groups {
		k := 0
		if g == names[1] {
			k = 1
		}
		at[k] = append(at[k], i)
	}
	return names, at, nil
}

func runShareDifference(c *call) (*result, error) {
	truth, groups, err := c.events("event", c.text("group"))
	if err != nil {
		return nil, err
	}
	names, at, err := c.twoGroups(groups)
	if err != nil {
		return nil, err
	}
	var shares [2]stats.Share
	for k := range at {
		for _, i := range at[k] {
			shares[k].Of++
			if truth[i] {
				shares[k].Count++
			}
		}
	}
	return compareShares(c, names, shares)
}

// compareShares prints every method on two shares.
func compareShares(c *call, names [2]string, shares [2]stats.Share) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	a, b := shares[0], shares[1]
	d, err := stats.Newcombe(a, b, level)
	if err != nil {
		return nil, err
	}
	r := &result{}
	for k, s := range shares {
		r.add("group", names[k]).set("k", float64(s.Count)).set("n", float64(s.Of)).set("share", s.Value())
	}
	row := r.add("compare", names[0]+" - "+names[1])
	row.set("difference", d.Value).set("low", d.Low).set("high", d.High).set("se_unpooled", d.SE)
	if z, err := stats.TwoProportionZ(a, b, stats.Pooled); err == nil {
		row.set("z", z.Z).set("p", z.P)
	} else {
		row.Refused = err.Error()
	}
	if z, err := stats.TwoProportionZ(a, b, stats.Unpooled); err == nil {
		row.set("z_unpooled", z.Z).set("p_unpooled", z.P)
	}
	ratio, err := stats.RiskRatio(a, b, level)
	row.maybe("ratio", ratio.Value, err)
	odds, err := stats.OddsRatio(a, b, level)
	row.maybe("odds_ratio", odds.Value, err)
	row.maybe("log_odds_se", odds.SE, err)
	t := stats.Table{
		{float64(a.Count), float64(a.Of - a.Count)},
		{float64(b.Count), float64(b.Of - b.Count)},
	}
	if x, err := stats.ChiSquare(t, stats.Uncorrected); err == nil {
		y, errY := stats.ChiSquare(t, stats.Corrected)
		f, errF := stats.Fisher(t)
		row.set("x2", x.X2).maybe("x2_yates", y.X2, errY).maybe("p_yates", y.P, errY).maybe("p_fisher", f, errF)
	}
	return r, nil
}

func runSharesOf(c *call) (*result, error) {
	ks, err := c.nums("k")
	if err != nil {
		return nil, err
	}
	ns, err := c.nums("n")
	if err != nil {
		return nil, err
	}
	if len(ks) != len(ns) || len(ks) < 2 {
		return nil, fmt.Errorf("%w: give as many k as n, at least two", ErrUsage)
	}
	var names []string
	var shares []stats.Share
	for i := range ks {
		names = append(names, strconv.Itoa(i+1))
		shares = append(shares, stats.Share{Count: int(ks[i]), Of: int(ns[i])})
	}
	if len(shares) > 2 {
		return severalShares(c, names, shares)
	}
	return compareShares(c, [2]string{names[0], names[1]}, [2]stats.Share{shares[0], shares[1]})
}

// severalShares tests equality and, over the groups in order, a trend.
func severalShares(c *call, names []string, shares []stats.Share) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	test, err := stats.SeveralProportions(shares)
	if err != nil {
		return nil, err
	}
	r := &result{}
	scores := make([]float64, len(names))
	numeric := true
	for i, s := range shares {
		e, err := stats.Proportion(s.Count, s.Of, level)
		if err != nil {
			return nil, err
		}
		r.add("group", names[i]).set("k", float64(s.Count)).set("n", float64(s.Of)).set("share", e.Value).set("low", e.Low).set("high", e.High)
		v, err := strconv.ParseFloat(names[i], 64)
		numeric = numeric && err == nil
		scores[i] = v
	}
	if !numeric {
		for i := range scores {
			scores[i] = float64(i + 1)
		}
	}
	row := r.add("test", "equal shares").set("x2", test.X2).set("df", test.DF).set("p", test.P).set("n", float64(test.N))
	if z, err := stats.TrendInShares(shares, scores); err == nil {
		row.set("trend_z", z.Z).set("trend_p", z.P)
	}
	return r, nil
}

// scores are the whole numbers 0..10 of a column; anything else is no answer.
func (c *call) scores(column string, more ...string) (*sample, []float64, error) {
	const kept = "\x00score"
	if err := c.data.Derive(kept + "=choose(in(" + column + ",0,1,2,3,4,5,6,7,8,9,10)," + column + ",\"\")"); err != nil {
		return nil, nil, err
	}
	numbers, words := []string{kept}, []string{}
	for i, m := range more {
		if i == 0 { // the weight
			numbers = append(numbers, m)
			continue
		}
		words = append(words, m)
	}
	s, err := c.take(wanted{numbers: numbers, words: words})
	if err != nil {
		return nil, nil, err
	}
	return s, s.numbers[kept], nil
}

func runNPS(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	s, xs, err := c.scores(c.text("y"), c.text("weight"), c.text("cluster"))
	if err != nil {
		return nil, err
	}
	if w := c.text("weight"); w != "" {
		return weightedNPS(xs, s.numbers[w], s.words[c.text("cluster")], level)
	}
	counts, err := stats.CountRecommend(xs)
	if err != nil {
		return nil, err
	}
	e, err := stats.NPS(counts.Promoters, counts.Passives, counts.Detractors, level)
	if err != nil {
		return nil, err
	}
	r, row := single()
	n := float64(counts.N())
	row.set("n", n).set("nps", e.Value).set("se", e.SE).set("low", e.Low).set("high", e.High)
	row.set("promoters", float64(counts.Promoters)/n).set("passives", float64(counts.Passives)/n).set("detractors", float64(counts.Detractors)/n)
	return r, nil
}

func weightedNPS(xs, weights []float64, clusters []string, level float64) (*result, error) {
	e, err := stats.WeightedNPS(xs, weights, clusters, level)
	if err != nil {
		return nil, err
	}
	r, row := single()
	row.set("n", float64(e.N)).set("nps", e.Value).set("se", e.SE).set("low", e.Low).set("high", e.High)
	row.set("promoters", e.Promoters).set("passives", e.Passives).set("detractors", e.Detractors)
	return r, nil
}

func runNPSDifference(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	s, xs, err := c.scores(c.text("y"), "", c.text("group"))
	if err != nil {
		return nil, err
	}
	names, at, err := c.twoGroups(s.words[c.text("group")])
	if err != nil {
		return nil, err
	}
	var counts [2]stats.Recommend
	r := &result{}
	for k := range at {
		var part []float64
		for _, i := range at[k] {
			part = append(part, xs[i])
		}
		if counts[k], err = stats.CountRecommend(part); err != nil {
			return nil, err
		}
		e, err := stats.NPS(counts[k].Promoters, counts[k].Passives, counts[k].Detractors, level)
		if err != nil {
			return nil, err
		}
		r.add("group", names[k]).set("n", float64(e.N)).set("nps", e.Value).set("se", e.SE)
	}
	d, err := stats.NPSDifference(counts[0], counts[1], level)
	if err != nil {
		return nil, err
	}
	row := r.add("compare", names[0]+" - "+names[1])
	row.set("difference", d.Value).set("se", d.SE).set("low", d.Low).set("high", d.High)
	row.set("z", d.Value/d.SE).set("p", stats.NormalP(d.Value/d.SE))
	return r, nil
}
