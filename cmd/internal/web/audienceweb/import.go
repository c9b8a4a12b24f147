package audienceweb

import (
	"bytes"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

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
	return h.showImport(c, http.StatusOK, form.Empty(), nil)
}

// importDealers first shows what the file would change, and with do=import
// changes it.
func (h *Handlers) importDealers(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	if f, err = decoded(c, f); err != nil {
		return err
	}
	if len(f.Fields) > 0 {
		return h.showImport(c, http.StatusUnprocessableEntity, f, nil)
	}
	ctx, v := c.Request().Context(), page.Viewer(c)
	if f.Get("do") != "import" {
		plan, err := h.Roster.Plan(ctx, v, f.Get("text"))
		if err != nil {
			return err
		}
		status := http.StatusOK
		if !plan.OK() {
			status = http.StatusUnprocessableEntity
		}
		return h.showImport(c, status, f, &plan)
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
		return h.showImport(c, http.StatusUnprocessableEntity, again, &plan)
	}
	page.Notify(c, "dealer.imported")
	return c.Redirect(http.StatusSeeOther, "/app/dealers")
}

// decoders turn an uploaded file into text, the first that can.
var decoders = []audience.Decoder{audience.UTF8}

// decoded puts the text of an uploaded file into the form.
func decoded(c echo.Context, f form.Form) (form.Form, error) {
	raw, err := f.File(c, "file")
	if err != nil {
		return f, err
	}
	for _, decode := range decoders {
		if text, ok := decode(raw); ok {
			if len(raw) > 0 {
				f.Values.Set("text", text)
			}
			raw = nil
			break
		}
	}
	switch at := bytes.IndexByte(raw, 0); {
	case at >= 0 && utf8.Valid(raw): // text but for this, or UTF-16 without its mark
		f.Fields = []fault.Field{{Path: "file", Key: "dealer.import.nul", Args: fault.Args{"Line": 1 + bytes.Count(raw[:at], []byte("\n"))}}}
	case len(raw) > 0:
		f.Fields = []fault.Field{{Path: "file", Key: "dealer.import.not_text"}}
	case strings.TrimSpace(f.Get("text")) == "":
		f.Fields = []fault.Field{{Path: "file", Key: "dealer.import.nothing"}}
	}
	return f, nil
}

func (h *Handlers) showImport(c echo.Context, status int, f form.Form, plan *audience.Plan) error {
	p := importPage{Frame: page.New(c, "dealer.import", "dealer.import_lead"), Form: f, Plan: plan, Columns: audience.Columns()}
	p.Frame = p.Under(p.T("dealer.index"), "/app/dealers")
	p.Failed = len(f.Fields) > 0 || plan != nil && !plan.OK()
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
