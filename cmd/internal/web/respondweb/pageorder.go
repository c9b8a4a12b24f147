package respondweb

// Pages in an order of the respondent's own.

import (
	"slices"

	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// arrange lays the form out in the order that whoever holds the slip sees it in.
// Screens are numbered in that order, so that numbers in the form and in drafts
// mean the same for this respondent wherever he goes on.
func (v *visit) arrange() {
	if v.plan.def.ShufflesPages() && !v.plan.arranged {
		v.plan = v.plan.inOrder(answer.PageOrder(v.plan.def, string(v.slip.ID())))
	}
}

// inOrder is the plan with its pages in another order.
func (p *plan) inOrder(order []int) *plan {
	out := &plan{edition: p.edition, def: p.def, ids: p.ids, tags: p.tags, screen: make(map[string]int, len(p.screen)), arranged: true}
	for _, i := range order {
		for _, s := range p.screens {
			if s.pages[0] != p.def.Pages[i] {
				continue
			}
			s.number = len(out.screens) + 1
			out.screens = append(out.screens, s)
			for _, q := range s.questions {
				out.screen[q.Name] = s.number
			}
		}
	}
	if len(out.screens) < len(p.screens) {
		return p // all pages on one screen: there is nothing to arrange
	}
	return out
}

// maxBranches bounds the lists that a form takes along.
const maxBranches = 3000

// onlyHere tells whether a form cannot be taken along: it counts its panels by a
// formula that only the server evaluates, goes over
// options that nobody knows yet, or by lists that are too long for it or stand in
// rows and panels. What was dealt to a respondent, and pages in an order of the
// respondent's own, go along with the form in hand.
func (p *plan) onlyHere() bool {
	n, r := 0, ruler{plan: p}
	if _, ok := p.sample(nil); !ok {
		return true
	}
	return slices.ContainsFunc(p.def.Elements(), func(e *definition.Element) bool {
		e.Branches(func(_ []string, choices []definition.Choice) { n += len(choices) })
		inside := slices.ContainsFunc(e.Inner(), func(x *definition.Element) bool {
			_, told := r.tree(x.CountFormula)
			return len(x.Parents()) > 0 || x.CountFormula != nil && !(told && growing(e))
		})
		_, told := r.tree(e.CountFormula)
		return e.CountFormula != nil && !told || inside || n > maxBranches
	})
}
