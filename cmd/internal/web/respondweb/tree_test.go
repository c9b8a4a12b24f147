package respondweb_test

// The script of a form evaluates conditions itself where there is no server.
// It must decide as survey/expression does, which decides as survey-core does.

import (
	"bufio"
	"encoding/json"
	"os"
	"reflect"
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/browsertest"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/survey/expression"
)

// vector is what survey-core computes for an expression.
type vector struct {
	Expression string         `json:"expression"`
	Values     map[string]any `json:"values"`
	Result     any            `json:"result"`
	Tree       any            `json:"tree"`
}

func TestTheScriptEvaluatesConditionsAsTheEngineDoes(t *testing.T) {
	file, err := os.Open("../../../../survey/expression/testdata/expressions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all, told []vector
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var v vector
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		e, err := expression.Parse(v.Expression)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
		if tree, ok := e.Tree(); ok {
			v.Tree = tree
			told = append(told, v)
		}
	}
	told = append(told, rotated(t, told)...)
	a := apptest.Start(t, dbtest.SQLite(t))
	publish(t, a, "road", road)
	p := browsertest.Start(t).Open(browsertest.Phone, a.URL+"/s/road")
	packed(p.Click("[name=d1][value=good]"))
	raw, err := json.Marshal(told)
	if err != nil {
		t.Fatal(err)
	}
	got := browsertest.Tell[[]any](p, `JSON.parse(JSON.stringify(`+string(raw)+`.map((v) => {
		try { return road.evaluate(v.tree, (name) => road.find(v.values || {}, name)) ?? null } catch (e) { return "cannot tell" }
	})))`)
	wrong, unknown := 0, 0
	for i, v := range told {
		switch {
		case got[i] == "cannot tell":
			unknown++
		case !reflect.DeepEqual(got[i], v.Result):
			wrong++
			t.Errorf("%s with %v = %v, want %v", v.Expression, v.Values, got[i], v.Result)
		}
	}
	t.Logf("%d of %d expressions need no server; on two sets of values %d left to it, %d wrong", len(told)/2, len(all), unknown, wrong)
	if len(told)/2 < len(all)*3/4 || unknown > len(told)/50 {
		t.Errorf("only %d of %d expressions are told to the script, %d it leaves", len(told), len(all), unknown)
	}
}

// rotated are the same expressions on values that another one came with, and
// what the engine computes of them.
func rotated(t *testing.T, told []vector) []vector {
	t.Helper()
	out := make([]vector, len(told))
	for i, v := range told {
		v.Values = told[(i+37)%len(told)].Values
		e, err := expression.Parse(v.Expression)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := json.Marshal(expression.JSON(e.Eval(expression.Scope{Lookup: func(name string) (any, bool) { return expression.Find(v.Values, name) }})))
		if err == nil {
			v.Result = nil
			err = json.Unmarshal(raw, &v.Result)
		}
		if err != nil {
			t.Fatal(err)
		}
		out[i] = v
	}
	return out
}
