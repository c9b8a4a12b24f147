// Choices and experiments: logit, conjoint, MaxDiff, mediation.
package statcmd

import (
	"strings"

	"dealervoice/analysis/stats"
)

func choiceMethods() []method {
	const family = "experiments and choices"
	return []method{
		{name: "conjoint", family: family, short: "average marginal component effects of randomised attributes",
			convention: "linear regression, CR1S by --cluster; forbidden pairs enter with their interaction and effects average over the levels allowed with both (cjoint); t with G-1 df",
			flags: []flag{must("y", text, "1 = profile chosen, or a rating"), must("attributes", list, "columns"), must("cluster", list, "column of respondents"),
				may("base", list, "", "COLUMN=LEVEL to compare with; default the first in order"), may("linked", list, "", "a*b: pairs with forbidden combinations; default those that never occur together"),
				may("independent", yes, "false", "ignore forbidden combinations")},
			run: runConjoint},
		{name: "marginal-means", family: family, short: "mean outcome at every level of randomised attributes",
			convention: "CR1S by --cluster",
			flags:      []flag{must("y", text, "outcome"), must("attributes", list, "columns"), must("cluster", list, "column of respondents")}, run: runMarginalMeans},
		{name: "maxdiff", family: family, short: "best-worst choices: counts, analytic and conditional logit, shares of preference",
			convention: "paired maxdiff model; robust s.e. by respondent without small-sample factor; standard = (best-worst)/shown",
			flags: []flag{must("id", text, "respondent"), must("question", text, "question"), must("item", text, "item shown"), must("choice", text, "1 best, -1 worst, 0 neither"),
				must("base", text, "item with utility 0")},
			run: runMaxDiff},
		{name: "logit", family: family, short: "logistic regression of an event; odds ratios",
			convention: "maximum likelihood; separation is refused",
			flags:      append([]flag{must("event", text, "expression that is true for yes")}, termFlags()[1:]...), run: runLogit},
		{name: "ordinal", family: family, short: "proportional odds of an ordered answer",
			convention: "logit P(y <= k) = threshold_k - x*b, so b > 0 means higher answers (R's clm, polr)",
			flags:      termFlags(), run: runOrdinal},
		{name: "mediation", family: family, short: "effect of x on y through m",
			convention: "three regressions; Sobel's s.e. of a*b",
			flags:      []flag{must("y", text, "outcome"), must("x", text, "cause"), must("m", text, "mediator")}, run: runMediation},
	}
}

// attribute reads a randomised attribute of the kept rows.
func attributesOf(s *sample, names []string, base map[string]string) ([]stats.Attribute, error) {
	var out []stats.Attribute
	for _, name := range names {
		all := levels(s.words[name])
		if b := base[name]; b != "" {
			kept := []string{b}
			for _, l := range all {
				if l != b {
					kept = append(kept, l)
				}
			}
			if len(kept) != len(all) {
				return nil, usagef("--base %s=%s: not one of %q", name, b, all)
			}
			all = kept
		}
		out = append(out, stats.Attribute{Name: name, Values: s.words[name], Levels: all})
	}
	return out, nil
}

// experiment reads the columns of a conjoint.
func (c *call) experiment() (stats.Profiles, error) {
	y, names, cluster := c.text("y"), c.list("attributes"), c.list("cluster")
	if len(cluster) != 1 {
		return stats.Profiles{}, usagef("--cluster takes one column")
	}
	s, err := c.take(wanted{measures: []string{y}, words: append([]string{cluster[0]}, names...)})
	if err != nil {
		return stats.Profiles{}, err
	}
	base, err := c.pairs("base")
	if err != nil {
		return stats.Profiles{}, err
	}
	attributes, err := attributesOf(s, names, base)
	if err != nil {
		return stats.Profiles{}, err
	}
	return stats.Profiles{Y: s.numbers[y], Attributes: attributes, Respondents: s.words[cluster[0]]}, nil
}

func runConjoint(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	p, err := c.experiment()
	if err != nil {
		return nil, err
	}
	for _, pair := range c.list("linked") {
		a, b, _ := strings.Cut(pair, "*")
		p.Linked = append(p.Linked, [2]string{strings.TrimSpace(a), strings.TrimSpace(b)})
	}
	if len(p.Linked) == 0 && !c.on("independent") {
		p.Linked = stats.Forbidden(p.Attributes)
	}
	effects, err := stats.AMCE(p, level)
	if err != nil {
		return nil, err
	}
	r := &result{}
	r.add("design", "all").set("profiles", float64(len(p.Y))).set("respondents", float64(len(levels(p.Respondents))))
	for _, pair := range p.Linked {
		r.note("forbidden combinations of %s and %s taken into account", pair[0], pair[1])
	}
	for _, e := range effects {
		setT(r.add("attribute", e.Attribute, "level", e.Level), "effect", e.TTest)
	}
	return r, nil
}

func runMarginalMeans(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	p, err := c.experiment()
	if err != nil {
		return nil, err
	}
	r := &result{}
	for _, a := range p.Attributes {
		means, err := stats.MarginalMeans(p.Y, a, p.Respondents, level)
		if err != nil {
			return nil, err
		}
		for _, m := range means {
			r.add("attribute", m.Attribute, "level", m.Level).set("mean", m.Value).set("se", m.SE).set("low", m.Low).set("high", m.High)
		}
	}
	return r, nil
}

func runMaxDiff(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	id, question, item, choice := c.text("id"), c.text("question"), c.text("item"), c.text("choice")
	s, err := c.take(wanted{numbers: []string{choice}, words: []string{id, question, item}})
	if err != nil {
		return nil, err
	}
	var shown []stats.Shown
	for i := range s.n {
		shown = append(shown, stats.Shown{Respondent: s.words[id][i], Question: s.words[question][i], Item: s.words[item][i], Choice: int(s.numbers[choice][i])})
	}
	m, err := stats.MaxDiffOf(shown, levels(s.words[item]), c.text("base"), level)
	if err != nil {
		return nil, err
	}
	r := &result{}
	r.add("fit", "paired conditional logit").set("respondents", float64(m.Respondents)).set("questions", float64(m.Questions)).
		set("loglik", m.Fit.LogLik).set("null", m.Fit.Null).set("lr", m.Fit.LR.X2).set("lr_df", m.Fit.LR.DF).set("lr_p", m.Fit.LR.P).set("mcfadden", m.Fit.McFadden)
	for _, i := range m.Items {
		r.add("item", i.Item).set("shown", float64(i.Shown)).set("best", float64(i.Best)).set("worst", float64(i.Worst)).set("bw", float64(i.Best-i.Worst)).
			set("standard", i.Standard).set("root", i.Root).set("analytic", i.Analytic).set("sd", i.SD).
			set("utility", i.Utility).set("se", i.SE).set("robust_se", i.Robust).set("share", i.Share)
	}
	return r, nil
}

func runLogit(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	const event = "\x00event"
	if err := c.data.Derive(event + "=" + c.text("event")); err != nil {
		return nil, err
	}
	p, err := c.predict(c.list("x"), wanted{numbers: []string{event}})
	if err != nil {
		return nil, err
	}
	yes := make([]bool, p.n)
	for i, v := range p.numbers[event] {
		yes[i] = v != 0
	}
	m, err := stats.Logit(yes, p.columns, level)
	if err != nil {
		return nil, err
	}
	return choiceResult(m), nil
}

// choiceResult prints a likelihood fit with odds ratios.
func choiceResult(m stats.Choice) *result {
	r := &result{}
	r.add("model", "fit").set("n", float64(m.N)).set("loglik", m.LogLik).set("null", m.Null).
		set("lr", m.LR.X2).set("lr_df", m.LR.DF).set("lr_p", m.LR.P).set("mcfadden", m.McFadden)
	for _, k := range m.Coefficients {
		r.add("term", k.Name).set("b", k.Value).set("se", k.SE).set("z", k.T).set("p", k.P).set("low", k.Low).set("high", k.High).
			set("odds_ratio", exp(k.Value)).set("or_low", exp(k.Low)).set("or_high", exp(k.High))
	}
	return r
}

func runOrdinal(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	_ = c.flags.Lookup("no-intercept").Value.Set("true") // the thresholds take its place
	p, err := c.predict(c.list("x"), wanted{measures: []string{c.text("y")}})
	if err != nil {
		return nil, err
	}
	m, err := stats.ProportionalOdds(p.numbers[c.text("y")], p.columns, level)
	if err != nil {
		return nil, err
	}
	r := choiceResult(m.Choice)
	for _, t := range m.Thresholds {
		r.add("threshold", t.Name).set("value", t.Value).set("se", t.SE)
	}
	return r, nil
}

func runMediation(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	y, x, m := c.text("y"), c.text("x"), c.text("m")
	s, err := c.take(wanted{measures: []string{y, x, m}})
	if err != nil {
		return nil, err
	}
	e, err := stats.Mediate(s.numbers[y], s.numbers[x], s.numbers[m], level)
	if err != nil {
		return nil, err
	}
	r := &result{}
	setT(r.add("path", "a"), "b", e.A)
	setT(r.add("path", "b"), "b", e.B)
	setT(r.add("path", "total"), "b", e.Total)
	setT(r.add("path", "direct"), "b", e.Direct)
	r.add("path", "indirect").set("b", e.Indirect.Value).set("se", e.Indirect.SE).set("low", e.Indirect.Low).set("high", e.Indirect.High)
	return r, nil
}
