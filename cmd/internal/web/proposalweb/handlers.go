package proposalweb

import (
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/cmd/internal/web/processweb"
	"dealervoice/cmd/internal/web/route"
	"dealervoice/feedback/process"
	"dealervoice/feedback/proposal"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

// Handlers are the pages of this package.
type Handlers struct {
	Proposals *proposal.Service
	Process   *process.Service
	Themes    processweb.Themes
}

// Routes lists the pages with their permissions. What depends on the proposal
// (its author, a department) the service decides.
func (h *Handlers) Routes() []route.Route {
	return []route.Route{
		route.Get("/app/proposals", access.ProposalRead, h.index),
		route.Get("/app/proposals/new", access.ProposalWrite, h.new),
		route.Post("/app/proposals", access.ProposalWrite, h.create),
		route.Get("/app/proposals/:number", access.ProposalRead, h.show),
		route.Get("/app/proposals/:number/edit", access.ProposalWrite, h.edit),
		route.Post("/app/proposals/:number/edit", access.ProposalWrite, h.update),
		route.Get("/app/proposals/:number/change", access.ProposalWrite, h.step),
		route.Post("/app/proposals/:number/change", access.ProposalWrite, h.rewrite),
		route.Post("/app/proposals/:number/change/remove", access.ProposalWrite, h.unwrite),
		route.Post("/app/proposals/:number/evidence", access.ProposalWrite, h.cite),
		route.Post("/app/proposals/:number/evidence/:evidence/remove", access.ProposalWrite, h.uncite),
		route.Post("/app/proposals/:number/comments", access.ProposalComment, h.comment),
		route.Post("/app/proposals/:number/comments/:comment/answer", access.ProposalRead, h.answer),
		route.Get("/app/proposals/:number/review", access.ProposalReview, h.reviewForm),
		route.Post("/app/proposals/:number/review", access.ProposalReview, h.review),
		route.Get("/app/proposals/:number/sign", access.ProposalSign, h.signForm),
		route.Post("/app/proposals/:number/sign", access.ProposalSign, h.sign),
		route.Get("/app/proposals/:number/move", access.ProposalRead, h.moveForm),
		route.Post("/app/proposals/:number/move", access.ProposalRead, h.move),
	}
}

// number reads the proposal's number of the address.
func number(c echo.Context) (proposal.Number, error) {
	n, err := strconv.Atoi(c.Param("number"))
	if err != nil || n < 1 {
		return 0, fault.NotFound("proposal.error.not_found")
	}
	return proposal.Number(n), nil
}

// load reads the proposal of the address.
func (h *Handlers) load(c echo.Context) (proposal.Proposal, error) {
	n, err := number(c)
	if err != nil {
		return proposal.Proposal{}, err
	}
	return h.Proposals.Get(c.Request().Context(), page.Viewer(c), n)
}

// home is the address of a proposal.
func home(n proposal.Number) string { return "/app/proposals/" + strconv.Itoa(int(n)) }

// frame makes the frame of a page below a proposal.
func frame(c echo.Context, title string, p proposal.Proposal) page.Frame {
	f := page.New(c, title, "")
	return f.Under(f.T("proposal.title"), "/app/proposals").Under(f.T("proposal.n", "N", int(p.Number)), home(p.Number))
}

// done goes back to the proposal and says what happened.
func done(c echo.Context, n proposal.Number, notice string) error {
	return page.Done(c, home(n), notice)
}

// teller says the latest version of the process; without one, nothing.
func (h *Handlers) teller(c echo.Context, f page.Frame) (processweb.Teller, process.Version, error) {
	latest, err := h.Process.Latest(c.Request().Context(), page.Viewer(c))
	if err != nil && fault.KindOf(err) != fault.KindNotFound {
		return processweb.Teller{}, latest, err
	}
	t, err := processweb.TellerOf(c, f.Words, h.Themes, latest.Process)
	return t, latest, err
}

// named puts the names of departments where a fault carries their ids.
func named(t processweb.Teller, fields []fault.Field) []fault.Field {
	for i, f := range fields {
		if missing, ok := f.Args["Missing"].(string); ok && missing != "" {
			args := fault.Args{}
			for k, v := range f.Args {
				args[k] = v
			}
			args["Missing"] = t.Departments(strings.Split(missing, ", "))
			fields[i].Args = args
		}
	}
	return fields
}
