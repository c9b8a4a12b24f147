package audienceweb

import (
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
)

type showPage struct {
	page.Frame
	channelNames
	Now     *audience.Dealer // what holds today; nil if nothing does
	History []audience.Dealer
}

var showTemplate = page.Define[showPage]("dealer/show")

// show is one dealer with what held when.
func (h *Handlers) show(c echo.Context) error {
	code, err := url.PathUnescape(c.Param("code"))
	if err != nil {
		return fault.NotFound("dealer.not_found")
	}
	list, err := h.Roster.History(c.Request().Context(), page.Viewer(c), audience.Code(code))
	if err != nil {
		return err
	}
	p := showPage{Frame: page.New(c, "dealer.title", ""), channelNames: namesOf(c), History: list}
	p.Frame = p.Titled(list[0].Name).Under(p.T("dealer.index"), "/app/dealers")
	p.Lead = string(list[0].Code)
	today := h.Roster.Today()
	for i, d := range list {
		if d.ValidFrom <= today && (d.ValidTo == "" || d.ValidTo > today) {
			p.Now = &list[i]
		}
	}
	return showTemplate.Render(c, http.StatusOK, p)
}
