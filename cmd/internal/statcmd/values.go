// Counting answers, also several in one row.
package statcmd

import (
	"slices"
	"strconv"
	"strings"

	"dealervoice/analysis/frame"
	"dealervoice/analysis/stats"
)

func levels(words []string) []string { return frame.Levels(words) }

func runValues(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	rows, err := answersOfRows(c)
	if err != nil {
		return nil, err
	}
	counts, base := map[string]int{}, 0
	var every []string
	for _, answers := range rows {
		if len(answers) > 0 {
			base++
		}
		for _, a := range answers {
			counts[a]++
			every = append(every, a)
		}
	}
	r := &result{}
	names := levels(every)
	slices.SortStableFunc(names, func(a, b string) int { return counts[b] - counts[a] })
	for _, name := range names {
		row := r.add("value", name).set("count", float64(counts[name])).set("base", float64(base))
		e, err := stats.Proportion(counts[name], base, level)
		if err != nil {
			return nil, err
		}
		row.set("share", e.Value).set("low", e.Low).set("high", e.High)
	}
	r.note("rows without an answer: %d; answers for each row with one: %.6g", len(rows)-base, float64(len(every))/float64(max(base, 1)))
	return r, nil
}

// answersOfRows gives the different answers of each row.
func answersOfRows(c *call) ([][]string, error) {
	out := make([][]string, c.data.Rows())
	sign := c.text("split")
	for _, name := range c.list("y") {
		words, err := c.data.Words(name)
		if err != nil {
			return nil, err
		}
		for i, w := range words {
			parts := []string{w}
			if sign != "" {
				parts = strings.Split(w, sign)
			}
			for _, p := range parts {
				if p = strings.TrimSpace(p); p != "" && !slices.Contains(out[i], p) {
					out[i] = append(out[i], p)
				}
			}
		}
	}
	if !c.given("min") {
		return out, nil
	}
	low, err := c.num("min")
	if err != nil {
		return nil, err
	}
	for i := range out {
		out[i] = slices.DeleteFunc(out[i], func(a string) bool {
			v, err := strconv.ParseFloat(a, 64)
			return err == nil && v <= low
		})
	}
	return out, nil
}
