package analysisweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/analysis/chart"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/fault"
)

type driversPage struct {
	Sheet
	Views   []View
	Report  analysis.DriverReport
	Filter  FilterView
	Choose  DriverForm
	First   *analysis.Driver // what to look at first; nil where nothing can be said
	Share   CellView         // how much it matters
	Stated  Chart
	Derived Chart
	Rows    []DriverRow
	Refused string
	Help    []string
	Export  Export
}

// DriverForm chooses the outcome and the drivers.
type DriverForm struct {
	FilterView
	Outcomes, Sets []analysis.DriverChoice
}

// DriverRow is an item in the table.
type DriverRow struct {
	Title, Href                        string
	Performance, Stated, Derived, Blur CellView
	Field                              string
	Fix                                bool
	Propose                            string
}

var driversTemplate = page.Define[driversPage]("report/drivers", "report/parts")

// drivers shows importance against performance.
func (h *Handlers) drivers(c echo.Context) error {
	q, err := driversQuery(c)
	if err != nil {
		return err
	}
	slug := c.Param("slug")
	r, err := h.Analysis.Drivers(c.Request().Context(), page.Viewer(c), slug, q)
	if err != nil {
		return err
	}
	s := h.sheet(c, page.New(c, "driver.title", "").Heading)
	s.Frame = s.Under(r.Title, filtered(surveyPath(slug, "report"), q.Filter))
	s.Lead = s.T("driver.lead")
	keep := []Kept{{"outcome", r.Outcome.Name}, {"of", r.Of.Name}}
	p := driversPage{Sheet: s, Report: r, Views: s.views(slug, "drivers", q.Filter), Help: s.driverHelp(r)}
	p.Filter = p.filterView(surveyPath(slug, "drivers"), q.Filter, r.Segments, keep...)
	p.Choose = DriverForm{FilterView: s.filterView(surveyPath(slug, "drivers"), q.Filter, nil, filterFields(q.Filter)...), Outcomes: r.Outcomes, Sets: r.Sets}
	p.fill(slug, q.Filter)
	p.Export = p.files(surveyPath(slug, "export/drivers"), q.Filter, keep...)
	if drawn(r, stated) {
		p.Stated = s.driverChart(slug, "stated", q.Filter, keep)
	}
	if drawn(r, derived) {
		p.Derived = s.driverChart(slug, "derived", q.Filter, keep)
	}
	return driversTemplate.Render(c, http.StatusOK, p)
}

// fill writes the table and what stands out.
func (p *driversPage) fill(slug string, f analysis.Filter) {
	r := p.Report
	if r.Refused != "" {
		p.Refused = p.T(r.Refused, "N", p.Num(r.Complete.N), "Needed", p.Num(r.Needed))
	} else if r.Fit.Suppressed {
		p.Refused = p.Why(r.Fit)
	}
	for i, d := range r.Items {
		row := DriverRow{Title: d.Title, Href: analysis.FigureRef(slug, d.Name, f), Performance: p.Cell(d.Performance), Fix: d.Field == analysis.FixFirst}
		if d.Field != "" {
			row.Field = p.T("driver.field." + string(d.Field))
		}
		row.Stated, row.Derived, row.Blur = p.maybe(d.Stated), p.maybe(d.Derived), p.maybe(d.Inflation)
		if row.Fix && p.May("proposal.write") {
			row.Propose = proposing(row.Href)
		}
		if c := r.Importance(d); p.First == nil && row.Fix && c != nil {
			p.First, p.Share = &r.Items[i], p.Interval(*c)
		}
		p.Rows = append(p.Rows, row)
	}
}

// maybe writes a cell that may not be there.
func (s Sheet) maybe(c *analysis.Cell) CellView {
	if c == nil {
		return CellView{Text: "–"}
	}
	return s.Interval(*c)
}

// driverHelp says in plain words how the page is read, and what it does not say.
func (s Sheet) driverHelp(r analysis.DriverReport) []string {
	out := []string{s.T("driver.help.performance")}
	if r.Ranking != nil {
		out = append(out, s.T("driver.help.stated", "Question", r.Ranking.Title))
	}
	if r.Derived {
		out = append(out, s.T("driver.help.derived", "Outcome", r.Outcome.Title), s.T("driver.help.interval"), s.T("driver.help.vif"))
	}
	return append(out, s.T("driver.help.cause"))
}

// filterFields are a filter as hidden fields.
func filterFields(f analysis.Filter) []Kept {
	var out []Kept
	q := f.Query()
	for name, values := range q {
		for _, v := range values {
			out = append(out, Kept{name, v})
		}
	}
	return out
}

func driversQuery(c echo.Context) (analysis.DriversQuery, error) {
	f, err := filterOf(c, "outcome", "of")
	return analysis.DriversQuery{Outcome: c.QueryParam("outcome"), Of: c.QueryParam("of"), Filter: f}, err
}

func stated(d analysis.Driver) *analysis.Cell  { return d.Stated }
func derived(d analysis.Driver) *analysis.Cell { return d.Derived }

// drawn tells whether enough items have the importance to draw them.
func drawn(r analysis.DriverReport, of func(analysis.Driver) *analysis.Cell) bool {
	_, _, n := r.Means(of)
	return n > 1
}

func (s Sheet) driverChart(slug, name string, f analysis.Filter, keep []Kept) Chart {
	file := func(ending, width string) string {
		return filtered(surveyPath(slug, "drivers/"+name+ending), f, append(keep, Kept{"w", width})...)
	}
	return Chart{Wide: file(".svg", ""), Half: file(".svg", halfWidth), Narrow: file(".svg", "360"), PNG: file(".png", ""), Alt: s.T("driver.alt." + name)}
}

// driverPicture serves the two charts of the page.
func (h *Handlers) driverPicture(c echo.Context) error {
	q, err := driversQuery(c)
	if err != nil {
		return err
	}
	name, ending, err := fileOf(c)
	if err != nil {
		return err
	}
	of, ok := map[string]func(analysis.Driver) *analysis.Cell{"stated": stated, "derived": derived}[name]
	if !ok {
		return fault.NotFound("report.figure.not_found")
	}
	r, err := h.Analysis.Drivers(c.Request().Context(), page.Viewer(c), c.Param("slug"), q)
	if err != nil {
		return err
	}
	if !drawn(r, of) {
		return fault.NotFound("report.figure.not_found")
	}
	s := Sheet{page.New(c, "driver.title", "")}
	return s.send(c, picture{s.drawDrivers(r, of, s.T("driver.axis."+name)), s.driverWords(r)}, ending)
}

// drawDrivers is a dot for each item: how well it is done, how much it matters.
func (s Sheet) drawDrivers(r analysis.DriverReport, of func(analysis.Driver) *analysis.Cell, axis string) chart.Figure {
	out := &chart.Scatter{Keyed: true, X: s.T("driver.axis.performance", "Low", s.Dec(r.Low, 0), "High", s.Dec(r.High, 0)), Y: axis, YScale: &chart.Interval{}}
	performance, importance, _ := r.Means(of)
	out.Split = &chart.Split{X: performance, Y: importance, Names: [4]string{
		s.T("driver.field.fix_first"), s.T("driver.field.keep_up"), s.T("driver.field.can_wait"), s.T("driver.field.too_much"),
	}}
	for _, d := range r.Items {
		pt := chart.ScatterPoint{Label: d.Title, Suppressed: true}
		if c := of(d); c != nil && c.Shown() && d.Performance.Shown() {
			pt.Suppressed, pt.N = false, c.N
			pt.X, pt.XInterval = d.Performance.Value, interval(d.Performance)
			pt.Y, pt.YInterval = c.Value, interval(*c)
		}
		out.Points = append(out.Points, pt)
	}
	return out
}

// driverWords write performance in its own unit and importance as per cent.
func (s Sheet) driverWords(r analysis.DriverReport) chart.Words {
	var cells []analysis.Cell
	for _, d := range r.Items {
		cells = append(cells, d.Performance)
	}
	w := s.shareWords(cells)
	w.Share = w.Number
	if len(cells) > 0 {
		w.Number = func(x float64) string {
			c := cells[0]
			c.N = max(c.N, 1)
			return s.number(c, x)
		}
		w.Tick = func(x float64) string { return s.trimmed(x, 1) }
	}
	return w
}
