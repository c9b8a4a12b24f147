package analysis

import (
	"fmt"
	"testing"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
)

// region is how many of a region were asked and answered, wave by wave; the first
// ones answer.
type region struct {
	name     string
	asked    int
	answered [2]int
}

func turnoutOf(t *testing.T, mode survey.Mode, v access.Viewer, regions ...region) *turnout {
	t.Helper()
	w := newWorld(t, mode)
	out := &turnout{}
	var all []Invitee
	for wave := range 2 {
		for _, r := range regions {
			for i := range r.asked {
				at := audience.Attributes{"region": r.name, "wave": fmt.Sprint(wave + 1)}
				inv := Invitee{Wave: wave + 1, Dealer: fmt.Sprint(r.name, i), Attributes: at, Place: access.Place{Region: r.name}}
				if i < r.answered[wave] {
					inv.Response = w.answer(answer.Data{"osat": float64(1 + i%5)}, at)
				}
				all = append(all, inv)
				if v.Scope.Covers(inv.Place) {
					out.asked = append(out.asked, inv)
				}
			}
		}
	}
	for _, r := range regions {
		for range r.asked + 2 {
			out.dealers = append(out.dealers, audience.Dealer{Region: r.name})
		}
	}
	w.callRoll(all)
	out.look = w.open(t, v, Filter{})
	return out
}

func (r Turnout) of(t *testing.T, value string) TurnoutGroup {
	t.Helper()
	for _, split := range r.Segments {
		for _, g := range split.Groups {
			if g.Value == value {
				return g
			}
		}
	}
	t.Fatalf("no segment %s in %+v", value, r.Segments)
	return TurnoutGroup{}
}

func TestTurnoutStandsBesideWhoWasAskedAndTheRoster(t *testing.T) {
	r, err := turnoutOf(t, survey.Identified, everyone(), region{"east", 20, [2]int{12, 10}}, region{"west", 10, [2]int{3, 8}}).report("")
	if err != nil || r.Wave != "2" || fmt.Sprint(r.Waves) != "[1 2]" {
		t.Fatalf("%+v, %v", r, err)
	}
	east := r.of(t, "east")
	if east.Roster != 22 || east.Invited != 20 || east.Rate.Count != 10 || east.Rate.Value != 0.5 || !east.Rate.Bounded || east.Rate.Low < 0.29 || east.Rate.Low > 0.31 {
		t.Errorf("%+v", east)
	}
	if r.Whole.Rate.Count != 18 || r.Whole.Rate.N != 30 {
		t.Errorf("%+v", r.Whole)
	}
	// Of the twelve in the east ten came back; of three in the west all did.
	if r.Return == nil || r.Return.From != "1" || r.Return.Whole.Left.Count != 2 || r.Return.Whole.Stayed.Count != 13 || r.Return.Whole.Stayed.N != 15 {
		t.Fatalf("%+v", r.Return)
	}
	if g := r.Return.Segments[0].Groups[0]; g.Value != "east" || g.Stayed.Count != 10 || g.Left.Count != 2 {
		t.Errorf("%+v", g)
	}
	first, err := turnoutOf(t, survey.Identified, everyone(), region{"east", 20, [2]int{12, 10}}).report("1")
	if err != nil || first.Return != nil || first.Whole.Rate.Count != 12 || len(first.Segments) != 0 {
		t.Errorf("%+v, %v", first, err)
	}
}

// Dealers who stand in the roster and were never asked: their segment is there with how many they
// are, and says that nobody was asked, not that nobody answered; they are in the whole, and in
// nobody's rate.
func TestDealersOfTheRosterWhoWereNotAskedAreSeen(t *testing.T) {
	for _, mode := range []survey.Mode{survey.Identified, survey.Confidential} {
		made := turnoutOf(t, mode, everyone(), region{"east", 30, [2]int{20, 20}}, region{"west", 30, [2]int{18, 16}})
		for range 7 {
			made.dealers = append(made.dealers, audience.Dealer{Region: "north"})
		}
		r, err := made.report("2")
		if err != nil {
			t.Fatal(err)
		}
		north, east := r.of(t, "north"), r.of(t, "east")
		if north.Roster != 7 || north.Invited != 0 || north.Rate.Shown() || north.Rate.Count != 0 || north.Rate.Value != 0 || north.Rate.N != 0 {
			t.Errorf("%s: never asked: %+v", mode, north)
		}
		if east.Roster != 32 || east.Invited != 30 || east.Rate.Count != 20 || !east.Rate.Shown() {
			t.Errorf("%s: %+v", mode, east)
		}
		if r.Whole.Roster != 2*32+7 || r.Whole.Invited != 60 || r.Whole.Rate.Count != 36 || r.Whole.Rate.N != 60 {
			t.Errorf("%s: %+v", mode, r.Whole)
		}
	}
}

func TestSilenceIsProtectedAsAnswersAre(t *testing.T) {
	hidden := func(name string, got TurnoutGroup, want bool) {
		t.Helper()
		if got.Rate.Suppressed != want || want && (got.Rate.N != 0 || got.Rate.Count != 0 || got.Rate.Value != 0) {
			t.Errorf("%s: %+v, hidden should be %v", name, got, want)
		}
	}
	count := func(regions ...region) Turnout {
		r, err := turnoutOf(t, survey.Confidential, everyone(), regions...).report("2")
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	r := count(region{"east", 30, [2]int{20, 20}}, region{"west", 30, [2]int{18, 16}})
	hidden("whole", r.Whole, false)
	hidden("ten silent of thirty", r.of(t, "east"), false)
	hidden("fourteen silent", r.of(t, "west"), false)
	r = count(region{"east", 30, [2]int{20, 20}}, region{"west", 20, [2]int{16, 16}})
	hidden("four silent among twenty: no one of them is told", r.of(t, "west"), false)
	r = count(region{"east", 30, [2]int{20, 20}}, region{"west", 15, [2]int{15, 15}})
	hidden("everybody of fifteen answered: it is told of each of them", r.of(t, "west"), true)
	hidden("the rest of all but these", r.of(t, "east"), true)
	r = count(region{"east", 30, [2]int{20, 20}}, region{"west", 30, [2]int{4, 4}})
	hidden("four answered", r.of(t, "west"), true)
	hidden("the rest of all but four", r.of(t, "east"), true)
	r = count(region{"east", 30, [2]int{20, 20}}, region{"west", 30, [2]int{}})
	hidden("nobody answered", r.of(t, "west"), true)
	hidden("the rest of all but those: all came from here", r.of(t, "east"), true)
	hidden("the whole", r.Whole, false)
	r = count(region{"east", 40, [2]int{30, 20}}, region{"west", 40, [2]int{20, 20}})
	if g := r.Return.Segments[0].Groups; !g[0].Left.Shown() || g[0].Left.Count != 10 || g[1].Left.Shown() || g[1].Stayed.Shown() {
		t.Errorf("ten of thirty left in the east, nobody in the west: %+v", g)
	}
}

func TestTurnoutEndsAtTheViewersScope(t *testing.T) {
	v := everyone()
	v.Scope = access.Scope{Level: access.Region, Value: "west"}
	r, err := turnoutOf(t, survey.Identified, v, region{"east", 20, [2]int{12, 10}}, region{"west", 10, [2]int{3, 8}}).report("2")
	if err != nil || r.Whole.Invited != 10 || r.Whole.Rate.Count != 8 || r.Return.Whole.Stayed.N != 3 {
		t.Errorf("%+v, %v", r, err)
	}
}
