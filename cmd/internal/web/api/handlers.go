package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/analysis/guess"
	"dealervoice/analysis/scheme"
	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/web/route"
	"dealervoice/feedback"
	"dealervoice/feedback/process"
	"dealervoice/feedback/proposal"
	"dealervoice/feedback/quota"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/policy"
)

// Handlers are the operations of the interface.
type Handlers struct {
	Keys      *account.Keyring
	Surveys   *survey.Service
	Feedback  *feedback.Service
	Analysis  *analysis.Service
	Guess     *guess.Service
	Schemes   *scheme.Service
	Policies  *policy.Service
	Proposals *proposal.Service
	Process   *process.Service
	Places    *quota.Service
}

var _ route.Guarded = (*Handlers)(nil)

// base is where the interface begins.
const base = "/api/v1"

// Routes lists the operations with their permissions.
func (h *Handlers) Routes() []route.Route {
	on := func(method, path string, allow access.Permission, do echo.HandlerFunc) route.Route {
		return route.Route{Method: method, Path: base + path, Allow: allow, Do: do}
	}
	get, post, put := http.MethodGet, http.MethodPost, http.MethodPut
	return []route.Route{
		on(get, "/openapi.json", access.Public, h.document),

		on(get, "/surveys", access.SurveyRead, h.surveys),
		on(post, "/surveys", access.SurveyEdit, h.createSurvey),
		on(get, "/surveys/:slug", access.SurveyRead, h.survey),
		on(get, "/surveys/:slug/definition", access.SurveyRead, h.definition),
		on(put, "/surveys/:slug/definition", access.SurveyEdit, h.replaceDefinition),
		on(post, "/surveys/:slug/publish", access.SurveyPublish, h.publish),

		on(get, "/surveys/:slug/quotas", access.SurveyRead, h.quotas),

		on(post, "/surveys/:slug/responses", access.ResponseImport, h.createResponse),
		on(get, "/surveys/:slug/responses", access.ResponseExport, h.responses),

		on(get, "/surveys/:slug/report", access.ReportRead, h.report),
		on(get, "/surveys/:slug/crosstab", access.ReportRead, h.crosstab),
		on(get, "/surveys/:slug/themes", access.ReportRead, h.themes),
		on(get, "/surveys/:slug/drivers", access.ReportRead, h.drivers),
		on(get, "/surveys/:slug/kano", access.ReportRead, h.kano),
		on(get, "/surveys/:slug/watch", access.ReportRead, h.watch),
		on(get, "/surveys/:slug/turnout", access.ReportRead, h.turnout),
		on(get, "/surveys/:slug/guess", access.ReportRead, h.guesses),
		on(get, "/chain", access.ReportRead, h.chain),
		on(get, "/weightings", access.ReportRead, h.weightings),

		on(get, "/policies", access.PolicyRead, h.policies),
		on(get, "/policies/reactions", access.ReportRead, h.reactions),
		on(get, "/policies/:id", access.PolicyRead, h.policy),

		on(get, "/proposals", access.ProposalRead, h.proposals),
		on(get, "/proposals/:number", access.ProposalRead, h.proposal),

		on(get, "/process", access.ProcessRead, h.process),
		on(get, "/process/:number", access.ProcessRead, h.processVersion),
	}
}
