package process

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"

	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// maxFile bounds a process file; a large company's is a tenth of it.
const maxFile = 2 << 20

// File is a process file: a process and, beside it, sample proposals that are
// no part of the process.
type File struct {
	Process
	Samples []Sample `json:"sample_proposals,omitempty"`
}

// Sample is a proposal as a process file sketches it.
type Sample struct {
	Number   int           `json:"number"`
	Title    language.Text `json:"title"`
	Type     string        `json:"type"`
	State    State         `json:"state"`
	Champion RoleID        `json:"champion"`
	Themes   []string      `json:"evidence_themes"`
	Changes  []Change      `json:"changes"`
	Effect   SampleEffect  `json:"expected_effect"`
}

// SampleEffect is what a sample proposal expects.
type SampleEffect struct {
	Metric string   `json:"metric"`
	From   *float64 `json:"from"`
	To     *float64 `json:"to"`
	ByDays int      `json:"by_days"`
}

// Parse reads a process file. What is wrong is told for every field at once, by
// path ("stages[2].actions[0].role"); a name that the format does not know is an
// error, since dropping it silently would lose somebody's work.
func Parse(data []byte) (File, error) {
	if len(data) > maxFile {
		return File{}, fault.New(fault.KindTooLarge, "process.error.file_too_large", nil)
	}
	tree, err := decodeTree(data)
	if err != nil {
		return File{}, err
	}
	if fields := shape(tree, reflect.TypeFor[File](), ""); len(fields) > 0 {
		return File{}, fault.Invalid(fields...)
	}
	var f File
	if err := json.Unmarshal(data, &f); err != nil {
		return File{}, fault.Invalid(fault.Field{Key: "process.error.not_json", Args: fault.Args{"Line": 1}}).Because(err)
	}
	if fields := f.Process.validate(); len(fields) > 0 {
		return File{}, fault.Invalid(fields...)
	}
	return f, nil
}

// decodeTree reads JSON into maps, slices, strings, json.Number and bools; a
// fault tells the line of a syntax error.
func decodeTree(data []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var tree any
	err := d.Decode(&tree)
	if err == nil {
		if _, more := d.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("more after the end of the document")
		}
	}
	if err != nil {
		line := 1 + bytes.Count(data[:min(int(d.InputOffset()), len(data))], []byte("\n"))
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			line = 1 + bytes.Count(data[:min(int(syntax.Offset), len(data))], []byte("\n"))
		}
		return nil, fault.Invalid(fault.Field{Key: "process.error.not_json", Args: fault.Args{"Line": line}}).Because(err)
	}
	return tree, nil
}
