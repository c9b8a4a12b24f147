package analysisweb

// A crosstab in words and tables.

import (
	"fmt"
	"strings"

	"dealervoice/analysis"
)

// crossVerdict is the one sentence that the table comes to.
func (s Sheet) crossVerdict(r analysis.Crosstab) string {
	test := r.Test
	if test == nil && r.Means != nil {
		test = r.Means.Test
	}
	switch {
	case test == nil && !tested(r):
		return s.T("report.cross.nothing")
	case test == nil:
		return s.T("report.cross.options")
	case test.Verdict == analysis.Differ:
		return s.T("report.cross.differ")
	case test.Verdict == analysis.None:
		return s.T("report.cross.none")
	}
	return s.T("report.cross.unclear")
}

func tested(r analysis.Crosstab) bool {
	for _, line := range r.Lines {
		for _, t := range line.Tests {
			if t != nil {
				return true
			}
		}
	}
	return false
}

// crossFacts name the tests and their results.
func (s Sheet) crossFacts(r analysis.Crosstab) []string {
	var out []string
	if r.Test != nil {
		out = append(out, s.testText(*r.Test))
		if r.Test.Thin() {
			out = append(out, s.T("report.cross.small", "Share", s.Pct(r.Test.Small, 50)))
		}
	}
	if r.Means != nil && r.Means.Test != nil {
		out = append(out, s.testText(*r.Means.Test))
	}
	return out
}

func (s Sheet) testText(t analysis.TableTest) string {
	return s.T("report.test."+string(t.Method), "X", s.Dec(t.Statistic, 2), "DF", s.trimmed(t.DF1, 1), "DF2", s.trimmed(t.DF2, 1), "P", s.pText(t.P),
		"V", s.Dec(t.V, 2), "N", s.Num(t.N))
}

// pText writes a p with its sign.
func (s Sheet) pText(p float64) string {
	if p < 0.001 {
		return "p < 0.001"
	}
	return "p = " + s.Dec(p, 3)
}

// crossTable writes the shares: an arrow and a word only where the comparison
// carries them.
func (s Sheet) crossTable(r analysis.Crosstab) Table {
	t := Table{Sheet: s, Head: []string{s.T("report.answer"), s.T("report.all_answers")}}
	count := Row{Label: s.T("report.responses_head"), Cells: []CellView{s.Bare(r.N)}, Muted: true}
	for _, c := range r.Columns {
		t.Head = append(t.Head, c.Label)
		count.Cells = append(count.Cells, s.Bare(c.N))
	}
	for _, line := range r.Lines {
		row := Row{Label: line.Label, Muted: line.NA, Cells: []CellView{s.Interval(line.Total)}}
		for i, c := range line.Cells {
			row.Cells = append(row.Cells, s.compared(s.Interval(c), line.Tests, i))
		}
		t.Rows = append(t.Rows, row)
	}
	if m := r.Means; m != nil {
		row := Row{Label: s.meanLabel(m.Measure), Cells: []CellView{s.Interval(m.Total)}}
		for i, c := range m.Cells {
			row.Cells = append(row.Cells, s.compared(s.Interval(c), m.Tests, i))
		}
		t.Rows = append(t.Rows, row)
	}
	t.Rows = append(t.Rows, count)
	return t
}

func (s Sheet) meanLabel(m analysis.Measure) string {
	if m == analysis.NPS {
		return s.T("report.called.nps")
	}
	return s.T("report.mean")
}

// compared adds to a cell whether it is higher or lower than the others.
func (s Sheet) compared(v CellView, tests []*analysis.CellTest, i int) CellView {
	if i >= len(tests) || tests[i] == nil {
		return v
	}
	arrow, word := "", ""
	switch tests[i].Verdict {
	case analysis.Higher:
		arrow, word = "▲ ", s.T("report.cross.higher")
	case analysis.Lower:
		arrow, word = "▼ ", s.T("report.cross.lower")
	default:
		return v
	}
	v.Text = arrow + v.Text
	v.Of = strings.Join(append([]string{word}, filledText(v.Of)...), " · ")
	return v
}

func filledText(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// crossDetails writes the comparisons: difference, interval, residual, p.
func (s Sheet) crossDetails(r analysis.Crosstab) Table {
	t := Table{Sheet: s, Head: []string{s.T("report.answer")}}
	for _, c := range r.Columns {
		t.Head = append(t.Head, c.Label)
	}
	add := func(label string, m analysis.Measure, tests []*analysis.CellTest) {
		if len(tests) == 0 {
			return
		}
		row := Row{Label: label}
		for _, test := range tests {
			row.Cells = append(row.Cells, s.testCell(m, test))
		}
		t.Rows = append(t.Rows, row)
	}
	for _, line := range r.Lines {
		add(line.Label, analysis.Share, line.Tests)
	}
	if r.Means != nil {
		add(s.meanLabel(r.Means.Measure), r.Means.Measure, r.Means.Tests)
	}
	return t
}

func (s Sheet) testCell(m analysis.Measure, t *analysis.CellTest) CellView {
	if t == nil {
		return CellView{Text: "–"}
	}
	as := &analysis.Change{After: analysis.Cell{Measure: m, N: 100}, Value: t.Value, Low: t.Low, High: t.High, Bounded: true}
	diff := s.difference(as, t.Value)
	if t.Value > 0 && !strings.HasPrefix(diff, "+") {
		diff = "+" + diff
	}
	return CellView{Text: diff, Of: fmt.Sprintf("%s · z %s · %s", s.between(as), s.Dec(t.Residual, 1), s.pText(t.Adjusted))}
}
