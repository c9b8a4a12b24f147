package codebookweb

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis/text/codebook"
	"dealervoice/cmd/internal/web/analysisweb"
	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
)

type splitPage struct {
	analysisweb.Sheet
	Form  form.Form
	Theme string
	Sides []SideInputs
}

// SideInputs are the fields of one of the two new themes.
type SideInputs struct {
	Side   string
	Inputs []form.Input
}

var splitTemplate = page.Define[splitPage]("codebook/split")

// split asks for the two themes that a theme is to become; all its cues stand with
// the first one, to be moved from there.
func (h *Handlers) split(c echo.Context) error {
	id := c.Param("id")
	_, t, err := h.themeOf(c, id)
	if err != nil {
		return err
	}
	f := form.With("op", "split", "theme", id, "a.id", id+"_1", "b.id", id+"_2", "a.zh", t.ZH, "a.en", t.EN, "a.dzh", t.Definition.ZH, "a.den", t.Definition.EN)
	for _, lang := range codebook.Languages() {
		cues := t.Cues[lang]
		f.Values.Set("a."+lang+".topic", strings.Join(cues.Topic, "\n"))
		f.Values.Set("a."+lang+".neg", strings.Join(cues.Negative, "\n"))
		f.Values.Set("a."+lang+".pos", strings.Join(cues.Positive, "\n"))
	}
	return h.renderSplit(c, http.StatusOK, f)
}

func (h *Handlers) renderSplit(c echo.Context, status int, f form.Form) error {
	book, t, err := h.themeOf(c, f.Text("theme"))
	if err != nil {
		return err
	}
	p := splitPage{Sheet: sheet(c, "codebook.split", "codebook.split_lead"), Form: f, Theme: t.ID}
	p.Frame = p.Under(nameOf(p.Frame, t.ID, book), themePath(t.ID))
	p.Failed = len(f.Fields) > 0
	for _, side := range []string{"a", "b"} {
		in := func(kind form.Kind, name, label string) form.Input {
			return f.Input(p, form.Ask{Kind: kind, Name: side + name, Label: label})
		}
		inputs := []form.Input{
			in(form.Line, ".id", "codebook.id"), in(form.Line, ".zh", "codebook.name_zh"), in(form.Line, ".en", "codebook.name_en"),
			in(form.Area, ".dzh", "codebook.definition_zh"), in(form.Area, ".den", "codebook.definition_en"),
		}
		for _, lang := range codebook.Languages() {
			for _, kind := range []string{"topic", "neg", "pos"} {
				one := in(form.Area, "."+lang+"."+kind, "codebook.field.cues."+lang+"."+kind)
				one.Lang = lang
				inputs = append(inputs, one)
			}
		}
		p.Sides = append(p.Sides, SideInputs{Side: side, Inputs: inputs})
	}
	return splitTemplate.Render(c, status, p)
}
