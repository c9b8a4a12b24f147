// Tables of counts.
package statcmd

import (
	"fmt"

	"dealervoice/analysis/stats"
)

func tableMethods() []method {
	const family = "tables"
	return []method{
		{name: "crosstab", family: family, short: "chi-square of two columns, Cramer's V, cells with adjusted residuals",
			convention: "Pearson without correction; x2_yates for 2 x 2; residuals of Haberman: beyond +-2 a cell stands out",
			flags:      []flag{must("rows", text, "column"), must("cols", text, "column")}, run: runCrosstab},
		{name: "goodness-of-fit", family: family, short: "do counts of a column match given shares (sample-ratio mismatch)",
			convention: "chi-square",
			flags:      []flag{must("y", text, "column"), may("shares", list, "", "VALUE=SHARE for each value; default all equal")}, run: runFit},
		{name: "goodness-of", family: family, bare: true, short: "do counts match given shares",
			convention: "chi-square",
			flags:      []flag{must("counts", list, "counts"), may("shares", list, "", "shares; default all equal")}, run: runFitOf},
		{name: "adjust", family: family, short: "several comparisons: adjusted p values by every method",
			convention: "bonferroni, holm, hochberg, bh (Benjamini-Hochberg), by (Benjamini-Yekutieli); as R's p.adjust",
			flags:      []flag{must("p", text, "column of p values"), may("q", num, "0.05", "level at which rejections are counted")}, run: runAdjust},
	}
}

func runCrosstab(c *call) (*result, error) {
	rows, cols := c.text("rows"), c.text("cols")
	s, err := c.take(wanted{words: []string{rows, cols}})
	if err != nil {
		return nil, err
	}
	rowNames, colNames := levels(s.words[rows]), levels(s.words[cols])
	t := tabulate(s, [2]string{rows, cols}, rowNames, colNames)
	x, err := stats.ChiSquare(t, stats.Uncorrected)
	if err != nil {
		return nil, err
	}
	r := &result{}
	row := r.add("test", rows+" x "+cols).set("n", float64(x.N)).set("x2", x.X2).set("df", x.DF).set("p", x.P).set("v", x.V).set("small_cells", x.Small)
	if len(rowNames) == 2 && len(colNames) == 2 {
		y, err := stats.ChiSquare(t, stats.Corrected)
		row.maybe("x2_yates", y.X2, err).maybe("p_yates", y.P, err)
		f, err := stats.Fisher(t)
		row.maybe("p_fisher", f, err)
	}
	for i, a := range rowNames {
		for j, b := range colNames {
			r.add(rows, a, cols, b).set("count", t[i][j]).set("expected", x.Expected[i][j]).set("adjusted", x.Adjusted[i][j])
		}
	}
	return r, nil
}

func tabulate(s *sample, columns [2]string, rowNames, colNames []string) stats.Table {
	rowAt, colAt := positions(rowNames), positions(colNames)
	t := make(stats.Table, len(rowNames))
	for i := range t {
		t[i] = make([]float64, len(colNames))
	}
	for i, a := range s.words[columns[0]] {
		t[rowAt[a]][colAt[s.words[columns[1]][i]]]++
	}
	return t
}

func positions(names []string) map[string]int {
	out := map[string]int{}
	for i, n := range names {
		out[n] = i
	}
	return out
}

func runFit(c *call) (*result, error) {
	y := c.text("y")
	s, err := c.take(wanted{words: []string{y}})
	if err != nil {
		return nil, err
	}
	given, err := c.pairs("shares")
	if err != nil {
		return nil, err
	}
	names := levels(s.words[y])
	counts := make([]float64, len(names))
	at := positions(names)
	for _, w := range s.words[y] {
		counts[at[w]]++
	}
	shares := make([]float64, len(names))
	for i, n := range names {
		shares[i] = 1 / float64(len(names))
		if len(given) == 0 {
			continue
		}
		if _, err := fmt.Sscan(given[n], &shares[i]); err != nil {
			return nil, usagef("--shares gives none for %q", n)
		}
	}
	return fit(counts, shares)
}

func fit(counts, shares []float64) (*result, error) {
	t, err := stats.GoodnessOfFit(counts, shares)
	if err != nil {
		return nil, err
	}
	r, row := single()
	row.set("n", float64(t.N)).set("x2", t.X2).set("df", t.DF).set("p", t.P)
	return r, nil
}

func runFitOf(c *call) (*result, error) {
	counts, err := c.nums("counts")
	if err != nil {
		return nil, err
	}
	shares, err := c.nums("shares")
	if err != nil {
		return nil, err
	}
	if len(shares) == 0 {
		for range counts {
			shares = append(shares, 1/float64(len(counts)))
		}
	}
	return fit(counts, shares)
}

func runAdjust(c *call) (*result, error) {
	s, err := c.take(wanted{measures: []string{c.text("p")}})
	if err != nil {
		return nil, err
	}
	q, err := c.num("q")
	if err != nil {
		return nil, err
	}
	ps, r := s.numbers[c.text("p")], &result{}
	kinds := []stats.Adjustment{stats.Bonferroni, stats.Holm, stats.Hochberg, stats.BenjaminiHochberg, stats.BenjaminiYekutieli}
	names := []string{"bonferroni", "holm", "hochberg", "bh", "by"}
	adjusted := make([][]float64, len(kinds))
	for k, kind := range kinds {
		if adjusted[k], err = stats.AdjustP(ps, kind); err != nil {
			return nil, err
		}
	}
	for i, p := range ps {
		row := r.add("row", fmt.Sprint(i+1)).set("p", p)
		for k, name := range names {
			row.set(name, adjusted[k][i])
		}
	}
	row := r.add("rejected", "at q").set("q", q)
	for k, name := range names {
		n := 0
		for _, p := range adjusted[k] {
			if p <= q {
				n++
			}
		}
		row.set(name, float64(n))
	}
	return r, nil
}
