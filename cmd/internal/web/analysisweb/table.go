package analysisweb

// The numbers of a figure as a table. It and the chart (draw.go) are made from
// the same analysis.Figure.

import "dealervoice/analysis"

// Table is the numbers under a chart.
type Table struct {
	Sheet
	Head  []string
	Rows  []Row
	Since string // heads the changes; "" for those since the wave before
}

// Row is one line of a table.
type Row struct {
	Label  string
	Href   string // where the row itself opens
	Cells  []CellView
	Change ChangeView
	Muted  bool // not an answer on the scale
}

// Changes tells whether any row has a change to show.
func (t Table) Changes() bool {
	for _, r := range t.Rows {
		if r.Change.Text != "" {
			return true
		}
	}
	return false
}

// tableOf writes a figure's numbers.
func (s Sheet) tableOf(slug string, f analysis.Figure, filter analysis.Filter) Table {
	switch {
	case f.Kind == analysis.Matrix || f.Kind == analysis.KindIndex && len(f.Rows) > 0:
		return s.rowsTable(slug, f, filter)
	case f.Kind == analysis.Ranking:
		return s.rankTable(f)
	case f.Kind == analysis.Number:
		return s.numberTable(f)
	case len(f.Options) > 0:
		return s.optionTable(f)
	}
	return Table{}
}

func (s Sheet) optionTable(f analysis.Figure) Table {
	t := Table{Sheet: s, Head: []string{s.T("report.answer"), s.T("report.share"), s.T("report.count")}}
	for _, o := range f.Options {
		t.Rows = append(t.Rows, Row{
			Label: o.Label, Muted: o.NA, Change: s.Change(o.Change),
			Cells: []CellView{s.Interval(o.Share), s.count(o.Share)},
		})
	}
	return t
}

// count writes how many of a share.
func (s Sheet) count(c analysis.Cell) CellView {
	if !c.Shown() {
		return CellView{Text: "–"}
	}
	return CellView{Text: s.Num(c.Count)}
}

func (s Sheet) rowsTable(slug string, f analysis.Figure, filter analysis.Filter) Table {
	t := Table{Sheet: s, Head: []string{s.T("report.item"), s.T("report.mean"), s.T("report.top")}}
	if f.Kind == analysis.KindIndex {
		t.Head = []string{s.T("report.factor"), s.T("report.score")}
	}
	for _, r := range f.Rows {
		row := Row{Label: r.Title, Href: analysis.FigureRef(slug, r.Name, filter), Change: s.Change(r.Change)}
		if r.Headline != nil {
			row.Cells = append(row.Cells, s.Cell(*r.Headline))
		}
		if r.Top != nil {
			row.Cells = append(row.Cells, s.Bare(*r.Top))
		}
		t.Rows = append(t.Rows, row)
	}
	if f.Kind == analysis.Matrix && (len(f.Rows) == 0 || f.Rows[0].Headline == nil) {
		return s.singlesTable(t)
	}
	return t
}

// singlesTable is a matrix whose columns are no scale: the share of each.
func (s Sheet) singlesTable(t Table) Table {
	t.Head = t.Head[:1]
	return t
}

func (s Sheet) rankTable(f analysis.Figure) Table {
	t := Table{Sheet: s, Head: []string{s.T("report.item"), s.T("report.ranked"), s.T("report.mean_rank")}}
	for _, o := range f.Options {
		row := Row{Label: o.Label, Cells: []CellView{s.Interval(o.Share)}, Change: s.Change(o.Change)}
		if o.Rank != nil {
			row.Cells = append(row.Cells, s.Interval(*o.Rank))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (s Sheet) numberTable(f analysis.Figure) Table {
	t := Table{Sheet: s, Head: []string{s.T("report.measure"), s.T("report.value")}}
	if f.Headline != nil {
		t.Rows = append(t.Rows, Row{Label: s.T("report.median"), Cells: []CellView{s.Bare(*f.Headline)}})
		if f.Headline.Bounded {
			t.Rows = append(t.Rows, Row{Label: s.T("report.quartiles"), Cells: []CellView{{Text: s.Range(*f.Headline)}}})
		}
	}
	if f.Average != nil {
		t.Rows = append(t.Rows, Row{Label: s.T("report.mean"), Cells: []CellView{s.Interval(*f.Average)}})
	}
	return t
}
