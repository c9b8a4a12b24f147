package analysisweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
)

// createScheme gives a weighting a name.
func (h *Handlers) createScheme(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	w, err := analysis.ParseWeighting(f.Values["by"], f.Text("trim"))
	if err == nil {
		err = h.Schemes.Save(c.Request().Context(), page.Viewer(c), f.Text("name"), w)
	}
	if wrong, ok := f.Wrong(err); ok {
		return h.showSchemes(c, form.Status(err), wrong)
	}
	if err != nil {
		return err
	}
	page.Notify(c, "report.scheme.done")
	return c.Redirect(http.StatusSeeOther, schemesPath)
}
