// What differs when answers are given to survey-core and completed at once,
// with no page but the first ever shown (Occasion.Unseen).

package answer

import (
	"strings"

	"dealervoice/survey/definition"
)

// openedBlank takes over what was shown when the survey was opened, before the
// answers were given to it: what disappears or is hidden since then counts as
// a change.
func (f *form) openedBlank() {
	blank := open(f.def, nil, f.on)
	blank.settle()
	for i, s := range blank.root.states {
		to := &f.root.states[i]
		to.hidden, to.offered, to.visible, to.shown, to.opened = s.hidden, s.offered, s.visible, s.shown, s.count
	}
	f.opened = blank.firstShown()
	f.rankAsOpened()
}

// firstShown is the number of the first shown page, -1 when none is.
func (f *form) firstShown() int {
	for i, s := range f.pages {
		if s.shown {
			return i
		}
	}
	return -1
}

// look notes that a condition looked into a dynamic panel ("shops[0].sku"),
// which brings its panels to life.
func (f *form) look(name string) {
	key, _, ok := strings.Cut(name, "[")
	if !ok {
		return
	}
	if e := f.def.ByKey(key); e != nil {
		if f.seen == nil {
			f.seen = map[*definition.Element]bool{}
		}
		f.seen[e] = true
	}
}

// sawPanels tells whether the panels of a question came to life: they stand on
// the page that was shown, or a condition asked about them.
func (f *form) sawPanels(e *definition.Element) bool {
	page := f.opened
	if page < 0 || !f.pages[page].shown {
		page = f.firstShown()
	}
	return e.Page.Index == page || e.TemplateVisibleIf != nil || f.seen[e]
}

// rankAsOpened brings rankings into line with the choices that were shown when
// the survey was opened: a choice that only the answers bring comes last. A
// form that was filled in keeps the order it was filled in with.
func (f *form) rankAsOpened() {
	for _, e := range f.def.Questions() {
		if e.Type == definition.Ranking {
			f.root.completeRanking(e)
		}
	}
}
