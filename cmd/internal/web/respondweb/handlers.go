package respondweb

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"dealervoice/cmd/internal/i18n"
	"dealervoice/cmd/internal/web/route"
	"dealervoice/feedback"
	"dealervoice/feedback/reply"
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
	Replies   *reply.Service  // nil: nobody writes about answers
	Uploads   *upload.Service // nil: no files are taken in
	Consents  Consents        // nil: what was read is not kept with answers
	Bounds    Bounds
}

// Handlers are the pages of respondents.
type Handlers struct {
	Needs
	plans sync.Map // *survey.Edition -> *plan
	bares sync.Map // *survey.Edition -> *plan without conditions, for kits

	uploading chan struct{} // forms with files that are read at once
	throng    throng
}

// New makes the pages.
func New(n Needs) *Handlers {
	return &Handlers{Needs: n, uploading: make(chan struct{}, crowd), throng: throng{Bounds: n.Bounds}}
}

// Routes lists the pages.
func (h *Handlers) Routes() []route.Route {
	return []route.Route{
		route.Get("/s/:slug", access.Public, h.show),
		route.Post("/s/:slug", access.Public, h.send),
		route.Get("/s/:slug/files/:ref", access.Public, h.picture),
		route.Get("/s/:slug/done", access.Public, h.done),
		route.Get("/s/:slug/receipt", access.Public, h.askReceipt),
		route.Post("/s/:slug/receipt", access.Public, h.ownAnswer),
		route.Get("/i/:token", access.Public, h.show),
		route.Post("/i/:token", access.Public, h.send),
		route.Post("/i/:token/draft", access.Public, h.autosave),
		route.Post("/i/:token/kit", access.Public, h.kit),
		route.Post("/s/:slug/kit", access.Public, h.kit),
		route.Get(workerPath, access.Public, h.worker),
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
