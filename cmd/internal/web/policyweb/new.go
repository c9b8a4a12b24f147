package policyweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/policy"
)

// newPage is the form that registers a policy with its first version.
type newPage struct {
	page.Frame
	Form    form.Form
	Head    []form.Input
	Wording Wording
}

var newTemplate = page.Define[newPage]("policy/new", "policy/parts")

func (h *Handlers) new(c echo.Context) error {
	f := form.With("from", string(h.Policies.Days.Today()))
	more(f)
	return h.showNew(c, http.StatusOK, f)
}

// create registers the policy; the button "more" only adds room for clauses.
func (h *Handlers) create(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	if f.Get("do") == "more" {
		more(f)
		return h.showNew(c, http.StatusOK, f)
	}
	p, err := h.Policies.Register(c.Request().Context(), page.Viewer(c),
		policy.Registration{Type: policy.Type(f.Text("type")), Title: text(f, "title"), First: draftOf(f)})
	if err != nil {
		return f.Again(err, func(status int, f form.Form) error { return h.showNew(c, status, f) })
	}
	return done(c, p.ID, "policy.registered")
}

func (h *Handlers) showNew(c echo.Context, status int, f form.Form) error {
	fr := page.New(c, "policy.new", "policy.new_lead")
	regions, areas, err := h.places(c, f)
	if err != nil {
		return err
	}
	p := newPage{Frame: fr.Under(fr.T("policy.title"), "/app/policies"), Form: f}
	p.Head, p.Wording, p.Failed = head(p.Frame, f), wording(p.Frame, f, regions, areas), len(f.Fields) > 0
	return newTemplate.Render(c, status, p)
}
