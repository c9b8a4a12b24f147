// Regressions and what is made of them.
package statcmd

import (
	"dealervoice/analysis/stats"
)

func regressionMethods() []method {
	const family = "regression"
	covariance := []flag{
		may("cov", text, "classic", "classic, hc0, hc1, hc2, hc3, cr0, cr1, cr1s, cr2, two-way"),
		may("cluster", list, "", "column of clusters; two for two-way"),
	}
	return []method{
		{name: "ols", family: family, short: "least squares with factors and interactions; standard errors of your choice",
			convention: "collinear columns are left out as in R; cr1s is Stata's (G/(G-1)*(N-1)/(N-K)); cr2 with Satterthwaite df; two-way as Cameron-Gelbach-Miller with HC0 for the intersection; t of clusters has G-1 df",
			flags:      append(append(termFlags(), covariance...), may("weight", text, "", "column of weights (inverse variances)"), may("test", list, "", "coefficients that are zero together (Wald F)")),
			run:        runOLS},
		{name: "icc", family: family, short: "intraclass correlation of a column, or of the residuals of a regression, within groups",
			convention: "one-way ANOVA; groups of unequal size by n0",
			flags:      []flag{must("y", text, "column"), must("group", text, "column of groups"), may("x", list, "", "regress y on these first")}, run: runICC},
		{name: "drivers", family: family, short: "key drivers of an outcome: LMG (Shapley) and Johnson's relative weights, with coefficients, VIF and means",
			convention: "rows with a gap are left out; LMG over all orders (at most 15 drivers); shares add to R2",
			flags:      []flag{must("y", text, "outcome"), must("x", list, "drivers")}, run: runDrivers},
	}
}

func runOLS(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	p, err := c.predict(c.list("x"), wanted{measures: []string{c.text("y")}, numbers: []string{c.text("weight")}, words: c.list("cluster")})
	if err != nil {
		return nil, err
	}
	f, err := stats.OLS(p.numbers[c.text("y")], p.columns, p.numbers[c.text("weight")])
	if err != nil {
		return nil, err
	}
	v, err := covarianceOf(c, f, p.sample)
	if err != nil {
		return nil, err
	}
	rows, err := f.Coefficients(v, level)
	if err != nil {
		return nil, err
	}
	r := &result{}
	r.use("cov", v.Kind)
	r.add("model", "fit").set("n", float64(f.N)).set("dropped", float64(p.dropped)).set("rank", float64(f.Rank)).
		set("r2", f.R2).set("adj_r2", f.AdjR2).set("sigma", f.Sigma)
	for _, coefficient := range rows {
		setT(r.add("term", coefficient.Name), "b", coefficient.TTest)
	}
	for j, aliased := range f.Aliased {
		if aliased {
			r.note("%s depends on the columns before it and was left out", f.Names[j])
		}
	}
	if names := c.list("test"); len(names) > 0 {
		w, err := f.Wald(names, v)
		if err != nil {
			return nil, err
		}
		r.add("test", "all zero").set("f", w.F).set("df1", w.DF1).set("df2", w.DF2).set("p", w.P)
	}
	return r, nil
}

// covarianceOf picks the estimator of --cov.
func covarianceOf(c *call, f *stats.Linear, s *sample) (stats.Covariance, error) {
	word, err := c.one("cov", "classic", "hc0", "hc1", "hc2", "hc3", "cr0", "cr1", "cr1s", "cr2", "two-way")
	if err != nil {
		return stats.Covariance{}, err
	}
	switch word {
	case "classic":
		return f.Classic(), nil
	case "hc0", "hc1", "hc2", "hc3":
		return f.Robust(stats.HC(word[2] - '0'))
	}
	names := c.list("cluster")
	if want := map[bool]int{true: 2, false: 1}[word == "two-way"]; len(names) != want {
		return stats.Covariance{}, usagef("--cov %s needs %d columns in --cluster", word, want)
	}
	ids := s.words[names[0]]
	switch word {
	case "cr2":
		return f.ClusterCR2(ids)
	case "two-way":
		return f.TwoWay(ids, s.words[names[1]])
	}
	return f.Cluster(ids, map[string]stats.CR{"cr0": stats.CR0, "cr1": stats.CR1, "cr1s": stats.CR1S}[word])
}

func runICC(c *call) (*result, error) {
	y, group := c.text("y"), c.text("group")
	p, err := c.predict(c.list("x"), wanted{measures: []string{y}, words: []string{group}})
	if err != nil {
		return nil, err
	}
	values := p.numbers[y]
	if len(c.list("x")) > 0 {
		f, err := stats.OLS(values, p.columns, nil)
		if err != nil {
			return nil, err
		}
		values = f.Residuals
	}
	icc, err := stats.IntraclassCorrelation(values, p.words[group])
	if err != nil {
		return nil, err
	}
	r, row := single()
	row.set("n", float64(p.n)).set("groups", float64(len(levels(p.words[group])))).set("icc", icc)
	return r, nil
}

func runDrivers(c *call) (*result, error) {
	y, xs := c.text("y"), c.list("x")
	s, err := c.take(wanted{measures: append([]string{y}, xs...)})
	if err != nil {
		return nil, err
	}
	var columns stats.Columns
	for _, x := range xs {
		columns.Add(x, s.numbers[x])
	}
	d, err := stats.KeyDrivers(s.numbers[y], columns)
	if err != nil {
		return nil, err
	}
	r := &result{}
	r.add("model", "all drivers").set("n", float64(s.n)).set("dropped", float64(s.dropped)).set("r2", d.R2).set("adj_r2", d.AdjR2)
	for i, k := range d.Drivers {
		r.add("driver", xs[i]).set("lmg", k.LMG).set("lmg_share", k.LMGShare).set("johnson", k.Johnson).
			set("beta", k.Beta).set("b", k.B).set("t", k.T).set("r", k.R).set("mean", k.Mean).set("vif", k.VIF)
	}
	return r, nil
}
