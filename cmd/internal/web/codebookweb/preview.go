package codebookweb

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/analysis/coding"
	"dealervoice/analysis/text/codebook"
	"dealervoice/analysis/workbench"
	"dealervoice/cmd/internal/web/analysisweb"
	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

type previewPage struct {
	analysisweb.Sheet
	Form   form.Form
	Kept   []analysisweb.Kept // the edit, carried along
	Effect workbench.Effect
	Themes []EffectView
	Diff   []DiffView
	Note   string
	Back   string
	Same   bool // nothing would be different at all
}

// EffectView is what would change for a theme.
type EffectView struct {
	workbench.ThemeEffect
	Name    string
	Samples []SampleView
}

// SampleView is answers that would be gained, lost or turned.
type SampleView struct {
	Title string
	workbench.Sample
}

// patience is how long a preview waits for surveys with very many answers.
const patience = 2 * time.Second

var previewTemplate = page.Define[previewPage]("codebook/preview", "codebook/parts", "report/parts")

// preview shows what an edit would change on stored answers.
func (h *Handlers) preview(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	if f.Get("op") == "import" {
		if raw, err := f.File(c, "file"); err != nil {
			return err
		} else if len(raw) > 0 {
			f.Values.Set("body", string(raw))
		}
	}
	return h.renderPreview(c, f)
}

func (h *Handlers) renderPreview(c echo.Context, f form.Form) error {
	ctx, v := c.Request().Context(), page.Viewer(c)
	old, done, err := h.change(c, f)
	if err != nil {
		return h.again(c, f, err)
	}
	effect, err := h.Bench.Preview(analysis.Visiting(ctx, patience), v, workbench.Edit{Old: old.Book, New: done.Book})
	if err != nil {
		return err
	}
	p := previewPage{Sheet: sheet(c, "codebook.preview", "codebook.preview_lead"), Form: f, Effect: effect, Back: h.backTo(f)}
	p.Diff = diffView(p.Frame, old.Book, done.Book)
	p.Same = len(p.Diff) == 0
	p.Note = cmp.Or(f.Text("note"), done.Note)
	for _, name := range slices.Sorted(maps.Keys(f.Values)) {
		if name != "_csrf" && name != "note" && name != "base" {
			for _, value := range f.Values[name] {
				p.Kept = append(p.Kept, analysisweb.Kept{Name: name, Value: value})
			}
		}
	}
	p.Kept = append(p.Kept, analysisweb.Kept{Name: "base", Value: strconv.Itoa(old.Number)})
	for _, t := range effect.Themes {
		p.Themes = append(p.Themes, effectView(p.Frame, t, old.Book, done.Book))
	}
	status := http.StatusOK
	if p.Failed = len(f.Fields) > 0; p.Failed {
		status = http.StatusConflict
	}
	return previewTemplate.Render(c, status, p)
}

// change applies the form to the newest version.
func (h *Handlers) change(c echo.Context, f form.Form) (coding.Version, change, error) {
	old, err := h.Coding.Latest(c.Request().Context(), page.Viewer(c))
	if err != nil {
		return coding.Version{}, change{}, err
	}
	done, err := changed(f, old.Book)
	return old, done, err
}

// again shows the form that was sent with what is wrong.
func (h *Handlers) again(c echo.Context, f form.Form, err error) error {
	wrong, ok := f.Wrong(err)
	if !ok {
		return err
	}
	status := form.Status(err)
	switch f.Get("op") {
	case "theme":
		return h.renderEdit(c, status, wrong)
	case "split":
		return h.renderSplit(c, status, wrong)
	case "merge", "remove":
		return h.renderMerge(c, status, wrong)
	case "group":
		return h.renderGroup(c, status, wrong)
	case "import":
		for i := range wrong.Fields { // the file is the one field there is
			wrong.Fields[i].Path = "file"
		}
		return h.renderImport(c, status, wrong)
	}
	return err
}

// backTo is where an edit is taken up again.
func (h *Handlers) backTo(f form.Form) string {
	switch id := f.Text("theme"); {
	case f.Get("op") == "theme" && f.Get("new") != "":
		return "/app/codebook/new"
	case f.Get("op") == "theme":
		return themePath(id) + "/edit"
	case id != "":
		return themePath(id)
	}
	return "/app/codebook"
}

// save makes the edit a new version, and has everything read again.
func (h *Handlers) save(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	newest, done, err := h.change(c, f)
	if err != nil {
		return h.again(c, f, err)
	}
	if len(codebook.Diff(newest.Book, done.Book)) == 0 && f.Get("op") != "import" {
		return c.Redirect(http.StatusSeeOther, h.backTo(f)) // sent twice: it is saved
	}
	base, err := strconv.Atoi(f.Text("base"))
	if err != nil {
		return fault.New(fault.KindBadRequest, "fault.bad_request", nil)
	}
	e := coding.Edit{Base: base, Book: done.Book, Action: done.Action, Note: shortened(cmp.Or(f.Text("note"), done.Note))}
	if _, err := h.Coding.Revise(c.Request().Context(), page.Viewer(c), e); err != nil {
		if fault.KindOf(err) == fault.KindConflict {
			wrong, _ := f.Wrong(err)
			return h.renderPreview(c, wrong) // against what somebody else made of it
		}
		return h.again(c, f, err)
	}
	page.Notify(c, "codebook.saved")
	if done.Theme != "" {
		return c.Redirect(http.StatusSeeOther, themePath(done.Theme))
	}
	return c.Redirect(http.StatusSeeOther, "/app/codebook")
}

func effectView(f page.Frame, t workbench.ThemeEffect, old, next *codebook.Book) EffectView {
	v := EffectView{ThemeEffect: t, Name: nameOf(f, t.ID, next, old)}
	for _, s := range []struct {
		key string
		of  workbench.Sample
	}{{"codebook.gained", t.Gained}, {"codebook.lost", t.Lost}, {"codebook.turned", t.Turned}} {
		if s.of.N > 0 {
			v.Samples = append(v.Samples, SampleView{Title: f.T(s.key, "N", f.Num(s.of.N)), Sample: s.of})
		}
	}
	return v
}

// nameOf is what a theme or group is called in the first book that has it.
func nameOf(f page.Frame, id string, books ...*codebook.Book) string {
	for _, b := range books {
		if t, ok := b.Theme(id); ok {
			return f.In(language.Text{ZH: t.ZH, EN: t.EN})
		}
		for _, g := range b.Groups {
			if g.ID == id {
				return f.In(language.Text{ZH: g.ZH, EN: g.EN})
			}
		}
	}
	return id
}

// DiffView is one difference between two books.
type DiffView struct {
	codebook.Change
	Name, What string
}

func diffView(f page.Frame, a, b *codebook.Book) []DiffView {
	var out []DiffView
	for _, c := range codebook.Diff(a, b) {
		v := DiffView{Change: c, Name: nameOf(f, c.Theme, b, a), What: f.T("codebook.field." + c.Field)}
		if c.Theme == "" {
			v.Name = c.Before
			v.Before, v.After = "", ""
		}
		out = append(out, v)
	}
	return out
}

// sheet is the frame of the pages below the index.
func sheet(c echo.Context, title, lead string) analysisweb.Sheet {
	f := page.New(c, title, lead)
	return analysisweb.Sheet{Frame: f.Under(f.T("codebook.index"), "/app/codebook")}
}
