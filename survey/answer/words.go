package answer

// The words of an answer that its writer chose freely, as against what the
// definition lists: what is read again before it leaves those who may know them.

import (
	"dealervoice/survey/definition"
)

// Reworded is the answers with fn applied to everything that was written freely:
// texts, comments beside a choice, what stands for "other", names of files. What the
// definition lists, numbers, dates and the contents of files stay. The answers
// themselves are not changed.
func Reworded(def *definition.Definition, d Data, fn func(string) string) Data {
	r := reworder{fn: fn, listed: map[string]bool{}, kept: map[string]bool{}, files: map[string]bool{}}
	for _, e := range def.Elements() {
		r.learn(e)
	}
	out := make(Data, len(d))
	for name, v := range d {
		out[name] = r.value(name, v)
	}
	return out
}

// reworder knows what of the answers to a definition is not free.
type reworder struct {
	fn     func(string) string
	listed map[string]bool // values that can be chosen
	kept   map[string]bool // names of fields that hold dates and the like
	files  map[string]bool
}

func (r *reworder) learn(e *definition.Element) {
	for _, list := range [][]definition.Choice{e.Choices, e.Specials(), e.Columns, e.Rows, e.Steps} {
		for _, c := range list {
			if s, ok := c.Value.(string); ok {
				r.listed[s] = true
			}
		}
	}
	for _, v := range []any{e.ValueTrue, e.ValueFalse} {
		if s, ok := v.(string); ok {
			r.listed[s] = true
		}
	}
	switch {
	case e.Type == definition.Signature:
		r.kept[e.Key] = true
	case e.Type == definition.File:
		r.files[e.Key] = true
	case e.Type == definition.TextInput && dated(e.InputType):
		r.kept[e.Key] = true
	}
	for _, list := range [][]*definition.Element{e.Inner(), e.Profile} {
		for _, inner := range list {
			r.learn(inner)
		}
	}
}

// dated tells whether a field holds what looks like a number but is none of anybody.
func dated(input string) bool {
	switch input {
	case "date", "datetime", "datetime-local", "month", "week", "time", "number", "range", "color":
		return true
	}
	return false
}

// value rewords what stands under a name, whatever its shape.
func (r *reworder) value(name string, v any) any {
	switch x := v.(type) {
	case string:
		if r.kept[name] || r.listed[x] {
			return x
		}
		return r.fn(x)
	case []any:
		out := make([]any, len(x))
		for i, item := range x {
			out[i] = r.value(name, item)
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(x))
		for inner, item := range x {
			switch {
			case r.files[name] && inner != "name":
				out[inner] = item
			default:
				out[inner] = r.value(inner, item)
			}
		}
		return out
	}
	return v
}
