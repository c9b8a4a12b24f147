// Rows, dynamic panels and multiple texts: a frame for each.

package answer

import (
	"fmt"
	"slices"

	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

// inner opens or refreshes the frames inside a question and runs the
// conditions in them.
func (fr *frame) inner(e *definition.Element, s *state) {
	fr.openInner(e, s)
	hiddenCells := fr.hiddenCells(e)
	for _, in := range s.inner {
		in.shut = !in.holds(e.TemplateVisibleIf, true) || !in.rowHolds(e)
		for _, child := range in.top() {
			in.condition(child)
		}
		for i, hidden := range hiddenCells {
			in.states[i].visible = in.states[i].visible && !hidden
		}
	}
}

func (fr *frame) openInner(e *definition.Element, s *state) {
	switch e.Type {
	case definition.MultipleText:
		fr.openText(e, s)
	case definition.MatrixDropdown:
		fr.openRows(e, s)
	default:
		fr.openItems(e, s)
	}
}

// top are the elements of a frame that no panel in it is around.
func (fr *frame) top() []*definition.Element {
	if fr.owner != nil {
		return fr.owner.Top()
	}
	return fr.elements
}

// hiddenCells tells which columns of a matrix are not shown.
func (fr *frame) hiddenCells(e *definition.Element) []bool {
	if e.ColumnsVisibleIf == nil || len(e.Cells) == 0 {
		return nil
	}
	hidden := make([]bool, len(e.Cells))
	for i, c := range e.Cells {
		hidden[i] = !fr.itemHolds(e.ColumnsVisibleIf, c.Name)
	}
	return hidden
}

// rowHolds evaluates what decides about the row itself.
func (fr *frame) rowHolds(e *definition.Element) bool {
	if fr.word != "row" {
		return true
	}
	if e.RowsVisibleIf != nil && !fr.itemHolds(e.RowsVisibleIf, fr.row.Value) {
		return false
	}
	return fr.row.VisibleIf == nil || fr.itemHolds(fr.row.VisibleIf, fr.row.Value)
}

func (fr *frame) newInner(e *definition.Element) *frame {
	elements := e.Inner()
	return &frame{form: fr.form, parent: fr, owner: e, elements: elements, states: newStates(elements)}
}

func (fr *frame) openText(e *definition.Element, s *state) {
	if len(s.inner) == 0 {
		s.inner = []*frame{fr.newInner(e)}
	}
	s.inner[0].values = objectOf(fr.value(e))
}

// objectOf returns an object, or a new one where there is none yet. The new
// one is stored when a value is set in it.
func objectOf(v any) map[string]any {
	if m, ok := v.(map[string]any); ok {
		return m
	}
	return map[string]any{}
}

func (fr *frame) openRows(e *definition.Element, s *state) {
	if s.inner == nil {
		s.inner = make([]*frame, len(e.Rows))
		for i, row := range e.Rows {
			in := fr.newInner(e)
			in.word, in.place, in.index, in.row = "row", fmt.Sprint(row.Value), i, row
			s.inner[i] = in
		}
	}
	rows := objectOf(fr.value(e))
	for _, in := range s.inner {
		in.values = objectOf(rows[in.place])
	}
}

func (fr *frame) openItems(e *definition.Element, s *state) {
	items, given := fr.value(e).([]any)
	n := len(items)
	if n == 0 && !(given && e.Type == definition.MatrixDynamic) {
		n = e.Count
	}
	if n > 0 && e.Type == definition.MatrixDynamic {
		n = max(n, e.MinCount)
	}
	if e.CountFormula != nil {
		n = s.count
	}
	for i := len(s.inner); i < n; i++ {
		in := fr.newInner(e)
		in.place, in.index = fmt.Sprintf("[%d]", i), i
		in.word = "panel"
		if e.Type == definition.MatrixDynamic {
			in.word = "row"
		}
		s.inner = append(s.inner, in)
	}
	s.inner = s.inner[:n]
	for i, in := range s.inner {
		var item any
		if i < len(items) {
			item = items[i]
		}
		in.values = objectOf(item)
	}
}

// count computes how many rows or panels there are, where a formula says it. The
// answers of those beyond go; panels that are there are part of the answer.
func (fr *frame) count(e *definition.Element, s *state) {
	if e.CountFormula == nil {
		return
	}
	n := 0
	if f, ok := expression.Number(expression.Text(fr.eval(e.CountFormula))); ok && f > 0 {
		n = int(min(f, float64(e.MaxCount)))
	}
	s.count = max(n, e.MinCount)
	items, _ := fr.value(e).([]any)
	switch {
	case len(items) > s.count:
		fr.set(e, slices.Clone(items[:s.count]))
	case len(items) == 0 && fr.form.on.Unseen && s.count == s.opened: // nothing changed
	case len(items) < s.count && e.Type == definition.PanelDynamic:
		items = slices.Clone(items)
		for len(items) < s.count {
			items = append(items, map[string]any{})
		}
		fr.set(e, items)
	}
}

// storeItem puts the answers of a row or panel into the list around it, which
// grows where this is the first answer in it.
func (fr *frame) storeItem() {
	key := fr.owner.Key
	items, _ := fr.parent.values[key].([]any)
	for len(items) <= fr.index {
		items = append(items, map[string]any{})
	}
	items[fr.index] = fr.values
	fr.parent.values[key] = items
	fr.parent.store()
}
