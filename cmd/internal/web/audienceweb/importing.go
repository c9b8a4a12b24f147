package audienceweb

import (
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
)

type importingPage struct {
	page.Frame
	File audience.RosterFile
	Why  string // it stopped
	Line int
}

var importingTemplate = page.Define[importingPage]("dealer/importing")

// importing shows how far a file got, and comes back by itself until it is in.
func (h *Handlers) importing(c echo.Context) error {
	id, err := url.PathUnescape(c.Param("id"))
	if err != nil {
		return fault.NotFound("dealer.import.no_file")
	}
	f, err := h.Roster.File(c.Request().Context(), page.Viewer(c), id)
	if err != nil {
		return err
	}
	p := importingPage{Frame: page.New(c, "dealer.importing", ""), File: f}
	p.Frame = p.Under(p.T("dealer.index"), "/app/dealers").Under(p.T("dealer.import"), "/app/dealers/import")
	switch f.State {
	case audience.FileQueued:
		c.Response().Header().Set("Refresh", "2")
	case audience.FileFailed:
		why := f.Stopped()
		p.Why, p.Line, p.Failed = p.Say(fault.Field{Key: why.Key, Args: why.Args}), why.Line, true
	}
	return importingTemplate.Render(c, http.StatusOK, p)
}
