package usageweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis/usage"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/cmd/internal/web/route"
	"dealervoice/survey/access"
)

// Handlers are the pages of this package.
type Handlers struct{ Usage *usage.Service }

// Routes lists the pages with their permissions.
func (h *Handlers) Routes() []route.Route {
	return []route.Route{route.Get("/app/usage", access.UsageRead, h.show)}
}

type showPage struct {
	page.Frame
	Usage usage.Usage
	Days  int // within which a proposal is to be decided
}

var showTemplate = page.Define[showPage]("usage/show")

// show tells what the system achieves.
func (h *Handlers) show(c echo.Context) error {
	u, err := h.Usage.Usage(c.Request().Context(), page.Viewer(c))
	if err != nil {
		return err
	}
	p := showPage{Frame: page.New(c, "usage.show", "usage.show_lead"), Usage: u, Days: int(usage.DecideWithin.Hours() / 24)}
	return showTemplate.Render(c, http.StatusOK, p)
}

// Span writes hours as people say them: hours up to two days, then days.
func (p showPage) Span(hours float64) string {
	if hours < 48 {
		return p.T("usage.hours", "N", p.Dec(hours, 1))
	}
	return p.T("usage.days", "N", p.Dec(hours/24, 1))
}

// Median is the hours until a report was read.
func (p showPage) Median() string { return p.Span(*p.Usage.Median) }

// Hours is how soon a report was read.
func (p showPage) Hours(r usage.Report) string { return p.Span(*r.Hours) }

// Share is a part of a whole in percent.
func (p showPage) Share(part, of int) string { return p.Pct(float64(part)/float64(of), of) }
