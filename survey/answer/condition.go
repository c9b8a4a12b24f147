// What conditions decide about an element, in the order survey-core runs them.

package answer

import (
	"math"

	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

// condition runs what is conditional about an element, its children first.
func (fr *frame) condition(e *definition.Element) {
	for _, child := range e.Elements {
		fr.condition(child)
	}
	s := &fr.states[e.Index]
	before := s.visible
	s.visible = fr.holds(e.VisibleIf, e.Visible)
	fr.turned(e, before)
	s.required = fr.holds(e.RequiredIf, e.Required)
	s.readOnly = e.ReadOnly
	if e.EnableIf != nil {
		s.readOnly = fr.eval(e.EnableIf) == false
	}
	switch e.Type {
	case definition.Calculation:
		fr.compute(e)
		return
	case definition.Ranking:
		fr.filterChoices(e, s)
		fr.completeRanking(e)
	case definition.Matrix:
		fr.filterGrid(e, s)
	case definition.MatrixDropdown, definition.MatrixDynamic, definition.PanelDynamic, definition.MultipleText:
		fr.count(e, s)
		fr.inner(e, s)
		fr.total(e)
	case definition.Rating:
		fr.filterSteps(e, s)
	default:
		if e.HasChoices() {
			fr.filterChoices(e, s)
		}
	}
	fr.defaultFormula(e)
}

// compute gives an expression element its value; inside something read-only
// it keeps the one it has.
func (fr *frame) compute(e *definition.Element) {
	if fr.readOnly(e) {
		return
	}
	v := fr.eval(e.Formula)
	if f, ok := v.(float64); ok && e.Precision >= 0 {
		v = expression.Round(f, e.Precision)
		if e.Precision == 0 {
			v = math.Round(f)
		}
	}
	if d, ok := v.(expression.Date); ok {
		v = nil
		if d.Valid() {
			v = d.String()
		}
	}
	fr.set(e, v)
}

// defaultFormula keeps a question at its defaultValueExpression as long as
// nobody answered it otherwise.
func (fr *frame) defaultFormula(e *definition.Element) {
	s := &fr.states[e.Index]
	if e.DefaultFormula == nil || !s.auto && !expression.Empty(fr.values[e.Key]) {
		return
	}
	if fr.clearsOnHidden(e) && !s.visible {
		return
	}
	if v := fr.defaultOf(e); !expression.Empty(v) {
		fr.set(e, v)
	}
}

// stored turns a computed value into one that can stand in answers.
func stored(v any) any {
	if d, ok := v.(expression.Date); ok {
		if !d.Valid() {
			return nil
		}
		return d.String()
	}
	return v
}

// items evaluates a condition over each choice, row or column: its own
// condition if it has one, else the common one. It returns which are hidden,
// nil when none is.
func (fr *frame) items(list []definition.Choice, common *expression.Expression) []bool {
	var hidden []bool
	for i := range list {
		e := list[i].VisibleIf
		if e == nil {
			e = common
		}
		if e == nil || fr.itemHolds(e, list[i].Value) {
			continue
		}
		if hidden == nil {
			hidden = make([]bool, len(list))
		}
		hidden[i] = true
	}
	return hidden
}

// itemHolds evaluates a condition in which {item} is the value of a choice.
func (fr *frame) itemHolds(e *expression.Expression, item any) bool {
	scope := fr.context()
	scope.Lookup = func(name string) (any, bool) {
		if name == "item" || name == "choice" || name == "self" {
			return item, true
		}
		return fr.lookup(name)
	}
	return e.Test(scope)
}

// filterSteps hides values of a rating that have conditions.
func (fr *frame) filterSteps(e *definition.Element, s *state) {
	if e.Listed {
		s.hidden = fr.items(e.Steps, nil)
	}
}

// filterGrid hides rows and columns of a single-choice matrix.
func (fr *frame) filterGrid(e *definition.Element, s *state) {
	s.hiddenRows = fr.items(e.Rows, e.RowsVisibleIf)
	s.hiddenColumns = fr.items(e.Columns, e.ColumnsVisibleIf)
}
