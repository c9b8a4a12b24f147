package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey"
	"dealervoice/survey/definition"
)

// checkedOut is a survey with what the check of its definition said.
type checkedOut struct {
	surveyOut
	Elements int                  `json:"elements"`
	Mapped   int                  `json:"mapped"`
	Warnings []definition.Finding `json:"warnings"`
}

func checkedOf(s survey.Survey, r definition.Report) checkedOut {
	return checkedOut{surveyOf(s), r.Elements, r.Mapped, list(r.Warnings)}
}

// createSurvey makes a survey of the definition that is the body.
func (h *Handlers) createSurvey(c echo.Context) error {
	q, err := parameters(c, "slug")
	if err != nil {
		return err
	}
	source, err := readJSON(c, survey.MaxSource)
	if err != nil {
		return err
	}
	s, report, err := h.Surveys.Create(c.Request().Context(), page.Viewer(c), survey.Import{Slug: q.get("slug"), Source: source})
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderLocation, base+"/surveys/"+s.Slug)
	return reply(c, http.StatusCreated, checkedOf(s, report))
}
