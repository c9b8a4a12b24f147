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
