package flat

// A table of answers: one column a field, known before any row.

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// Column is a field that every row has.
type Column struct {
	Field   string              // its name, as a form has it
	Element *definition.Element // the question
	Row     *definition.Choice  // of a matrix
	Part    *definition.Element // the item, or the column of the matrix
	Comment bool                // the text beside the answer
}

// Columns lists the columns of a definition in the order of the form. What
// grows (rows and panels that respondents add) is one column of JSON. What was
// dealt to a respondent (vignettes, arms, sets) stands behind the answers.
func Columns(def *definition.Definition) []Column {
	var out []Column
	for _, e := range def.Questions() {
		out = append(out, columnsOf(e)...)
		if TakesComment(e) {
			out = append(out, Column{Field: e.Name + answer.CommentSuffix, Element: e, Comment: true})
		}
	}
	for _, e := range def.Designed() {
		out = append(out, columnsOf(e)...)
	}
	return out
}

func columnsOf(e *definition.Element) []Column {
	var out []Column
	switch e.Type {
	case definition.Matrix:
		for i := range e.Rows {
			out = append(out, Column{Field: e.Name + "." + Text(e.Rows[i].Value), Element: e, Row: &e.Rows[i]})
		}
	case definition.MatrixDropdown:
		for i := range e.Rows {
			for _, c := range e.Inner() {
				if !c.IsQuestion() {
					continue
				}
				out = append(out, Column{Field: e.Name + "." + Text(e.Rows[i].Value) + "." + c.Name, Element: e, Row: &e.Rows[i], Part: c})
			}
		}
	case definition.MultipleText:
		for _, item := range e.Items {
			out = append(out, Column{Field: e.Name + "." + item.Name, Element: e, Part: item})
		}
	default:
		out = append(out, Column{Field: e.Name, Element: e})
	}
	return out
}

// Grows tells whether the column holds JSON.
func (c Column) Grows() bool {
	if c.Comment {
		return false
	}
	switch c.asked().Type {
	case definition.MatrixDynamic, definition.PanelDynamic, definition.File, definition.MatrixDropdown:
		return c.Part == nil
	}
	return false
}

// asked is what the column's cell answers.
func (c Column) asked() *definition.Element {
	if c.Part != nil {
		return c.Part
	}
	return c.Element
}

// Options are the values that the column's cells may have; nil for open ones.
func (c Column) Options(def *definition.Definition) []definition.Choice {
	e := c.asked()
	switch {
	case c.Comment:
		return nil
	case c.Row != nil && c.Part == nil:
		return e.Columns
	case e.Type == definition.Rating:
		return e.Steps
	case e.Type == definition.Boolean:
		return Booleans(e)
	case e.HasChoices():
		return Options(def, e)
	}
	return nil
}

// Value finds the column's answer; nil if there is none.
func (c Column) Value(data answer.Data) any {
	if c.Comment {
		return data[c.Element.Key+answer.CommentSuffix]
	}
	v := data[c.Element.Key]
	if list, ok := v.([]any); ok && c.Element.ValueProperty != "" {
		v = plain(c.Element, list)
	}
	if c.Row != nil {
		v = inside(v, Text(c.Row.Value))
	}
	if c.Part != nil {
		v = inside(v, c.Part.Key)
	}
	return v
}

func inside(v any, key string) any {
	m, _ := v.(map[string]any)
	return m[key]
}

// listMark stands between the values of a list in one cell; people also use
// the other marks.
const (
	listMark  = ";"
	listMarks = ";；、|"
)

// Cell writes an answer as one text: values of a list with ";" between them,
// or as JSON where a value holds such a mark itself or is no plain value.
func Cell(v any) string {
	switch v := v.(type) {
	case map[string]any:
		return asJSON(v)
	case []any:
		plain := !slices.ContainsFunc(v, func(item any) bool {
			_, nested := item.(map[string]any)
			s := Text(item)
			return nested || s == "" || strings.ContainsAny(s, listMarks) || strings.HasPrefix(s, "[")
		})
		if !plain {
			return asJSON(v)
		}
		return strings.Join(Texts(v), listMark)
	}
	return Text(v)
}

func asJSON(v any) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return ""
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// Line collects the cells of one row of a table.
type Line struct {
	def    *definition.Definition
	fields Fields
	whole  answer.Data // of what grows
}

// NewLine begins a row.
func NewLine(def *definition.Definition) *Line {
	return &Line{def: def, fields: Fields{}, whole: answer.Data{}}
}

// Put reads the text of a cell. A list may be separated by ";" (half or full
// width), "、" or "|", or be JSON.
func (l *Line) Put(c Column, cell string) {
	e := c.asked()
	var parsed any
	if strings.HasPrefix(cell, "[") || strings.HasPrefix(cell, "{") {
		if err := json.Unmarshal([]byte(cell), &parsed); err != nil {
			parsed = nil
		}
	}
	list, isList := parsed.([]any)
	switch {
	case cell == "":
	case parsed != nil && c.Grows():
		l.whole[c.Element.Key] = parsed
	case isList && e.Several() && !c.Comment:
		l.fields[c.Field] = Texts(list)
	case e.Several() && !c.Comment && !offers(c.Options(l.def), cell):
		l.fields[c.Field] = splitList(cell)
	default:
		l.fields[c.Field] = []string{cell}
	}
}

// PutValue takes a value that is typed already.
func (l *Line) PutValue(c Column, v any) {
	if c.Grows() {
		l.whole[c.Element.Key] = v
		return
	}
	l.fields[c.Field] = Texts(v)
}

// Answers gives the answers of the row.
func (l *Line) Answers() answer.Data {
	data := Answers(l.def, l.fields)
	for _, e := range l.def.Designed() {
		readElement(reader{def: l.def, fields: l.fields}, e, e.Name, data)
	}
	maps.Copy(data, l.whole)
	return data
}

func splitList(cell string) []string {
	list := strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(listMarks, r) })
	for i := range list {
		list[i] = strings.TrimSpace(list[i])
	}
	return list
}
