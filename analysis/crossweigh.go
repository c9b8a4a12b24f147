package analysis

// Crosstabs of weighted answers: the tests of Rao and Scott, and differences
// between columns with the variance of the design.

import (
	"dealervoice/analysis/internal/column"
	"dealervoice/analysis/stats"
)

// crossing is what a crosstab's tests are made from beside its cells.
type crossing struct {
	*look
	rows Question
	has  column.Bits   // who answered, as far as the look reaches
	cols []column.Bits // who is in each column
}

// crossing prepares the tests of a crosstab.
func (l *look) crossing(rows Question, t tally, cols dimension) crossing {
	x := crossing{look: l, rows: rows, has: t.has.And(l.within)}
	for _, value := range cols.values() {
		x.cols = append(x.cols, cols.column.Chose(value))
	}
	return x
}

// exclusive tells whether each respondent stands in one line.
func (x crossing) exclusive() bool {
	return x.rows.Kind == Single || x.rows.Kind == Scale || x.rows.Kind == Promote
}

// both lays a yes-or-no answer over two sets of columns: one, and the others.
func (x crossing) both(values []valued, own int, shown []int) (s sample, in, rest stats.Domain) {
	var other column.Bits
	for _, i := range shown {
		if i != own {
			other = other.Or(x.cols[i])
		}
	}
	var list []valued
	var mine []bool
	for _, v := range values {
		list = append(list, valued{v.value, v.who.And(x.cols[own])}, valued{v.value, v.who.And(other)})
		mine = append(mine, true, false)
	}
	s = x.weights.counted(list)
	return s, s.domain(func(k int) bool { return mine[k] }), s.domain(func(k int) bool { return !mine[k] })
}

// weightedShare compares the share of an option in one column with the others.
func (x crossing) weightedShare(option string, own int, shown []int) *CellTest {
	chose := x.table.Question(x.rows.Name).Chose(option)
	return x.differ([]valued{{1, x.has.And(chose)}, {0, x.has.Without(chose)}}, own, shown, Share)
}

// weightedMean compares the mean of one column with that of the others.
func (x crossing) weightedMean(m Measure, own int, shown []int) *CellTest {
	c := x.table.Question(x.rows.Name)
	switch m {
	case NPS:
		list := classes(c, x.has)
		for i := range list {
			list[i].value *= 100
		}
		return x.differ(list, own, shown, m)
	case Mean:
		if x.rows.Kind != Number {
			return x.differ(scaled(x.rows, c, x.has), own, shown, m)
		}
	}
	return nil
}

func (x crossing) differ(values []valued, own int, shown []int, m Measure) *CellTest {
	s, in, rest := x.both(values, own, shown)
	d, err := stats.SampleDifference(s.design, s.y, stats.Contrast{First: in, Second: rest}, stats.Level95)
	if err != nil {
		return nil
	}
	return &CellTest{Value: d.Value, Low: d.Low, High: d.High, Residual: d.Value / d.SE, P: stats.NormalP(d.Value / d.SE), margin: x.margin(m)}
}

// raoScott tests the weighted table of the lines and columns; the plain test
// tells how few are expected in its cells.
func (x crossing) raoScott(c *Crosstab, lines, shown []int, plain *TableTest) *TableTest {
	var list []valued
	var rows, cols []string
	var crossed stats.Crossed
	answers := x.table.Question(x.rows.Name)
	for _, j := range shown {
		crossed.ColLevels = append(crossed.ColLevels, c.Columns[j].Value)
	}
	for _, i := range lines {
		crossed.RowLevels = append(crossed.RowLevels, c.Lines[i].Value)
		for _, j := range shown {
			list = append(list, valued{0, x.has.And(answers.Chose(c.Lines[i].Value)).And(x.cols[j])})
			rows, cols = append(rows, c.Lines[i].Value), append(cols, c.Columns[j].Value)
		}
	}
	s := x.weights.counted(list)
	for _, k := range s.of {
		row, col := "", ""
		if k >= 0 {
			row, col = rows[k], cols[k]
		}
		crossed.Rows, crossed.Cols = append(crossed.Rows, row), append(crossed.Cols, col)
	}
	test, err := stats.SampleCrosstab(s.design, crossed)
	if err != nil {
		return nil
	}
	f := test.SecondOrder
	return &TableTest{Method: ByRaoScott, Statistic: f.F, DF1: f.DF1, DF2: f.DF2, P: f.P, Small: plain.Small, N: test.N}
}
