package analysis

// Is a difference between segments more than chance? Everything here is worked
// out from cells that have passed the guard; what is hidden is in no test.

import (
	"cmp"
	"math"
	"slices"

	"dealervoice/analysis/stats"
	"dealervoice/survey/fault"
)

// Adjustment says what is done about comparing many things at once.
type Adjustment string

// The adjustments. Holm keeps the chance of any false find at 5 %, Benjamini and
// Hochberg the expected share of false ones among the finds.
const (
	AdjustHolm Adjustment = "holm"
	AdjustBH   Adjustment = "bh"
	AdjustNone Adjustment = "none"
)

// Adjustments lists them, the usual one first.
func Adjustments() []Adjustment { return []Adjustment{AdjustHolm, AdjustBH, AdjustNone} }

// ParseAdjustment reads an adjustment; "" is the usual one.
func ParseAdjustment(s string) (Adjustment, error) {
	a := cmp.Or(Adjustment(s), AdjustHolm)
	if !slices.Contains(Adjustments(), a) {
		return "", badFilter("report.adjust.unknown", fault.Args{"Name": s})
	}
	return a, nil
}

// Differ is the verdict on a table in which the columns are not alike.
const Differ Verdict = "differ"

// The level below which a p is news.
const alpha = 1 - stats.Level95

// maxSmall is the largest part of a table's cells that may be expected to hold
// fewer than five: beyond it chi-square is not to be trusted.
//
// Source: Cochran (1954) Biometrics 10:417-451.
const maxSmall = 0.2

// TestMethod names how a table was tested.
type TestMethod string

// The methods.
const (
	ByChiSquare TestMethod = "chi-square" // Pearson, without correction
	ByFisher    TestMethod = "fisher"     // exact, 2 x 2 with few expected
	ByRaoScott  TestMethod = "rao-scott"  // second order, of weighted answers
	ByWelch     TestMethod = "welch"      // analysis of variance without equal variances
)

// TableTest is what may be said of a whole table.
type TableTest struct {
	Method    TestMethod `json:"method"`
	Statistic float64    `json:"statistic,omitempty"` // chi-square, or F
	DF1       float64    `json:"df1,omitempty"`
	DF2       float64    `json:"df2,omitempty"` // of F
	P         float64    `json:"p"`
	V         float64    `json:"v,omitempty"` // Cramer's V of unweighted tables
	Small     float64    `json:"small"`       // part of the cells expected to hold fewer than five
	N         int        `json:"n"`
	Verdict   Verdict    `json:"verdict"`
}

// Thin tells whether too few are expected in too many cells for the test to be
// trusted.
func (t TableTest) Thin() bool { return t.Small > maxSmall }

// CellTest compares one column with all the others that are shown.
type CellTest struct {
	Value    float64 `json:"value"` // the difference
	Low      float64 `json:"low"`
	High     float64 `json:"high"`
	Residual float64 `json:"residual"` // adjusted and standardised: beyond 2 it stands out
	P        float64 `json:"p"`
	Adjusted float64 `json:"p_adjusted"`
	Verdict  Verdict `json:"verdict"`

	margin float64
	mirror *CellTest // the same comparison, of which this is the other side
}

// test fills the tests of the table. Fewer than two shown columns are none.
func (c *Crosstab) test(x crossing) error {
	var shown []int
	for i := range c.Columns {
		if c.Columns[i].N.Shown() && len(c.Lines) > 0 && c.Lines[0].Cells[i].Shown() {
			shown = append(shown, i)
		}
	}
	if len(shown) < 2 {
		return nil
	}
	for i := range c.Lines {
		if line := &c.Lines[i]; !line.NA {
			line.Tests = make([]*CellTest, len(line.Cells))
			x.compare(line, shown)
		}
	}
	if c.Means != nil {
		c.Means.Tests = make([]*CellTest, len(c.Means.Cells))
		x.compareMeans(c.Means)
	}
	if err := c.adjust(); err != nil {
		return err
	}
	if x.exclusive() {
		c.Test = x.whole(c, shown)
	}
	c.conclude()
	return nil
}

// compare tests a line's columns each against the rest.
func (x crossing) compare(line *TableLine, shown []int) {
	if !slices.ContainsFunc(shown, func(i int) bool { return line.Cells[i].Count > 0 }) {
		return // nobody chose it anywhere
	}
	for k, i := range shown {
		if len(shown) == 2 && k == 1 { // the same comparison from the other side
			line.Tests[i] = line.Tests[shown[0]].mirrored()
			break
		}
		if x.weights != nil {
			line.Tests[i] = x.weightedShare(line.Value, i, shown)
			continue
		}
		own, rest := stats.Share{}, stats.Share{}
		for _, j := range shown {
			s := &rest
			if j == i {
				s = &own
			}
			s.Count += line.Cells[j].Count
			s.Of += line.Cells[j].N
		}
		line.Tests[i] = shareTest(own, rest)
	}
}

// shareTest compares two shares: Newcombe's interval, the adjusted residual, and
// Fisher's p where fewer than five are expected somewhere.
func shareTest(own, rest stats.Share) *CellTest {
	d, err := stats.Newcombe(own, rest, stats.Level95)
	if err != nil {
		return nil
	}
	out := &CellTest{Value: d.Value, Low: d.Low, High: d.High, P: 1, margin: margin(Share, Question{})}
	table := stats.Table{
		{float64(own.Count), float64(rest.Count)}, {float64(own.Of - own.Count), float64(rest.Of - rest.Count)},
	}
	test, err := stats.ChiSquare(table, stats.Uncorrected)
	if err != nil { // all or none of them chose it
		return out
	}
	out.Residual, out.P = test.Adjusted[0][0], test.P
	if test.Small > 0 {
		if p, err := stats.Fisher(table); err == nil {
			out.P = p
		}
	}
	return out
}

func (t *CellTest) mirrored() *CellTest {
	if t == nil {
		return nil
	}
	out := *t
	out.Value, out.Low, out.High, out.Residual = -t.Value, -t.High, -t.Low, -t.Residual
	out.mirror = t
	return &out
}

// adjust adjusts the p values of all comparisons of the table together, and
// judges each.
func (c *Crosstab) adjust() error {
	family, err := adjusted(c.tests(), c.Adjust)
	if err != nil {
		return err
	}
	for _, t := range family {
		t.judge()
	}
	return nil
}

// tests are all comparisons of the table.
func (c *Crosstab) tests() [][]*CellTest {
	var out [][]*CellTest
	for _, line := range c.Lines {
		out = append(out, line.Tests)
	}
	if c.Means != nil {
		out = append(out, c.Means.Tests)
	}
	return out
}

// adjusted adjusts the p values. Of two columns only one is a comparison of its
// own.
func adjusted(lines [][]*CellTest, how Adjustment) ([]*CellTest, error) {
	var family, mirrors []*CellTest
	for _, line := range lines {
		for _, t := range line {
			switch {
			case t == nil:
			case t.mirror != nil:
				mirrors = append(mirrors, t)
			default:
				family = append(family, t)
			}
		}
	}
	if len(family) == 0 {
		return nil, nil
	}
	ps := make([]float64, len(family))
	for i, t := range family {
		ps[i] = t.P
	}
	if how != AdjustNone {
		method := map[Adjustment]stats.Adjustment{AdjustHolm: stats.Holm, AdjustBH: stats.BenjaminiHochberg}[how]
		var err error
		if ps, err = stats.AdjustP(ps, method); err != nil {
			return nil, err
		}
	}
	for i, t := range family {
		t.Adjusted = ps[i]
	}
	for _, m := range mirrors {
		m.Adjusted = m.mirror.Adjusted
	}
	return append(family, mirrors...), nil
}

// judge says what may be said of one comparison: higher or lower only where both
// the adjusted p and the interval say so.
func (t *CellTest) judge() {
	switch {
	case t.Adjusted < alpha && t.Low > 0:
		t.Verdict = Higher
	case t.Adjusted < alpha && t.High < 0:
		t.Verdict = Lower
	case math.Max(math.Abs(t.Low), math.Abs(t.High)) <= t.margin:
		t.Verdict = None
	default:
		t.Verdict = Unclear
	}
}

// whole tests the table of a question whose answers exclude each other.
func (x crossing) whole(c *Crosstab, shown []int) *TableTest {
	var lines []int
	for i, line := range c.Lines {
		some := 0
		for _, j := range shown {
			some += line.Cells[j].Count
		}
		if !line.NA && some > 0 {
			lines = append(lines, i)
		}
	}
	if len(lines) < 2 {
		return nil
	}
	table := make(stats.Table, len(lines))
	for k, i := range lines {
		for _, j := range shown {
			table[k] = append(table[k], float64(c.Lines[i].Cells[j].Count))
		}
	}
	test, err := stats.ChiSquare(table, stats.Uncorrected)
	if err != nil {
		return nil
	}
	out := &TableTest{Method: ByChiSquare, Statistic: test.X2, DF1: test.DF, P: test.P, V: test.V, Small: test.Small, N: test.N}
	if x.weights != nil {
		return x.raoScott(c, lines, shown, out)
	}
	if test.Small > 0 && len(lines) == 2 && len(shown) == 2 {
		if p, err := stats.Fisher(table); err == nil {
			*out = TableTest{Method: ByFisher, P: p, V: test.V, N: test.N}
		}
	}
	return out
}

// conclude puts the tests of the table and of its means into words: they differ,
// no difference is seen (where every comparison is narrow enough to say so), or
// nothing can be told.
func (c *Crosstab) conclude() {
	all := func(tests [][]*CellTest) Verdict {
		for _, line := range tests {
			for _, t := range line {
				if t != nil && t.Verdict != None {
					return Unclear
				}
			}
		}
		return None
	}
	if t := c.Test; t != nil {
		switch t.Verdict = all(c.tests()); {
		case t.Thin():
			t.Verdict = Unclear
		case t.P < alpha:
			t.Verdict = Differ
		}
	}
	if c.Means != nil && c.Means.Test != nil {
		c.Means.Test.Verdict = all([][]*CellTest{c.Means.Tests})
		if c.Means.Test.P < alpha {
			c.Means.Test.Verdict = Differ
		}
	}
}
