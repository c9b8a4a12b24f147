package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
)

// publish makes the draft the version that answers from now on.
func (h *Handlers) publish(c echo.Context) error {
	if _, err := parameters(c); err != nil {
		return err
	}
	if err := nothing(c); err != nil {
		return err
	}
	p, err := h.Surveys.Publish(c.Request().Context(), page.Viewer(c), c.Param("slug"))
	if err != nil {
		return err
	}
	return reply(c, http.StatusOK, struct {
		Slug string `json:"slug"`
		New  bool   `json:"new"`
		versionOut
	}{c.Param("slug"), p.New, versionOf(p.Version)})
}
