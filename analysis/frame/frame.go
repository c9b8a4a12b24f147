// Reading a CSV file into columns.
package frame

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Limits of what is read.
const (
	MaxColumns = 2_000
	MaxCells   = 20_000_000
	maxCell    = 1 << 20
)

// Failures of reading.
var (
	// ErrHeader: no header, an empty or a doubled column name, too many columns.
	ErrHeader = errors.New("header cannot be used")
	// ErrTooLarge: more cells than are read.
	ErrTooLarge = errors.New("file is too large")
	// ErrNoColumn: a column is named that the file does not have.
	ErrNoColumn = errors.New("no such column")
	// ErrNotNumber: a word stands where a number was asked for.
	ErrNotNumber = errors.New("not a number")
)

// Frame is a table: every column has the same number of cells.
type Frame struct {
	names   []string
	columns map[string][]string
	rows    int
	missing map[string]bool
}

// Read reads a CSV file with a header line (UTF-8, with or without a byte-order mark). The
// cells "" and "NA" are missing, and so are the further words given.
func Read(r io.Reader, missing ...string) (*Frame, error) {
	reader := csv.NewReader(r)
	header, err := reader.Read()
	if err != nil {
		return nil, fmt.Errorf("read header: %w", errors.Join(ErrHeader, err))
	}
	f := &Frame{columns: map[string][]string{}, missing: map[string]bool{"": true, "NA": true}}
	for _, m := range missing {
		f.missing[m] = true
	}
	header[0] = strings.TrimPrefix(header[0], "\ufeff")
	if err := f.head(header); err != nil {
		return nil, err
	}
	for {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return f, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read row %d: %w", f.rows+1, err)
		}
		if err := f.add(record); err != nil {
			return nil, err
		}
	}
}

func (f *Frame) head(names []string) error {
	if len(names) > MaxColumns {
		return fmt.Errorf("%d columns: %w", len(names), ErrHeader)
	}
	for i, name := range names {
		name = strings.Clone(strings.TrimSpace(name))
		if _, double := f.columns[name]; double || name == "" {
			return fmt.Errorf("column %d is called %q: %w", i+1, name, ErrHeader)
		}
		f.names = append(f.names, name)
		f.columns[name] = nil
	}
	return nil
}

func (f *Frame) add(record []string) error {
	if (f.rows+1)*len(f.names) > MaxCells {
		return fmt.Errorf("more than %d cells: %w", MaxCells, ErrTooLarge)
	}
	for i, cell := range record {
		if len(cell) > maxCell {
			return fmt.Errorf("row %d, column %s: %w", f.rows+1, f.names[i], ErrTooLarge)
		}
		f.columns[f.names[i]] = append(f.columns[f.names[i]], strings.TrimSpace(cell))
	}
	f.rows++
	return nil
}

// Rows is the number of rows.
func (f *Frame) Rows() int { return f.rows }

// Names are the columns in order, derived ones last.
func (f *Frame) Names() []string { return slices.Clone(f.names) }

// Words gives a column as it stands; missing cells are "".
func (f *Frame) Words(name string) ([]string, error) {
	cells, ok := f.columns[name]
	if !ok {
		return nil, fmt.Errorf("%q: %w (there are: %s)", name, ErrNoColumn, strings.Join(f.names, ", "))
	}
	out := make([]string, len(cells))
	for i, cell := range cells {
		if !f.missing[cell] {
			out[i] = cell
		}
	}
	return out, nil
}

// Numbers gives a column as numbers; missing cells are NaN.
func (f *Frame) Numbers(name string) ([]float64, error) {
	words, err := f.Words(name)
	if err != nil {
		return nil, err
	}
	out := make([]float64, len(words))
	for i, word := range words {
		v, ok := number(word)
		if !ok && word != "" {
			return nil, fmt.Errorf("row %d, column %s: %q is %w", i+1, name, word, ErrNotNumber)
		}
		out[i] = v
	}
	return out, nil
}

// number reads a finite decimal number; the second result tells whether it is one.
func number(word string) (float64, bool) {
	v, err := strconv.ParseFloat(word, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return math.NaN(), false
	}
	return v, true
}

// Set puts a column of as many cells as there are rows, in the place of one of that name.
func (f *Frame) Set(name string, cells []string) {
	if _, known := f.columns[name]; !known {
		f.names = append(f.names, name)
	}
	f.columns[name] = cells
}

// Keep gives the frame of the rows for which keep is true.
func (f *Frame) Keep(keep []bool) *Frame {
	out := &Frame{names: slices.Clone(f.names), columns: map[string][]string{}, missing: f.missing}
	for _, k := range keep {
		if k {
			out.rows++
		}
	}
	for name, cells := range f.columns {
		kept := make([]string, 0, out.rows)
		for i, cell := range cells {
			if keep[i] {
				kept = append(kept, cell)
			}
		}
		out.columns[name] = kept
	}
	return out
}

// FirstBy keeps the first row of each value of a column.
func (f *Frame) FirstBy(name string) (*Frame, error) {
	words, err := f.Words(name)
	if err != nil {
		return nil, err
	}
	seen, keep := map[string]bool{}, make([]bool, len(words))
	for i, w := range words {
		keep[i] = !seen[w]
		seen[w] = true
	}
	return f.Keep(keep), nil
}

// Split gives one frame for each value of a column, in the order of the values: numbers by
// size, then words. Rows without a value are in none.
func (f *Frame) Split(name string) ([]string, []*Frame, error) {
	words, err := f.Words(name)
	if err != nil {
		return nil, nil, err
	}
	values := Levels(words)
	out := make([]*Frame, len(values))
	for k, value := range values {
		keep := make([]bool, len(words))
		for i, w := range words {
			keep[i] = w == value
		}
		out[k] = f.Keep(keep)
	}
	return values, out, nil
}

// Levels are the different values of a column without the missing ones: numbers by size,
// then words.
func Levels(words []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, w := range words {
		if w != "" && !seen[w] {
			seen[w] = true
			out = append(out, w)
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		x, isX := number(a)
		y, isY := number(b)
		switch {
		case isX && isY && x != y:
			if x < y {
				return -1
			}
			return 1
		case isX != isY:
			if isX {
				return -1
			}
			return 1
		}
		return strings.Compare(a, b)
	})
	return out
}
