package audience

// Reading a roster file into rows, each with its line, and everything wrong
// with it: the person mends the whole file at once, not error by error.

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"dealervoice/survey/fault"
)

// MaxRows bounds a roster file: the largest networks have a hundred thousand
// dealers and outlets.
const MaxRows = 200_000

// Row is a dealer as a file has it. ValidFrom is empty where the file says
// nothing; what the file has no column for stays as the roster has it.
type Row struct {
	Line    int
	Dealer  Dealer
	missing []column
}

// Problem is what is wrong at a line of the file: Key is the sentence.
type Problem struct {
	Line   int
	Column string
	Key    string
	Args   fault.Args
}

// File is what was read.
type File struct {
	Rows     []Row
	Ignored  []string // headers that no column takes
	Problems []Problem
}

// ReadCSV reads text with a header and one dealer a line, separated by comma,
// semicolon, tab or the Chinese comma, whichever the header has most of.
func ReadCSV(text string) File {
	text = strings.TrimPrefix(text, "\uFEFF")
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = separator(text)
	r.FieldsPerRecord = -1
	r.TrimLeadingSpace = r.Comma != '\t' // it would take empty cells for space
	var f File
	head, err := r.Read()
	if err != nil {
		f.problem(Problem{Line: 1, Key: "dealer.import.empty"})
		return f
	}
	at := f.header(head)
	if len(f.Problems) > 0 {
		return f
	}
	f.rows(r, at, len(head))
	var missing []column
	for _, c := range columns() {
		if _, ok := at[c]; !ok {
			missing = append(missing, c)
		}
	}
	for i := range f.Rows {
		f.Rows[i].missing = missing
	}
	return f
}

func (f *File) problem(p Problem) { f.Problems = append(f.Problems, p) }

// header finds the columns and reports missing and doubled ones.
func (f *File) header(cells []string) map[column]int {
	at := map[column]int{}
	for i, cell := range cells {
		c, ok := columnOf(cell)
		switch _, twice := at[c]; {
		case !ok && strings.TrimSpace(cell) != "":
			f.Ignored = append(f.Ignored, strings.TrimSpace(cell))
		case ok && twice:
			f.problem(Problem{Line: 1, Column: string(c), Key: "dealer.import.twice", Args: fault.Args{"Header": strings.TrimSpace(cell)}})
		case ok:
			at[c] = i
		}
	}
	for _, c := range required() {
		if _, ok := at[c]; !ok {
			f.problem(Problem{Line: 1, Column: string(c), Key: "dealer.import.column_missing", Args: fault.Args{"Column": string(c)}})
		}
	}
	return at
}

// rows reads what stands under the header.
func (f *File) rows(r *csv.Reader, at map[column]int, width int) {
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			f.problem(Problem{Line: broken.StartLine, Key: "dealer.import.quotes"})
			return // where the next row begins is unknown
		}
		line, _ := r.FieldPos(0)
		if blank(cells) {
			continue
		}
		if len(f.Rows) == MaxRows {
			f.problem(Problem{Line: line, Key: "dealer.import.too_many", Args: fault.Args{"Max": MaxRows}})
			return
		}
		if len(cells) != width {
			f.problem(Problem{Line: line, Key: "dealer.import.ragged", Args: fault.Args{"Have": len(cells), "Want": width}})
			continue
		}
		f.row(line, func(c column) string {
			if i, ok := at[c]; ok {
				return clean(cells[i])
			}
			return ""
		})
	}
}

func (f *File) row(line int, cell func(column) string) {
	d, problems := readDealer(cell)
	for _, p := range problems {
		p.Line = line
		f.problem(p)
	}
	if len(problems) == 0 {
		f.Rows = append(f.Rows, Row{Line: line, Dealer: d})
	}
}

func blank(cells []string) bool {
	for _, c := range cells {
		if clean(c) != "" {
			return false
		}
	}
	return true
}

// separator is what the header has most of.
func separator(text string) rune {
	head, _, _ := strings.Cut(text, "\n")
	best, most := ',', 0
	for _, r := range []rune{',', '\t', ';', '，'} {
		if n := strings.Count(head, string(r)); n > most {
			best, most = r, n
		}
	}
	return best
}
