// Planning: sample sizes, power, detectable effects, boundaries for several looks.
package statcmd

import (
	"fmt"

	"dealervoice/analysis/stats"
)

func planMethods() []method {
	const family = "planning"
	goal := []flag{may("alpha", num, "0.05", "level of the test"), may("power", num, "0.8", "chance to see the effect"), may("side", text, "two", "two, greater or less")}
	with := func(own ...flag) []flag { return append(own, goal...) }
	return []method{
		{name: "n-shares", family: family, bare: true, short: "n of each arm to see a difference of shares, by three formulas",
			convention: "n: null variance from the baseline (Evan Miller); n_pooled: pooled (power.prop.test); n_arcsine: Cohen's h",
			flags:      with(must("p", num, "baseline share"), must("q", num, "share with the effect")), run: runNShares},
		{name: "n-effect-h", family: family, bare: true, short: "n for an effect h of shares; one sample or with the other arm's size fixed",
			convention: "arcsine approximation (pwr)",
			flags:      with(may("h", num, "", "effect h; or p and q"), may("p", num, "", "share"), may("q", num, "", "share to compare with"), may("other", num, "0", "size of the other arm"), may("one-sample", yes, "false", "compare with a known share")), run: runNEffectH},
		{name: "power-effect-h", family: family, bare: true, short: "power for an effect h of shares with arms of n1 and n2",
			convention: "arcsine approximation (pwr)",
			flags:      with(must("h", num, "effect h"), must("n1", num, "size of the first arm"), may("n2", num, "0", "size of the second arm; 0: one sample")), run: runPowerH},
		{name: "n-means", family: family, bare: true, short: "n (each arm) to see a difference of d standard deviations",
			convention: "noncentral t (pwr.t.test)",
			flags:      with(must("d", num, "effect in standard deviations"), may("one-sample", yes, "false", "one sample or paired differences")), run: runNMeans},
		{name: "power-means", family: family, bare: true, short: "power to see a difference of d standard deviations with n (each arm)",
			convention: "noncentral t (pwr.t.test)",
			flags:      with(must("d", num, "effect in standard deviations"), must("n", num, "size of each arm"), may("one-sample", yes, "false", "one sample or paired differences")), run: runPowerMeans},
		{name: "n-margin", family: family, bare: true, short: "how many of a finite base to ask for a margin",
			convention: "n0/(1+(n0-1)/N)",
			flags:      []flag{may("p", num, "0.5", "expected share"), must("margin", num, "half width"), may("population", num, "0", "size of the base; 0: infinite")}, run: runNMargin},
		{name: "margin", family: family, bare: true, short: "margin of a share of n answers from a finite base",
			convention: "z*sqrt(p(1-p)/n*(N-n)/(N-1))",
			flags:      []flag{may("p", num, "0.5", "share"), must("n", num, "answers"), may("population", num, "0", "size of the base; 0: infinite")}, run: runMargin},
		{name: "design-effect", family: family, bare: true, short: "what clusters cost", convention: "1+(m-1)*icc",
			flags: []flag{must("size", num, "respondents in a cluster"), must("icc", num, "intraclass correlation")}, run: runDesignEffect},
		{name: "mde", family: family, bare: true, short: "smallest effect, in standard deviations, that a comparison of two arms can see",
			convention: "(z_a+z_b)*sqrt(v*(1/n1-1/N1+1/n2-1/N2)*deff); v: post 1, did 2(1-r), ancova 1-r^2",
			flags:      with(append(arms(), planned()...)...), run: runMDE},
		{name: "power-design", family: family, bare: true, short: "power to see an effect with two arms of n1 and n2, from finite bases, in clusters, by a plan",
			convention: "normal approximation; s.e. sqrt(v*(1/n1-1/N1+1/n2-1/N2)*deff) as in mde; of shares the effect is Cohen's h",
			flags:      with(append(append(arms(), effectFlag()), planned()...)...), run: runPowerDesign},
		{name: "n-design", family: family, bare: true, short: "units of each of two arms to see an effect, from a finite base, in clusters, by a plan",
			convention: "n0/(1+n0/N), n0 = 2*v*deff*((z_a+z_b)/d)^2; v as in mde; of shares the effect is Cohen's h",
			flags:      with(append([]flag{effectFlag(), may("population", num, "0", "size of the base of each arm; 0: infinite")}, planned()...)...), run: runNDesign},
		{name: "boundaries", family: family, bare: true, short: "group-sequential boundaries for equally spaced looks, or by error spending at any times",
			convention: "recursive integration; Pocock constant z, O'Brien-Fleming z*sqrt(K/k); spending functions of Lan and DeMets",
			flags: []flag{may("looks", whole, "5", "number of looks"), may("type", text, "pocock", "pocock, obf, spend-obf, spend-pocock, spend-linear"),
				may("times", list, "", "information times for spending; default equally spaced"), may("alpha", num, "0.05", "level of the test"), may("side", text, "two", "two or greater")}, run: runBoundaries},
	}
}

// goal reads alpha, power and side.
func (c *call) goal() (stats.Goal, error) {
	var g stats.Goal
	var err error
	if g.Alpha, err = c.num("alpha"); err != nil {
		return g, err
	}
	g.Power = 0.8
	if c.text("power") != "" {
		if g.Power, err = c.num("power"); err != nil {
			return g, err
		}
	}
	side, err := c.one("side", "two", "greater", "less")
	if side != "two" {
		g.Side = stats.Greater
	}
	return g, err
}

// numbers reads several flags as numbers.
func (c *call) numbers(names ...string) ([]float64, error) {
	out := make([]float64, len(names))
	for i, name := range names {
		v, err := c.num(name)
		if err != nil {
			return nil, err
		}
		out[i] = v
	}
	return out, nil
}

// figureOf is a result of a single figure.
func figureOf(name string, value float64, err error) (*result, error) {
	if err != nil {
		return nil, err
	}
	r, row := single()
	row.set(name, value)
	return r, nil
}

func runNShares(c *call) (*result, error) {
	g, err := c.goal()
	if err != nil {
		return nil, err
	}
	v, err := c.numbers("p", "q")
	if err != nil {
		return nil, err
	}
	n, err := stats.SampleSizeShares(v[0], v[1]-v[0], g)
	if err != nil {
		return nil, err
	}
	pooled, err := stats.SampleSizePooled(v[0], v[1], g)
	if err != nil {
		return nil, err
	}
	h, err := stats.EffectH(v[0], v[1])
	if err != nil {
		return nil, err
	}
	arcsine, err := stats.SampleSizeH(h, 0, stats.TwoArms, g)
	if err != nil {
		return nil, err
	}
	r, row := single()
	row.set("n", n).set("n_pooled", pooled).set("n_arcsine", arcsine).set("h", h)
	return r, nil
}

func (c *call) sampleKind() stats.TKind {
	if c.on("one-sample") {
		return stats.OneSample
	}
	return stats.TwoArms
}

func runNEffectH(c *call) (*result, error) {
	g, err := c.goal()
	if err != nil {
		return nil, err
	}
	var h float64
	if c.given("h") {
		h, err = c.num("h")
	} else {
		var v []float64
		if v, err = c.numbers("p", "q"); err == nil {
			h, err = stats.EffectH(v[0], v[1])
		}
	}
	if err != nil {
		return nil, err
	}
	other, err := c.num("other")
	if err != nil {
		return nil, err
	}
	n, err := stats.SampleSizeH(h, other, c.sampleKind(), g)
	if err != nil {
		return nil, err
	}
	r, row := single()
	row.set("h", h).set("n", n)
	return r, nil
}

func runPowerH(c *call) (*result, error) {
	g, err := c.goal()
	if err != nil {
		return nil, err
	}
	v, err := c.numbers("h", "n1", "n2")
	if err != nil {
		return nil, err
	}
	p, err := stats.PowerH(v[0], v[1], v[2], g)
	return figureOf("power", p, err)
}

func runNMeans(c *call) (*result, error) {
	g, err := c.goal()
	if err != nil {
		return nil, err
	}
	d, err := c.num("d")
	if err != nil {
		return nil, err
	}
	n, err := stats.SampleSizeT(d, c.sampleKind(), g)
	return figureOf("n", n, err)
}

func runPowerMeans(c *call) (*result, error) {
	g, err := c.goal()
	if err != nil {
		return nil, err
	}
	v, err := c.numbers("d", "n")
	if err != nil {
		return nil, err
	}
	p, err := stats.PowerT(v[0], v[1], c.sampleKind(), g)
	return figureOf("power", p, err)
}

func runNMargin(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	v, err := c.numbers("p", "margin", "population")
	if err != nil {
		return nil, err
	}
	n, err := stats.SampleSizeMargin(v[0], v[1], v[2], level)
	return figureOf("n", n, err)
}

func runMargin(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	v, err := c.numbers("p", "n", "population")
	if err != nil {
		return nil, err
	}
	m, err := stats.Margin(v[0], v[1], v[2], level)
	return figureOf("margin", m, err)
}

func runDesignEffect(c *call) (*result, error) {
	v, err := c.numbers("size", "icc")
	if err != nil {
		return nil, err
	}
	e, err := stats.DesignEffect(v[0], v[1])
	return figureOf("design_effect", e, err)
}

func runBoundaries(c *call) (*result, error) {
	g, err := c.goal()
	if err != nil {
		return nil, err
	}
	looks, err := c.whole("looks")
	if err != nil {
		return nil, err
	}
	word, err := c.one("type", "pocock", "obf", "spend-obf", "spend-pocock", "spend-linear")
	if err != nil {
		return nil, err
	}
	times, err := c.nums("times")
	if err != nil {
		return nil, err
	}
	r := &result{}
	r.use("type", word)
	if word == "pocock" || word == "obf" {
		bounds, err := stats.GroupSequential(looks, map[string]stats.Boundary{"pocock": stats.Pocock, "obf": stats.OBrienFleming}[word], g)
		if err != nil {
			return nil, err
		}
		for k, z := range bounds {
			r.add("look", fmt.Sprint(k+1)).set("z", z).set("p", stats.NormalP(z))
		}
		return r, nil
	}
	for k := len(times); k < looks && len(c.list("times")) == 0; k++ {
		times = append(times, float64(k+1)/float64(looks))
	}
	spending := map[string]stats.Spending{"spend-obf": stats.SpendOBrienFleming, "spend-pocock": stats.SpendPocock, "spend-linear": stats.SpendLinear}[word]
	bounds, spent, err := stats.SpendAlpha(times, spending, g)
	if err != nil {
		return nil, err
	}
	for k, z := range bounds {
		r.add("look", fmt.Sprint(k+1)).set("time", times[k]).set("z", z).set("spent", spent[k])
	}
	return r, nil
}
