package proposaldb_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"dealervoice/cmd/internal/audit"
	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/feedback/process"
	"dealervoice/feedback/proposal"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

func TestFromAFigureToANewVersionOfTheProcess(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := context.Background(), build(t, d)
		p := h.accepted(t, change("A403", "due_hours", 4.0), 3, "")
		if p.Number != 1 || p.ReviewOn != "2027-03-01" {
			t.Errorf("accepted %+v", p)
		}
		p = h.move(t, person("boss2", access.Manager), p.Number, process.Active)
		if p.Made != 2 || p.EffectiveFrom != "2026-12-01" {
			t.Errorf("made version %d from %s", p.Made, p.EffectiveFrom)
		}
		v, err := h.process.Version(ctx, person("x", access.Rep), 2)
		if err != nil {
			t.Fatal(err)
		}
		a, _, _ := v.Process.Action("A403")
		if v.Proposal != 1 || a.DueHours != 4 || !v.Participation.Met || v.EffectiveFrom != "2026-12-01" {
			t.Errorf("version %+v", v)
		}
		if sales, all := v.SalesShare(); sales != 3 || all != 10 {
			t.Errorf("%d of %d authors sell: three reps, an expert, five departments, a manager", sales, all)
		}
		got, err := h.Get(ctx, person("x", access.Rep), 1)
		if err != nil || got.State != process.Active || len(got.Moves) != 4 || len(got.Signatures) != 5 || len(got.Comments) != 2 || len(got.Reviews) != 1 {
			t.Errorf("read back %+v, %v", got, err)
		}
		if last := got.Moves[3]; last.Participation == nil || !last.Participation.Met || last.By.Role != access.Manager {
			t.Errorf("the activation keeps how the rule was judged: %+v", last)
		}
		lines, err := audit.New(d, clock).List(ctx, "", 0, 100)
		if err != nil {
			t.Fatal(err)
		}
		var actions []string
		for _, l := range slices.Backward(lines) {
			actions = append(actions, l.Action)
		}
		want := strings.Fields("process.import proposal.propose proposal.rewrite proposal.move proposal.comment proposal.comment proposal.move proposal.review " +
			"proposal.sign proposal.sign proposal.sign proposal.sign proposal.sign proposal.move process.revise proposal.move")
		if !slices.Equal(actions, want) {
			t.Errorf("trail %v", actions)
		}
	})
}

func TestActivationIsRefusedAtTwentyPerCentAndPassesAtThirty(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h, boss := context.Background(), build(t, d), person("boss", access.Manager)
		p := h.accepted(t, change("A403", "due_hours", 4.0), 2, "")
		_, err := h.Move(ctx, boss, p.Number, step(process.Active))
		f := fault.From(err)
		if f == nil || f.Kind != fault.KindInvalid || len(f.Fields) != 1 || f.Fields[0].Key != "proposal.unmet.reps" || f.Fields[0].Args["Have"] != 2 || f.Fields[0].Args["Need"] != 3 {
			t.Fatalf("at two of ten: %v", err)
		}
		got, err := h.Get(ctx, boss, p.Number)
		if err != nil || got.State != process.Accepted || got.Made != 0 || !got.Moves[len(got.Moves)-1].Refused {
			t.Errorf("the refused try is kept and nothing else happened: %+v, %v", got, err)
		}
		if b, err := h.process.Book(ctx, boss); err != nil || len(b.All) != 1 {
			t.Errorf("a version was made: %+v, %v", b.All, err)
		}
		lines, err := audit.New(d, clock).List(ctx, "proposal", 0, 1)
		if err != nil || !strings.Contains(lines[0].Detail, `"refused":true`) || !strings.Contains(lines[0].Detail, `"reps":"2/3"`) {
			t.Errorf("trail %+v, %v", lines, err)
		}
		q, err := h.Comment(ctx, person("rep9", access.Rep), p.Number, proposal.Remark{Kind: proposal.Support, Text: "我也遇到"})
		must(t, q, err)
		if p = h.move(t, boss, p.Number, process.Active); p.Made != 2 {
			t.Errorf("at three of ten: %+v", p)
		}
	})
}

func TestAMissingSignatureBlocksAndIsNamed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := build(t, d)
		p := h.accepted(t, change("A501", "due_hours", 24.0), 3, "finance")
		_, err := h.Move(context.Background(), person("boss", access.Manager), p.Number, step(process.Active))
		f := fault.From(err)
		if f == nil || len(f.Fields) != 1 || f.Fields[0].Key != "proposal.unmet.co_sign" || f.Fields[0].Args["Missing"] != "finance" {
			t.Errorf("got %v", err)
		}
	})
}

func TestAManagerMayOverrideWithAWrittenReason(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := context.Background(), build(t, d)
		p := h.accepted(t, change("A403", "due_hours", 4.0), 1, "it")
		st := step(process.Active)
		st.Override = "  "
		if _, err := h.Move(ctx, person("boss", access.Manager), p.Number, st); fault.KindOf(err) != fault.KindInvalid {
			t.Errorf("blanks are no reason: %v", err)
		}
		st.Override = "旺季前必须生效，十二月补征求意见"
		p, err := h.Move(ctx, person("boss", access.Manager), p.Number, st)
		must(t, p, err)
		v, err := h.process.Version(ctx, person("boss", access.Manager), p.Made)
		if err != nil || v.Participation.Met || v.Participation.Override != st.Override {
			t.Errorf("the book keeps the reason beside the version: %+v, %v", v.Participation, err)
		}
		heads, err := h.process.Book(ctx, person("boss", access.Manager))
		if err != nil || heads.All[0].Met || !heads.All[0].Overridden {
			t.Errorf("heads %+v, %v", heads.All, err)
		}
	})
}

func TestTwoManagersAtOnceMakeOneVersion(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := context.Background(), build(t, d)
		p := h.accepted(t, change("A403", "due_hours", 4.0), 3, "")
		errs := make([]error, 8)
		var wg sync.WaitGroup
		for i := range errs {
			wg.Go(func() {
				st := step(process.Active)
				st.Revision = p.Revision
				_, errs[i] = h.Move(ctx, person(fmt.Sprintf("boss%d", i), access.Manager), p.Number, st)
			})
		}
		wg.Wait()
		made := 0
		for _, err := range errs {
			if err == nil {
				made++
			} else if fault.KindOf(err) != fault.KindConflict {
				t.Errorf("not a conflict: %v", err)
			}
		}
		b, err := h.process.Book(ctx, person("x", access.Rep))
		if made != 1 || err != nil || len(b.All) != 2 {
			t.Errorf("%d succeeded, %d versions, %v", made, len(b.All), err)
		}
	})
}

func TestTwoProposalsThatAlterTheSameStepClash(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h, boss := context.Background(), build(t, d), person("boss", access.Manager)
		first := h.accepted(t, change("A403", "due_hours", 4.0), 3, "")
		second := h.accepted(t, change("A403", "due_hours", 8.0), 3, "")
		third := h.accepted(t, change("A402", "due_hours", 12.0), 3, "")
		h.move(t, boss, first.Number, process.Active)
		_, err := h.Move(ctx, boss, second.Number, step(process.Active))
		if f := fault.From(err); f == nil || f.Kind != fault.KindConflict || f.Key != "process.error.clash" {
			t.Errorf("the second of the same step: %v", err)
		}
		if p := h.move(t, boss, third.Number, process.Active); p.Made != 3 {
			t.Errorf("another step builds on the latest version: %+v", p)
		}
		v, err := h.process.Version(ctx, boss, 3)
		a, _, _ := v.Process.Action("A403")
		if err != nil || a.DueHours != 4 {
			t.Errorf("version 3 lost what version 2 changed: %v, %v", a.DueHours, err)
		}
	})
}

func TestAFailedActivationLeavesNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h, boss := context.Background(), build(t, d), person("boss", access.Manager)
		p := h.accepted(t, change("A403", "due_hours", 4.0), 3, "")
		before, err := h.Get(ctx, boss, p.Number)
		must(t, before, err)
		// The version is written before the proposal's move: breaking the last write
		// must take the first one back.
		if err := d.Write(ctx).Exec("ALTER TABLE proposal_moves RENAME TO moves_gone").Error; err != nil {
			t.Fatal(err)
		}
		if _, err := h.Move(ctx, boss, p.Number, step(process.Active)); err == nil || fault.KindOf(err) != fault.KindInternal {
			t.Fatalf("got %v", err)
		}
		if err := d.Write(ctx).Exec("ALTER TABLE moves_gone RENAME TO proposal_moves").Error; err != nil {
			t.Fatal(err)
		}
		after, err := h.Get(ctx, boss, p.Number)
		if err != nil || !reflect.DeepEqual(before, after) {
			t.Errorf("the proposal changed: %v", err)
		}
		if b, err := h.process.Book(ctx, boss); err != nil || len(b.All) != 1 {
			t.Errorf("half an activation: %+v, %v", b.All, err)
		}
	})
}
