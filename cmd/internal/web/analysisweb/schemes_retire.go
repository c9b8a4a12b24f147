package analysisweb

import (
	"net/http"

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
	page.Notify(c, "report.scheme.retired")
	return c.Redirect(http.StatusSeeOther, schemesPath)
}
