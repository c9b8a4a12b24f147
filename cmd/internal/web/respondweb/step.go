package respondweb

// From screen to screen, and the handing in.

import (
	"net/http"
	"slices"
	"strings"

	"dealervoice/cmd/internal/flat"
	"dealervoice/feedback"
	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
	"dealervoice/survey/fault"
)

// next goes on if the screens so far are right.
func (v *visit) next() error {
	if v.closed() {
		return v.over()
	}
	said := v.join()
	c, err := v.checked()
	if err != nil {
		return v.refuse(err)
	}
	d := &c.Decision
	shown := v.revealed(d)
	if n := v.plan.wrong(d, v.number); n > 0 && !v.allNew(d, shown) {
		v.keep(c.Data, n)
		return v.again(d, n)
	}
	if len(shown) > 0 {
		v.keep(c.Data, v.number)
		return v.reveal(d, shown)
	}
	if list := v.doubts(d); len(list) > 0 {
		v.keep(c.Data, v.number)
		return v.wonder(d, list)
	}
	to := v.plan.after(d, v.number)
	v.keep(c.Data, to)
	if v.full(c) {
		return v.turnAway()
	}
	v.number = to
	return v.render(http.StatusOK, d, look{notice: said})
}

// back goes to the screen before, whatever was typed.
func (v *visit) back() error {
	if v.closed() {
		return v.over()
	}
	said := v.join()
	data := v.data()
	d := v.decide(data)
	to := v.plan.before(d, v.number)
	v.keep(data, v.number)
	v.number = to
	return v.render(http.StatusOK, d, look{notice: said})
}

// submit hands in, unless the last answers made something appear that was not
// there to be answered.
func (v *visit) submit() error {
	v.join()
	c, err := v.checked()
	if err != nil {
		return v.refuse(err)
	}
	d := &c.Decision
	shown := v.revealed(d)
	if v.closed() || v.plan.wrong(d, v.number) > 0 && !v.allNew(d, shown) {
		return v.handIn(c, nil)
	}
	to := 0
	if len(shown) == 0 {
		to = v.opened(d)
	}
	doubts := v.doubts(d)
	if len(shown) == 0 && to == 0 && len(doubts) == 0 {
		return v.handIn(c, nil)
	}
	if r := v.resent(c); r != nil {
		return v.thank(*r)
	}
	if len(shown) == 0 && to == 0 {
		v.keep(c.Data, v.number)
		return v.wonder(d, doubts)
	}
	if len(shown) > 0 {
		v.keep(c.Data, v.number)
		return v.reveal(d, shown)
	}
	v.keep(c.Data, to)
	v.number = to
	return v.render(http.StatusOK, d, look{notice: &notice{Kind: "note", Text: v.words.T("respond.opened")}})
}

// resent finds the receipt of a form that was handed in before, when its draft
// was still there to complete it; nil if there is none.
func (v *visit) resent(c feedback.Checked) *feedback.Receipt {
	if v.preview {
		return nil
	}
	r, err := v.h.Feedback.Resent(v.c.Request().Context(), c.Submission)
	if err != nil {
		v.log("find an earlier answer", err)
		return nil
	}
	return r
}

// handIn stores a checked submission and leads to the receipt.
func (v *visit) handIn(c feedback.Checked, err error) error {
	if err != nil {
		return v.refuse(err)
	}
	receipt, err := v.store(c)
	switch fault.KindOf(err) {
	case fault.KindInvalid, fault.KindConflict, fault.KindClosed:
		if r := v.resent(c); err != nil && r != nil {
			return v.thank(*r)
		}
	}
	switch {
	case err == nil && v.preview:
		return v.tried(&c.Decision)
	case err == nil:
		if !receipt.Again {
			v.count()
		}
		return v.thank(receipt)
	case fault.KindOf(err) == fault.KindClosed, fault.KindOf(err) == fault.KindInvalid && v.closed():
		return v.over()
	case fault.KindOf(err) != fault.KindInvalid:
		return v.refuse(err)
	}
	n := v.plan.wrong(&c.Decision, v.plan.last())
	if n == 0 {
		return v.empty(&c.Decision)
	}
	v.keep(c.Data, n)
	return v.again(&c.Decision, n)
}

// again shows a screen with what is wrong on it. Nobody is blamed for leaving
// out what was not there to be answered.
func (v *visit) again(d *answer.Decision, number int) error {
	l := look{judge: true}
	if number == v.number {
		l.spare = v.revealed(d)
	}
	v.number = number
	return v.render(http.StatusUnprocessableEntity, d, l)
}

// allNew tells whether all that is wrong so far is wrong with questions that
// came up by this screen's own answers: that they are not answered is no error
// yet.
func (v *visit) allNew(d *answer.Decision, shown []*definition.Element) bool {
	for name := range d.Errors {
		n, ok := v.plan.screen[name]
		if ok && n <= v.number && !slices.ContainsFunc(shown, func(e *definition.Element) bool { return e.Name == name }) {
			return false
		}
	}
	return len(shown) > 0
}

// empty says that nothing was answered, which is nothing to store.
func (v *visit) empty(d *answer.Decision) error {
	v.number = v.plan.after(d, 0)
	return v.render(http.StatusUnprocessableEntity, d, look{notice: &notice{Kind: "bad", Text: v.words.T("respond.empty")}})
}

// revealed lists the questions of this screen that appeared only by its own
// answers: the form (by _seen) did not show them and nothing is in them.
func (v *visit) revealed(d *answer.Decision) []*definition.Element {
	if _, ok := v.post["_seen"]; !ok || v.number > len(v.plan.screens) {
		return nil
	}
	seen := strings.Split(v.post.Get("_seen"), ".")
	var out []*definition.Element
	for _, e := range v.plan.screens[v.number-1].questions {
		if v.revealedIn(d, e, seen) {
			out = append(out, e)
			continue
		}
		if !conditional(e) || e.Type == definition.Calculation || !d.State(e.Name).Visible {
			continue
		}
		if !slices.Contains(seen, v.plan.number(e)) && v.plan.asks(d, e) && !v.filled(e) {
			out = append(out, e)
		}
	}
	return out
}

// filled tells whether anything was sent for the question.
func (v *visit) filled(e *definition.Element) bool {
	for name := range v.fields {
		if v.plan.owner(name) == e {
			return true
		}
	}
	return false
}

// reveal shows the screen again with the questions that came up.
func (v *visit) reveal(d *answer.Decision, list []*definition.Element) error {
	b := builder{plan: v.plan, words: v.words, fields: v.fields, d: d}
	n := &notice{Kind: "note", Text: v.words.T("respond.revealed")}
	for _, e := range list {
		n.Links = append(n.Links, summaryLine{Target: v.plan.id(e), Question: b.title(e)})
	}
	return v.render(http.StatusOK, d, look{notice: n})
}

// opened gives the first screen behind this one that only this screen's answers
// brought up and that nothing was sent for; 0 if there is none.
func (v *visit) opened(d *answer.Decision) int {
	if v.number > len(v.plan.screens) || v.plan.after(d, v.number) == v.plan.last() {
		return 0
	}
	rest := flat.Fields{}
	for name, values := range v.fields {
		if e := v.plan.owner(name); e != nil && v.plan.screen[e.Name] != v.number {
			rest[name] = values
		}
	}
	before := v.decide(flat.Answers(v.plan.def, rest))
	for _, s := range v.plan.screens[v.number:] {
		if v.plan.shown(s, d) && !v.plan.shown(s, before) && !slices.ContainsFunc(s.questions, v.filled) {
			return s.number
		}
	}
	return 0
}
