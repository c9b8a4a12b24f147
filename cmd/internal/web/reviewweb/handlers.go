package reviewweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

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
	get := func(path string, allow access.Permission, do echo.HandlerFunc) route.Route {
		return route.Route{Method: http.MethodGet, Path: "/app/review" + path, Allow: allow, Do: do}
	}
	post := func(path string, allow access.Permission, do echo.HandlerFunc) route.Route {
		return route.Route{Method: http.MethodPost, Path: "/app/review" + path, Allow: allow, Do: do}
	}
	return []route.Route{
		get("", access.CodebookRead, h.index),
		get("/:slug", access.CodebookEdit, h.desk),
		post("/:slug", access.CodebookEdit, h.judge),
		get("/:slug/rounds", access.CodebookEdit, h.rounds),
		post("/:slug/rounds", access.CodebookEdit, h.start),
		get("/:slug/rounds/:number", access.CodebookEdit, h.seat),
		post("/:slug/rounds/:number", access.CodebookEdit, h.judgeBlind),
		get("/:slug/quality", access.CodebookRead, h.quality),
		get("/tagger/models", access.CodebookRead, h.models),
		post("/tagger/models/train", access.CodebookEdit, h.train),
		post("/tagger/models/use", access.CodebookEdit, h.use),
		post("/tagger/models/back", access.CodebookEdit, h.back),
	}
}

// at is the address of a page about a survey's answers.
func at(slug, page string) string {
	if page == "" {
		return "/app/review/" + slug
	}
	return "/app/review/" + slug + "/" + page
}
