// Batteries of items.
package statcmd

import (
	"slices"

	"dealervoice/analysis/stats"
)

func batteryMethods() []method {
	return []method{
		{name: "alpha", family: "scales", short: "Cronbach's alpha of a battery, alpha without each item, item-rest correlation, person means",
			convention: "--gaps listwise | pairwise | median says what becomes of left-out items; items judged on complete respondents; reversed items recoded to low+high-x",
			flags: []flag{must("items", list, "columns"), may("reverse", list, "", "items asked the other way round"),
				may("scale", text, "", "LOW..HIGH of the answers, needed for --reverse"), may("gaps", text, "listwise", "listwise, pairwise or median")},
			run: runAlpha},
	}
}

func runAlpha(c *call) (*result, error) {
	names := c.list("items")
	items, err := c.battery(names)
	if err != nil {
		return nil, err
	}
	word, err := c.one("gaps", "listwise", "pairwise", "median")
	if err != nil {
		return nil, err
	}
	gaps := map[string]stats.Gaps{"listwise": stats.Listwise, "pairwise": stats.Pairwise, "median": stats.MedianFilled}[word]
	a, err := stats.CronbachAlpha(items, gaps)
	if err != nil {
		return nil, err
	}
	r := &result{}
	r.use("gaps", word)
	row := r.add("scale", "all items").set("n", float64(a.N)).set("alpha", a.Raw).set("standard_alpha", a.Standard)
	row.set("mean_r", a.MeanR).set("implied_r", a.ImpliedR)
	means, err := stats.PersonMeans(items)
	if err != nil {
		return nil, err
	}
	m, err := stats.MomentsOf(means)
	row.maybe("person_mean", m.Mean, err).maybe("person_sd", m.SD, err)
	for i, item := range a.Items {
		r.add("item", names[i]).set("alpha_without", item.AlphaWithout).set("rest_r", item.RestR)
	}
	return r, nil
}

// battery gives the items with their gaps, those of --reverse turned round.
func (c *call) battery(names []string) ([][]float64, error) {
	s, err := c.gaps(wanted{measures: names})
	if err != nil {
		return nil, err
	}
	reverse := c.list("reverse")
	for _, name := range reverse {
		if !slices.Contains(names, name) {
			return nil, usagef("--reverse names %q, which is not an item", name)
		}
	}
	low, high, err := c.limits("scale", len(reverse) > 0)
	if err != nil {
		return nil, err
	}
	items := make([][]float64, len(names))
	for i, name := range names {
		items[i] = s.numbers[name]
		if slices.Contains(reverse, name) {
			for k := range items[i] {
				items[i][k] = low + high - items[i][k]
			}
		}
	}
	return items, nil
}
