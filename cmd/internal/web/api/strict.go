package api

// What encoding/json lets pass: names that stand twice (of which the last would
// win here and the first elsewhere), anything behind the value, any depth.

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"dealervoice/survey/fault"
)

// maxDepth is deeper than any definition or answer nests.
const maxDepth = 100

// strictly wants raw to be one JSON value and nothing else.
func strictly(raw []byte) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	s := scan{d}
	err := s.value(0)
	if err == nil {
		if _, more := d.Token(); !errors.Is(more, io.EOF) {
			err = fault.New(fault.KindBadRequest, "api.trailing", nil)
		}
	}
	if err != nil && fault.From(err) == nil {
		err = fault.New(fault.KindBadRequest, "api.broken_json", fault.Args{"At": d.InputOffset()}).Because(err)
	}
	return err
}

// scan walks over a value.
type scan struct{ d *json.Decoder }

func (s scan) value(depth int) error {
	t, err := s.d.Token()
	if err != nil {
		return err
	}
	if depth > maxDepth {
		return fault.New(fault.KindBadRequest, "api.too_deep", fault.Args{"Max": maxDepth})
	}
	switch t {
	case json.Delim('{'):
		return s.members(depth)
	case json.Delim('['):
		for s.d.More() {
			if err := s.value(depth + 1); err != nil {
				return err
			}
		}
		return s.end()
	}
	return nil
}

func (s scan) members(depth int) error {
	var seen map[string]bool
	for s.d.More() {
		t, err := s.d.Token()
		if err != nil {
			return err
		}
		name, _ := t.(string) // the decoder allows nothing else here
		if seen[name] {
			return malformed(fault.Field{Path: name, Key: "api.twice", Code: "duplicate"})
		}
		if seen == nil {
			seen = map[string]bool{}
		}
		seen[name] = true
		if err := s.value(depth + 1); err != nil {
			return err
		}
	}
	return s.end()
}

// end reads the closing bracket.
func (s scan) end() error {
	_, err := s.d.Token()
	return err
}
