// Quantiles with intervals under a design.
package statcmd

import (
	"strconv"

	"dealervoice/analysis/stats"
)

func runWoodruff(c *call) (*result, error) {
	ps, err := c.nums("p")
	if err != nil {
		return nil, err
	}
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
	r := &result{}
	for _, y := range c.list("y") {
		s, err := c.gaps(wanted{measures: []string{y}})
		if err != nil {
			return nil, err
		}
		for k, in := range at {
			for _, p := range ps {
				row := r.add("item", y, "p", strconv.FormatFloat(p, 'g', -1, 64))
				if names[k] != "" {
					row.Keys = append([]key{{c.text("domain"), names[k]}}, row.Keys...)
				}
				q, err := stats.WoodruffQuantile(d, s.numbers[y], stats.QuantileAsked{P: p, Domain: both(known(s.numbers[y]), in), Level: level})
				if err != nil {
					if len(names)*len(ps)*len(c.list("y")) == 1 {
						return nil, err
					}
					row.Refused = err.Error()
					continue
				}
				row.set("value", q.Value).set("df", q.DF).set("n", float64(q.N))
				if q.Bounded {
					row.set("se", q.SE).set("low", q.Low).set("high", q.High)
				}
			}
		}
	}
	return r, nil
}
