package codeweb

import (
	"context"
	"net/http"

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
		{Method: http.MethodGet, Path: "/s/:slug/qr.svg", Allow: access.Public, Do: h.svg},
		{Method: http.MethodGet, Path: "/s/:slug/qr.png", Allow: access.Public, Do: h.png},
		{Method: http.MethodGet, Path: "/app/surveys/:slug/codes", Allow: access.Invite, Do: h.codes},
		{Method: http.MethodPost, Path: "/app/surveys/:slug/codes", Allow: access.Invite, Do: h.sheet},
		{Method: http.MethodPost, Path: "/app/surveys/:slug/codes/personal", Allow: access.Invite, Do: h.personal},
		{Method: http.MethodPost, Path: "/app/surveys/:slug/codes/bag", Allow: access.Invite, Do: h.bag},
	}
}
