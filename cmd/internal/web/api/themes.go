package api

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/fault"
)

// themes counts what respondents talk about; with a theme it brings their words.
func (h *Handlers) themes(c echo.Context) error {
	q, err := parameters(c, "filter", "theme", "polarity", "limit")
	if err != nil {
		return err
	}
	limit, err := q.number("limit", 0)
	if err != nil {
		return err
	}
	if p := q.get("polarity"); p != "" && !slices.Contains([]string{"negative", "neutral", "positive"}, p) {
		return malformed(fault.Field{Path: "polarity", Key: "api.no_such_polarity", Code: "polarity"})
	}
	f, err := q.filter()
	if err != nil {
		return err
	}
	r, err := h.Analysis.Themes(c.Request().Context(), page.Viewer(c), c.Param("slug"),
		analysis.QuoteQuery{Theme: q.get("theme"), Polarity: q.get("polarity"), Filter: f, Limit: limit})
	if err != nil {
		return err
	}
	r.Themes, r.Segments = wholeThemes(r.Themes), wholeSegments(r.Segments)
	for i := range r.Quotes.Quotes {
		r.Quotes.Quotes[i].Parts = list(r.Quotes.Quotes[i].Parts)
	}
	return reply(c, http.StatusOK, r)
}
