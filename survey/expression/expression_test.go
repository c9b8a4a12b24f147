package expression_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"dealervoice/survey/expression"
)

// TestLanguage holds what survey-core 3.1.1 computes where the vectors are
// silent.
func TestLanguage(t *testing.T) {
	values := map[string]any{
		"n": 10.0, "s": "10", "zero": "007", "t": "true", "list": []any{"b", "a"}, "obj": map[string]any{"Row One": 3.0, "x.y": 1.0},
		"p": []any{map[string]any{"x": 1.0, "n": "a"}, map[string]any{"x": 3.0, "n": "b"}, map[string]any{"x": "4"}, map[string]any{"n": "c"}},
		"d": "2026-02-01",
	}
	for _, c := range []struct {
		source string
		want   any
	}{
		{"{s} = 10", true},
		{"{zero} = 7", true},
		{"{zero} + ''", "007"},
		{"{#s} + 1", "101"},
		{"{s} + 1", 11.0},
		{"{t} = true", true},
		{"{list} = ['a', 'b']", true},
		{"{list} = ['a']", false},
		{"{obj.row one} = 3", true},
		{"{obj.x.y}", 1.0},
		{"{p[1].x}", 3.0},
		{"{p[-1].n}", "c"},
		{"{p.length}", 4.0},
		{"{nowhere.length}", 0.0},
		{"{nowhere} = null", true},
		{"{nowhere} = undefined", true},
		{"{n} => 10", true},
		{"{n} =< 9", false},
		{"{n} <> 10", false},
		{"{n} power 2", 100.0},
		{"7 % 4", 3.0},
		{"7 / 0", nil},
		{"0.1 + 0.2", 0.3},
		{"1.1 * 3", 3.3},
		{"3 -5", -2.0},
		{"{nowhere} + 5", 5.0},
		{"{nowhere} + 'a'", "a"},
		{"{list} + ['c']", []any{"b", "a", "c"}},
		{"'a' < 'b'", true},
		{"'x' > 5", false},
		{"true >= 1", false},
		{"[2] > 1", false},
		{"'Some Text' contains 'text'", true},
		{"{list} contains ['a', 'b']", true},
		{"{list} allof ['a', 'c']", false},
		{"{list} anyof ['a', 'c']", true},
		{"{list} noneof ['x']", true},
		{"!{nowhere}", true},
		{"negate {n}", false},
		{"iif({n} > 5, 'big', 'small')", "big"},
		{"iif(0, 2)", nil},
		{"sum(1, '2', [3, {n}])", 16.0},
		{"avg([])", 0.0},
		{"min('b', 'a')", "a"},
		{"max({p[0].x}, 2)", 2.0},
		{"count({list}, 1)", 3.0},
		{"round(1.005, 2)", 1.01},
		{"round(-2.5)", -3.0},
		{"round('abc')", nil},
		{"trunc(-2.57, 1)", -2.5},
		{"substring('hello', 3, 1)", "el"},
		{"substring('hello', -2)", "hello"},
		{"sumInArray({p}, 'x', '{x} > 2')", 7.0},
		{"sumInArray({p}, 'x', {x} > {n})", 0.0},
		{"maxInArray({p}, 'x', 'n', {x} < 4)", "b"},
		{"countInArray({p}, 'x')", 3.0},
		{"avgInArray({p}, 'nothing')", 0.0},
		{"unknown(1)", nil},
		{"{d} > '2026-01-01'", true},
		{"getDate({d}) = '2026-02-01'", true},
		{"getDate('2026-02-30') = '2026-03-02'", true},
		{"getDate('2026-13-01')", nil},
		{"year('2026-05-05') + month('2026-05-05')", 2031.0},
		{"weekday('2026-11-22')", 0.0},
		{"diffDays('2026-03-01', '2026-02-01')", 28.0},
		{"dateDiff('2026-01-31', '2026-03-01', 'months')", 1.0},
		{"dateDiff('2026-01-01T10:00', '2026-01-01T11:30', 'hours')", 2.0},
		{"dateAdd('2026-01-31', 1, 'months') = '2026-03-03'", true},
		{"age('1990-11-24')", 35.0},
		{"age('abc')", 0.0},
		{"today() = '2026-11-23'", true},
		{"today(-1) < today()", true},
		{"currentYear()", 2026.0},
		{"(1 + 2", 3.0},
	} {
		t.Run(c.source, func(t *testing.T) {
			e, err := expression.Parse(c.source)
			if err != nil {
				t.Fatal(err)
			}
			got := expression.JSON(e.Eval(scope(values)))
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("= %v, want %v", got, c.want)
			}
		})
	}
}

func TestWhatCannotBeRead(t *testing.T) {
	for name, source := range map[string]string{
		"nothing":                     "",
		"an operator alone":           "1 and",
		"a minus before a bracket":    "- (5)",
		"an unknown sign":             "{a} & {b}",
		"a name that never ends":      "{a = 1",
		"a text that never ends":      "'abc",
		"two values side by side":     "1 2",
		"brackets beyond all reason":  strings.Repeat("(", 5000) + "1",
		"a formula beyond all reason": strings.Repeat("{a} or ", 20000) + "1",
		"40,000 bytes":                "'" + strings.Repeat("a", 40000) + "'",
	} {
		t.Run(name, func(t *testing.T) {
			if e, err := expression.Parse(source); err == nil {
				t.Errorf("read as %v", e.Names())
			}
		})
	}
}

func TestDaysBeginInTheScopesTimeZone(t *testing.T) {
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	e, err := expression.Parse("today()")
	if err != nil {
		t.Fatal(err)
	}
	evening := time.Date(2026, 11, 22, 20, 0, 0, 0, time.UTC)
	for zone, want := range map[*time.Location]string{shanghai: "2026-11-23", time.UTC: "2026-11-22"} {
		if got := e.Eval(expression.Scope{Now: evening, Zone: zone}).(expression.Date).String(); got != want {
			t.Errorf("today in %s is %s, want %s", zone, got, want)
		}
	}
}

// TestLongFormulasCostInProportion guards against parsing or evaluating that
// is worse than linear: ten times the formula in at most forty times the time.
func TestLongFormulasCostInProportion(t *testing.T) {
	cost := func(n int) time.Duration {
		source := strings.Repeat("({a} = 1) or ", n) + "{a} = 2"
		best := time.Hour
		for range 5 {
			start := time.Now()
			e, err := expression.Parse(source)
			if err != nil {
				t.Fatal(err)
			}
			e.Eval(scope(map[string]any{"a": 3.0}))
			best = min(best, time.Since(start))
		}
		return best
	}
	// A busy machine may disturb one measurement, not five in a row.
	for range 5 {
		small, large := cost(100), cost(1000)
		if large <= 40*max(small, 20*time.Microsecond) {
			return
		}
		t.Logf("100 terms %v, 1000 terms %v", small, large)
	}
	t.Error("the cost of a formula grows faster than its length")
}
