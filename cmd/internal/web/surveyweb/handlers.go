package surveyweb

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/route"
	"dealervoice/feedback/quota"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/burden"
)

// Turnout tells what came back, as far as the viewer's scope reaches.
type Turnout interface {
	// Counts gives the number of answers by survey.
	Counts(ctx context.Context, v access.Viewer) (map[survey.ID]int, error)
	// Answered tells which invitations of a wave (0: all) were answered.
	Answered(ctx context.Context, v access.Viewer, id survey.ID, wave int) (map[survey.InvitationID]bool, error)
}

// Places tells how quotas stand. *quota.Service is one.
type Places interface {
	Board(ctx context.Context, v access.Viewer, p survey.Published, versions []survey.Version) ([]quota.Line, error)
}

// Handlers are the pages of this package.
type Handlers struct {
	Surveys *survey.Service
	Roster  *audience.Roster
	Turnout Turnout
	Places  Places
	Burden  *burden.Service
	BaseURL string // what links that leave the house begin with
	Preview bool   // /app/surveys/:slug/preview is mounted and shows the draft as a form
}

// Routes lists the pages with their permissions.
func (h *Handlers) Routes() []route.Route {
	get := func(path string, allow access.Permission, do echo.HandlerFunc) route.Route {
		return route.Route{Method: http.MethodGet, Path: path, Allow: allow, Do: do}
	}
	post := func(path string, allow access.Permission, do echo.HandlerFunc) route.Route {
		return route.Route{Method: http.MethodPost, Path: path, Allow: allow, Do: do}
	}
	return []route.Route{
		get("/app/surveys", access.SurveyRead, h.index),
		get("/app/surveys/new", access.SurveyEdit, h.new),
		post("/app/surveys", access.SurveyEdit, h.create),
		get("/app/surveys/:slug", access.SurveyRead, h.show),
		get("/app/surveys/:slug/edit", access.SurveyEdit, h.edit),
		post("/app/surveys/:slug/edit", access.SurveyEdit, h.update),
		get("/app/surveys/:slug/definition.json", access.SurveyRead, h.export),
		post("/app/surveys/:slug/publish", access.SurveyPublish, h.publish),
		post("/app/surveys/:slug/close", access.SurveyPublish, h.close),
		post("/app/surveys/:slug/reopen", access.SurveyPublish, h.reopen),
		post("/app/surveys/:slug/wave", access.SurveyPublish, h.startWave),
		get("/app/burden", access.SurveyRead, h.burden),
		post("/app/burden", access.Invite, h.setBurden),
		get("/app/surveys/:slug/quotas", access.SurveyRead, h.quotas),
		get("/app/surveys/:slug/invitations", access.SurveyRead, h.invitations),
		post("/app/surveys/:slug/invitations", access.Invite, h.invite),
		post("/app/surveys/:slug/invitations/withdraw", access.Invite, h.withdraw),
	}
}
