// Choices: which are there, which are shown, which answers they allow.

package answer

import (
	"fmt"
	"slices"

	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

// active returns the choices a question has before conditions hide any: its
// own, or those it takes from another question.
func (fr *frame) active(e *definition.Element) []definition.Choice {
	if items, ok := fr.taskItems(e); ok {
		return items
	}
	if parents := e.Parents(); len(parents) > 0 {
		return fr.branch(e, parents)
	}
	if e.ChoicesFrom == "" {
		return e.Choices
	}
	from, at := fr.find(e.ChoicesFrom)
	if from == nil {
		return e.Choices
	}
	switch {
	case from.HasChoices():
		return at.carried(e, from)
	case from.Type == definition.Matrix, from.Type == definition.MatrixDropdown:
		return shownOf(from.Rows, at.states[from.Index].hiddenRows)
	}
	return at.listed(e, from)
}

// branch are the choices of a list that go with the answers above.
func (fr *frame) branch(e *definition.Element, parents []string) []definition.Choice {
	answers := make([]any, len(parents))
	for i, name := range parents {
		from, at := fr.find(name)
		if from == nil {
			return nil
		}
		if answers[i] = at.value(from); noAnswer(answers[i]) {
			return nil
		}
	}
	return e.Branch(answers)
}

// find returns a question by name, here or further out.
func (fr *frame) find(name string) (*definition.Element, *frame) {
	for at := fr; at.parent != nil; at = at.parent {
		for _, e := range at.elements {
			if e.Name == name {
				return e, at
			}
		}
	}
	root := fr.form.root
	return fr.form.def.Question(name), root
}

// carried are the choices taken from a question with choices: all, those
// selected there, or those not.
func (fr *frame) carried(e, from *definition.Element) []definition.Choice {
	shown := fr.visibleChoices(from)
	if e.ChoicesFromMode == "all" {
		return shown
	}
	var out []definition.Choice
	for _, c := range shown {
		if fr.selected(from, c.Value) == (e.ChoicesFromMode == "selected") {
			out = append(out, c)
		}
	}
	other, _ := fr.values[from.Key+CommentSuffix].(string)
	if e.ChoicesFromMode == "selected" && e.Other == nil && from.Other != nil && other != "" && fr.selected(from, "other") {
		out = append(out, definition.Choice{Value: "other", Text: definition.Plain(fr.form.def.Locale, other)})
	}
	return out
}

// listed are the choices taken from the rows of a dynamic matrix or panels.
func (fr *frame) listed(e, from *definition.Element) []definition.Choice {
	items, _ := fr.value(from).([]any)
	var out []definition.Choice
	for _, item := range items {
		m, _ := item.(map[string]any)
		key := e.ChoiceValuesFrom
		if key == "" {
			key = firstKey(from, m)
		}
		v := m[key]
		if expression.Empty(v) {
			continue
		}
		c := definition.Choice{Value: v}
		if text, ok := m[e.ChoiceTextsFrom]; ok {
			c.Text = definition.Plain(fr.form.def.Locale, expression.Text(text))
		}
		out = append(out, c)
	}
	return out
}

// firstKey is the first field of a row, in the order of the definition, that
// has a value.
func firstKey(from *definition.Element, m map[string]any) string {
	for _, child := range from.Inner() {
		if _, ok := m[child.Key]; ok {
			return child.Key
		}
	}
	return ""
}

// selected tells whether a choice is part of the answer.
func (fr *frame) selected(e *definition.Element, value any) bool {
	switch v := fr.value(e).(type) {
	case []any:
		return slices.ContainsFunc(v, func(item any) bool { return expression.Same(plainValue(item), value) })
	default:
		return expression.Same(plainValue(v), value)
	}
}

// plainValue takes the value out of a choice that was given with a comment of
// its own.
func plainValue(v any) any {
	if m, ok := v.(map[string]any); ok && m["value"] != nil {
		return m["value"]
	}
	return v
}

// filterChoices hides choices by their conditions and takes back an answer that
// the question does not offer now. Answers given to survey-core all at once
// are taken back only when their choice disappears (Occasion.Unseen).
func (fr *frame) filterChoices(e *definition.Element, s *state) {
	choices := fr.active(e)
	hidden := fr.items(choices, e.ChoicesVisibleIf)
	before, offered := s.hidden, s.offered
	s.hidden = hidden
	changed := !slices.Equal(normalHidden(before, len(choices)), normalHidden(hidden, len(choices)))
	if e.ChoicesFrom != "" {
		s.offered = choiceValues(choices)
		changed = changed || !slices.Equal(offered, s.offered)
	}
	if changed || !fr.form.on.Unseen && (hidden != nil || e.ChoicesFrom != "" || len(e.Parents()) > 0) {
		fr.takeBack(e)
	}
}

func choiceValues(choices []definition.Choice) []any {
	out := make([]any, len(choices))
	for i, c := range choices {
		out[i] = c.Value
	}
	return out
}

func normalHidden(hidden []bool, n int) []bool {
	if hidden == nil {
		return make([]bool, n)
	}
	return hidden
}

// visibleChoices are the choices shown now, in the order they are written, the
// ready-made ones not among them.
func (fr *frame) visibleChoices(e *definition.Element) []definition.Choice {
	return shownOf(fr.active(e), fr.states[e.Index].hidden)
}

func shownOf(list []definition.Choice, hidden []bool) []definition.Choice {
	if len(hidden) != len(list) {
		return list
	}
	out := make([]definition.Choice, 0, len(list))
	for i, c := range list {
		if !hidden[i] {
			out = append(out, c)
		}
	}
	return out
}

func (fr *frame) nothingToChoose(e *definition.Element) bool {
	s := &fr.states[e.Index]
	switch {
	case e.HasChoices():
		return len(fr.visibleChoices(e)) == 0 && (e.ChoicesFrom == "" || len(e.Specials()) == 0)
	case e.Type == definition.Matrix:
		return len(shownOf(e.Rows, s.hiddenRows)) == 0
	case e.Type == definition.MatrixDropdown:
		return !slices.ContainsFunc(s.inner, func(row *frame) bool { return !row.shut })
	}
	return false
}

// unknown tells whether a value is not one the question offers now.
func (fr *frame) unknown(e *definition.Element, v any) bool {
	v = plainValue(v)
	if v == "other" {
		return false
	}
	for _, special := range []*definition.Choice{e.None, e.Refuse, e.DontKnow} {
		if special != nil && special.Value == v {
			return false
		}
	}
	if _, ok := definition.Find(fr.visibleChoices(e), v); ok {
		return false
	}
	return !fr.sharedChoice(e, v)
}

// sharedChoice tells whether another question that stores under the same key
// offers the value.
func (fr *frame) sharedChoice(e *definition.Element, v any) bool {
	if !e.Shared {
		return false
	}
	for _, other := range fr.elements {
		if other != e && other.Key == e.Key && other.HasChoices() {
			if _, ok := definition.Find(fr.visibleChoices(other), v); ok {
				return true
			}
		}
	}
	return false
}

// takeBack removes from an answer what the question does not offer now.
func (fr *frame) takeBack(e *definition.Element) {
	v := fr.value(e)
	if v == nil || e.Shared {
		return
	}
	if e.Other != nil && !fr.othersAsComment(e) {
		return // the text of "other" is the answer itself
	}
	items, isList := v.([]any)
	if !isList {
		if fr.unknown(e, v) {
			fr.set(e, nil)
		}
		return
	}
	kept := slices.DeleteFunc(slices.Clone(items), func(item any) bool { return fr.unknown(e, item) })
	if len(kept) != len(items) {
		fr.set(e, kept)
	}
}

// othersAsComment tells whether the text of "other" stands beside the answer.
func (fr *frame) othersAsComment(e *definition.Element) bool {
	if e.ShowComment {
		return false
	}
	if e.OthersAsComment != nil {
		return *e.OthersAsComment
	}
	return fr.form.def.OthersAsComment
}

// completeRanking brings the answer of a ranking of all choices into line with
// the choices shown: what is gone goes, what was not ranked comes last.
func (fr *frame) completeRanking(e *definition.Element) {
	if e.SelectToRank {
		return
	}
	items, _ := fr.value(e).([]any)
	if len(items) == 0 {
		return
	}
	choices := fr.visibleChoices(e)
	ranked := make([]any, 0, len(choices))
	seen := make(map[string]bool, len(choices))
	for _, v := range items {
		c, ok := definition.Find(choices, v)
		if key := fmt.Sprint(c.Value); ok && !seen[key] {
			seen[key] = true
			ranked = append(ranked, v)
		}
	}
	for _, c := range choices {
		if !seen[fmt.Sprint(c.Value)] {
			ranked = append(ranked, c.Value)
		}
	}
	fr.set(e, ranked)
}
