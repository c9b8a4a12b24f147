package flat

import (
	"strings"

	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// Fields are texts by field name, in the order they came.
type Fields map[string][]string

// Get gives the first text of a field.
func (f Fields) Get(name string) string {
	if v := f[name]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// Owner finds the question a field belongs to; nil for a field of none.
func Owner(def *definition.Definition, field string) *definition.Element {
	name := strings.TrimSuffix(field, answer.CommentSuffix)
	if e := def.Question(name); e != nil {
		return e
	}
	for i := len(name) - 1; i > 0; i-- {
		if name[i] != '.' && name[i] != '[' {
			continue
		}
		if e := def.Question(name[:i]); e != nil && compound(e) {
			return e
		}
	}
	return nil
}

// compound tells types whose fields have a name and something behind it.
func compound(e *definition.Element) bool {
	switch e.Type {
	case definition.Matrix, definition.MatrixDropdown, definition.MatrixDynamic, definition.PanelDynamic, definition.MultipleText:
		return true
	}
	return false
}
