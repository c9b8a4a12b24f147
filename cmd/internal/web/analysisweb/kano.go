package analysisweb

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/analysis/chart"
	"dealervoice/analysis/stats"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/fault"
)

type kanoPage struct {
	Sheet
	Views   []View
	Report  analysis.KanoReport
	Filter  FilterView
	First   string // the most pressing need; "" where none is clear
	Class   string // its class in words
	Classes Chart
	Map     Chart
	Head    []string
	Rows    []KanoRow
	Help    []string
	Export  Export
}

// KanoRow is a feature in the list of needs.
type KanoRow struct {
	Title, Href, Class, Meaning, Doubt string
	Better, Worse                      CellView
	Shares                             []CellView
	Propose                            string
}

var kanoTemplate = page.Define[kanoPage]("report/kano", "report/parts")

// kano shows the features as a list of needs.
func (h *Handlers) kano(c echo.Context) error {
	f, err := filterOf(c)
	if err != nil {
		return err
	}
	slug := c.Param("slug")
	r, err := h.Analysis.Kano(c.Request().Context(), page.Viewer(c), slug, f)
	if err != nil {
		return err
	}
	s := h.sheet(c, page.New(c, "kano.title", "").Heading)
	s.Frame = s.Under(r.Title, filtered(surveyPath(slug, "report"), f))
	s.Lead = s.T("kano.lead")
	p := kanoPage{Sheet: s, Report: r, Views: s.views(slug, "kano", f)}
	p.Filter = p.filterView(surveyPath(slug, "kano"), f, r.Segments)
	p.Export = p.files(surveyPath(slug, "export/kano"), f)
	for _, key := range []string{"kano.help.pairs", "kano.help.better", "kano.help.test", "kano.help.questionable"} {
		p.Help = append(p.Help, s.T(key))
	}
	for _, class := range stats.KanoClasses() {
		p.Head = append(p.Head, s.T("kano.class."+string(class)))
	}
	for _, feature := range r.Features {
		p.Rows = append(p.Rows, s.kanoRow(slug, feature, f))
		if p.First == "" && feature.Class != "" {
			p.First, p.Class = feature.Title, s.T("kano.class."+string(feature.Class))
		}
	}
	if len(r.Features) > 0 {
		p.Classes = s.kanoChart(slug, "classes", f)
	}
	if placed(r) > 1 {
		p.Map = s.kanoChart(slug, "map", f)
	}
	return kanoTemplate.Render(c, http.StatusOK, p)
}

func (s Sheet) kanoRow(slug string, k analysis.KanoFeature, f analysis.Filter) KanoRow {
	row := KanoRow{Title: k.Title, Href: analysis.FigureRef(slug, k.Figure, f), Better: s.Cell(k.Better), Worse: s.Interval(k.Worse)}
	switch {
	case k.Class != "":
		row.Class, row.Meaning = s.T("kano.class."+string(k.Class)), s.T("kano.meaning."+string(k.Class))
	case k.Doubt != "":
		row.Class, row.Doubt = s.T("kano.unclear"), s.T(k.Doubt, "Class", s.T("kano.class."+string(k.Leading)))
	}
	for _, c := range k.Classes {
		row.Shares = append(row.Shares, s.shareAndCount(c.Share))
	}
	if s.May("proposal.write") && k.Better.Shown() {
		row.Propose = proposing(row.Href)
	}
	return row
}

// shareAndCount writes how many, and which share of all they are.
func (s Sheet) shareAndCount(c analysis.Cell) CellView {
	v := s.Bare(c)
	if c.Shown() {
		v = CellView{Text: s.Num(c.Count), Of: strings.Join(append([]string{s.Pct(c.Value, c.N)}, s.asOf(c)...), " · ")}
	}
	return v
}

func (s Sheet) kanoChart(slug, name string, f analysis.Filter) Chart {
	file := func(ending, width string) string {
		return filtered(surveyPath(slug, "kano/"+name+ending), f, Kept{"w", width})
	}
	return Chart{Wide: file(".svg", ""), Half: file(".svg", halfWidth), Narrow: file(".svg", "360"), PNG: file(".png", ""), Alt: s.T("kano.alt." + name)}
}

// placed is how many features have both coefficients.
func placed(r analysis.KanoReport) int {
	n := 0
	for _, k := range r.Features {
		if k.Better.Shown() && k.Worse.Shown() {
			n++
		}
	}
	return n
}

// kanoPicture serves the two charts of the page.
func (h *Handlers) kanoPicture(c echo.Context) error {
	f, err := filterOf(c)
	if err != nil {
		return err
	}
	name, ending, err := fileOf(c)
	if err != nil {
		return err
	}
	r, err := h.Analysis.Kano(c.Request().Context(), page.Viewer(c), c.Param("slug"), f)
	if err != nil {
		return err
	}
	s := Sheet{page.New(c, "kano.title", "")}
	var cells []analysis.Cell
	for _, k := range r.Features {
		cells = append(cells, k.Better)
	}
	switch {
	case name == "classes" && len(r.Features) > 0:
		return s.send(c, picture{s.drawKanoClasses(r), s.shareWords(cells)}, ending)
	case name == "map" && placed(r) > 1:
		return s.send(c, picture{s.drawKanoMap(r), s.shareWords(cells)}, ending)
	}
	return fault.NotFound("report.figure.not_found")
}

// drawKanoClasses is a bar of a hundred per cent for each feature.
func (s Sheet) drawKanoClasses(r analysis.KanoReport) chart.Figure {
	out := &chart.Stack{}
	for _, class := range stats.KanoClasses() {
		out.Levels = append(out.Levels, s.T("kano.class."+string(class)))
	}
	for _, k := range r.Features {
		row := chart.StackItem{Label: k.Title, Suppressed: true}
		if len(k.Classes) > 0 && k.Classes[0].Share.Shown() {
			row.Suppressed, row.N = false, k.Classes[0].Share.N
			for _, c := range k.Classes {
				row.Shares = append(row.Shares, c.Share.Value)
			}
		}
		out.Items = append(out.Items, row)
	}
	return out
}

// drawKanoMap is a dot for each feature: what lacking it would do, what having it
// would.
func (s Sheet) drawKanoMap(r analysis.KanoReport) chart.Figure {
	whole := &chart.Interval{Low: 0, High: 1}
	out := &chart.Scatter{Keyed: true, X: s.T("kano.axis.worse"), Y: s.T("kano.axis.better"), XScale: whole, YScale: whole}
	out.Split = &chart.Split{X: .5, Y: .5, Names: [4]string{
		s.T("kano.class.attractive"), s.T("kano.class.one-dimensional"), s.T("kano.class.indifferent"), s.T("kano.class.must-be"),
	}}
	for _, k := range r.Features {
		pt := chart.ScatterPoint{Label: k.Title, Suppressed: true}
		if k.Better.Shown() && k.Worse.Shown() {
			pt.Suppressed, pt.N, pt.X, pt.Y = false, k.Better.N, -k.Worse.Value, k.Better.Value
			pt.YInterval = interval(k.Better)
			if in := interval(k.Worse); in != nil {
				pt.XInterval = &chart.Interval{Low: -in.High, High: -in.Low}
			}
		}
		out.Points = append(out.Points, pt)
	}
	return out
}
