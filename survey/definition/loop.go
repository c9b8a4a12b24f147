// Loops: a dynamic panel that asks about each chosen option.

package definition

import "slices"

// loop ties a dynamic panel to the question of the same key whose choices it
// goes over.
func (l *loader) loop(d *Definition, panels *Element) {
	if panels.Type != PanelDynamic || !panels.Shared {
		return
	}
	i := slices.IndexFunc(d.elements, func(e *Element) bool { return e.IsQuestion() && e.Key == panels.Key && e.ValueProperty != "" })
	if i < 0 {
		return
	}
	over := d.elements[i]
	if slices.ContainsFunc(panels.flat, func(e *Element) bool { return e.Key == over.ValueProperty }) {
		l.fail(panels.path+".templateElements", CodeDuplicateName, "%s is where the chosen option stands", clip(over.ValueProperty))
		return
	}
	if i > slices.Index(d.elements, panels) {
		l.fail(panels.path+".valueName", CodeReference, "%s must come before the panels about its choices", clip(over.Name))
		return
	}
	panels.LoopOver = over
	panels.AllowAdd, panels.AllowRemove = false, false
	panels.Count, panels.MinCount = 0, 0
}

// loops refuses what only questions of a page can do.
func (l *loader) loops(e *Element) {
	for _, list := range [][]*Element{e.Cells, e.flat} {
		for _, child := range list {
			if child.ValueProperty != "" {
				l.fail(child.path+".valuePropertyName", CodeUnsupported, "only questions of a page can be gone over")
			}
		}
	}
	if e.ValueProperty != "" && (e.Other != nil || slices.ContainsFunc(e.Choices, func(c Choice) bool { return c.ShowComment })) {
		l.fail(e.path+".valuePropertyName", CodeUnsupported, "choices with a text of their own cannot be gone over")
	}
}

// Plain is a chosen option as its choice writes it, out of the object that it is
// stored in where the question has a ValueProperty.
func (e *Element) Plain(item any) any {
	if m, ok := item.(map[string]any); ok && e.ValueProperty != "" {
		return m[e.ValueProperty]
	}
	return item
}

// Wrap stores chosen options as the question does: where it has a ValueProperty
// each in an object, that of before where there was one.
func (e *Element) Wrap(values []any, before any) []any {
	if e.ValueProperty == "" {
		return values
	}
	old, _ := before.([]any)
	out := make([]any, 0, len(values))
	for _, v := range values {
		item := map[string]any{e.ValueProperty: v}
		for _, o := range old {
			if m, ok := o.(map[string]any); ok && m[e.ValueProperty] == v {
				item = m
			}
		}
		out = append(out, item)
	}
	return out
}
