package surveyweb

// Answers that are held back, and letting them count.

import (
	"context"

	"github.com/labstack/echo/v4"

	"dealervoice/survey"
	"dealervoice/survey/access"
)

// Held knows the answers that are held back. *feedback.Service does.
type Held interface {
	HeldBack(ctx context.Context, v access.Viewer, sv survey.Head) (int, error)
	Release(ctx context.Context, v access.Viewer, sv survey.Head) (int, error)
}

// release lets them count.
func (h *Handlers) release(c echo.Context) error {
	return h.live(c, func(ctx context.Context, v access.Viewer, slug string) error {
		sv, err := h.Surveys.Show(ctx, v, slug)
		if err != nil {
			return err
		}
		_, err = h.Held.Release(ctx, v, sv.Head)
		return err
	}, "survey.released")
}
