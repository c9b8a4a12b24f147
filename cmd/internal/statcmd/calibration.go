// Calibration to totals, and variances by leaving out.
package statcmd

import (
	"math"
	"slices"

	"dealervoice/analysis/stats"
)

func calibrationMethods() []method {
	const family = "designed samples"
	return []method{
		{name: "calibrate", family: family, short: "weights calibrated to known totals of columns, and what they change",
			convention: "linear (regression estimator), or logit with --low and --high as bounds of each weight's factor; rows is the total of ones",
			flags: []flag{may("weight", text, "", "column of weights to start from; default all 1"), must("total", list, "COLUMN=TOTAL; rows=N for the size of the population"),
				may("low", num, "0", "least factor of a weight"), may("high", num, "0", "most factor of a weight; 0: linear, without bounds"), may("y", list, "", "columns whose mean is shown before and after")},
			run: runCalibrate},
		{name: "jackknife", family: family, short: "weighted mean or ratio with jackknife standard error",
			convention: "JK1, JKn with strata, 1-n/N, deviations about the mean of the replicates (R's default); clusters or rows left out one at a time",
			flags:      replicated(),
			run:        runJackknife},
		{name: "brr", family: family, short: "weighted mean or ratio with the standard error of balanced half samples",
			convention: "two clusters in each stratum; 2-fay and fay times the weight by a Hadamard matrix of the power of two above the strata; 1/(R(1-fay)^2), deviations about the mean of the replicates; no 1-n/N",
			flags:      append(replicated(), may("fay", num, "0", "Fay's factor; 0: plain BRR")), run: runBRR},
		{name: "bootstrap", family: family, short: "weighted mean or ratio with the standard error of the rescaled bootstrap",
			convention: "Rao-Wu: one cluster fewer than the stratum has, with replacement, rescaled, 1-n/N; 1/(B-1), deviations about the mean of the replicates",
			flags:      append(replicated(), may("times", whole, "1000", "how often a sample is drawn again"), may("seed", whole, "1", "the same seed draws the same")), run: runBootstrap},
	}
}

func runCalibrate(c *call) (*result, error) {
	v, err := c.numbers("low", "high")
	if err != nil {
		return nil, err
	}
	d, err := c.design()
	if err != nil {
		return nil, err
	}
	targets, err := c.targets("total")
	if err != nil {
		return nil, err
	}
	names := make([]string, 0, len(targets))
	for name := range targets {
		names = append(names, name)
	}
	slices.Sort(names)
	var columns stats.Columns
	totals := make([]float64, len(names))
	for i, name := range names {
		totals[i] = targets[name]
		if name == "rows" {
			columns.AddIntercept(c.data.Rows())
			continue
		}
		values, err := c.data.Numbers(name)
		if err != nil {
			return nil, err
		}
		columns.Add(name, values)
	}
	out, err := stats.Calibrate(d, columns, totals, stats.Calibration{Logit: v[1] > 0, Low: v[0], High: v[1]})
	if err != nil {
		return nil, err
	}
	return calibrated(c, d, out, columns)
}

// calibrated shows the totals, the cost of the weights and what they change.
func calibrated(c *call, d, out stats.SampleDesign, columns stats.Columns) (*result, error) {
	r := &result{}
	for j, name := range columns.Names {
		before, after := 0.0, 0.0
		for i, x := range columns.Values[j] {
			before += d.Weights[i] * x
			after += out.Weights[i] * x
		}
		r.add("total", name).set("before", before).set("after", after)
	}
	effect, err := stats.KishEffect(out.Weights)
	if err != nil {
		return nil, err
	}
	least, most := math.Inf(1), 0.0
	for i, w := range out.Weights {
		if d.Weights[i] > 0 {
			least, most = math.Min(least, w/d.Weights[i]), math.Max(most, w/d.Weights[i])
		}
	}
	r.add("weights", "all").set("effect", effect).set("effective_n", float64(len(out.Weights))/effect).set("least_factor", least).set("most_factor", most)
	return r, rakedMeans(c, r, d, out)
}
