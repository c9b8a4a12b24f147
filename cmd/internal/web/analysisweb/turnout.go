package analysisweb

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/analysis/chart"
	"dealervoice/cmd/internal/web/page"
)

type turnoutPage struct {
	Sheet
	Report analysis.Turnout
	Views  []View
	Waves  []By
	Limits analysis.Limits
	Splits []TurnoutCard
	Return *ReturnCard
	Export Export
}

// TurnoutCard is the turnout by one dimension.
type TurnoutCard struct {
	Title string
	Table Table
	Chart Chart
}

// ReturnCard is what became of those who answered in the wave before.
type ReturnCard struct {
	From   string
	Whole  analysis.ReturnGroup
	Tables []TurnoutCard
}

var turnoutTemplate = page.Define[turnoutPage]("report/turnout", "report/parts")

// turnout shows who was asked and who answered, and who came back.
func (h *Handlers) turnout(c echo.Context) error {
	slug, wave := c.Param("slug"), c.QueryParam("wave")
	r, err := h.Analysis.Turnout(c.Request().Context(), page.Viewer(c), slug, analysis.TurnoutQuery{Wave: wave})
	if err != nil {
		return err
	}
	s := h.sheet(c, page.New(c, "report.turnout", "").T("report.turnout"))
	s.Frame = s.Under(r.Title, surveyPath(slug, "report"))
	s.Lead = s.T("report.turnout_lead")
	p := turnoutPage{Sheet: s, Report: r, Limits: r.Limits, Views: s.views(slug, "turnout", analysis.Filter{})}
	p.Export = p.files(surveyPath(slug, "export/turnout"), analysis.Filter{}, Kept{"wave", r.Wave})
	for _, w := range r.Waves {
		p.Waves = append(p.Waves, By{Title: s.T("report.wave", "Wave", w), Href: with(surveyPath(slug, "turnout"), Kept{"wave", w}), Chosen: w == r.Wave})
	}
	for _, split := range r.Segments {
		p.Splits = append(p.Splits, s.turnoutCard(slug, r.Wave, split))
	}
	if r.Return != nil {
		p.Return = s.returnCard(*r.Return)
	}
	return turnoutTemplate.Render(c, http.StatusOK, p)
}

func (s Sheet) turnoutCard(slug, wave string, split analysis.TurnoutSplit) TurnoutCard {
	t := Table{Sheet: s, Head: []string{split.Title, s.T("report.rate"), s.T("report.answered"), s.T("report.invited"), s.T("report.in_roster")}}
	drawn := 0
	for _, g := range split.Groups {
		answered := CellView{Text: "–"}
		if g.Rate.Shown() {
			answered = CellView{Text: s.Num(g.Rate.Count)}
			drawn++
		}
		t.Rows = append(t.Rows, Row{Label: g.Label, Cells: []CellView{
			s.Interval(g.Rate), answered, {Text: s.Num(g.Invited)}, {Text: s.Num(g.Roster)},
		}})
	}
	card := TurnoutCard{Title: split.Title, Table: t}
	if drawn > 1 {
		file := func(ending, width string) string {
			return with(surveyPath(slug, "turnout/"+split.Dim+ending), Kept{"wave", wave}, Kept{"w", width})
		}
		card.Chart = Chart{Wide: file(".svg", ""), Half: file(".svg", halfWidth), Narrow: file(".svg", "360"), PNG: file(".png", ""), Alt: s.T("report.turnout_alt", "Title", split.Title)}
	}
	return card
}

func (s Sheet) returnCard(r analysis.Return) *ReturnCard {
	out := &ReturnCard{From: r.From, Whole: r.Whole}
	for _, split := range r.Segments {
		t := Table{Sheet: s, Head: []string{split.Title, s.T("report.stayed"), s.T("report.left"), s.T("report.not_asked")}}
		for _, g := range split.Groups {
			t.Rows = append(t.Rows, Row{Label: g.Label, Cells: []CellView{s.Cell(g.Stayed), s.Interval(g.Left), s.Bare(g.NotAsked)}})
		}
		out.Tables = append(out.Tables, TurnoutCard{Title: split.Title, Table: t})
	}
	return out
}

// turnoutChart draws the rates by one dimension: turnout/region.svg.
func (h *Handlers) turnoutChart(c echo.Context) error {
	name, ending, err := fileOf(c)
	if err != nil {
		return err
	}
	r, err := h.Analysis.Turnout(c.Request().Context(), page.Viewer(c), c.Param("slug"), analysis.TurnoutQuery{Wave: c.QueryParam("wave")})
	if err != nil {
		return err
	}
	s := Sheet{page.New(c, "report.turnout", "")}
	bars := &chart.Bars{Scale: &chart.Interval{Low: 0, High: 1}}
	var cells []analysis.Cell
	for _, split := range r.Segments {
		if split.Dim != strings.TrimSpace(name) {
			continue
		}
		for _, g := range split.Groups {
			cells = append(cells, g.Rate)
			bars.Items = append(bars.Items, s.item(g.Label, g.Rate))
		}
	}
	return s.send(c, picture{bars, s.shareWords(cells)}, ending)
}
