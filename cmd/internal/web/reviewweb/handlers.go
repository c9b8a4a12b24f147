package reviewweb

import (
	"dealervoice/analysis/coding"
	"dealervoice/analysis/review"
	"dealervoice/cmd/internal/web/route"
	"dealervoice/survey/access"
)

// Handlers are the pages of this package.
type Handlers struct {
	Review *review.Service
	Coding *coding.Service
}

// Routes lists the pages with their permissions.
func (h *Handlers) Routes() []route.Route {
	return []route.Route{
		route.Get("/app/review", access.CodebookRead, h.index),
		route.Get("/app/review/:slug", access.CodebookEdit, h.desk),
		route.Post("/app/review/:slug", access.CodebookEdit, h.judge),
		route.Get("/app/review/:slug/rounds", access.CodebookEdit, h.rounds),
		route.Post("/app/review/:slug/rounds", access.CodebookEdit, h.start),
		route.Get("/app/review/:slug/rounds/:number", access.CodebookEdit, h.seat),
		route.Post("/app/review/:slug/rounds/:number", access.CodebookEdit, h.judgeBlind),
		route.Get("/app/review/:slug/quality", access.CodebookRead, h.quality),
		route.Get("/app/review/tagger/models", access.CodebookRead, h.models),
		route.Post("/app/review/tagger/models/train", access.CodebookEdit, h.train),
		route.Post("/app/review/tagger/models/use", access.CodebookEdit, h.use),
		route.Post("/app/review/tagger/models/back", access.CodebookEdit, h.back),
	}
}

// at is the address of a page about a survey's answers.
func at(slug, page string) string {
	if page == "" {
		return "/app/review/" + slug
	}
	return "/app/review/" + slug + "/" + page
}
