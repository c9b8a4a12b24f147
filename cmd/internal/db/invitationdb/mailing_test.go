package invitationdb_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/mailtest"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/invitation"
	"dealervoice/survey/language"
)

// answer fills a form by its link to the end.
func (w *world) answer(token string) {
	w.t.Helper()
	first := w.Visitor(language.English).Get("/i/"+token).Form("form.f, main form, form").Set("one", "first words")
	first.Press("button[value=next]").Form("form").Set("two", "second words").Press("button[value=submit]").Expect(apptest.Via(303), apptest.Status(200))
}

func TestInvitationsGoOutOnceInTheDealersLanguage(t *testing.T) {
	each(t, func(w *world) {
		w.publish("confidential")
		w.roster(4)
		l := w.send(w.request(invitation.Invite))
		if l.State != invitation.Done || l.Tally[invitation.Sent] != 4 || l.Total != 4 || l.Percent() != 100 || l.Problem != "" {
			t.Fatalf("%+v", l)
		}
		en, zh := w.letterTo(1), w.letterTo(2)
		for header, want := range map[string]string{
			"From": `"Voice" <voice@maker.example.com>`, "To": `"Dealer 1" <d1@dealer.example.com>`, "Subject": "Dealer survey: your opinion counts",
			"Auto-Submitted": "auto-generated", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click", "Content-Language": "en", "X-Auto-Response-Suppress": "All",
		} {
			if got := en.Header(t, header); got != want {
				t.Errorf("%s is %q, want %q", header, got, want)
			}
		}
		if got := zh.Header(t, "Subject"); got != "经销商调查：想听听您的意见" {
			t.Errorf("subject %q", got)
		}
		text, html := bodies(t, en)
		for _, want := range []string{"Dealer 1, good day,", "yours alone", "the voice officer alone", "groups of 5"} {
			if !strings.Contains(text, want) || !strings.Contains(html, want) {
				t.Errorf("%q is missing in\n%s\n%s", want, text, html)
			}
		}
		if strings.Contains(html, "<img") || strings.Contains(html, "src=") || strings.Count(html, "http") != strings.Count(html, w.URL) {
			t.Errorf("the letter fetches something:\n%s", html)
		}
		if in, err := w.Surveys.InvitationByToken(ctx, linkOf(t, en)); err != nil || in.Invitation.DealerCode != "D1" {
			t.Errorf("the link opens %+v, %v", in.Invitation, err)
		}
		tag := w.states(l.ID)["D1"].Tag
		if en.From != "bounce+"+string(tag)+"@maker.example.com" || en.Header(t, "Message-ID") != "<"+string(tag)+"@maker.example.com>" {
			t.Errorf("return path %s", en.From)
		}

		// Again: everybody is invited already.
		again := w.send(w.request(invitation.Invite))
		if again.Total != 0 || again.State != invitation.Done || len(w.post.Box()) != 4 {
			t.Errorf("again: %+v, %d letters", again, len(w.post.Box()))
		}
	})
}

func TestAReminderCarriesTheSameLinkToThoseWhoHaveNotAnswered(t *testing.T) {
	each(t, func(w *world) {
		p := w.publish("identified")
		w.roster(5)
		w.send(w.request(invitation.Invite))
		before := map[int]string{}
		for i := 1; i <= 5; i++ {
			before[i] = linkOf(t, w.letterTo(i))
		}
		w.answer(before[1])
		// D2 has begun.
		w.Visitor(language.English).Get("/i/"+before[2]).Form("form").Set("one", "begun here").Press("button[value=next]").Expect(apptest.Status(200))

		w.post.Empty()
		if early := w.send(w.request(invitation.Reminder)); early.Total != 0 || len(w.post.Box()) != 0 {
			t.Errorf("reminded before the days had passed: %+v", early.Tally)
		}
		w.Later(5 * day)
		l := w.send(w.request(invitation.Reminder))
		if l.Tally[invitation.Sent] != 4 || w.post.Counts()["d1@dealer.example.com"] != 0 {
			t.Fatalf("%+v, %v", l.Tally, w.post.Counts())
		}
		if got := linkOf(t, w.letterTo(2)); got != before[2] {
			t.Errorf("the reminder carries another link")
		}
		if got := w.letterTo(3).Header(t, "Subject"); got != "A reminder: Dealer survey" {
			t.Errorf("subject %q", got)
		}
		resumed := w.Visitor(language.English).Get("/i/" + before[2])
		if !strings.Contains(resumed.Body, "begun here") && !strings.Contains(resumed.Body, `name="two"`) {
			t.Errorf("the reminder begins anew:\n%s", resumed.Body)
		}

		// At most two, and those who answer meanwhile get none although they were
		// put down.
		w.Later(5 * day)
		m, err := w.Mailings.Schedule(ctx, analyst, w.request(invitation.Reminder))
		if err != nil {
			t.Fatal(err)
		}
		w.post.Empty()
		w.answer(before[3])
		w.Work()
		if got := w.post.Counts(); len(got) != 3 || got["d3@dealer.example.com"] != 0 {
			t.Errorf("second reminder: %v, %+v", got, w.mailing(m.ID).Tally)
		}
		w.Later(30 * day)
		w.post.Empty()
		if third := w.send(w.request(invitation.Reminder)); third.Total != 0 || len(w.post.Box()) != 0 {
			t.Errorf("a third reminder: %+v", third.Tally)
		}
		_ = p
	})
}

func TestAReminderOfAConfidentialSurveyTellsNobodyWhoHasAnswered(t *testing.T) {
	each(t, func(w *world) {
		w.publish("confidential")
		w.roster(12)
		w.send(w.request(invitation.Invite))
		w.answer(linkOf(t, w.letterTo(4)))
		w.Later(5 * day)
		l := w.send(w.request(invitation.Reminder))
		people, n, err := w.Mailings.People(ctx, analyst, l, invitation.Query{Limit: 100})
		if err != nil || len(people)+n != 0 || l.Step != 5 || l.Tally[invitation.Sent] != 10 || l.Total != 10 || l.LeftOut != 0 {
			t.Errorf("%d people, %+v, %v", n, l, err)
		}
		if got := w.post.Counts(); got["d4@dealer.example.com"] != 1 || got["d5@dealer.example.com"] != 2 {
			t.Errorf("%v", got)
		}
	})
}

func TestAnUnlinkableSurveyRemindsEverybodyAndStaffSeeNoLink(t *testing.T) {
	each(t, func(w *world) {
		w.publish("unlinkable")
		w.roster(3)
		if l := w.send(w.request(invitation.Invite)); l.Tally[invitation.Sent] != 3 {
			t.Fatalf("%+v", l)
		}
		first := linkOf(t, w.letterTo(1))
		w.answer(first)
		w.post.Empty()
		w.Later(5 * day)
		if l := w.send(w.request(invitation.Reminder)); l.Tally[invitation.Sent] != 3 {
			t.Fatalf("reminders: %+v", l)
		}
		if got := linkOf(t, w.letterTo(1)); got != first {
			t.Error("the reminder carries another link, by which D1 could answer twice")
		}
		r := w.request(invitation.Invite)
		r.Channel = invitation.Gateway
		if _, err := w.Mailings.Schedule(ctx, analyst, r); fault.KindOf(err) != fault.KindConflict {
			t.Errorf("by the gateway: %v", err)
		}
		if dealers, err := w.Roster.All(ctx, analyst, w.request(invitation.Invite).Filter.Query()); err != nil {
			t.Error(err)
		} else if _, err := w.Surveys.Hand(ctx, analyst, w.slug, dealers); fault.KindOf(err) != fault.KindConflict {
			t.Errorf("links for staff: %v", err)
		}
	})
}

func TestWhatAMailServerSaysIsUnderstood(t *testing.T) {
	each(t, func(w *world) {
		w.publish("identified")
		w.roster(6)
		grey := true
		w.post.Say(func(at mailtest.Stage, to string) error {
			switch {
			case at == mailtest.Rcpt && strings.HasPrefix(to, "d1@"):
				return mailtest.Reply(550, [3]int{5, 1, 1}, "no such user")
			case at == mailtest.Rcpt && strings.HasPrefix(to, "d2@") && grey:
				return mailtest.Reply(451, [3]int{4, 7, 1}, "come back later")
			case at == mailtest.Begin && strings.HasPrefix(to, "d3@"):
				return mailtest.Reply(554, [3]int{5, 7, 1}, "looks like spam")
			case at == mailtest.End && strings.HasPrefix(to, "d4@"):
				return mailtest.ErrHang // it has the letter, and nobody knows
			case at == mailtest.Begin && strings.HasPrefix(to, "d5@") && grey:
				return mailtest.Reply(452, [3]int{4, 3, 1}, "disk is full")
			}
			return nil
		})
		m := w.send(w.request(invitation.Invite))
		got := w.states(m.ID)
		for code, want := range map[string]invitation.MessageState{
			"D1": invitation.Bounced, "D2": invitation.Queued, "D3": invitation.Failed, "D4": invitation.Uncertain, "D5": invitation.Queued, "D6": invitation.Sent,
		} {
			if got[code].State != want {
				t.Errorf("%s is %s, want %s (%d %s)", code, got[code].State, want, got[code].Code, got[code].Detail)
			}
		}
		if p := got["D1"]; p.Code != 550 || !strings.Contains(p.Detail, "no such user") {
			t.Errorf("D1: %d %q", p.Code, p.Detail)
		}
		if l := w.mailing(m.ID); l.State != invitation.Sending || !l.NextAt.After(time.Now()) {
			t.Errorf("it waits for %v in state %s", l.NextAt, l.State)
		}
		grey = false
		w.run(m.ID) // too early
		if len(w.post.Box()) != 2 {
			t.Errorf("%v", w.post.Counts())
		}
		w.Later(time.Hour)
		w.run(m.ID)
		if l := w.mailing(m.ID); l.State != invitation.Done || l.Tally[invitation.Sent] != 3 {
			t.Errorf("%+v", l)
		}
		if got := w.post.Counts(); got["d4@dealer.example.com"] != 1 {
			t.Errorf("an uncertain letter was sent again: %v", got)
		}

		// By hand, once somebody has looked. It keeps its Message-ID.
		id := w.letterTo(4).Header(t, "Message-ID")
		w.post.Say(func(mailtest.Stage, string) error { return nil })
		w.post.Empty()
		if err := w.Mailings.Do(ctx, analyst, invitation.Again, invitation.Job{Survey: w.slug, Mailing: m.ID}); err != nil {
			t.Fatal(err)
		}
		w.Work()
		if got := w.post.Counts(); len(got) != 2 || w.letterTo(4).Header(t, "Message-ID") != id {
			t.Errorf("again: %v", got)
		}
		// The dead address stays stopped, and one mended in the roster is free.
		plan, err := w.Mailings.Plan(ctx, analyst, func() invitation.Request { r := w.request(invitation.Invite); r.Who = invitation.Unreached; return r }())
		if err != nil || len(plan.Ask) != 0 || plan.Stopped != 1 {
			t.Errorf("plan %+v, %v", plan, err)
		}
	})
}

func TestAServerThatCannotBeReachedIsWaitedFor(t *testing.T) {
	each(t, func(w *world) {
		w.publish("identified")
		w.roster(3)
		broken := true
		w.post.Say(func(at mailtest.Stage, _ string) error {
			if broken && at == mailtest.Rcpt {
				return mailtest.ErrHang
			}
			return nil
		})
		m, err := w.Mailings.Schedule(ctx, analyst, w.request(invitation.Invite))
		if err != nil {
			t.Fatal(err)
		}
		w.Work()
		for _, p := range w.states(m.ID) {
			if p.State != invitation.Queued || p.Tries != 1 {
				t.Errorf("%s: %s after %d tries", p.DealerCode, p.State, p.Tries)
			}
		}
		broken = false
		w.Later(time.Hour)
		w.run(m.ID)
		if l := w.mailing(m.ID); l.State != invitation.Done || l.Tally[invitation.Sent] != 3 || l.Problem != "" {
			t.Errorf("%+v", l)
		}
	})
}

func TestAClosedSurveySendsNothing(t *testing.T) {
	each(t, func(w *world) {
		w.publish("identified")
		w.roster(3)
		r := w.request(invitation.Invite)
		r.Day = "2099-01-01"
		m, err := w.Mailings.Schedule(ctx, analyst, r)
		if err != nil {
			t.Fatal(err)
		}
		w.Work()
		if l := w.mailing(m.ID); l.State != invitation.Scheduled || len(w.post.Box()) != 0 {
			t.Fatalf("it began before its day: %+v", l)
		}
		if err := w.Surveys.Close(ctx, analyst, w.slug); err != nil {
			t.Fatal(err)
		}
		w.Later(30000 * day)
		w.run(m.ID)
		if l := w.mailing(m.ID); l.State != invitation.Done || len(w.post.Box()) != 0 {
			t.Errorf("%+v", l)
		}
	})
}

// budget refuses one dealer.
type budget struct{ granted int }

func (b *budget) Weigh(_ context.Context, list []invitation.Planned) ([]invitation.Refusal, error) {
	out := make([]invitation.Refusal, len(list))
	for i, p := range list {
		if p.Dealer.Code == "D2" {
			out[i] = invitation.Refusal{Key: "invite.dropped.stopped", Free: "2027-01-01"}
		}
	}
	return out, nil
}

func (b *budget) Granted(_ context.Context, list []invitation.Planned) error {
	if b.granted += len(list); b.granted > 100 {
		return errors.New("too many")
	}
	return nil
}

func TestTheBudgetIsAskedBeforeAnythingIsQueued(t *testing.T) {
	each(t, func(w *world) {
		w.publish("identified")
		w.roster(3)
		b := &budget{}
		w.Mailings.Budget = b
		plan, err := w.Mailings.Plan(ctx, analyst, w.request(invitation.Invite))
		if err != nil || len(plan.Ask) != 2 || len(plan.Refused) != 1 || plan.Refused[0].Dealer.Code != "D2" || plan.LeftOut() != 1 || b.granted != 0 {
			t.Fatalf("%+v, %v", plan, err)
		}
		l := w.send(w.request(invitation.Invite))
		if l.Total != 2 || l.LeftOut != 1 || b.granted != 2 || w.post.Counts()["d2@dealer.example.com"] != 0 {
			t.Errorf("%+v, granted %d", l, b.granted)
		}
	})
}

func TestWhoMaySend(t *testing.T) {
	w := open(t, dbtest.SQLite(t))
	w.publish("identified")
	w.roster(4)
	reader := analyst
	reader.Roles = []access.Role{access.Marketing}
	if _, err := w.Mailings.Schedule(ctx, reader, w.request(invitation.Invite)); fault.KindOf(err) != fault.KindForbidden {
		t.Errorf("a reader: %v", err)
	}
	south := analyst
	south.Scope = access.Scope{Level: access.Region, Value: "华南"}
	m, err := w.Mailings.Schedule(ctx, south, w.request(invitation.Invite))
	if err != nil {
		t.Fatal(err)
	}
	w.Work()
	if got := w.post.Counts(); len(got) != 2 || got["d2@dealer.example.com"] != 0 {
		t.Errorf("the south wrote to %v", got)
	}
	north := analyst
	north.Scope = access.Scope{Level: access.Region, Value: "华北"}
	l, err := w.Mailings.Mailing(ctx, north, invitation.Job{Survey: w.slug, Mailing: m.ID})
	if err != nil || l.Tally.Total() != 0 {
		t.Errorf("the north sees %+v, %v", l.Tally, err)
	}
}
