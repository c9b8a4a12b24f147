// Default values: what a form holds before anybody writes in it.

package answer

import (
	"slices"

	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

// Initial returns the answers a new form starts with: default values and
// computed defaults. Hidden questions whose answers go when they hide get none.
//
// As in survey-core the defaults are entered one after the other before any
// condition is evaluated, so that triggers act on them too.
func Initial(def *definition.Definition, on Occasion) Data {
	f := open(def, nil, on)
	f.live, f.loading = true, true
	for _, e := range def.Questions() {
		f.root.fill(e)
	}
	f.loading = false
	f.keys = nil
	f.settle()
	f.surveyTriggers(slices.Clone(f.keys))
	return f.root.values
}

// fill gives an unanswered question its default value.
func (fr *frame) fill(e *definition.Element) {
	if !fr.empty(e) || fr.clearsOnHidden(e) && !fr.states[e.Index].visible {
		return
	}
	if v := fr.defaultOf(e); !expression.Empty(v) {
		fr.change(e.Key, v)
		if e.Other != nil && fr.othersAsComment(e) {
			fr.fillOther(e, v)
		}
	}
	fr.fillItems(e)
}

// change sets an answer; where answers are being entered, everything reacts.
func (fr *frame) change(key string, v any) {
	if fr.form.live && !fr.form.settling {
		fr.form.put(fr, key, v)
		return
	}
	fr.setKey(key, v)
}

// fillOther turns a default that is no choice into "other" with its text.
func (fr *frame) fillOther(e *definition.Element, v any) {
	if _, isList := v.([]any); !isList && fr.unknown(e, v) {
		fr.change(e.Key, "other")
		fr.change(e.Key+CommentSuffix, expression.Text(v))
	}
}

// fillItems fills the fields of a multiple text and of panels that are there
// from the start.
func (fr *frame) fillItems(e *definition.Element) {
	s := &fr.states[e.Index]
	if e.Type == definition.PanelDynamic || e.Type == definition.MultipleText {
		fr.openInner(e, s)
		for _, in := range s.inner {
			for _, child := range in.elements {
				if child.IsQuestion() {
					in.fill(child)
				}
			}
		}
	}
}

// defaultOf is the default value of a question, computed or as written.
func (fr *frame) defaultOf(e *definition.Element) any {
	if e.DefaultFormula != nil {
		if v := stored(fr.eval(e.DefaultFormula)); v != nil {
			return v
		}
	}
	switch {
	case e.Default == nil && e.DefaultItem != nil:
		items := make([]any, e.Count)
		for i := range items {
			items[i] = copyValue(e.DefaultItem)
		}
		return items
	case e.Type == definition.Boolean:
		return booleanDefault(e)
	}
	if list, ok := e.Default.([]any); ok && e.ValueProperty != "" {
		return e.Wrap(list, nil)
	}
	return copyValue(e.Default)
}

func booleanDefault(e *definition.Element) any {
	switch e.Default {
	case nil, "indeterminate":
		return nil
	case true, "true":
		return e.ValueTrue
	}
	return e.ValueFalse
}
