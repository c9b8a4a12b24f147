package flat

// From fields to answers.

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// MaxItems bounds the rows and panels read of one dynamic question.
const MaxItems = 200

// Answers reads the answers to all questions of a definition.
func Answers(def *definition.Definition, f Fields) answer.Data {
	data := make(answer.Data, min(len(f), len(def.Questions())))
	for _, e := range def.Questions() {
		readElement(reader{def: def, fields: f}, e, e.Name, data)
	}
	return data
}

type reader struct {
	def    *definition.Definition
	fields Fields
}

// readElement puts the answer of an element whose fields are called name into
// the map, under its key, and its comment beside it.
func readElement(r reader, e *definition.Element, name string, into map[string]any) {
	v := r.value(e, name)
	switch list, _ := v.([]any); {
	case e.LoopOver != nil:
		v = r.looped(e, name, into[e.Key])
	case e.ValueProperty != "" && v != nil:
		v = e.Wrap(list, nil)
	}
	if comment := r.fields.Get(name + answer.CommentSuffix); comment != "" && TakesComment(e) {
		switch inside := r.otherInside(e); {
		case inside:
			v = otherInValue(e, v, comment)
		case wantsComment(e, v):
			into[e.Key+answer.CommentSuffix] = comment
		}
	}
	if v != nil {
		into[e.Key] = v
	}
}

func (r reader) value(e *definition.Element, name string) any {
	switch e.Type {
	case definition.Calculation:
		return nil
	case definition.Matrix:
		return r.rows(e, name, func(field string) any {
			return single(r.fields[field], lists{e.Columns})
		})
	case definition.MatrixDropdown:
		return r.rows(e, name, func(field string) any {
			return r.group(e.Inner(), field+".")
		})
	case definition.MultipleText:
		return r.group(e.Items, name+".")
	case definition.MatrixDynamic:
		return r.items(e.Inner(), name)
	case definition.PanelDynamic:
		return r.items(e.Flat(), name)
	case definition.Boolean:
		return single(r.fields[name], lists{Booleans(e)})
	case definition.Rating:
		return single(r.fields[name], lists{e.Steps})
	}
	switch values := r.fields[name]; {
	case len(values) == 0:
		return nil
	case e.Type == definition.File:
		return files(values)
	case e.Type == definition.Ranking: // a tie is for the gate to refuse
		return several(values, r.offered(e))
	case e.Several():
		return several(distinct(values), r.offered(e))
	case e.HasChoices():
		return single(values, r.offered(e))
	case e.Type == definition.Slider && e.Range:
		return several(values, lists{})
	default:
		return single(values, lists{})
	}
}

// files reads references of uploaded files.
func files(values []string) any {
	var out []any
	for _, v := range values {
		if v != "" {
			out = append(out, Uploaded(v))
		}
	}
	if out == nil {
		return nil
	}
	return out
}

// refused begins the text that stands for a file which was not taken in.
const refused = "refused:"

// Refused is that text; why is "type", "size" or "room".
func Refused(why string) string { return refused + why }

// Uploaded reads one file as a field carries it; what is no reference is handed
// on as it came.
func Uploaded(text string) any {
	if why, ok := strings.CutPrefix(text, refused); ok {
		return map[string]any{answer.RefusedFile: why}
	}
	parts := strings.SplitN(text, ";", 3)
	if len(parts) != 3 || !strings.HasPrefix(text, answer.UploadPrefix) {
		return text
	}
	return map[string]any{"content": parts[0], "type": parts[1], "name": parts[2]}
}

// lists are the options of a question, as they stand in the definition.
type lists [3][]definition.Choice

// offered are the options an element may offer, but for the ready-made ones,
// whose values are texts anyway.
func (r reader) offered(e *definition.Element) lists {
	if e.ChoicesFrom == "" {
		return lists{e.Choices}
	}
	if from := r.def.Question(e.ChoicesFrom); from != nil {
		return lists{e.Choices, from.Choices, from.Rows}
	}
	return lists{e.Choices}
}

// rows reads a map by row.
func (r reader) rows(e *definition.Element, name string, read func(field string) any) any {
	out := make(map[string]any, len(e.Rows))
	for _, row := range e.Rows {
		key := Text(row.Value)
		if v := read(name + "." + key); v != nil {
			out[key] = v
		}
	}
	return orNil(out)
}

// group reads parts that share a prefix into a map.
func (r reader) group(parts []*definition.Element, prefix string) any {
	out := map[string]any{}
	for _, part := range parts {
		if part.IsQuestion() {
			readElement(r, part, prefix+part.Name, out)
		}
	}
	return orNil(out)
}

// items reads rows or panels in their order; empty ones between filled ones
// keep their place.
func (r reader) items(parts []*definition.Element, name string) any {
	var out []any
	last := 0
	for i := range MaxItems {
		item, _ := r.group(parts, name+"["+strconv.Itoa(i)+"].").(map[string]any)
		if item == nil {
			item = map[string]any{}
		} else {
			last = i + 1
		}
		out = append(out, item)
	}
	if last == 0 {
		return nil
	}
	return out[:last]
}

func orNil(m map[string]any) any {
	if len(m) == 0 {
		return nil
	}
	return m
}

// single reads a field that has one value: the same value twice is that value,
// two different ones are handed on as a list.
func single(values []string, options lists) any {
	if len(values) == 1 {
		if values[0] == "" {
			return nil
		}
		return typed(values[0], options)
	}
	list, _ := several(values, options).([]any)
	list = slices.CompactFunc(list, func(a, b any) bool { return a == b })
	switch len(list) {
	case 0:
		return nil
	case 1:
		return list[0]
	}
	return list
}

// several reads a list; empty texts (an unchosen rank) are no values.
func several(values []string, options lists) any {
	var list []any
	for _, v := range values {
		if v != "" {
			list = append(list, typed(v, options))
		}
	}
	if list == nil {
		return nil
	}
	return list
}

// distinct keeps the first of equal texts.
func distinct(values []string) []string {
	if len(values) < 2 {
		return values
	}
	var out []string
	for _, v := range values {
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// typed gives the option's own value, a number say, for its text.
func typed(s string, options lists) any {
	for _, list := range options {
		for i := range list {
			if is(list[i].Value, s) {
				return list[i].Value
			}
		}
	}
	return s
}

// is tells whether a text is that of the value.
func is(v any, s string) bool {
	if t, ok := v.(string); ok {
		return t == s
	}
	return Text(v) == s
}

// Text writes a value as a field carries it.
func Text(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case float64:
		if n := int64(v); n > 0 && float64(n) == v { // the steps of most scales, without memory
			return strconv.FormatInt(n, 10)
		}
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	}
	return fmt.Sprint(v)
}

// Options lists the options an element may offer, those of another question
// included.
func Options(def *definition.Definition, e *definition.Element) []definition.Choice {
	list := e.Choices
	if from := def.Question(e.ChoicesFrom); from != nil && e.ChoicesFrom != "" {
		list = slices.Concat(list, from.Choices, from.Rows, from.Specials())
	}
	return append(slices.Clip(list), e.Specials()...)
}

// Booleans are the two answers of a yes-no question.
func Booleans(e *definition.Element) []definition.Choice {
	yes, no := e.ValueTrue, e.ValueFalse
	if yes == nil {
		yes = true
	}
	if no == nil {
		no = false
	}
	return []definition.Choice{{Value: yes, Text: e.LabelTrue}, {Value: no, Text: e.LabelFalse}}
}

// TakesComment tells whether the element shows a text field beside its answer.
func TakesComment(e *definition.Element) bool {
	return e.ShowComment || e.Other != nil || slices.ContainsFunc(e.Choices, func(c definition.Choice) bool { return c.ShowComment })
}

// wantsComment tells whether the comment belongs to the answer given: that of
// "other" only where other is chosen.
func wantsComment(e *definition.Element, v any) bool {
	if e.ShowComment {
		return true
	}
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	for _, c := range choicesWithComment(e) {
		if slices.Contains(list, c.Value) {
			return true
		}
	}
	return false
}

func choicesWithComment(e *definition.Element) []definition.Choice {
	var out []definition.Choice
	for _, c := range append(slices.Clip(e.Choices), e.Specials()...) {
		if c.ShowComment {
			out = append(out, c)
		}
	}
	return out
}

// otherInside tells whether the text of "other" is stored in the answer itself.
func (r reader) otherInside(e *definition.Element) bool {
	return e.Other != nil && !e.ShowComment && !othersAsComment(r.def, e)
}

// otherInValue puts the text of "other" into the answer.
func otherInValue(e *definition.Element, v any, comment string) any {
	switch v := v.(type) {
	case string:
		if v == e.Other.Value {
			return comment
		}
	case []any:
		if i := slices.Index(v, e.Other.Value); i >= 0 {
			v = slices.Clone(v)
			v[i] = comment
			return v
		}
	}
	return v
}

func othersAsComment(def *definition.Definition, e *definition.Element) bool {
	if e.OthersAsComment != nil {
		return *e.OthersAsComment
	}
	return def.OthersAsComment
}
