// Estimates from a designed sample: weights, strata, clusters, finite population, known margins.
package statcmd

import (
	"fmt"
	"math"
	"strconv"

	"dealervoice/analysis/stats"
)

func sampleMethods() []method {
	const family = "designed samples"
	design := []flag{
		may("weight", text, "", "column of weights; default all 1"),
		may("strata", text, "", "column of strata"), may("cluster", list, "", "column of clusters"),
		may("population", text, "", "column: units (clusters) of the population in the row's stratum"),
		may("post", text, "", "post-stratify to this column"), may("targets", list, "", "VALUE=POPULATION for --post"),
	}
	domain := may("domain", text, "", "work out the figure for each value of this column, inside the whole design")
	with := func(own ...flag) []flag { return append(own, design...) }
	const convention = "linearised variance, cluster totals within strata, 1-n/N; t on clusters minus strata; post-stratified variance from residuals"
	return []method{
		{name: "sample-mean", family: family, short: "weighted mean, or shares of a column of words, with design effect", convention: convention + "; design effect against simple random sampling without replacement",
			flags: with(must("y", list, "columns"), domain), run: runSampleMean},
		{name: "sample-total", family: family, short: "estimated population total, or counts of a column of words", convention: convention,
			flags: with(must("y", list, "columns"), domain), run: runSampleTotal},
		{name: "sample-ratio", family: family, short: "ratio of two totals", convention: convention,
			flags: with(must("y", text, "numerator"), must("x", text, "denominator"), domain), run: runSampleRatio},
		{name: "sample-quantile", family: family, short: "weighted quantiles", convention: "inverse of the weighted distribution",
			flags: []flag{must("y", list, "columns"), may("weight", text, "", "column of weights; default all 1"), may("p", list, "0.25,0.5,0.75", "which quantiles")}, run: runSampleQuantile},
		{name: "sample-quantile-interval", family: family, short: "weighted quantiles with Woodruff's interval under the design",
			convention: "share at or below the quantile: linearised, t on clusters minus strata; its ends read back through the weighted distribution (R's svyquantile, interval.type mean, qrule math); s.e. width/2t; no interval where an end leaves 0 to 1",
			flags:      with(must("y", list, "columns"), may("p", list, "0.25,0.5,0.75", "which quantiles"), domain), run: runWoodruff},
		{name: "sample-regression", family: family, short: "weighted regression with the design's variance", convention: convention + "; t on design df + 1 - coefficients",
			flags: append(termFlags(), design...), run: runSampleRegression},
		{name: "sample-crosstab", family: family, short: "chi-square of a designed sample: Rao-Scott first and second order, Wald",
			convention: "X2 of weighted counts scaled to n; F with Satterthwaite degrees of freedom is the default",
			flags:      with(must("rows", text, "column"), must("cols", text, "column")), run: runSampleCrosstab},
		{name: "post-stratify", family: family, short: "weights after post-stratification", convention: "weights of a group sum to its population",
			flags: with(), run: runPostStratify},
		{name: "rake", family: family, short: "weights raked to several margins, with an account of convergence, trimming and cost",
			convention: "margins by turns; Kish's effect; not converged is said, with the worst margin",
			flags: []flag{may("weight", text, "", "column of weights to start from; default all 1"), must("margin", list, "COLUMN:VALUE=TARGET for each value of each margin"),
				may("rounds", whole, "100", "most rounds"), may("tolerance", num, "1e-9", "largest deviation of a margin as a part of its target"),
				may("max-ratio", num, "0", "trim weights to at most this many times their mean; 0: no trimming"), may("y", list, "", "columns whose mean is shown before and after")}, run: runRake},
	}
}

// design reads weights, strata, clusters, population and post-stratification of all rows.
func (c *call) design() (stats.SampleDesign, error) {
	var d stats.SampleDesign
	n := c.data.Rows()
	d.Weights = make([]float64, n)
	for i := range d.Weights {
		d.Weights[i] = 1
	}
	for _, col := range []struct {
		flag string
		to   *[]float64
	}{{"weight", &d.Weights}, {"population", &d.Population}} {
		if name := c.text(col.flag); name != "" {
			v, err := c.data.Numbers(name)
			if err != nil {
				return d, err
			}
			*col.to = v
		}
	}
	var err error
	if name := c.text("strata"); name != "" {
		if d.Strata, err = c.data.Words(name); err != nil {
			return d, err
		}
	}
	if names := c.list("cluster"); len(names) > 0 {
		if len(names) > 1 {
			return d, usagef("--cluster takes one column here")
		}
		if d.Clusters, err = c.data.Words(names[0]); err != nil {
			return d, err
		}
	}
	post := c.text("post")
	if post == "" {
		return d, nil
	}
	groups, err := c.data.Words(post)
	if err != nil {
		return d, err
	}
	targets, err := c.targets("targets")
	if err != nil {
		return d, err
	}
	return stats.PostStratify(d, stats.KnownMargin{Name: post, Groups: groups, Targets: targets})
}

func (c *call) targets(flag string) (map[string]float64, error) {
	pairs, err := c.pairs(flag)
	if err != nil {
		return nil, err
	}
	out := map[string]float64{}
	for k, v := range pairs {
		if out[k], err = strconv.ParseFloat(v, 64); err != nil {
			return nil, usagef("--%s: %s=%q is not a number", flag, k, v)
		}
	}
	return out, nil
}

// measure is a numeric column, or one level of a column of words as 1 and 0.
type measure struct {
	keys   []string
	values []float64
	domain stats.Domain // rows with an answer
}

// measures gives the columns of --y, a column of words as one measure for each level.
func (c *call) measures(names []string) ([]measure, error) {
	var out []measure
	for _, name := range names {
		factors, err := c.factors([]string{name})
		if err != nil {
			return nil, err
		}
		if factors[name] {
			words, err := c.data.Words(name)
			if err != nil {
				return nil, err
			}
			in := make(stats.Domain, len(words))
			for i, w := range words {
				in[i] = w != ""
			}
			for _, level := range levels(words) {
				out = append(out, measure{keys: []string{"item", name, "level", level}, values: stats.Dummy(words, level), domain: in})
			}
			continue
		}
		s, err := c.gaps(wanted{measures: []string{name}})
		if err != nil {
			return nil, err
		}
		values := s.numbers[name]
		out = append(out, measure{keys: []string{"item", name}, values: values, domain: known(values)})
	}
	return out, nil
}

// known are the rows with a number.
func known(values []float64) stats.Domain {
	in := make(stats.Domain, len(values))
	for i, v := range values {
		in[i] = !math.IsNaN(v)
	}
	return in
}

// domains gives the rows of each value of --domain, or all rows.
func (c *call) domains() (names []string, at []stats.Domain, err error) {
	column := c.text("domain")
	if column == "" {
		return []string{""}, []stats.Domain{nil}, nil
	}
	words, err := c.data.Words(column)
	if err != nil {
		return nil, nil, err
	}
	names = levels(words)
	for _, name := range names {
		d := make(stats.Domain, len(words))
		for i, w := range words {
			d[i] = w == name
		}
		at = append(at, d)
	}
	return names, at, nil
}

func both(a, b stats.Domain) stats.Domain {
	if b == nil {
		return a
	}
	out := make(stats.Domain, len(a))
	for i := range out {
		out[i] = a[i] && b[i]
	}
	return out
}

// figures runs an estimator over measures and domains.
func figures(c *call, estimate func(d stats.SampleDesign, m measure, in stats.Domain, level float64) (stats.SampleFigure, error)) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	d, err := c.design()
	if err != nil {
		return nil, err
	}
	names, at, err := c.domains()
	if err != nil {
		return nil, err
	}
	items, err := c.measures(c.list("y"))
	if err != nil {
		return nil, err
	}
	r := &result{}
	for k, in := range at {
		for _, m := range items {
			keys := m.keys
			if names[k] != "" {
				keys = append([]string{c.text("domain"), names[k]}, keys...)
			}
			row := r.add(keys...)
			f, err := estimate(d, m, both(m.domain, in), level)
			if err != nil {
				if len(items)*len(at) == 1 {
					return nil, err
				}
				row.Refused = err.Error()
				continue
			}
			row.set("value", f.Value).set("se", f.SE).set("low", f.Low).set("high", f.High).set("df", f.DF).set("n", float64(f.N))
			if f.Effect > 0 {
				row.set("design_effect", f.Effect)
			}
		}
	}
	return r, nil
}

func runSampleMean(c *call) (*result, error) {
	return figures(c, func(d stats.SampleDesign, m measure, in stats.Domain, level float64) (stats.SampleFigure, error) {
		return stats.SampleMean(d, m.values, in, level)
	})
}

func runSampleTotal(c *call) (*result, error) {
	return figures(c, func(d stats.SampleDesign, m measure, in stats.Domain, level float64) (stats.SampleFigure, error) {
		return stats.SampleTotal(d, m.values, in, level)
	})
}

func runSampleRatio(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	d, err := c.design()
	if err != nil {
		return nil, err
	}
	s, err := c.gaps(wanted{measures: []string{c.text("y"), c.text("x")}})
	if err != nil {
		return nil, err
	}
	y, x := s.numbers[c.text("y")], s.numbers[c.text("x")]
	in := make(stats.Domain, s.n)
	for i := range in {
		in[i] = !math.IsNaN(y[i]) && !math.IsNaN(x[i])
	}
	names, at, err := c.domains()
	if err != nil {
		return nil, err
	}
	r := &result{}
	for k := range at {
		row := r.add()
		if names[k] != "" {
			row.Keys = []key{{c.text("domain"), names[k]}}
		}
		f, err := stats.SampleRatio(d, stats.Quotient{Numerator: y, Denominator: x}, both(in, at[k]), level)
		if err != nil {
			return nil, err
		}
		row.set("ratio", f.Value).set("se", f.SE).set("low", f.Low).set("high", f.High).set("df", f.DF)
	}
	return r, nil
}

func runSampleQuantile(c *call) (*result, error) {
	ps, err := c.nums("p")
	if err != nil {
		return nil, err
	}
	r := &result{}
	for _, y := range c.list("y") {
		s, err := c.take(wanted{measures: []string{y}, numbers: []string{c.text("weight")}})
		if err != nil {
			return nil, err
		}
		w := s.numbers[c.text("weight")]
		if c.text("weight") == "" {
			for range s.n {
				w = append(w, 1)
			}
		}
		row := r.add("item", y).set("n", float64(s.n))
		for _, p := range ps {
			v, err := stats.SampleQuantile(s.numbers[y], w, p)
			if err != nil {
				return nil, err
			}
			row.set("q"+strconv.FormatFloat(100*p, 'g', -1, 64), v)
		}
	}
	return r, nil
}

func runSampleRegression(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	p, err := c.predict(c.list("x"), wanted{measures: []string{c.text("y")}})
	if err != nil {
		return nil, err
	}
	if p.dropped > 0 {
		return nil, fmt.Errorf("%d rows have a gap: a design cannot lose rows; keep the complete ones by --where and say so", p.dropped)
	}
	d, err := c.design()
	if err != nil {
		return nil, err
	}
	rows, err := stats.SampleRegression(d, p.numbers[c.text("y")], p.columns, level)
	if err != nil {
		return nil, err
	}
	r := &result{}
	for _, row := range rows {
		setT(r.add("term", row.Name), "b", row.TTest)
	}
	return r, nil
}

func runSampleCrosstab(c *call) (*result, error) {
	d, err := c.design()
	if err != nil {
		return nil, err
	}
	rows, err := c.data.Words(c.text("rows"))
	if err != nil {
		return nil, err
	}
	cols, err := c.data.Words(c.text("cols"))
	if err != nil {
		return nil, err
	}
	rowLevels, colLevels := levels(rows), levels(cols)
	t, err := stats.SampleCrosstab(d, stats.Crossed{Rows: rows, Cols: cols, RowLevels: rowLevels, ColLevels: colLevels})
	if err != nil {
		return nil, err
	}
	r := &result{}
	row := r.add("test", c.text("rows")+" x "+c.text("cols")).set("n", float64(t.N)).set("x2", t.X2).set("mean_effect", t.MeanEffect)
	row.set("p_first_order", t.FirstOrderP)
	row.set("f", t.SecondOrder.F).set("df1", t.SecondOrder.DF1).set("df2", t.SecondOrder.DF2).set("p", t.SecondOrder.P)
	if t.Wald.DF1 > 0 {
		row.set("wald_f", t.Wald.F).set("wald_df1", t.Wald.DF1).set("wald_df2", t.Wald.DF2).set("wald_p", t.Wald.P)
	} else {
		r.note("no Wald test: fewer clusters than cells")
	}
	for i, a := range rowLevels {
		for j, b := range colLevels {
			r.add(c.text("rows"), a, c.text("cols"), b).set("share", t.Shares[i][j]).set("adjusted", t.Adjusted[i][j])
		}
	}
	return r, nil
}
