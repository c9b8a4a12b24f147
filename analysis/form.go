package analysis

// One version of a survey: its questions, and how their answers are read into
// columns.

import (
	"strconv"

	"dealervoice/survey/definition"
)

// otherOption stands for whatever a respondent wrote instead of choosing.
const otherOption = "other"

// form is one version, ready for reading answers.
type form struct {
	def       *definition.Definition
	questions []Question
	profile   []string
	leaves    []leaf
}

// leaf is one column of the form.
type leaf struct {
	Question
	element *definition.Element
	way     []string // into the stored answers
	known   map[string]bool
}

func formOf(def *definition.Definition) *form {
	f := &form{def: def}
	for _, e := range def.Questions() {
		for _, q := range f.read(def, e) {
			f.questions = append(f.questions, q)
			if q.Kind == Single && len(def.Pages) > 1 && e.Page == def.Pages[0] && len(q.Options) <= maxChoices {
				f.profile = append(f.profile, q.Name)
			}
		}
	}
	for _, e := range def.Designed() { // what was dealt: to compare by
		for _, q := range f.read(def, e) {
			f.questions = append(f.questions, q)
			if q.Kind == Single && len(q.Options) <= maxChoices {
				f.profile = append(f.profile, q.Name)
			}
		}
	}
	return f
}

// read gives the question of an element and enters its columns.
func (f *form) read(def *definition.Definition, e *definition.Element) []Question {
	q := questionOf(def, e)
	switch e.Type {
	case definition.Matrix:
		q.Kind = Matrix
		for _, r := range e.Rows {
			row := rowOf(q, e, r)
			f.leaf(row, e, e.Key, valueText(r.Value))
			q.Rows = append(q.Rows, row)
		}
		return []Question{q}
	case definition.MultipleText:
		return f.parts(def, q, e.Items, func(item *definition.Element) []string { return []string{e.Key, item.Name} })
	case definition.MatrixDropdown:
		var out []Question
		for _, r := range e.Rows {
			head := q
			head.Name, head.Title = q.Name+"."+valueText(r.Value), labelOf(r)
			out = append(out, f.parts(def, head, e.Cells, func(cell *definition.Element) []string {
				return []string{e.Key, valueText(r.Value), cell.Name}
			})...)
		}
		return out
	}
	f.leaf(q, e, e.Key)
	return []Question{q}
}

// parts enters questions that stand inside another one.
func (f *form) parts(def *definition.Definition, head Question, inner []*definition.Element, way func(*definition.Element) []string) []Question {
	var out []Question
	for _, e := range inner {
		q := questionOf(def, e)
		q.Name, q.Conditional = head.Name+"."+e.Name, true
		f.leaf(q, e, way(e)...)
		out = append(out, q)
	}
	return out
}

func (f *form) leaf(q Question, e *definition.Element, way ...string) {
	l := leaf{Question: q, element: e, way: way, known: map[string]bool{}}
	for _, o := range q.Options {
		l.known[o.Value] = true
	}
	f.leaves = append(f.leaves, l)
}

// questionOf reads what all kinds have in common.
func questionOf(def *definition.Definition, e *definition.Element) Question {
	q := Question{
		Name: e.Name, Title: e.Title, Above: aboveOf(e), Kind: kindOf(e), Options: optionsOf(def, e),
		Unit: e.DV.Unit, Metric: e.DV.Metric, Themes: e.DV.Themes, PolicyTypes: e.DV.PolicyTypes,
		Conditional: conditional(e),
	}
	if e.Page != nil {
		q.Section = e.Page.Title
	}
	if e.Title.IsZero() {
		q.Title = definition.Plain("", e.Name)
	}
	switch q.Kind {
	case Text:
		q.Analyze, q.Prior = e.DV.Analyze, e.DV.PolarityPrior
	case Ranking:
		if q.Pick = e.MaxSelected; q.Pick == 0 {
			q.Pick = len(q.Options)
		}
	case Scale:
		if !scored(q.Options) {
			q.Kind = Single
		} else if isNPS(e) {
			q.Kind = Promote
		}
	}
	return q
}

// aboveOf is the title of the panel around an element: of a Kano pair, say, the
// feature that both halves are about.
func aboveOf(e *definition.Element) definition.Text {
	if e.Parent != nil && e.Parent.Type == definition.Panel {
		return e.Parent.Title
	}
	return definition.Text{}
}

func isNPS(e *definition.Element) bool {
	return e.DV.Metric == "nps" && len(e.Steps) == 11 && e.Steps[0].Value == 0.0 && e.Steps[10].Value == 10.0
}

func kindOf(e *definition.Element) Kind {
	switch e.Type {
	case definition.Radiogroup, definition.Dropdown, definition.ButtonGroup, definition.Boolean:
		return Single
	case definition.ImagePicker, definition.ImageMap:
		if e.MultiSelect {
			return Multi
		}
		return Single
	case definition.Checkbox, definition.Tagbox:
		return Multi
	case definition.Ranking:
		return Ranking
	case definition.Rating:
		return Scale
	case definition.Slider, definition.Calculation:
		return Number
	case definition.Comment:
		return Text
	case definition.TextInput:
		if e.Mask != nil {
			if e.Mask.Number() && !e.Mask.Keep {
				return Number
			}
			return Other
		}
		switch e.InputType {
		case "number", "range":
			return Number
		case "", "text":
			return Text
		}
	}
	return Other
}

// conditional tells whether anything decides if the question is seen.
func conditional(e *definition.Element) bool {
	for at := e; at != nil; at = at.Parent {
		if at.VisibleIf != nil {
			return true
		}
	}
	return e.Page == nil || e.Page.VisibleIf != nil // without a page: dealt to some
}

// valueText is a choice's value as columns name it: "4", "na", "true".
func valueText(v any) string {
	switch x := v.(type) {
	case string:
		return x
	case float64:
		return strconv.FormatFloat(x, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(x)
	}
	return ""
}
