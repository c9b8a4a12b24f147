package analysis

// Which answers a question offers.

import (
	"math"
	"strconv"

	"dealervoice/survey/definition"
)

// optionsOf lists what can be chosen, in the order of the form.
func optionsOf(def *definition.Definition, e *definition.Element) []Option {
	switch e.Type {
	case definition.Boolean:
		return []Option{
			{Value: truth(e.ValueTrue, "true"), Label: e.LabelTrue},
			{Value: truth(e.ValueFalse, "false"), Label: e.LabelFalse},
		}
	case definition.Rating:
		return options(e.Steps)
	}
	list := options(e.Choices)
	if e.ChoicesFrom != "" {
		list = append(list, carried(def, e)...)
	}
	for _, special := range []*definition.Choice{e.Other, e.None, e.Refuse, e.DontKnow} {
		if special != nil {
			o := option(*special)
			o.NA = special == e.Refuse || special == e.DontKnow
			list = append(list, o)
		}
	}
	return list
}

func truth(v any, otherwise string) string {
	if s := valueText(v); s != "" {
		return s
	}
	return otherwise
}

// carried are the choices, or the rows, of the question that this one takes its
// choices from.
func carried(def *definition.Definition, e *definition.Element) []Option {
	from := def.Question(e.ChoicesFrom)
	if from == nil || from.ChoicesFrom != "" {
		return nil
	}
	if len(from.Choices) > 0 {
		return options(from.Choices)
	}
	return options(from.Rows)
}

func options(list []definition.Choice) []Option {
	out := make([]Option, len(list))
	for i, c := range list {
		out[i] = option(c)
	}
	return out
}

func option(c definition.Choice) Option {
	o := Option{Value: valueText(c.Value), Label: labelOf(c), NA: c.DV.NA, Score: math.NaN()}
	if x, err := strconv.ParseFloat(o.Value, 64); err == nil && !math.IsInf(x, 0) {
		o.Score = x
	}
	return o
}

func labelOf(c definition.Choice) definition.Text {
	if c.Text.IsZero() {
		return definition.Plain("", valueText(c.Value))
	}
	return c.Text
}

// scored tells whether the options are a scale: three values or more, each a
// number but for those that do not count.
func scored(list []Option) bool {
	n := 0
	for _, o := range list {
		if o.NA {
			continue
		}
		if math.IsNaN(o.Score) {
			return false
		}
		n++
	}
	return n >= 3
}

// rowOf is a row of a matrix as a question of its own.
func rowOf(q Question, e *definition.Element, r definition.Choice) Question {
	row := Question{
		Name: q.Name + "." + valueText(r.Value), Kind: Single, Title: labelOf(r), Options: options(e.Columns),
		Metric: q.Metric, Themes: r.DV.Themes, PolicyTypes: q.PolicyTypes, Conditional: q.Conditional,
	}
	if scored(row.Options) {
		row.Kind = Scale
	}
	return row
}
