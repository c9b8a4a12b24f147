// Equality and order.

package expression

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf16"
)

// equal is the language's loose equality: numbers and numeric texts by value,
// texts trimmed and without case, lists without order, objects by their
// entries.
func equal(a, b any) bool {
	if a == nil && b == "" || b == nil && a == "" {
		return true
	}
	if a == "undefined" {
		a = nil
	}
	if b == "undefined" {
		b = nil
	}
	sa, aIsText := a.(string)
	sb, bIsText := b.(string)
	if aIsText && bIsText {
		return equalText(sa, sb)
	}
	if da, ok := a.(Date); ok {
		if db, ok := b.(Date); ok {
			return da.millis() == db.millis()
		}
	}
	if fa, ok := a.(float64); ok {
		if fb, ok := b.(float64); ok {
			return fa == fb
		}
	}
	if isEmpty(a) != isEmpty(b) {
		return false
	}
	if ba, ok := a.(bool); ok && bIsText {
		return toText(ba) == strings.ToLower(sb)
	}
	if bb, ok := b.(bool); ok && aIsText {
		return toText(bb) == strings.ToLower(sa)
	}
	if compound(a) || compound(b) {
		return equalCompound(a, b)
	}
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return toNumber(a) == toNumber(b)
}

func equalText(a, b string) bool {
	if a == b {
		return true
	}
	return strings.EqualFold(strings.TrimFunc(a, isSpace), strings.TrimFunc(b, isSpace))
}

func compound(v any) bool {
	switch v.(type) {
	case []any, map[string]any, Date:
		return true
	}
	return false
}

func equalCompound(a, b any) bool {
	if la, ok := a.([]any); ok {
		lb, ok := b.([]any)
		return ok && equalLists(la, lb)
	}
	ma, ok := a.(map[string]any)
	if !ok {
		return false
	}
	mb, ok := b.(map[string]any)
	if !ok || len(ma) != len(mb) {
		return false
	}
	for key, item := range ma {
		other, ok := mb[key]
		if !ok || !equal(native(item), native(other)) {
			return false
		}
	}
	return true
}

// equalLists compares without order: both are sorted by their text first, so
// the cost stays n log n.
func equalLists(a, b []any) bool {
	if len(a) != len(b) {
		return false
	}
	a, b = sorted(a), sorted(b)
	for i := range a {
		if !equal(native(a[i]), native(b[i])) {
			return false
		}
	}
	return true
}

func sorted(items []any) []any {
	if len(items) < 2 {
		return items
	}
	type keyed struct {
		text string
		item any
	}
	keys := make([]keyed, len(items))
	for i, item := range items {
		keys[i] = keyed{toText(native(item)), item}
	}
	slices.SortStableFunc(keys, func(x, y keyed) int { return compareText(x.text, y.text) })
	out := make([]any, len(items))
	for i, k := range keys {
		out[i] = k.item
	}
	return out
}

// compareText orders by UTF-16 code units, as ECMAScript does. Only texts with
// characters beyond the basic plane differ from Go's order.
func compareText(a, b string) int {
	if plane(a) && plane(b) {
		return strings.Compare(a, b)
	}
	return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
}

// plane tells whether comparing bytes is comparing code units.
func plane(s string) bool {
	for i := range len(s) {
		if s[i] >= 0xEE {
			return false
		}
	}
	return true
}

// order compares for < and >; ok is false when the two have no order: nothing,
// a text that is no number against a number, lists and objects.
func order(a, b any) (cmp int, ok bool) {
	if a == nil || b == nil {
		return 0, false
	}
	a, b = datesFor(a, b)
	sa, aIsText := a.(string)
	sb, bIsText := b.(string)
	if aIsText && bIsText {
		return compareText(sa, sb), true
	}
	if !ordered(a) || !ordered(b) {
		return 0, false
	}
	return compareNumber(toNumber(a), toNumber(b))
}

// compareNumber orders two numbers; NaN has no order.
func compareNumber(a, b float64) (int, bool) {
	return cmp.Compare(a, b), !math.IsNaN(a) && !math.IsNaN(b)
}

func ordered(v any) bool {
	switch x := v.(type) {
	case float64, Date:
		return true
	case string:
		_, ok := numeric(x)
		return ok
	}
	return false
}

func isEqual(a, b any) any {
	a, b = datesFor(a, b)
	return equal(a, b)
}

func isNotEqual(a, b any) any { return isEqual(a, b) == false }

func isLess(a, b any) any {
	cmp, ok := order(a, b)
	return ok && cmp < 0
}

func isGreater(a, b any) any {
	cmp, ok := order(a, b)
	return ok && cmp > 0
}

func isAtMost(a, b any) any { return sameRank(a, b) || isLess(a, b) == true }

func isAtLeast(a, b any) any { return sameRank(a, b) || isGreater(a, b) == true }

// sameRank is equality inside <= and >=. A bool equals the number 1 but has no
// order against it.
func sameRank(a, b any) bool {
	_, aIsBool := a.(bool)
	_, bIsBool := b.(bool)
	return aIsBool == bIsBool && isEqual(a, b) == true
}
