package flat

// Loops: options chosen in one question and what a dynamic panel asks about
// each, stored together, in fields of their own. A panel carries its option in
// a field more, so that both find each other whatever was changed in between.

import (
	"strconv"

	"dealervoice/survey/definition"
)

// plain takes options out of the objects they are stored in.
func plain(e *definition.Element, list []any) []any {
	out := make([]any, len(list))
	for i, item := range list {
		out[i] = e.Plain(item)
	}
	return out
}

// looped joins the panels that were answered with the options that are chosen.
func (r reader) looped(e *definition.Element, name string, chosen any) any {
	over := e.LoopOver
	answered := map[any]map[string]any{}
	for i := range MaxItems {
		at := name + "[" + strconv.Itoa(i) + "]."
		option := r.fields.Get(at + over.ValueProperty)
		if option == "" {
			break
		}
		if m, ok := r.group(e.Flat(), at).(map[string]any); ok {
			answered[typed(option, r.offered(over))] = m
		}
	}
	list, _ := chosen.([]any)
	for i, item := range list {
		one := map[string]any{over.ValueProperty: over.Plain(item)}
		for key, v := range answered[over.Plain(item)] {
			one[key] = v
		}
		list[i] = one
	}
	return orNilList(list)
}

func orNilList(list []any) any {
	if len(list) == 0 {
		return nil
	}
	return list
}

// loop writes the panels, each with its option.
func (w writer) loop(e *definition.Element, name string, v any) {
	list, _ := v.([]any)
	for i, item := range list {
		at := name + "[" + strconv.Itoa(i) + "]."
		w.group(e.Flat(), at, item)
		w.fields[at+e.LoopOver.ValueProperty] = []string{Text(e.LoopOver.Plain(item))}
	}
}
