package analysisweb

import (
	"bytes"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/figurefile"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/fault"
)

// export hands out the figures that the report shows, under the same filter and
// weights: export/figures.csv, export/figures.json.
func (h *Handlers) export(c echo.Context) error {
	f, err := filterOf(c)
	if err != nil {
		return err
	}
	write, kind := figurefile.CSV, "text/csv; charset=utf-8"
	switch c.Param("file") {
	case "figures.csv":
	case "figures.json":
		write, kind = figurefile.JSON, "application/json; charset=utf-8"
	default:
		return fault.NotFound("report.figure.not_found")
	}
	slug := c.Param("slug")
	r, err := h.Analysis.Figures(c.Request().Context(), page.Viewer(c), slug, analysis.ReportQuery{By: c.QueryParam("by"), Filter: f})
	if err != nil {
		return err
	}
	var buf bytes.Buffer
	if err := write(&buf, r); err != nil {
		return err
	}
	c.Response().Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", slug+"-"+c.Param("file")))
	c.Response().Header().Set("Cache-Control", "private, no-cache")
	return c.Blob(http.StatusOK, kind, buf.Bytes())
}
