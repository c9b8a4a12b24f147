package answer

import (
	"time"

	"dealervoice/survey/definition"
)

// Data is one respondent's answers by question key, as JSON holds them:
// string, float64, bool, []any, map[string]any. A comment stands under
// key + "-Comment".
type Data map[string]any

// Occasion is the circumstance an answer is given in.
type Occasion struct {
	Now  time.Time
	Zone *time.Location
	// Variables are what conditions read as {name} besides answers, for
	// instance wave or arm.
	Variables map[string]any
	// Unit identifies the respondent for random order; empty: order as
	// written.
	Unit string
}

// Error is one thing wrong with an answer.
type Error struct {
	Code string         `json:"code"`
	Key  string         `json:"-"` // message key, "answer." + Code
	Args map[string]any `json:"-"`
	// Row says where inside the question: a matrix row, an item name,
	// "panel[0].field"; empty for the whole question.
	Row string `json:"-"`
	// Text is the author's own message; when set it is shown instead of Key.
	Text definition.Text `json:"-"`
}

// Errors are the errors by question name.
type Errors map[string][]Error

// Decision is what the engine decides about answers.
type Decision struct {
	Visible  []string // visible questions in page order
	Required []string // those of them required now
	Valid    bool
	Errors   Errors
	Result   Data // what completion would store
	Pages    []PageState
	// Values are the answers with calculated values and expression results.
	Values map[string]any

	states map[string]State
}

// PageState is a page now.
type PageState struct {
	Page    *definition.Page
	Visible bool
	// Shown are the visible elements of the page in the order to show them,
	// panels included (their children follow in their own state).
	Shown []*definition.Element
}

// State is a question, panel or content element now.
type State struct {
	Visible  bool
	Required bool
	ReadOnly bool
	Choices  []definition.Choice // visible choices in the order to show them, special ones last
	Rows     []definition.Choice // visible rows in the order to show them
	Columns  []definition.Choice
}

// State returns the state of the named element.
func (d *Decision) State(name string) State { return d.states[name] }
