// The survey's triggers.

package answer

import (
	"slices"
	"strings"

	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

// surveyTriggers runs the triggers that the changed answers concern, and again
// for what they change, three times at most.
func (f *form) surveyTriggers(keys []string) {
	if f.firing {
		f.fired = append(f.fired, keys...)
		return
	}
	f.firing = true
	defer func() { f.firing = false }()
	for range 3 {
		f.fired = nil
		for i := range f.def.Triggers {
			f.trigger(&f.def.Triggers[i], slices.Concat(keys, f.fired))
		}
		if keys = f.fired; len(keys) == 0 {
			return
		}
	}
}

func (f *form) trigger(t *definition.Trigger, keys []string) {
	if len(keys) == 1 && keys[0] == t.SetTo && t.Kind != "runexpression" || !f.concerns(t, keys) {
		return
	}
	if t.If != nil && f.root.eval(t.If) != true || t.If == nil && t.Kind != "copyvalue" {
		return
	}
	switch t.Kind {
	case "setvalue":
		f.assign(t, copyValue(t.Value))
	case "copyvalue":
		if v, ok := f.lookup(t.From); ok && t.Display {
			f.assign(t, f.root.display(t.From, nil))
		} else if ok {
			f.assign(t, copyValue(v))
		}
	case "runexpression":
		if v := stored(f.root.eval(t.Run)); v != nil && t.SetTo != "" {
			f.assign(t, v)
		}
	}
}

func (f *form) concerns(t *definition.Trigger, keys []string) bool {
	return changes(t.If, keys) || t.Kind == "copyvalue" && named(t.From, keys)
}

// assign sets the answer or variable that a trigger names.
func (f *form) assign(t *definition.Trigger, v any) {
	if t.Variable {
		f.vars[strings.ToLower(t.SetTo)] = v
		f.keys = []string{t.SetTo}
		f.react()
		return
	}
	if e := f.def.Question(t.SetTo); e != nil {
		f.put(f.root, e.Key, f.root.typed(e, v))
	} else if e := f.def.ByKey(t.SetTo); e != nil {
		f.put(f.root, e.Key, f.root.typed(e, v))
	}
}

// cut hides pages that triggers end or pass over. It is decided by the
// conditions alone, not by when they came true: a complete trigger ends the
// survey with the page its condition asks about last, a skip trigger passes
// over the pages between that page and its goal.
func (f *form) cut() {
	if f.on.Unseen {
		return
	}
	for _, t := range f.def.Triggers {
		if t.Kind != "complete" && t.Kind != "skip" || t.If == nil || f.root.eval(t.If) != true {
			continue
		}
		from, to := f.lastPage(t.If), len(f.pages)
		if t.Kind == "skip" {
			to = f.pageOf(t.GoTo)
		}
		for i := from + 1; i < to; i++ {
			f.pages[i].visible = false
		}
	}
}

// lastPage is the number of the last page that a condition asks about.
func (f *form) lastPage(e *expression.Expression) int {
	last := 0
	for _, name := range e.Names() {
		key, _, _ := strings.Cut(name, ".")
		key, _, _ = strings.Cut(key, "[")
		if q := f.def.ByKey(key); q != nil {
			last = max(last, q.Page.Index)
		}
	}
	return last
}

func (f *form) pageOf(name string) int {
	if e := f.def.Question(name); e != nil {
		return e.Page.Index
	}
	return slices.IndexFunc(f.def.Pages, func(p *definition.Page) bool { return p.Name == name })
}
