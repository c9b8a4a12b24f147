package uploadweb

import (
	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/cmd/internal/web/route"
	"dealervoice/feedback"
	"dealervoice/feedback/upload"
	"dealervoice/survey"
	"dealervoice/survey/access"
)

// Handlers are the pages of this package.
type Handlers struct {
	Surveys  *survey.Service
	Feedback *feedback.Service
	Uploads  *upload.Service
}

// Routes lists the pages with their permissions.
func (h *Handlers) Routes() []route.Route {
	return []route.Route{
		route.Get("/app/surveys/:slug/files", access.ResponseExport, h.index),
		route.Get("/app/surveys/:slug/files/:response/:ref", access.ResponseExport, h.show),
	}
}

// survey finds the survey of the address and the sternest promise it ever made.
func (h *Handlers) survey(c echo.Context) (survey.Survey, survey.Mode, error) {
	ctx, viewer := c.Request().Context(), page.Viewer(c)
	s, err := h.Surveys.Show(ctx, viewer, c.Param("slug"))
	if err != nil {
		return survey.Survey{}, "", err
	}
	versions, err := h.Surveys.Versions(ctx, viewer, s.ID)
	if err != nil {
		return survey.Survey{}, "", err
	}
	return s, survey.Sternest(versions), nil
}
