package flat

// From answers back to fields: what a draft holds goes into the form again.

import (
	"strconv"
	"strings"

	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// Of writes answers as the fields that read back as the same answers.
func Of(def *definition.Definition, data answer.Data) Fields {
	w := writer{def: def, fields: Fields{}}
	for _, e := range def.Questions() {
		w.element(e, e.Name, data)
	}
	return w.fields
}

// Question writes the answer to one question, with its comment.
func Question(def *definition.Definition, e *definition.Element, data answer.Data) Fields {
	w := writer{def: def, fields: Fields{}}
	w.element(e, e.Name, data)
	return w.fields
}

// Item writes the answers of a row or panel of a question; prefix is what the
// names of its fields begin with.
func Item(def *definition.Definition, e *definition.Element, prefix string, values map[string]any) Fields {
	w := writer{def: def, fields: Fields{}}
	w.group(parts(e), prefix, values)
	return w.fields
}

// parts are the questions asked in each row or panel of a question.
func parts(e *definition.Element) []*definition.Element {
	return e.Inner()
}

type writer struct {
	def    *definition.Definition
	fields Fields
}

// element writes the answer found under the element's key in from.
func (w writer) element(e *definition.Element, name string, from map[string]any) {
	if c, ok := from[e.Key+answer.CommentSuffix].(string); ok && TakesComment(e) {
		w.fields[name+answer.CommentSuffix] = []string{c}
	}
	v, ok := from[e.Key]
	if !ok {
		return
	}
	switch e.Type {
	case definition.Calculation:
	case definition.File:
		w.files(name, v)
	case definition.Matrix:
		w.rows(e, v, func(key string, cell any) { w.fields[name+"."+key] = Texts(cell) })
	case definition.MatrixDropdown:
		w.rows(e, v, func(key string, cells any) { w.group(e.Inner(), name+"."+key+".", cells) })
	case definition.MultipleText:
		w.group(e.Items, name+".", v)
	case definition.MatrixDynamic:
		w.items(e.Inner(), name, v)
	case definition.PanelDynamic:
		if e.LoopOver != nil {
			w.loop(e, name, v)
			return
		}
		w.items(e.Flat(), name, v)
	default:
		if e.Mask != nil {
			v = e.Mask.Show(v)
		}
		w.value(e, name, v)
	}
}

// rows calls write for each row that has an answer.
func (w writer) rows(e *definition.Element, v any, write func(key string, cell any)) {
	m, _ := v.(map[string]any)
	for _, row := range e.Rows {
		if key := Text(row.Value); m[key] != nil {
			write(key, m[key])
		}
	}
}

// value writes a plain answer; the text of an "other" that is stored in the
// answer goes back to its own field.
func (w writer) value(e *definition.Element, name string, v any) {
	if list, ok := v.([]any); ok && e.ValueProperty != "" {
		v = plain(e, list)
	}
	list := Texts(v)
	if e.Other != nil && !e.ShowComment && !othersAsComment(w.def, e) {
		known := Options(w.def, e)
		for i, s := range list {
			if !offers(known, s) {
				w.fields[name+answer.CommentSuffix] = []string{s}
				list[i] = Text(e.Other.Value)
			}
		}
	}
	if len(list) > 0 {
		w.fields[name] = list
	}
}

func offers(list []definition.Choice, s string) bool {
	for _, c := range list {
		if Text(c.Value) == s {
			return true
		}
	}
	return false
}

func (w writer) group(parts []*definition.Element, prefix string, v any) {
	m, _ := v.(map[string]any)
	for _, part := range parts {
		w.element(part, prefix+part.Name, m)
	}
}

func (w writer) items(parts []*definition.Element, name string, v any) {
	list, _ := v.([]any)
	for i, item := range list {
		w.group(parts, name+"["+strconv.Itoa(i)+"].", item)
	}
}

func Texts(v any) []string {
	list, ok := v.([]any)
	if !ok {
		return []string{Text(v)}
	}
	out := make([]string, len(list))
	for i, item := range list {
		out[i] = Text(item)
	}
	return out
}

// files writes the references of uploaded files; a file that stands in the
// answer itself is too large for a field.
func (w writer) files(name string, v any) {
	list, _ := v.([]any)
	for _, item := range list {
		if f, ok := item.(map[string]any); ok {
			if text := File(f); text != "" {
				w.fields[name] = append(w.fields[name], text)
			}
		}
	}
}

// File writes a file as a field carries it: reference, type and name. "" where
// it is no reference.
func File(f map[string]any) string {
	content := Text(f["content"])
	if !strings.HasPrefix(content, answer.UploadPrefix) {
		return ""
	}
	return content + ";" + Text(f["type"]) + ";" + Text(f["name"])
}
