// One run of the engine: the answers, the conditions over them, and running
// both until nothing changes any more.

package answer

import (
	"maps"
	"strings"
	"time"

	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

// maxRounds is how often conditions run when answers change under them. It is
// survey-core's limit; a definition that needs more goes in circles.
const maxRounds = 10

// form is one run over one respondent's answers.
type form struct {
	def     *definition.Definition
	on      Occasion
	root    *frame
	pages   []pageState
	vars    map[string]any               // variables and calculated values, by lower-case name
	calc    map[string]any               // calculated values as written
	seen    map[*definition.Element]bool // for Occasion.Unseen: dynamic panels that were looked into
	opened  int                          // for Occasion.Unseen: the page that was shown
	changed bool                         // an answer changed in this round
	touched int                          // how often the engine changed an answer

	notes Errors // what soft validators say

	// For Enter:
	live      bool // answers are being entered: what reacts to a change reacts
	loading   bool // these are the defaults: conditions do not run yet
	settling  bool
	keys      []string // answers that changed since somebody looked
	firing    bool
	fired     []string
	reactions int
}

type pageState struct{ visible, shown, required, readOnly bool }

// open starts a run with the answers given.
func open(def *definition.Definition, data Data, on Occasion) *form {
	if on.Zone == nil {
		on.Zone = time.UTC
	}
	if on.Language == "" {
		on.Language = def.FirstLanguage
	}
	f := &form{def: def, on: on, pages: make([]pageState, len(def.Pages))}
	for i, p := range def.Pages {
		f.pages[i].readOnly = p.ReadOnly
	}
	f.vars = make(map[string]any, len(on.Variables)+len(def.Calculated))
	f.deal(data)
	f.root = &frame{form: f, elements: def.Elements(), values: copyAnswers(def.Elements(), data), states: newStates(def.Elements())}
	return f
}

// settle runs all conditions until the answers stand still.
func (f *form) settle() {
	f.settling = true
	defer func() { f.settling = false }()
	for range maxRounds {
		f.changed = false
		f.round()
		if f.def.ClearsOnHidden() {
			before := f.shownNow()
			f.show()
			f.closed(before)
		}
		if !f.changed {
			break
		}
	}
	f.cut()
	f.show()
}

// again settles once more after an answer was changed.
func (f *form) again() {
	if f.changed {
		f.settle()
	}
}

// touch notes that an answer of the survey changed.
func (f *form) touch(key string) {
	f.changed = true
	f.touched++
	if f.live {
		f.keys = append(f.keys, key)
	}
}

func (f *form) round() {
	f.calculate()
	for i, p := range f.def.Pages {
		for _, e := range p.Elements {
			f.root.condition(e)
		}
		s := &f.pages[i]
		s.visible = f.root.holds(p.VisibleIf, p.Visible)
		s.required = f.root.holds(p.RequiredIf, p.Required)
		s.readOnly = p.ReadOnly || p.EnableIf != nil && f.root.eval(p.EnableIf) == false
	}
}

// calculate computes the calculated values, those that others need first.
func (f *form) calculate() {
	if len(f.def.Calculated) == 0 {
		return
	}
	if f.calc == nil {
		f.calc = make(map[string]any, len(f.def.Calculated))
	}
	done := make([]bool, len(f.def.Calculated))
	for i := range f.def.Calculated {
		f.calculateOne(i, done)
	}
}

func (f *form) calculateOne(i int, done []bool) {
	c := f.def.Calculated[i]
	if done[i] || c.Formula == nil {
		return
	}
	done[i] = true
	for _, name := range c.Formula.Names() {
		for j := range f.def.Calculated {
			if j != i && f.def.Calculated[j].Name == name {
				f.calculateOne(j, done)
			}
		}
	}
	v := f.root.eval(c.Formula)
	key := strings.ToLower(c.Name)
	if old, ok := f.vars[key]; !ok || !expression.Equal(old, v) {
		f.changed = true
	}
	f.vars[key] = v
	f.calc[c.Name] = v
}

// show works out what stands on a visible page inside visible panels. A page
// or panel is visible only while something in it is.
func (f *form) show() {
	for i, p := range f.def.Pages {
		s := &f.pages[i]
		s.shown = s.visible && f.root.anyVisible(p.Elements)
		f.root.show(p.Elements, s.shown)
	}
}

func (fr *frame) anyVisible(list []*definition.Element) bool {
	for _, e := range list {
		if fr.isVisible(e) {
			return true
		}
	}
	return false
}

func (fr *frame) isVisible(e *definition.Element) bool {
	s := &fr.states[e.Index]
	if e.Type == definition.Panel {
		return s.visible && fr.anyVisible(e.Elements)
	}
	return s.visible && !(e.HideIfEmpty && fr.nothingToChoose(e))
}

func (fr *frame) show(list []*definition.Element, around bool) {
	for _, e := range list {
		s := &fr.states[e.Index]
		s.shown = around && fr.isVisible(e)
		if e.Type == definition.Panel {
			fr.show(e.Elements, s.shown)
		}
		for _, in := range s.inner {
			in.show(in.top(), s.shown && !in.shut)
		}
	}
}

// copyAnswers copies answers so that the copy can be changed: the engine changes
// the answers themselves, and in place only what is inside rows, panels and
// multiple texts. All else may be shared.
func copyAnswers(elements []*definition.Element, m map[string]any) map[string]any {
	out := maps.Clone(m)
	if out == nil {
		return map[string]any{}
	}
	for _, e := range elements {
		switch e.Type {
		case definition.MatrixDropdown, definition.MatrixDynamic, definition.PanelDynamic, definition.MultipleText:
			if v, ok := out[e.Key]; ok {
				out[e.Key] = copyValue(v)
			}
		}
	}
	return out
}

func copyMap(m map[string]any) map[string]any {
	out := make(map[string]any, len(m))
	for k, v := range m {
		out[k] = copyValue(v)
	}
	return out
}

func copyValue(v any) any {
	switch x := v.(type) {
	case map[string]any:
		return copyMap(x)
	case Data:
		return copyMap(x)
	case []any:
		out := make([]any, len(x))
		for i, item := range x {
			out[i] = copyValue(item)
		}
		return out
	}
	return v
}
