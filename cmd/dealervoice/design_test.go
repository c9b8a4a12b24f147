package main

import (
	"encoding/json"
	"strings"
	"testing"
)

const testForm = `{"title":"T","dv":{"seed":3,"privacy":{"mode":"identified"},"designs":[{"id":"v","factors":[{"id":"a","levels":[{"id":"x"},{"id":"y"}]},{"id":"b","levels":[{"id":"p"},{"id":"q"}]}],"deal":{"method":"drawn","waves":"new"}}]},
 "pages":[{"elements":[{"type":"radiogroup","name":"r","title":"R","choices":[1,2,3,4],"choicesOrder":"random"},
  {"type":"matrixdropdown","name":"md","title":"M","cellType":"radiogroup","choices":["i","j","k","l"],"columns":[{"name":"best"},{"name":"worst"}],"dv":{"maxdiff":{"perTask":3,"tasks":4,"versions":2}}}]}]}`

// TestWhatWasDealtIsComputedAgainFromAnExport imports answers, exports them and
// computes the cells and orders anew; one that was tampered with is found.
func TestWhatWasDealtIsComputedAgainFromAnExport(t *testing.T) {
	house(t)
	if got := dealervoice(testForm, "survey", "import", "-", "--slug", "x", "--publish"); got.code != exitDone {
		t.Fatalf("%+v", got)
	}
	var rows strings.Builder
	for _, id := range []string{"a", "b", "c", "d", "e", "f"} {
		rows.WriteString(`{"id":"` + id + `","data":{"r":2}}` + "\n")
	}
	if got := dealervoice("", "responses", "import", "--survey", "x", file(t, "in.jsonl", rows.String())); got.code != exitDone {
		t.Fatalf("%+v", got)
	}
	export := dealervoice("", "responses", "export", "--survey", "x")
	again := dealervoice(export.out, "responses", "recompute", "--survey", "x", "-")
	if again.code != exitDone || strings.Count(again.out, "\n") != 6 || strings.Contains(again.out, "differs") {
		t.Fatalf("%+v", again)
	}
	cells := map[string]bool{}
	for line := range strings.Lines(again.out) {
		var r struct {
			Dealt  map[string]any
			Orders map[string][]any
		}
		if err := json.Unmarshal([]byte(line), &r); err != nil || len(r.Orders["r/choices"]) != 4 {
			t.Errorf("%s: %v", line, err)
		}
		raw, _ := json.Marshal(r.Dealt["v"])
		cells[string(raw)] = true
	}
	if len(cells) < 2 {
		t.Errorf("six respondents got %v", cells)
	}
	forged := strings.Replace(strings.Replace(strings.Replace(export.out, `"a":"x"`, `"a":"!"`, 1), `"a":"y"`, `"a":"x"`, 1), `"a":"!"`, `"a":"y"`, 1)
	if got := dealervoice(forged, "responses", "recompute", "--survey", "x", "-"); got.code != exitInput || strings.Count(got.out, `"differs":["v"]`) != 2 {
		t.Errorf("forged: %+v", got)
	}
	if got := dealervoice("", "survey", "dealt", "x"); got.code != exitDone || strings.TrimSpace(got.out) != "[]" {
		t.Errorf("nobody was invited: %+v", got)
	}
	if got := dealervoice("", "responses", "unfold", "--survey", "x", "--question", "md"); got.code != exitDone || got.out != "id,wave,task,place,item,choice\n" {
		t.Errorf("%+v", got)
	}
	if got := dealervoice("", "responses", "unfold", "--survey", "x", "--question", "r"); got.code != exitInput {
		t.Errorf("%+v", got)
	}
}
