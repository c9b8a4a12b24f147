// How results leave the package as JSON.

package expression

// JSON turns a result into plain JSON values: a date becomes
// {"date":"2006-01-02"}, an invalid date null.
func JSON(v any) any {
	switch x := v.(type) {
	case Date:
		if !x.Valid() {
			return nil
		}
		return map[string]any{"date": x.t.Format("2006-01-02")}
	case []any:
		out := make([]any, len(x))
		for i, item := range x {
			out[i] = JSON(item)
		}
		return out
	}
	return v
}

// Equal is the language's loose equality.
func Equal(a, b any) bool { return equal(native(a), native(b)) }

// Empty tells whether a value counts as no answer in the language.
func Empty(v any) bool { return isEmpty(native(v)) }

// Round rounds to digits behind the point, as the language's arithmetic does.
func Round(f float64, digits int) float64 { return rounded(f, digits) }

// Text writes a value as the language would join it to a text.
func Text(v any) string { return toText(native(v)) }

// Same is equality of single values as choices are matched: numbers with
// their texts, bools with theirs, texts letter by letter.
func Same(a, b any) bool {
	sa, aIsText := a.(string)
	sb, bIsText := b.(string)
	if aIsText && bIsText {
		return sa == sb
	}
	return equal(native(a), native(b))
}

// Order compares two values as < and > do; ok is false when they have no
// order.
func Order(a, b any) (cmp int, ok bool) { return order(native(a), native(b)) }
