// The tree: constants, names, lists, operators and calls.

package expression

import (
	"encoding/json"
	"strings"
)

// node is one operation of the tree.
type node interface {
	eval(*evaluation) any
}

// constant is a literal: number, text, bool, or nil for null and undefined.
type constant struct{ value any }

func (n constant) eval(*evaluation) any { return n.value }

// variable is a {name}.
type variable struct {
	name string
	asIs bool // {#name}: the value without conversion to number or bool
}

func (n variable) eval(ev *evaluation) any {
	v, ok := ev.lookup(n.name)
	if !ok {
		return n.literal()
	}
	if s, isText := v.(string); isText && !n.asIs {
		return literal(s)
	}
	return v
}

// literal reads a name of the form "key": value as an object, which is how
// the language writes object constants.
func (n variable) literal() any {
	if len(n.name) < 2 || strings.Index(n.name, ":") < 1 {
		return nil
	}
	var m map[string]any
	if json.Unmarshal([]byte("{"+n.name+"}"), &m) != nil {
		return nil
	}
	return m
}

// list is [a, b, c].
type list struct{ items []node }

func (n list) eval(ev *evaluation) any {
	values := make([]any, len(n.items))
	for i, item := range n.items {
		values[i] = item.eval(ev)
	}
	return values
}

// unary is an operator with one operand.
type unary struct {
	name    string
	apply   func(any) any
	operand node
}

func (n unary) eval(ev *evaluation) any { return n.apply(n.operand.eval(ev)) }

// binary is an operator with two operands; a missing right one is nil.
type binary struct {
	op          operator
	left, right node
}

func (n binary) eval(ev *evaluation) any {
	left := n.left.eval(ev)
	var right any
	if n.right != nil {
		right = n.right.eval(ev)
	}
	return n.op.apply(left, right)
}

// call is a function call. A function that does not exist gives nil.
type call struct {
	name string
	fn   function
	args []node
}

func (n call) eval(ev *evaluation) any {
	if n.fn == nil {
		return nil
	}
	return n.fn(ev, n.args)
}

// values evaluates arguments in order.
func values(ev *evaluation, args []node) []any {
	vs := make([]any, len(args))
	for i, a := range args {
		vs[i] = a.eval(ev)
	}
	return vs
}

// literal turns a text from an answer into what the language reads it as:
// true and false into bool, a quoted text into its inside, a numeric text into
// a number unless it starts with a zero that carries meaning ("007").
func literal(s string) any {
	switch {
	case s == "":
		return s
	case strings.EqualFold(s, "true"):
		return true
	case strings.EqualFold(s, "false"):
		return false
	case len(s) > 1 && isQuote(s[0]) && isQuote(s[len(s)-1]):
		return s[1 : len(s)-1]
	}
	f, ok := numeric(s)
	if !ok {
		return s
	}
	if s[0] == '0' && !strings.HasPrefix(s, "0x") {
		point := len(s) > 1 && (s[1] == '.' || s[1] == ',')
		if !point && len(s) > 1 {
			return s
		}
	}
	return f
}

func isQuote(b byte) bool { return b == '\'' || b == '"' }
