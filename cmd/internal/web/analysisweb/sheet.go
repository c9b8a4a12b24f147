package analysisweb

// How figures are written: as many digits as n carries, the interval and n beside
// each, and why a cell is hidden.

import (
	"math"
	"strconv"
	"strings"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/web/page"
)

// Sheet is the frame of this package's pages.
type Sheet struct {
	page.Frame
}

// CellView is a cell as it is written.
type CellView struct {
	Text string
	Of   string // interval and n
	Why  string // of a hidden one
}

// Cell writes a cell with its interval and n.
func (s Sheet) Cell(c analysis.Cell) CellView {
	v := s.Bare(c)
	if v.Why != "" || !c.Shown() {
		return v
	}
	parts := []string{}
	if r := s.Range(c); r != "" {
		parts = append(parts, r)
	}
	if c.Measure != analysis.Count {
		parts = append(parts, s.T("report.n", "N", s.Num(c.N)))
	}
	parts = append(parts, s.weight(c)...)
	v.Of = strings.Join(append(parts, s.asOf(c)...), " · ")
	return v
}

// weight says what the answers of a weighted figure are worth, and what it is
// without weights.
func (s Sheet) weight(c analysis.Cell) []string {
	if !c.Weighted() {
		return nil
	}
	return []string{s.T("report.worth", "N", s.Dec(c.Effective, 0)), s.plain(c)}
}

func (s Sheet) plain(c analysis.Cell) string {
	plain := c
	plain.Value = c.Plain
	return s.T("report.unweighted", "Value", s.Value(plain))
}

// asOf says that a figure stands as it stood at an earlier release.
func (s Sheet) asOf(c analysis.Cell) []string {
	if c.AsOf == 0 {
		return nil
	}
	return []string{s.T("report.as_of")}
}

// Older says so of a figure that stands as of an earlier release; else nothing.
func (s Sheet) Older(c analysis.Cell) string {
	if !c.Shown() {
		return ""
	}
	return strings.Join(s.asOf(c), "")
}

// Bare writes a cell without interval and n.
func (s Sheet) Bare(c analysis.Cell) CellView {
	switch {
	case c.Suppressed:
		return CellView{Text: s.Hidden(c), Why: s.Why(c)}
	case !c.Shown():
		return CellView{Text: "–"}
	}
	return CellView{Text: s.Value(c), Of: s.Older(c)}
}

// Interval writes a cell with its interval alone.
func (s Sheet) Interval(c analysis.Cell) CellView {
	v := s.Bare(c)
	if c.Shown() {
		parts := s.asOf(c)
		if c.Weighted() {
			parts = append([]string{s.plain(c)}, parts...)
		}
		if r := s.Range(c); r != "" {
			parts = append([]string{r}, parts...)
		}
		v.Of = strings.Join(parts, " · ")
	}
	return v
}

// Value writes a shown cell's value.
func (s Sheet) Value(c analysis.Cell) string {
	if c.Measure.Fraction() {
		return s.Pct(c.Value, s.digits(c))
	}
	return s.number(c, c.Value)
}

// digits is how many answers' worth of digits a fraction is written with: the
// parts of a fit are never as sure as shares of the same n.
func (s Sheet) digits(c analysis.Cell) int {
	if c.Measure == analysis.Share || c.Measure == analysis.Top {
		return c.N
	}
	return 0
}

// number writes a value in the measure's own unit.
func (s Sheet) number(c analysis.Cell, x float64) string {
	if c.Measure == analysis.Median {
		return s.trimmed(x, 1)
	}
	return s.Dec(x, places(c))
}

// places is how many decimals a figure carries that is no fraction.
func places(c analysis.Cell) int {
	few := 0
	if c.N < 100 {
		few = 1
	}
	switch c.Measure {
	case analysis.Count, analysis.NPS:
		return 0
	case analysis.Index:
		return 1 - few
	case analysis.MeanRank, analysis.Inflation, analysis.Median:
		return 1
	case analysis.Correlation:
		return 2
	}
	return 2 - few
}

// trimmed leaves off decimals that are zero.
func (s Sheet) trimmed(x float64, decimals int) string {
	out := s.Dec(x, decimals)
	if strings.Contains(out, ".") {
		out = strings.TrimRight(strings.TrimRight(out, "0"), ".")
	}
	return out
}

// Range writes the interval of a cell; "" where it has none.
func (s Sheet) Range(c analysis.Cell) string {
	if !c.Bounded {
		return ""
	}
	if c.Measure.Fraction() {
		low := strings.TrimSuffix(s.Pct(c.Low, s.digits(c)), "%")
		if c.Low < 0 {
			return s.T("report.range_signed", "Low", low, "High", s.Pct(c.High, s.digits(c)))
		}
		return s.T("report.range", "Low", low, "High", s.Pct(c.High, s.digits(c)))
	}
	low, high := s.number(c, c.Low), s.number(c, c.High)
	if c.Low < 0 || c.High < 0 {
		return s.T("report.range_signed", "Low", low, "High", high)
	}
	return s.T("report.range", "Low", low, "High", high)
}

// Hidden is what stands in the place of a hidden cell.
func (s Sheet) Hidden(c analysis.Cell) string {
	if c.Reason == analysis.Few {
		return s.T("report.below", "K", c.Threshold)
	}
	return s.T("report.kept_back")
}

// Why says why a cell is hidden.
func (s Sheet) Why(c analysis.Cell) string {
	if key := analysis.HiddenKey(c); key != "" {
		return s.T(key, "K", c.Threshold)
	}
	return ""
}

// Missing says how many of those asked gave no answer; "" where nobody or nobody
// may know.
func (s Sheet) Missing(c analysis.Cell) string {
	if !c.Shown() || c.Missing <= 0 {
		return ""
	}
	return s.T("report.missing", "Share", s.Pct(c.Missing, c.N))
}

// ChangeView is a change between waves in words; Arrow only where the interval
// excludes zero.
type ChangeView struct {
	Arrow string
	Text  string
	Short string // where the wave before is said by the head of a column
	Range string
}

// Change writes how a figure moved.
func (s Sheet) Change(c *analysis.Change) ChangeView {
	if c == nil {
		return ChangeView{}
	}
	v := ChangeView{Range: s.between(c)}
	by, from := strings.TrimPrefix(s.difference(c, c.Value), "−"), s.term(c.From)
	switch c.Verdict {
	case analysis.Higher:
		v.Arrow, v.Text, v.Short = "▲", s.T("report.higher", "From", from, "By", by), s.T("report.higher_by", "By", by)
	case analysis.Lower:
		v.Arrow, v.Text, v.Short = "▼", s.T("report.lower", "From", from, "By", by), s.T("report.lower_by", "By", by)
	case analysis.None:
		v.Text, v.Short = s.T("report.no_difference", "From", from), s.T("report.same")
	case analysis.Broken:
		why := s.changed(c.Broken)
		v.Text, v.Short = s.T("report.not_comparable", "From", from, "Why", why), s.T("report.broken", "Why", why)
	default:
		v.Text, v.Short = s.T("report.cannot_tell", "From", from), s.T("report.unclear")
	}
	return v
}

// term names what came before: a wave by its number, a quarter as it is.
func (s Sheet) term(name string) string {
	if strings.Contains(name, "-") {
		return s.T("report.term.quarter", "Name", name)
	}
	return s.T("report.term.wave", "Name", name)
}

// changed names what was changed about a question.
func (s Sheet) changed(why []analysis.BreakKind) string {
	names := make([]string, len(why))
	for i, k := range why {
		names[i] = s.T("report.break." + string(k))
	}
	return strings.Join(names, s.T("report.and"))
}

// difference writes a difference in the measure's unit; of shares in points.
func (s Sheet) difference(c *analysis.Change, x float64) string {
	return s.Dec(unit(c)*x, apart(c))
}

// unit is what a difference is multiplied by: shares are told in points.
func unit(c *analysis.Change) float64 {
	switch c.After.Measure {
	case analysis.Share, analysis.Top:
		return 100
	}
	return 1
}

// mostPlaces is with how many decimals the end of an interval is written at most.
const mostPlaces = 6

// apart is how many decimals a change is written with: those of its figure, and more
// where an interval that excludes zero would else be written as if it ended there.
func apart(c *analysis.Change) int {
	n := 0
	if unit(c) == 1 {
		n = places(c.After)
	}
	near := math.Abs(unit(c) * c.Low)
	switch {
	case !c.Bounded || c.Low <= 0 && c.High >= 0:
		return n
	case c.High < 0:
		near = math.Abs(unit(c) * c.High)
	}
	for n < mostPlaces && strings.Trim(strconv.FormatFloat(near, 'f', n, 64), "0.") == "" {
		n++
	}
	return n
}

func (s Sheet) between(c *analysis.Change) string {
	if !c.Bounded {
		return ""
	}
	return s.T("report.range_signed", "Low", s.difference(c, c.Low), "High", s.difference(c, c.High))
}
