package invitationdb_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/burden"
	"dealervoice/survey/invitation"
)

// Dealers over their budget wait for the first free day: they are shown, can be
// taken out, are asked once by a mailing of that day, and wait on if it has no room
// either.
func TestDealersOverTheirBudgetAreAskedOnTheirNextFreeDay(t *testing.T) {
	each(t, func(w *world) {
		w.publish("identified")
		w.roster(6)
		other := strings.Replace(`{"title":"Other","pages":[{"name":"a","elements":[{"type":"text","name":"one"}]}]}`, "Other", "Earlier", 1)
		if _, _, err := w.Surveys.Create(ctx, analyst, survey.Import{Slug: "earlier", Source: []byte(other)}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Surveys.Publish(ctx, analyst, "earlier"); err != nil {
			t.Fatal(err)
		}
		if err := w.Burden.Set(ctx, analyst, burden.Budget{Minutes: 60, Surveys: 1}); err != nil {
			t.Fatal(err)
		}
		dealers, err := w.Roster.All(ctx, analyst, audience.Query{Codes: []audience.Code{"D1", "D2", "D3"}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Surveys.Invite(ctx, access.Machine("test"), "earlier", dealers); err != nil {
			t.Fatal(err)
		}
		r := w.request(invitation.Invite)
		plan, err := w.Mailings.Plan(ctx, analyst, r)
		if err != nil || len(plan.Ask) != 3 || len(plan.Later()) != 3 {
			t.Fatalf("%d to ask, %d later, %v", len(plan.Ask), len(plan.Later()), err)
		}
		free := plan.Later()[0].Free
		r.Beyond = invitation.Queue
		first := w.send(r)
		if first.State != invitation.Done || first.Total != 3 || first.LeftOut != 0 || len(w.post.Box()) != 3 {
			t.Fatalf("the first mailing: %+v, %d letters", first, len(w.post.Box()))
		}
		second := w.follower(first.ID, 1)
		begins, err := free.Start(w.Zone)
		if err != nil || second.State != invitation.Scheduled || !second.DueAt.Equal(begins.Add(9*time.Hour)) {
			t.Fatalf("it waits until %s, the first free day is %s: %+v", second.DueAt, free, second)
		}
		w.waits(second, "D1 D2 D3")
		w.run(second.ID) // too early: nothing happens
		if n := len(w.post.Box()); n != 3 {
			t.Fatalf("%d letters before the day", n)
		}

		// Staff take one out; one is asked too much on that day as well.
		job := invitation.Job{Survey: w.slug, Mailing: second.ID}
		marketing := access.Viewer{UserID: "u2", Roles: []access.Role{access.Marketing}, Scope: access.Scope{Level: access.All}}
		if err := w.Mailings.Unqueue(ctx, marketing, job, "D2"); err == nil {
			t.Error("marketing changes the queue")
		}
		for range 2 {
			if err := w.Mailings.Unqueue(ctx, analyst, job, "D2"); err != nil {
				t.Fatal(err)
			}
		}
		w.waits(second, "D1 D3")
		w.Later(time.Until(second.DueAt) + time.Minute)
		if err := w.Surveys.StartWave(ctx, access.Machine("test"), "earlier", 1); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Surveys.Invite(ctx, access.Machine("test"), "earlier", dealers[2:]); err != nil {
			t.Fatal(err)
		}
		w.run(second.ID)
		w.run(second.ID)
		if done := w.mailing(second.ID); done.State != invitation.Done || done.Total != 1 {
			t.Errorf("on the day: %+v", done)
		}
		if got := letters(w); got != "d1 d4 d5 d6" {
			t.Errorf("letters to %s", got)
		}
		w.waits(second, "")
		third := w.follower(first.ID, 2)
		w.waits(third, "D3")

		// Stopped, it asks nobody; resumed it does.
		job.Mailing = third.ID
		for _, act := range []invitation.Act{invitation.Halt, invitation.Resume} {
			if act == invitation.Resume {
				w.Later(time.Until(third.DueAt) + time.Minute)
				w.run(third.ID)
				if got := letters(w); got != "d1 d4 d5 d6" {
					t.Errorf("stopped, it writes to %s", got)
				}
			}
			if err := w.Mailings.Do(ctx, analyst, act, job); err != nil {
				t.Fatal(err)
			}
		}
		w.run(third.ID)
		if got := letters(w); got != "d1 d3 d4 d5 d6" {
			t.Errorf("in the end letters to %s", got)
		}
	})
}

// Who leaves the roster while waiting is listed no longer, is not asked on the day,
// and is counted as left out; nobody waits behind a mailing that is done.
func TestDealersWhoLeaveTheRosterWaitNoLonger(t *testing.T) {
	each(t, func(w *world) {
		w.publish("identified")
		w.roster(4)
		if _, _, err := w.Surveys.Create(ctx, analyst, survey.Import{Slug: "earlier", Source: []byte(`{"title":"Earlier","pages":[{"name":"a","elements":[{"type":"text","name":"one"}]}]}`)}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Surveys.Publish(ctx, analyst, "earlier"); err != nil {
			t.Fatal(err)
		}
		if err := w.Burden.Set(ctx, analyst, burden.Budget{Minutes: 60, Surveys: 1}); err != nil {
			t.Fatal(err)
		}
		dealers, err := w.Roster.All(ctx, analyst, audience.Query{Codes: []audience.Code{"D1", "D2", "D3"}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Surveys.Invite(ctx, access.Machine("test"), "earlier", dealers); err != nil {
			t.Fatal(err)
		}
		r := w.request(invitation.Invite)
		r.Beyond = invitation.Queue
		first := w.send(r)
		second := w.follower(first.ID, 1)
		w.waits(second, "D1 D2 D3")

		last := w.Roster.Today().Plus(2)
		roster := fmt.Sprintf("code,name,region,language,email,valid_to\nD2,Dealer 2,华东,zh-CN,d2@dealer.example.com,%s\n", last)
		if _, err := w.Roster.Import(ctx, access.Machine("test"), roster); err != nil {
			t.Fatal(err)
		}
		w.waits(second, "D1 D2 D3") // still there today
		w.Later(3 * day)
		w.waits(second, "D1 D3")
		w.Later(time.Until(second.DueAt) - 3*day + time.Minute)
		w.run(second.ID)
		w.run(second.ID)
		if done := w.mailing(second.ID); done.State != invitation.Done || done.Total != 2 || done.LeftOut != 1 {
			t.Errorf("on the day: %s, %d asked, %d left out", done.State, done.Total, done.LeftOut)
		}
		if got := letters(w); got != "d1 d3 d4" {
			t.Errorf("letters to %s", got)
		}
		var rows int
		if err := w.DB.Read(ctx).Raw("SELECT count(*) FROM mailing_waits").Scan(&rows).Error; err != nil || rows != 0 {
			t.Errorf("%d rows wait for a mailing that is done, %v", rows, err)
		}
	})
}

// follower is the planned mailing that asks those who wait for another's sake.
func (w *world) follower(of invitation.ID, want int) invitation.Mailing {
	w.t.Helper()
	list, err := w.Mailings.Mailings(ctx, analyst, w.slug)
	if err != nil {
		w.t.Fatal(err)
	}
	var found []invitation.Mailing
	for _, l := range list {
		if l.Source == of {
			found = append(found, l.Mailing)
		}
	}
	if len(found) != want {
		w.t.Fatalf("%d mailings for those who wait, want %d", len(found), want)
	}
	for _, m := range found {
		if m.State == invitation.Scheduled {
			return m
		}
	}
	w.t.Fatal("none is planned")
	return invitation.Mailing{}
}

func (w *world) waits(m invitation.Mailing, want string) {
	w.t.Helper()
	list, err := w.Mailings.Waits(ctx, analyst, m)
	if err != nil {
		w.t.Fatal(err)
	}
	var codes []string
	for _, x := range list {
		codes = append(codes, string(x.DealerCode))
	}
	if got := strings.Join(codes, " "); got != want {
		w.t.Errorf("%q wait, want %q", got, want)
	}
}

// letters are those who got exactly one, by number.
func letters(w *world) string {
	n := map[string]int{}
	for _, l := range w.post.Box() {
		n[l.To]++
	}
	var out []string
	for i := 1; i <= 6; i++ {
		switch k := n[fmt.Sprintf("d%d@dealer.example.com", i)]; k {
		case 0:
		case 1:
			out = append(out, fmt.Sprint("d", i))
		default:
			out = append(out, fmt.Sprintf("d%d x %d", i, k))
		}
	}
	return strings.Join(out, " ")
}
