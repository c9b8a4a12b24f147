package respondweb

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"dealervoice/cmd/internal/i18n"
	"dealervoice/cmd/internal/web/route"
	"dealervoice/feedback"
	"dealervoice/feedback/upload"
	"dealervoice/survey"
	"dealervoice/survey/access"
)

// Surveys finds what may be answered. *survey.Service is one.
type Surveys interface {
	Published(ctx context.Context, slug string) (survey.Published, error)
	PublishedVersion(ctx context.Context, id survey.ID, n survey.Number) (*survey.Edition, error)
	InvitationByToken(ctx context.Context, raw string) (survey.Invited, error)
	EndedLately(ctx context.Context, slug string) (bool, error)
	Preview(ctx context.Context, v access.Viewer, slug string) (survey.Published, error)
}

// Consents names what a first page says. *consent.Service is one.
type Consents interface {
	ID(e *survey.Edition, personal bool) string
}

// Needs is what the pages are made of.
type Needs struct {
	Surveys   Surveys
	Feedback  *feedback.Service
	Catalogue *i18n.Catalogue
	Zone      *time.Location
	Log       *slog.Logger
	Uploads   *upload.Service // nil: no files are taken in
	Consents  Consents        // nil: what was read is not kept with answers
}

// Handlers are the pages of respondents.
type Handlers struct {
	Needs
	plans sync.Map // *survey.Edition -> *plan
	bares sync.Map // *survey.Edition -> *plan without conditions, for kits

	uploading chan struct{} // forms with files that are read at once
}

// New makes the pages.
func New(n Needs) *Handlers { return &Handlers{Needs: n, uploading: make(chan struct{}, crowd)} }

// Routes lists the pages.
func (h *Handlers) Routes() []route.Route {
	return []route.Route{
		{Method: http.MethodGet, Path: "/s/:slug", Allow: access.Public, Do: h.show},
		{Method: http.MethodPost, Path: "/s/:slug", Allow: access.Public, Do: h.send},
		{Method: http.MethodGet, Path: "/s/:slug/files/:ref", Allow: access.Public, Do: h.picture},
		{Method: http.MethodGet, Path: "/s/:slug/done", Allow: access.Public, Do: h.done},
		{Method: http.MethodGet, Path: "/s/:slug/receipt", Allow: access.Public, Do: h.askReceipt},
		{Method: http.MethodPost, Path: "/s/:slug/receipt", Allow: access.Public, Do: h.ownAnswer},
		{Method: http.MethodGet, Path: "/i/:token", Allow: access.Public, Do: h.show},
		{Method: http.MethodPost, Path: "/i/:token", Allow: access.Public, Do: h.send},
		{Method: http.MethodPost, Path: "/i/:token/draft", Allow: access.Public, Do: h.autosave},
		{Method: http.MethodPost, Path: "/i/:token/kit", Allow: access.Public, Do: h.kit},
		{Method: http.MethodPost, Path: "/s/:slug/kit", Allow: access.Public, Do: h.kit},
		{Method: http.MethodGet, Path: workerPath, Allow: access.Public, Do: h.worker},
	}
}

// plan lays a version out, once.
func (h *Handlers) plan(e *survey.Edition) *plan {
	if p, ok := h.plans.Load(e); ok {
		return p.(*plan)
	}
	p, _ := h.plans.LoadOrStore(e, newPlan(e))
	return p.(*plan)
}
