package proposalweb

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/feedback/process"
	"dealervoice/feedback/proposal"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// editPage is the form in which the author rewords a draft.
type editPage struct {
	page.Frame
	Form     form.Form
	Proposal proposal.Proposal
	Tag      language.Tag
	First    []form.Input
	Later    []form.Input
}

var editTemplate = page.Define[editPage]("proposal/edit", "proposal/parts")

func (h *Handlers) edit(c echo.Context) error {
	p, err := h.ownDraft(c)
	if err != nil {
		return err
	}
	t, _, err := h.teller(c, page.New(c, "proposal.edit", ""))
	if err != nil {
		return err
	}
	return h.showEdit(c, http.StatusOK, p, formOf(p, page.Language(c), t))
}

// ownDraft reads the proposal and refuses whoever may not write in it.
func (h *Handlers) ownDraft(c echo.Context) (proposal.Proposal, error) {
	p, err := h.load(c)
	switch {
	case err != nil:
		return p, err
	case !p.IsAuthor(page.Viewer(c)):
		return p, fault.Forbidden("proposal.error.not_author")
	case p.State != process.Draft:
		return p, fault.Conflict("proposal.error.not_draft", nil)
	}
	return p, nil
}

// update saves the wording. If somebody (or another tab) saved meanwhile, the
// form comes back with everything typed and the revision of now.
func (h *Handlers) update(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	p, err := h.ownDraft(c)
	if err != nil {
		return err
	}
	t, _, err := h.teller(c, page.New(c, "proposal.edit", ""))
	if err != nil {
		return err
	}
	stored := proposal.Words{Type: p.Type, Champion: p.Champion, Body: p.Body}
	revision, err := strconv.Atoi(f.Text("revision"))
	if err != nil {
		return fault.New(fault.KindBadRequest, "fault.broken_form", nil).Because(err)
	}
	_, err = h.Proposals.Edit(c.Request().Context(), page.Viewer(c), p.Number,
		proposal.Edit{Words: wordsOf(f, writing(c, f), stored, t), Revision: revision})
	if err != nil {
		f, ok := f.Wrong(err)
		if !ok {
			return err
		}
		f.Values.Set("revision", strconv.Itoa(p.Revision))
		return h.showEdit(c, form.Status(err), p, f)
	}
	return done(c, p.Number, "proposal.saved")
}

func (h *Handlers) showEdit(c echo.Context, status int, p proposal.Proposal, f form.Form) error {
	d := editPage{Frame: frame(c, "proposal.edit", p), Form: f, Proposal: p, Tag: writing(c, f)}
	t, _, err := h.teller(c, d.Frame)
	if err != nil {
		return err
	}
	d.First, d.Later = sheet{d.Frame, f, d.Tag, p.Body, t}.inputs()
	d.Failed = len(f.Fields) > 0
	return editTemplate.Render(c, status, d)
}
