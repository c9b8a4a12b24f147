// Deciding: the engine's answer to "what now?".

package answer

import (
	"dealervoice/survey/definition"
)

// Decision is what the engine decides about answers. It is not safe for
// concurrent use.
type Decision struct {
	Visible  []string // shown questions in page order
	Required []string // those of them required now
	Valid    bool
	Errors   Errors
	Notes    Errors // what soft validators say (notificationType warning, info); they refuse nothing
	Result   Data   // what completion would store, valid or not
	Pages    []PageState
	// Values are the answers as conditions see them: those given, with what
	// calculations and defaults added.
	Values map[string]any

	form *form
}

// Decide decides about answers as survey-core does when they are given to it
// and Complete is pressed. data is not changed.
func Decide(def *definition.Definition, data Data, on Occasion) Decision {
	f := begin(def, data, on)
	d := Decision{form: f, Visible: make([]string, 0, len(def.Questions())), Required: make([]string, 0, len(def.Questions()))}
	for _, e := range def.Questions() {
		s := f.root.states[e.Index]
		if !s.shown {
			continue
		}
		d.Visible = append(d.Visible, e.Name)
		if s.required {
			d.Required = append(d.Required, e.Name)
		}
	}
	touched := f.touched
	d.Errors, d.Notes = f.check(), f.notes
	d.Valid = len(d.Errors) == 0
	if f.touched != touched {
		f = begin(def, data, on) // checking took answers back; completion starts without it
		d.form = f
	}
	d.Result = f.complete()
	d.Values, d.Pages = f.root.values, f.pageStates()
	return d
}

// begin opens a run and settles it.
func begin(def *definition.Definition, data Data, on Occasion) *form {
	f := open(def, data, on)
	if on.Unseen {
		f.openedBlank()
	}
	f.settle()
	return f
}
