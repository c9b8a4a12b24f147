package api

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/feedback/proposal"
	"dealervoice/survey/fault"
)

// proposal shows one with all that was said about it.
func (h *Handlers) proposal(c echo.Context) error {
	if _, err := parameters(c); err != nil {
		return err
	}
	n, err := strconv.Atoi(c.Param("number"))
	if err != nil || n < 1 || n > 1<<30 {
		return fault.NotFound("proposal.error.not_found")
	}
	p, err := h.Proposals.Get(c.Request().Context(), page.Viewer(c), proposal.Number(n))
	if err != nil {
		return err
	}
	return reply(c, http.StatusOK, wholeProposal(page.Viewer(c), p))
}
