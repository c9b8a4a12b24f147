// Weights: post-stratification and raking.
package statcmd

import (
	"slices"
	"strconv"
	"strings"

	"dealervoice/analysis/stats"
)

func runPostStratify(c *call) (*result, error) {
	if c.text("post") == "" {
		return nil, usagef("give --post and --targets")
	}
	d, err := c.design()
	if err != nil {
		return nil, err
	}
	groups, err := c.data.Words(c.text("post"))
	if err != nil {
		return nil, err
	}
	r := &result{}
	for _, g := range levels(groups) {
		sum, n, first := 0.0, 0, 0.0
		for i, w := range d.Weights {
			if groups[i] == g {
				if n == 0 {
					first = w
				}
				sum += w
				n++
			}
		}
		r.add(c.text("post"), g).set("n", float64(n)).set("total", sum).set("mean_weight", sum/float64(n)).set("first_weight", first)
	}
	effect, err := stats.KishEffect(d.Weights)
	if err != nil {
		return nil, err
	}
	r.add("weights", "all").set("effect", effect).set("effective_n", float64(len(d.Weights))/effect)
	return r, nil
}

// margins reads COLUMN:VALUE=TARGET items.
func (c *call) margins() ([]stats.KnownMargin, error) {
	var out []stats.KnownMargin
	for _, item := range c.list("margin") {
		head, number, ok := cutLast(item, "=")
		column, value, ok2 := strings.Cut(head, ":")
		target, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
		if !ok || !ok2 || err != nil {
			return nil, usagef("--margin: %q is not COLUMN:VALUE=TARGET", item)
		}
		k := slices.IndexFunc(out, func(m stats.KnownMargin) bool { return m.Name == column })
		if k < 0 {
			groups, err := c.data.Words(column)
			if err != nil {
				return nil, err
			}
			out = append(out, stats.KnownMargin{Name: column, Groups: groups, Targets: map[string]float64{}})
			k = len(out) - 1
		}
		out[k].Targets[value] = target
	}
	return out, nil
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

func runRake(c *call) (*result, error) {
	margins, err := c.margins()
	if err != nil {
		return nil, err
	}
	v, err := c.numbers("tolerance", "max-ratio")
	if err != nil {
		return nil, err
	}
	rounds, err := c.whole("rounds")
	if err != nil {
		return nil, err
	}
	d, err := c.design()
	if err != nil {
		return nil, err
	}
	raked, report, err := stats.Rake(d, margins, stats.Raking{Rounds: rounds, Tolerance: v[0], MaxRatio: v[1]})
	if err != nil {
		return nil, err
	}
	r := &result{}
	state := "converged"
	if !report.Converged {
		state = "not converged"
		r.note("not converged: margin %s is still off by %.3g of its target", report.Where, report.Worst)
	}
	r.add("raking", state).set("rounds", float64(report.Rounds)).set("worst", report.Worst).set("effect", report.Effect).
		set("effective_n", report.Effective).set("smallest", report.Smallest).set("largest", report.Largest).set("trimmed", float64(report.Trimmed))
	for _, m := range margins {
		for _, g := range levels(m.Groups) {
			before, after, n := 0.0, 0.0, 0
			for i, x := range m.Groups {
				if x == g {
					before += d.Weights[i]
					after += raked.Weights[i]
					n++
				}
			}
			r.add("margin", m.Name, "value", g).set("n", float64(n)).set("before", before).set("after", after).set("mean_weight", after/float64(n))
		}
	}
	return r, rakedMeans(c, r, d, raked)
}

// rakedMeans shows what the weights change.
func rakedMeans(c *call, r *result, d, raked stats.SampleDesign) error {
	level, err := c.level()
	if err != nil {
		return err
	}
	items, err := c.measures(c.list("y"))
	if err != nil {
		return err
	}
	for _, m := range items {
		row := r.add(m.keys...)
		before, err := stats.SampleMean(d, m.values, m.domain, level)
		row.maybe("before", before.Value, err).maybe("before_se", before.SE, err)
		after, err := stats.SampleMean(raked, m.values, m.domain, level)
		row.maybe("after", after.Value, err).maybe("after_se", after.SE, err)
	}
	return nil
}
