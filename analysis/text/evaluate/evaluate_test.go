package evaluate_test

import (
	"math"
	"testing"

	"dealervoice/analysis/text/evaluate"
)

func tags(list ...any) []evaluate.Tag {
	var out []evaluate.Tag
	for i := 0; i < len(list); i += 2 {
		out = append(out, evaluate.Tag{Theme: list[i].(string), Polarity: list[i+1].(int), Rated: true})
	}
	return out
}

// Worked by hand: theme a: 2 hits, 1 extra, 0 missed (P 2/3, R 1, F 0.8);
// b: 1 hit, 0 extra, 1 missed (P 1, R 1/2, F 2/3); c only guessed.
var rows = []evaluate.Row{
	{Text: "one", Gold: tags("a", 1), Guess: tags("a", 1)},
	{Text: "two", Gold: tags("a", -1, "b", -1), Guess: tags("a", 1, "b", -1)},
	{Text: "three", Gold: tags("b", 0), Guess: tags("a", 0)},
	{Text: "four", Gold: nil, Guess: nil},
	{Text: " Three ", Gold: tags("b", 0), Guess: tags("b", 0)}, // the same text again
}

func close(a, b float64) bool { return math.Abs(a-b) < 1e-12 }

func TestMeasureCountsByHand(t *testing.T) {
	r := evaluate.Measure(rows, 1)
	if r.Rows != 5 || r.Unique != 4 {
		t.Errorf("%d rows, %d unique", r.Rows, r.Unique)
	}
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"micro precision", r.Micro.Precision, 3.0 / 4}, {"micro recall", r.Micro.Recall, 3.0 / 4}, {"micro F1", r.Micro.F1, 3.0 / 4},
		{"macro precision", r.Macro.Precision, (2.0/3 + 1) / 2}, {"macro F1", r.Macro.F1, (0.8 + 2.0/3) / 2},
		{"exact", r.Exact.Value, 3.0 / 4}, {"polarity accuracy", r.Polarity.Accuracy.Value, 2.0 / 3},
		{"pair F1", r.Polarity.Pair.F1, 2.0 / 4},
	} {
		if !close(c.got, c.want) {
			t.Errorf("%s = %v, want %v", c.name, c.got, c.want)
		}
	}
	if len(r.Themes) != 2 || r.Themes[0].ID != "a" || r.Themes[0].Support != 2 || r.Themes[0].Predicted != 3 {
		t.Errorf("themes = %+v", r.Themes)
	}
}

func TestIntervalsHoldTheirFigureAndRepeat(t *testing.T) {
	a, b := evaluate.Measure(rows, 7), evaluate.Measure(rows, 7)
	if a.Micro.Interval != b.Micro.Interval {
		t.Error("the same seed gave other intervals")
	}
	if i := a.Micro.Interval.F1; i[0] > a.Micro.F1 || i[1] < a.Micro.F1 || i[0] == i[1] {
		t.Errorf("F1 %v in %v", a.Micro.F1, i)
	}
}

// The bootstrap of a share must come near the normal approximation
// p ± 1.96 sqrt(p(1-p)/n): 0.8 ± 0.0392 for n = 400.
func TestIntervalIsAsWideAsTheoryWants(t *testing.T) {
	var many []evaluate.Row
	for i := range 400 {
		r := evaluate.Row{Text: string(rune('一' + i)), Gold: tags("a", 1), Guess: tags("a", 1)}
		if i%5 == 0 {
			r.Guess = nil
		}
		many = append(many, r)
	}
	e := evaluate.Measure(many, 3).Exact
	if math.Abs(e.Low-0.7608) > 0.01 || math.Abs(e.High-0.8392) > 0.01 {
		t.Errorf("exact = %+v", e)
	}
}

func TestNothingToMeasure(t *testing.T) {
	r := evaluate.Measure(nil, 1)
	if r.Micro.F1 != 0 || r.Polarity != nil || r.Themes == nil {
		t.Errorf("%+v", r)
	}
}

func TestPolarityIsLeftOutWhereNobodyGaveIt(t *testing.T) {
	r := evaluate.Measure([]evaluate.Row{{Text: "x", Gold: []evaluate.Tag{{Theme: "a"}}, Guess: tags("a", 1)}}, 1)
	if r.Polarity != nil || r.Micro.F1 != 1 {
		t.Errorf("%+v", r)
	}
}
