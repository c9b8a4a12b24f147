package reviewweb

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis/coding"
	"dealervoice/analysis/text/codebook"
	"dealervoice/analysis/text/evaluate"
	"dealervoice/cmd/internal/web/analysisweb"
	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/language"
)

type modelsPage struct {
	analysisweb.Sheet
	Form     form.Form
	Models   []ModelView
	InUse    coding.Use
	Before   bool // something was in use before
	Needs    int  // labels that a training wants
	Progress coding.Progress
}

// ModelView is a trained model with what got better and worse.
type ModelView struct {
	coding.Model
	Using         bool
	Before, After Scored
	Moved         []Moved
	Held          int
}

// Moved is a theme whose F1 on the labels held back is not what it was.
type Moved struct {
	Name          string
	Before, After string
	Better        bool
	Support       int
}

var modelsTemplate = page.Define[modelsPage]("review/models", "review/parts", "report/parts")

// models shows what was trained, what got better and worse by it, and what reads
// answers now.
func (h *Handlers) models(c echo.Context) error {
	return h.renderModels(c, http.StatusOK, form.Empty())
}

func (h *Handlers) renderModels(c echo.Context, status int, f form.Form) error {
	ctx, v := c.Request().Context(), page.Viewer(c)
	m, err := h.Coding.OpenModels(ctx, v)
	if err != nil {
		return err
	}
	book, _, err := h.Coding.Current(ctx)
	if err != nil {
		return err
	}
	p := modelsPage{Sheet: sheet(c, "review.models", "review.models_lead"), Form: f, InUse: m.InUse, Needs: coding.MinLabels}
	p.Failed = len(f.Fields) > 0
	p.Before = slices.ContainsFunc(m.Uses, func(u coding.Use) bool { return u.Model != m.InUse.Model || u.Codebook != m.InUse.Codebook })
	for _, one := range m.Models {
		view := ModelView{Model: one, Using: one.Number == m.InUse.Model}
		if one.Held != nil {
			view.compare(p.Frame, *one.Held, book)
		}
		p.Models = append(p.Models, view)
	}
	if p.Progress, err = h.Coding.Reading(ctx, v); err != nil {
		return err
	}
	return modelsTemplate.Render(c, status, p)
}

// compare fills in what got better and worse on the labels held back.
func (m *ModelView) compare(f page.Frame, held coding.Comparison, book *codebook.Book) {
	m.Held = held.After.Unique
	m.Before = score(f, held.Before.Micro.F1, held.Before.Micro.Interval.F1)
	m.After = score(f, held.After.Micro.F1, held.After.Micro.Interval.F1)
	for _, t := range held.After.Themes {
		at := slices.IndexFunc(held.Before.Themes, func(o evaluate.Theme) bool { return o.ID == t.ID })
		if at < 0 || held.Before.Themes[at].F1 == t.F1 || t.Support == 0 {
			continue
		}
		moved := Moved{Name: t.ID, Before: f.Dec(held.Before.Themes[at].F1, 2), After: f.Dec(t.F1, 2), Better: t.F1 > held.Before.Themes[at].F1, Support: t.Support}
		if th, ok := book.Theme(t.ID); ok {
			moved.Name = f.In(language.Text{ZH: th.ZH, EN: th.EN})
		}
		m.Moved = append(m.Moved, moved)
	}
	slices.SortStableFunc(m.Moved, func(a, b Moved) int { return b.Support - a.Support })
}

const modelsPath = "/app/review/tagger/models"

// train has a model trained from what people said.
func (h *Handlers) train(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	return h.changed(c, f, "review.training", h.Coding.Train(c.Request().Context(), page.Viewer(c), f.Text("note")))
}

// use puts a model, or the codebook alone, in use.
func (h *Handlers) use(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	number, err := strconv.Atoi(f.Text("model"))
	if err != nil {
		number = -1 // not found
	}
	_, err = h.Coding.UseModel(c.Request().Context(), page.Viewer(c), number)
	return h.changed(c, f, "review.in_use_now", err)
}

// back goes back to what was in use before.
func (h *Handlers) back(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	_, err = h.Coding.RollBack(c.Request().Context(), page.Viewer(c))
	return h.changed(c, f, "review.in_use_now", err)
}

// changed goes back to the page of models, or says there what was wrong.
func (h *Handlers) changed(c echo.Context, f form.Form, notice string, err error) error {
	if err != nil {
		return f.Again(err, func(status int, wrong form.Form) error { return h.renderModels(c, status, wrong) })
	}
	return page.Done(c, modelsPath, notice)
}
