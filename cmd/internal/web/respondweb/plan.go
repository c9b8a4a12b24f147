package respondweb

// What can be known of a version before anybody answers: its screens, the ids
// of its elements, the languages of its form. Made once per version.

import (
	"slices"
	"strconv"
	"sync"

	"dealervoice/cmd/internal/flat"
	"dealervoice/survey"
	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
	"dealervoice/survey/language"
)

// plan is a version laid out in screens. It is immutable but for the pressed
// pages it keeps.
type plan struct {
	edition *survey.Edition
	def     *definition.Definition
	screens []screen
	// arranged: the screens stand in the order of one respondent
	arranged bool
	ids      map[*definition.Element]int // 1, 2, … in the order of the form
	screen   map[string]int              // number of the screen by question name
	tags     []language.Tag              // languages to choose from, the first one first
	pressed  sync.Map                    // language -> *press.Page
}

// screen is what is shown at once: a page, all pages, or one question.
type screen struct {
	number    int
	pages     []*definition.Page
	only      *definition.Element   // where a screen is one question
	beside    []*definition.Element // that question with the texts and pictures around it
	questions []*definition.Element
	live      bool // an answer may change what else is on it
	files     bool // something on it is uploaded
}

func newPlan(e *survey.Edition) *plan {
	p := &plan{edition: e, def: e.Definition, ids: map[*definition.Element]int{}, screen: map[string]int{}}
	for i, el := range p.def.Elements() {
		p.ids[el] = i + 1
	}
	p.layOut()
	for i := range p.screens {
		p.screens[i].live, p.screens[i].files = p.alive(p.screens[i]), slices.ContainsFunc(p.screens[i].questions, uploads)
	}
	for _, s := range p.screens {
		for _, q := range s.questions {
			p.screen[q.Name] = s.number
		}
	}
	p.tags = tagsOf(p.def)
	return p
}

// layOut cuts the definition into screens as it asks for.
func (p *plan) layOut() {
	switch p.def.Layout.Mode {
	case "singlePage":
		p.screens = []screen{{number: 1, pages: p.def.Pages, questions: p.def.Questions()}}
	case "questionPerPage", "inputPerPage":
		for _, q := range p.def.Questions() {
			n := len(p.screens) + 1
			p.screens = append(p.screens, screen{number: n, pages: []*definition.Page{q.Page}, only: q, beside: p.beside(q), questions: []*definition.Element{q}})
		}
	default:
		for i, page := range p.def.Pages {
			s := screen{number: i + 1, pages: []*definition.Page{page}}
			for _, q := range p.def.Questions() {
				if q.Page == page {
					s.questions = append(s.questions, q)
				}
			}
			p.screens = append(p.screens, s)
		}
	}
}

// tagsOf lists the languages of the form that the product also speaks.
func tagsOf(def *definition.Definition) []language.Tag {
	var tags []language.Tag
	for _, t := range def.Languages {
		if tag, ok := language.Parse(t); ok && !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	if first, ok := language.Parse(def.FirstLanguage); ok && len(tags) == 0 {
		return []language.Tag{first}
	}
	if len(tags) == 0 {
		return []language.Tag{language.Chinese}
	}
	return tags
}

// speaks tells whether the form is written in the language.
func (p *plan) speaks(tag language.Tag) bool { return slices.Contains(p.tags, tag) }

// number is the element's place in the form, from 1.
func (p *plan) number(e *definition.Element) string { return strconv.Itoa(p.ids[e]) }

// id is the element's id in the page.
func (p *plan) id(e *definition.Element) string { return "q" + p.number(e) }

// last is the number behind the last screen: the one that only asks to send.
func (p *plan) last() int { return len(p.screens) + 1 }

// owner finds the question a field belongs to; nil for a field of none.
func (p *plan) owner(field string) *definition.Element { return flat.Owner(p.def, field) }

// shown tells whether a screen has anything to show under a decision.
func (p *plan) shown(s screen, d *answer.Decision) bool {
	for _, page := range s.pages {
		st := pageState(d, page)
		if st == nil || !st.Visible {
			continue
		}
		if s.only != nil {
			return d.State(s.only.Name).Visible
		}
		if len(st.Shown) > 0 {
			return true
		}
	}
	return false
}

func pageState(d *answer.Decision, page *definition.Page) *answer.PageState {
	for i := range d.Pages {
		if d.Pages[i].Page == page {
			return &d.Pages[i]
		}
	}
	return nil
}

// after gives the next screen with something to show; last() if there is none.
func (p *plan) after(d *answer.Decision, number int) int {
	for n := max(number, 0); n < len(p.screens); n++ {
		if p.shown(p.screens[n], d) {
			return n + 1
		}
	}
	return p.last()
}

// before gives the screen before; the same one if there is none.
func (p *plan) before(d *answer.Decision, number int) int {
	for n := min(number-1, len(p.screens)) - 1; n >= 0; n-- {
		if p.shown(p.screens[n], d) {
			return n + 1
		}
	}
	return max(1, min(number, len(p.screens)))
}

// wrong gives the first screen up to the number with an error on it; 0 if
// there is none.
func (p *plan) wrong(d *answer.Decision, upTo int) int {
	first := 0
	for name := range d.Errors {
		n, ok := p.screen[name]
		if ok && n <= upTo && (first == 0 || n < first) {
			first = n
		}
	}
	return first
}

// asks tells whether an element has anything for a reader under a decision: it
// is shown, and if it is to be chosen from something, there is something.
func (p *plan) asks(d *answer.Decision, e *definition.Element) bool {
	if !e.IsQuestion() {
		return true
	}
	st := d.State(e.Name)
	return st.Visible && (!e.HasChoices() || len(st.Choices) > 0) && (e.LoopOver == nil || len(d.Items(e.Name)) > 0)
}

// beside gives a question with the texts and pictures that stand before it since
// the question before, and behind the last one of a page those behind it.
func (p *plan) beside(q *definition.Element) []*definition.Element {
	var out []*definition.Element
	found := false
	for _, e := range p.def.Elements() {
		switch {
		case e.Page != q.Page || e.Type == definition.Panel:
		case e == q:
			out, found = append(out, e), true
		case e.IsQuestion() && found:
			return out[:1+slices.Index(out, q)] // what follows belongs to that one
		case e.IsQuestion():
			out = nil
		default:
			out = append(out, e)
		}
	}
	return out
}
