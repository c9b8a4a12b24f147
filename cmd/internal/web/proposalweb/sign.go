package proposalweb

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/cmd/internal/web/processweb"
	"dealervoice/feedback/proposal"
	"dealervoice/survey/fault"
)

// signPage is the form in which a department co-signs, under the change that it
// signs.
type signPage struct {
	page.Frame
	Form       form.Form
	Proposal   proposal.Proposal
	Department string
	Stages     []processweb.Changed
	Input      form.Input
}

var signTemplate = page.Define[signPage]("proposal/sign", "process/parts")

func (h *Handlers) signForm(c echo.Context) error {
	p, err := h.load(c)
	if err != nil {
		return err
	}
	latest, err := h.Process.Latest(c.Request().Context(), page.Viewer(c))
	if err != nil {
		return err
	}
	if !p.MaySign(page.Viewer(c), latest.Process) {
		return fault.Conflict("proposal.error.no_signature_now", nil)
	}
	return h.showSign(c, http.StatusOK, p, form.Empty())
}

func (h *Handlers) sign(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	p, err := h.load(c)
	if err != nil {
		return err
	}
	edition, err := strconv.Atoi(f.Text("edition"))
	if err != nil || edition < 1 {
		return fault.New(fault.KindBadRequest, "fault.broken_form", nil)
	}
	_, err = h.Proposals.Sign(c.Request().Context(), page.Viewer(c), p.Number, proposal.Agreement{Statement: f.Text("statement"), Edition: edition})
	if err != nil {
		return f.Again(err, func(status int, f form.Form) error { return h.showSign(c, status, p, f) })
	}
	return done(c, p.Number, "proposal.signed")
}

func (h *Handlers) showSign(c echo.Context, status int, p proposal.Proposal, f form.Form) error {
	d := signPage{Frame: frame(c, "proposal.sign", p), Form: f, Proposal: p}
	t, latest, err := h.teller(c, d.Frame)
	if err != nil {
		return err
	}
	d.Department = t.Department(d.Viewer.Department)
	d.Lead = d.In(p.Body.Title)
	s := showPage{Frame: d.Frame, Proposal: p}
	if err := h.showChange(c, &s, t, latest); err != nil {
		return err
	}
	d.Stages = s.Stages
	d.Input = f.Input(d.Frame, form.Ask{Kind: form.Area, Name: "statement", Label: "proposal.field.statement", Help: "proposal.help.statement"})
	d.Failed = len(f.Fields) > 0
	return signTemplate.Render(c, status, d)
}
