package analysis

// By what a report may be filtered.

import (
	"slices"
)

// maxChoices bounds a question that is offered as a segment.
const maxChoices = 10

// segments lists what the reader may filter by: the waves, where they were
// given, who the respondents are.
func (l *look) segments() []Segment {
	var out []Segment
	for _, name := range l.dims() {
		d, ok := l.dimension(name)
		if !ok {
			continue
		}
		s := Segment{Dim: name, Title: dimensionName(name).In(l.lang())}
		if q, isQuestion := l.outline.question(name); isQuestion && d.options != nil {
			s.Question = true
			s.Title = q.Title.In(string(l.lang()))
		}
		for _, v := range d.values() {
			s.Values = append(s.Values, Value{Value: v, Label: l.valueLabel(d, v), Chosen: l.filter.Has(name, v)})
		}
		if len(s.Values) > 1 || len(l.filter.Values(name)) > 0 {
			out = append(out, s)
		}
	}
	return out
}

// dims lists the dimensions by name: the usual ones in a fixed order, further
// attributes, then the questions of the first page.
func (l *look) dims() []string {
	usual := []string{DimWave, DimRegion, DimArea, "tier", "channel", "exclusive", DimLang, DimVersion}
	out := slices.Clone(usual)
	for _, name := range l.table.Dims() {
		if !slices.Contains(usual, name) {
			out = append(out, name)
		}
	}
	for _, q := range l.outline.profile {
		if !slices.Contains(out, q) {
			out = append(out, q)
		}
	}
	return out
}

func (l *look) valueLabel(d dimension, value string) string {
	for _, o := range d.options {
		if o.Value == value {
			return o.Label.In(string(l.lang()))
		}
	}
	return valueName(d.name, value).In(l.lang())
}
