package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dealervoice/cmd/internal/statcmd"
)

// Every plan must be readable, and every command in it a method with the flags it names.
func TestPlansNameMethodsAndFlagsThatExist(t *testing.T) {
	numbers, err := sets()
	if err != nil || len(numbers) != 11 {
		t.Fatalf("sets %v, %v", numbers, err)
	}
	for _, set := range numbers {
		steps, err := readPlan(set)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range steps {
			cmd, rest, err := statcmd.New().Find(s.args)
			if err != nil || cmd.Name() != s.args[0] {
				t.Errorf("set %s: %v: %v", set, s.args, err)
				continue
			}
			if err := cmd.ParseFlags(rest); err != nil {
				t.Errorf("set %s: %v: %v", set, s.args, err)
			}
			if len(s.wants) == 0 {
				t.Errorf("set %s: %v gives no figure", set, s.args)
			}
		}
	}
}

func TestIdsAreFilledFromTheRowsKeys(t *testing.T) {
	w, err := readWant("mean.{level|slug}.{term|after} = 100 * share [group=a]")
	if err != nil {
		t.Fatal(err)
	}
	id, ok := w.idOf(map[string]any{"group": "a", "level": "4th Grade, or less", "term": "job=nurse", "share": 0.5})
	if !ok || id != "mean.4th_grade_or_less.nurse" || w.factor != 100 || w.figure != "share" {
		t.Errorf("%q %v %+v", id, ok, w)
	}
	if _, ok := w.idOf(map[string]any{"group": "b", "level": "x", "term": "y=z"}); ok {
		t.Error("a row of another group")
	}
	if _, ok := w.idOf(map[string]any{"group": "a"}); ok {
		t.Error("a row without the key")
	}
	if _, err := readWant("no figure here"); err == nil {
		t.Error("a line without a figure is read")
	}
	if _, err := words("an 'open quote"); err == nil {
		t.Error("an open quote is read")
	}
}

// A small folder of our own: the comparison must tell agreement, difference and absence apart.
func TestComparisonTellsAgreementDifferenceAndAbsenceApart(t *testing.T) {
	dir := t.TempDir()
	folder := filepath.Join(dir, "02_small")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	data := "firm,year,x,y\n"
	for _, row := range []string{"1,1,0,1", "1,2,1,2.5", "2,1,0,2", "2,2,1,2", "3,1,2,5", "3,2,3,6"} {
		data += row + "\n"
	}
	expected := "id,value,tol_abs\npet.b0,1.3,0.3\npet.b1,-7,0.01\nno.such.figure,1,0.1\n"
	for name, text := range map[string]string{"data.csv": data, "expected.csv": expected} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := compare(dir, "02", false, true)
	if err != nil || got != (tally{figures: 3, agree: 1, differ: 1, absent: 1}) {
		t.Errorf("%+v %v", got, err)
	}
	if _, err := compare(dir, "03", false, false); err == nil || !strings.Contains(err.Error(), "0 folders") {
		t.Errorf("a missing folder: %v", err)
	}
}
