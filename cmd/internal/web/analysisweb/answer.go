package analysisweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/feedback"
	"dealervoice/survey/consent"
)

type answerPage struct {
	Sheet
	Answer  analysis.Sheet
	Consent *consent.Statement // what the respondent read; nil if unknown
}

var answerTemplate = page.Define[answerPage]("report/answer", "report/parts")

// answer shows one answer with its dealer; that it was opened is written down.
func (h *Handlers) answer(c echo.Context) error {
	slug := c.Param("slug")
	sheet, err := h.Analysis.Answer(c.Request().Context(), page.Viewer(c), slug, feedback.ID(c.Param("id")))
	if err != nil {
		return err
	}
	read, err := h.Consents.Find(c.Request().Context(), sheet.SurveyID, sheet.Consent, page.Viewer(c).Language)
	if err != nil {
		return err
	}
	s := h.sheet(c, page.New(c, "report.one_answer", "").Heading)
	s.Frame = s.Under(sheet.Title, surveyPath(slug, "report"))
	s.Lead = s.T("report.one_answer_lead")
	c.Response().Header().Set("Cache-Control", "no-store")
	return answerTemplate.Render(c, http.StatusOK, answerPage{Sheet: s, Answer: sheet, Consent: read})
}
