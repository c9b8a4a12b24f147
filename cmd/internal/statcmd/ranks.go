// Rank tests and correlations.
package statcmd

import (
	"dealervoice/analysis/stats"
)

func rankMethods() []method {
	const family = "ranks and correlations"
	group := must("group", text, "column with two values; W counts the pairs in which the first exceeds")
	first := may("first", text, "", "value of the first group; default the first in order")
	return []method{
		{name: "mann-whitney", family: family, short: "two independent groups by ranks; AUC = P(first > second) + half the ties",
			convention: "normal approximation with tie-corrected variance; continuity-corrected p, p_uncorrected beside it",
			flags:      []flag{must("y", text, "column of numbers"), group, first}, run: runMannWhitney},
		{name: "signed-rank", family: family, short: "pairs by ranks (Wilcoxon)",
			convention: "exact where there are no ties and no zeros and fewer than 50 pairs, else corrected normal without the zeros",
			flags: []flag{must("y", text, "column of numbers"), may("y2", text, "", "second column: y minus y2"),
				may("group", text, "", "instead of y2: column with two values"), may("unit", text, "", "with group: column that pairs rows"), first,
				may("side", text, "two", "alternative: two, greater, less")},
			run: runSignedRank},
		{name: "kruskal-wallis", family: family, short: "several independent groups by ranks", convention: "corrected for ties; chi-square",
			flags: []flag{must("y", text, "column of numbers"), must("group", text, "column of groups")}, run: runKruskal},
		{name: "friedman", family: family, short: "several measures of the same units by ranks", convention: "corrected for ties; chi-square",
			flags: []flag{must("y", list, "columns, one for each measure")}, run: runFriedman},
		{name: "correlation", family: family, short: "correlation of two columns, or of each column with --y",
			convention: "p by Student's t, interval by Fisher's z; kendall: tau-b with tie-corrected normal p",
			flags:      []flag{must("x", list, "columns"), must("y", text, "column"), may("kind", text, "pearson", "pearson, spearman or kendall")}, run: runCorrelation},
	}
}

func runMannWhitney(c *call) (*result, error) {
	names, parts, err := c.groupsOf(c.text("y"))
	if err != nil {
		return nil, err
	}
	m, err := stats.MannWhitney(parts[0], parts[1], stats.Corrected)
	if err != nil {
		return nil, err
	}
	u, err := stats.MannWhitney(parts[0], parts[1], stats.Uncorrected)
	if err != nil {
		return nil, err
	}
	r := &result{}
	row := r.add("compare", names[0]+" - "+names[1])
	row.set("n1", float64(len(parts[0]))).set("n2", float64(len(parts[1])))
	row.set("w", m.W).set("z", m.Z).set("p", m.P).set("p_uncorrected", u.P).set("auc", m.AUC)
	return r, nil
}

func runSignedRank(c *call) (*result, error) {
	a, b, err := c.pairsOf()
	if err != nil {
		return nil, err
	}
	word, err := c.one("side", "two", "greater", "less")
	if err != nil {
		return nil, err
	}
	side := map[string]stats.Side{"two": stats.TwoSided, "greater": stats.Greater, "less": stats.Less}[word]
	t, err := stats.SignedRank(a, b, side)
	if err != nil {
		return nil, err
	}
	r, row := single()
	kind := "corrected normal"
	if t.Exact {
		kind = "exact"
	}
	r.use("p", kind)
	row.set("pairs", float64(len(a))).set("n", float64(t.N)).set("v", t.W).set("z", t.Z).set("p", t.P)
	return r, nil
}

func runKruskal(c *call) (*result, error) {
	y, group := c.text("y"), c.text("group")
	s, err := c.take(wanted{measures: []string{y}, words: []string{group}})
	if err != nil {
		return nil, err
	}
	var parts [][]float64
	for _, name := range levels(s.words[group]) {
		var part []float64
		for i, g := range s.words[group] {
			if g == name {
				part = append(part, s.numbers[y][i])
			}
		}
		parts = append(parts, part)
	}
	t, err := stats.KruskalWallis(parts)
	if err != nil {
		return nil, err
	}
	r, row := single()
	row.set("n", float64(t.N)).set("h", t.X2).set("df", t.DF).set("p", t.P)
	return r, nil
}

func runFriedman(c *call) (*result, error) {
	names := c.list("y")
	s, err := c.take(wanted{measures: names})
	if err != nil {
		return nil, err
	}
	blocks := make([][]float64, s.n)
	for i := range blocks {
		for _, name := range names {
			blocks[i] = append(blocks[i], s.numbers[name][i])
		}
	}
	t, err := stats.Friedman(blocks)
	if err != nil {
		return nil, err
	}
	r, row := single()
	row.set("n", float64(t.N)).set("x2", t.X2).set("df", t.DF).set("p", t.P)
	return r, nil
}

func runCorrelation(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	word, err := c.one("kind", "pearson", "spearman", "kendall")
	if err != nil {
		return nil, err
	}
	y, r := c.text("y"), &result{}
	r.use("kind", word)
	for _, x := range c.list("x") {
		s, err := c.take(wanted{measures: []string{x, y}})
		if err != nil {
			return nil, err
		}
		row := r.add("item", x).set("n", float64(s.n))
		if word == "kendall" {
			tau, z, p, err := stats.Kendall(s.numbers[x], s.numbers[y])
			row.maybe("tau", tau, err).maybe("z", z, err).maybe("p", p, err)
			continue
		}
		correlate := stats.Pearson
		if word == "spearman" {
			correlate = stats.Spearman
		}
		k, err := correlate(s.numbers[x], s.numbers[y], level)
		row.maybe("r", k.R, err).maybe("p", k.P, err).maybe("low", k.Low, err).maybe("high", k.High, err)
	}
	return r, nil
}
