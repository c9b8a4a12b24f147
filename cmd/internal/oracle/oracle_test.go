package oracle_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"reflect"
	"strconv"
	"testing"
	"time"

	"dealervoice/cmd/internal/browsertest"
	"dealervoice/survey/answer/answertest"
	"dealervoice/survey/expression"
)

var (
	seed  = flag.Int("seed", 1, "which definitions survey-core is asked about")
	count = flag.Int("vectors", 60, "how many of each sort")
)

// floor is what the issue asks of filled definitions, and share of expressions.
const (
	floor = .98
	share = .99
)

// call is how the page is asked to run a script.
func call(t *testing.T, script string, argv []string, env map[string]string) string {
	t.Helper()
	b, err := json.Marshal([]any{script, append([]string{}, argv...), env})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("run(...%s)", b)
}

// TestNewDefinitionsAreDecidedAsSurveyCoreDecidesThem has survey-core decide on
// definitions that no file holds.
func TestNewDefinitionsAreDecidedAsSurveyCoreDecidesThem(t *testing.T) {
	n, s := strconv.Itoa(*count), strconv.Itoa(*seed)
	env := map[string]string{"COUNT": n, "SEED": s}
	core := surveyCore(t)
	var shares []float64 // of as many vectors each
	for _, c := range []struct {
		name   string
		call   string
		decide answertest.Deciding
	}{
		{"given", call(t, "generate.mjs", []string{n, s}, nil), answertest.Given},
		{"fresh", call(t, "generate.mjs", []string{n, s, "fresh"}, nil), answertest.Fresh},
		{"entered", call(t, "generate.mjs", []string{n, s, "entered"}, nil), answertest.Entered},
		{"types", call(t, "types.mjs", nil, env), answertest.Given},
		{"grown", call(t, "grown.mjs", nil, env), answertest.Given},
	} {
		t.Run(c.name, func(t *testing.T) {
			all := answertest.Vectors(t, []byte(browsertest.Tell[string](core, c.call)))
			if len(all) != *count {
				t.Fatalf("survey-core decided on %d of %d", len(all), *count)
			}
			shares = append(shares, answertest.Share(t, all, c.decide))
		})
	}
	mean := 0.
	for _, s := range shares {
		mean += s / float64(max(1, len(shares)))
	}
	if t.Logf("seed %d: %.2f %% agree", *seed, 100*mean); mean < floor {
		t.Errorf("%.2f %% agree", 100*mean)
	}
}

// row is an expression, what it is computed from, and what came of it once.
type row struct {
	Expression string         `json:"expression"`
	Values     map[string]any `json:"values"`
	Result     any            `json:"result"`
}

// TestSurveyCoreStillComputesWhatTheVectorsSay recomputes the committed vectors
// by survey-core, and then by both sides on values they never met: those of
// another row.
func TestSurveyCoreStillComputesWhatTheVectorsSay(t *testing.T) {
	rows := read(t, "../../../survey/expression/testdata/expressions.jsonl")
	core := surveyCore(t)
	for i, got := range evaluate(t, core, rows) {
		if !reflect.DeepEqual(got, rows[i].Result) {
			t.Errorf("%s: the vector says %v, survey-core %v", rows[i].Expression, rows[i].Result, got)
		}
	}
	other := make([]row, len(rows))
	for i := range rows {
		other[i] = row{Expression: rows[i].Expression, Values: rows[(i+*seed)%len(rows)].Values}
	}
	agree := 0
	for i, want := range evaluate(t, core, other) {
		if got := ours(t, other[i]); !reflect.DeepEqual(got, want) {
			t.Logf("%s with %v: %v, survey-core %v", other[i].Expression, other[i].Values, got, want)
			continue
		}
		agree++
	}
	t.Logf("%d of %d agree", agree, len(other))
	if float64(agree) < share*float64(len(other)) {
		t.Errorf("%d of %d agree", agree, len(other))
	}
}

func evaluate(t *testing.T, core *browsertest.Page, rows []row) []any {
	t.Helper()
	b, err := json.Marshal(rows)
	if err != nil {
		t.Fatal(err)
	}
	got := browsertest.Tell[[]any](core, fmt.Sprintf("evaluate(%s)", b))
	if len(got) != len(rows) {
		t.Fatalf("survey-core computed %d of %d", len(got), len(rows))
	}
	return got
}

// ours is what our own engine computes.
func ours(t *testing.T, r row) any {
	t.Helper()
	e, err := expression.Parse(r.Expression)
	if err != nil {
		t.Errorf("%s: %v", r.Expression, err)
		return nil
	}
	return expression.JSON(e.Eval(expression.Scope{
		Lookup: func(name string) (any, bool) { return expression.Find(r.Values, name) },
		Now:    time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC),
	}))
}

func read(t *testing.T, file string) []row {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []row
	for line := range bytes.Lines(b) {
		var r row
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}
