package analysis

import (
	"testing"

	"dealervoice/survey"
	"dealervoice/survey/answer"
)

// A rise of five points is called out with n, one of four is not.
func TestAMoveOfFivePointsIsCalledOut(t *testing.T) {
	for after, want := range map[int]bool{14: false, 15: true, 30: true, 5: true, 6: false} {
		w := newWorld(t, survey.Identified)
		for q, n := range map[string]int{"2026-Q3": 10, "2026-Q4": after} {
			for i := range 100 {
				if i < n {
					w.says("断货", nil, Hit{Question: "why", Theme: "supply.stockout", Polarity: -1})
				} else {
					w.says("没有", nil)
				}
				w.writer.Dim(DimQuarter, q)
			}
		}
		r, err := w.open(t, everyone(), Filter{}).watch()
		if err != nil {
			t.Fatal(err)
		}
		row := r.Rows[0]
		for _, x := range r.Rows {
			if x.Name == "theme:supply.stockout" {
				row = x
			}
		}
		if row.Called != want || len(row.Cells) != 2 || row.Change == nil || row.Change.Before.N != 100 || row.Change.From != "2026-Q3" {
			t.Errorf("from 10 to %d of 100: %+v", after, row)
		}
		if want && r.Rows[0].Name != row.Name {
			t.Errorf("%s stands before what is called out", r.Rows[0].Name)
		}
		if after == 30 && row.Change.Verdict != Higher || after == 15 && row.Change.Verdict == Higher {
			t.Errorf("from 10 to %d of 100 is %s", after, row.Change.Verdict)
		}
	}
}

func TestQuartersOfFewAreHiddenAndNotCalledOut(t *testing.T) {
	w := newWorld(t, survey.Confidential)
	for i := range 4 {
		w.answer(answer.Data{"osat": float64(i%5 + 1)}, nil)
		w.writer.Dim(DimQuarter, "2026-Q3")
	}
	for i := range 40 {
		w.answer(answer.Data{"osat": float64(i%5 + 1)}, nil)
		w.writer.Dim(DimQuarter, "2026-Q4")
	}
	r, err := w.open(t, everyone(), Filter{}).watch()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range r.Rows {
		if row.Called || row.Cells[0].Shown() {
			t.Errorf("%+v", row)
		}
	}
}
