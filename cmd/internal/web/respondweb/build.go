package respondweb

// Building a screen's view from the definition, the engine's decision and the
// fields as typed.

import (
	"slices"
	"strconv"

	"dealervoice/cmd/internal/flat"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/cmd/internal/web/respondweb/press"
	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// builder makes the parts of one screen for one reader.
type builder struct {
	plan   *plan
	words  page.Words
	fields flat.Fields
	d      *answer.Decision
	judge  bool                  // show what is wrong
	spare  []*definition.Element // of these it is not said yet
	warn   bool                  // and what there is to think over
	marks  press.Marks
	live   bool // answers change what is on the screen
	thumb  func(ref string) string

	item    *answer.Item // the row or panel that is being built; nil outside
	around  string       // the spot of the question that it is of
	quiet   bool         // nothing in it must be answered, which is said once for all
	parts   []part
	counts  []string // how many rows or panels are shown, by spot
	summary []summaryLine
	seen    []string
	noted   []string
	count   int               // of questions numbered so far
	fixed   map[string][]bool // of groups: what keeps its place
}

// text writes a text of the author's in the reader's language, with {name}
// replaced by what was answered there.
func (b *builder) text(t definition.Text) string {
	switch {
	case b.d == nil:
		return t.In(b.words.Lang())
	case b.item != nil:
		return b.item.Text(t)
	}
	return b.d.Text(t)
}

// screen builds the parts of a screen.
func (b *builder) screen(s screen) {
	for _, pg := range s.pages {
		st := pageState(b.d, pg)
		if st == nil || !st.Visible {
			continue
		}
		if s.only != nil {
			b.alone(s, pg)
			continue
		}
		if title := b.text(pg.Title); title != "" {
			b.add(part{Kind: "heading", Title: title, Hint: b.text(pg.Description)})
		}
		for _, e := range st.Shown {
			b.element(e)
		}
	}
}

// alone builds a screen that is one question, with what stands before it on its
// page: titles of page and panels, texts and pictures.
func (b *builder) alone(s screen, pg *definition.Page) {
	if !b.d.State(s.only.Name).Visible {
		return
	}
	if title := b.text(pg.Title); title != "" {
		b.add(part{Kind: "heading", Title: title, Hint: b.text(pg.Description)})
	}
	var around []*definition.Element
	for e := s.only.Parent; e != nil; e = e.Parent {
		around = append(around, e)
	}
	for _, e := range slices.Backward(around) {
		if title := b.text(e.Title); title != "" {
			b.add(part{Kind: "panel", Title: title, Hint: b.text(e.Description)})
		}
	}
	for _, e := range s.beside {
		if b.d.Shows(e) {
			b.element(e)
		}
	}
}

// element adds an element, and what stands in it.
func (b *builder) element(e *definition.Element) {
	if conditional(e) && b.plan.asks(b.d, e) {
		b.seen = append(b.seen, b.plan.number(e))
	}
	switch e.Type {
	case definition.Panel:
		if title := b.text(e.Title); title != "" {
			b.add(part{Kind: "panel", Title: title, Hint: b.text(e.Description)})
		}
		for _, child := range b.d.Inside(e) {
			b.element(child)
		}
	case definition.HTML:
		b.add(part{Kind: "html", HTML: b.html(e.Content)})
	case definition.Image:
		b.add(part{Kind: "image", Image: ownImage(b.text(e.Content)), Title: b.text(e.Alt)})
	default:
		if e.LoopOver == nil || len(b.d.Items(e.Name)) > 0 {
			b.question(e, b.d.State(e.Name), part{ID: b.plan.id(e), Name: e.Name})
		}
	}
}

// conditional tells whether the element is shown, or has anything to choose
// from, only under a condition, its own or that of a panel around it.
func conditional(e *definition.Element) bool {
	if e.ChoicesVisibleIf != nil || e.ChoicesFrom != "" || len(e.Parents()) > 0 || e.LoopOver != nil {
		return true
	}
	for ; e != nil; e = e.Parent {
		if e.VisibleIf != nil {
			return true
		}
	}
	return false
}

// question adds a question; p says what its fields are called.
func (b *builder) question(e *definition.Element, st answer.State, p part) {
	p.Title, p.Hint = b.title(e), b.text(e.Description)
	p.Locked = st.ReadOnly
	p.Optional = !st.Required && !st.ReadOnly && !b.quiet && e.Type != definition.Calculation
	if b.item == nil && b.plan.def.Layout.ShowQuestionNumbers && e.Type != definition.Calculation {
		b.count++
		p.Number = strconv.Itoa(b.count)
	}
	b.fill(&p, e, st)
	if p.Locked {
		b.lock(&p, e)
	}
	if b.item == nil {
		b.blame(&p, e)
	}
	if p.Kind == "group" && len(p.Items) == 0 && p.More == "" && !e.AllowAdd && len(p.Errors) == 0 {
		return // a loop over things of which there are none
	}
	p.describe()
	if e.ShowComment {
		p.Comment = b.comment(&p, b.text(e.CommentText))
		p.Comment.Locked = p.Locked
	}
	b.add(p)
}

// add puts a part on the screen.
func (b *builder) add(p part) {
	p.Words, p.Marks = b.words, b.marks
	p.Deep = b.plan.def.Layout.Mode == "singlePage"
	if b.live && b.item == nil && (p.Question() || p.Kind == "value") {
		p.Print = p.print()
	}
	b.parts = append(b.parts, p)
}

// title is what the question asks; its name where it asks nothing.
func (b *builder) title(e *definition.Element) string {
	if t := b.text(e.Title); t != "" {
		return t
	}
	return e.Name
}

// comment is the text field beside an answer.
func (b *builder) comment(p *part, label string) *input {
	if label == "" {
		label = b.words.T("respond.specify")
	}
	name := p.Name + answer.CommentSuffix
	return &input{ID: p.ID + "c", Name: name, Label: label, Value: b.fields.Get(name), Type: "text"}
}

// blame writes the engine's errors at the question and its rows, and into the
// summary.
func (b *builder) blame(p *part, e *definition.Element) {
	b.note(p, e)
	if !b.judge || slices.Contains(b.spare, e) {
		return
	}
	b.blameRows(p, e)
	b.blameInner(p, e)
	for _, err := range b.d.Errors[e.Name] {
		if said := b.say(err); !b.atRow(p, err) && !slices.Contains(p.Errors, said) && !b.moot(e, err) {
			p.Errors = append(p.Errors, said)
			b.summary = append(b.summary, summaryLine{Target: p.ID, Question: p.Title, Text: said})
		}
	}
}

// describe ties what is said about the question to its controls.
func (p *part) describe() {
	said, wrong := p.Described(), len(p.Errors) > 0
	p.Input.Described, p.Input.Wrong = said, wrong
	for i := range p.Ends {
		p.Ends[i].Described, p.Ends[i].Wrong = said, wrong
	}
}

// blameRows writes errors at their rows; the summary has one line for all rows
// of a question, which leads to the first of them.
func (b *builder) blameRows(p *part, e *definition.Element) {
	n, target := 0, ""
	for i := range p.Rows {
		for _, err := range b.d.Errors[e.Name] {
			if said := b.say(err); p.Rows[i].within(err) && !slices.Contains(p.Rows[i].Errors, said) {
				p.Rows[i].Errors = append(p.Rows[i].Errors, said)
			}
		}
		if len(p.Rows[i].Errors) == 0 {
			continue
		}
		if n++; n == 1 {
			target = p.ID + "r" + strconv.Itoa(p.Rows[i].Number)
		}
	}
	if n > 0 {
		b.summary = append(b.summary, summaryLine{Target: target, Question: p.Title, Text: b.words.T("respond.rows", "Count", n)})
	}
}

// atRow tells whether the error is said at a row, or is one that the rows say
// better.
func (b *builder) atRow(p *part, err answer.Error) bool {
	wrong := func(r row) bool { return len(r.Errors) > 0 }
	if err.Code == answer.CodeRequired && err.Row == "" && (slices.ContainsFunc(p.Rows, wrong) || p.wrongInside()) {
		return true
	}
	return err.Row != "" && (slices.ContainsFunc(p.Rows, func(r row) bool { return r.within(err) }) ||
		p.find(err) != nil)
}

// moot tells whether the error follows from there being no answer, which is
// said already.
func (b *builder) moot(e *definition.Element, err answer.Error) bool {
	return err.Code != answer.CodeRequired &&
		slices.ContainsFunc(b.d.Errors[e.Name], func(x answer.Error) bool { return x.Code == answer.CodeRequired && x.Row == "" })
}

// say gives the author's own sentence for an error, else ours.
func (b *builder) say(e answer.Error) string {
	if t := b.text(e.Text); t != "" {
		return t
	}
	args := make([]any, 0, 2*len(e.Args))
	for name, v := range e.Args {
		args = append(args, name, v)
	}
	return b.words.T(e.Key, args...)
}
