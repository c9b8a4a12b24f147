// Totals under the columns of a matrix of questions: {orders-total.qty}.

package answer

import (
	"reflect"
	"strings"

	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

// TotalSuffix ends the key of a matrix's totals.
const TotalSuffix = "-total"

// total computes what the columns of a matrix come to, for conditions to read.
func (fr *frame) total(e *definition.Element) {
	if !e.HasTotals() || fr.parent != nil {
		return
	}
	f, key := fr.form, strings.ToLower(e.Key+TotalSuffix)
	out := map[string]any{}
	for _, c := range e.Cells {
		if v := fr.totalOf(e, c); v != nil {
			out[c.Name] = v
		}
	}
	if old, ok := f.vars[key]; !ok || !reflect.DeepEqual(old, any(out)) {
		f.changed = true
	}
	f.vars[key] = out
}

// totalOf computes the total of a column; nil where there is none.
func (fr *frame) totalOf(e, c *definition.Element) any {
	if c.TotalFormula != nil {
		return stored(fr.eval(c.TotalFormula))
	}
	var list []float64
	filled := 0
	for _, row := range fr.states[e.Index].inner {
		v := row.values[c.Key]
		if row.shut || noAnswer(v) {
			continue
		}
		filled++
		if n, ok := expression.Number(expression.Text(v)); ok {
			list = append(list, n)
		}
	}
	return totalOf(c.Total, list, filled)
}

func totalOf(kind string, list []float64, filled int) any {
	sum := 0.0
	for _, n := range list {
		sum += n
	}
	switch kind {
	case "sum":
		return sum
	case "count":
		return float64(filled)
	case "avg":
		if len(list) == 0 {
			return 0.0
		}
		return sum / float64(len(list))
	case "min", "max":
		if len(list) == 0 {
			return nil
		}
		best := list[0]
		for _, n := range list[1:] {
			if kind == "min" == (n < best) {
				best = n
			}
		}
		return best
	}
	return nil
}

// empty tells of rows without any answer.
func empty(v any) bool {
	list, isList := v.([]any)
	return isList && nothingIn(list)
}

// storeTotals puts totals into the result, as survey-core does: those of every
// matrix that was given anything, also where it is hidden in the end.
func (f *form) storeTotals(out Data) {
	for _, e := range f.def.Questions() {
		if given := f.root.values[e.Key]; !e.HasTotals() || given == nil || empty(given) {
			continue
		}
		if m, ok := f.vars[strings.ToLower(e.Key+TotalSuffix)].(map[string]any); ok && len(m) > 0 {
			out[e.Key+TotalSuffix] = m
		}
	}
}
