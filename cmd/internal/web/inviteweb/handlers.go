package inviteweb

import (
	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/mail"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/cmd/internal/web/route"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/invitation"
)

// Handlers are the pages of this package.
type Handlers struct {
	Mailings *invitation.Service
	Surveys  *survey.Service
	Roster   *audience.Roster
	Letters  *mail.Writer
}

// Routes lists the pages with their permissions.
func (h *Handlers) Routes() []route.Route {
	return []route.Route{
		route.Get("/app/surveys/:slug/mailings", access.SurveyRead, h.index),
		route.Post("/app/surveys/:slug/mailings", access.Invite, h.create),
		route.Post("/app/surveys/:slug/mailings/rule", access.Invite, h.rule),
		route.Get("/app/surveys/:slug/mailings/:id", access.SurveyRead, h.show),
		route.Post("/app/surveys/:slug/mailings/:id", access.Invite, h.update),
		route.Get("/app/surveys/:slug/letter", access.SurveyRead, h.letter),
		route.Post("/app/surveys/:slug/letter", access.Invite, h.write),
		route.Get("/app/surveys/:slug/letter.html", access.SurveyRead, h.html),
		route.Get("/app/gateway", access.UserManage, h.gateway),
		route.Post("/app/gateway", access.UserManage, h.setGateway),
		route.Get("/u/:tag", access.Public, h.leaving),
		route.Post("/u/:tag", access.Public, h.leave),
	}
}

// under is the frame of a page below a survey.
func under(c echo.Context, sv survey.Survey, title, lead string) page.Frame {
	f := page.New(c, title, lead)
	return f.Under(f.T("survey.index"), "/app/surveys").Under(f.In(sv.Title), "/app/surveys/"+sv.Slug)
}

// home is where the mailings of a survey are listed.
func home(slug string) string { return "/app/surveys/" + slug + "/mailings" }

// published gives the survey and its live version.
func (h *Handlers) published(c echo.Context) (survey.Survey, survey.Version, error) {
	ctx := c.Request().Context()
	sv, err := h.Surveys.Show(ctx, page.Viewer(c), c.Param("slug"))
	if err != nil || sv.Current == 0 {
		return sv, survey.Version{}, err
	}
	e, err := h.Surveys.PublishedVersion(ctx, sv.ID, sv.Current)
	if err != nil {
		return sv, survey.Version{}, err
	}
	return sv, e.Version, nil
}
