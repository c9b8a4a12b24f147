package audienceweb

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/audience"
)

const pageSize = 100

type indexPage struct {
	page.Frame
	channelNames
	Query    audience.Query
	Page     audience.Page
	Facets   audience.Facets
	Narrowed bool
	Form     form.Form // of a segment's name
	Segments []segmentRow
	Next     string // address of the next page; "" on the last
}

var indexTemplate = page.Define[indexPage]("dealer/index")

// index lists the dealers in the viewer's scope.
func (h *Handlers) index(c echo.Context) error {
	return h.list(c, http.StatusOK, audience.Query{
		Region: c.QueryParam("region"), Area: c.QueryParam("area"), Tier: c.QueryParam("tier"), Channel: c.QueryParam("channel"),
		Search: strings.TrimSpace(c.QueryParam("q")), After: audience.Code(c.QueryParam("after")),
	}, form.Empty())
}

func (h *Handlers) list(c echo.Context, status int, q audience.Query, f form.Form) error {
	ctx, v := c.Request().Context(), page.Viewer(c)
	q.Limit = pageSize
	p := indexPage{Frame: page.New(c, "dealer.index", "dealer.index_lead"), channelNames: namesOf(c), Query: q, Form: f}
	p.Narrowed, p.Failed = q.Filter() != audience.Filter{}, len(f.Fields) > 0
	segments, err := h.Roster.Segments(ctx, v)
	if err != nil {
		return err
	}
	p.Segments = segmentRows(segments, q.Filter())
	if p.Page, err = h.Roster.List(ctx, v, q); err != nil {
		return err
	}
	if p.Facets, err = h.Roster.Facets(ctx, v); err != nil {
		return err
	}
	if p.Page.Next != "" {
		next := filterQuery(q.Filter())
		next.Set("after", string(p.Page.Next))
		p.Next = "/app/dealers?" + next.Encode()
	}
	return indexTemplate.Render(c, status, p)
}
