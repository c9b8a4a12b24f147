package reviewweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis/review"
	"dealervoice/cmd/internal/web/analysisweb"
	"dealervoice/cmd/internal/web/page"
)

type indexPage struct {
	analysisweb.Sheet
	Surveys []review.Overview
	Quality QualityView
}

var indexTemplate = page.Define[indexPage]("review/index", "review/parts", "report/parts")

// index lists the surveys with how far people are, and how good the tagger is over
// all of them.
func (h *Handlers) index(c echo.Context) error {
	ctx, v := c.Request().Context(), page.Viewer(c)
	list, err := h.Review.Overviews(ctx, v)
	if err != nil {
		return err
	}
	q, err := h.Review.All(ctx, v)
	if err != nil {
		return err
	}
	p := indexPage{Sheet: analysisweb.Sheet{Frame: page.New(c, "review.index", "review.index_lead")}, Surveys: list}
	book, _, err := h.Coding.Current(ctx)
	if err != nil {
		return err
	}
	p.Quality = qualityView(p.Frame, q, book)
	return indexTemplate.Render(c, http.StatusOK, p)
}
