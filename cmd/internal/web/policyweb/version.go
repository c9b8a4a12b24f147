package policyweb

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/policy"
)

// versionPage is the form that writes the next version, beginning from the last.
type versionPage struct {
	page.Frame
	Form    form.Form
	Policy  policy.Policy
	Wording Wording
}

var versionTemplate = page.Define[versionPage]("policy/version", "policy/parts")

func (h *Handlers) newVersion(c echo.Context) error {
	p, err := h.load(c)
	if err != nil {
		return err
	}
	f := form.With("from", string(h.Policies.Days.Today()))
	fill(f, p.Latest())
	return h.showVersion(c, http.StatusOK, p, f)
}

// createVersion adds the version. If another one was added meanwhile, the form
// comes back with what was typed and goes on from that one.
func (h *Handlers) createVersion(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	p, err := h.load(c)
	if err != nil {
		return err
	}
	if f.Get("do") == "more" {
		more(f)
		return h.showVersion(c, http.StatusOK, p, f)
	}
	if _, err := h.Policies.Revise(c.Request().Context(), page.Viewer(c), p.ID, draftOf(f)); err != nil {
		f, ok := f.Wrong(err)
		if !ok {
			return err
		}
		status := form.Status(err)
		if p, err = h.load(c); err != nil {
			return err
		}
		f.Values.Set("after", strconv.Itoa(p.Latest().Number))
		return h.showVersion(c, status, p, f)
	}
	return done(c, p.ID, "policy.revised")
}

func (h *Handlers) showVersion(c echo.Context, status int, p policy.Policy, f form.Form) error {
	d := versionPage{Frame: frame(c, "policy.new_version", p), Form: f, Policy: p}
	regions, areas, err := h.places(c, f)
	if err != nil {
		return err
	}
	d.Wording, d.Failed = wording(d.Frame, f, regions, areas), len(f.Fields) > 0
	return versionTemplate.Render(c, status, d)
}
