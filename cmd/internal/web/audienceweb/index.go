package audienceweb

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

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
	Next     string // address of the next page; "" on the last
}

var indexTemplate = page.Define[indexPage]("dealer/index")

// index lists the dealers in the viewer's scope.
func (h *Handlers) index(c echo.Context) error {
	ctx, v := c.Request().Context(), page.Viewer(c)
	q := audience.Query{
		Region: c.QueryParam("region"), Area: c.QueryParam("area"), Tier: c.QueryParam("tier"), Channel: c.QueryParam("channel"),
		Search: strings.TrimSpace(c.QueryParam("q")), After: audience.Code(c.QueryParam("after")), Limit: pageSize,
	}
	p := indexPage{Frame: page.New(c, "dealer.index", "dealer.index_lead"), channelNames: namesOf(c), Query: q}
	p.Narrowed = q.Region+q.Area+q.Tier+q.Channel+q.Search != ""
	var err error
	if p.Page, err = h.Roster.List(ctx, v, q); err != nil {
		return err
	}
	if p.Facets, err = h.Roster.Facets(ctx, v); err != nil {
		return err
	}
	if p.Page.Next != "" {
		next := url.Values{}
		for k, val := range c.QueryParams() {
			next[k] = val
		}
		next.Set("after", string(p.Page.Next))
		p.Next = "/app/dealers?" + next.Encode()
	}
	return indexTemplate.Render(c, http.StatusOK, p)
}
