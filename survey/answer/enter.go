// Entering answers one after the other, as a person does, so that what reacts
// to a change (triggers, setValueIf, resetValueIf) reacts.

package answer

import (
	"reflect"
	"slices"
	"strings"

	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

// maxReactions bounds how far one change may set off others.
const maxReactions = 200

// Enter returns the answers after somebody changed before into after: each
// question whose answer differs is entered in the order of the survey, and
// what the definition does on a change is done. Without such properties the
// result is after as it is. Neither argument is changed.
//
// A form calls it with the answers of the page before and after; a first call
// takes Initial as before. Answers that come all at once (API, import) are
// complete as they are and are not entered.
func Enter(def *definition.Definition, before, after Data, on Occasion) Data {
	if !def.Reacts() {
		return after
	}
	f := open(def, before, on)
	f.settle()
	f.markDefaults()
	f.live = true
	done := map[string]bool{}
	for _, e := range def.Questions() {
		if done[e.Key] {
			continue
		}
		done[e.Key] = true
		f.typeIn(e, e.Key, before, after)
		if asksComment(e) {
			f.typeIn(e, e.Key+CommentSuffix, before, after)
		}
	}
	for key, v := range after {
		if def.ByKey(key) == nil && !done[strings.TrimSuffix(key, CommentSuffix)] {
			f.root.values[key] = copyValue(v)
		}
	}
	return f.root.values
}

// typeIn enters one answer if the person changed it. One they left alone keeps
// what others set off.
func (f *form) typeIn(e *definition.Element, key string, before, after Data) {
	v, given := after[key]
	old, had := before[key]
	if given == had && reflect.DeepEqual(v, old) || e.Type == definition.Calculation {
		return
	}
	f.put(f.root, key, copyValue(v))
}

// put changes one answer and lets everything react.
func (f *form) put(fr *frame, key string, v any) {
	if f.reactions++; f.reactions > maxReactions {
		return
	}
	touched := f.touched
	f.keys = nil
	if e := f.def.ByKey(key); e != nil && fr.parent == nil {
		f.root.states[e.Index].auto = false
	}
	fr.setKey(key, v)
	if f.touched == touched {
		return
	}
	f.react()
}

// react runs the conditions, then what questions do on a change, then the
// survey's triggers.
func (f *form) react() {
	if !f.loading {
		f.settle()
	}
	keys := slices.Clone(f.keys)
	f.questionTriggers(f.root, keys)
	f.surveyTriggers(keys)
}

// markDefaults notes which answers are still the computed default, which then
// follow what they are computed from.
func (f *form) markDefaults() {
	for _, e := range f.def.Questions() {
		if e.DefaultFormula != nil {
			v := f.root.values[e.Key]
			f.root.states[e.Index].auto = expression.Empty(v) || reflect.DeepEqual(v, stored(f.root.eval(e.DefaultFormula)))
		}
	}
}

// changes tells whether a formula should run again: a name in it changed, or
// nothing can be known about what it depends on.
func changes(e *expression.Expression, keys []string) bool {
	if e == nil {
		return false
	}
	names := e.Names()
	if len(names) == 0 {
		return true
	}
	return slices.ContainsFunc(names, func(name string) bool { return named(name, keys) })
}

func named(name string, keys []string) bool {
	return slices.ContainsFunc(keys, func(key string) bool {
		if len(name) < len(key) || !strings.EqualFold(name[:len(key)], key) {
			return false
		}
		return len(name) == len(key) || name[len(key)] == '.' || name[len(key)] == '['
	})
}

// questionTriggers runs resetValueIf, setValueIf and setValueExpression of
// each question, also in rows and panels.
func (f *form) questionTriggers(fr *frame, keys []string) {
	for _, e := range fr.elements {
		if !e.IsQuestion() {
			continue
		}
		f.reset(fr, e, keys)
		f.setIf(fr, e, keys)
		for _, in := range fr.states[e.Index].inner {
			f.questionTriggers(in, keys)
		}
	}
}

func (f *form) reset(fr *frame, e *definition.Element, keys []string) {
	if e.ResetValueIf == nil || fr.empty(e) || !changes(e.ResetValueIf, keys) || fr.eval(e.ResetValueIf) != true {
		return
	}
	f.put(fr, e.Key, fr.defaultOf(e))
}

func (f *form) setIf(fr *frame, e *definition.Element, keys []string) {
	switch {
	case e.SetValueIf != nil:
		if changes(e.SetValueIf, keys) || changes(e.SetValue, keys) {
			if e.SetValueIf.Test(fr.context()) {
				f.put(fr, e.Key, fr.typed(e, stored(fr.eval(e.SetValue))))
			}
		}
	case e.SetValue != nil && changes(e.SetValue, keys):
		f.put(fr, e.Key, fr.typed(e, stored(fr.eval(e.SetValue))))
	}
}

// typed brings a computed value into the type of a field.
func (fr *frame) typed(e *definition.Element, v any) any {
	if s, ok := v.(string); ok && (e.InputType == "number" || e.InputType == "range") {
		if f, ok := expression.Number(s); ok {
			return f
		}
		return nil
	}
	return v
}
