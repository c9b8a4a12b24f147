package audienceweb

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/spreadsheet"
	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
)

type importPage struct {
	page.Frame
	Form     form.Form
	Plan     *audience.Plan // nil before a file was looked at
	Problems []problemRow
	Further  int // problems that are not shown
	Changes  []changeRow
	Columns  []string
	Read     spreadsheet.Table // how the file was read
	Kept     string            // the file waits under this id
}

// problemRow is a fault of the file in the reader's words.
type problemRow struct {
	Line             int
	Column, Sentence string
}

// shown bounds the lists of a plan.
const shown = 200

var importTemplate = page.Define[importPage]("dealer/import")

// Ready tells whether the plan waits for a yes.
func (p importPage) Ready() bool {
	return p.Plan != nil && p.Plan.OK() && p.Entries() > 0
}

// Entries is how many entries the import would write.
func (p importPage) Entries() int { return len(p.Plan.Added) + len(p.Plan.Changed) }

// importForm shows the empty form.
func (h *Handlers) importForm(c echo.Context) error {
	return h.showImport(c, http.StatusOK, importPage{Form: form.Empty()})
}

// importDealers first shows what the file would change, and with do=import
// changes it.
func (h *Handlers) importDealers(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	ctx, v := c.Request().Context(), page.Viewer(c)
	if id := f.Get("kept"); id != "" && f.Get("do") == "import" {
		if err := h.Roster.BeginFile(ctx, v, id); err != nil {
			return err
		}
		return c.Redirect(http.StatusSeeOther, "/app/dealers/imports/"+url.PathEscape(id))
	}
	f, read, err := decoded(c, f)
	if err != nil {
		return err
	}
	if len(f.Fields) > 0 {
		return h.showImport(c, http.StatusUnprocessableEntity, importPage{Form: f})
	}
	if f.Get("do") != "import" {
		return h.look(c, f, read)
	}
	plan, err := h.Roster.Import(ctx, v, f.Get("text"))
	if err != nil {
		again, ok := f.Wrong(err)
		if !ok {
			return err
		}
		if !plan.OK() {
			again.Fields = nil // the list says it
		}
		return h.showImport(c, http.StatusUnprocessableEntity, importPage{Form: again, Plan: &plan})
	}
	return page.Done(c, "/app/dealers", "dealer.imported")
}

// decoded puts the text of an uploaded file into the form, and tells how it was
// read.
func decoded(c echo.Context, f form.Form) (form.Form, spreadsheet.Table, error) {
	raw, err := f.File(c, "file")
	if err != nil {
		return f, spreadsheet.Table{}, err
	}
	t := spreadsheet.Table{Text: f.Get("text")}
	if len(raw) > 0 {
		if t, err = spreadsheet.Read(raw, spreadsheet.Options{Day: audience.HoldsDays}); err != nil {
			again, ok := f.Wrong(err)
			if !ok {
				return f, t, err
			}
			return again, t, nil
		}
		f.Values.Set("text", t.Text)
	}
	if strings.TrimSpace(t.Text) == "" {
		f.Fields = []fault.Field{{Path: "file", Key: "dealer.import.nothing"}}
	}
	return f, t, nil
}

// look shows what the file would change. What is too large to travel with the
// page is kept until the yes.
func (h *Handlers) look(c echo.Context, f form.Form, read spreadsheet.Table) error {
	ctx, v := c.Request().Context(), page.Viewer(c)
	plan, err := h.Roster.Plan(ctx, v, read.Text)
	if err != nil {
		return err
	}
	p, status := importPage{Form: f, Plan: &plan, Read: read}, http.StatusOK
	switch {
	case !plan.OK():
		status = http.StatusUnprocessableEntity
	case len(read.Text) > maxCarried:
		kept, err := h.Roster.KeepFile(ctx, v, string(read.Kind), read.Text)
		if err != nil {
			return err
		}
		p.Kept = kept.ID
	}
	if len(read.Text) > maxCarried {
		f.Values.Del("text")
	}
	return h.showImport(c, status, p)
}

// maxCarried is the longest text that travels with the page, in bytes.
const maxCarried = 256 << 10

func (h *Handlers) showImport(c echo.Context, status int, p importPage) error {
	plan := p.Plan
	p.Frame, p.Columns = page.New(c, "dealer.import", "dealer.import_lead"), audience.Columns()
	p.Frame = p.Under(p.T("dealer.index"), "/app/dealers")
	p.Failed = len(p.Form.Fields) > 0 || plan != nil && !plan.OK()
	if plan == nil {
		return importTemplate.Render(c, status, p)
	}
	for _, pr := range plan.Problems[:min(len(plan.Problems), shown)] {
		column := ""
		if pr.Column != "" {
			column = p.T("dealer.column." + pr.Column)
		}
		p.Problems = append(p.Problems, problemRow{Line: pr.Line, Column: column, Sentence: p.Say(fault.Field{Key: pr.Key, Args: pr.Args})})
	}
	p.Further = len(plan.Problems) - len(p.Problems)
	p.Changes = changes(p.Words, plan.Changed)
	return importTemplate.Render(c, status, p)
}
