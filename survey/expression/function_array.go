// Functions over lists of objects: sumInArray({panel}, 'qty', '{qty} > 1').

package expression

import (
	"maps"
	"slices"
	"strings"
)

// inArrayArgs reads a condition written as text where one is expected, so that
// evaluation never parses. A condition that cannot be read holds for no item.
func (p *parser) inArrayArgs(args []node) []node {
	at := conditionIndex(args)
	if at >= len(args) {
		return args
	}
	text, ok := args[at].(constant)
	if !ok {
		return args
	}
	args = slices.Clone(args)
	source, ok := text.value.(string)
	if !ok || len(source) > maxSource {
		return args
	}
	inner := &parser{src: source, depth: p.depth, nodes: p.nodes}
	root, ok := inner.or()
	inner.blank()
	p.nodes = inner.nodes
	if !ok || inner.err != nil || inner.pos < len(source) {
		root = constant{false}
	}
	args[at] = root
	return args
}

// conditionIndex is where the condition stands: third, or fourth when the
// third names the column to return.
func conditionIndex(args []node) int {
	if len(args) > 2 {
		if _, ok := returnColumn(args); ok {
			return 3
		}
	}
	return 2
}

func returnColumn(args []node) (string, bool) {
	if len(args) < 3 {
		return "", false
	}
	c, ok := args[2].(constant)
	if !ok {
		return "", false
	}
	name, ok := c.value.(string)
	return name, ok && !strings.ContainsAny(name, "{}><=!")
}

// pick is an item of the list that has the column and meets the condition.
type pick struct {
	item  map[string]any
	value any
}

// picks evaluates the arguments and selects.
func picks(ev *evaluation, args []node) (chosen []pick, column string) {
	if len(args) < 2 || len(args) > 4 {
		return nil, ""
	}
	column, ok := args[1].eval(ev).(string)
	if !ok {
		return nil, ""
	}
	var condition node
	if at := conditionIndex(args); at < len(args) {
		condition = args[at]
	}
	for _, entry := range entries(args[0].eval(ev)) {
		item, ok := entry.(map[string]any)
		if !ok || isEmpty(native(item[column])) {
			continue
		}
		if condition != nil {
			e := Expression{root: condition}
			if !e.Test(ev.over(item).Scope) {
				continue
			}
		}
		chosen = append(chosen, pick{item, native(item[column])})
	}
	return chosen, column
}

// entries are the items of a list or the values of an object, by key.
func entries(v any) []any {
	switch x := v.(type) {
	case []any:
		return x
	case map[string]any:
		out := make([]any, 0, len(x))
		for _, key := range slices.Sorted(maps.Keys(x)) {
			out = append(out, x[key])
		}
		return out
	}
	return nil
}

func sumInArray(ev *evaluation, args []node) any {
	chosen, _ := picks(ev, args)
	total := 0.0
	for _, p := range chosen {
		if f, ok := itemNumber(p.value); ok {
			total = rounded(total+f, max(decimals(total), decimals(f)))
		}
	}
	return total
}

func itemNumber(v any) (float64, bool) {
	switch x := v.(type) {
	case string:
		return numeric(x)
	case float64:
		return x, true
	case bool:
		return toNumber(x), true
	}
	return 0, false
}

func countInArray(ev *evaluation, args []node) any {
	chosen, _ := picks(ev, args)
	return float64(len(chosen))
}

func avgInArray(ev *evaluation, args []node) any {
	chosen, _ := picks(ev, args)
	if len(chosen) == 0 {
		return 0.0
	}
	return sumInArray(ev, args).(float64) / float64(len(chosen))
}

// extremeInArray finds the largest (sign 1) or smallest (sign -1) value of the
// column, or another column of the item it stands in.
func extremeInArray(ev *evaluation, args []node, sign float64) any {
	chosen, column := picks(ev, args)
	var best *pick
	var top float64
	for i, p := range chosen {
		f, ok := itemNumber(p.value)
		if ok && (best == nil || (f-top)*sign > 0) {
			best, top = &chosen[i], f
		}
	}
	if best == nil {
		return nil
	}
	if name, ok := returnColumn(args); ok && name != column {
		return native(best.item[name])
	}
	return top
}
