package analysis

import (
	"fmt"
	"testing"

	"dealervoice/survey"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
)

// silent is a world in which of some regions many answered and of others nobody.
func silent(t *testing.T, mode survey.Mode, answered map[string]int, asked map[string]int) *world {
	t.Helper()
	w := newWorld(t, mode)
	var list []Invitee
	for _, region := range []string{"east", "south", "west"} {
		for i := range asked[region] {
			at := audience.Attributes{"region": region, "tier": []string{"A", "B"}[i%2]}
			inv := Invitee{Dealer: fmt.Sprint(region, i), Attributes: at}
			inv.Place.Region = region
			if i < answered[region] {
				inv.Response = w.answer(answer.Data{"osat": float64(1 + i%5)}, at)
			}
			list = append(list, inv)
		}
	}
	w.callRoll(list)
	return w
}

func TestAFigureTellsOfNobodyThatTheyWereSilent(t *testing.T) {
	asked := map[string]int{"east": 30, "south": 30, "west": 6}
	answered := map[string]int{"east": 20, "south": 12}
	byRegion := func(w *world) map[string]Reason {
		out := map[string]Reason{}
		for _, c := range w.open(t, everyone(), Filter{}).must(t, "responses", "region") {
			out[c.key("region")] = c.Reason
		}
		return out
	}
	// Nobody of the west answered: it stands there as small as one with four, and one
	// of the others must go, or it could be subtracted.
	got := byRegion(silent(t, survey.Confidential, answered, asked))
	if len(got) != 3 || got["east"] != "" || got["west"] != Few || got["south"] != Guarded {
		t.Errorf("%v", got)
	}
	// Where nobody was asked in the west there is nothing to be told.
	if got := byRegion(silent(t, survey.Confidential, answered, map[string]int{"east": 30, "south": 30})); len(got) != 2 || got["south"] != "" {
		t.Errorf("%v", got)
	}
	if got := byRegion(silent(t, survey.Identified, answered, asked)); len(got) != 2 || got["south"] != "" {
		t.Errorf("identified: %v", got)
	}
	// The same by a filter whose complement has nobody that answered, before and after
	// the whole was seen, and by one that leaves no asked dealer out.
	for name, order := range map[string][]Filter{
		"the whole first":  {{}, Filter{}.With("region", "east", "south")},
		"the filter first": {Filter{}.With("region", "east", "south")},
	} {
		w := silent(t, survey.Confidential, answered, asked)
		var last Cell
		for _, f := range order {
			last = w.open(t, everyone(), f).must(t, "responses")[0]
		}
		if last.Reason != Guarded {
			t.Errorf("%s: %+v", name, last)
		}
		if c := w.open(t, everyone(), Filter{}.With("region", "east", "south", "west")).must(t, "responses")[0]; !c.Shown() {
			t.Errorf("%s: a filter that leaves nobody out is refused: %+v", name, c)
		}
	}
}

// What is known of an answer alone says nothing about the silent.
func TestAQuestionLeavesTheSilentOnNeitherSide(t *testing.T) {
	w := silent(t, survey.Confidential, map[string]int{"east": 20, "south": 20}, map[string]int{"east": 30, "south": 30})
	for _, f := range []Filter{{}, Filter{}.With("language", "zh-CN"), {From: "2026-01-01"}} {
		c := w.open(t, everyone(), f).must(t, "osat")[0]
		if f.IsZero() != c.Shown() { // nobody has a language or a day here
			t.Errorf("%v: %+v", f, c)
		}
	}
	if c := w.open(t, everyone(), Filter{}.With("tier", "A")).must(t, "osat")[0]; !c.Shown() {
		t.Errorf("%+v", c)
	}
}

// Fifteen of fifteen is told of each of them; sixteen of sixteen, and the whole, are
// shown, or a survey that everybody answers would show nothing.
func TestThatEverybodyOfAFewAnsweredIsNotTold(t *testing.T) {
	for n, want := range map[int]Reason{15: Guarded, 16: ""} {
		w := silent(t, survey.Confidential, map[string]int{"east": 30, "south": n}, map[string]int{"east": 40, "south": n})
		for _, c := range w.open(t, everyone(), Filter{}).must(t, "responses", "region") {
			if c.Reason != want {
				t.Errorf("%d of %d, %s: %q, want %q", n, n, c.key("region"), c.Reason, want)
			}
		}
	}
	w := silent(t, survey.Confidential, map[string]int{"east": 10}, map[string]int{"east": 10})
	if c := w.open(t, everyone(), Filter{}).must(t, "responses")[0]; !c.Shown() {
		t.Errorf("the whole: %+v", c)
	}
}

// What was bound before a restart is bound after it.
func TestTiesAreReadAgain(t *testing.T) {
	w := silent(t, survey.Confidential, map[string]int{"east": 20, "south": 12}, map[string]int{"east": 30, "south": 30, "west": 6})
	w.open(t, everyone(), Filter{})
	r := w.shown
	name := ""
	for i := range w.table.Len() {
		r.places = append(r.places, i)
	}
	whole := w.calling(everyone().Scope)
	r.store = struct{ Store }{}
	r.tie(whole)
	name = r.fresh[len(r.fresh)-1].Base
	r.reset()
	sum, ok := r.tieOf(name)
	if !ok {
		t.Fatalf("%s is not read", name)
	}
	r.ties.Tie(whole.in, sum)
	if !r.fits(whole) || r.fits(w.in(whole, "region", "east", "south")) {
		t.Error("the tie does not bind")
	}
	r.roll = rollOfRoster([]audience.Dealer{{Code: "x"}})
	if _, ok := r.tieOf(name); ok {
		t.Error("a tie of another roll binds")
	}
}
