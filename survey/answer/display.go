// What answers read like, for {name} in texts and displayValue().

package answer

import (
	"strings"

	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

// display returns what the answer of a question reads like; a value stands in
// for the answer when one is given.
func (fr *frame) display(question string, value any) string {
	e, at := fr.find(question)
	if e == nil {
		return ""
	}
	if value == nil {
		value = at.value(e)
	}
	return at.read(e, value)
}

// read writes an answer as a person would read it, in the language of the
// occasion.
func (fr *frame) read(e *definition.Element, v any) string {
	switch x := v.(type) {
	case nil:
		return ""
	case []any:
		return fr.readList(e, x)
	case map[string]any:
		return fr.readObject(e, x)
	}
	lang := fr.form.on.Language
	switch {
	case e.HasChoices():
		return fr.readChoice(e, v)
	case e.Type == definition.Rating:
		return label(e.Steps, v, lang)
	case e.Type == definition.Boolean:
		if expression.Same(v, e.ValueTrue) && !e.LabelTrue.IsZero() {
			return e.LabelTrue.In(lang)
		}
		if expression.Same(v, e.ValueFalse) && !e.LabelFalse.IsZero() {
			return e.LabelFalse.In(lang)
		}
	case e.Type == definition.Calculation && !e.Format.IsZero():
		return strings.ReplaceAll(e.Format.In(lang), "{0}", expression.Text(v))
	}
	return expression.Text(v)
}

func (fr *frame) readList(e *definition.Element, items []any) string {
	parts := make([]string, 0, len(items))
	for _, item := range items {
		if s := fr.read(e, item); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}

// readObject writes rows, items and fields as "label: value".
func (fr *frame) readObject(e *definition.Element, m map[string]any) string {
	lang := fr.form.on.Language
	var parts []string
	add := func(name, value string) {
		if value != "" {
			parts = append(parts, name+": "+value)
		}
	}
	if e.HasChoices() {
		return fr.readChoice(e, m["value"])
	}
	for _, row := range e.Rows {
		name := expression.Text(row.Value)
		if e.Type == definition.Matrix {
			add(choiceText(row, lang), readCells(e.Columns, m[name], lang))
		} else if cells, ok := m[name].(map[string]any); ok {
			add(choiceText(row, lang), fr.readFields(e.Inner(), cells))
		}
	}
	if e.Type != definition.Matrix && e.Type != definition.MatrixDropdown {
		return fr.readFields(e.Inner(), m)
	}
	return strings.Join(parts, "; ")
}

func (fr *frame) readFields(fields []*definition.Element, m map[string]any) string {
	var parts []string
	for _, child := range fields {
		if s := fr.read(child, m[child.Key]); s != "" {
			parts = append(parts, titleOf(child, fr.form.on.Language)+": "+s)
		}
	}
	return strings.Join(parts, ", ")
}

func readCells(columns []definition.Choice, v any, lang string) string {
	items, ok := v.([]any)
	if !ok {
		return label(columns, v, lang)
	}
	parts := make([]string, len(items))
	for i, item := range items {
		parts[i] = label(columns, item, lang)
	}
	return strings.Join(parts, ", ")
}

func (fr *frame) readChoice(e *definition.Element, v any) string {
	if v == "other" && e.Other != nil {
		if s, _ := fr.values[e.Key+CommentSuffix].(string); s != "" {
			return s
		}
		return choiceText(*e.Other, fr.form.on.Language)
	}
	for _, list := range [][]definition.Choice{fr.active(e), e.Specials()} {
		if c, ok := definition.Find(list, v); ok {
			return choiceText(c, fr.form.on.Language)
		}
	}
	return expression.Text(v)
}

func label(list []definition.Choice, v any, lang string) string {
	if v == nil {
		return ""
	}
	if c, ok := definition.Find(list, v); ok {
		return choiceText(c, lang)
	}
	return expression.Text(v)
}

func choiceText(c definition.Choice, lang string) string {
	if c.Text.IsZero() {
		return expression.Text(c.Value)
	}
	return c.Text.In(lang)
}

func titleOf(e *definition.Element, lang string) string {
	if e.Title.IsZero() {
		return e.Name
	}
	return e.Title.In(lang)
}

// comment returns the comment beside the answer of a question.
func (fr *frame) comment(question string, item any) string {
	e, at := fr.find(question)
	if e == nil {
		return ""
	}
	if item != nil && item != "other" {
		return at.choiceComment(e, item)
	}
	s, _ := at.values[e.Key+CommentSuffix].(string)
	return s
}

// ready tells whether all visible questions of a page, panel or dynamic panel
// are answered as they should be.
func (fr *frame) ready(name string, index int) bool {
	fine := true
	note := func(*definition.Element) sink { return func(Error) { fine = false } }
	for _, p := range fr.form.def.Pages {
		if p.Name == name {
			fr.form.root.checkList(p.Elements, note)
			return fine
		}
	}
	e, at := fr.find(name)
	switch {
	case e == nil:
		return false
	case e.Type == definition.Panel:
		at.checkList(e.Elements, note)
		return fine
	}
	for i, in := range at.states[e.Index].inner {
		if index < 0 || index == i {
			in.checkList(in.top(), note)
		}
	}
	return fine
}
