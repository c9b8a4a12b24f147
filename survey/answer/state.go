// What the face asks of a decision: what is shown, in which order, and what
// it reads like.

package answer

import (
	"slices"

	"dealervoice/survey/definition"
)

// PageState is a page now.
type PageState struct {
	Page    *definition.Page
	Visible bool
	// Shown are the visible elements of the page in the order to show them; of
	// a panel the panel alone (see Decision.Inside).
	Shown []*definition.Element
}

// State is a question, panel or content element now.
type State struct {
	Visible  bool
	Required bool
	ReadOnly bool
	Choices  []definition.Choice // in the order to show them, the ready-made ones last
	Rows     []definition.Choice // in the order to show them
	Columns  []definition.Choice
	// Disabled tells, by place in Choices, which cannot be chosen now; nil: all
	// can.
	Disabled []bool
}

// pageStates lists the pages.
func (f *form) pageStates() []PageState {
	out := make([]PageState, len(f.pages))
	for i, p := range f.def.Pages {
		out[i] = PageState{Page: p, Visible: f.pages[i].shown}
		if f.pages[i].shown {
			out[i].Shown = f.root.visibleOf(f.lined("page "+p.Name, p.QuestionOrder, p.Elements))
		}
	}
	return out
}

func (fr *frame) visibleOf(list []*definition.Element) []*definition.Element {
	out := make([]*definition.Element, 0, len(list))
	for _, e := range list {
		if fr.states[e.Index].shown {
			out = append(out, e)
		}
	}
	return out
}

// Inside returns the visible elements of a panel in the order to show them.
func (d *Decision) Inside(panel *definition.Element) []*definition.Element {
	return d.form.root.visibleOf(d.form.lined("panel "+panel.Name, panel.QuestionOrder, panel.Elements))
}

// State returns the state of the named element. An unknown name is hidden.
func (d *Decision) State(name string) State {
	e := d.form.def.Question(name)
	if e == nil {
		return State{}
	}
	return d.form.root.stateOf(e)
}

func (fr *frame) stateOf(e *definition.Element) State {
	s := &fr.states[e.Index]
	out := State{Visible: s.shown, Required: s.required, ReadOnly: fr.readOnly(e)}
	switch {
	case e.HasChoices():
		out.Choices = slices.Concat(fr.form.arranged(e, fr.visibleChoices(e)), e.Specials())
		out.Disabled = fr.disabled(e, out.Choices)
	case e.Type == definition.Rating:
		out.Choices = shownOf(e.Steps, s.hidden)
	case e.Type == definition.Matrix, e.Type == definition.MatrixDropdown:
		out.Columns = shownOf(e.Columns, s.hiddenColumns)
		out.Rows = fr.rowsOf(e, s)
	}
	return out
}

// disabled evaluates what decides whether choices can be chosen: their own
// enableIf, else the question's choicesEnableIf.
func (fr *frame) disabled(e *definition.Element, choices []definition.Choice) []bool {
	var out []bool
	for i, c := range choices {
		rule := c.EnableIf
		if rule == nil && definition.IndexOf(e.Specials(), c.Value) < 0 {
			rule = e.ChoicesEnableIf
		}
		if rule == nil || fr.itemHolds(rule, c.Value) {
			continue
		}
		if out == nil {
			out = make([]bool, len(choices))
		}
		out[i] = true
	}
	return out
}

func (fr *frame) rowsOf(e *definition.Element, s *state) []definition.Choice {
	rows := shownOf(e.Rows, s.hiddenRows)
	if e.Type == definition.MatrixDropdown {
		rows = nil
		for _, in := range s.inner {
			if !in.shut {
				rows = append(rows, in.row)
			}
		}
	}
	if e.RowOrder == "random" {
		return fr.form.shuffled(e.Name+"/rows", rows)
	}
	return rows
}

// Item is a row of a matrix of questions, a panel of a dynamic panel, or the
// fields of a multiple text.
type Item struct {
	// Place is where it stands in form fields: "[0]", "row1"; empty for a
	// multiple text.
	Place  string
	Index  int
	Row    definition.Choice // of matrixdropdown
	Values map[string]any

	frame *frame
}

// Items returns the visible rows or panels of a question.
func (d *Decision) Items(name string) []Item {
	e := d.form.def.Question(name)
	if e == nil {
		return nil
	}
	return d.form.root.itemsOf(e)
}

func (fr *frame) itemsOf(e *definition.Element) []Item {
	var out []Item
	for _, in := range fr.states[e.Index].inner {
		if !in.shut {
			out = append(out, Item{Place: in.place, Index: in.index, Row: in.row, Values: in.values, frame: in})
		}
	}
	return out
}

// Shown returns the visible elements of the item in order; of a panel the
// panel alone.
func (i Item) Shown() []*definition.Element { return i.frame.visibleOf(i.frame.top()) }

// State returns the state of an element of the item.
func (i Item) State(e *definition.Element) State { return i.frame.stateOf(e) }

// Items returns the rows or panels of a question inside the item.
func (i Item) Items(e *definition.Element) []Item { return i.frame.itemsOf(e) }

// Text fills {name} in a text of the item, see Decision.Text.
func (i Item) Text(t definition.Text) string { return i.frame.pipe(t.In(i.frame.form.on.Language)) }

// Text returns a text in the occasion's language with {name} replaced by what
// the answer reads like. The result is plain text: whoever puts it into HTML
// escapes it.
func (d *Decision) Text(t definition.Text) string {
	return d.form.root.pipe(t.In(d.form.on.Language))
}

// Read writes an answer as a person would read it, in the occasion's language.
func (d *Decision) Read(name string) string { return d.form.root.display(name, nil) }

// Read writes the answer to an element of the item as a person would read it.
func (i Item) Read(e *definition.Element) string { return i.frame.read(e, i.frame.value(e)) }

// Shows tells whether an element of a page is shown.
func (d *Decision) Shows(e *definition.Element) bool { return d.form.root.states[e.Index].shown }
