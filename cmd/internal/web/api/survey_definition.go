package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey"
	"dealervoice/survey/fault"
)

// definition gives the draft, or the version asked for, as it was sent.
func (h *Handlers) definition(c echo.Context) error {
	q, err := parameters(c, "version")
	if err != nil {
		return err
	}
	n, err := q.number("version", 0)
	if err != nil {
		return err
	}
	if n < 0 || n > 1<<30 {
		return fault.NotFound("survey.not_found")
	}
	raw, err := h.Surveys.Export(c.Request().Context(), page.Viewer(c), c.Param("slug"), survey.Number(n))
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, echo.MIMEApplicationJSON, raw)
}

// replaceDefinition makes the body the new draft of a survey.
func (h *Handlers) replaceDefinition(c echo.Context) error {
	if _, err := parameters(c); err != nil {
		return err
	}
	source, err := readJSON(c, survey.MaxSource)
	if err != nil {
		return err
	}
	ctx, viewer, slug := c.Request().Context(), page.Viewer(c), c.Param("slug")
	if _, err := h.Surveys.Show(ctx, viewer, slug); err != nil { // Import would make it
		return err
	}
	s, report, err := h.Surveys.Import(ctx, viewer, survey.Import{Slug: slug, Source: source})
	if err != nil {
		return err
	}
	return reply(c, http.StatusOK, checkedOf(s, report))
}
