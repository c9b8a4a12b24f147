package invitationdb_test

import (
	"testing"
	"time"

	"dealervoice/survey/fault"
	"dealervoice/survey/invitation"
)

func TestReportsChangeWhatIsKnownOnce(t *testing.T) {
	each(t, func(w *world) {
		w.publish("identified")
		w.roster(3)
		m := w.send(w.request(invitation.Invite))
		tags := w.states(m.ID)
		say := func(code string, v invitation.Verdict) bool {
			t.Helper()
			changed, err := w.Mailings.Reported(ctx, invitation.Report{Tag: tags[code].Tag, Verdict: v, Code: 550, Detail: "5.1.1 no\r\nsuch user"})
			if err != nil {
				t.Fatal(err)
			}
			return changed
		}
		if !say("D1", invitation.Hard) || say("D1", invitation.Hard) || say("D1", invitation.Never) {
			t.Error("a report counts once")
		}
		if !say("D2", invitation.Never) || say("D2", invitation.Never) || say("D3", invitation.Later) {
			t.Error("what came back counts once, and that it is late is no news")
		}
		got := w.states(m.ID)
		if got["D1"].State != invitation.Bounced || got["D1"].Detail != "5.1.1 no such user" || got["D2"].State != invitation.Returned || got["D3"].State != invitation.Sent {
			t.Errorf("%+v", got)
		}
		if _, err := w.Mailings.Reported(ctx, invitation.Report{Tag: "7k3qabcdefghijklmnopqrstuvwx", Verdict: invitation.Hard}); fault.KindOf(err) != fault.KindNotFound {
			t.Errorf("a stranger's: %v", err)
		}

		// A dead address gets nothing; one mended in the roster gets a new link, and
		// the old one, which went astray, ends.
		old := linkOf(t, w.letterTo(1))
		w.post.Empty()
		r := w.request(invitation.Invite)
		r.Who = invitation.Unreached
		if l := w.send(r); l.Total != 1 || l.LeftOut != 1 || w.post.Counts()["d2@dealer.example.com"] != 1 {
			t.Errorf("%+v, %v", l, w.post.Counts())
		}
		if _, err := w.Roster.Import(ctx, analyst, "code,name,region,language,email\nD1,Dealer 1,华南,en,new@dealer.example.com\n"); err != nil {
			t.Fatal(err)
		}
		w.post.Empty()
		w.send(r)
		box := w.post.Box()
		if len(box) != 1 || box[0].To != "new@dealer.example.com" || linkOf(t, box[0]) == old {
			t.Fatalf("%v", w.post.Counts())
		}
		if _, err := w.Surveys.InvitationByToken(ctx, old); fault.KindOf(err) != fault.KindClosed {
			t.Errorf("the old link: %v", err)
		}
		// Staff may free a dead address, not one whose reader has left.
		if err := w.Mailings.Free(ctx, analyst, w.slug, "d1@dealer.example.com"); err != nil {
			t.Error(err)
		}
		if err := w.Mailings.Leave(ctx, string(tags["D3"].Tag)); err != nil {
			t.Fatal(err)
		}
		if err := w.Mailings.Free(ctx, analyst, w.slug, "d3@dealer.example.com"); fault.KindOf(err) != fault.KindConflict {
			t.Errorf("who left was written to again: %v", err)
		}
	})
}

func TestAMailingIsStoppedAndResumed(t *testing.T) {
	each(t, func(w *world) {
		w.publish("identified")
		w.roster(3)
		r := w.request(invitation.Invite)
		r.Day = w.Roster.Today().Plus(3)
		m, err := w.Mailings.Schedule(ctx, analyst, r)
		if err != nil {
			t.Fatal(err)
		}
		job := invitation.Job{Survey: w.slug, Mailing: m.ID}
		do := func(act invitation.Act, want invitation.State) {
			t.Helper()
			for range 2 { // twice is once
				if err := w.Mailings.Do(ctx, analyst, act, job); err != nil {
					t.Fatal(err)
				}
			}
			if l := w.mailing(m.ID); l.State != want {
				t.Errorf("after %s it is %s", act, l.State)
			}
		}
		do(invitation.Halt, invitation.Stopped)
		w.Later(4 * day)
		w.run(m.ID)
		if len(w.post.Box()) != 0 {
			t.Fatal("a stopped mailing sent something")
		}
		do(invitation.Resume, invitation.Scheduled)
		w.run(m.ID)
		if l := w.mailing(m.ID); l.State != invitation.Done || len(w.post.Box()) != 3 {
			t.Errorf("%+v", l)
		}
	})
}

// TestWhatAReminderCosts counts the statements of a run: a few a piece of 500,
// then for every batch of 64 a few, and two changes a letter.
func TestWhatAReminderCosts(t *testing.T) {
	each(t, func(w *world) {
		w.publish("confidential")
		const n = 130
		w.roster(n)
		w.send(w.request(invitation.Invite))
		w.Later(5 * day)
		m, err := w.Mailings.Schedule(ctx, analyst, w.request(invitation.Reminder))
		if err != nil {
			t.Fatal(err)
		}
		w.post.Empty()
		began := time.Now()
		reads, writes := w.Statements(func() { w.run(m.ID) })
		if len(w.post.Box()) != n {
			t.Fatalf("%d letters", len(w.post.Box()))
		}
		t.Logf("%d reminders: %d reads, %d writes, %.0f a second", n, reads, writes, n/time.Since(began).Seconds())
		if reads > 60 || writes > 2*n+20 {
			t.Errorf("%d reminders cost %d reads and %d writes", n, reads, writes)
		}
	})
}
