package analysisweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/web/page"
)

type indexPage struct {
	Sheet
	Surveys []analysis.Overview
}

var indexTemplate = page.Define[indexPage]("report/index", "report/parts")

// index lists the surveys with their one figure.
func (h *Handlers) index(c echo.Context) error {
	list, err := h.Analysis.Overviews(c.Request().Context(), page.Viewer(c))
	if err != nil {
		return err
	}
	p := indexPage{Sheet: Sheet{page.New(c, "report.index", "report.index_lead")}, Surveys: list}
	return indexTemplate.Render(c, http.StatusOK, p)
}
