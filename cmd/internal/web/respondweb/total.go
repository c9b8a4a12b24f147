package respondweb

// What stands under the columns of a matrix of questions.

import (
	"strconv"

	"dealervoice/cmd/internal/flat"
	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// totals computes the totals that the columns ask for, as far as the rows were
// answered.
func (b *builder) totals(p *part, e *definition.Element, items []answer.Item) {
	for _, c := range e.Cells {
		if c.Total == "" || c.Total == "none" {
			continue
		}
		if said, ok := totalOf(c, items); ok {
			p.Totals = append(p.Totals, total{Title: b.words.T("respond.total."+c.Total, "Column", b.title(c)), Value: said})
		}
	}
}

// totalOf computes one: of the numbers in the column, or how many rows have an
// answer there.
func totalOf(c *definition.Element, items []answer.Item) (string, bool) {
	var list []float64
	filled := 0
	for _, it := range items {
		v := it.Values[c.Key]
		if v == nil {
			continue
		}
		filled++
		if f, err := strconv.ParseFloat(flat.Text(v), 64); err == nil {
			list = append(list, f)
		}
	}
	if c.Total == "count" {
		return strconv.Itoa(filled), filled > 0
	}
	if len(list) == 0 {
		return "", false
	}
	out := list[0]
	for _, f := range list[1:] {
		switch c.Total {
		case "min":
			out = min(out, f)
		case "max":
			out = max(out, f)
		default:
			out += f
		}
	}
	if c.Total == "avg" {
		out /= float64(len(list))
	}
	return strconv.FormatFloat(rounded(out), 'f', -1, 64), true
}

// rounded cuts off what floating point adds behind the digits typed.
func rounded(f float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(f, 'f', 6, 64), 64)
	if err != nil {
		return f
	}
	return r
}
