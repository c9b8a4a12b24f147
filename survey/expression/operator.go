// What each operator does. The rules for empty operands and lists are those
// observed of survey-core 3.x.

package expression

import (
	"math"
	"strings"
)

// operator is a binary operator.
type operator struct {
	name  string
	apply func(left, right any) any
}

// filled gives an empty operand of an arithmetic operator the neutral value
// that fits the other operand.
func filled(v, other any) any {
	if !isEmpty(v) {
		return v
	}
	if _, ok := other.(float64); ok {
		return 0.0
	}
	if _, ok := v.(string); ok {
		return v
	}
	switch other.(type) {
	case string:
		return ""
	case []any:
		return []any{}
	}
	return 0.0
}

// arithmetic wraps an operator whose empty operands count as neutral.
func arithmetic(f func(a, b any) any) func(a, b any) any {
	return func(a, b any) any {
		a = filled(a, b)
		return f(a, filled(b, a))
	}
}

func and(a, b any) any {
	if truthy(a) {
		return b
	}
	return a
}

func or(a, b any) any {
	if truthy(a) {
		return a
	}
	return b
}

func plus(a, b any) any {
	_, na := numeric(a)
	_, nb := numeric(b)
	if na && nb {
		sum := add(a, b)
		if f, ok := sum.(float64); ok {
			return rounded(f, max(decimals(a), decimals(b)))
		}
		return sum
	}
	la, aIsList := a.([]any)
	lb, bIsList := b.([]any)
	switch {
	case aIsList && bIsList:
		return append(append(make([]any, 0, len(la)+len(lb)), la...), lb...)
	case aIsList:
		if sum, ok := plusList(la, b); ok {
			return sum
		}
		if s, ok := b.(string); ok {
			return joined(la) + s
		}
	case bIsList:
		if sum, ok := plusList(lb, a); ok {
			return sum
		}
		if s, ok := a.(string); ok {
			return s + joined(lb)
		}
	}
	return add(a, b)
}

// plusList adds the numbers of a list to a number.
func plusList(items []any, v any) (any, bool) {
	total, ok := v.(float64)
	if !ok {
		return nil, false
	}
	sum := 0.0
	for _, item := range items {
		if f, ok := native(item).(float64); ok {
			sum = rounded(sum+f, max(decimals(sum), decimals(f)))
		}
	}
	return rounded(sum+total, max(decimals(sum), decimals(total))), true
}

func joined(items []any) string {
	parts := make([]string, len(items))
	for i, item := range items {
		if item != nil {
			parts[i] = toText(native(item))
		}
	}
	return strings.Join(parts, ", ")
}

// add is ECMA-262's "+": text if either side is text, a list or an object.
func add(a, b any) any {
	if textual(a) || textual(b) {
		return toText(a) + toText(b)
	}
	return toNumber(a) + toNumber(b)
}

func textual(v any) bool {
	switch v.(type) {
	case string, []any, map[string]any, Date:
		return true
	}
	return false
}

func minus(a, b any) any {
	return rounded(toNumber(a)-toNumber(b), max(decimals(a), decimals(b)))
}

func times(a, b any) any {
	return rounded(toNumber(a)*toNumber(b), decimals(a)+decimals(b))
}

func divide(a, b any) any {
	if !truthy(b) {
		return nil
	}
	return toNumber(a) / toNumber(b)
}

func modulo(a, b any) any {
	if !truthy(b) {
		return nil
	}
	return math.Mod(toNumber(a), toNumber(b))
}

func power(a, b any) any { return math.Pow(toNumber(a), toNumber(b)) }

func contains(left, right any) any { return holds(left, right) == yes }

func notContains(left, right any) any {
	if !truthy(left) && !isEmpty(right) {
		return true
	}
	return holds(left, right) == no
}

// verdict of holds: unsure means that neither contains nor notcontains is
// true, which is what an empty search text gives.
type verdict int

const (
	unsure verdict = iota
	yes
	no
)

// holds tells whether left holds right: a list its items (all of a list), a
// text its part.
func holds(left, right any) verdict {
	items, isList := left.([]any)
	switch {
	case isList && len(items) == 0:
		return no
	case isList:
		return holdsAll(items, right)
	case left == nil || left == "":
		return unsure
	}
	if f, ok := left.(float64); ok && math.IsNaN(f) || !truthy(right) {
		return unsure
	}
	if strings.Contains(strings.ToLower(toText(left)), strings.ToLower(toText(right))) {
		return yes
	}
	return no
}

func holdsAll(items []any, right any) verdict {
	wanted, isList := right.([]any)
	if !isList {
		wanted = []any{right}
	}
	for _, w := range wanted {
		if !hasItem(items, w) {
			return no
		}
	}
	return yes
}

func hasItem(items []any, v any) bool {
	for _, item := range items {
		if equal(native(item), v) {
			return true
		}
	}
	return false
}

func anyOf(left, right any) any {
	if isEmpty(left) {
		return isEmpty(right)
	}
	if isEmpty(right) {
		return true
	}
	_, leftIsList := left.([]any)
	wanted, rightIsList := right.([]any)
	switch {
	case !leftIsList:
		return contains(right, left)
	case !rightIsList:
		return contains(left, right)
	}
	for _, w := range wanted {
		if contains(left, native(w)) == true {
			return true
		}
	}
	return false
}

func noneOf(left, right any) any { return anyOf(left, right) == false }

func allOf(left, right any) any {
	if !truthy(left) && !isEmpty(right) {
		return false
	}
	wanted, ok := right.([]any)
	if !ok {
		return contains(left, right)
	}
	for _, w := range wanted {
		if contains(left, native(w)) == false {
			return false
		}
	}
	return true
}
