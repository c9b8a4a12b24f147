package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/fault"
)

// crosstab counts the answers to a question in each segment of a dimension.
func (h *Handlers) crosstab(c echo.Context) error {
	q, err := parameters(c, "rows", "cols", "filter", "weight", "trim", "adjust")
	if err != nil {
		return err
	}
	for _, name := range []string{"rows", "cols"} {
		if q.get(name) == "" {
			return malformed(fault.Field{Path: name, Key: "api.no_parameter", Code: "required"})
		}
	}
	f, err := q.filter()
	if err != nil {
		return err
	}
	t, err := h.Analysis.Crosstab(c.Request().Context(), page.Viewer(c), c.Param("slug"),
		analysis.CrosstabQuery{Rows: q.get("rows"), Cols: q.get("cols"), Filter: f, Adjust: analysis.Adjustment(q.get("adjust"))})
	if err != nil {
		return err
	}
	t.Segments = wholeSegments(t.Segments)
	return reply(c, http.StatusOK, t)
}
