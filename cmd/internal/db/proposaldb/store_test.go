package proposaldb_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"testing"

	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/db/proposaldb"
	"dealervoice/feedback/process"
	"dealervoice/feedback/proposal"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

func TestNumbersHaveNoGapsWhenManyProposeAtOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := context.Background(), build(t, d)
		var wg sync.WaitGroup
		for i := range 12 {
			wg.Go(func() {
				w, evidence := words(), ""
				if i%3 == 0 {
					evidence = "/app/no/such/figure" // refused, and leaves no gap
				}
				_, err := h.Propose(ctx, person(fmt.Sprintf("rep%d", i), access.Rep), w, evidence)
				if (err != nil) != (evidence != "") {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		list, err := h.List(ctx, person("x", access.Rep), proposal.Query{})
		if err != nil || len(list) != 8 {
			t.Fatalf("%d proposals, %v", len(list), err)
		}
		for i, p := range list {
			if p.Number != proposal.Number(8-i) {
				t.Errorf("place %d has number %d", i, p.Number)
			}
		}
	})
}

func TestARolledBackProposalLeavesNoGap(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := context.Background(), build(t, d)
		boom := fmt.Errorf("boom")
		err := d.InTx(ctx, func(ctx context.Context) error {
			if n, err := proposaldb.New(d).NextNumber(ctx); err != nil || n != 1 {
				t.Errorf("number %d, %v", n, err)
			}
			return boom
		})
		if err != boom {
			t.Fatal(err)
		}
		p, err := h.Propose(ctx, person("rep0", access.Rep), words(), "")
		if must(t, p, err); p.Number != 1 {
			t.Errorf("number %d", p.Number)
		}
	})
}

func TestAProposalIsReadAsItWasWritten(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := context.Background(), build(t, d)
		p := h.draft(t, change("A403", "feedback.basis.allowed", []any{"atp"}))
		got, err := h.Get(ctx, person("x", access.Rep), p.Number)
		if err != nil || !reflect.DeepEqual(got, p) {
			t.Errorf("read back\n%+v\nwant\n%+v\n%v", got, p, err)
		}
		if !got.Evidence[0].Intact() || got.Evidence[0].Snapshot.N != 41 || got.Evidence[0].Snapshot.Scope != "all" {
			t.Errorf("evidence %+v", got.Evidence[0])
		}
		if _, err := h.Get(ctx, person("x", access.Rep), 99); fault.KindOf(err) != fault.KindNotFound {
			t.Errorf("a proposal that is not there: %v", err)
		}
	})
}

func TestFrozenEvidenceStaysWhileTheFigureMoves(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := context.Background(), build(t, d)
		p := h.draft(t, change("A403", "due_hours", 4.0))
		h.figures.set(55)
		got, err := h.Get(ctx, person("x", access.Rep), p.Number)
		must(t, got, err)
		now, err := h.Today(ctx, person("x", access.Rep), got.Evidence[0])
		if err != nil || got.Evidence[0].Snapshot.N != 41 || now.Figure.Snapshot.N != 55 {
			t.Errorf("frozen %d, today %d, %v", got.Evidence[0].Snapshot.N, now.Figure.Snapshot.N, err)
		}
		east := person("x", access.Rep)
		east.Scope = access.Scope{Level: access.Region, Value: "华东"}
		if now, err := h.Today(ctx, east, got.Evidence[0]); err != nil || now.Reason != "proposal.now.out_of_scope" {
			t.Errorf("a narrower viewer sees today's figure of all: %+v, %v", now, err)
		}
		if err := d.Write(ctx).Exec("UPDATE proposal_evidence SET frozen = '{}'").Error; err == nil {
			t.Error("the database let frozen evidence be altered")
		}
		// Whoever can drop the trigger can still not make the hash agree unseen.
		tamper(t, d)
		got, err = h.Get(ctx, person("x", access.Rep), p.Number)
		if err != nil || got.Evidence[0].Intact() {
			t.Errorf("altered evidence passes as intact: %v", err)
		}
	})
}

// tamper alters the frozen numbers behind the trigger's back.
func tamper(t *testing.T, d *db.DB) {
	t.Helper()
	drop := "DROP TRIGGER proposal_evidence_are_not_changed"
	if d.Dialect() == db.PostgreSQL {
		drop = "DROP TRIGGER proposal_evidence_never_change ON proposal_evidence"
	}
	for _, sql := range []string{drop, `UPDATE proposal_evidence SET frozen = replace(frozen, '"n":41', '"n":410')`} {
		if err := d.Write(context.Background()).Exec(sql).Error; err != nil {
			t.Fatal(err)
		}
	}
}

func TestEditsSeeWhatTheyChange(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h, rep := context.Background(), build(t, d), person("rep0", access.Rep)
		p := h.draft(t, change("A403", "due_hours", 4.0))
		w := words()
		w.Body.Title = language.Text{ZH: "新标题", EN: "New title"}
		q, err := h.Edit(ctx, rep, p.Number, proposal.Edit{Words: w, Revision: p.Revision})
		if must(t, q, err); q.Edition != p.Edition+1 {
			t.Errorf("a rewording is a new edition: %d", q.Edition)
		}
		if _, err := h.Edit(ctx, rep, p.Number, proposal.Edit{Words: words(), Revision: p.Revision}); fault.KindOf(err) != fault.KindConflict {
			t.Errorf("an edit of what is no longer there: %v", err)
		}
		for name, v := range map[string]access.Viewer{"another rep": person("rep1", access.Rep), "a manager": person("boss", access.Manager)} {
			if _, err := h.Edit(ctx, v, p.Number, proposal.Edit{Words: w}); fault.KindOf(err) != fault.KindForbidden {
				t.Errorf("%s: %v", name, err)
			}
		}
		h.move(t, rep, p.Number, process.Discussion)
		for name, err := range map[string]error{
			"edit":    second(h.Edit(ctx, rep, p.Number, proposal.Edit{Words: w})),
			"uncite":  second(h.Uncite(ctx, rep, p.Number, q.Evidence[0].ID)),
			"rewrite": second(h.Rewrite(ctx, rep, p.Number, proposal.Rewriting{Change: change("A403", "due_hours", 8.0)})),
			"unwrite": second(h.Unwrite(ctx, rep, p.Number, process.Change{Action: "A403"})),
		} {
			if fault.KindOf(err) != fault.KindConflict {
				t.Errorf("%s in discussion: %v", name, err)
			}
		}
	})
}

func second(_ proposal.Proposal, err error) error { return err }

func TestARewordingAsksForReviewsAndSignaturesAnew(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h, rep := context.Background(), build(t, d), person("rep0", access.Rep)
		p := h.draft(t, change("A403", "due_hours", 4.0))
		h.move(t, rep, p.Number, process.Discussion)
		q, err := h.Sign(ctx, department("it"), p.Number, proposal.Agreement{Statement: "同意"})
		must(t, q, err)
		q, err = h.Review(ctx, person("expert", access.Expert), p.Number, judgement())
		must(t, q, err)
		p = h.move(t, rep, p.Number, process.Draft)
		q, err = h.Edit(ctx, rep, p.Number, proposal.Edit{Words: words(), Revision: p.Revision})
		if must(t, q, err); len(q.Signed()) != 0 || q.ReviewedBy("expert") {
			t.Errorf("signed %v", q.Signed())
		}
		h.move(t, rep, p.Number, process.Discussion)
		q, err = h.Sign(ctx, department("it"), p.Number, proposal.Agreement{Statement: "仍然同意"})
		if must(t, q, err); !slices.Equal(q.Signed(), []string{"it"}) || len(q.Signatures) != 2 {
			t.Errorf("signatures %+v", q.Signatures)
		}
	})
}

func TestADepartmentSignsForItselfOnlyAndOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := context.Background(), build(t, d)
		p := h.draft(t, change("A403", "due_hours", 4.0))
		h.move(t, person("rep0", access.Rep), p.Number, process.Discussion)
		sign := func(v access.Viewer) error {
			_, err := h.Sign(ctx, v, p.Number, proposal.Agreement{Statement: "同意"})
			return err
		}
		nobody := person("n", access.Support)
		for name, v := range map[string]access.Viewer{"logistics, which is not asked": department("logistics"), "support without a department": nobody,
			"a manager": person("boss", access.Manager), "a rep": person("rep1", access.Rep)} {
			if err := sign(v); fault.KindOf(err) != fault.KindForbidden {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := sign(department("finance")); err != nil {
			t.Error(err)
		}
		colleague := department("finance")
		colleague.UserID = "another"
		if err := sign(colleague); fault.KindOf(err) != fault.KindConflict {
			t.Errorf("the same department twice: %v", err)
		}
	})
}

func TestCommentsAndAnswers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h, rep := context.Background(), build(t, d), person("rep0", access.Rep)
		p := h.draft(t, change("A403", "due_hours", 4.0))
		say := func(v access.Viewer, k proposal.CommentKind, text string) error {
			_, err := h.Comment(ctx, v, p.Number, proposal.Remark{Kind: k, Text: text})
			return err
		}
		if err := say(person("rep1", access.Rep), proposal.Support, "同意"); fault.KindOf(err) != fault.KindConflict {
			t.Errorf("a draft is not open: %v", err)
		}
		h.move(t, rep, p.Number, process.Discussion)
		if err := say(person("a", access.Admin), proposal.Support, "同意"); fault.KindOf(err) != fault.KindForbidden {
			t.Errorf("an admin: %v", err)
		}
		if err := say(person("rep1", access.Rep), "shout", ""); len(fault.From(err).Fields) != 2 {
			t.Errorf("neither kind nor text: %v", err)
		}
		if err := say(person("boss", access.Manager, access.Rep), proposal.Objection, "订单台人手不够"); err != nil {
			t.Fatal(err)
		}
		q, err := h.Get(ctx, rep, p.Number)
		must(t, q, err)
		c := q.Comments[0]
		if c.By.Role != access.Rep {
			t.Errorf("a rep who is also manager speaks as rep: %s", c.By.Role)
		}
		answer := func(v access.Viewer) error {
			_, err := h.Answer(ctx, v, p.Number, proposal.Reply{Comment: c.ID, Text: "旺季前加两人"})
			return err
		}
		for name, v := range map[string]access.Viewer{"the objector, though a manager": person("boss", access.Manager), "another rep": person("rep5", access.Rep)} {
			if err := answer(v); fault.KindOf(err) != fault.KindForbidden {
				t.Errorf("%s answers: %v", name, err)
			}
		}
		if err := answer(rep); err != nil {
			t.Error(err)
		}
		if err := answer(person("boss2", access.Manager)); fault.KindOf(err) != fault.KindConflict {
			t.Errorf("a second answer: %v", err)
		}
		q, err = h.Get(ctx, rep, p.Number)
		if must(t, q, err); q.Comments[0].Answer == nil || q.Comments[0].Answer.By.ID != "rep0" || len(q.Unanswered()) != 0 {
			t.Errorf("comment %+v", q.Comments[0])
		}
	})
}

func TestNoObjectionSlipsInBesideAnAcceptance(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h := context.Background(), build(t, d)
		for range 6 {
			p := h.draft(t, change("A403", "due_hours", 4.0))
			h.move(t, person("rep0", access.Rep), p.Number, process.Discussion)
			p = h.move(t, person("rep0", access.Rep), p.Number, process.Review)
			p, err := h.Review(ctx, person("expert", access.Expert), p.Number, judgement())
			must(t, p, err)
			var moved error
			var wg sync.WaitGroup
			wg.Go(func() {
				_, err := h.Comment(ctx, person("rep1", access.Rep), p.Number, proposal.Remark{Kind: proposal.Objection, Text: "不行"})
				if err != nil {
					t.Error(err)
				}
			})
			wg.Go(func() {
				st := step(process.Accepted)
				st.Revision = p.Revision
				_, moved = h.Move(ctx, person("boss", access.Manager), p.Number, st)
			})
			wg.Wait()
			got, err := h.Get(ctx, person("x", access.Rep), p.Number)
			must(t, got, err)
			accepted := slices.IndexFunc(got.Moves, func(m proposal.Move) bool { return m.To == process.Accepted })
			if (moved == nil) != (accepted >= 0) || moved != nil && fault.KindOf(moved) != fault.KindConflict {
				t.Errorf("moved: %v, state %s", moved, got.State)
			}
		}
	})
}

func TestADraftOnAnOldVersionIsRebasedOrRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h, rep := context.Background(), build(t, d), person("rep0", access.Rep)
		mine := h.draft(t, change("A403", "due_hours", 8.0))
		other := h.accepted(t, change("A403", "due_hours", 4.0), 3, "")
		h.move(t, person("boss", access.Manager), other.Number, process.Active)
		_, err := h.Rewrite(ctx, rep, mine.Number, proposal.Rewriting{Change: change("A402", "due_hours", 12.0)})
		if f := fault.From(err); f == nil || f.Key != "process.error.clash" {
			t.Errorf("the draft's other change clashes: %v", err)
		}
		p, err := h.Rewrite(ctx, rep, mine.Number, proposal.Rewriting{Change: change("A403", "due_hours", 2.0)})
		if must(t, p, err); p.Base != 2 || len(p.Changes) != 1 {
			t.Errorf("rewriting the clashing step drafts it on the latest version: base %d, %d changes", p.Base, len(p.Changes))
		}
		p, err = h.Unwrite(ctx, rep, mine.Number, process.Change{Action: "A403"})
		if must(t, p, err); len(p.Changes) != 0 || p.Base != 0 {
			t.Errorf("unwritten: %+v", p.Changes)
		}
	})
}

func TestEvidenceIsRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h, rep := context.Background(), build(t, d), person("rep0", access.Rep)
		p := h.draft(t, change("A403", "due_hours", 4.0))
		for name, at := range map[string]string{"another site": "https://evil.example/app/x", "no figure": "/app/none"} {
			if _, err := h.Cite(ctx, rep, p.Number, at); fault.KindOf(err) != fault.KindInvalid {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := h.Cite(ctx, person("expert", access.Expert), p.Number, ref); fault.KindOf(err) != fault.KindForbidden {
			t.Errorf("an expert attaches a figure: %v", err)
		}
		if _, err := h.Uncite(ctx, person("analyst", access.Analyst), p.Number, p.Evidence[0].ID); fault.KindOf(err) != fault.KindForbidden {
			t.Errorf("somebody else takes evidence away: %v", err)
		}
		p, err := h.Cite(ctx, person("analyst", access.Analyst), p.Number, ref)
		if must(t, p, err); len(p.Evidence) != 2 {
			t.Errorf("%d figures", len(p.Evidence))
		}
		p, err = h.Uncite(ctx, rep, p.Number, p.Evidence[0].ID)
		if must(t, p, err); len(p.Evidence) != 1 {
			t.Errorf("%d figures", len(p.Evidence))
		}
		if _, err := h.Uncite(ctx, rep, p.Number, "nope"); fault.KindOf(err) != fault.KindNotFound {
			t.Errorf("evidence that is not there: %v", err)
		}
		h.move(t, rep, p.Number, process.Discussion)
		q, err := h.Cite(ctx, person("analyst", access.Analyst), p.Number, ref)
		if must(t, q, err); q.Edition != p.Edition || q.Evidence[1].By.ID != "analyst" {
			t.Errorf("evidence added in discussion rewords nothing: edition %d, by %s", q.Edition, q.Evidence[1].By.ID)
		}
		h.move(t, rep, p.Number, process.Review)
		if _, err := h.Cite(ctx, rep, p.Number, ref); fault.KindOf(err) != fault.KindConflict {
			t.Errorf("evidence added in review: %v", err)
		}
	})
}

func TestNobodySignsOrReviewsAWordingTheyHaveNotRead(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, h, rep := context.Background(), build(t, d), person("rep0", access.Rep)
		p := h.draft(t, change("A403", "due_hours", 4.0))
		read := p.Edition
		q, err := h.Edit(ctx, rep, p.Number, proposal.Edit{Words: words(), Revision: p.Revision})
		must(t, q, err)
		h.move(t, rep, p.Number, process.Discussion)
		j := judgement()
		j.Edition = read
		if _, err := h.Review(ctx, person("expert", access.Expert), p.Number, j); fault.KindOf(err) != fault.KindConflict {
			t.Errorf("review of an earlier wording: %v", err)
		}
		if _, err := h.Sign(ctx, department("it"), p.Number, proposal.Agreement{Statement: "同意", Edition: read}); fault.KindOf(err) != fault.KindConflict {
			t.Errorf("signature under an earlier wording: %v", err)
		}
	})
}
