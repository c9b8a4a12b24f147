package codebookweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

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
	get := func(path string, allow access.Permission, do echo.HandlerFunc) route.Route {
		return route.Route{Method: http.MethodGet, Path: "/app/codebook" + path, Allow: allow, Do: do}
	}
	post := func(path string, allow access.Permission, do echo.HandlerFunc) route.Route {
		return route.Route{Method: http.MethodPost, Path: "/app/codebook" + path, Allow: allow, Do: do}
	}
	return []route.Route{
		get("", access.CodebookRead, h.index),
		get("/themes/:id", access.CodebookRead, h.theme),
		get("/versions/:number", access.CodebookRead, h.version),
		get("/export/:file", access.CodebookRead, h.export),
		get("/discover/:slug", access.CodebookRead, h.discover),
		post("/discover/:slug", access.CodebookEdit, h.search),

		get("/new", access.CodebookEdit, h.new),
		get("/themes/:id/edit", access.CodebookEdit, h.edit),
		get("/themes/:id/merge", access.CodebookEdit, h.merge),
		get("/themes/:id/split", access.CodebookEdit, h.split),
		get("/themes/:id/remove", access.CodebookEdit, h.remove),
		get("/groups/:id", access.CodebookEdit, h.group),
		get("/import", access.CodebookEdit, h.importForm),
		post("/preview", access.CodebookEdit, h.preview),
		post("/save", access.CodebookEdit, h.save),

		post("/candidates", access.CodebookEdit, h.findCandidates),
		post("/candidates/accept", access.CodebookEdit, h.acceptCandidate),
		post("/candidates/dismiss", access.CodebookEdit, h.dismissCandidate),
	}
}

// themePath is the page of a theme.
func themePath(id string) string { return "/app/codebook/themes/" + id }
