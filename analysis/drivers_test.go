package analysis

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
)

// rated fills n answers in which overall satisfaction follows availability three
// times as much as punctuality.
func rated(w *world, n int, at audience.Attributes) {
	r := rand.New(rand.NewPCG(7, uint64(n)))
	scale := func(x float64) float64 { return math.Max(1, math.Min(5, math.Round(x))) }
	for range n {
		a, b := r.NormFloat64(), r.NormFloat64()
		w.answer(answer.Data{
			"osat":   scale(3 + .9*a + .3*b + .5*r.NormFloat64()),
			"supply": map[string]any{"available": scale(2.4 + a), "on_time": scale(3.8 + b)},
		}, at)
	}
}

func (l *look) mustDrivers(t *testing.T, q DriversQuery) DriverReport {
	t.Helper()
	r, err := l.drivers(q)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestDriversSayWhatGoesWithSatisfaction(t *testing.T) {
	w := newWorld(t, survey.Confidential)
	rated(w, 300, nil)
	r := w.open(t, everyone(), Filter{}).mustDrivers(t, DriversQuery{Outcome: "osat", Of: "supply"})
	if !r.Derived || r.Complete.N != 300 || len(r.Items) != 2 {
		t.Fatalf("%+v", r)
	}
	first, second := r.Items[0], r.Items[1]
	if first.Name != "supply.available" || first.Field != FixFirst || second.Field != TooMuch {
		t.Errorf("first %s is %s, second %s is %s", first.Name, first.Field, second.Name, second.Field)
	}
	if sum := first.Derived.Value + second.Derived.Value; math.Abs(sum-1) > 1e-9 {
		t.Errorf("the shares add to %v", sum)
	}
	for _, d := range r.Items {
		c := *d.Derived
		if !c.Bounded || c.Low >= c.Value || c.High <= c.Value || c.Low < 0 || c.High > 1 {
			t.Errorf("%s: %+v", d.Name, c)
		}
		if v := d.Inflation.Value; v < 1 || v > 1.2 {
			t.Errorf("%s is inflated %v times, though the two have nothing in common", d.Name, v)
		}
	}
	if r.Fit.Value < .4 || r.Fit.Value > .9 || r.Fit.Low >= r.Fit.Value {
		t.Errorf("fit %+v", r.Fit)
	}
}

func TestUnderAHundredAnswersImportanceIsNotDerived(t *testing.T) {
	for n, want := range map[int]bool{99: false, 100: true} {
		w := newWorld(t, survey.Identified)
		rated(w, n, nil)
		r := w.open(t, everyone(), Filter{}).mustDrivers(t, DriversQuery{Outcome: "osat", Of: "supply"})
		if r.Derived != want || r.Complete.N != n || (r.Refused == "report.refused.few") == want {
			t.Errorf("%d answers: derived %v, refused %q of %d", n, r.Derived, r.Refused, r.Complete.N)
		}
		if !want && (r.Items[0].Derived.Shown() || !r.Items[0].Performance.Shown()) {
			t.Errorf("%d answers: %+v", n, r.Items[0])
		}
	}
}

func TestAnswersThatCannotCarryDriversAreRefusedByName(t *testing.T) {
	for name, c := range map[string]struct {
		answer func(i int) answer.Data
		want   string
	}{
		"everybody is as satisfied": {func(i int) answer.Data {
			return answer.Data{"osat": 4.0, "supply": map[string]any{"available": float64(i%5 + 1), "on_time": float64(i%3 + 1)}}
		}, "report.refused.alike"},
		"one item is the other": {func(i int) answer.Data {
			return answer.Data{"osat": float64(i%5 + 1), "supply": map[string]any{"available": float64(i%3 + 1), "on_time": float64(i%3 + 1)}}
		}, "report.refused.collinear"},
	} {
		w := newWorld(t, survey.Identified)
		for i := range 120 {
			w.answer(c.answer(i), nil)
		}
		r := w.open(t, everyone(), Filter{}).mustDrivers(t, DriversQuery{Outcome: "osat", Of: "supply"})
		if r.Derived || r.Refused != c.want {
			t.Errorf("%s: derived %v, refused %q", name, r.Derived, r.Refused)
		}
	}
}

func TestWhatIsFittedIsShownOfGroupsThatNobodyChose(t *testing.T) {
	w := newWorld(t, survey.Confidential)
	rated(w, 150, audience.Attributes{"region": "east", "tier": "A"})
	rated(w, 151, audience.Attributes{"region": "west", "tier": "A"})
	rated(w, 152, audience.Attributes{"region": "west", "tier": "B"})
	for name, c := range map[string]struct {
		filter Filter
		want   bool
	}{
		"everybody": {Filter{}, true}, "a region": {Filter{}.With("region", "west"), true},
		"a tier": {Filter{}.With("tier", "A"), false}, "a tier of a region": {Filter{}.With("region", "west").With("tier", "B"), false},
	} {
		r := w.open(t, everyone(), c.filter).mustDrivers(t, DriversQuery{Outcome: "osat", Of: "supply"})
		if r.Derived != c.want || r.Complete.Suppressed == c.want {
			t.Errorf("%s: derived %v, %+v", name, r.Derived, r.Complete)
		}
		if r.Refused != "" {
			t.Errorf("%s: says %s of what is kept back", name, r.Refused)
		}
	}
	v := everyone()
	v.Scope = access.Scope{Level: access.Region, Value: "west"}
	if r := w.open(t, v, Filter{}).mustDrivers(t, DriversQuery{Outcome: "osat", Of: "supply"}); !r.Derived || r.Complete.N != 303 {
		t.Errorf("a region's own manager: %+v", r.Complete)
	}
}

func TestStatedAndDerivedStandBesideEachOther(t *testing.T) {
	w := worldOf(t, strings.Replace(worldForm, `["rebate", "credit", "target"]`, `["available", "on_time"]`, 1), survey.Identified)
	r := rand.New(rand.NewPCG(3, 4))
	for i := range 140 {
		a, b := float64(r.IntN(5)+1), float64(r.IntN(5)+1)
		first := []any{"on_time", "available"}
		if i%4 == 0 {
			first = []any{"available"}
		}
		w.answer(answer.Data{"osat": math.Round((3*a + b) / 4), "supply": map[string]any{"available": a, "on_time": b}, "first": first}, nil)
	}
	got := w.open(t, everyone(), Filter{}).mustDrivers(t, DriversQuery{})
	if got.Ranking == nil || got.Ranking.Name != "first" || got.Of.Name != "supply" || got.Outcome.Name != "osat" {
		t.Fatalf("chose %+v of %+v, ranking %+v", got.Outcome, got.Of, got.Ranking)
	}
	stated := map[string]string{}
	for _, d := range got.Items {
		stated[d.Name] = fmt.Sprint(d.Stated.Count, " of ", d.Stated.N)
	}
	if stated["supply.available"] != "140 of 140" || stated["supply.on_time"] != "105 of 140" {
		t.Errorf("stated %v", stated)
	}
	if got.Items[0].Name != "supply.available" {
		t.Errorf("the first is %s", got.Items[0].Name)
	}
}
