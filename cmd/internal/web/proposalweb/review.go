package proposalweb

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/feedback/proposal"
	"dealervoice/survey/fault"
)

// reviewPage is the form in which an outside expert judges a proposal.
type reviewPage struct {
	page.Frame
	Form     form.Form
	Proposal proposal.Proposal
	Inputs   []form.Input
}

var reviewTemplate = page.Define[reviewPage]("proposal/review")

func (h *Handlers) reviewForm(c echo.Context) error {
	p, err := h.load(c)
	if err != nil {
		return err
	}
	if !p.MayReview(page.Viewer(c)) {
		return fault.Conflict("proposal.error.no_review_now", nil)
	}
	return h.showReview(c, http.StatusOK, p, form.Empty())
}

func (h *Handlers) review(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	p, err := h.load(c)
	if err != nil {
		return err
	}
	j := proposal.Judgement{Scores: map[string]int{}, Advice: proposal.Advice(f.Text("advice")), Text: f.Text("text")}
	j.Edition, _ = strconv.Atoi(f.Text("edition")) // not a number: 0 would pass for any
	if j.Edition < 1 {
		return fault.New(fault.KindBadRequest, "fault.broken_form", nil)
	}
	for _, criterion := range proposal.Criteria() {
		j.Scores[criterion], _ = strconv.Atoi(f.Text("score." + criterion)) // not a number: refused as missing
	}
	if _, err := h.Proposals.Review(c.Request().Context(), page.Viewer(c), p.Number, j); err != nil {
		return f.Again(err, func(status int, f form.Form) error { return h.showReview(c, status, p, f) })
	}
	return done(c, p.Number, "proposal.reviewed")
}

func (h *Handlers) showReview(c echo.Context, status int, p proposal.Proposal, f form.Form) error {
	d := reviewPage{Frame: frame(c, "proposal.review", p), Form: f, Proposal: p}
	d.Lead = d.In(p.Body.Title)
	for _, criterion := range proposal.Criteria() {
		var scores []form.Option
		for i := 5; i >= 1; i-- {
			scores = append(scores, form.Option{Value: strconv.Itoa(i), Text: d.T("proposal.score." + strconv.Itoa(i))})
		}
		in := f.Input(d.Frame, form.Ask{Kind: form.Radio, Name: "score." + criterion, Label: "proposal.criterion." + criterion, Help: "proposal.criterion_help." + criterion})
		d.Inputs = append(d.Inputs, in.From(f, scores))
	}
	var advices []form.Option
	for _, a := range proposal.Advices() {
		advices = append(advices, form.Option{Value: string(a), Text: d.T("proposal.advice." + string(a))})
	}
	d.Inputs = append(d.Inputs, f.Input(d.Frame, form.Ask{Kind: form.Radio, Name: "advice", Label: "proposal.field.advice"}).From(f, advices),
		f.Input(d.Frame, form.Ask{Kind: form.Area, Name: "text", Label: "proposal.field.judgement", Help: "proposal.help.judgement"}))
	d.Failed = len(f.Fields) > 0
	return reviewTemplate.Render(c, status, d)
}
