// The limits that come with a question's type.

package answer

import (
	"math"

	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

func (fr *frame) checkType(e *definition.Element, to sink) {
	switch e.Type {
	case definition.TextInput:
		fr.checkInput(e, to)
	case definition.Matrix:
		fr.checkRows(e, to)
		fr.checkRated(e, to)
	case definition.MatrixDropdown:
		fr.checkTasks(e, to)
	case definition.MultipleText:
		fr.checkSum(e, to)
	case definition.Checkbox, definition.Tagbox, definition.Ranking, definition.ImagePicker, definition.ImageMap:
		fr.checkComments(e, to)
		fr.checkLeast(e, to)
		fr.checkMost(e, to)
	case definition.Radiogroup, definition.Dropdown, definition.ButtonGroup:
		fr.checkComments(e, to)
	}
}

// checkComments asks for the text that a chosen option needs: "other", which?
func (fr *frame) checkComments(e *definition.Element, to sink) {
	if e.Other != nil && fr.otherText(e) == "" && fr.otherChosen(e) {
		to(newError(CodeOtherEmpty, nil).saying(e.OtherError).at(CommentSuffix))
		return
	}
	for _, c := range e.Choices {
		if c.CommentRequired && fr.selected(e, c.Value) && fr.choiceComment(e, c.Value) == "" {
			to(newError(CodeOtherEmpty, nil).saying(e.OtherError).at(CommentSuffix))
			return
		}
	}
}

func (fr *frame) otherChosen(e *definition.Element) bool {
	if fr.selected(e, "other") {
		return true
	}
	if fr.othersAsComment(e) {
		return false
	}
	return fr.ownWords(e) != ""
}

// otherText is what was written for "other": beside the answer or in it.
func (fr *frame) otherText(e *definition.Element) string {
	if fr.othersAsComment(e) {
		s, _ := fr.values[e.Key+CommentSuffix].(string)
		return s
	}
	return fr.ownWords(e)
}

// ownWords is the part of the answer that is no choice, where "other" is
// stored in the answer itself.
func (fr *frame) ownWords(e *definition.Element) string {
	items, ok := fr.value(e).([]any)
	if !ok {
		items = []any{fr.value(e)}
	}
	for _, item := range items {
		if s, ok := item.(string); ok && s != "" && fr.unknown(e, s) {
			return s
		}
	}
	return ""
}

// choiceComment is the text given with a choice that asks for one.
func (fr *frame) choiceComment(e *definition.Element, value any) string {
	items, ok := fr.value(e).([]any)
	if !ok {
		items = []any{fr.value(e)}
	}
	for _, item := range items {
		if m, ok := item.(map[string]any); ok && expression.Same(m["value"], value) {
			s, _ := m["comment"].(string)
			return s
		}
	}
	return ""
}

// checkLeast asks for as many choices as the question wants. "None of these"
// alone is enough.
func (fr *frame) checkLeast(e *definition.Element, to sink) {
	if e.MinSelected < 1 || e.Type == definition.ImagePicker {
		return
	}
	items, _ := fr.value(e).([]any)
	if len(items) == 1 {
		for _, special := range []*definition.Choice{e.None, e.Refuse, e.DontKnow} {
			if special != nil && items[0] == special.Value {
				return
			}
		}
	}
	if len(items) < e.MinSelected {
		to(Error{Code: CodeAnswerCount, Key: "answer.atleast", Args: map[string]any{"N": e.MinSelected}})
	}
}

// checkMost refuses more areas of a picture than the question wants. Of choices
// survey-core lets nobody take more; how many arrive is for the gate.
func (fr *frame) checkMost(e *definition.Element, to sink) {
	items, _ := fr.value(e).([]any)
	if e.Type == definition.ImageMap && e.MaxSelected > 0 && len(items) > e.MaxSelected {
		to(Error{Code: CodeAnswerCount, Key: "answer.atmost", Args: map[string]any{"N": e.MaxSelected}})
	}
}

// checkRows asks for an answer in each row, and for different ones.
func (fr *frame) checkRows(e *definition.Element, to sink) {
	if !e.EachRowRequired && !e.EachRowUnique {
		return
	}
	answers, _ := fr.value(e).(map[string]any)
	seen := map[string]bool{}
	for _, row := range shownOf(e.Rows, fr.states[e.Index].hiddenRows) {
		name := expression.Text(row.Value)
		v := answers[name]
		if noAnswer(v) {
			if e.EachRowRequired {
				to(newError(CodeRequiredInAllRows, nil).at(name))
			}
			continue
		}
		if key := expression.Text(v); e.EachRowUnique && seen[key] {
			to(Error{Code: CodeKeyDuplication, Key: "answer.rowunique", Row: name})
		} else {
			seen[key] = true
		}
	}
}

// checkInput checks the limits of a field to type in.
func (fr *frame) checkInput(e *definition.Element, to sink) {
	if fr.empty(e) {
		return
	}
	v := fr.value(e)
	low, high := fr.bound(e.LowerFormula, e.Lower), fr.bound(e.UpperFormula, e.Upper)
	if low != nil && fr.compare(e, v, low) < 0 {
		to(newError(CodeMin, map[string]any{"Min": expression.Text(low)}).saying(e.LowerError))
	}
	if high != nil && fr.compare(e, v, high) > 0 {
		to(newError(CodeMax, map[string]any{"Max": expression.Text(high)}).saying(e.UpperError))
	}
	if offStep(e, v) {
		to(Error{Code: CodeCustom, Key: "answer.step", Args: map[string]any{"Step": expression.Text(e.StepBy)}, Text: e.StepError})
	}
	if s, ok := v.(string); e.InputType == "email" && ok && !isEmail(s) && !hasValidator(e, "email") {
		to(newError(CodeEmail, nil))
	}
}

func hasValidator(e *definition.Element, kind string) bool {
	for _, v := range e.Validators {
		if v.Kind == kind {
			return true
		}
	}
	return false
}

// bound is a limit: computed if there is a formula, else as written.
func (fr *frame) bound(formula *expression.Expression, fixed any) any {
	if formula == nil {
		if expression.Empty(fixed) {
			return nil
		}
		return fixed
	}
	v := stored(fr.eval(formula))
	if expression.Empty(v) {
		return nil
	}
	return v
}

// compare orders an answer and a limit by the field's type; 0 when they cannot
// be ordered.
func (fr *frame) compare(e *definition.Element, a, b any) int {
	switch e.InputType {
	case "date", "datetime-local":
		da := expression.ParseDate(expression.Text(a), fr.form.on.Zone)
		db := expression.ParseDate(expression.Text(b), fr.form.on.Zone)
		if !da.Valid() || !db.Valid() {
			return 0
		}
		return da.Time().Compare(db.Time())
	}
	cmp, _ := expression.Order(a, b)
	return cmp
}

// offStep tells whether a number is not a multiple of the step.
func offStep(e *definition.Element, v any) bool {
	f, ok := v.(float64)
	if !ok || e.InputType != "number" || e.StepBy <= 0 {
		return false
	}
	n := f / e.StepBy
	return math.Abs(n-math.Round(n)) > 1e-9*math.Max(1, math.Abs(n))
}
