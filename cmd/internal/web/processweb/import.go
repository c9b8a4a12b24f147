package processweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/feedback/process"
	"dealervoice/survey/fault"
)

// importPage is the form that takes the first version from a file. Sketch is
// what the file would become, when only a check was asked for.
type importPage struct {
	page.Frame
	Form    form.Form
	Checked bool
	Stages  []StageView
	Already bool // there is a process: it changes through proposals
}

var importTemplate = page.Define[importPage]("process/import", "process/parts")

func (h *Handlers) new(c echo.Context) error {
	return h.showImport(c, http.StatusOK, importPage{Form: form.Empty()})
}

// create imports the file, or tells what it would become.
func (h *Handlers) create(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	raw, err := f.File(c, "file")
	if err != nil {
		return err
	}
	if len(raw) > 0 {
		f.Values.Set("source", string(raw))
	}
	source := []byte(f.Get("source"))
	p := importPage{Form: f}
	if f.Get("do") == "check" {
		file, err := process.Parse(source)
		if err == nil {
			p.Checked = true
			t, err := TellerOf(c, page.New(c, "process.import", "").Words, h.Themes, file.Process)
			if err != nil {
				return err
			}
			p.Stages = t.Stages()
			return h.showImport(c, http.StatusOK, p)
		}
		return h.refuse(c, p, err)
	}
	if _, err := h.Process.Import(c.Request().Context(), page.Viewer(c), source); err != nil {
		return h.refuse(c, p, err)
	}
	return page.Done(c, "/app/process", "process.imported")
}

// refuse shows the form again with what is wrong; each fault says where in the
// file it is.
func (h *Handlers) refuse(c echo.Context, p importPage, err error) error {
	var ok bool
	if p.Form, ok = p.Form.Wrong(err); !ok {
		return err
	}
	f := page.New(c, "process.import", "")
	for i, field := range p.Form.Fields {
		if field.Path != "" {
			p.Form.Fields[i] = fault.Field{Path: "source", Key: "process.error.at", Args: fault.Args{"Path": field.Path, "Said": f.Say(field)}}
		} else {
			p.Form.Fields[i].Path = "source"
		}
	}
	return h.showImport(c, form.Status(err), p)
}

func (h *Handlers) showImport(c echo.Context, status int, p importPage) error {
	book, err := h.Process.Book(c.Request().Context(), page.Viewer(c))
	if err != nil {
		return err
	}
	if p.Already = len(book.All) > 0; p.Already { // no form to link to
		for i := range p.Form.Fields {
			p.Form.Fields[i].Path = ""
		}
	}
	p.Frame = page.New(c, "process.import", "process.import_lead")
	p.Frame = p.Under(p.T("process.title"), "/app/process")
	p.Failed = len(p.Form.Fields) > 0
	return importTemplate.Render(c, status, p)
}
