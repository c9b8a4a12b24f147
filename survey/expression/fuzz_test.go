package expression_test

import (
	"strings"
	"testing"
	"time"

	"dealervoice/survey/expression"
)

// FuzzExpression parses anything and evaluates what can be read: never a
// panic, never an answer of a type the language does not have.
func FuzzExpression(f *testing.F) {
	for _, seed := range []string{
		"{q1} = 'a' and !({q2} empty)", "iif({a} > 3, sum({b}, 1), null)", "sumInArray({p}, 'qty', '{sku} = 1')",
		"{p[0].sku} notempty", "dateDiff('2026-01-31', today(-3), 'months')", "[1, 'x', {q}] anyof [true]", "((((", "!!!!{", "'\\'", "0x10 + 007", "{\"a\":1}",
		strings.Repeat("(", 300), strings.Repeat("{a} or ", 200), strings.Repeat("!", 500), "dateAdd('2026-01-01', 1e9, 'years')", "{a} power 99999", "substring('𠮷', 1)",
	} {
		f.Add(seed, "{q1}")
	}
	values := map[string]any{"q1": "a", "q2": []any{"x", 2.0}, "a": 10.0, "b": map[string]any{"x": "1"},
		"p": []any{map[string]any{"qty": 3.0, "sku": "1"}, nil, "x"}}
	f.Fuzz(func(t *testing.T, source, text string) {
		e, err := expression.Parse(source)
		if err != nil {
			return
		}
		values["t"] = text
		got := e.Eval(expression.Scope{
			Lookup: func(name string) (any, bool) { return expression.Find(values, name) },
			Now:    time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC),
		})
		switch got.(type) {
		case nil, bool, float64, string, []any, map[string]any, expression.Date:
		default:
			t.Errorf("%s gives a %T", source, got)
		}
		if again, err := expression.Parse(e.Source()); err != nil || len(again.Names()) != len(e.Names()) {
			t.Errorf("%q does not read the same twice", source)
		}
	})
}
