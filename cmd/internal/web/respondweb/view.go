package respondweb

// What the form's template shows: one screen, flat and finished.

import (
	"hash/fnv"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/cmd/internal/web/respondweb/press"
)

// frame is what every page of a respondent has.
type frame struct {
	page.Words
	Survey string // the survey's title; "" where none is known
	Title  string // of the window
	Wrong  bool   // the page tells of an error
	Trial  *trial // staff try the form out; nil for respondents
}

// formPage is one screen of a form.
type formPage struct {
	frame
	press.Marks
	Action   string // where it is posted
	Slip     string
	Fixing   string // the receipt of the answer that is corrected; "" for none
	Number   int
	Revision int
	Live     bool   // an answer may change what else is on this screen
	Files    bool   // something on this screen is uploaded
	Seen     string // which conditional questions are shown
	Was      string // the answers as shown, where something reacts to their change
	Noted    string // what to think over was said already
	Counts   []string
	Tongues  []tongue
	First    bool
	Intro    template.HTML
	Privacy  string // the mode; "" where it was said already
	MinCell  int
	Months   int           // for which answers are kept after the end; 0: not said
	Consent  template.HTML // the author's own text beside it
	At, Of   int           // where this screen stands among those to be shown
	Least    int           // of those, how many there are whatever is answered from here on
	Notice   *notice
	Summary  []summaryLine
	Parts    []part
	Carried  []field
	Back     bool
	Submit   bool
	Labels   labels
	Last     bool // nothing is left but to send
	Road     *road
}

// Step says where this screen stands. How many there are is said as a range
// while answers to come may add or spare some.
func (p formPage) Step() string {
	if p.Least < p.Of {
		return p.T("respond.step.range", "At", p.At, "Least", max(p.Least, p.At), "Most", p.Of)
	}
	return p.T("respond.step", "At", p.At, "Of", p.Of)
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

// print is a short text that differs where the part is another one for reasons
// other than its own answer.
func (p part) print() string {
	h := fnv.New32a()
	say := func(list ...string) {
		for _, s := range list {
			io.WriteString(h, s) // never fails
			h.Write([]byte{0})
		}
	}
	say(p.Kind, p.Title, p.Hint, strconv.FormatBool(p.Locked), strconv.FormatBool(p.Optional))
	for _, o := range slices.Concat(p.Options, p.Columns) {
		say(o.Value, o.Label, strconv.FormatBool(o.Off))
	}
	for _, r := range p.Rows {
		say(r.Name, r.Title)
	}
	for _, t := range p.Totals {
		say(t.Title, t.Value)
	}
	for _, it := range p.Items {
		say(it.ID, it.Title)
		for _, x := range it.Parts {
			say(x.print())
		}
	}
	return strconv.FormatUint(uint64(h.Sum32()), 36)
}

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
	Deep     bool // headings stand one level lower
	Locked   bool // shown and not to be changed
	Hint     string
	HTML     template.HTML
	Errors   []string
	Notes    []string // to think over: no errors
	Options  []option
	All      string // chooses all options; "" where that is not offered
	AllText  string
	Map      template.URL // the picture of an image map
	Areas    string       // of it: where the options lie, as JSON
	Look     string       // how options stand: "", "many", "pics"
	Group    string       // the group its options or rows are shown in an order of their own; "" as listed
	Stacked  bool         // one below the other also where there is room
	Columns  []option
	Rows     []row
	Ranks    []rank
	Input    input
	Ends     []input // of a range: from, to
	Comment  *input
	Items    []item // of a question that holds questions
	Cells    bool   // they stand beside each other where there is room
	None     string // said where there are no items yet
	More     string // adds one more of them; "" where none can be
	MoreText string
	Totals   []total
	MinText  string
	MidText  string
	MaxText  string
	Image    template.URL
	Upload   fileBox
	Drawn    template.URL // a signature that was drawn
	Kept     []field      // what controls that are off do not send
	Sum      string       // of points that share a total: that total
	Print    string       // changes when anything but the answer changes; "" where nothing can
}

// Question tells whether the part is answered.
func (p part) Question() bool {
	switch p.Kind {
	case "heading", "panel", "html", "image", "value":
		return false
	}
	return true
}

// Points counts what is on the scale: options or columns that do not stand apart.
func (p part) Points() int {
	n := 0
	for _, o := range slices.Concat(p.Options, p.Columns) {
		if !o.NA {
			n++
		}
	}
	return n
}

// Bad tells whether anything about the part is wrong.
func (p part) Bad() bool {
	return len(p.Errors) > 0 || slices.ContainsFunc(p.Rows, func(r row) bool { return len(r.Errors) > 0 })
}

// Described lists the ids of what describes the part's control.
func (p part) Described() string {
	var ids []string
	if p.Hint != "" {
		ids = append(ids, p.ID+"h")
	}
	if len(p.Errors) > 0 {
		ids = append(ids, p.ID+"e")
	}
	if len(p.Notes) > 0 {
		ids = append(ids, p.ID+"n")
	}
	if p.MinText != "" || p.MaxText != "" {
		ids = append(ids, p.ID+"s")
	}
	return strings.Join(ids, " ")
}

// option is one thing to choose.
type option struct {
	Value   string
	Label   string
	Image   template.URL
	Checked bool
	Off     bool   // cannot be chosen now
	NA      bool   // stands apart: no point of the scale
	Alone   bool   // is chosen alone or not at all
	Comment *input // a text asked for with it
}

// item is a row of a matrix of questions, a panel, or the fields of a multiple
// text.
type item struct {
	ID         string
	Title      string
	Hint       string
	Parts      []part
	Remove     string // takes it away; "" where it stays
	RemoveText string
}

// total is what stands under a column.
type total struct{ Title, Value string }

// fileBox is what a question for files shows.
type fileBox struct {
	Accept   string
	Several  bool
	Full     bool // no more can be added
	Files    []file
	FileText string // label of the control
}

// file is one that was sent already.
type file struct {
	Name   string
	Thumb  string // address of a small picture; "" where there is none
	Field  field
	Remove string
}

// row is a row of a matrix.
type row struct {
	Number int
	Name   string
	Title  string
	Errors []string
	Cells  []option
	Task   *task // of an experiment: what the row shows
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
	Locked    bool
	Slide     *slide
}

// slide is between what a value may be drawn where scripts run.
type slide struct{ Min, Max, Step string }
