package accountweb

import (
	"context"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/access"
)

// Task is one thing that waits for the viewer today.
type Task struct {
	Text string
	Href string
	Note string
}

// Waiting tells what waits for a viewer; say is the reader's catalogue.
type Waiting interface {
	Waiting(ctx context.Context, v access.Viewer, say func(key string, args ...any) string) ([]Task, error)
}

type homePage struct {
	page.Frame
	Tasks []Task
}

var homeTemplate = page.Define[homePage]("account/home")

func (h *Handlers) home(c echo.Context) error {
	p := homePage{Frame: page.New(c, "account.home", "account.home_lead")}
	for _, w := range h.Waiting {
		tasks, err := w.Waiting(c.Request().Context(), p.Viewer, p.T)
		if err != nil {
			return fmt.Errorf("ask what waits: %w", err)
		}
		p.Tasks = append(p.Tasks, tasks...)
	}
	return homeTemplate.Render(c, http.StatusOK, p)
}
