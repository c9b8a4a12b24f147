package definition_test

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"dealervoice/survey/definition"
)

func TestEveryConformanceDefinitionLoads(t *testing.T) {
	f, err := os.Open("../answer/testdata/definitions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	n := 0
	for lines.Scan() {
		var row struct {
			ID         int             `json:"id"`
			Definition json.RawMessage `json:"definition"`
		}
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		report := definition.Check(row.Definition)
		if !report.OK() || report.Mapped != report.Elements {
			t.Errorf("definition %d: %d of %d elements run: %v", row.ID, report.Mapped, report.Elements, report.Errors)
		}
		n++
	}
	if n < 300 {
		t.Fatalf("only %d definitions", n)
	}
}
