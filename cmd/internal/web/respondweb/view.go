package respondweb

// What the form's template shows: one screen, flat and finished.

import (
	"html/template"
	"slices"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/cmd/internal/web/respondweb/press"
)

// frame is what every page of a respondent has.
type frame struct {
	page.Words
	Survey string // the survey's title; "" where none is known
	Title  string // of the window
	Wrong  bool   // the page tells of an error
}

// formPage is one screen of a form.
type formPage struct {
	frame
	press.Marks
	Action   string // where it is posted
	Slip     string
	Number   int
	Revision int
	Live     bool   // an answer may change what else is on this screen
	Seen     string // which conditional questions are shown
	Tongues  []tongue
	First    bool
	Intro    template.HTML
	Privacy  string // the mode; "" where it was said already
	MinCell  int
	At, Of   int // where this screen stands among those to be shown
	Notice   *notice
	Summary  []summaryLine
	Parts    []part
	Carried  []field
	Back     bool
	Submit   bool
	Labels   labels
	Last     bool // nothing is left but to send
}

// tongue is a language the reader may switch to, in its own name.
type tongue struct{ Tag, Name, Link string }

// notice is a sentence above the questions that is no error of the answers.
type notice struct {
	Kind   string // "bad", "note"
	Text   string
	Detail string
	Links  []summaryLine
}

// summaryLine is one line of the error summary.
type summaryLine struct{ Target, Question, Text string }

// labels are the words on the buttons.
type labels struct{ Next, Back, Submit string }

// field is a hidden field.
type field struct{ Name, Value string }

// part is something on the screen: a heading, a text or a question.
type part struct {
	page.Words
	press.Marks
	Kind     string // heading, panel, html, image, value, and the kinds of questions
	ID       string
	Name     string
	Title    string
	Number   string
	Optional bool
	Hint     string
	HTML     template.HTML
	Errors   []string
	Options  []option
	Group    string // the group its options or rows are shown in an order of their own; "" as listed
	Stacked  bool   // one below the other also where there is room
	Columns  []option
	Rows     []row
	Ranks    []rank
	Input    input
	Comment  *input
	Parts    []part // of a question that holds questions
	More     string // adds one more of them; "" where none can be
	MoreText string
	MinText  string
	MaxText  string
	Image    string
}

// Question tells whether the part is answered.
func (p part) Question() bool {
	switch p.Kind {
	case "heading", "panel", "html", "image", "value":
		return false
	}
	return true
}

// Bad tells whether anything about the part is wrong.
func (p part) Bad() bool {
	return len(p.Errors) > 0 || slices.ContainsFunc(p.Rows, func(r row) bool { return len(r.Errors) > 0 })
}

// Described lists the ids of what describes the part's control.
func (p part) Described() string {
	s := ""
	if p.Hint != "" {
		s = p.ID + "h"
	}
	if len(p.Errors) > 0 {
		s += " " + p.ID + "e"
	}
	if p.MinText != "" || p.MaxText != "" {
		s += " " + p.ID + "s"
	}
	return s
}

// option is one thing to choose.
type option struct {
	Value   string
	Label   string
	Image   string
	Checked bool
	NA      bool   // stands apart: no point of the scale
	Comment *input // a text asked for with it
}

// row is a row of a matrix.
type row struct {
	Number int
	Name   string
	Title  string
	Errors []string
	Cells  []option
}

// rank is a place in a ranking.
type rank struct {
	Place   int
	Options []option
}

// input is a field to type in.
type input struct {
	ID        string
	Name      string
	Label     string
	Value     string
	Type      string
	Mode      string // inputmode
	Complete  string // autocomplete
	Unit      string
	Lines     int
	Limit     int
	Hint      string
	Described string
	Wrong     bool
}
