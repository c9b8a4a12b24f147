// The tree of a formula as plain lists, for a reader without this package: the
// script of a form that has no connection.

package expression

import "strings"

// Tree writes the formula as nested lists: ["$", name] is a value, ["#", name]
// one as it is, ["c", constant], ["l", items…], ["!", x], ["empty", x],
// ["notempty", x], ["f", name, arguments…] a call of one of the functions that
// need nothing but their arguments, and [operator, left, right] with a right of
// null where there is none. ok is false where it calls another function, holds an
// object or counts into a list: such a formula only this package evaluates.
func (e *Expression) Tree() (tree any, ok bool) {
	if e == nil || e.root == nil {
		return nil, false
	}
	return treeOf(e.root)
}

func treeOf(n node) (any, bool) {
	switch x := n.(type) {
	case nil:
		return nil, true
	case constant:
		return []any{"c", x.value}, true
	case variable:
		if x.literal() != nil || strings.Contains(x.name, "[") {
			return nil, false
		}
		if x.asIs {
			return []any{"#", x.name}, true
		}
		return []any{"$", x.name}, true
	case list:
		return branch("l", x.items...)
	case call:
		if !told(x.name) {
			return nil, false
		}
		return branchOf([]any{"f", x.name}, x.args)
	case unary:
		return branch(x.name, x.operand)
	case binary:
		return branch(x.op.name, x.left, x.right)
	}
	return nil, false
}

// told tells the functions that a reader without this package knows.
func told(name string) bool {
	switch name {
	case "iif", "sum", "avg", "min", "max", "count", "round", "trunc":
		return true
	}
	return false
}

func branch(name string, nodes ...node) (any, bool) { return branchOf([]any{name}, nodes) }

func branchOf(out []any, nodes []node) (any, bool) {
	for _, n := range nodes {
		t, ok := treeOf(n)
		if !ok {
			return nil, false
		}
		out = append(out, t)
	}
	return out, true
}
