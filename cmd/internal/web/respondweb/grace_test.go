package respondweb_test

// B7 of the list of bad input: a form that was open when its survey ended.

import (
	"context"
	"testing"
	"time"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/survey"
)

// ended has a closed survey have ended so long ago.
func ended(t testing.TB, a *apptest.App, slug string, ago time.Duration) {
	t.Helper()
	done := a.DB.Write(context.Background()).Exec("UPDATE surveys SET closed_at = ? WHERE slug = ? AND state = 'closed'",
		time.Now().UTC().Add(-ago).Truncate(time.Microsecond), slug)
	if done.Error != nil || done.RowsAffected != 1 {
		t.Fatalf("%v, %d rows", done.Error, done.RowsAffected)
	}
}

func TestAFormThatWasOpenAtTheEndMayStillBeSentForAWhile(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		p := publish(t, a, "three", pages3)
		c := visitor(a)
		early, late := begun(t, a, "/s/three"), begun(t, a, "/s/three")
		link := invite(t, a, "three", "D-1")
		first := visitor(a).Get(link)
		if err := a.Surveys.Close(t.Context(), machine, "three"); err != nil {
			t.Fatal(err)
		}
		ended(t, a, "three", survey.Grace-time.Minute)
		// nobody begins now
		c.Get("/s/three").Expect(apptest.Status(410), apptest.Says("h1", "已经结束"))
		visitor(a).Get(link).Expect(apptest.Status(410))
		// but who was at it goes on, through mistakes too
		form(early).Set("c1", "gerade noch").Press(back).Expect(apptest.Status(200))
		form(early).Set("c1", "gerade noch").Press(submit).Expect(apptest.At("/s/three/done"))
		next1 := form(first).Set("a1", "").Press(next).Expect(apptest.Status(422), apptest.WellMade())
		next1 = form(next1).Set("a1", "zwei").Press(next)
		form(form(next1).Set("b1", "y").Press(next)).Press(submit).Expect(apptest.At("/s/three/done"))
		if n := len(stored(t, a, p)); n != 2 {
			t.Errorf("%d responses", n)
		}
		ended(t, a, "three", survey.Grace+time.Minute)
		form(late).Set("c1", "zu spät").Press(submit).Expect(apptest.Status(410), apptest.WellMade(), apptest.Says("dd", "zu spät"))
		if n := len(stored(t, a, p)); n != 2 {
			t.Errorf("%d responses", n)
		}
		calm(t, a)
	})
}
