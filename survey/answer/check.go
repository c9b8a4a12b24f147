// What is wrong with the answers, as on pressing Complete.

package answer

import (
	"strings"

	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

// sink takes the errors found in a question.
type sink func(Error)

// check finds all errors on shown pages. It may take back answers that their
// questions do not offer, which runs the conditions again.
func (f *form) check() Errors {
	errs := Errors{}
	var at *definition.Element
	put := func(err Error) { errs[at.Name] = append(errs[at.Name], err) }
	for i := range f.pages {
		if !f.pages[i].shown {
			continue
		}
		p := f.def.Pages[i]
		f.root.checkList(p.Elements, func(e *definition.Element) sink {
			at = e // one question at a time: one sink serves them all
			return put
		})
		if f.pages[i].required && !f.pages[i].readOnly && f.root.unanswered(p.Elements) {
			errs[p.Name] = append(errs[p.Name], newError(CodeRequired, nil).saying(p.RequiredError))
		}
	}
	return errs
}

// checkList checks the visible elements of a page, panel or row.
func (fr *frame) checkList(list []*definition.Element, to func(*definition.Element) sink) {
	for _, e := range list {
		switch {
		case !fr.isVisible(e):
		case e.Type == definition.Panel:
			fr.checkList(e.Elements, to)
			s := &fr.states[e.Index]
			if s.required && !fr.readOnly(e) && fr.unanswered(e.Elements) {
				to(e)(newError(CodeRequired, nil).saying(e.RequiredError))
			}
		case e.IsQuestion():
			fr.check(e, to(e))
		}
	}
}

// unanswered tells that there are visible questions and none has an answer.
func (fr *frame) unanswered(list []*definition.Element) bool {
	asked := false
	for _, e := range definition.Flat(list) {
		if !e.IsQuestion() || !fr.states[e.Index].shown {
			continue
		}
		if !fr.empty(e) {
			return false
		}
		asked = true
	}
	return asked
}

// empty tells whether a question has no answer. Blanks around a text do not
// count, nor do dynamic panels with nothing in them.
func (fr *frame) empty(e *definition.Element) bool {
	v := fr.value(e)
	if e.Type == definition.PanelDynamic {
		return nothingIn(v)
	}
	return noAnswer(v)
}

func noAnswer(v any) bool {
	if s, ok := v.(string); ok {
		return blank(s)
	}
	return expression.Empty(v)
}

// nothingIn tells whether a list holds only objects without fields.
func nothingIn(v any) bool {
	items, _ := v.([]any)
	for _, item := range items {
		if m, ok := item.(map[string]any); !ok || len(m) > 0 {
			return false
		}
	}
	return true
}

// readOnly tells whether the question or what is around it cannot be changed.
func (fr *frame) readOnly(e *definition.Element) bool {
	for at := e; at != nil; at = at.Parent {
		if at.Owner() != fr.owner {
			return fr.parent.readOnly(at)
		}
		if fr.states[at.Index].readOnly {
			return true
		}
	}
	return fr.form.def.ReadOnly || fr.form.pages[e.Page.Index].readOnly
}

// check finds what is wrong with one question: in its rows and panels first,
// then required and the limits of its type, then its validators.
func (fr *frame) check(e *definition.Element, to sink) {
	if e.HasChoices() && fr.clearMode(e) != "none" {
		fr.takeBack(e)
		fr.form.again()
	}
	fr.checkInner(e, to)
	if fr.readOnly(e) && e.Type != definition.Calculation {
		return
	}
	n := 0
	count := func(err Error) { n++; to(err) }
	if fr.states[e.Index].required && e.Type != definition.Calculation && fr.empty(e) {
		count(newError(CodeRequired, nil).saying(e.RequiredError))
	}
	fr.checkType(e, count)
	if n == 0 {
		fr.validate(e, to)
	}
}

// clearMode says when the answer of a hidden question goes.
func (fr *frame) clearMode(e *definition.Element) string {
	if e.ClearIfInvisible != "default" {
		return e.ClearIfInvisible
	}
	return fr.form.def.ClearInvisible
}

// checkInner checks the questions in rows, panels and items.
func (fr *frame) checkInner(e *definition.Element, to sink) {
	for _, in := range fr.states[e.Index].inner {
		if in.shut {
			continue
		}
		in.checkList(in.top(), func(child *definition.Element) sink {
			return func(err Error) { to(err.at(in.path(child, err.Row))) }
		})
	}
	fr.checkKeys(e, to)
}

// path writes where an error in a row, panel or item stands.
func (fr *frame) path(child *definition.Element, row string) string {
	path := Error{Row: row}.Field(child.Key)
	if fr.place == "" {
		return path
	}
	return fr.place + "." + path
}

// checkKeys finds rows or panels that say the same where they must differ.
func (fr *frame) checkKeys(e *definition.Element, to sink) {
	inner := fr.states[e.Index].inner
	for _, child := range e.Inner() {
		if !child.Unique && (e.KeyName == "" || child.Key != e.KeyName) {
			continue
		}
		seen := map[string]bool{}
		for _, in := range inner {
			v := in.values[child.Key]
			if in.shut || noAnswer(v) {
				continue
			}
			key := folded(v)
			if seen[key] {
				to(newError(CodeKeyDuplication, nil).saying(e.KeyError).at(in.path(child, "")))
			}
			seen[key] = true
		}
	}
}

// folded is a value as a key to compare by: texts without case.
func folded(v any) string { return strings.ToLower(expression.Text(v)) }
