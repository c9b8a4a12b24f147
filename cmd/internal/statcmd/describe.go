// Describing columns: counts, means, spread, quantiles, weights.
package statcmd

import (
	"errors"
	"math"
	"strconv"

	"dealervoice/analysis/stats"
)

func describeMethods() []method {
	const family = "describe"
	return []method{
		{name: "describe", family: family, short: "n, mean with t interval, spread and quartiles of each column",
			convention: "s.e. s/sqrt(n); s with divisor n-1; t interval; quantiles of type 7",
			flags:      []flag{must("y", list, "columns of numbers"), may("weight", text, "", "column of weights: adds the weighted mean")},
			run:        runDescribe},
		{name: "count", family: family, short: "how many rows, and how many different values of a column",
			convention: "repeats: filled rows beyond the first of each value; repeats_with_gaps counts the gap as a value too",
			flags:      []flag{may("distinct", text, "", "column to count the different values of")}, run: runCount},
		{name: "values", family: family, short: "how often each value of a column occurs, with its share",
			convention: "share of rows with a value; Wilson interval",
			flags: []flag{must("y", list, "columns; several are counted together, once a row (multiple answers)"),
				may("split", text, "", "sign between several values in one cell, e.g. '|'"),
				may("min", num, "", "leave out numbers at or below this, e.g. 0 for none")},
			run: runValues},
		{name: "quantile", family: family, short: "quantiles of each column by any of nine definitions",
			convention: "Hyndman & Fan; type 7 is R's default",
			flags: []flag{must("y", list, "columns of numbers"), may("p", list, "0.25,0.5,0.75", "which quantiles"),
				may("type", whole, "7", "definition, 1 to 9")},
			run: runQuantile},
		{name: "weights", family: family, short: "what weights cost: Kish's effective sample size and weighting effect",
			convention: "(sum w)^2 / sum w^2",
			flags:      []flag{must("weight", text, "column of weights"), may("y", text, "", "count only rows with this measure")},
			run:        runWeights},
		{name: "concentration", family: family, short: "how a total is spread over units: Gini, share of the largest, classes ABC and XYZ",
			convention: "A: units up to the one with which the running share passes --a; X: coefficient of variation below 0.5, Z: from 1",
			flags: []flag{must("y", text, "column that is added up"), must("unit", text, "column of units"),
				may("top", whole, "10", "largest units to add up"), may("a", num, "0.8", "running share of class A"),
				may("spread", text, "", "column whose variation decides X, Y, Z; default y")},
			run: runConcentration},
		{name: "total", family: family, short: "sums of columns, and a sum over another (an average price)",
			flags: []flag{must("y", list, "columns of numbers"), may("over", text, "", "column whose sum divides")}, run: runTotal},
	}
}

func runDescribe(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	r := &result{}
	for _, name := range c.list("y") {
		s, err := c.take(wanted{measures: []string{name}})
		if err != nil {
			return nil, err
		}
		xs := s.numbers[name]
		row := r.add("item", name)
		row.set("n", float64(len(xs))).set("missing", float64(s.dropped))
		mean, err := stats.Mean(xs)
		if err != nil {
			row.Refused = err.Error()
			continue
		}
		row.set("mean", mean)
		if e, err := stats.MeanInterval(xs, level); err == nil {
			row.set("se", e.SE).set("low", e.Low).set("high", e.High)
		} else {
			row.Refused = err.Error()
		}
		describeSpread(row, xs)
		if w := c.text("weight"); w != "" {
			if err := weighted(c, row, name, w); err != nil {
				return nil, err
			}
		}
	}
	return r, nil
}

func describeSpread(row *row, xs []float64) {
	sd, err := stats.SD(xs)
	row.maybe("sd", sd, err)
	for _, q := range []struct {
		name string
		p    float64
	}{{"min", 0}, {"q25", 0.25}, {"median", 0.5}, {"q75", 0.75}, {"max", 1}} {
		v, err := stats.Quantile(xs, q.p, 7)
		row.maybe(q.name, v, err)
	}
}

func weighted(c *call, row *row, name, weight string) error {
	s, err := c.take(wanted{measures: []string{name}, numbers: []string{weight}})
	if err != nil {
		return err
	}
	m, err := stats.WeightedMean(s.numbers[name], s.numbers[weight])
	row.maybe("weighted_mean", m, err)
	return nil
}

func runCount(c *call) (*result, error) {
	r, row := single()
	row.set("rows", float64(c.data.Rows()))
	if name := c.text("distinct"); name != "" {
		s, err := c.take(wanted{words: []string{name}})
		if err != nil {
			return nil, err
		}
		distinct := float64(len(levels(s.words[name])))
		row.set("filled", float64(s.n)).set("distinct", distinct).set("repeats", float64(s.n)-distinct)
		row.set("repeats_with_gaps", float64(c.data.Rows())-distinct-float64(min(1, s.dropped)))
	}
	return r, nil
}

func runQuantile(c *call) (*result, error) {
	t, err := c.whole("type")
	if err != nil {
		return nil, err
	}
	ps, err := c.nums("p")
	if err != nil {
		return nil, err
	}
	r := &result{}
	r.use("type", strconv.Itoa(t))
	for _, name := range c.list("y") {
		s, err := c.take(wanted{measures: []string{name}})
		if err != nil {
			return nil, err
		}
		row := r.add("item", name).set("n", float64(s.n))
		for _, p := range ps {
			v, err := stats.Quantile(s.numbers[name], p, stats.QuantileType(t))
			if err != nil {
				return nil, err
			}
			row.set("q"+strconv.FormatFloat(100*p, 'g', -1, 64), v)
		}
	}
	return r, nil
}

func runWeights(c *call) (*result, error) {
	s, err := c.take(wanted{measures: []string{c.text("y")}, numbers: []string{c.text("weight")}})
	if err != nil {
		return nil, err
	}
	w := s.numbers[c.text("weight")]
	n, err := stats.KishN(w)
	if err != nil {
		return nil, err
	}
	effect, err := stats.KishEffect(w)
	if err != nil {
		return nil, err
	}
	r, row := single()
	row.set("n", float64(len(w))).set("effective_n", n).set("effect", effect)
	return r, nil
}

func runTotal(c *call) (*result, error) {
	over, r := c.text("over"), &result{}
	for _, name := range c.list("y") {
		s, err := c.take(wanted{measures: []string{name}, numbers: []string{over}})
		if err != nil {
			return nil, err
		}
		sum, err := stats.Total(s.numbers[name])
		if err != nil {
			return nil, err
		}
		row := r.add("item", name).set("n", float64(s.n)).set("total", sum)
		if over == "" {
			continue
		}
		base, err := stats.Total(s.numbers[over])
		if err != nil {
			return nil, err
		}
		if base == 0 {
			row.Refused = errors.New("the total of " + over + " is zero").Error()
			continue
		}
		row.set("ratio", sum/base)
	}
	return r, nil
}

func runConcentration(c *call) (*result, error) {
	y, unit, spread := c.text("y"), c.text("unit"), c.text("spread")
	if spread == "" {
		spread = y
	}
	top, err := c.whole("top")
	if err != nil {
		return nil, err
	}
	a, err := c.num("a")
	if err != nil {
		return nil, err
	}
	s, err := c.take(wanted{measures: []string{y, spread}, words: []string{unit}})
	if err != nil {
		return nil, err
	}
	totals, parts := groupTotals(s, y, spread, unit)
	gini, err := stats.Gini(totals)
	if err != nil {
		return nil, err
	}
	largest, classA, err := stats.Concentration(totals, top, a)
	if err != nil {
		return nil, err
	}
	r, row := single()
	row.set("units", float64(len(totals))).set("gini", gini).set("top_share", largest).set("class_a", float64(classA))
	var classes [3]float64
	for _, part := range parts {
		v, err := stats.CV(part)
		switch {
		case err != nil:
			r.note("%s: %v", unit, err)
		case math.Abs(v) < 0.5:
			classes[0]++
		case math.Abs(v) < 1:
			classes[1]++
		default:
			classes[2]++
		}
	}
	row.set("class_x", classes[0]).set("class_y", classes[1]).set("class_z", classes[2])
	return r, nil
}

// groupTotals adds y up for each unit and collects its values of spread.
func groupTotals(s *sample, y, spread, unit string) (totals []float64, parts [][]float64) {
	units := levels(s.words[unit])
	at := map[string]int{}
	for i, u := range units {
		at[u] = i
	}
	totals, parts = make([]float64, len(units)), make([][]float64, len(units))
	for i, u := range s.words[unit] {
		totals[at[u]] += s.numbers[y][i]
		parts[at[u]] = append(parts[at[u]], s.numbers[spread][i])
	}
	return totals, parts
}
