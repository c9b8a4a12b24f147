package analysisweb

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/analysis/chart"
	"dealervoice/cmd/internal/figurefile"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/fault"
)

type chainPage struct {
	Sheet
	Report analysis.ChainReport
	Action string
	Lags   []analysis.ChainChoice
	Big    CellView
	Words  string
	Chart  Chart
	Levels []ChainLevel
	Points []ChainRow
	Help   []string
	Export Export
}

// ChainLevel is one level of the chain with its figure.
type ChainLevel struct {
	Name, Note string
	Value      CellView
}

// ChainRow is a point of the chart in numbers.
type ChainRow struct {
	Label        string
	Voice, Score CellView
}

var chainTemplate = page.Define[chainPage]("report/chain", "report/parts")

// chain shows consumers, outlets, dealers and the company on one page.
func (h *Handlers) chain(c echo.Context) error {
	q, err := chainQuery(c)
	if err != nil {
		return err
	}
	r, err := h.Analysis.Chain(c.Request().Context(), page.Viewer(c), q)
	if err != nil {
		return err
	}
	s := Sheet{page.New(c, "chain.title", "chain.lead").Under(page.New(c, "report.index", "").T("report.index"), "/app/reports")}
	p := chainPage{Sheet: s, Report: r, Action: "/app/chain", Big: s.Interval(r.Correlation), Words: s.T(r.Words)}
	p.Export = s.files("/app/export/chain", analysis.Filter{}, chainAddress(r)...)
	for lag := range 7 {
		p.Lags = append(p.Lags, analysis.ChainChoice{Name: strconv.Itoa(lag), Title: s.T("chain.lag", "Count", lag), Chosen: lag == r.Lag})
	}
	p.Levels = []ChainLevel{
		{s.T("chain.level.consumers"), s.T("chain.note.consumers", "Voices", r.Enough), s.Cell(r.Answered)},
		{s.T("chain.level.outlets"), s.T("chain.note.outlets", "Voices", r.Enough), s.outlets(r)},
		{s.T("chain.level.dealers"), s.T("chain.note.dealers"), s.Cell(r.Scored)},
		{s.T("chain.level.company"), s.T("chain.note.company"), s.Cell(r.Company)},
	}
	for i, pt := range r.Points {
		row := ChainRow{Label: pt.Label, Voice: s.Cell(pt.Voice), Score: s.Cell(pt.Score)}
		if row.Label == "" {
			row.Label = s.T("chain.bunch", "Number", i+1, "N", pt.Dealers)
		}
		p.Points = append(p.Points, row)
	}
	if len(r.Points) > 1 {
		p.Chart = chainChart(s, c)
	}
	p.Help = []string{s.T("chain.help.points", "Voices", r.Enough), s.T("chain.help.r"), s.T("chain.help.lag"), s.T("chain.help.cause")}
	return chainTemplate.Render(c, http.StatusOK, p)
}

// outlets writes how many outlets there are with the mean over them.
func (s Sheet) outlets(r analysis.ChainReport) CellView {
	if !r.Outlets.Shown() {
		return s.Bare(r.Outlets)
	}
	return CellView{Text: s.Dec(r.Outlets.Value, 2), Of: s.T("chain.outlets", "Count", r.Outlets.N)}
}

func chainQuery(c echo.Context) (analysis.ChainQuery, error) {
	return figurefile.ChainQuery(c.QueryParams())
}

func chainChart(s Sheet, c echo.Context) Chart {
	file := func(ending, width string) string {
		q := c.Request().URL.Query()
		for _, name := range []string{"w", "dark"} {
			q.Del(name)
		}
		if width != "" {
			q.Set("w", width)
		}
		if len(q) == 0 {
			return "/app/chain/points" + ending
		}
		return "/app/chain/points" + ending + "?" + q.Encode()
	}
	return Chart{Wide: file(".svg", ""), Half: file(".svg", halfWidth), Narrow: file(".svg", "360"), PNG: file(".png", ""), Alt: s.T("chain.alt")}
}

// chainPicture serves the chart.
func (h *Handlers) chainPicture(c echo.Context) error {
	q, err := chainQuery(c)
	if err != nil {
		return err
	}
	name, ending, err := fileOf(c)
	if err != nil {
		return err
	}
	r, err := h.Analysis.Chain(c.Request().Context(), page.Viewer(c), q)
	if err != nil {
		return err
	}
	if name != "points" || len(r.Points) < 2 {
		return fault.NotFound("report.figure.not_found")
	}
	s := Sheet{page.New(c, "chain.title", "")}
	return s.send(c, picture{s.drawChain(r), s.chainWords(r)}, ending)
}

// drawChain is a dot for each dealer, or each bunch of dealers.
func (s Sheet) drawChain(r analysis.ChainReport) chart.Figure {
	out := &chart.Scatter{X: s.T("chain.axis.voice", "Title", titleOf(r.Voices)), Y: s.T("chain.axis.score", "Title", titleOf(r.Scores))}
	for i, pt := range r.Points {
		dot := chart.ScatterPoint{Label: pt.Label, Suppressed: true}
		if dot.Label == "" {
			dot.Label = s.T("chain.bunch", "Number", i+1, "N", pt.Dealers)
		}
		if pt.Voice.Shown() && pt.Score.Shown() {
			dot.Suppressed, dot.N, dot.X, dot.Y = false, pt.Dealers, pt.Voice.Value, pt.Score.Value
			if r.Bunched {
				dot.XInterval, dot.YInterval = interval(pt.Voice), interval(pt.Score)
			}
		}
		out.Points = append(out.Points, dot)
	}
	return out
}

func titleOf(list []analysis.ChainChoice) string {
	for _, c := range list {
		if c.Chosen {
			return c.Title
		}
	}
	return ""
}

func (s Sheet) chainWords(r analysis.ChainReport) chart.Words {
	var cells []analysis.Cell
	for _, pt := range r.Points {
		cells = append(cells, pt.Score)
	}
	w := s.shareWords(cells)
	w.Number = func(x float64) string { return s.trimmed(x, 2) }
	w.Share, w.Tick = w.Number, w.Number
	return w
}

// chainAddress is what was chosen, as it stands in an address.
func chainAddress(r analysis.ChainReport) []Kept {
	var out []Kept
	for _, at := range []struct {
		name string
		list []analysis.ChainChoice
	}{{"consumers", r.Consumers}, {"voice", r.Voices}, {"dealers", r.Dealers}, {"score", r.Scores}, {"product", r.Products}, {"region", r.Regions}} {
		for _, c := range at.list {
			if c.Chosen {
				out = append(out, Kept{at.name, c.Name})
			}
		}
	}
	return append(out, Kept{"lag", strconv.Itoa(r.Lag)})
}
