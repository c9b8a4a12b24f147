package analysisweb

import (
	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/analysis/guess"
	"dealervoice/analysis/review"
	"dealervoice/analysis/scheme"
	"dealervoice/analysis/usage"
	"dealervoice/cmd/internal/web/route"
	"dealervoice/survey/access"
	"dealervoice/survey/consent"
)

// Handlers are the pages of this package.
type Handlers struct {
	Analysis *analysis.Service
	Consents *consent.Service // what respondents read
	Review   *review.Service  // how good the themes are
	Guess    *guess.Service
	Usage    *usage.Service // who read which report
	Schemes  *scheme.Service
}

// Routes lists the pages with their permissions.
func (h *Handlers) Routes() []route.Route {
	get := func(path string, allow access.Permission, do echo.HandlerFunc) route.Route {
		return route.Get(path, allow, guessFirst(do))
	}
	return []route.Route{
		get("/app/reports", access.ReportRead, h.index),
		get("/app/surveys/:slug/report", access.ReportRead, h.report),
		get("/app/surveys/:slug/themes", access.ReportRead, h.themes),
		get("/app/surveys/:slug/relations", access.ReportRead, h.relations),
		get("/app/surveys/:slug/crosstab", access.ReportRead, h.crosstab),
		get("/app/surveys/:slug/turnout", access.ReportRead, h.turnout),
		get("/app/surveys/:slug/turnout/:file", access.ReportRead, h.turnoutChart),
		get("/app/surveys/:slug/export/:file", access.ReportRead, h.export),
		get("/app/surveys/:slug/charts/:file", access.ReportRead, h.chart),
		get("/app/surveys/:slug/drivers", access.ReportRead, h.drivers),
		get("/app/surveys/:slug/drivers/:file", access.ReportRead, h.driverPicture),
		get("/app/chain", access.ReportRead, h.chain),
		get("/app/chain/:file", access.ReportRead, h.chainPicture),
		get("/app/export/:file", access.ReportRead, h.export),
		get("/app/weightings", access.ReportRead, h.schemes),
		route.Post("/app/weightings", access.SurveyEdit, h.createScheme),
		route.Post("/app/weightings/retire", access.SurveyEdit, h.retireScheme),
		get("/app/surveys/:slug/watch", access.ReportRead, h.watch),
		get("/app/surveys/:slug/guess", access.ReportRead, h.guess),
		route.Post("/app/surveys/:slug/guess", access.ReportRead, h.enterGuess),
		route.Post("/app/surveys/:slug/guess/open", access.SurveyEdit, h.openGuess),
		get("/app/surveys/:slug/kano", access.ReportRead, h.kano),
		get("/app/surveys/:slug/kano/:file", access.ReportRead, h.kanoPicture),
		get("/app/surveys/:slug/answers/:id", access.AnswerOpen, h.answer),
		get("/app/policies/reactions", access.ReportRead, h.reactions),
		get("/app/policies/reactions/:file", access.ReportRead, h.reactionChart),
	}
}
