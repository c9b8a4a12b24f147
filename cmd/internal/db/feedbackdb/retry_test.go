package feedbackdb_test

import (
	"context"
	"testing"

	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/feedback"
)

func TestEachLinkIsToldOnlyOfWhatCameByIt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, ctx := open(t, d), context.Background()
		first := feedback.Sender{Survey: "s", Invitation: "i1", Link: "first"}
		second := feedback.Sender{Survey: "s", Invitation: "i1", Link: "second"}
		told := func(by feedback.Sender) (bool, feedback.Hashes) {
			t.Helper()
			_, p, err := s.Standing(ctx, "none", by)
			if err != nil {
				t.Fatal(err)
			}
			h, err := s.StoredBy(ctx, by)
			if err != nil {
				t.Fatal(err)
			}
			return p != nil, h
		}
		if err := s.SetAside(ctx, second, feedback.Hashes{Content: "early"}); err != nil {
			t.Fatal(err)
		}
		if n := count(t, d, "set_aside"); n != 0 {
			t.Errorf("%d set aside where nobody has answered", n)
		}
		r := response("r1")
		r.SentHash = "sent-r1"
		accept(t, s, feedback.Acceptance{Response: r, Link: "first", Participation: &feedback.Participation{
			SurveyID: "s", InvitationID: "i1", Wave: 1, ResponseID: "r1", At: *r.SubmittedAt, Link: "first",
		}})
		if ok, h := told(first); !ok || h != (feedback.Hashes{Content: "h-r1", Sent: "sent-r1"}) {
			t.Errorf("the link that answered is told %v %+v", ok, h)
		}
		if ok, h := told(second); ok || h != (feedback.Hashes{}) {
			t.Errorf("another link is told %v %+v", ok, h)
		}
		for _, h := range []feedback.Hashes{{Content: "mine", Sent: "less"}, {Content: "later"}} {
			if err := s.SetAside(ctx, second, h); err != nil {
				t.Fatal(err)
			}
		}
		if ok, h := told(second); !ok || h != (feedback.Hashes{Content: "mine", Sent: "less"}) {
			t.Errorf("a link that sent later is told %v %+v", ok, h)
		}
		if err := s.SetAside(ctx, first, feedback.Hashes{Content: "x"}); err != nil || count(t, d, "set_aside") != 1 {
			t.Errorf("the link that answered set something aside (%v)", err)
		}
		if h, err := s.Stored(ctx, "s", "r1"); err != nil || h != (feedback.Hashes{Content: "h-r1", Sent: "sent-r1"}) {
			t.Errorf("stored hashes %+v, %v", h, err)
		}
		if h, err := s.Stored(ctx, "s", "nobody"); err != nil || h != (feedback.Hashes{}) {
			t.Errorf("hashes of nothing %+v, %v", h, err)
		}
		// staff may know: every link is told
		open := response("r2")
		accept(t, s, feedback.Acceptance{Response: open, Participation: &feedback.Participation{
			SurveyID: "s", InvitationID: "i2", Wave: 1, ResponseID: "r2", At: *open.SubmittedAt,
		}})
		if ok, h := told(feedback.Sender{Survey: "s", Invitation: "i2", Link: "any"}); !ok || h.Content != "h-r2" {
			t.Errorf("of an identified answer a link is told %v %+v", ok, h)
		}
	})
}
