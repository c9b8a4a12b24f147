package respondweb

// How far one has got, and how far there is to go: the truth, also where answers
// to come decide what is asked.

import (
	"slices"
	"strings"

	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

// place tells which of the screens a number is, and how many there are at most:
// those that are shown now, and those behind this one that answers to come may
// bring up.
func (p *plan) place(d *answer.Decision, number int) (at, total int) {
	for _, s := range p.screens {
		shown := p.shown(s, d)
		if !shown && (s.number <= number || !p.undecided(s, number)) {
			continue
		}
		total++
		if s.number <= number {
			at = total
		}
	}
	return max(at, 1), max(total, 1)
}

// open counts the screens behind this one of which answers to come decide.
func (p *plan) open(d *answer.Decision, number int) int {
	n := 0
	for _, s := range p.screens {
		if s.number > number && p.undecided(s, number) {
			n++
		}
	}
	return n
}

// undecided tells whether an answer on this screen or behind it decides whether
// a screen is shown.
func (p *plan) undecided(s screen, number int) bool {
	for _, page := range s.pages {
		if page.VisibleIf != nil {
			return p.pending(page.VisibleIf, number)
		}
	}
	for _, e := range s.questions {
		if !p.hangs(e, number) {
			return false // it is there whatever is answered
		}
	}
	return len(s.questions) > 0
}

// hangs tells whether an answer to come decides whether the element is shown.
func (p *plan) hangs(e *definition.Element, number int) bool {
	for ; e != nil; e = e.Parent {
		if e.VisibleIf != nil && p.pending(e.VisibleIf, number) {
			return true
		}
	}
	return false
}

// pending tells whether a condition asks for an answer of this screen or of one
// behind it.
func (p *plan) pending(e *expression.Expression, number int) bool {
	return p.asksAhead(e, number, 0)
}

// maxDepth bounds how far calculated values are followed that are made of others.
const maxDepth = 10

func (p *plan) asksAhead(e *expression.Expression, number, depth int) bool {
	return e != nil && depth < maxDepth && slices.ContainsFunc(e.Names(), func(name string) bool {
		for _, c := range p.def.Calculated {
			if strings.EqualFold(c.Name, name) {
				return p.asksAhead(c.Formula, number, depth+1)
			}
		}
		q := p.asked(name)
		return q != nil && p.screen[q.Name] >= number
	})
}

// asked finds the question that a name in a condition is about.
func (p *plan) asked(name string) *definition.Element {
	if q := p.def.ByKey(name); q != nil {
		return q
	}
	if i := strings.IndexAny(name, ".["); i > 0 {
		return p.def.ByKey(name[:i])
	}
	return nil
}

// alive tells whether an answer may change what else is on the screen.
func (p *plan) alive(s screen) bool {
	return p.def.Reacts() || slices.ContainsFunc(s.questions, func(e *definition.Element) bool { return p.stirs(e, e.Owner()) })
}

// stirs tells whether anything about an element, or about what stands in it,
// hangs on answers.
func (p *plan) stirs(e, owner *definition.Element) bool {
	for x := e; x != nil && x != owner; x = x.Parent {
		if x.VisibleIf != nil || x.EnableIf != nil || x.RequiredIf != nil {
			return true
		}
	}
	hangs := e.Type == definition.Calculation || e.ChoicesFrom != "" || e.ChoicesVisibleIf != nil || e.ChoicesEnableIf != nil ||
		e.RowsVisibleIf != nil || e.ColumnsVisibleIf != nil || e.TemplateVisibleIf != nil || e.DV.ConstantSum != nil || len(e.Parents()) > 0 || e.LoopOver != nil || e.CountFormula != nil || e.Total != "" && e.Total != "none"
	for _, list := range [][]definition.Choice{e.Choices, e.Rows, e.Columns, e.Steps} {
		hangs = hangs || slices.ContainsFunc(list, func(c definition.Choice) bool { return c.VisibleIf != nil || c.EnableIf != nil })
	}
	for _, tag := range p.tags {
		hangs = hangs || strings.Contains(e.Title.In(string(tag)), "{")
	}
	return hangs || slices.ContainsFunc(e.Inner(), func(child *definition.Element) bool { return p.stirs(child, e) })
}

// uploads tells whether files are asked for at the question or in it.
func uploads(e *definition.Element) bool {
	return e.Type == definition.File || slices.ContainsFunc(e.Inner(), uploads)
}
