package expression

import "time"

// Expression is a parsed formula. It is immutable and safe for concurrent
// use.
type Expression struct {
	source string
	root   node
	names  []string
}

// node is one operation of the tree.
type node interface {
	eval(*evaluation) any
}

// Scope is what an expression is evaluated against.
type Scope struct {
	// Lookup returns the value of a name such as "q1", "matrix.row",
	// "panel[0].field" or "#wave"; nil when there is none.
	Lookup func(name string) any
	// Now is the instant that today() and age() reckon from.
	Now time.Time
	// Zone is the time zone in which days begin. Nil means UTC.
	Zone *time.Location
}

// Source returns the text the expression was parsed from.
func (e *Expression) Source() string { return e.source }

// Names returns the names between braces, in order of appearance and each
// once, as written there.
func (e *Expression) Names() []string { return e.names }

// evaluation is one run of an expression against a scope.
type evaluation struct{ scope Scope }
