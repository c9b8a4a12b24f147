package surveyweb

import (
	"context"

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
	Held    Held
	Burden  *burden.Service
	BaseURL string // what links that leave the house begin with
	Preview bool   // /app/surveys/:slug/preview is mounted and shows the draft as a form
}

// Routes lists the pages with their permissions.
func (h *Handlers) Routes() []route.Route {
	return []route.Route{
		route.Get("/app/surveys", access.SurveyRead, h.index),
		route.Get("/app/surveys/new", access.SurveyEdit, h.new),
		route.Post("/app/surveys", access.SurveyEdit, h.create),
		route.Get("/app/surveys/:slug", access.SurveyRead, h.show),
		route.Get("/app/surveys/:slug/edit", access.SurveyEdit, h.edit),
		route.Post("/app/surveys/:slug/edit", access.SurveyEdit, h.update),
		route.Get("/app/surveys/:slug/definition.json", access.SurveyRead, h.export),
		route.Post("/app/surveys/:slug/publish", access.SurveyPublish, h.publish),
		route.Post("/app/surveys/:slug/close", access.SurveyPublish, h.close),
		route.Post("/app/surveys/:slug/reopen", access.SurveyPublish, h.reopen),
		route.Post("/app/surveys/:slug/release", access.SurveyPublish, h.release),
		route.Post("/app/surveys/:slug/wave", access.SurveyPublish, h.startWave),
		route.Get("/app/burden", access.SurveyRead, h.burden),
		route.Post("/app/burden", access.Invite, h.setBurden),
		route.Get("/app/surveys/:slug/quotas", access.SurveyRead, h.quotas),
		route.Get("/app/surveys/:slug/invitations", access.SurveyRead, h.invitations),
		route.Post("/app/surveys/:slug/invitations", access.Invite, h.invite),
		route.Post("/app/surveys/:slug/invitations/withdraw", access.Invite, h.withdraw),
	}
}
