package accountweb

// The machine room: audit trail, background work, components.

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/fault"
)

const auditPageSize = 100

type auditPage struct {
	page.Frame
	Lines []lineView
	Kind  string
	Older int64 // id to go on from; 0 at the end
}

type componentsPage struct {
	page.Frame
	Form form.Form
}

var (
	auditTemplate      = page.Define[auditPage]("house/audit")
	componentsTemplate = page.Define[componentsPage]("components/show")
)

func (h *Handlers) audit(c echo.Context) error {
	before, _ := strconv.ParseInt(c.QueryParam("before"), 10, 64)
	kind := c.QueryParam("kind")
	lines, err := h.Trail.List(c.Request().Context(), kind, before, auditPageSize)
	if err != nil {
		return err
	}
	p := auditPage{Frame: page.New(c, "account.audit", "account.audit_lead"), Lines: viewsOf(lines), Kind: kind}
	if len(lines) == auditPageSize {
		p.Older = lines[len(lines)-1].ID
	}
	return auditTemplate.Render(c, http.StatusOK, p)
}

// components shows every component in every state, for whoever changes the
// stylesheet.
func (h *Handlers) components(c echo.Context) error {
	f := form.With("wrong", "abc")
	f.Fields = []fault.Field{{Path: "wrong", Key: "account.email_wrong"}}
	return componentsTemplate.Render(c, http.StatusOK,
		componentsPage{Frame: page.New(c, "account.components", "account.components_lead"), Form: f})
}
