package answerfile

// --map: where the parts of a file of another shape go.

import (
	"fmt"
	"slices"
	"strings"

	"dealervoice/cmd/internal/flat"
	"dealervoice/survey/definition"
)

// The row's own parts, named row:NAME in a mapping and NAME in a header.
var rowParts = []string{"id", "version", "lang", "wave", "submitted", "consent_id"}

// target is where a value goes: a question's column, an attribute, or a part of
// the row itself.
type target struct {
	column    *flat.Column
	attribute string
	part      string
}

// Mapping says where values go, by the path or header they stand under.
type Mapping []mapped

type mapped struct {
	path string
	to   target
}

// ParseMapping reads "path=question", "path=attr:name" and "path=row:id".
func ParseMapping(def *definition.Definition, list []string) (Mapping, error) {
	var m Mapping
	for _, item := range list {
		path, name, ok := strings.Cut(item, "=")
		path, name = strings.TrimSpace(path), strings.TrimSpace(name)
		if !ok || path == "" || name == "" {
			return nil, fmt.Errorf("mapping %q is not path=question, path=attr:name or path=row:id", item)
		}
		to, ok := targetOf(columns(def), name)
		if !ok {
			return nil, fmt.Errorf("mapping %q: the survey has no question %q", item, name)
		}
		m = append(m, mapped{path, to})
	}
	return m, nil
}

// columns are the columns of a definition by field name.
func columns(def *definition.Definition) map[string]*flat.Column {
	out := map[string]*flat.Column{}
	for _, c := range flat.Columns(def) {
		out[c.Field] = &c
	}
	return out
}

// targetOf finds what a name means.
func targetOf(known map[string]*flat.Column, name string) (target, bool) {
	if attr, ok := strings.CutPrefix(name, "attr:"); ok && attr != "" {
		return target{attribute: attr}, true
	}
	if part, ok := strings.CutPrefix(name, "row:"); ok && slices.Contains(rowParts, part) {
		return target{part: part}, true
	}
	if c, ok := known[name]; ok {
		return target{column: c}, true
	}
	return target{}, false
}

// find gives the target of a path.
func (m Mapping) find(path string) (target, bool) {
	i := slices.IndexFunc(m, func(x mapped) bool { return x.path == path })
	if i < 0 {
		return target{}, false
	}
	return m[i].to, true
}
