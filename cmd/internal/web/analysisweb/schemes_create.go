package analysisweb

import (
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
	if err != nil {
		return f.Again(err, func(status int, wrong form.Form) error { return h.showSchemes(c, status, wrong) })
	}
	return page.Done(c, schemesPath, "report.scheme.done")
}
