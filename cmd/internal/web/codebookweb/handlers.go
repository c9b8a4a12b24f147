package codebookweb

import (
	"dealervoice/analysis"
	"dealervoice/analysis/coding"
	"dealervoice/analysis/review"
	"dealervoice/analysis/workbench"
	"dealervoice/cmd/internal/web/route"
	"dealervoice/survey/access"
)

// Handlers are the pages of this package.
type Handlers struct {
	Analysis *analysis.Service
	Coding   *coding.Service
	Bench    *workbench.Service
	Review   *review.Service
}

// Routes lists the pages with their permissions.
func (h *Handlers) Routes() []route.Route {
	return []route.Route{
		route.Get("/app/codebook", access.CodebookRead, h.index),
		route.Get("/app/codebook/themes/:id", access.CodebookRead, h.theme),
		route.Get("/app/codebook/versions/:number", access.CodebookRead, h.version),
		route.Get("/app/codebook/export/:file", access.CodebookRead, h.export),
		route.Get("/app/codebook/discover/:slug", access.CodebookRead, h.discover),
		route.Post("/app/codebook/discover/:slug", access.CodebookEdit, h.search),

		route.Get("/app/codebook/new", access.CodebookEdit, h.new),
		route.Get("/app/codebook/themes/:id/edit", access.CodebookEdit, h.edit),
		route.Get("/app/codebook/themes/:id/merge", access.CodebookEdit, h.merge),
		route.Get("/app/codebook/themes/:id/split", access.CodebookEdit, h.split),
		route.Get("/app/codebook/themes/:id/remove", access.CodebookEdit, h.remove),
		route.Get("/app/codebook/groups/:id", access.CodebookEdit, h.group),
		route.Get("/app/codebook/import", access.CodebookEdit, h.importForm),
		route.Post("/app/codebook/preview", access.CodebookEdit, h.preview),
		route.Post("/app/codebook/save", access.CodebookEdit, h.save),

		route.Post("/app/codebook/candidates", access.CodebookEdit, h.findCandidates),
		route.Post("/app/codebook/candidates/accept", access.CodebookEdit, h.acceptCandidate),
		route.Post("/app/codebook/candidates/dismiss", access.CodebookEdit, h.dismissCandidate),
	}
}

// themePath is the page of a theme.
func themePath(id string) string { return "/app/codebook/themes/" + id }
