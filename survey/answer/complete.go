// What completion stores: the answers without those of hidden questions.

package answer

import (
	"fmt"
	"maps"
	"slices"

	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

// complete returns the answers without what hidden questions hold and what no
// question offers, and with the calculated values that belong to the result.
// It happens once and runs no conditions again; the run itself keeps its
// answers.
func (f *form) complete() Data {
	answers := f.root.values
	f.root.values = copyAnswers(f.root.elements, answers)
	f.root.reopen()
	for _, e := range f.def.Questions() {
		f.root.dropOther(e)
	}
	for _, e := range f.def.Questions() {
		f.root.clear(e)
	}
	out := Data(f.root.values)
	for _, c := range f.def.Calculated {
		if c.InResult {
			if v := stored(f.calc[c.Name]); v != nil {
				out[c.Name] = v
			}
		}
	}
	f.storeDealt(out)
	f.root.values = answers
	f.storeTotals(out)
	f.root.reopen()
	return out
}

// reopen points the frames inside questions to the answers as they are now.
func (fr *frame) reopen() {
	for _, e := range fr.elements {
		s := &fr.states[e.Index]
		if s.inner == nil {
			continue
		}
		fr.openInner(e, s)
		for _, in := range s.inner {
			in.reopen()
		}
	}
}

// dropOther takes away the text for "other" where "other" is not chosen.
func (fr *frame) dropOther(e *definition.Element) {
	if e.Other != nil && fr.othersAsComment(e) && !fr.selected(e, "other") {
		delete(fr.values, e.Key+CommentSuffix)
	}
}

// clear takes away the answer of a hidden question, the hidden parts of a
// shown one, and choices it does not offer.
func (fr *frame) clear(e *definition.Element) {
	if fr.clearMode(e) == "none" {
		return
	}
	if e.Type == definition.PanelDynamic {
		fr.clearInner(e)
	}
	s := &fr.states[e.Index]
	if !s.shown && !fr.shownElsewhere(e) {
		fr.drop(e.Key)
		if asksComment(e) {
			fr.drop(e.Key + CommentSuffix)
		}
		return
	}
	switch {
	case e.HasChoices():
		fr.takeBack(e)
	case e.Type == definition.Matrix:
		fr.clearCells(e)
	case e.Type == definition.MatrixDropdown, e.Type == definition.MatrixDynamic:
		fr.clearRows(e)
	}
}

// drop takes an answer away. An empty list is none, and stays.
func (fr *frame) drop(key string) {
	v, ok := fr.values[key]
	if list, isList := v.([]any); ok && (!isList || len(list) > 0) {
		delete(fr.values, key)
		fr.store()
	}
}

// shownElsewhere tells whether another shown question stores under the same
// key.
func (fr *frame) shownElsewhere(e *definition.Element) bool {
	return e.Shared && slices.ContainsFunc(fr.elements, func(other *definition.Element) bool {
		return other != e && other.IsQuestion() && other.Key == e.Key && fr.states[other.Index].shown
	})
}

// clearInner clears the questions in each panel. Panels that were never shown
// keep what they were given (see Occasion.Unseen).
func (fr *frame) clearInner(e *definition.Element) {
	if fr.form.on.Unseen && !fr.form.sawPanels(e) {
		return
	}
	for _, in := range fr.states[e.Index].inner {
		for _, child := range in.elements {
			if !child.IsQuestion() || in.shut && in.states[child.Index].visible {
				continue
			}
			in.clear(child)
		}
	}
}

// clearCells drops hidden rows of a single-choice matrix and answers that are
// no shown column. Rows the matrix does not know stay; the gate refuses them.
func (fr *frame) clearCells(e *definition.Element) {
	answers, _ := fr.value(e).(map[string]any)
	if len(answers) == 0 {
		return
	}
	s := &fr.states[e.Index]
	columns := shownOf(e.Columns, s.hiddenColumns)
	kept, copied := answers, false // the object may be shared
	for i, row := range e.Rows {
		name := expression.Text(row.Value)
		v, ok := answers[name]
		if !ok {
			continue
		}
		left, whole := knownCells(columns, v)
		hidden := s.hiddenRows != nil && s.hiddenRows[i]
		if whole && !hidden {
			continue
		}
		if !copied {
			kept, copied = maps.Clone(answers), true
		}
		if kept[name] = left; hidden || left == nil {
			delete(kept, name)
		}
	}
	fr.keep(e.Key, kept)
}

// knownCells keeps what is a column, nil when nothing is, and tells whether that
// is all of it.
func knownCells(columns []definition.Choice, v any) (left any, whole bool) {
	items, isList := v.([]any)
	if !isList {
		if definition.IndexOf(columns, v) < 0 {
			return nil, false
		}
		return v, true
	}
	kept := slices.DeleteFunc(slices.Clone(items), func(item any) bool { return definition.IndexOf(columns, item) < 0 })
	if len(kept) == 0 {
		return nil, false
	}
	return kept, len(kept) == len(items)
}

// clearRows drops the answers of hidden rows.
func (fr *frame) clearRows(e *definition.Element) {
	if e.Type == definition.MatrixDropdown {
		rows, _ := fr.value(e).(map[string]any)
		if len(rows) == 0 {
			return
		}
		for _, in := range fr.states[e.Index].inner {
			if in.shut {
				delete(rows, fmt.Sprint(in.row.Value))
			}
		}
		fr.keep(e.Key, rows)
	}
}
