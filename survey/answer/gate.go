// The gate: what the definition can produce, and nothing else.

package answer

import (
	"maps"
	"slices"
	"strings"

	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

// Gate brings answers into the shape their questions have (numbers from text,
// line ends, one choice in a list) and refuses what the definition cannot
// produce: unknown questions and choices, values off the scale, rankings with
// ties, days the calendar has not. Visibility plays no part here.
//
// The answers returned hold what was accepted; an answer that was refused is
// not among them, of a matrix or panel only the part that was refused.
func Gate(def *definition.Definition, data Data) (Data, Errors) {
	g := &gate{def: def, data: data, clean: make(Data, len(data)), errs: Errors{}}
	keys := slices.AppendSeq(make([]string, 0, len(data)), maps.Keys(data))
	slices.Sort(keys)
	for _, key := range keys {
		g.key(key, data[key])
	}
	return g.clean, g.errs
}

type gate struct {
	def   *definition.Definition
	data  Data
	clean Data
	errs  Errors
}

// key judges one answer of the survey.
func (g *gate) key(key string, v any) {
	key = strings.TrimSpace(key)
	if v == nil {
		return
	}
	if e := g.def.ByKey(key); e != nil {
		if over, panels := g.loop(e); over != nil {
			g.chosen(over, panels, v)
			return
		}
		if e.Type == definition.Calculation {
			return // computed here, whatever was sent
		}
		clean := g.take(e, v, func(err Error) { g.errs[e.Name] = append(g.errs[e.Name], err) })
		if !expression.Empty(clean) {
			g.clean[key] = clean
		}
		return
	}
	if e := g.def.ByKey(strings.TrimSuffix(key, CommentSuffix)); e != nil && asksComment(e) && key != e.Key {
		clean := g.comment(e, v, func(err Error) { g.errs[e.Name] = append(g.errs[e.Name], err.at(CommentSuffix)) })
		if clean != "" {
			g.clean[key] = clean
		}
		return
	}
	if d := g.def.Design(key); d != nil {
		g.dealt(d, v)
		return
	}
	if !g.computed(key) {
		g.errs[key] = append(g.errs[key], newError(CodeUnknownQuestion, nil))
	}
}

// dealt judges what an export says was dealt.
func (g *gate) dealt(d *definition.Design, v any) {
	clean := g.take(d.Element, v, func(err Error) { g.errs[d.ID] = append(g.errs[d.ID], err) })
	switch {
	case clean == nil:
	case d.Card(clean) < 0:
		g.errs[d.ID] = append(g.errs[d.ID], newError(CodeUnknownOption, map[string]any{"Value": clipValue(v)}))
	default:
		g.clean[d.ID] = clean
	}
}

// computed tells whether a key is a calculated value, which an export carries
// and an import brings back.
func (g *gate) computed(key string) bool {
	if base, ok := strings.CutSuffix(key, TotalSuffix); ok {
		if e := g.def.ByKey(base); e != nil && e.HasTotals() {
			return true
		}
	}
	return slices.ContainsFunc(g.def.Calculated, func(c definition.Calculated) bool { return c.Name == key })
}

// asksComment tells whether a question has a text beside its answer.
func asksComment(e *definition.Element) bool { return e.ShowComment || e.Other != nil }

// comment judges the text beside an answer.
func (g *gate) comment(e *definition.Element, v any, to sink) string {
	s, ok := v.(string)
	if !ok {
		to(newError(CodeBadType, nil))
		return ""
	}
	s = lines(s)
	if limit := g.limit(g.def.MaxCommentLength); units(s) > limit {
		to(newError(CodeTooLong, map[string]any{"N": limit}))
		return ""
	}
	return s
}

// take judges an answer and returns it as it is to be stored; nil when there
// is none or it was refused.
func (g *gate) take(e *definition.Element, v any, to sink) any {
	switch e.Type {
	case definition.TextInput, definition.Comment:
		return g.input(e, v, to)
	case definition.Boolean:
		return g.boolean(e, v, to)
	case definition.Rating:
		return g.step(e, v, to)
	case definition.Slider:
		return g.slider(e, v, to)
	case definition.Ranking:
		return g.ranking(e, v, to)
	case definition.Matrix:
		return g.matrix(e, v, to)
	case definition.MatrixDropdown:
		return g.rows(e, v, to)
	case definition.MatrixDynamic, definition.PanelDynamic:
		return g.items(e, v, to)
	case definition.MultipleText:
		return g.fields(e.Inner(), v, to)
	case definition.File:
		return g.files(e, v, to)
	case definition.Signature:
		return g.signature(v, to)
	}
	if e.Several() {
		return g.several(e, v, to)
	}
	return g.one(e, v, to)
}

// Run is gate, then engine: what form, API and import use. Errors of the gate
// come first: a question the gate refused is not judged by the engine. What
// the gate refuses at a hidden question is dropped without a word, as the
// answer itself is.
func Run(def *definition.Definition, data Data, on Occasion) Decision {
	clean, errs := Gate(def, data)
	d := Decide(def, clean, on)
	for name, list := range errs {
		e := def.Question(name)
		if e != nil && !d.form.root.states[e.Index].shown {
			continue
		}
		d.Errors[name] = list
	}
	d.checkRankings(clean)
	d.checkShown(clean)
	d.Valid = len(d.Errors) == 0
	return d
}
