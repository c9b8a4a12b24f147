package surveyweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey"
	"dealervoice/survey/definition"
	"dealervoice/survey/fault"
)

// writePage is the form in which a definition is pasted or uploaded, for a new
// survey and for a new draft.
type writePage struct {
	page.Frame
	Form     form.Form
	Slug     string  // of the survey being edited; "" for a new one
	Begin    []Begin // what a new survey may begin with
	Report   *definition.Report
	Errors   []Finding
	Warnings []Finding
}

var writeTemplate = page.Define[writePage]("survey/write", "survey/parts")

// new shows the form, empty or with what it begins with.
func (h *Handlers) new(c echo.Context) error {
	f, err := h.begun(c)
	if err != nil {
		return err
	}
	return h.showNew(c, http.StatusOK, f, nil)
}

// create checks the definition, and makes a survey of it unless only the check
// was asked for.
func (h *Handlers) create(c echo.Context) error {
	f, err := readSource(c)
	if err != nil {
		return err
	}
	source := f.Get("source")
	if f.Get("do") == "check" {
		report, err := h.Surveys.CheckSource(c.Request().Context(), []byte(source))
		if err != nil {
			return err
		}
		return h.showNew(c, http.StatusOK, f, &report)
	}
	sv, report, err := h.Surveys.Create(c.Request().Context(), page.Viewer(c), survey.Import{Slug: f.Text("slug"), Source: []byte(source)})
	if err != nil {
		f, ok := refused(f, err, report)
		if !ok {
			return err
		}
		return h.showNew(c, http.StatusUnprocessableEntity, f, &report)
	}
	return page.Done(c, "/app/surveys/"+sv.Slug, "survey.created")
}

func (h *Handlers) showNew(c echo.Context, status int, f form.Form, report *definition.Report) error {
	frame := page.New(c, "survey.new", "survey.new_lead")
	frame = frame.Under(frame.T("survey.index"), "/app/surveys")
	p := writePage{Frame: frame, Form: f, Report: report}
	var err error
	if p.Begin, err = h.beginnings(c, frame); err != nil {
		return err
	}
	return showWrite(c, status, p)
}

func showWrite(c echo.Context, status int, p writePage) error {
	if p.Form.At("source").Key != "" {
		p.Report = nil // it could not even be read: nothing was checked
	}
	if p.Report != nil {
		p.Errors = findings(c, p.Form.Get("source"), p.Report.Errors)
		p.Warnings = findings(c, p.Form.Get("source"), p.Report.Warnings)
	}
	p.Failed = len(p.Form.Fields) > 0
	return writeTemplate.Render(c, status, p)
}

// readSource reads the form; a file that was chosen replaces what was pasted.
func readSource(c echo.Context) (form.Form, error) {
	f, err := form.Read(c)
	if err != nil {
		return f, err
	}
	raw, err := f.File(c, "file")
	if err != nil {
		return f, err
	}
	if len(raw) > 0 {
		f.Values.Set("source", string(raw))
	}
	return f, nil
}

// refused gives the form with what is wrong. The linter's errors have a list of
// their own on the page, so the summary only counts them.
func refused(f form.Form, err error, report definition.Report) (form.Form, bool) {
	f, ok := f.Wrong(err)
	if ok && len(report.Errors) > 0 {
		f.Fields = []fault.Field{{Path: "findings", Key: "survey.has_errors", Args: fault.Args{"Count": len(report.Errors)}}}
	}
	return f, ok
}
