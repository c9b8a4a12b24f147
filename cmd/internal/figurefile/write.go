package figurefile

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/spreadsheet"
)

// Figures is a page of figures: each of them as a line, all of them as JSON.
type Figures interface {
	Listed() []analysis.FigureLine
}

// Header are the columns of the files.
func Header() []string {
	return []string{
		"figure", "title", "segment_by", "segment", "segment_title", "option", "option_title", "measure",
		"n", "count", "value", "low", "high", "unweighted", "effective_n", "hidden", "as_of",
	}
}

// Format is a kind of file.
type Format struct {
	Name  string // its ending
	Type  string
	Write func(io.Writer, Figures) error
}

// Formats lists the kinds of files.
func Formats() []Format {
	return []Format{
		{"csv", "text/csv; charset=utf-8", CSV},
		{"json", "application/json; charset=utf-8", JSON},
		{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", XLSX},
	}
}

// FormatOf finds the kind of an ending.
func FormatOf(ending string) (Format, bool) {
	for _, f := range Formats() {
		if f.Name == ending {
			return f, true
		}
	}
	return Format{}, false
}

// CSV writes the figures, one a line.
func CSV(w io.Writer, r Figures) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	if err := out.Write(Header()); err != nil {
		return err
	}
	for _, line := range r.Listed() {
		var texts []string
		for _, field := range row(line) {
			texts = append(texts, text(field))
		}
		if err := out.Write(texts); err != nil {
			return err
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write figures: %w", err)
	}
	return nil
}

// XLSX writes the same lines as a workbook.
func XLSX(w io.Writer, r Figures) error {
	var rows [][]any
	for _, line := range r.Listed() {
		rows = append(rows, row(line))
	}
	return spreadsheet.Write(w, Header(), rows)
}

// row are the fields of a line: texts, numbers, and nil for what is not there.
func row(l analysis.FigureLine) []any {
	c := l.Cell
	out := []any{
		l.Figure, l.Title, l.Dim, l.Value, l.Segment, l.Option, l.Label, string(c.Measure),
		nil, nil, nil, nil, nil, nil, nil, string(c.Reason), nil,
	}
	if c.Suppressed {
		return out
	}
	out[8] = c.N
	if !c.Shown() {
		return out
	}
	if c.Measure == analysis.Share || c.Measure == analysis.Top || c.Measure == analysis.Count {
		out[9] = c.Count
	}
	out[10] = c.Value
	if c.Bounded {
		out[11], out[12] = c.Low, c.High
	}
	if c.AsOf > 0 { // the release the figure stands as of, where that is not the newest
		out[16] = c.AsOf
	}
	if c.Weighted() {
		out[13], out[14] = c.Plain, c.Effective
	}
	return out
}

// text is a field of a CSV.
func text(field any) string {
	switch x := field.(type) {
	case string:
		return guard(x)
	case int:
		return strconv.Itoa(x)
	case float64:
		return strconv.FormatFloat(x, 'g', -1, 64)
	}
	return ""
}

// guard keeps a spreadsheet from running a text.
func guard(s string) string {
	if s != "" && strings.ContainsAny(s[:1], "=+-@\t\r") {
		return "'" + s
	}
	return s
}

// JSON writes the page as the interface gives it.
func JSON(w io.Writer, r Figures) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	var v any = r
	if whole, ok := r.(analysis.SplitReport); ok && whole.By == "" {
		v = whole.Report
	}
	if err := out.Encode(v); err != nil {
		return fmt.Errorf("write figures: %w", err)
	}
	return nil
}
