package invitationdb_test

import (
	"context"
	"encoding/json"
	"flag"
	"strconv"
	"testing"

	"dealervoice/cmd/internal/db"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/invitation"
)

// How many the larger of two reminder runs goes to.
var reminded = flag.Int("reminded", 1100, "dealers that the larger reminder run goes to")

// taker takes every letter, and tells when the first one comes.
type taker struct{ first func() }

func (k taker) Open(context.Context) (invitation.Session, error) { k.first(); return k, nil }
func (taker) Sessions() int                                      { return 1 }
func (taker) Close() error                                       { return nil }
func (taker) Send(ctx context.Context, _ invitation.Letter, handing func(context.Context) error) error {
	return handing(ctx)
}

// cost is what a run took in statements.
type cost struct{ finding, sending, messages int }

// What a reminder run costs in statements: to find whom to remind, the same for each
// piece of 500, however large the survey is and whoever has answered; to send, the
// same for each batch and each message.
func TestWhatAReminderRunCostsInStatements(t *testing.T) {
	each(t, func(w *world) {
		w.publish("identified")
		total := 0
		run := func(to int) (out cost) {
			t.Helper()
			w.grow(total, to)
			total = to
			w.Later(40 * day)
			m, err := w.Mailings.Schedule(ctx, analyst, w.request(invitation.Reminder))
			if err != nil {
				t.Fatal(err)
			}
			payload, err := json.Marshal(invitation.Job{Survey: w.slug, Mailing: m.ID})
			if err != nil {
				t.Fatal(err)
			}
			counted, c := db.CountStatements(ctx)
			w.Mailings.Carriers[invitation.Mail] = taker{func() {
				if out.finding == 0 {
					out.finding = c.Statements()
				}
			}}
			for range to/2000 + 2 {
				if err := w.Mailings.Run(counted, payload); err != nil {
					t.Fatal(err)
				}
			}
			l := w.mailing(m.ID)
			if l.State != invitation.Done || l.Tally[invitation.Sent] != to {
				t.Fatalf("%d of %d are reminded, the run is %s", l.Tally[invitation.Sent], to, l.State)
			}
			out.messages, out.sending = to, c.Statements()-out.finding
			return out
		}
		small, large := run(100), run(*reminded)
		t.Logf("100: %d to find, %d to send; %d: %d to find, %d to send", small.finding, small.sending, large.messages, large.finding, large.sending)
		if most := small.finding * (large.messages/500 + 1); large.finding > most {
			t.Errorf("finding: %d for %d, %d for 100: want the same for each piece of 500", large.finding, large.messages, small.finding)
		}
		if most := small.sending * large.messages / 100; large.sending > most {
			t.Errorf("sending: %d for %d, %d for 100", large.sending, large.messages, small.sending)
		}
		if small.finding > 30 || small.sending > 350 {
			t.Errorf("a run of 100 takes %d and %d statements", small.finding, small.sending)
		}
	})
}

// grow invites further dealers, so that there are so many.
func (w *world) grow(from, to int) {
	w.t.Helper()
	machine := access.Machine("test")
	w.roster(to)
	dealers, err := w.Roster.All(ctx, machine, audience.Query{})
	if err != nil {
		w.t.Fatal(err)
	}
	var fresh []audience.Dealer
	for _, d := range dealers {
		if n, err := strconv.Atoi(string(d.Code[1:])); err == nil && n > from {
			fresh = append(fresh, d)
		}
	}
	if len(fresh) != to-from {
		w.t.Fatalf("%d are new, want %d", len(fresh), to-from)
	}
	if _, err := w.Surveys.Invite(ctx, machine, w.slug, fresh); err != nil {
		w.t.Fatal(err)
	}
}
