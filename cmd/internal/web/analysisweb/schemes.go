package analysisweb

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/analysis/scheme"
	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
)

type schemesPage struct {
	Sheet
	Rows    []SchemeRow
	Margins []analysis.Value
	Trims   []analysis.Value
	Form    form.Form
	Edit    bool // the viewer may save and retire
}

// SchemeRow is a saved weighting.
type SchemeRow struct {
	Name, By, Trim, Saved string
}

var schemesTemplate = page.Define[schemesPage]("report/schemes", "report/parts")

const schemesPath = "/app/weightings"

// schemes lists the saved weightings.
func (h *Handlers) schemes(c echo.Context) error {
	return h.showSchemes(c, http.StatusOK, form.Empty())
}

func (h *Handlers) showSchemes(c echo.Context, status int, typed form.Form) error {
	v := page.Viewer(c)
	list, err := h.Schemes.List(c.Request().Context(), v)
	if err != nil {
		return err
	}
	s := Sheet{page.New(c, "report.scheme.title", "report.scheme.lead").Under(page.New(c, "report.index", "").T("report.index"), "/app/reports")}
	s.Failed = len(typed.Fields) > 0
	p := schemesPage{Sheet: s, Form: typed, Edit: s.May("survey.edit")}
	for _, one := range list {
		p.Rows = append(p.Rows, s.schemeRow(one))
	}
	for _, dim := range analysis.Margins() {
		p.Margins = append(p.Margins, analysis.Value{Value: dim, Label: analysis.MarginTitle(dim).In(v.Language), Chosen: typed.Has("by", dim)})
	}
	p.Trims = s.trimChoices(typed.Get("trim"))
	return schemesTemplate.Render(c, status, p)
}

func (s Sheet) schemeRow(one scheme.Scheme) SchemeRow {
	var by []string
	for _, dim := range one.By() {
		by = append(by, analysis.MarginTitle(dim).In(s.Viewer.Language))
	}
	row := SchemeRow{Name: one.Name, By: strings.Join(by, "、"), Trim: s.T("report.trim_none"), Saved: s.T("report.scheme.saved", "Name", one.SavedBy, "Day", s.Date(one.SavedAt))}
	if one.Trim != 0 {
		row.Trim = s.T("report.trim_times", "N", s.trimmed(one.Trim, 1))
	}
	return row
}

// trimChoices are the limits that are offered.
func (s Sheet) trimChoices(chosen string) []analysis.Value {
	var out []analysis.Value
	for _, t := range trims {
		o := analysis.Value{Value: t, Label: s.T("report.trim_none"), Chosen: t == chosen}
		if t != "" {
			o.Label = s.T("report.trim_times", "N", t)
		}
		out = append(out, o)
	}
	return out
}
