package codeweb

import (
	"context"

	"dealervoice/cmd/internal/web/route"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
)

// Surveys finds what may be answered. *survey.Service is one.
type Surveys interface {
	Published(ctx context.Context, slug string) (survey.Published, error)
	Show(ctx context.Context, v access.Viewer, slug string) (survey.Survey, error)
	Hand(ctx context.Context, v access.Viewer, slug string, dealers []audience.Dealer) ([]survey.Issued, error)
	Bag(ctx context.Context, v access.Viewer, slug string, n int) ([]survey.Token, error)
}

// Handlers are the pages of this package.
type Handlers struct {
	Surveys Surveys
	Roster  *audience.Roster
	Keys    feedback.Keys
	BaseURL string // what links that leave the house begin with
}

// Routes lists the pages with their permissions.
func (h *Handlers) Routes() []route.Route {
	return []route.Route{
		route.Get("/s/:slug/qr.svg", access.Public, h.svg),
		route.Get("/s/:slug/qr.png", access.Public, h.png),
		route.Get("/app/surveys/:slug/codes", access.Invite, h.codes),
		route.Post("/app/surveys/:slug/codes", access.Invite, h.sheet),
		route.Post("/app/surveys/:slug/codes/personal", access.Invite, h.personal),
		route.Post("/app/surveys/:slug/codes/bag", access.Invite, h.bag),
	}
}
