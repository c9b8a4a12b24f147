package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/fault"
)

// defaultRows is how many rows a page has when none is asked for.
const defaultRows = 100

// maxCursor bounds where a page begins; no id is longer.
const maxCursor = 200

// responses gives a page of single responses.
func (h *Handlers) responses(c echo.Context) error {
	q, err := parameters(c, "after", "limit")
	if err != nil {
		return err
	}
	limit, err := q.number("limit", defaultRows)
	if err != nil {
		return err
	}
	if len(q.get("after")) > maxCursor {
		return malformed(fault.Field{Path: "after", Key: "api.bad_member", Code: "badtype"})
	}
	ctx, viewer := c.Request().Context(), page.Viewer(c)
	s, err := h.Surveys.Show(ctx, viewer, c.Param("slug"))
	if err != nil {
		return err
	}
	versions, err := h.Surveys.Versions(ctx, viewer, s.ID)
	if err != nil {
		return err
	}
	rows, err := h.Feedback.Rows(ctx, viewer, feedback.RowQuery{
		Survey: s.Head, Mode: survey.Sternest(versions), After: feedback.ID(q.get("after")), Limit: limit,
	})
	if err != nil {
		return err
	}
	out := struct {
		Responses []feedback.Record `json:"responses"`
		Next      *feedback.ID      `json:"next"` // what to ask for after this page; null at the end
	}{Responses: rows.Records}
	if rows.Next != "" {
		out.Next = &rows.Next
	}
	return reply(c, http.StatusOK, out)
}
