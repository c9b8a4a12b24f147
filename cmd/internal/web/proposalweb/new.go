package proposalweb

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/feedback/process"
	"dealervoice/feedback/proposal"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// newPage is the form that opens a proposal. Ref is the address of the figure
// that gave rise to it, Figure what stands there now, Step the step of the
// process it is about ("action=A403").
type newPage struct {
	page.Frame
	Form   form.Form
	Tag    language.Tag
	First  []form.Input
	Ref    string
	Figure *EvidenceView
	Step   string
	Others []proposal.Proposal // that the figure may go to instead
}

var newTemplate = page.Define[newPage]("proposal/new", "proposal/parts", "process/parts")

func (h *Handlers) new(c echo.Context) error {
	f := form.With("type", string(proposal.TypeProcess), "evidence", c.QueryParam("evidence"), "_lang", string(page.Language(c)))
	for _, step := range []string{"action", "stage", "into"} {
		if v := c.QueryParam(step); v != "" {
			f.Values.Set("step", step+"="+url.QueryEscape(v))
		}
	}
	return h.showNew(c, http.StatusOK, f)
}

// create opens the draft with the figure frozen, and goes on to the step of the
// process if one was named.
func (h *Handlers) create(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	t, _, err := h.teller(c, page.New(c, "proposal.new", ""))
	if err != nil {
		return err
	}
	w := wordsOf(f, writing(c, f), proposal.Words{}, t)
	p, err := h.Proposals.Propose(c.Request().Context(), page.Viewer(c), w, f.Text("evidence"))
	if err != nil {
		return f.Again(err, func(status int, f form.Form) error { return h.showNew(c, status, f) })
	}
	page.Notify(c, "proposal.opened")
	if step, err := url.ParseQuery(f.Text("step")); err == nil && len(step) > 0 {
		return c.Redirect(http.StatusSeeOther, home(p.Number)+"/change?"+step.Encode())
	}
	return c.Redirect(http.StatusSeeOther, home(p.Number))
}

func (h *Handlers) showNew(c echo.Context, status int, f form.Form) error {
	fr := page.New(c, "proposal.new", "proposal.new_lead")
	p := newPage{Frame: fr.Under(fr.T("proposal.title"), "/app/proposals"), Tag: writing(c, f), Ref: f.Text("evidence"), Step: f.Text("step")}
	t, _, err := h.teller(c, p.Frame)
	if err != nil {
		return err
	}
	ctx, viewer := c.Request().Context(), p.Viewer
	if p.Ref != "" {
		figure, err := h.Proposals.Figure(ctx, viewer, p.Ref)
		switch {
		case err == nil:
			p.Figure = previewOf(p.Frame, figure)
		case fault.KindOf(err) == fault.KindInvalid || fault.KindOf(err) == fault.KindForbidden:
			if len(f.Fields) == 0 {
				f.Fields = []fault.Field{{Key: "proposal.error.no_figure"}}
			}
			p.Ref = ""
		default:
			return err
		}
		if p.Others, err = h.citable(c); err != nil {
			return err
		}
	}
	p.First, _ = sheet{page: p.Frame, form: f, tag: p.Tag, teller: t}.inputs()
	p.Form, p.Failed = f, len(f.Fields) > 0
	return newTemplate.Render(c, status, p)
}

// citable lists the proposals that a figure may be attached to: those under
// discussion, and the viewer's own drafts first.
func (h *Handlers) citable(c echo.Context) ([]proposal.Proposal, error) {
	viewer := page.Viewer(c)
	list, err := h.Proposals.List(c.Request().Context(), viewer, proposal.Query{States: proposal.Citable()})
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(p proposal.Proposal) bool { return p.State == process.Draft && !p.IsAuthor(viewer) })
	slices.SortStableFunc(list, func(a, b proposal.Proposal) int { return strings.Compare(order(a), order(b)) })
	return list, nil
}

// order sorts drafts before those under discussion.
func order(p proposal.Proposal) string {
	if p.State == process.Draft {
		return "a"
	}
	return "b"
}
