package analysisweb

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/web/page"
)

type crosstabPage struct {
	Sheet
	Report  analysis.Crosstab
	Filter  FilterView
	Views   []View
	Pick    CrossPick
	Empty   bool // the survey has nothing that could be crossed
	Verdict string
	Facts   []string
	Table   Table
	Details Table
	Chart   Chart
	Weights *WeightView
	Export  Export
}

// CrossPick chooses what is crossed with what.
type CrossPick struct {
	Action string
	Keep   []Kept
	Rows   []analysis.Value
	Cols   []analysis.Value
	Adjust []analysis.Value
}

var crosstabTemplate = page.Define[crosstabPage]("report/crosstab", "report/parts")

// crosstab lays the answers to a question beside each other for the segments of
// a dimension, and says whether they differ.
func (h *Handlers) crosstab(c echo.Context) error {
	f, err := filterOf(c)
	if err != nil {
		return err
	}
	ctx, v, slug := c.Request().Context(), page.Viewer(c), c.Param("slug")
	can, err := h.Analysis.Crossable(ctx, v, slug, f)
	if err != nil {
		return err
	}
	s := h.sheet(c, page.New(c, "report.crosstab", "").T("report.crosstab"))
	s.Frame = s.Under(can.Title, filtered(surveyPath(slug, "report"), f))
	s.Lead = s.T("report.crosstab_lead")
	p := crosstabPage{Sheet: s, Views: s.views(slug, "crosstab", f), Empty: len(can.Rows) == 0 || len(can.Cols) == 0}
	if p.Empty {
		return crosstabTemplate.Render(c, http.StatusOK, p)
	}
	q := analysis.CrosstabQuery{
		Rows: cmp.Or(c.QueryParam("rows"), can.Rows[0].Name), Cols: cmp.Or(c.QueryParam("cols"), usualColumns(can.Cols)),
		Filter: f, Adjust: analysis.Adjustment(cmp.Or(c.QueryParam("adjust"), string(analysis.AdjustHolm))),
	}
	if p.Report, err = h.Analysis.Crosstab(ctx, v, slug, q); err != nil {
		return err
	}
	p.fill(slug, can, q)
	if err := h.offerSchemes(c, p.Filter, f); err != nil {
		return err
	}
	return crosstabTemplate.Render(c, http.StatusOK, p)
}

// usualColumns is the dimension that a crosstab begins with.
func usualColumns(cols []analysis.TableHead) string {
	if slices.ContainsFunc(cols, func(h analysis.TableHead) bool { return h.Name == analysis.DimRegion }) {
		return analysis.DimRegion
	}
	return cols[0].Name
}

func (p *crosstabPage) fill(slug string, can analysis.Crossable, q analysis.CrosstabQuery) {
	at := surveyPath(slug, "crosstab")
	keep := []Kept{{"rows", q.Rows}, {"cols", q.Cols}, {"adjust", string(q.Adjust)}}
	p.Filter = p.filterView(at, q.Filter, p.Report.Segments, keep...).weighable(q.Filter, p.Report.Segments)
	p.Pick = CrossPick{Action: at, Rows: picked(can.Rows, q.Rows), Cols: picked(can.Cols, q.Cols)}
	for name, values := range q.Filter.Query() {
		for _, value := range values {
			p.Pick.Keep = append(p.Pick.Keep, Kept{name, value})
		}
	}
	slices.SortFunc(p.Pick.Keep, func(a, b Kept) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Value, b.Value)) })
	for _, a := range analysis.Adjustments() {
		p.Pick.Adjust = append(p.Pick.Adjust, analysis.Value{Value: string(a), Label: p.T("report.adjust." + string(a)), Chosen: a == q.Adjust})
	}
	p.Verdict, p.Facts = p.crossVerdict(p.Report), p.crossFacts(p.Report)
	p.Table, p.Details = p.crossTable(p.Report), p.crossDetails(p.Report)
	p.Weights = p.weightView(p.Report.Weights)
	p.Export = p.files(surveyPath(slug, "export/crosstab"), q.Filter, keep...)
	if crossDrawable(p.Report) {
		p.Chart = place{Slug: slug, Name: q.Rows, Filter: q.Filter, By: q.Cols}.chart(p.T("report.split_alt", "Title", p.Report.Rows.Title))
	}
}

func picked(list []analysis.TableHead, chosen string) []analysis.Value {
	out := make([]analysis.Value, len(list))
	for i, h := range list {
		out[i] = analysis.Value{Value: h.Name, Label: h.Title, Chosen: h.Name == chosen}
	}
	return out
}

// crossDrawable tells whether the figure's split has a chart.
func crossDrawable(r analysis.Crosstab) bool {
	if r.Cols.Name == analysis.DimWave { // the chart of waves is another one
		return r.Means != nil
	}
	return r.Means != nil || r.Test != nil
}
