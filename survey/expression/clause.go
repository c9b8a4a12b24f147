// Taking a condition apart: the ways in which it can hold.

package expression

// Test is one comparison of a name with a constant, or one that cannot be
// seen through (Op is empty then): it may hold or not.
type Test struct {
	Name  string
	Op    string // as in the source: "=", "<", "contains", "empty" …
	Value any
	Not   bool
	apply func(v any) bool
}

// Opaque tells whether nothing is known about when the test holds.
func (t Test) Opaque() bool { return t.apply == nil }

// Holds tells whether the test holds when the name has the value. An opaque
// test holds.
func (t Test) Holds(v any) bool {
	if t.apply == nil {
		return true
	}
	if s, ok := v.(string); ok {
		v = literal(s)
	}
	return t.apply(native(v)) != t.Not
}

// maxClauses bounds how many ways are listed.
const maxClauses = 256

// Clauses lists the ways in which the condition can hold: it does when all
// tests of one of them do. ok is false when there are too many to list.
func (e *Expression) Clauses() (ways [][]Test, ok bool) {
	if e == nil || e.root == nil {
		return nil, false
	}
	return clauses(e.root, false)
}

// Denials lists the ways in which the condition can fail to hold.
func (e *Expression) Denials() (ways [][]Test, ok bool) {
	if e == nil || e.root == nil {
		return nil, false
	}
	return clauses(e.root, true)
}

// clauses writes a condition, or its opposite, as an "or" of "and"s.
func clauses(n node, not bool) ([][]Test, bool) {
	switch x := n.(type) {
	case constant:
		if truthy(x.value) != not {
			return [][]Test{{}}, true
		}
		return nil, true
	case unary:
		if x.name == "!" {
			return clauses(x.operand, !not)
		}
	case binary:
		if x.op.name == "and" || x.op.name == "or" {
			return combined(x, not)
		}
		left, okLeft := fixed(x.left)
		right, okRight := fixed(x.right)
		if okLeft && okRight {
			return clauses(constant{x.op.apply(left, right)}, not)
		}
	}
	return [][]Test{{test(n, not)}}, true
}

// combined combines both sides of "and" or "or"; the opposite of one is the
// other of the opposites.
func combined(x binary, not bool) ([][]Test, bool) {
	left, okLeft := clauses(x.left, not)
	right, okRight := clauses(x.right, not)
	if !okLeft || !okRight {
		return nil, false
	}
	if (x.op.name == "or") != not {
		return append(left, right...), len(left)+len(right) <= maxClauses
	}
	if len(left)*len(right) > maxClauses {
		return nil, false
	}
	var out [][]Test
	for _, l := range left {
		for _, r := range right {
			out = append(out, append(append([]Test{}, l...), r...))
		}
	}
	return out, true
}

// test reads one comparison.
func test(n node, not bool) Test {
	t := Test{Not: not}
	switch x := n.(type) {
	case variable:
		t.Name, t.Op = x.name, "true"
		t.apply = func(v any) bool { return v == true }
	case unary:
		if v, ok := x.operand.(variable); ok {
			t.Name, t.Op = v.name, x.name
			t.apply = func(v any) bool { return truthy(x.apply(v)) }
		}
	case binary:
		return compared(x, t)
	}
	return t
}

// compared reads {name} op constant, or constant op {name}.
func compared(x binary, t Test) Test {
	if v, ok := x.left.(variable); ok {
		if c, ok := fixed(x.right); ok && comparison(x.op.name) {
			t.Name, t.Op, t.Value = v.name, x.op.name, c
			t.apply = func(v any) bool { return truthy(x.op.apply(v, c)) }
		}
		return t
	}
	if v, ok := x.right.(variable); ok {
		if c, ok := fixed(x.left); ok && comparison(x.op.name) {
			t.Name, t.Op, t.Value = v.name, x.op.name, c
			t.apply = func(v any) bool { return truthy(x.op.apply(c, v)) }
		}
	}
	return t
}

func comparison(op string) bool {
	switch op {
	case "+", "-", "*", "/", "%", "^":
		return false
	}
	return true
}

// fixed is the value of a constant or of a list of constants.
func fixed(n node) (any, bool) {
	switch x := n.(type) {
	case nil:
		return nil, true
	case constant:
		return x.value, true
	case list:
		out := make([]any, len(x.items))
		for i, item := range x.items {
			v, ok := fixed(item)
			if !ok {
				return nil, false
			}
			out[i] = v
		}
		return out, true
	}
	return nil, false
}

// Constant tells whether the formula names nothing and calls nothing, so that
// its value is always the same.
func (e *Expression) Constant() bool { return e != nil && len(e.names) == 0 && len(e.calls) == 0 }
