package surveyweb

// The life of a survey: publish, close, reopen, next wave. Each is one button
// on the survey's page and leads back there.

import (
	"context"
	"strconv"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

// publish makes the draft the version that answers.
func (h *Handlers) publish(c echo.Context) error {
	p, err := h.Surveys.Publish(c.Request().Context(), page.Viewer(c), c.Param("slug"))
	if err != nil {
		return h.stay(c, err)
	}
	if !p.New {
		return done(c, "survey.published_already")
	}
	return done(c, "survey.published")
}

// close ends the taking of answers.
func (h *Handlers) close(c echo.Context) error {
	return h.live(c, h.Surveys.Close, "survey.closed_now")
}

// reopen lets answers in again.
func (h *Handlers) reopen(c echo.Context) error {
	return h.live(c, h.Surveys.Reopen, "survey.reopened")
}

// startWave begins the next wave; the form carries the wave it was shown with,
// so that a double click starts one.
func (h *Handlers) startWave(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	from, err := strconv.Atoi(f.Get("from"))
	if err != nil {
		return fault.New(fault.KindBadRequest, "fault.broken_form", nil).Because(err)
	}
	return h.live(c, func(ctx context.Context, v access.Viewer, slug string) error {
		return h.Surveys.StartWave(ctx, v, slug, from)
	}, "survey.wave_started")
}

func (h *Handlers) live(c echo.Context, do func(context.Context, access.Viewer, string) error, said string) error {
	if err := do(c.Request().Context(), page.Viewer(c), c.Param("slug")); err != nil {
		return h.stay(c, err)
	}
	return done(c, said)
}

// done goes back to the survey and says what happened.
func done(c echo.Context, notice string) error {
	return page.Done(c, "/app/surveys/"+c.Param("slug"), notice)
}

// stay shows the survey's page with the reason why nothing was done.
func (h *Handlers) stay(c echo.Context, err error) error {
	f, ok := form.Empty().Wrong(err)
	if !ok {
		return err
	}
	for i := range f.Fields {
		f.Fields[i].Path = "" // the page has no fields to lead to
	}
	return h.render(c, form.Status(err), f)
}
