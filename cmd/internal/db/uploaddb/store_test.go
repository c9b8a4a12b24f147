package uploaddb_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/db/uploaddb"
	"dealervoice/feedback"
	"dealervoice/feedback/upload"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
)

func TestFilesWaitAreClaimedOnceAndExpire(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
		ctx, store := context.Background(), uploaddb.New(d)
		s := upload.New(store, calendar.Calendar{Clock: func() time.Time { return now }, Zone: time.UTC})
		slip, other := feedback.Slip{Survey: "s", Unit: "p1"}, feedback.Slip{Survey: "s", Unit: "p2"}
		attach := func(slip feedback.Slip, name string) upload.Kept {
			t.Helper()
			k, err := s.Attach(ctx, slip, upload.Sent{Name: name, Body: []byte("text of " + name)})
			if err != nil {
				t.Fatal(err)
			}
			return k
		}
		a, b, c := attach(slip, "a.txt"), attach(slip, "b.txt"), attach(other, "c.txt")
		if again := attach(slip, "a.txt"); again != a {
			t.Errorf("sent again it is %+v, not %+v", again, a)
		}
		if _, _, err := s.Open(ctx, "s", a.Ref); fault.KindOf(err) != fault.KindNotFound {
			t.Errorf("staff open what no answer holds: %v", err)
		}
		if all, err := s.Claim(ctx, slip, []string{string(a.Ref), string(c.Ref)}); all || err != nil {
			t.Errorf("another form's file was claimed: %v, %v", all, err)
		}
		if kind, body, err := s.Open(ctx, "s", a.Ref); kind != "text/plain" || string(body) != "text of a.txt" || err != nil {
			t.Errorf("%q %q %v", kind, body, err)
		}
		if u, err := store.Get(ctx, "s", "nothing"); u != nil || err != nil {
			t.Errorf("%v %v", u, err)
		}
		if all, err := s.Claim(ctx, other, []string{string(a.Ref)}); all || err != nil {
			t.Errorf("a file was claimed twice: %v, %v", all, err)
		}
		if _, _, err := s.Open(ctx, "s", b.Ref); fault.KindOf(err) != fault.KindNotFound {
			t.Errorf("what the answer left out is still there: %v", err)
		}
		attach(other, "d.txt")
		now = now.AddDate(0, 0, feedback.DraftDays)
		if n, err := s.Expire(ctx); n != 0 || err != nil {
			t.Errorf("on the last day %d go, %v", n, err)
		}
		now = now.AddDate(0, 0, 1)
		if n, err := s.Expire(ctx); n != 1 || err != nil {
			t.Errorf("%d go, %v", n, err)
		}
		if _, body, err := s.Open(ctx, "s", a.Ref); err != nil || !bytes.Contains(body, []byte("text of a")) {
			t.Errorf("the answer's file went along: %v", err)
		}
	})
}

func TestAFormTakesOnlySoManyFiles(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := upload.New(uploaddb.New(d), calendar.Calendar{Clock: time.Now, Zone: time.UTC})
		slip := feedback.Slip{Survey: "s", Unit: "p1"}
		for i := range upload.MaxPerForm + 1 {
			_, err := s.Attach(ctx, slip, upload.Sent{Name: strings.Repeat("x", i) + ".txt", Body: []byte("t")})
			if full := fault.KindOf(err) == fault.KindTooLarge; full != (i == upload.MaxPerForm) {
				t.Fatalf("file %d: %v", i+1, err)
			}
		}
		if _, err := s.Attach(ctx, feedback.Slip{Survey: "s", Unit: "p2"}, upload.Sent{Name: "a.txt", Body: []byte("t")}); err != nil {
			t.Errorf("another form: %v", err)
		}
		if _, err := s.Attach(ctx, slip, upload.Sent{Name: "a.txt", Body: make([]byte, upload.MaxBytes+1)}); fault.KindOf(err) != fault.KindTooLarge {
			t.Errorf("too large: %v", err)
		}
	})
}
