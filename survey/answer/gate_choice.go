// The gate for choices: one, several, ranked.

package answer

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

// offered are all choices a question could ever offer, whatever conditions
// hide now.
func (g *gate) offered(e *definition.Element) []definition.Choice {
	if e.ChoicesFrom == "" {
		return e.Choices
	}
	from := g.def.Question(e.ChoicesFrom)
	if owner := e.Owner(); owner != nil {
		for _, sibling := range owner.Inner() {
			if sibling.Name == e.ChoicesFrom {
				from = sibling
			}
		}
	}
	switch {
	case from == nil || from == e:
		return e.Choices
	case from.HasChoices():
		return slices.Concat(g.offered(from), others(from))
	case from.Type == definition.Matrix, from.Type == definition.MatrixDropdown:
		return from.Rows
	}
	return g.named(e, from)
}

// others is the choice "other" where it can be carried to another question.
func others(from *definition.Element) []definition.Choice {
	if from.Other == nil {
		return nil
	}
	return []definition.Choice{*from.Other}
}

// named are the choices that the rows of another answer name.
func (g *gate) named(e, from *definition.Element) []definition.Choice {
	items, _ := g.data[from.Key].([]any)
	var out []definition.Choice
	for _, item := range items {
		m, _ := item.(map[string]any)
		key := e.ChoiceValuesFrom
		if key == "" {
			key = firstKey(from, m)
		}
		switch v := m[key].(type) {
		case string:
			out = append(out, definition.Choice{Value: line(v)})
		case float64, bool:
			out = append(out, definition.Choice{Value: v})
		}
	}
	return out
}

// known finds a choice by value and returns it as the definition writes it.
func (g *gate) known(e *definition.Element, v any) (definition.Choice, bool) {
	if s, ok := v.(string); ok {
		v = line(s)
	}
	if c, ok := definition.Find(g.offered(e), v); ok {
		return c, true
	}
	return definition.Find(e.Specials(), v)
}

// ownWords tells whether the text of "other" is the answer itself.
func (g *gate) ownWords(e *definition.Element) bool {
	if e.Other == nil || e.ShowComment {
		return e.Other != nil
	}
	if e.OthersAsComment != nil {
		return !*e.OthersAsComment
	}
	return !g.def.OthersAsComment
}

// choice judges one value: a choice, a choice with a text of its own, or the
// respondent's words for "other".
func (g *gate) choice(e *definition.Element, v any, to sink) (value any, exclusive bool) {
	if m, ok := v.(map[string]any); ok {
		return g.withComment(e, m, to)
	}
	if c, ok := g.known(e, v); ok {
		return c.Value, c.Exclusive
	}
	if s, ok := v.(string); ok && g.ownWords(e) {
		if s = g.comment(e, s, to); s != "" {
			return s, false
		}
		return nil, false
	}
	to(newError(CodeUnknownOption, map[string]any{"Value": clipValue(v)}))
	return nil, false
}

func clipValue(v any) string {
	s := []rune(line(expression.Text(v)))
	return string(s[:min(len(s), 40)])
}

// withComment judges {"value": …, "comment": …}.
func (g *gate) withComment(e *definition.Element, m map[string]any, to sink) (any, bool) {
	c, ok := g.known(e, m["value"])
	if !ok || !c.ShowComment || len(m) > 2 {
		to(newError(CodeUnknownOption, map[string]any{"Value": clipValue(m["value"])}))
		return nil, false
	}
	if m["comment"] == nil {
		return c.Value, c.Exclusive
	}
	s := g.comment(e, m["comment"], to)
	if s == "" {
		return c.Value, c.Exclusive
	}
	return map[string]any{"value": c.Value, "comment": s}, c.Exclusive
}

// one judges a question that takes one choice.
func (g *gate) one(e *definition.Element, v any, to sink) any {
	if items, ok := v.([]any); ok {
		if len(items) != 1 {
			if len(items) > 1 {
				to(onlyOne(v))
			}
			return nil
		}
		v = items[0]
	}
	if s, ok := v.(string); ok && line(s) == "" {
		return nil
	}
	value, _ := g.choice(e, v, to)
	return value
}

// several judges a question that takes a set of choices.
func (g *gate) several(e *definition.Element, v any, to sink) any {
	items, ok := v.([]any)
	if !ok {
		items = []any{v}
	}
	out := make([]any, 0, min(len(items), len(e.Choices)+4))
	seen := map[string]bool{}
	alone := false
	for _, item := range items {
		if s, ok := item.(string); ok && line(s) == "" {
			continue
		}
		refused := false
		value, exclusive := g.choice(e, item, func(err Error) { refused = true; to(err) })
		if refused {
			return nil
		}
		if key := fmt.Sprint(plainValue(value)); value != nil && !seen[key] {
			seen[key] = true
			out = append(out, value)
			alone = alone || exclusive
		}
	}
	switch {
	case alone && len(out) > 1:
		to(newError(CodeExclusive, nil))
		return nil
	case e.MaxSelected > 0 && len(out) > e.MaxSelected:
		to(Error{Code: CodeAnswerCount, Key: "answer.atmost", Args: map[string]any{"N": e.MaxSelected}})
		return nil
	case len(out) == 0:
		return nil
	}
	return out
}

// ranking judges an order: a list from first to last, or ranks by choice as a
// form without script sends them.
func (g *gate) ranking(e *definition.Element, v any, to sink) any {
	if ranks, ok := v.(map[string]any); ok {
		list, ok := byRank(ranks)
		if !ok {
			to(newError(CodeBadRanking, nil))
			return nil
		}
		v = list
	}
	items, ok := v.([]any)
	if !ok {
		items = []any{v}
	}
	out := make([]any, 0, len(items))
	for _, item := range items {
		if s, ok := item.(string); ok && line(s) == "" {
			continue
		}
		c, known := g.known(e, item)
		switch {
		case !known:
			to(newError(CodeUnknownOption, map[string]any{"Value": clipValue(item)}))
			return nil
		case slices.Contains(out, c.Value):
			to(newError(CodeBadRanking, nil))
			return nil
		}
		out = append(out, c.Value)
	}
	if len(out) == 0 {
		return nil
	}
	if e.SelectToRank && (len(out) < e.MinSelected || e.MaxSelected > 0 && len(out) > e.MaxSelected) {
		to(rankedCount(e))
		return nil
	}
	return out
}

// rankedCount says how many are to be ranked.
func rankedCount(e *definition.Element) Error {
	err := newError(CodeBadRanking, nil)
	if e.MinSelected > 0 && e.MinSelected == e.MaxSelected {
		err.Key, err.Args = "answer.rankn", map[string]any{"N": e.MinSelected}
	}
	return err
}

// byRank turns ranks by choice into a list. Ranks that stand twice, begin
// elsewhere than at 1 or leave one out make no order.
func byRank(ranks map[string]any) ([]any, bool) {
	places := map[int]string{}
	for _, choice := range slices.Sorted(maps.Keys(ranks)) {
		f, ok := ranks[choice].(float64)
		if s, isText := ranks[choice].(string); isText {
			if line(s) == "" {
				continue
			}
			f, ok = parseNumber(s)
		}
		place := int(f)
		if !ok || f != math.Trunc(f) || f < 1 || f > float64(len(ranks)) || places[place] != "" {
			return nil, false
		}
		places[place] = choice
	}
	out := make([]any, len(places))
	for i := range out {
		choice, ok := places[i+1]
		if !ok {
			return nil, false
		}
		out[i] = choice
	}
	return out, true
}

// checkRankings refuses rankings that leave out a choice that is shown, which
// only the decision can tell.
func (d *Decision) checkRankings(given Data) {
	for _, e := range d.form.def.Questions() {
		items, _ := given[e.Key].([]any)
		if e.Type != definition.Ranking || e.SelectToRank || len(items) == 0 || !d.form.root.states[e.Index].shown {
			continue
		}
		for _, c := range d.form.root.visibleChoices(e) {
			if !slices.Contains(items, c.Value) {
				d.Errors[e.Name] = append(d.Errors[e.Name], newError(CodeBadRanking, nil))
				break
			}
		}
	}
}
