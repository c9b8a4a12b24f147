package surveyweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey"
)

// edit shows the draft as text.
func (h *Handlers) edit(c echo.Context) error {
	sv, err := h.Surveys.Show(c.Request().Context(), page.Viewer(c), c.Param("slug"))
	if err != nil {
		return err
	}
	return h.showEdit(c, http.StatusOK, sv, writePage{Form: form.With("source", sv.Source)})
}

// update keeps the draft, also with errors, which are listed then.
func (h *Handlers) update(c echo.Context) error {
	ctx, v := c.Request().Context(), page.Viewer(c)
	f, err := readSource(c)
	if err != nil {
		return err
	}
	sv, err := h.Surveys.Show(ctx, v, c.Param("slug"))
	if err != nil {
		return err
	}
	source := []byte(f.Get("source"))
	if f.Get("do") == "check" {
		report, err := h.Surveys.CheckSource(ctx, source)
		if err != nil {
			return err
		}
		return h.showEdit(c, http.StatusOK, sv, writePage{Form: f, Report: &report})
	}
	if _, err := h.Surveys.SaveDraft(ctx, v, sv.Slug, source); err != nil {
		return f.Again(err, func(status int, f form.Form) error { return h.showEdit(c, status, sv, writePage{Form: f}) })
	}
	return page.Done(c, "/app/surveys/"+sv.Slug, "survey.draft_saved")
}

func (h *Handlers) showEdit(c echo.Context, status int, sv survey.Survey, p writePage) error {
	p.Frame = page.New(c, "survey.edit", "survey.edit_lead")
	p.Frame = p.Under(p.T("survey.index"), "/app/surveys").Under(p.In(sv.Title), "/app/surveys/"+sv.Slug)
	p.Slug = sv.Slug
	return showWrite(c, status, p)
}
