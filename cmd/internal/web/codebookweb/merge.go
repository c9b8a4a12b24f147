package codebookweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis/text/codebook"
	"dealervoice/cmd/internal/web/analysisweb"
	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

type mergePage struct {
	analysisweb.Sheet
	Form   form.Form
	Theme  string
	Inputs []form.Input
}

var mergeTemplate = page.Define[mergePage]("codebook/merge")

// merge asks into which theme a theme is to go.
func (h *Handlers) merge(c echo.Context) error {
	return h.renderMerge(c, http.StatusOK, form.With("op", "merge", "theme", c.Param("id")))
}

// remove asks whether a theme is to be given up.
func (h *Handlers) remove(c echo.Context) error {
	return h.renderMerge(c, http.StatusOK, form.With("op", "remove", "theme", c.Param("id")))
}

func (h *Handlers) renderMerge(c echo.Context, status int, f form.Form) error {
	book, t, err := h.themeOf(c, f.Text("theme"))
	if err != nil {
		return err
	}
	p := mergePage{Sheet: sheet(c, "codebook."+f.Get("op"), "codebook."+f.Get("op")+"_lead"), Form: f, Theme: t.ID}
	p.Frame = p.Under(nameOf(p.Frame, t.ID, book), themePath(t.ID))
	p.Failed = len(f.Fields) > 0
	if f.Get("op") == "merge" {
		p.Inputs = []form.Input{f.Input(p, form.Ask{Kind: form.Select, Name: "into", Label: "codebook.into"}).From(f, themeOptions(p.Frame, book, t.ID))}
	}
	return mergeTemplate.Render(c, status, p)
}

// themeOf finds a theme of the newest version.
func (h *Handlers) themeOf(c echo.Context, id string) (*codebook.Book, codebook.Theme, error) {
	old, err := h.Coding.Latest(c.Request().Context(), page.Viewer(c))
	if err != nil {
		return nil, codebook.Theme{}, err
	}
	t, ok := old.Book.Theme(id)
	if !ok {
		return nil, codebook.Theme{}, fault.NotFound("report.theme.not_found")
	}
	return old.Book, t, nil
}

// themeOptions lists the themes by group, but for one.
func themeOptions(f page.Frame, book *codebook.Book, except string) []form.Option {
	var out []form.Option
	for _, g := range book.Groups {
		for _, t := range book.Themes {
			if t.Parent == g.ID && t.ID != except {
				out = append(out, form.Option{Value: t.ID, Text: f.In(language.Text{ZH: t.ZH, EN: t.EN}), Group: f.In(language.Text{ZH: g.ZH, EN: g.EN})})
			}
		}
	}
	return out
}
