package respondweb

// From answers back to fields: what a draft holds goes into the form again.

import (
	"strconv"

	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// fieldsOf writes answers as the fields that read back as the same answers.
func fieldsOf(def *definition.Definition, data answer.Data) fields {
	f := fields{}
	for _, e := range def.Questions() {
		writeElement(def, e, e.Name, data, f)
	}
	return f
}

func writeElement(def *definition.Definition, e *definition.Element, name string, from map[string]any, f fields) {
	if c, ok := from[e.Key+commentSuffix].(string); ok && takesComment(e) {
		f[name+commentSuffix] = []string{c}
	}
	v, ok := from[e.Key]
	if !ok {
		return
	}
	switch e.Type {
	case definition.Calculation:
	case definition.Matrix:
		for _, row := range e.Rows {
			key := text(row.Value)
			if m, _ := v.(map[string]any); m[key] != nil {
				f[name+"."+key] = texts(m[key])
			}
		}
	case definition.MatrixDropdown:
		for _, row := range e.Rows {
			key := text(row.Value)
			m, _ := v.(map[string]any)
			writeGroup(def, e.Cells, name+"."+key+".", m[key], f)
		}
	case definition.MultipleText:
		writeGroup(def, e.Items, name+".", v, f)
	case definition.MatrixDynamic:
		writeItems(def, e.Cells, name, v, f)
	case definition.PanelDynamic:
		writeItems(def, e.Template, name, v, f)
	default:
		writeValue(def, e, name, v, f)
	}
}

// writeValue writes a plain answer; the text of an "other" that is stored in
// the answer goes back to its own field.
func writeValue(def *definition.Definition, e *definition.Element, name string, v any, f fields) {
	list := texts(v)
	if e.Other != nil && !othersAsComment(def, e) {
		known := choicesOf(def, e)
		for i, s := range list {
			if typed(s, known) == any(s) && !offers(known, s) {
				f[name+commentSuffix] = []string{s}
				list[i] = text(e.Other.Value)
			}
		}
	}
	if len(list) > 0 {
		f[name] = list
	}
}

func offers(list []definition.Choice, s string) bool {
	for _, c := range list {
		if text(c.Value) == s {
			return true
		}
	}
	return false
}

func writeGroup(def *definition.Definition, parts []*definition.Element, prefix string, v any, f fields) {
	m, _ := v.(map[string]any)
	for _, part := range parts {
		writeElement(def, part, prefix+part.Name, m, f)
	}
}

func writeItems(def *definition.Definition, parts []*definition.Element, name string, v any, f fields) {
	list, _ := v.([]any)
	for i, item := range list {
		writeGroup(def, parts, name+"["+strconv.Itoa(i)+"].", item, f)
	}
}

func texts(v any) []string {
	list, ok := v.([]any)
	if !ok {
		return []string{text(v)}
	}
	out := make([]string, len(list))
	for i, item := range list {
		out[i] = text(item)
	}
	return out
}
