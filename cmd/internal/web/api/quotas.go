package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey"
)

// quotaOut is how a cell of a quota stands; counts are absent where the caller
// sees some regions only.
type quotaOut struct {
	ID     string            `json:"id"`
	Title  map[string]string `json:"title,omitempty"`
	If     string            `json:"if,omitempty"`
	Places int               `json:"places"`
	Full   bool              `json:"full"`
	Filled *int              `json:"filled,omitempty"`
	Held   *int              `json:"held,omitempty"`
	Over   *int              `json:"over,omitempty"`
}

// quotas tells how the quotas of the present wave stand.
func (h *Handlers) quotas(c echo.Context) error {
	if _, err := parameters(c); err != nil {
		return err
	}
	ctx, viewer := c.Request().Context(), page.Viewer(c)
	p, err := h.Surveys.Published(ctx, c.Param("slug"))
	if err != nil {
		return err
	}
	versions, err := h.Surveys.Versions(ctx, viewer, p.Survey.ID)
	if err != nil {
		return err
	}
	lines, err := h.Places.Board(ctx, viewer, p, versions)
	if err != nil {
		return err
	}
	out := struct {
		Survey  string        `json:"survey"`
		Version survey.Number `json:"version"`
		Wave    int           `json:"wave"`
		Step    int           `json:"step"` // counts are rounded down to whole steps; 0: exact
		Cells   []quotaOut    `json:"cells"`
	}{p.Survey.Slug, p.Version.Number, p.Survey.Wave, 0, []quotaOut{}}
	for _, l := range lines {
		cell := quotaOut{ID: l.ID, Title: l.Title, Places: l.Places, Full: l.Full}
		if l.Quota.If != nil {
			cell.If = l.Quota.If.Source()
		}
		if out.Step = l.Step; l.Known {
			cell.Filled, cell.Held, cell.Over = &l.Filled, &l.Held, &l.Excess
		}
		out.Cells = append(out.Cells, cell)
	}
	return reply(c, http.StatusOK, out)
}
