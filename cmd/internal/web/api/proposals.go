package api

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/feedback/process"
	"dealervoice/feedback/proposal"
	"dealervoice/survey/fault"
)

// The sizes of a page of proposals.
const (
	defaultProposals = 50
	maxProposals     = 100
)

// proposals lists them, the newest first.
func (h *Handlers) proposals(c echo.Context) error {
	q, err := parameters(c, "state", "before", "limit")
	if err != nil {
		return err
	}
	before, err := q.number("before", 0)
	if err != nil {
		return err
	}
	limit, err := q.number("limit", defaultProposals)
	if err != nil {
		return err
	}
	limit = max(1, min(limit, maxProposals))
	ask := proposal.Query{Before: proposal.Number(max(0, min(before, 1<<30))), Limit: limit + 1}
	if s := process.State(q.get("state")); s != "" {
		if !slices.Contains(process.States(), s) {
			return malformed(fault.Field{Path: "state", Key: "api.no_such_state", Code: "state"})
		}
		ask.States = []process.State{s}
	}
	found, err := h.Proposals.List(c.Request().Context(), page.Viewer(c), ask)
	if err != nil {
		return err
	}
	out := struct {
		Proposals []proposalOut    `json:"proposals"`
		Next      *proposal.Number `json:"next"` // what to ask for before, after this page; null at the end
	}{Proposals: []proposalOut{}}
	if len(found) > limit {
		found = found[:limit]
		out.Next = &found[limit-1].Number
	}
	for _, p := range found {
		out.Proposals = append(out.Proposals, proposalOf(p))
	}
	return reply(c, http.StatusOK, out)
}
