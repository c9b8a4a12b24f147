package analysisweb

import (
	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
)

// retireScheme takes a weighting off the list.
func (h *Handlers) retireScheme(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	if err := h.Schemes.Retire(c.Request().Context(), page.Viewer(c), f.Text("name")); err != nil {
		return err
	}
	return page.Done(c, schemesPath, "report.scheme.retired")
}
