// Standard errors by replicates: jackknife, half samples, bootstrap.
package statcmd

import (
	"strconv"

	"dealervoice/analysis/stats"
)

func replicated() []flag {
	return []flag{must("y", text, "column"), may("x", text, "", "denominator: ratio of totals instead of a mean"), may("weight", text, "", "column of weights; default all 1"),
		may("strata", text, "", "column of strata"), may("cluster", list, "", "column of clusters"), may("population", text, "", "column: units of the population in the row's stratum")}
}

func runJackknife(c *call) (*result, error) { return c.vary(stats.Jackknife) }

func runBRR(c *call) (*result, error) {
	fay, err := c.num("fay")
	if err != nil {
		return nil, err
	}
	return c.vary(func(d stats.SampleDesign) (stats.Replicates, error) { return stats.BalancedHalves(d, fay) })
}

func runBootstrap(c *call) (*result, error) {
	times, err := c.whole("times")
	if err != nil {
		return nil, err
	}
	seed, err := c.whole("seed")
	if err != nil {
		return nil, err
	}
	return c.vary(func(d stats.SampleDesign) (stats.Replicates, error) {
		return stats.RescaledBootstrap(d, stats.Drawing{Times: times, Seed: uint64(seed)})
	})
}

// vary is a mean or a ratio with its standard error over replicates.
func (c *call) vary(replicate func(stats.SampleDesign) (stats.Replicates, error)) (*result, error) {
	d, err := c.design()
	if err != nil {
		return nil, err
	}
	y, err := c.data.Numbers(c.text("y"))
	if err != nil {
		return nil, err
	}
	x := make([]float64, len(y))
	for i := range x {
		x[i] = 1
	}
	if name := c.text("x"); name != "" {
		if x, err = c.data.Numbers(name); err != nil {
			return nil, err
		}
	}
	replicates, err := replicate(d)
	if err != nil {
		return nil, err
	}
	value, se, err := replicates.Vary(d.Weights, func(w []float64) (float64, error) {
		num, den := 0.0, 0.0
		for i := range y {
			num += w[i] * y[i]
			den += w[i] * x[i]
		}
		return num / den, nil // Vary refuses what is not finite
	})
	if err != nil {
		return nil, err
	}
	r, row := single()
	r.use("replicates", strconv.Itoa(len(replicates.Weights)))
	row.set("value", value).set("se", se)
	return r, nil
}
