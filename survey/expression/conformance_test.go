package expression_test

import (
	"bufio"
	"encoding/json"
	"os"
	"reflect"
	"testing"
	"time"

	"dealervoice/survey/expression"
)

// row is one vector: what survey-core 3.1.1 computes for an expression.
type row struct {
	Kind       string         `json:"kind"`
	Expression string         `json:"expression"`
	Values     map[string]any `json:"values"`
	Result     any            `json:"result"`
}

func rows(t *testing.T, file string) []row {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []row
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var r row
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

func scope(values map[string]any) expression.Scope {
	return expression.Scope{
		Lookup: func(name string) (any, bool) { return expression.Find(values, name) },
		Now:    time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC),
	}
}

func TestExpressionsAgreeWithSurveyCore(t *testing.T) {
	all := rows(t, "testdata/expressions.jsonl")
	if len(all) < 700 {
		t.Fatalf("only %d vectors", len(all))
	}
	disagree := 0
	for i, r := range all {
		e, err := expression.Parse(r.Expression)
		if err != nil {
			t.Errorf("row %d: %s: %v", i+1, r.Expression, err)
			disagree++
			continue
		}
		if got := expression.JSON(e.Eval(scope(r.Values))); !reflect.DeepEqual(got, r.Result) {
			t.Errorf("row %d: %s = %v, want %v (values %v)", i+1, r.Expression, got, r.Result, r.Values)
			disagree++
		}
	}
	t.Logf("%d of %d agree", len(all)-disagree, len(all))
}
