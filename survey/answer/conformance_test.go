package answer_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"reflect"
	"slices"
	"testing"
	"time"

	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// vector is what survey-core decides on a filled definition.
type vector struct {
	ID         any             `json:"id"`
	Definition json.RawMessage `json:"definition"`
	Data       answer.Data     `json:"data"`
	Expect     struct {
		Visible  []string       `json:"visible"`
		Required []string       `json:"required"`
		Valid    bool           `json:"valid"`
		Errors   []string       `json:"errors"`
		Result   map[string]any `json:"result"`
	} `json:"expect"`
}

func vectors(t testing.TB, file string) []vector {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []vector
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 4<<20)
	for lines.Scan() {
		var v vector
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

// occasion is the one the vectors were made on.
func occasion() answer.Occasion {
	return answer.Occasion{Now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC), Unseen: true}
}

// seen is the occasion on which all pages were shown.
func seen() answer.Occasion {
	on := occasion()
	on.Unseen = false
	return on
}

// deciding brings the data of a vector to a decision.
type deciding func(*definition.Definition, answer.Data) answer.Decision

func given(def *definition.Definition, data answer.Data) answer.Decision {
	return answer.Decide(def, data, occasion())
}

// disagree lists in what the decision differs from the vector.
func disagree(t testing.TB, v vector, decide deciding) []string {
	t.Helper()
	def, err := definition.Load(v.Definition)
	if err != nil {
		return []string{err.Error()}
	}
	sent, err := json.Marshal(v.Data)
	if err != nil {
		return []string{err.Error()}
	}
	d := decide(def, v.Data)
	var out []string
	if left, err := json.Marshal(v.Data); err != nil || !bytes.Equal(left, sent) {
		t.Errorf("%v: deciding changed the answers it was given from %s to %s (%v)", v.ID, sent, left, err)
	}
	differ := func(what string, got, want any) {
		if !reflect.DeepEqual(got, want) {
			g, _ := json.Marshal(got)
			w, _ := json.Marshal(want)
			out = append(out, what+": "+string(g)+", want "+string(w))
		}
	}
	names := []string{}
	for _, e := range def.Elements() {
		if len(d.Errors[e.Name]) > 0 && e.IsQuestion() {
			names = append(names, e.Name)
		}
	}
	differ("visible", append([]string{}, d.Visible...), v.Expect.Visible)
	differ("required", append([]string{}, d.Required...), v.Expect.Required)
	differ("valid", d.Valid, v.Expect.Valid)
	differ("errors", names, v.Expect.Errors)
	differ("result", map[string]any(d.Result), v.Expect.Result)
	return out
}

// share returns how many of the vectors agree, logging those that do not.
func share(t *testing.T, all []vector, decide deciding) float64 {
	t.Helper()
	agree := 0
	failing := map[string][]string{}
	for _, v := range all {
		if list := disagree(t, v, decide); len(list) > 0 {
			id, _ := json.Marshal(v.ID)
			failing[string(id)] = list
			continue
		}
		agree++
	}
	for _, id := range slices.Sorted(maps.Keys(failing)) {
		t.Logf("%s: %q", id, failing[id])
	}
	t.Logf("%d of %d agree", agree, len(all))
	return float64(agree) / float64(len(all))
}

func TestDecisionsAgreeWithSurveyCore(t *testing.T) {
	all := vectors(t, "testdata/definitions.jsonl")
	if len(all) < 300 {
		t.Fatalf("only %d vectors", len(all))
	}
	if got := share(t, all, given); got < 1 {
		t.Errorf("%.1f %% agree", 100*got)
	}
}

// TestWiderDecisionsAgreeWithSurveyCore covers types and properties that the
// shared vectors lack; testdata/generate.mjs made them and says how.
//
// Other seeds agree in 99.4 to 99.7 %. What differs there are survey-core's own
// accidents, left as they are: the answers of rows hidden by rowsVisibleIf
// count as duplicates, a required panel with nothing but HTML in it can never
// be satisfied, and a choice that depends on a calculation is taken back one
// round earlier.
func TestWiderDecisionsAgreeWithSurveyCore(t *testing.T) {
	all := vectors(t, "testdata/more.jsonl")
	if len(all) < 400 {
		t.Fatalf("only %d vectors", len(all))
	}
	if got := share(t, all, given); got < 1 {
		t.Errorf("%.1f %% agree", 100*got)
	}
}

// TestFurtherTypesAgreeWithSurveyCore covers sliders, files, pictures, totals of
// matrices, panels that go over chosen options, keys that questions share;
// testdata/types.mjs made them. What differs are hidden fields of panels that
// survey-core never brought to life.
func TestFurtherTypesAgreeWithSurveyCore(t *testing.T) {
	all := vectors(t, "testdata/types.jsonl")
	if got := share(t, all, given); len(all) < 600 || got < .994 {
		t.Errorf("%.1f %% of %d agree", 100*got, len(all))
	}
}

// TestDefaultsAgreeWithSurveyCore opens surveys that nobody answered yet.
func TestDefaultsAgreeWithSurveyCore(t *testing.T) {
	all := vectors(t, "testdata/fresh.jsonl")
	fresh := func(def *definition.Definition, _ answer.Data) answer.Decision {
		return answer.Decide(def, answer.Initial(def, occasion()), occasion())
	}
	if got := share(t, all, fresh); len(all) < 200 || got < 0.995 {
		t.Errorf("%.1f %% of %d agree", 100*got, len(all))
	}
}

// The three that differ here and among the defaults are survey-core's accidents:
// a required panel with nothing but HTML left in it (e2-18), a cell that was
// hidden before its matrix was given as a whole (e2-135), a default and a
// setValueExpression that wait for each other (f2-166).
//
// TestEnteredAnswersAgreeWithSurveyCore enters answers one after the other, so
// that triggers, setValueIf, resetValueIf, defaults and answers that go when
// their question hides do what they do there.
func TestEnteredAnswersAgreeWithSurveyCore(t *testing.T) {
	all := vectors(t, "testdata/entered.jsonl")
	entered := func(def *definition.Definition, data answer.Data) answer.Decision {
		before := answer.Initial(def, seen())
		after := answer.Data(maps.Clone(before))
		maps.Copy(after, data)
		return answer.Decide(def, answer.Enter(def, before, after, seen()), seen())
	}
	if got := share(t, all, entered); len(all) < 250 || got < 0.992 {
		t.Errorf("%.1f %% of %d agree", 100*got, len(all))
	}
}

// TestWhatGrowsByItselfAgreesWithSurveyCore covers panels and rows whose number
// is computed, what is asked under the rows of a matrix, areas of a picture;
// testdata/grown.mjs made them. What differs are computed rows that survey-core
// has not made yet when it looks whether they are answered.
func TestWhatGrowsByItselfAgreesWithSurveyCore(t *testing.T) {
	all := vectors(t, "testdata/grown.jsonl")
	if got := share(t, all, given); len(all) < 300 || got < .98 {
		t.Errorf("%.1f %% of %d agree", 100*got, len(all))
	}
}
