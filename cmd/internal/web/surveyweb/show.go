package surveyweb

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey"
	"dealervoice/survey/definition"
)

type showPage struct {
	page.Frame
	Form     form.Form
	Survey   survey.Survey
	Live     *survey.Edition // the version that answers; nil before the first
	Versions []survey.Version
	Changed  bool // the draft says something else than the live version
	Report   definition.Report
	Errors   []Finding
	Warnings []Finding
	Outline  Outline
	Link     string // public; "" before the first version
	Preview  bool   // there is a page that shows the draft as a form
	Answers  Count
	Held     Count // answers that are held back
	Holds    bool  // there are some
	Quotas   int   // cells of quotas that the live version has
}

var showTemplate = page.Define[showPage]("survey/show", "survey/parts")

// show is a survey's own page.
func (h *Handlers) show(c echo.Context) error { return h.render(c, http.StatusOK, form.Empty()) }

func (h *Handlers) render(c echo.Context, status int, f form.Form) error {
	ctx, v := c.Request().Context(), page.Viewer(c)
	sv, err := h.Surveys.Show(ctx, v, c.Param("slug"))
	if err != nil {
		return err
	}
	p := showPage{Frame: page.New(c, "survey.show", "survey.show_lead"), Form: f, Survey: sv, Preview: h.Preview}
	p.Frame = p.Titled(p.In(sv.Title)).Under(p.T("survey.index"), "/app/surveys")
	p.Failed = len(f.Fields) > 0
	if p.Report, err = h.Surveys.CheckSource(ctx, []byte(sv.Source)); err != nil {
		return err
	}
	p.Errors = findings(c, sv.Source, p.Report.Errors)
	p.Warnings = findings(c, sv.Source, p.Report.Warnings)
	if def, err := definition.Load([]byte(sv.Source)); err == nil {
		p.Outline = outline(def, p.Lang())
	}
	if sv.Current > 0 {
		if err := h.showLive(c, &p); err != nil {
			return err
		}
	}
	return showTemplate.Render(c, status, p)
}

// showLive adds what a published survey has.
func (h *Handlers) showLive(c echo.Context, p *showPage) (err error) {
	ctx, v := c.Request().Context(), page.Viewer(c)
	if p.Live, err = h.Surveys.PublishedVersion(ctx, p.Survey.ID, p.Survey.Current); err != nil {
		return err
	}
	if p.Versions, err = h.Surveys.Versions(ctx, v, p.Survey.ID); err != nil {
		return err
	}
	counts, err := h.Turnout.Counts(ctx, v)
	if err != nil {
		return fmt.Errorf("count answers: %w", err)
	}
	held, err := h.Held.HeldBack(ctx, v, p.Survey.Head)
	if err != nil {
		return err
	}
	p.Holds, p.Held = held > 0, countOf(held, p.Live.Version.Mode, p.Live.Version.MinCell)
	p.Quotas = len(p.Live.Definition.Quotas())
	p.Changed = !p.Survey.SameAs(p.Live.Version)
	p.Link = h.BaseURL + "/s/" + p.Survey.Slug
	p.Answers = countOf(counts[p.Survey.ID], p.Live.Version.Mode, p.Live.Version.MinCell)
	return nil
}
