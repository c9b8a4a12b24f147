package policyweb

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/policy"
)

// editPage is the form that corrects type and title.
type editPage struct {
	page.Frame
	Form   form.Form
	Policy policy.Policy
	Head   []form.Input
}

var editTemplate = page.Define[editPage]("policy/edit")

func (h *Handlers) edit(c echo.Context) error {
	p, err := h.load(c)
	if err != nil {
		return err
	}
	return h.showEdit(c, http.StatusOK, p, form.With("type", string(p.Type), "title.zh", p.Title.ZH, "title.en", p.Title.EN,
		"revision", strconv.Itoa(p.Revision)))
}

// update saves type and title; if somebody was faster, the form comes back with
// what was typed.
func (h *Handlers) update(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	p, err := h.load(c)
	if err != nil {
		return err
	}
	changed := p
	changed.Type, changed.Title = policy.Type(f.Text("type")), text(f, "title")
	changed.Revision, _ = strconv.Atoi(f.Text("revision")) // not a number: 0, which never stands
	if err := h.Policies.Rename(c.Request().Context(), page.Viewer(c), changed); err != nil {
		f, ok := f.Wrong(err)
		if !ok {
			return err
		}
		f.Values.Set("revision", strconv.Itoa(p.Revision))
		return h.showEdit(c, form.Status(err), p, f)
	}
	return done(c, p.ID, "policy.renamed")
}

func (h *Handlers) showEdit(c echo.Context, status int, p policy.Policy, f form.Form) error {
	d := editPage{Frame: frame(c, "policy.edit", p), Form: f, Policy: p}
	d.Head, d.Failed = head(d.Frame, f), len(f.Fields) > 0
	return editTemplate.Render(c, status, d)
}
