// The gate for loops: chosen options, each an object that may hold what a
// dynamic panel asks about it.

package answer

import (
	"fmt"
	"maps"

	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

// loop finds the question whose options are stored as objects, and the panels
// about them if there are any; nil for other questions.
func (g *gate) loop(e *definition.Element) (over, panels *definition.Element) {
	if e.ValueProperty == "" && !e.Shared {
		return nil, nil
	}
	for _, q := range g.def.Questions() {
		switch {
		case q.Key != e.Key:
		case q.ValueProperty != "":
			over = q
		case q.LoopOver != nil:
			panels = q
		}
	}
	return over, panels
}

// chosen judges the options, then what was answered about each.
func (g *gate) chosen(over, panels *definition.Element, v any) {
	items, ok := v.([]any)
	if !ok {
		items = []any{v}
	}
	plain := make([]any, len(items))
	for i, item := range items {
		plain[i] = over.Plain(item)
	}
	note := func(e *definition.Element) sink {
		return func(err Error) { g.errs[e.Name] = append(g.errs[e.Name], err) }
	}
	taken, _ := g.several(over, plain, note(over)).([]any)
	out := make([]any, 0, len(taken))
	for i, value := range taken {
		one := map[string]any{over.ValueProperty: value}
		for _, item := range items {
			m, _ := item.(map[string]any)
			if m == nil || !expression.Same(m[over.ValueProperty], value) {
				continue
			}
			about := maps.Clone(m)
			delete(about, over.ValueProperty)
			maps.Copy(one, g.about(panels, over, about, fmt.Sprintf("[%d]", i)))
			break
		}
		out = append(out, one)
	}
	if len(out) > 0 {
		g.clean[over.Key] = out
	}
}

// about judges what was answered about one option.
func (g *gate) about(panels, over *definition.Element, fields map[string]any, place string) map[string]any {
	if len(fields) == 0 {
		return nil
	}
	if panels == nil {
		g.errs[over.Name] = append(g.errs[over.Name], newError(CodeUnknownQuestion, nil).at(place))
		return nil
	}
	clean, _ := g.fields(panels.Inner(), fields, func(err Error) {
		g.errs[panels.Name] = append(g.errs[panels.Name], err.at(under(place, err.Row)))
	}).(map[string]any)
	return clean
}
