package answerfile

// CSV in and out.

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"dealervoice/cmd/internal/flat"
	"dealervoice/feedback"
	"dealervoice/survey/definition"
	"dealervoice/survey/fault"
)

// csvRows yields the rows of a CSV file with field names in its first row.
func (f File) csvRows(in *bufio.Reader, yield func(feedback.Row, error) bool) {
	r := csv.NewReader(in)
	r.FieldsPerRecord = -1
	r.Comma = separator(in)
	header, err := r.Read()
	if errors.Is(err, io.EOF) {
		return
	}
	if err != nil {
		yield(feedback.Row{Line: 1}, broken(err))
		return
	}
	targets, ok := f.targets(header)
	if !ok {
		yield(feedback.Row{Line: 1}, fault.Invalid(fault.Field{Key: "respond.import.header"}))
		return
	}
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		line := 0
		if err == nil {
			line, _ = r.FieldPos(0)
		}
		if !yield(f.csvRow(cells, targets, line, err)) || err != nil {
			return // behind broken quotes nobody knows where a row begins
		}
	}
}

// targets finds where each column goes; ok is false if none goes to a question.
func (f File) targets(header []string) (list []*target, ok bool) {
	known := columns(f.Definition)
	var ignored []string
	for _, name := range header {
		name = unguard(strings.TrimSpace(name))
		to, found := f.Mapping.find(name)
		if !found {
			to, found = targetOf(known, name)
		}
		if !found && slices.Contains(rowParts, name) {
			to, found = target{part: name}, true
		}
		if !found {
			ignored = append(ignored, name)
			list = append(list, nil)
			continue
		}
		ok = ok || to.column != nil
		list = append(list, &to)
	}
	if len(ignored) > 0 && f.Ignored != nil {
		f.Ignored(ignored)
	}
	return list, ok
}

func (f File) csvRow(cells []string, targets []*target, line int, err error) (feedback.Row, error) {
	row := feedback.Row{Line: line}
	switch {
	case err != nil:
		var at *csv.ParseError
		if errors.As(err, &at) {
			row.Line = at.StartLine
		}
		return row, broken(err)
	case len(cells) != len(targets):
		return row, fault.Invalid(fault.Field{Key: "respond.import.ragged", Args: fault.Args{"Have": len(cells), "Want": len(targets)}})
	}
	a := newAssembly(f.Definition, f.Zone, line)
	for i, cell := range cells {
		if !utf8.ValidString(cell) {
			return row, fault.Invalid(fault.Field{Key: "respond.import.utf8"})
		}
		if targets[i] != nil {
			a.text(*targets[i], unguard(cell))
		}
	}
	return a.done()
}

// broken tells a fault of the file from one of reading it.
func broken(err error) error {
	var at *csv.ParseError
	if errors.As(err, &at) {
		return fault.Invalid(fault.Field{Key: "respond.import.quotes"})
	}
	return err
}

// separator is what the first line has most of.
func separator(in *bufio.Reader) rune {
	head, _ := in.Peek(1 << 15)
	first, _, _ := strings.Cut(string(head), "\n")
	best, most := ',', strings.Count(first, ",")
	for _, r := range "\t;" {
		if n := strings.Count(first, string(r)); n > most {
			best, most = r, n
		}
	}
	return best
}

// formula is the beginning of a cell that a spreadsheet would compute; guarded
// is one that got its apostrophe.
var (
	formula = regexp.MustCompile(`^'*[\s"]*[=+\-@\t\r\x00＝＋－＠]`)
	guarded = regexp.MustCompile(`^'+[\s"]*[=+\-@\t\r\x00＝＋－＠]`)
)

// guard keeps a text from being computed.
func guard(s string) string {
	if formula.MatchString(s) {
		return "'" + s
	}
	return s
}

// unguard takes off what guard put on.
func unguard(s string) string {
	if guarded.MatchString(s) {
		return s[1:]
	}
	return s
}

// CSVWriter writes records as CSV.
type CSVWriter struct {
	w          *csv.Writer
	columns    []flat.Column
	attributes []string
}

// NewCSVWriter writes the header: the row's own parts, the columns of all
// definitions, and the attributes.
func NewCSVWriter(w io.Writer, defs []*definition.Definition, attributes []string) (*CSVWriter, error) {
	if _, err := io.WriteString(w, "\xEF\xBB\xBF"); err != nil {
		return nil, fmt.Errorf("write header: %w", err)
	}
	out := &CSVWriter{w: csv.NewWriter(w), columns: union(defs), attributes: attributes}
	out.w.UseCRLF = true
	header := slices.Clone(rowParts)
	for _, name := range attributes {
		header = append(header, guard("attr:"+name))
	}
	for _, c := range out.columns {
		header = append(header, guard(c.Field))
	}
	return out, out.w.Write(header)
}

// union is the columns of all definitions, those of the first one first.
func union(defs []*definition.Definition) []flat.Column {
	var out []flat.Column
	seen := map[string]bool{}
	for _, def := range defs {
		for _, c := range flat.Columns(def) {
			if !seen[c.Field] {
				seen[c.Field] = true
				out = append(out, c)
			}
		}
	}
	return out
}

// Write writes one record.
func (w *CSVWriter) Write(r feedback.Record) error {
	submitted := ""
	if r.Submitted != nil {
		submitted = r.Submitted.Format(time.RFC3339Nano)
	}
	cells := []string{guard(string(r.ID)), strconv.Itoa(int(r.Version)), string(r.Language), strconv.Itoa(r.Wave), submitted, r.Consent}
	for _, name := range w.attributes {
		cells = append(cells, guard(r.Attributes[name]))
	}
	for _, c := range w.columns {
		cells = append(cells, cell(c.Value(r.Data)))
	}
	if err := w.w.Write(cells); err != nil {
		return fmt.Errorf("write response: %w", err)
	}
	return nil
}

// cell guards texts; numbers stay numbers.
func cell(v any) string {
	switch v.(type) {
	case float64, bool:
		return flat.Cell(v)
	}
	return guard(flat.Cell(v))
}

// Flush writes what is buffered.
func (w *CSVWriter) Flush() error {
	w.w.Flush()
	return w.w.Error()
}
