package analysis

import (
	"fmt"
	"math"
	"testing"

	"dealervoice/analysis/stats"
	"dealervoice/survey"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
)

// roles adds answers: how many owners and buyers of a region.
func (w *world) roles(region string, owners, buyers int) {
	for i := range owners + buyers {
		role := "owner"
		if i >= owners {
			role = "buyer"
		}
		w.answer(answer.Data{"role": role, "osat": float64(1 + i%5), "nps": float64(i % 11)}, audience.Attributes{"region": region})
	}
}

func (l *look) crossed(t *testing.T, q CrosstabQuery) Crosstab {
	t.Helper()
	c, err := l.crosstab(q)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestATableIsTestedAsTheTextbookDoes(t *testing.T) {
	w := newWorld(t, survey.Identified)
	w.roles("east", 30, 10)
	w.roles("west", 15, 25)
	c := w.open(t, everyone(), Filter{}).crossed(t, CrosstabQuery{Rows: "role", Cols: "region"})
	// chi-square = 80 (30*25 - 10*15)^2 / (45*35*40*40) = 11.4286
	if got := c.Test; got == nil || got.Method != ByChiSquare || math.Abs(got.Statistic-11.428571) > 1e-5 || got.DF1 != 1 || got.Verdict != Differ || got.N != 80 || math.Abs(got.V-math.Sqrt(11.428571/80)) > 1e-6 {
		t.Errorf("%+v", c.Test)
	}
	east, west := c.Lines[0].Tests[0], c.Lines[0].Tests[1]
	if math.Abs(east.Residual-math.Sqrt(11.428571)) > 1e-5 || east.Verdict != Higher || west.Verdict != Lower || west.Residual != -east.Residual || math.Abs(east.Value-0.375) > 1e-12 {
		t.Errorf("owners: %+v %+v", east, west)
	}
	newcombe, _ := stats.Newcombe(stats.Share{Count: 30, Of: 40}, stats.Share{Count: 15, Of: 40}, stats.Level95)
	if east.Low != newcombe.Low || west.High != -newcombe.Low {
		t.Errorf("interval %v to %v, want %v to %v", east.Low, east.High, newcombe.Low, newcombe.High)
	}
	// Two lines of two columns are two comparisons, and "unsure" had no answers.
	if math.Abs(east.Adjusted-2*east.P) > 1e-12 || west.Adjusted != east.Adjusted {
		t.Errorf("Holm of two: %v from %v", east.Adjusted, east.P)
	}
	plain := w.open(t, everyone(), Filter{}).crossed(t, CrosstabQuery{Rows: "role", Cols: "region", Adjust: AdjustNone})
	if got := plain.Lines[0].Tests[0]; got.Adjusted != got.P {
		t.Errorf("not adjusted: %+v", got)
	}
}

func TestWordsFollowFromIntervals(t *testing.T) {
	for name, c := range map[string]struct {
		east, west [2]int
		whole      Verdict
		cell       Verdict
		method     TestMethod
	}{
		"many, alike":         {[2]int{400, 400}, [2]int{405, 395}, None, None, ByChiSquare},
		"few, alike":          {[2]int{8, 8}, [2]int{9, 7}, Unclear, Unclear, ByChiSquare},
		"few, quite distinct": {[2]int{9, 1}, [2]int{1, 9}, Differ, Higher, ByChiSquare},
		"three and three":     {[2]int{3, 0}, [2]int{0, 3}, Unclear, Unclear, ByFisher},
		"eight of nine":       {[2]int{8, 1}, [2]int{1, 5}, Differ, Higher, ByFisher},
	} {
		w := newWorld(t, survey.Identified)
		w.roles("east", c.east[0], c.east[1])
		w.roles("west", c.west[0], c.west[1])
		got := w.open(t, everyone(), Filter{}).crossed(t, CrosstabQuery{Rows: "role", Cols: "region", Adjust: AdjustNone})
		if got.Test.Verdict != c.whole || got.Test.Method != c.method || got.Lines[0].Tests[0].Verdict != c.cell {
			t.Errorf("%s: %+v, %+v", name, got.Test, got.Lines[0].Tests[0])
		}
	}
}

// Twenty segments of pure chance: without a correction some stand out, with one
// none does.
func TestManyComparisonsAreHeldInCheck(t *testing.T) {
	w := newWorld(t, survey.Identified)
	for i := range 2000 {
		role := "owner"
		if (i*7919+i*i*31)%1000 < 500 {
			role = "buyer"
		}
		w.answer(answer.Data{"role": role}, audience.Attributes{"city": fmt.Sprintf("c%02d", (i*104729)%40)})
	}
	l := w.open(t, everyone(), Filter{})
	found := map[Adjustment]int{}
	for _, how := range Adjustments() {
		for _, line := range l.crossed(t, CrosstabQuery{Rows: "role", Cols: "city", Adjust: how}).Lines {
			for i, test := range line.Tests {
				if test == nil {
					continue
				}
				if test.Adjusted < test.P {
					t.Errorf("%s: p %v becomes %v", how, test.P, test.Adjusted)
				}
				if test.Verdict == Higher || test.Verdict == Lower {
					found[how]++
					if test.Low <= 0 && test.High >= 0 {
						t.Errorf("%s: column %d is %s and its interval takes in zero", how, i, test.Verdict)
					}
				}
			}
		}
	}
	if found[AdjustNone] < found[AdjustBH] || found[AdjustBH] < found[AdjustHolm] {
		t.Errorf("finds by adjustment: %v", found)
	}
	if _, err := l.crosstab(CrosstabQuery{Rows: "role", Cols: "city", Adjust: "scheffe"}); fault.KindOf(err) != fault.KindBadRequest {
		t.Errorf("an unknown adjustment: %v", err)
	}
}

func TestWhatIsHiddenIsInNoTest(t *testing.T) {
	open := newWorld(t, survey.Identified)
	guarded := newWorld(t, survey.Confidential)
	for _, w := range []*world{open, guarded} {
		w.roles("east", 30, 10)
		w.roles("west", 15, 25)
	}
	guarded.roles("north", 6, 0) // too few for a distribution
	want := open.open(t, everyone(), Filter{}).crossed(t, CrosstabQuery{Rows: "role", Cols: "region"})
	got := guarded.open(t, everyone(), Filter{}).crossed(t, CrosstabQuery{Rows: "role", Cols: "region"})
	if len(got.Columns) != 3 || got.Lines[0].Tests[1] != nil || !got.Lines[0].Cells[1].Suppressed {
		t.Fatalf("the small column is tested: %+v", got.Lines[0])
	}
	if got.Test == nil || got.Test.P != want.Test.P || got.Test.N != 80 || got.Lines[0].Tests[2].P != want.Lines[0].Tests[1].P {
		t.Errorf("%+v, want %+v", got.Test, want.Test)
	}
}

func TestMeansOfColumnsAreComparedByWelch(t *testing.T) {
	w := newWorld(t, survey.Identified)
	values := map[string][]float64{}
	for i := range 90 {
		region := []string{"east", "north", "west"}[i%3]
		score := float64(1 + (i/3)%4)
		if region == "east" {
			score = float64(4 + (i/3)%2)
		}
		values[region] = append(values[region], score)
		w.answer(answer.Data{"osat": score}, audience.Attributes{"region": region})
	}
	c := w.open(t, everyone(), Filter{}).crossed(t, CrosstabQuery{Rows: "osat", Cols: "region"})
	if c.Means == nil || len(c.Means.Cells) != 3 || c.Means.Test == nil || c.Means.Test.Method != ByWelch || c.Means.Test.Verdict != Differ {
		t.Fatalf("%+v", c.Means)
	}
	east, _ := stats.MomentsOf(values["east"])
	rest, _ := stats.MomentsOf(append(values["north"], values["west"]...))
	want, _ := stats.Welch(east, rest, stats.Level95)
	if got := c.Means.Tests[0]; math.Abs(got.P-want.P) > 1e-9 || math.Abs(got.Low-want.Low) > 1e-9 || got.Verdict != Higher {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got := c.Means.Tests[1]; got.Verdict != Lower {
		t.Errorf("%+v", got)
	}
}

func TestAWeightedTableIsTestedByRaoAndScott(t *testing.T) {
	w := unbalanced(t, survey.Identified)
	for i := range 12 {
		w.answer(answer.Data{"osat": float64(1 + i%3)}, audience.Attributes{"region": "east", "tier": "A"})
	}
	plain := w.open(t, everyone(), Filter{}).crossed(t, CrosstabQuery{Rows: "osat", Cols: "tier"})
	got := w.open(t, everyone(), weightedBy("region")).crossed(t, CrosstabQuery{Rows: "osat", Cols: "tier"})
	if got.Test == nil || got.Test.Method != ByRaoScott || got.Test.N != 102 || got.Test.P == plain.Test.P || !(got.Test.P > 0 && got.Test.P <= 1) {
		t.Errorf("%+v, unweighted %+v", got.Test, plain.Test)
	}
	for i, line := range got.Lines {
		for k, cell := range line.Cells {
			test := line.Tests[k]
			if test == nil {
				continue
			}
			if d := line.Cells[0].Value - line.Cells[1].Value; k == 0 && math.Abs(test.Value-d) > 1e-9 {
				t.Errorf("line %d: difference %v of weighted shares, want %v", i, test.Value, d)
			}
			if !cell.Weighted() {
				t.Errorf("line %d is not weighted", i)
			}
		}
	}
	if m := got.Means.Tests[0]; m == nil || math.Abs(m.Value-(got.Means.Cells[0].Value-got.Means.Cells[1].Value)) > 1e-9 {
		t.Errorf("means: %+v of %+v", m, got.Means.Cells)
	}
	// Weights that are all alike change nothing but the variance's last digits.
	even := newWorld(t, survey.Identified)
	even.against(book{{"east", ""}: 50, {"west", ""}: 50})
	even.roles("east", 30, 20)
	even.roles("west", 18, 32)
	a := even.open(t, everyone(), Filter{}).crossed(t, CrosstabQuery{Rows: "role", Cols: "region"})
	b := even.open(t, everyone(), weightedBy("region")).crossed(t, CrosstabQuery{Rows: "role", Cols: "region"})
	if math.Abs(a.Test.P-b.Test.P) > 0.003 || math.Abs(a.Lines[0].Cells[0].Value-b.Lines[0].Cells[0].Value) > 1e-9 {
		t.Errorf("%+v, weighted alike %+v", a.Test, b.Test)
	}
}
