package codebookweb

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis/coding"
	"dealervoice/analysis/text/codebook"
	"dealervoice/cmd/internal/web/analysisweb"
	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

type editPage struct {
	analysisweb.Sheet
	Form  form.Form
	Theme string // "" for a new one
	Names []form.Input
	Words []CueInputs
	Other []form.Input
}

// CueInputs are the fields of one language's cues.
type CueInputs struct {
	Language string
	Inputs   []form.Input
}

var editTemplate = page.Define[editPage]("codebook/edit", "codebook/parts")

// new shows the form of a new theme; what a search found may stand in it already.
func (h *Handlers) new(c echo.Context) error {
	f := form.With("new", "1", "op", "theme", "zh.topic", lines(c.QueryParam("zh")), "en.topic", lines(c.QueryParam("en")), "parent", c.QueryParam("parent"))
	return h.renderEdit(c, http.StatusOK, f)
}

// lines writes words that stand in an address as a form has them.
func lines(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ',' }), "\n")
}

// edit shows the form of a theme.
func (h *Handlers) edit(c echo.Context) error {
	old, err := h.Coding.Latest(c.Request().Context(), page.Viewer(c))
	if err != nil {
		return err
	}
	t, ok := old.Book.Theme(c.Param("id"))
	if !ok {
		return fault.NotFound("report.theme.not_found")
	}
	return h.renderEdit(c, http.StatusOK, themeForm(old, t))
}

// themeForm fills the form with a theme.
func themeForm(old coding.Version, t codebook.Theme) form.Form {
	all := func(list []string) string { return strings.Join(list, "\n") }
	f := form.With("op", "theme", "theme", t.ID, "parent", t.Parent, "zh", t.ZH, "en", t.EN, "dzh", t.Definition.ZH, "den", t.Definition.EN,
		"include", all(t.Include), "exclude", all(t.Exclude), "weak", all(t.Weak), "blockers", blockersOf(old.Book, t))
	for _, lang := range codebook.Languages() {
		cues := t.Cues[lang]
		f.Values.Set(lang+".topic", all(cues.Topic))
		f.Values.Set(lang+".neg", all(cues.Negative))
		f.Values.Set(lang+".pos", all(cues.Positive))
		f.Values.Set(lang+".examples", all(t.Examples[lang]))
	}
	return f
}

func (h *Handlers) renderEdit(c echo.Context, status int, f form.Form) error {
	old, err := h.Coding.Latest(c.Request().Context(), page.Viewer(c))
	if err != nil {
		return err
	}
	title := "codebook.edit"
	if f.Get("new") != "" {
		title = "codebook.new"
	}
	p := editPage{Sheet: sheet(c, title, "codebook.edit_lead"), Form: f, Theme: f.Text("theme")}
	p.Failed = len(f.Fields) > 0
	if p.Theme != "" {
		p.Frame = p.Under(nameOf(p.Frame, p.Theme, old.Book), themePath(p.Theme))
	}
	in := func(kind form.Kind, name, label, help string) form.Input {
		return f.Input(p, form.Ask{Kind: kind, Name: name, Label: label, Help: help})
	}
	if p.Theme == "" {
		p.Names = append(p.Names, in(form.Line, "id", "codebook.id", "codebook.id_help"))
	}
	p.Names = append(p.Names, in(form.Select, "parent", "codebook.group", "").From(f, groupOptions(p.Frame, old.Book)),
		in(form.Line, "zh", "codebook.name_zh", ""), in(form.Line, "en", "codebook.name_en", ""),
		in(form.Area, "dzh", "codebook.definition_zh", "codebook.definition_help"), in(form.Area, "den", "codebook.definition_en", ""),
		in(form.Area, "include", "codebook.include", "codebook.a_line"), in(form.Area, "exclude", "codebook.exclude", "codebook.exclude_help"))
	for _, lang := range codebook.Languages() {
		cues := CueInputs{Language: lang}
		for _, kind := range []string{"topic", "neg", "pos"} {
			one := in(form.Area, lang+"."+kind, "codebook.polarity."+kind, "codebook.a_line")
			one.Lang = lang
			cues.Inputs = append(cues.Inputs, one)
		}
		one := in(form.Area, lang+".examples", "codebook.examples", "codebook.examples_help")
		one.Lang = lang
		p.Words = append(p.Words, CueInputs{Language: lang, Inputs: append(cues.Inputs, one)})
	}
	p.Other = []form.Input{in(form.Area, "weak", "codebook.weak", "codebook.a_line"), in(form.Area, "blockers", "codebook.blockers", "codebook.blockers_help")}
	return editTemplate.Render(c, status, p)
}

func groupOptions(f page.Frame, book *codebook.Book) []form.Option {
	var out []form.Option
	for _, g := range book.Groups {
		out = append(out, form.Option{Value: g.ID, Text: f.In(language.Text{ZH: g.ZH, EN: g.EN})})
	}
	return out
}

type groupPage struct {
	analysisweb.Sheet
	Form   form.Form
	Inputs []form.Input
	Group  string // "" for a new one
}

var groupTemplate = page.Define[groupPage]("codebook/group")

// group shows the form of a theme of the first level; "new" is a new one.
func (h *Handlers) group(c echo.Context) error {
	id := c.Param("id")
	if id == "new" {
		return h.renderGroup(c, http.StatusOK, form.With("op", "group", "new", "1"))
	}
	old, err := h.Coding.Latest(c.Request().Context(), page.Viewer(c))
	if err != nil {
		return err
	}
	for _, g := range old.Book.Groups {
		if g.ID == id {
			return h.renderGroup(c, http.StatusOK, form.With("op", "group", "group", id, "zh", g.ZH, "en", g.EN))
		}
	}
	return fault.NotFound("report.theme.not_found")
}

func (h *Handlers) renderGroup(c echo.Context, status int, f form.Form) error {
	p := groupPage{Sheet: sheet(c, "codebook.group", "codebook.group_lead"), Form: f, Group: f.Text("group")}
	p.Failed = len(f.Fields) > 0
	if p.Group == "" {
		p.Inputs = append(p.Inputs, f.Input(p, form.Ask{Kind: form.Line, Name: "id", Label: "codebook.id", Help: "codebook.id_help"}))
	}
	p.Inputs = append(p.Inputs, f.Input(p, form.Ask{Kind: form.Line, Name: "zh", Label: "codebook.name_zh"}),
		f.Input(p, form.Ask{Kind: form.Line, Name: "en", Label: "codebook.name_en"}))
	return groupTemplate.Render(c, status, p)
}
