// Tasks of MaxDiff and conjoint questions, and points that share a total.

package answer

import (
	"math"
	"slices"

	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

// taskItems are the items that a row of a MaxDiff question shows, in their
// order; ok is false for other rows.
func (fr *frame) taskItems(e *definition.Element) (items []definition.Choice, ok bool) {
	if fr.owner == nil || fr.owner.DV.MaxDiff == nil {
		return nil, false
	}
	if fr.offer == nil {
		blocks := fr.owner.Blocks()
		set := fr.form.cell(fr.form.def.Design(fr.owner.Key + definition.SetSuffix))
		if set < 0 || set >= len(blocks) || fr.index >= len(blocks[set]) {
			return nil, false
		}
		all := fr.owner.Objects()
		fr.offer = make([]definition.Choice, 0, len(blocks[set][fr.index]))
		for _, place := range blocks[set][fr.index] {
			fr.offer = append(fr.offer, all[place])
		}
	}
	return fr.offer, true
}

// Profiles are what a conjoint question shows, by task and alternative: of each
// factor (Element.Profile) the place of its level.
func (d *Decision) Profiles(name string) [][][]int {
	e := d.form.def.Question(name)
	if e == nil || e.DV.Conjoint == nil {
		return nil
	}
	sets := e.Sets()
	set := d.form.cell(d.form.def.Design(e.Key + definition.SetSuffix))
	if set < 0 || set >= len(sets) {
		return nil
	}
	out := make([][][]int, len(sets[set]))
	for t, task := range sets[set] {
		for _, p := range task {
			out[t] = append(out[t], p)
		}
	}
	return out
}

// checkSum asks for points that make up the total as soon as one is given.
// Fields left empty are 0.
func (fr *frame) checkSum(e *definition.Element, to sink) {
	if e.DV.ConstantSum == nil || fr.empty(e) {
		return
	}
	given, total := fr.given(e), e.DV.ConstantSum.Total
	args := map[string]any{"Total": expression.Text(total), "Given": expression.Text(given), "Left": expression.Text(expression.Round(math.Abs(total-given), 6))}
	switch {
	case math.Abs(given-total) < 1e-6:
	case given < total:
		to(Error{Code: CodeCustom, Key: "answer.sum_left", Args: args})
	default:
		to(Error{Code: CodeCustom, Key: "answer.sum_over", Args: args})
	}
}

// given sums the points of a constant sum.
func (fr *frame) given(e *definition.Element) float64 {
	m, _ := fr.value(e).(map[string]any)
	sum := 0.0
	for _, item := range e.Items {
		if f, ok := m[item.Key].(float64); ok {
			sum += f
		}
	}
	return expression.Round(sum, 6)
}

// Sum is what a constant sum's points add up to so far, and what is left.
func (d *Decision) Sum(name string) (given, left float64) {
	e := d.form.def.Question(name)
	if e == nil || e.DV.ConstantSum == nil {
		return 0, 0
	}
	given = d.form.root.given(e)
	return given, expression.Round(e.DV.ConstantSum.Total-given, 6)
}

// checkTasks asks for a best and a worst in every task that was begun, in all of
// them where the question is required, and for two different ones.
func (fr *frame) checkTasks(e *definition.Element, to sink) {
	if e.DV.MaxDiff == nil {
		return
	}
	best, worst := e.Cells[0], e.Cells[1]
	for _, row := range fr.states[e.Index].inner {
		b, w := row.values[best.Key], row.values[worst.Key]
		begun := !noAnswer(b) || !noAnswer(w)
		if !begun && !fr.states[e.Index].required {
			continue
		}
		for _, c := range []*definition.Element{best, worst} {
			if noAnswer(row.values[c.Key]) && !row.states[c.Index].required {
				to(newError(CodeRequired, nil).at(row.path(c, "")))
			}
		}
		if !noAnswer(b) && !noAnswer(w) && expression.Same(b, w) {
			to(Error{Code: CodeCustom, Key: "answer.bestworst"}.at(row.path(worst, "")))
		}
	}
}

// checkRated asks for an answer to every task of a conjoint question that is
// required.
func (fr *frame) checkRated(e *definition.Element, to sink) {
	if e.DV.Conjoint == nil || !fr.states[e.Index].required || e.EachRowRequired {
		return
	}
	answers, _ := fr.value(e).(map[string]any)
	for _, row := range e.Rows {
		if name := expression.Text(row.Value); noAnswer(answers[name]) && len(answers) > 0 {
			to(newError(CodeRequiredInAllRows, nil).at(name))
		}
	}
}

// checkShown refuses items that a task did not show, and choices of a list that
// do not go with the answers above, which only the decision can tell.
func (d *Decision) checkShown(given Data) {
	for _, e := range d.form.def.Questions() {
		if !d.form.root.states[e.Index].shown {
			continue
		}
		switch {
		case e.DV.MaxDiff != nil:
			d.checkItems(e, given)
		case len(e.Parents()) > 0:
			if v := given[e.Key]; v != nil && !slices.ContainsFunc(listOf(v), func(item any) bool { return !d.form.root.unknown(e, item) }) {
				d.Errors[e.Name] = []Error{newError(CodeUnknownOption, map[string]any{"Value": clipValue(v)})}
			}
		}
	}
}

func listOf(v any) []any {
	if list, ok := v.([]any); ok {
		return list
	}
	return []any{v}
}

func (d *Decision) checkItems(e *definition.Element, given Data) {
	rows, _ := given[e.Key].(map[string]any)
	for _, row := range d.form.root.states[e.Index].inner {
		cells, _ := rows[row.place].(map[string]any)
		for _, c := range e.Cells {
			v := cells[c.Key]
			if shown, ok := row.taskItems(c); v == nil || !ok || definition.IndexOf(shown, v) >= 0 {
				continue
			}
			err := newError(CodeUnknownOption, map[string]any{"Value": clipValue(v)}).at(row.path(c, ""))
			d.Errors[e.Name] = append(slices.DeleteFunc(d.Errors[e.Name], func(old Error) bool { return old.Row == err.Row }), err)
		}
	}
}
