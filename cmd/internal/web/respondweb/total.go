package respondweb

// What stands under the columns of a matrix of questions.

import (
	"strconv"

	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// totals shows what the engine made of the columns that ask for it.
func (b *builder) totals(p *part, e *definition.Element) {
	made, _ := b.d.Result[e.Key+answer.TotalSuffix].(map[string]any)
	for _, c := range e.Cells {
		v, ok := made[c.Name].(float64)
		if !ok || b.item != nil {
			continue
		}
		kind := c.Total
		if c.TotalFormula != nil {
			kind = "sum"
		}
		p.Totals = append(p.Totals, total{Title: b.words.T("respond.total."+kind, "Column", b.title(c)), Value: strconv.FormatFloat(v, 'f', -1, 64)})
	}
}
