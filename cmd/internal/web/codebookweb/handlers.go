package codebookweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/analysis/coding"
	"dealervoice/cmd/internal/web/route"
	"dealervoice/survey/access"
)

// Handlers are the pages of this package.
type Handlers struct {
	Analysis *analysis.Service
	Coding   *coding.Service
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
		post("/candidates", access.CodebookEdit, h.findCandidates),
		post("/candidates/accept", access.CodebookEdit, h.acceptCandidate),
		post("/candidates/dismiss", access.CodebookEdit, h.dismissCandidate),
	}
}
