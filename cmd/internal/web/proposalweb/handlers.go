package proposalweb

import (
	"net/http"
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
	get := func(path string, allow access.Permission, do echo.HandlerFunc) route.Route {
		return route.Route{Method: http.MethodGet, Path: "/app/proposals" + path, Allow: allow, Do: do}
	}
	post := func(path string, allow access.Permission, do echo.HandlerFunc) route.Route {
		return route.Route{Method: http.MethodPost, Path: "/app/proposals" + path, Allow: allow, Do: do}
	}
	return []route.Route{
		get("", access.ProposalRead, h.index),
		get("/new", access.ProposalWrite, h.new),
		post("", access.ProposalWrite, h.create),
		get("/:number", access.ProposalRead, h.show),
		get("/:number/edit", access.ProposalWrite, h.edit),
		post("/:number/edit", access.ProposalWrite, h.update),
		get("/:number/change", access.ProposalWrite, h.step),
		post("/:number/change", access.ProposalWrite, h.rewrite),
		post("/:number/change/remove", access.ProposalWrite, h.unwrite),
		post("/:number/evidence", access.ProposalWrite, h.cite),
		post("/:number/evidence/:evidence/remove", access.ProposalWrite, h.uncite),
		post("/:number/comments", access.ProposalComment, h.comment),
		post("/:number/comments/:comment/answer", access.ProposalRead, h.answer),
		get("/:number/review", access.ProposalReview, h.reviewForm),
		post("/:number/review", access.ProposalReview, h.review),
		get("/:number/sign", access.ProposalSign, h.signForm),
		post("/:number/sign", access.ProposalSign, h.sign),
		get("/:number/move", access.ProposalRead, h.moveForm),
		post("/:number/move", access.ProposalRead, h.move),
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
	page.Notify(c, notice)
	return c.Redirect(http.StatusSeeOther, home(n))
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
