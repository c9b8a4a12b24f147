// Coders and features: agreement, Kano.
package statcmd

import (
	"math"

	"dealervoice/analysis/stats"
)

func codingMethods() []method {
	return []method{
		{name: "kappa", family: "scales", short: "agreement of two coders beyond chance", convention: "Cohen's kappa, unweighted; s.e. of Fleiss, Cohen and Everitt",
			flags: []flag{must("a", text, "column of the first coder"), must("b", text, "column of the second coder")}, run: runKappa},
		{name: "krippendorff", family: "scales", short: "agreement of several coders with gaps", convention: "units coded once are left out",
			flags: []flag{must("coders", list, "columns of codes as numbers"), may("metric", text, "nominal", "nominal or interval")}, run: runKrippendorff},
		{name: "kano", family: "scales", short: "Kano class of a feature from the pair of questions", convention: "1 like, 2 expect, 3 neutral, 4 live with, 5 dislike; table of Berger et al.; clear: Fong's test at 90 %",
			flags: []flag{must("having", text, "answers to having the feature"), must("lacking", text, "answers to not having it")}, run: runKano},
	}
}

func runKappa(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	s, err := c.take(wanted{words: []string{c.text("a"), c.text("b")}})
	if err != nil {
		return nil, err
	}
	k, err := stats.Kappa(s.words[c.text("a")], s.words[c.text("b")], level)
	if err != nil {
		return nil, err
	}
	r, row := single()
	row.set("n", float64(k.N)).set("kappa", k.Value).set("se", k.SE).set("low", k.Low).set("high", k.High)
	return r, nil
}

func runKrippendorff(c *call) (*result, error) {
	word, err := c.one("metric", "nominal", "interval")
	if err != nil {
		return nil, err
	}
	names := c.list("coders")
	s, err := c.gaps(wanted{measures: names})
	if err != nil {
		return nil, err
	}
	var coders [][]float64
	for _, name := range names {
		coders = append(coders, s.numbers[name])
	}
	alpha, units, err := stats.KrippendorffAlpha(coders, map[string]stats.Metric{"nominal": stats.NominalMetric, "interval": stats.IntervalMetric}[word])
	if err != nil {
		return nil, err
	}
	r, row := single()
	r.use("metric", word)
	row.set("units", float64(units)).set("alpha", alpha)
	return r, nil
}

func runKano(c *call) (*result, error) {
	having, lacking := c.text("having"), c.text("lacking")
	s, err := c.take(wanted{measures: []string{having, lacking}})
	if err != nil {
		return nil, err
	}
	wholes := func(xs []float64) ([]int, error) {
		out := make([]int, len(xs))
		for i, x := range xs {
			if x != math.Trunc(x) {
				return nil, usagef("answer %v is not a whole number", x)
			}
			out[i] = int(x)
		}
		return out, nil
	}
	h, err := wholes(s.numbers[having])
	if err != nil {
		return nil, err
	}
	l, err := wholes(s.numbers[lacking])
	if err != nil {
		return nil, err
	}
	k, err := stats.KanoFeature(h, l)
	if err != nil {
		return nil, err
	}
	r := &result{}
	state := "not clear"
	if k.Clear {
		state = "clear"
	}
	r.add("class", string(k.Class), "lead", state).set("n", float64(k.N)).set("better", k.Better).set("worse", k.Worse)
	for _, class := range []stats.KanoClass{stats.MustBe, stats.OneDimensional, stats.Attractive, stats.Indifferent, stats.Reverse, stats.Questionable} {
		r.add("answers", string(class)).set("count", float64(k.Counts[class]))
	}
	return r, nil
}
