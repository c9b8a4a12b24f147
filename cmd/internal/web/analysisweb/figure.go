package analysisweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/web/page"
)

type figurePage struct {
	Sheet
	Report analysis.FigureReport
	Filter FilterView
	Card   Card
	By     []By
	Split  Table
	Splits Chart

	Weights *WeightView
	Trend   Table // wave by wave
}

// By is a dimension the figure may be split by.
type By struct {
	Title  string
	Href   string
	Chosen bool
}

var figureTemplate = page.Define[figurePage]("report/figure", "report/parts")

// figure shows one figure by itself, through the waves and by a segment.
func (h *Handlers) figure(c echo.Context) error {
	f, err := filterOf(c)
	if err != nil {
		return err
	}
	slug, name, by := c.Param("slug"), c.QueryParam("figure"), c.QueryParam("by")
	r, err := h.Analysis.Figure(c.Request().Context(), page.Viewer(c), slug, analysis.FigureQuery{Name: name, By: by, Filter: f})
	if err != nil {
		return err
	}
	s := h.sheet(c, r.Figure.Title)
	s.Frame = s.Under(r.Title, filtered(surveyPath(slug, "report"), f))
	p := figurePage{Sheet: s, Report: r, Card: s.card(slug, r.Figure, f)}
	p.Filter = p.filterView(surveyPath(slug, "report"), f, r.Segments, Kept{"figure", name}, Kept{"by", by}).weighable(f, r.Segments)
	if err := h.offerSchemes(c, p.Filter, f); err != nil {
		return err
	}
	p.Weights, p.Trend = s.weightView(r.Weights), s.trendTable(r)
	for _, seg := range r.Segments {
		if r.Figure.Kind != analysis.Matrix {
			p.By = append(p.By, By{
				Title: seg.Title, Chosen: seg.Dim == by,
				Href: filtered(surveyPath(slug, "report"), f, Kept{"figure", name}, Kept{"by", seg.Dim}),
			})
		}
	}
	if len(r.Splits) > 0 {
		p.Split = s.splitTable(r)
		if splitDrawable(r) {
			p.Splits = place{Slug: slug, Name: name, Filter: f, By: by}.chart(p.T("report.split_alt", "Title", r.Figure.Title))
		}
	}
	return figureTemplate.Render(c, http.StatusOK, p)
}

// splitTable writes the figure in each segment.
func (s Sheet) splitTable(r analysis.FigureReport) Table {
	t := Table{Sheet: s, Head: []string{s.segmentTitle(r)}}
	if r.Figure.Headline != nil {
		t.Head = append(t.Head, s.T("report.value"))
	} else {
		for _, o := range r.Figure.Options {
			t.Head = append(t.Head, o.Label)
		}
	}
	for _, split := range r.Splits {
		row := Row{Label: split.Label}
		for _, c := range split.Cells {
			if r.Figure.Headline != nil {
				row.Cells = append(row.Cells, s.Cell(c))
			} else {
				row.Cells = append(row.Cells, s.Interval(c))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (s Sheet) segmentTitle(r analysis.FigureReport) string {
	for _, seg := range r.Segments {
		if seg.Dim == r.By {
			return seg.Title
		}
	}
	return s.T("report.segment")
}
