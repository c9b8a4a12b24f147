package processweb

import (
	"context"
	"fmt"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/cmd/internal/web/route"
	"dealervoice/feedback/process"
	"dealervoice/survey/access"
	"dealervoice/survey/language"
	"dealervoice/survey/policy"
)

// Themes names the themes of the codebook.
type Themes interface {
	Themes(ctx context.Context) ([]policy.Theme, error)
}

// Handlers are the pages of this package.
type Handlers struct {
	Process *process.Service
	Themes  Themes
}

// Routes lists the pages with their permissions.
func (h *Handlers) Routes() []route.Route {
	return []route.Route{
		route.Get("/app/process", access.ProcessRead, h.index),
		route.Get("/app/process/import", access.ProcessEdit, h.new),
		route.Post("/app/process/import", access.ProcessEdit, h.create),
		route.Get("/app/process/diff", access.ProcessRead, h.diff),
		route.Get("/app/process/:number", access.ProcessRead, h.show),
	}
}

// TellerOf makes the teller of a process for a page.
func TellerOf(c echo.Context, w page.Words, themes Themes, p process.Process) (Teller, error) {
	list, err := themes.Themes(c.Request().Context())
	if err != nil {
		return Teller{}, fmt.Errorf("name themes: %w", err)
	}
	names := make(map[string]language.Text, len(list))
	for _, th := range list {
		names[th.ID] = th.Name
	}
	return Teller{Words: w, Process: p, Themes: names}, nil
}
