package respondweb

// Places of quotas. One is held as soon as the answers of the screens that were
// sent call for it. Whoever comes to a full cell is told at once, not after the
// last question; what was typed is in the draft, and on the page.

import (
	"net/http"

	"dealervoice/feedback"
)

// full tells whether a place that the answers need is not to be had. Where that
// cannot be found out the respondent goes on: handing in decides.
func (v *visit) full(c feedback.Checked) bool {
	if v.preview || v.fixing != nil { // a correction keeps the places it has
		return false
	}
	cell, err := v.h.Feedback.Hold(v.c.Request().Context(), c, func(question string) bool {
		n, shown := v.plan.screen[question]
		return shown && n <= v.number
	})
	if err != nil {
		v.log("hold a place", err)
		return false
	}
	return cell != ""
}

// turnAway thanks somebody whose group is complete. A place that another one
// gives back can be had by asking again.
func (v *visit) turnAway() error {
	p := v.message(http.StatusOK, "full", v.words.T("respond.full.kept"))
	p.Answers = v.typed()
	p.Again, p.AgainText, p.Action, p.Carried = true, v.words.T("respond.full.again"), v.action, v.everything()
	return v.send(http.StatusOK, messageTemplate.Template(), p)
}
