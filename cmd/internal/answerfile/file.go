package answerfile

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"time"

	"dealervoice/feedback"
	"dealervoice/survey/definition"
)

// File is a file of responses to be read.
type File struct {
	Definition *definition.Definition
	Zone       *time.Location // of times written without an offset
	Mapping    Mapping
	// Ignored is told once of what goes nowhere: columns of no question.
	Ignored func(names []string)
}

// Rows reads the rows, one after the other.
func (f File) Rows(r io.Reader) iter.Seq2[feedback.Row, error] {
	return func(yield func(feedback.Row, error) bool) {
		in := bufio.NewReaderSize(r, 1<<16)
		if mark, err := in.Peek(3); err == nil && string(mark) == "\xEF\xBB\xBF" {
			if _, err := in.Discard(3); err != nil {
				yield(feedback.Row{}, fmt.Errorf("read file: %w", err))
				return
			}
		}
		if isJSON(in) {
			f.jsonRows(in, yield)
			return
		}
		f.csvRows(in, yield)
	}
}

// isJSON tells whether the first thing in the file is an object.
func isJSON(in *bufio.Reader) bool {
	head, _ := in.Peek(512) // fewer where the file is shorter
	for _, b := range head {
		switch b {
		case ' ', '\t', '\r', '\n':
		default:
			return b == '{'
		}
	}
	return false
}
