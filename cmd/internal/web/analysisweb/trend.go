package analysisweb

// A figure wave by wave: against the wave before, and among those who answered
// in both.

import (
	"dealervoice/analysis"
)

// trendTable writes the waves of a figure; none where it has fewer than two.
func (s Sheet) trendTable(r analysis.FigureReport) Table {
	if len(r.Trend) < 2 {
		return Table{}
	}
	t := Table{Sheet: s, Head: []string{s.T("report.wave_head"), s.T("report.value"), s.T("report.paired")}}
	for _, step := range r.Trend {
		row := Row{Label: s.T("report.wave", "Wave", step.Wave), Change: s.Change(step.Change), Cells: []CellView{s.Cell(step.Cell), s.paired(step)}}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// paired writes the change among those who answered in both waves.
func (s Sheet) paired(step analysis.TrendStep) CellView {
	switch p := step.Paired; {
	case p == nil:
		return CellView{Text: "–"}
	case p.Before.Suppressed:
		return s.Bare(p.Before)
	case p.After.Suppressed:
		return s.Bare(p.After)
	default:
		v := s.Change(p)
		of := s.T("report.pairs", "N", s.Num(p.After.N))
		if v.Range != "" {
			of = v.Range + " · " + of
		}
		if v.Arrow != "" {
			v.Short = v.Arrow + " " + v.Short
		}
		return CellView{Text: v.Short, Of: of}
	}
}
