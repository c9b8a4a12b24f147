package analysisweb

// Serving charts: images of their own, that can do nothing.

import (
	"bytes"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/analysis/chart"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/fault"
)

// chart draws a figure of a survey: charts/d6.svg, charts/themes.png; with
// by=wave through the waves, with by= another dimension in its segments.
func (h *Handlers) chart(c echo.Context) error {
	f, err := filterOf(c)
	if err != nil {
		return err
	}
	name, ending, err := fileOf(c)
	if err != nil {
		return err
	}
	ctx, v, slug := c.Request().Context(), page.Viewer(c), c.Param("slug")
	s := Sheet{page.New(c, "report.show", "")}
	if name == "themes" {
		r, err := h.Analysis.Themes(ctx, v, slug, analysis.QuoteQuery{Filter: f})
		if err != nil {
			return err
		}
		return s.send(c, picture{s.drawThemes(r.Themes), s.shareWords(nil)}, ending)
	}
	by := c.QueryParam("by")
	q := analysis.FigureQuery{Name: name, Filter: f}
	if by != analysis.DimWave {
		q.By = by
	}
	r, err := h.Analysis.Figure(ctx, v, slug, q)
	if err != nil {
		return err
	}
	pic, ok := s.picture(r, by)
	if !ok {
		return fault.NotFound("report.figure.not_found")
	}
	return s.send(c, pic, ending)
}

// picture is a chart and how its numbers are written.
type picture struct {
	figure chart.Figure
	words  chart.Words
}

// picture chooses the chart of a figure.
func (s Sheet) picture(r analysis.FigureReport, by string) (picture, bool) {
	f := r.Figure
	switch {
	case by == analysis.DimWave:
		return picture{s.drawWaves(f), s.wordsFor(f, f.Waves)}, len(f.Waves) > 1
	case by != "":
		var cells []analysis.Cell
		for _, split := range r.Splits {
			cells = append(cells, split.Cells...)
		}
		if len(r.Splits) == 0 || !splitDrawable(r) {
			return picture{}, false
		}
		return picture{s.drawSplit(r), s.wordsFor(f, cells)}, true
	case !drawable(f):
		return picture{}, false
	case f.Kind == analysis.KindIndex || f.Kind == analysis.Promote:
		return picture{s.drawing(f), s.wordsFor(f, cellsOf(f))}, true
	}
	return picture{s.drawing(f), s.shareWords(cellsOf(f))}, true
}

// cellsOf are the cells that a figure's chart is drawn from.
func cellsOf(f analysis.Figure) []analysis.Cell {
	var out []analysis.Cell
	for _, o := range f.Options {
		out = append(out, o.Share)
	}
	for _, r := range f.Rows {
		out = append(out, cellsOf(r)...)
		if r.Headline != nil && len(r.Options) == 0 {
			out = append(out, *r.Headline)
		}
	}
	return out
}

// hiddenWord stands in a chart for what is hidden: "< 8" only where that is the
// reason everywhere.
func (s Sheet) hiddenWord(cells []analysis.Cell) string {
	threshold := 0
	for _, c := range cells {
		switch {
		case c.Suppressed && c.Reason != analysis.Few:
			return s.T("report.kept_back")
		case c.Suppressed:
			threshold = c.Threshold
		}
	}
	if threshold == 0 {
		return s.T("report.kept_back")
	}
	return s.T("report.below", "K", threshold)
}

// fileOf splits "d6.svg" into figure and kind of image.
func fileOf(c echo.Context) (name, ending string, err error) {
	file := c.Param("file")
	for _, ending := range []string{".svg", ".png"} {
		if name, ok := strings.CutSuffix(file, ending); ok && name != "" {
			return name, ending, nil
		}
	}
	return "", "", fault.NotFound("report.figure.not_found")
}

// shareWords write fractions as per cent.
func (s Sheet) shareWords(cells []analysis.Cell) chart.Words {
	pct := func(x float64) string { return s.Dec(100*x, 0) + "%" }
	return chart.Words{
		Number: pct, Count: s.countWords, Suppressed: s.hiddenWord(cells), Empty: s.T("report.no_answers"),
		Between: func(low, high float64) string {
			return s.T("report.range", "Low", s.Dec(100*low, 0), "High", pct(high))
		},
	}
}

func (s Sheet) countWords(n int) string { return s.T("report.n", "N", s.Num(n)) }

// wordsFor write a figure's headline; shares as such where it has none.
func (s Sheet) wordsFor(f analysis.Figure, cells []analysis.Cell) chart.Words {
	w := s.shareWords(cells)
	if f.Headline == nil {
		return w
	}
	c := *f.Headline
	c.N = max(c.N, 1)
	w.Share = w.Number
	w.Number = func(x float64) string { return s.number(c, x) }
	w.Tick = func(x float64) string { return s.trimmed(x, 1) }
	w.Between = func(low, high float64) string {
		return s.T("report.range_signed", "Low", s.number(c, low), "High", s.number(c, high))
	}
	return w
}

// send draws the picture as the address wants it: SVG or PNG, narrow or wide.
func (s Sheet) send(c echo.Context, p picture, ending string) error {
	look := chart.Look{Lang: s.Lang(), Words: p.words}
	if w := c.QueryParam("w"); w != "" {
		n, err := strconv.Atoi(w)
		if err != nil || n < 240 || n > 1600 {
			return fault.New(fault.KindBadRequest, "report.bad_width", nil)
		}
		look.Width = n
	}
	draw, kind := chart.SVG, "image/svg+xml"
	if ending == ".png" {
		draw, kind = chart.PNG, "image/png"
	}
	var buf bytes.Buffer
	if err := draw(&buf, p.figure, look); err != nil {
		return fmt.Errorf("draw chart: %w", err)
	}
	head := c.Response().Header()
	head.Set("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'")
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("Cache-Control", "private, no-cache")
	return c.Blob(http.StatusOK, kind, buf.Bytes())
}
