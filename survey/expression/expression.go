// The exported face: Parse once, Eval or Test many times.

package expression

import (
	"math"
	"time"
)

// Expression is a parsed formula. It is immutable and safe for concurrent
// use.
type Expression struct {
	source string
	root   node
	names  []string
	calls  []string
}

// Scope is what an expression is evaluated against. Only Lookup is needed by
// every expression; a nil function answers "nothing".
type Scope struct {
	// Lookup returns the value of a name such as "q1", "matrix.row" or
	// "panel[0].field"; ok is false when there is no such value.
	Lookup func(name string) (value any, ok bool)
	// Now is the instant that today() and age() reckon from.
	Now time.Time
	// Zone is the time zone in which days begin. Nil means UTC.
	Zone *time.Location
	// Display returns what a question's answer reads like, for
	// displayValue(); a nil value means the answer given.
	Display func(question string, value any) string
	// Ready tells whether every visible question of a page, panel or dynamic
	// panel is answered validly, for isContainerReady(); index is -1 for all
	// panels of a dynamic panel.
	Ready func(name string, index int) bool
	// Comment returns the comment beside an answer, for getComment(); a nil
	// item means the comment of the question.
	Comment func(question string, item any) string
}

// Source returns the text the expression was parsed from.
func (e *Expression) Source() string { return e.source }

// Names returns the names between braces, in order of appearance and each
// once, as written there without a leading "#".
func (e *Expression) Names() []string { return e.names }

// Calls returns the names of the functions called, each once.
func (e *Expression) Calls() []string { return e.calls }

// Eval computes the value: nil, bool, float64, string, []any, map[string]any
// or Date. It never panics; what has no value is nil.
func (e *Expression) Eval(s Scope) any {
	if e == nil || e.root == nil {
		return nil
	}
	if s.Zone == nil {
		s.Zone = time.UTC
	}
	v := e.root.eval(&evaluation{Scope: s})
	if f, ok := v.(float64); ok && (math.IsNaN(f) || math.IsInf(f, 0)) {
		return nil
	}
	return v
}

// Test evaluates a condition: true when the value is true, the number 1 or a
// text that reads 1, as the engine's loose "== true" has it.
func (e *Expression) Test(s Scope) bool {
	switch v := e.Eval(s).(type) {
	case bool:
		return v
	case nil, map[string]any:
		return false
	default:
		return toNumber(v) == 1
	}
}

// evaluation is one run of an expression against a scope.
type evaluation struct{ Scope }

func (ev *evaluation) lookup(name string) (any, bool) {
	if ev.Lookup != nil {
		if v, ok := ev.Lookup(name); ok {
			return native(v), true
		}
	}
	if len(name) > 7 && name[len(name)-7:] == ".length" {
		return 0.0, true
	}
	return nil, false
}

// over returns the evaluation inside one item of a list, as the …InArray
// functions need it: names are looked up in the item first.
func (ev *evaluation) over(item map[string]any) *evaluation {
	inner := *ev
	outer := ev.Lookup
	inner.Lookup = func(name string) (any, bool) {
		if v, ok := Find(item, name); ok {
			return v, true
		}
		if outer == nil {
			return nil, false
		}
		return outer(name)
	}
	return &inner
}
