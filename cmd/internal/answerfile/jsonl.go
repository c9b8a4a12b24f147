package answerfile

// JSON lines: {"id","data":{…},"attributes":{…},"submitted"?,"lang"?} or, with a
// mapping, any other objects.

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"dealervoice/cmd/internal/flat"
	"dealervoice/feedback"
	"dealervoice/survey/fault"
)

// maxLine bounds one line of a file.
const maxLine = 4 << 20

// jsonRows yields the rows of JSON lines.
func (f File) jsonRows(r *bufio.Reader, yield func(feedback.Row, error) bool) {
	for number := 1; ; number++ {
		line, err := readLine(r)
		if errors.Is(err, errLong) {
			if !yield(feedback.Row{Line: number}, fault.Invalid(fault.Field{Key: "respond.import.long"})) {
				return
			}
			continue
		}
		if err != nil && !errors.Is(err, io.EOF) {
			yield(feedback.Row{Line: number}, err)
			return
		}
		if line = bytes.TrimSpace(line); len(line) > 0 && !yield(f.jsonRow(line, number)) {
			return
		}
		if err != nil {
			return
		}
	}
}

var errLong = errors.New("line too long")

// readLine reads a line; one that is too long is passed over.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if long = long || len(line)+len(part) > maxLine; !long {
			line = append(line, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if long && (err == nil || errors.Is(err, io.EOF)) {
			return nil, errLong
		}
		return line, err
	}
}

func (f File) jsonRow(line []byte, number int) (feedback.Row, error) {
	var object map[string]any
	if err := json.Unmarshal(line, &object); err != nil || object == nil {
		return feedback.Row{Line: number}, fault.Invalid(fault.Field{Key: "respond.import.json"})
	}
	a := newAssembly(f.Definition, f.Zone, number)
	for _, part := range rowParts {
		if v, ok := plain(object[part]); ok {
			a.text(target{part: part}, v)
		}
	}
	if attributes, ok := object["attributes"].(map[string]any); ok {
		for name, v := range attributes {
			if s, ok := plain(v); ok {
				a.text(target{attribute: name}, s)
			}
		}
	}
	if data, ok := object["data"].(map[string]any); ok {
		a.row.Data = data
	}
	for _, m := range f.Mapping {
		a.put(m.to, dig(object, m.path))
	}
	return a.done()
}

// put puts a value found by a mapping where it belongs.
func (a *assembly) put(to target, v any) {
	switch s, isPlain := plain(v); {
	case v == nil:
	case to.column != nil:
		a.line.PutValue(*to.column, v)
	case isPlain:
		a.text(to, s)
	case to.attribute != "":
		a.text(to, flat.Cell(v))
	}
}

// plain writes a value that is no list and no object.
func plain(v any) (string, bool) {
	switch v.(type) {
	case nil, []any, map[string]any:
		return "", false
	}
	return flat.Text(v), true
}

// dig finds a value by its path of names with dots between.
func dig(v any, path string) any {
	m, _ := v.(map[string]any)
	if found, ok := m[path]; ok {
		return found
	}
	first, rest, ok := strings.Cut(path, ".")
	if !ok {
		return nil
	}
	return dig(m[first], rest)
}

// JSONWriter writes records as JSON lines.
type JSONWriter struct{ enc *json.Encoder }

// NewJSONWriter writes to w.
func NewJSONWriter(w io.Writer) *JSONWriter {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return &JSONWriter{enc: enc}
}

// Write writes one record.
func (w *JSONWriter) Write(r feedback.Record) error {
	if err := w.enc.Encode(r); err != nil {
		return fmt.Errorf("write response: %w", err)
	}
	return nil
}
