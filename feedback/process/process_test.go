package process_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"dealervoice/feedback/process"
)

var update = flag.Bool("update", false, "write golden files anew")

// demoFile is the demo company's process, the one the product ships.
const demoFile = "../../cmd/internal/demo/process/process.json"

func demoBytes(t *testing.T) []byte {
	t.Helper()
	raw, err := os.ReadFile(demoFile)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func demo(t *testing.T) process.File {
	t.Helper()
	f, err := process.Parse(demoBytes(t))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// golden compares v, as JSON, with testdata/NAME.json.
func golden(t *testing.T, name string, v any) {
	t.Helper()
	got, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	file := filepath.Join("testdata", name+".json")
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s differs from its golden file; got\n%s", name, got)
	}
}

func TestTheStagesStandInOrderAndWorkMayGoBack(t *testing.T) {
	p := demo(t).Process
	stages := p.InOrder()
	if len(stages) != 8 || stages[0].ID != "P1_opportunity" || stages[7].ID != "P8_feedback" {
		t.Fatalf("stages %v", stages)
	}
	if back := p.Back("P5_supply"); len(back) != 1 || back[0].ID != "P4_order" {
		t.Errorf("from supply work goes back to %v", back)
	}
	if back := p.Back("P8_feedback"); len(back) != 1 || back[0].ID != "P1_opportunity" {
		t.Errorf("feedback leads back to %v", back)
	}
	if back := p.Back("P1_opportunity"); back != nil {
		t.Errorf("from the first stage work goes back to %v", back)
	}
}

func TestDepartmentsAreNamedByTheirRoles(t *testing.T) {
	p := demo(t).Process
	if got := p.Department("finance").ZH; got != "财务" {
		t.Errorf("finance is %q", got)
	}
	if got := p.Department("nowhere").ZH; got != "nowhere" {
		t.Errorf("an unknown department is %q", got)
	}
}
