// Planning a comparison of two arms: finite bases, clusters, measures before.
package statcmd

import "dealervoice/analysis/stats"

func arms() []flag {
	return []flag{must("n1", num, "units of the first arm"), must("n2", num, "units of the second arm"),
		may("population1", num, "0", "size of the base of the first arm; 0: infinite"), may("population2", num, "0", "size of the base of the second arm; 0: infinite")}
}

func effectFlag() flag { return must("d", num, "effect in standard deviations; of shares Cohen's h") }

func planned() []flag {
	return []flag{may("plan", text, "post", "post, did or ancova"), may("r", num, "0", "correlation of before and after"),
		may("size", num, "1", "respondents in a cluster"), may("icc", num, "0", "intraclass correlation")}
}

// plan reads how the effect will be estimated, the design effect and the goal.
func (c *call) plan() (d stats.Detectable, plan stats.Plan, g stats.Goal, err error) {
	if g, err = c.goal(); err != nil {
		return d, plan, g, err
	}
	v, err := c.numbers("r", "size", "icc")
	if err != nil {
		return d, plan, g, err
	}
	d.Correlation = v[0]
	if d.Effect, err = stats.DesignEffect(v[1], v[2]); err != nil {
		return d, plan, g, err
	}
	word, err := c.one("plan", "post", "did", "ancova")
	return d, map[string]stats.Plan{"post": stats.PostOnly, "did": stats.PrePostDifference, "ancova": stats.Ancova}[word], g, err
}

// armsOf reads the arms into a design.
func (c *call) armsOf(d *stats.Detectable) error {
	v, err := c.numbers("n1", "n2", "population1", "population2")
	if err == nil {
		d.N1, d.N2, d.Base1, d.Base2 = v[0], v[1], v[2], v[3]
	}
	return err
}

func runMDE(c *call) (*result, error) {
	d, plan, g, err := c.plan()
	if err != nil {
		return nil, err
	}
	if err := c.armsOf(&d); err != nil {
		return nil, err
	}
	m, err := stats.MinimumDetectable(d, plan, g)
	return figureOf("mde", m, err)
}

func runPowerDesign(c *call) (*result, error) {
	d, plan, g, err := c.plan()
	if err != nil {
		return nil, err
	}
	if err := c.armsOf(&d); err != nil {
		return nil, err
	}
	effect, err := c.num("d")
	if err != nil {
		return nil, err
	}
	p, err := stats.PowerOfDesign(d, effect, plan, g)
	return figureOf("power", p, err)
}

func runNDesign(c *call) (*result, error) {
	d, plan, g, err := c.plan()
	if err != nil {
		return nil, err
	}
	v, err := c.numbers("d", "population")
	if err != nil {
		return nil, err
	}
	d.Base1 = v[1]
	n, err := stats.SampleSizeOfDesign(d, v[0], plan, g)
	return figureOf("n", n, err)
}
