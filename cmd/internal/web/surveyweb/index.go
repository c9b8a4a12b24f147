package surveyweb

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey"
)

type indexPage struct {
	page.Frame
	Surveys []indexRow
}

type indexRow struct {
	survey.Survey
	Mode    survey.Mode // "" before the first version
	Answers Count
}

var indexTemplate = page.Define[indexPage]("survey/index", "survey/parts")

// index lists the surveys.
func (h *Handlers) index(c echo.Context) error {
	ctx, v := c.Request().Context(), page.Viewer(c)
	list, err := h.Surveys.List(ctx, v)
	if err != nil {
		return err
	}
	counts, err := h.Turnout.Counts(ctx, v)
	if err != nil {
		return fmt.Errorf("count answers: %w", err)
	}
	p := indexPage{Frame: page.New(c, "survey.index", "survey.index_lead")}
	for _, sv := range list {
		row := indexRow{Survey: sv}
		if sv.Current > 0 {
			e, err := h.Surveys.PublishedVersion(ctx, sv.ID, sv.Current)
			if err != nil {
				return err
			}
			row.Mode = e.Version.Mode
			row.Answers = countOf(counts[sv.ID], e.Version.Mode, e.Version.MinCell)
		}
		p.Surveys = append(p.Surveys, row)
	}
	return indexTemplate.Render(c, http.StatusOK, p)
}
