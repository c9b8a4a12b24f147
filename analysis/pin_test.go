package analysis

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
)

// account is what was shown, in memory.
type account struct {
	Store
	shown Shown
}

func (a *account) Shown(context.Context, survey.ID) (Shown, error) {
	return Shown{a.shown.Revision, slices.Clone(a.shown.Groups)}, nil
}

func (a *account) Show(_ context.Context, _ survey.ID, more Shown) error {
	a.shown.Groups, a.shown.Revision = append(a.shown.Groups, more.Groups...), a.shown.Revision+1
	return nil
}

// callees are dealers of a region and a tier of whom some answered, in a release each.
type callees struct {
	region, tier string
	n, answered  int
	release      int
}

// calledAgain is a world as a process finds it that begins anew.
func calledAgain(t *testing.T, a *account, groups ...callees) *world {
	t.Helper()
	w := newWorld(t, survey.Confidential)
	var list []Invitee
	var came []int
	for _, g := range groups {
		at := audience.Attributes{"region": g.region, "tier": g.tier}
		for i := range g.n {
			inv := Invitee{Dealer: fmt.Sprint(g.region, g.tier, i), Attributes: at}
			inv.Place.Region = g.region
			if i < g.answered {
				inv.Response = w.answer(answer.Data{"osat": float64(1 + i%5)}, at)
				came = append(came, g.release)
			}
			list = append(list, inv)
		}
	}
	w.table, w.writer = w.writer.Table(), nil
	var members []Member
	for row, release := range came {
		members = append(members, Member{ID: feedback.ID(w.table.ID(row)), Release: release, Position: row})
	}
	w.release(members)
	w.roll = rollOfInvited(list, w.table)
	w.finish()
	w.shown.store, w.shown.horizon = a, len(members)
	if err := w.shown.open(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.shown.planned = w.planned()
	return w
}

// What was told of the silent before an invitation is remembered after it: the east
// with its second tier, where nobody answered, and then without it.
func TestAnInvitationMakesNobodyForgetTheSilent(t *testing.T) {
	with := Filter{}.With("region", "east", "west").With("tier", "A", "B")
	without := Filter{}.With("region", "east", "west").With("tier", "A")
	begin := []callees{{"east", "A", 30, 20, 1}, {"east", "B", 6, 0, 0}, {"west", "A", 30, 20, 1}, {"south", "B", 30, 20, 1}, {"south", "A", 30, 20, 1}}
	later := append(slices.Clone(begin), callees{"north", "C", 9, 0, 0})
	for name, then := range map[string][]callees{"nothing happens": begin, "others are invited": later} {
		var a account
		if c := show(t, calledAgain(t, &a, begin...), with); !c.Shown() {
			t.Fatalf("%s: %+v", name, c)
		}
		w := calledAgain(t, &a, then...)
		if c := show(t, w, Filter{}); !c.Shown() || c.N != 80 {
			t.Errorf("%s: the whole is not shown any more: %+v", name, c)
		}
		if c := show(t, w, with); !c.Shown() || c.N != 40 {
			t.Errorf("%s: what was shown is not shown any more: %+v", name, c)
		}
		if c := show(t, w, without); c.Reason != Guarded {
			t.Errorf("%s: the second tier of the east is told to be silent: %+v", name, c)
		}
	}
}

// Who is invited to a group in which nobody answers any more was silent as of the next
// release, in which others answered: the group stands as of the release before.
func TestWhoIsInvitedLaterIsNotToldToBeSilent(t *testing.T) {
	var a account
	east := Filter{}.With("region", "east")
	first := []callees{{"east", "A", 30, 20, 1}, {"west", "A", 60, 20, 1}}
	if c := show(t, calledAgain(t, &a, first...), east); c.N != 20 || c.AsOf != 0 {
		t.Fatalf("%+v", c)
	}
	invited := []callees{{"east", "A", 30, 20, 1}, {"west", "A", 60, 20, 1}, {"east", "B", 1, 0, 0}}
	if c := show(t, calledAgain(t, &a, invited...), east); c.N != 20 || c.AsOf != 0 {
		t.Errorf("an invitation hides what stands: %+v", c)
	}
	next := append(slices.Clone(invited), callees{"west", "C", 20, 10, 2})
	w := calledAgain(t, &a, next...)
	if c := show(t, w, Filter{}); c.N != 50 || c.AsOf != 0 {
		t.Errorf("the whole: %+v", c)
	}
	if c := show(t, w, east); c.N != 20 || c.AsOf != 1 {
		t.Errorf("the one who was invited to the east was silent: %+v", c)
	}
	// Another process keeps to the same calls.
	if c := show(t, calledAgain(t, &a, append(next, callees{"east", "C", 4, 0, 0})...), Filter{}); c.N != 50 || c.AsOf != 0 {
		t.Errorf("after a further invitation: %+v", c)
	}
}

func show(t *testing.T, w *world, f Filter) Cell {
	t.Helper()
	l, err := w.look(context.Background(), everyone(), f)
	if err != nil {
		t.Fatal(err)
	}
	c := l.must(t, "responses")[0]
	if err := w.shown.keep(t.Context(), w.shown.now()); err != nil {
		t.Fatal(err)
	}
	return c
}
