// Frames: the survey itself, a row, a dynamic panel or a multiple text, each
// with its questions, their answers and their state.

package answer

import (
	"fmt"
	"reflect"
	"strings"

	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

// frame is a set of questions side by side and their answers.
type frame struct {
	form     *form
	elements []*definition.Element
	values   map[string]any // by key
	states   []state        // by Element.Index

	// For frames inside a question:
	parent *frame
	owner  *definition.Element
	word   string // what conditions call it: "panel" or "row"; empty for a multiple text
	place  string // where errors in it stand: "[0]", "on_time"; empty for a multiple text
	index  int
	row    definition.Choice   // of a matrix
	shut   bool                // a row or panel that is not visible
	offer  []definition.Choice // of a MaxDiff: what the task shows

	scope expression.Scope
}

// state is what conditions decided about an element.
type state struct {
	visible, shown     bool
	required, readOnly bool
	auto               bool     // the answer is the computed default
	offered            []any    // choices taken from another question
	hidden             []bool   // choices not shown, by their place; nil: all are
	hiddenRows         []bool   // rows likewise
	hiddenColumns      []bool   // columns likewise
	inner              []*frame // rows or panels
	count              int      // how many there are, where a formula says it
	opened             int      // for Occasion.Unseen: how many there were when the survey was opened
}

// newStates are the states before any condition ran: as written.
func newStates(elements []*definition.Element) []state {
	states := make([]state, len(elements))
	for i, e := range elements {
		states[i].visible, states[i].required, states[i].readOnly = e.Visible, e.Required, e.ReadOnly
	}
	return states
}

// value returns the answer to a question as the engine reads it.
func (fr *frame) value(e *definition.Element) any {
	return normal(e, fr.values[e.Key])
}

// normal brings an answer into the shape of its question: a single value for a
// list-valued question becomes a list; what cannot be its value is none.
func normal(e *definition.Element, v any) any {
	switch e.Type {
	case definition.Checkbox, definition.Tagbox, definition.Ranking:
		if v == nil {
			return nil
		}
		list, ok := v.([]any)
		if !ok {
			list = []any{v}
		}
		if e.ValueProperty == "" {
			return list
		}
		plain := make([]any, len(list))
		for i, item := range list {
			plain[i] = e.Plain(item)
		}
		return plain
	case definition.Matrix, definition.MatrixDropdown, definition.MultipleText:
		if _, ok := v.(map[string]any); !ok {
			return nil
		}
	case definition.PanelDynamic, definition.MatrixDynamic:
		if _, ok := v.([]any); !ok {
			return nil
		}
	}
	return v
}

// set changes an answer. Nothing, empty text, empty lists and objects without
// values take it away.
func (fr *frame) set(e *definition.Element, v any) {
	if list, ok := v.([]any); ok {
		v = e.Wrap(list, fr.values[e.Key])
	}
	fr.setKey(e.Key, v)
}

func (fr *frame) setKey(key string, v any) {
	old, had := fr.values[key]
	if expression.Empty(v) {
		if had {
			delete(fr.values, key)
			fr.form.touch(fr.rootKey(key))
			fr.store()
		}
		return
	}
	if had && reflect.DeepEqual(old, v) {
		return
	}
	fr.values[key] = v
	fr.form.touch(fr.rootKey(key))
	fr.store()
}

// rootKey is the answer of the survey that a key of this frame is part of.
func (fr *frame) rootKey(key string) string {
	for at := fr; at.parent != nil; at = at.parent {
		key = at.owner.Key
	}
	return key
}

// store tells the question around a row or panel that its answer changed, so
// that an emptied row of a matrix goes and a filled one comes.
func (fr *frame) store() {
	if fr.parent == nil {
		return
	}
	key := fr.owner.Key
	switch fr.owner.Type {
	case definition.PanelDynamic, definition.MatrixDynamic:
		fr.storeItem()
	case definition.MatrixDropdown:
		rows, _ := fr.parent.values[key].(map[string]any)
		if rows == nil {
			rows = map[string]any{}
		}
		name := fmt.Sprint(fr.row.Value)
		if len(fr.values) == 0 {
			delete(rows, name)
		} else {
			rows[name] = fr.values
		}
		fr.parent.keep(key, rows)
	case definition.MultipleText:
		fr.parent.keep(key, fr.values)
	}
}

// keep stores an object that was changed in place, or takes the emptied one
// away.
func (fr *frame) keep(key string, m map[string]any) {
	if len(m) == 0 {
		delete(fr.values, key)
	} else {
		fr.values[key] = m
	}
	fr.store()
}

// context is what formulas among these questions are evaluated against.
func (fr *frame) context() expression.Scope {
	if fr.scope.Lookup == nil {
		fr.scope = expression.Scope{Lookup: fr.lookup, Now: fr.form.on.Now, Zone: fr.form.on.Zone,
			Display: fr.display, Ready: fr.ready, Comment: fr.comment}
	}
	return fr.scope
}

// eval computes a formula among these questions.
func (fr *frame) eval(e *expression.Expression) any { return e.Eval(fr.context()) }

// holds evaluates a condition that must be exactly true; without one the fixed
// setting counts.
func (fr *frame) holds(e *expression.Expression, fixed bool) bool {
	if e == nil {
		return fixed
	}
	return fr.eval(e) == true
}

// lookup finds what a condition names.
func (fr *frame) lookup(name string) (any, bool) {
	first, rest, dotted := strings.Cut(name, ".")
	if dotted {
		if v, ok, mine := fr.around(strings.ToLower(first), rest); mine {
			return v, ok
		}
	} else if fr.word != "" {
		if v, ok := fr.position(strings.ToLower(name)); ok {
			return v, true
		}
	}
	return fr.form.lookup(name)
}

// around resolves {panel.x}, {row.x}, {parentPanel.x} and the neighbours'.
func (fr *frame) around(word, rest string) (v any, ok, mine bool) {
	switch word {
	case "panel", "row":
		if fr.word == "" && word == "row" {
			return nil, false, false
		}
		if fr.word == word || fr.word == "" {
			v, ok = expression.Find(fr.values, rest)
			return v, ok, true
		}
		if fr.parent != nil {
			return fr.parent.around(word, rest)
		}
	case "prevpanel", "nextpanel", "prevrow", "nextrow":
		if strings.HasSuffix(word, fr.word) && fr.word != "" {
			v, ok = fr.neighbour(word, rest)
			return v, ok, true
		}
	case "parentpanel":
		if fr.parent != nil && fr.parent.word == "panel" {
			v, ok = expression.Find(fr.parent.values, rest)
			return v, ok, true
		}
	}
	return nil, false, false
}

func (fr *frame) neighbour(word, rest string) (any, bool) {
	by := 1
	if strings.HasPrefix(word, "prev") {
		by = -1
	}
	frames := fr.parent.states[fr.owner.Index].inner
	for i := fr.index + by; i >= 0 && i < len(frames); i += by {
		if !frames[i].shut {
			return expression.Find(frames[i].values, rest)
		}
	}
	return nil, true
}

// position resolves {rowIndex}, {rowName}, {panelIndex} and their like.
func (fr *frame) position(name string) (any, bool) {
	switch name {
	case "panelindex", "rowindex":
		if strings.HasPrefix(name, fr.word) {
			if fr.word == "row" {
				return float64(fr.index + 1), true
			}
			return float64(fr.index), true
		}
	case "rowname", "rowvalue":
		if fr.word == "row" && fr.row.Value != nil {
			return fr.row.Value, true
		}
	}
	return nil, false
}

// lookup finds a name in the survey: built-in ones, variables, answers.
func (f *form) lookup(name string) (any, bool) {
	if len(f.vars) > 0 {
		if v, ok := expression.Find(f.vars, strings.ToLower(name)); ok {
			return v, true
		}
	}
	switch strings.ToLower(name) {
	case "locale":
		return f.on.Language, true
	case "pagecount":
		return float64(f.shownPages()), true
	}
	if f.on.Unseen {
		f.look(name)
	}
	if e := f.def.ByKey(name); e != nil {
		v := f.root.values[name]
		return conditional(e, v), v != nil
	}
	return expression.Find(f.root.values, name)
}

// conditional is an answer as conditions see it: of a choice with a text of
// its own the choice, of dynamic panels without any answer nothing.
func conditional(e *definition.Element, v any) any {
	switch {
	case e.ValueProperty != "":
		return normal(e, v)
	case e.HasChoices():
		return plainValue(v)
	case e.Type == definition.PanelDynamic && nothingIn(v):
		return nil
	}
	return v
}

func (f *form) shownPages() int {
	n := 0
	for _, s := range f.pages {
		if s.shown {
			n++
		}
	}
	return n
}
