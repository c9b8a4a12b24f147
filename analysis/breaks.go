package analysis

// Where a question was put otherwise than in the wave before: what stands on the
// two sides of such a break was not answered to the same question, so no
// difference between them is spoken of.

import (
	"fmt"
	"slices"
	"strings"

	"dealervoice/analysis/internal/column"
	"dealervoice/survey/definition"
)

// BreakKind is what was changed about a question.
type BreakKind string

// The kinds. Scale: other answers, or other words for them. Items: an index lacks
// a question that it is made of now.
const (
	Wording BreakKind = "wording"
	ScaleOf BreakKind = "scale"
	Order   BreakKind = "order"
	Items   BreakKind = "items"
)

// Break stands before a wave.
type Break struct {
	Wave string      `json:"wave"`
	Why  []BreakKind `json:"why"`
}

// breaks finds the waves of a figure that cannot be compared with the one before:
// the published versions that were answered in the two, or within the one, put a
// question of the figure in different ways.
func (s *snapshot) breaks(figure string) []Break {
	names := s.asks(figure)
	if len(names) == 0 || len(s.outline.forms) < 2 {
		return nil
	}
	var out []Break
	var before []int
	for i, wave := range s.waves() {
		now := s.versionsIn(wave)
		var why []BreakKind
		if i > 0 {
			for _, name := range names {
				why = append(why, s.outline.changes(name, before, now)...)
			}
		}
		if len(why) > 0 {
			slices.Sort(why)
			out = append(out, Break{Wave: wave, Why: slices.Compact(why)})
		}
		before = now
	}
	return out
}

// brokenAt is what was changed before the wave.
func brokenAt(list []Break, wave string) []BreakKind {
	for _, b := range list {
		if b.Wave == wave {
			return b.Why
		}
	}
	return nil
}

// versionsIn are the versions that were answered in a wave.
func (s *snapshot) versionsIn(wave string) []int {
	in := s.table.Dim(DimWave).Chose(wave)
	var out []int
	for number := range s.outline.forms {
		if column.CountAnd(in, s.table.Dim(DimVersion).Chose(fmt.Sprint(number))) > 0 {
			out = append(out, number)
		}
	}
	slices.Sort(out)
	return out
}

// asks names the questions, and rows, that a figure is made of.
func (s *snapshot) asks(figure string) []string {
	prefix, id, _ := strings.Cut(figure, ":")
	switch {
	case prefix == "theme" || figure == themesBase:
		return s.outline.analysed()
	case prefix == "index":
		name, factor, _ := strings.Cut(id, ".")
		return s.outline.itemsOf(s.outline.indices[name], factor)
	}
	if q, ok := s.outline.question(figure); ok {
		if q.Kind != Matrix {
			return []string{figure}
		}
		var out []string
		for _, r := range q.Rows {
			out = append(out, r.Name)
		}
		return out
	}
	return nil
}

// itemsOf names the questions and rows that an index, or one of its factors, is
// made of in any version.
func (o *outline) itemsOf(index definition.Index, factor string) []string {
	var out []string
	for _, f := range o.forms {
		for _, l := range f.leaves {
			for _, part := range index.Factors {
				if (factor == "" || part.ID == factor) && takes(part, l) {
					out = append(out, l.Name)
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// changes compares a question as the versions of two waves put it, each with
// each: where two stand side by side in one wave, it cannot be compared either.
func (o *outline) changes(name string, before, now []int) []BreakKind {
	all := slices.Compact(slices.Sorted(slices.Values(append(slices.Clone(before), now...))))
	var out []BreakKind
	for i, a := range all {
		for _, b := range all[i+1:] {
			out = append(out, o.put(a, name).changedTo(o.put(b, name))...)
		}
	}
	return out
}

// asked is a question as a respondent met it; the zero value was not there.
type asked struct {
	Question
	titles []definition.Text
}

// put is how a version puts a question or a row.
func (o *outline) put(version int, name string) asked {
	f := o.forms[version]
	if f == nil {
		return asked{}
	}
	for _, q := range f.questions {
		if q.Name == name {
			return asked{q, []definition.Text{q.Above, q.Title}}
		}
		for _, r := range q.Rows {
			if r.Name == name {
				return asked{r, []definition.Text{q.Above, q.Title, r.Title}}
			}
		}
	}
	return asked{}
}

// changedTo is what differs between two ways to put a question.
func (a asked) changedTo(b asked) []BreakKind {
	if a.Name != b.Name {
		return []BreakKind{Items}
	}
	var out []BreakKind
	if !slices.EqualFunc(a.titles, b.titles, sameText) {
		out = append(out, Wording)
	}
	alike := func(x, y Option) bool {
		return x.Value == y.Value && x.NA == y.NA && sameText(x.Label, y.Label)
	}
	switch {
	case a.Kind == b.Kind && slices.EqualFunc(a.Options, b.Options, alike):
	case a.Kind == b.Kind && slices.EqualFunc(byValue(a.Options), byValue(b.Options), alike):
		out = append(out, Order)
	default:
		out = append(out, ScaleOf)
	}
	return out
}

func byValue(list []Option) []Option {
	return slices.SortedFunc(slices.Values(list), func(x, y Option) int { return strings.Compare(x.Value, y.Value) })
}

// sameText compares texts in the languages that both are written in: a
// translation that is added changes nothing for those who read the others.
func sameText(a, b definition.Text) bool {
	common := false
	for _, tag := range a.Tags() {
		if slices.Contains(b.Tags(), tag) {
			common = true
			if a.In(tag) != b.In(tag) {
				return false
			}
		}
	}
	return common || a.IsZero() == b.IsZero() && a.In("") == b.In("")
}
