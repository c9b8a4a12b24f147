package analysisweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/web/page"
)

type watchPage struct {
	Sheet
	Views  []View
	Report analysis.Watch
	Filter FilterView
	Told   []CalledRow // moves beyond chance
	Unsure []CalledRow // as large, and may be chance
	Seen   bool        // some item stands in both of the last two quarters
	Table  Table
	Help   []string
	Export Export
}

// CalledRow is a move of five points or more, in words.
type CalledRow struct {
	Title, Href, Words string
	Move               ChangeView
}

var watchTemplate = page.Define[watchPage]("report/watch", "report/parts")

// watch shows what moved from quarter to quarter.
func (h *Handlers) watch(c echo.Context) error {
	f, err := filterOf(c)
	if err != nil {
		return err
	}
	slug := c.Param("slug")
	r, err := h.Analysis.Watch(c.Request().Context(), page.Viewer(c), slug, f)
	if err != nil {
		return err
	}
	s := h.sheet(c, page.New(c, "watch.title", "").Heading)
	s.Frame = s.Under(r.Title, filtered(surveyPath(slug, "report"), f))
	s.Lead = s.T("watch.lead")
	p := watchPage{Sheet: s, Report: r, Views: s.views(slug, "watch", f), Table: Table{Sheet: s, Since: s.T("watch.since"), Head: append([]string{s.T("report.item")}, r.Quarters...)}}
	p.Filter = p.filterView(surveyPath(slug, "watch"), f, r.Segments)
	p.Export = p.files(surveyPath(slug, "export/watch"), f)
	for _, row := range r.Rows {
		href := analysis.FigureRef(slug, row.Name, f)
		if row.Theme {
			href = analysis.ThemeRef(slug, row.Name[len("theme:"):], f)
		}
		line := Row{Label: row.Title, Href: href, Change: s.Change(row.Change)}
		for _, cell := range row.Cells {
			line.Cells = append(line.Cells, s.Cell(cell))
		}
		p.Table.Rows = append(p.Table.Rows, line)
		p.Seen = p.Seen || row.Change != nil && row.Change.Before.Shown() && row.Change.After.Shown()
		if row.Called {
			if one := s.Called(row, href); one.Move.Arrow != "" {
				p.Told = append(p.Told, one)
			} else {
				p.Unsure = append(p.Unsure, one)
			}
		}
	}
	p.Help = []string{s.T("watch.help.called"), s.T("watch.help.share"), s.T("watch.help.cause")}
	return watchTemplate.Render(c, http.StatusOK, p)
}

// Called writes a move with the answers it rests on.
func (s Sheet) Called(row analysis.WatchRow, href string) CalledRow {
	ch := row.Change
	key := "watch.rise"
	if ch.Value < 0 {
		key = "watch.fall"
	}
	by := max(ch.Value, -ch.Value)
	return CalledRow{Title: row.Title, Href: href, Move: s.Change(ch), Words: s.T(key,
		"From", s.Value(ch.Before), "To", s.Value(ch.After), "By", s.Dec(100*by, 0), "N", s.Num(ch.Before.N), "M", s.Num(ch.After.N))}
}
