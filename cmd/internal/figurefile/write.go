package figurefile

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"dealervoice/analysis"
)

// Header are the columns of the CSV.
func Header() []string {
	return []string{
		"figure", "title", "segment_by", "segment", "segment_title", "option", "option_title", "measure",
		"n", "count", "value", "low", "high", "unweighted", "effective_n", "hidden",
	}
}

// CSV writes the figures of a report, one a line.
func CSV(w io.Writer, r analysis.SplitReport) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	if err := out.Write(Header()); err != nil {
		return err
	}
	for _, line := range r.Lines() {
		if err := out.Write(row(line)); err != nil {
			return err
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write figures: %w", err)
	}
	return nil
}

func row(l analysis.FigureLine) []string {
	c := l.Cell
	out := []string{
		guard(l.Figure), guard(l.Title), guard(l.Dim), guard(l.Value), guard(l.Segment), guard(l.Option), guard(l.Label), string(c.Measure),
		"", "", "", "", "", "", "", string(c.Reason),
	}
	if c.Suppressed {
		return out
	}
	out[8] = strconv.Itoa(c.N)
	if !c.Shown() {
		return out
	}
	if c.Measure == analysis.Share || c.Measure == analysis.Top || c.Measure == analysis.Count {
		out[9] = strconv.Itoa(c.Count)
	}
	out[10] = number(c.Value)
	if c.Bounded {
		out[11], out[12] = number(c.Low), number(c.High)
	}
	if c.Weighted() {
		out[13], out[14] = number(c.Plain), number(c.Effective)
	}
	return out
}

func number(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

// guard keeps a spreadsheet from running a text.
func guard(s string) string {
	if s != "" && strings.ContainsAny(s[:1], "=+-@\t\r") {
		return "'" + s
	}
	return s
}

// JSON writes the report as the interface gives it.
func JSON(w io.Writer, r analysis.SplitReport) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	var v any = r
	if r.By == "" {
		v = r.Report
	}
	if err := out.Encode(v); err != nil {
		return fmt.Errorf("write figures: %w", err)
	}
	return nil
}
