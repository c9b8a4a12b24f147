package respondweb_test

// Quotas as respondents meet them (B9): nobody is sent on who has no place, an
// abandoned place is free again, nothing typed is lost, and what came too late
// stands in no figure.

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/feedback"
	"dealervoice/feedback/quota"
	"dealervoice/survey"
	"dealervoice/survey/language"
)

// one place for those who chose a, two for those of 华东.
const scarce = `{"title":{"default":"Scarce","zh-cn":"名额"},"dv":{"privacy":{"mode":"identified"},"quotas":{"target":20,"holdMinutes":10,
	"cells":[{"id":"a","if":"{side} = 'a'","limit":1},{"id":"east","if":"{region} = '华东' and {side} != 'z'","percent":10},{"id":"all","limit":100}]}},
	"pages":[{"name":"p1","elements":[{"type":"radiogroup","name":"side","choices":["a","b","z"],"isRequired":true}]},
	{"name":"p2","elements":[{"type":"comment","name":"why"}]}]}`

func board(t *testing.T, a *apptest.App, slug string) map[string]quota.Count {
	t.Helper()
	ctx := context.Background()
	p, err := a.Surveys.Published(ctx, slug)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := a.Places.Board(ctx, machine, p, []survey.Version{p.Version})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]quota.Count{}
	for _, l := range lines {
		out[l.ID] = l.Count
	}
	return out
}

func expectBoard(t *testing.T, a *apptest.App, when string, want map[string]quota.Count) {
	t.Helper()
	for id, got := range board(t, a, "scarce") {
		if got != want[id] {
			t.Errorf("%s: cell %s stands at %+v, want %+v", when, id, got, want[id])
		}
	}
}

func TestAPlaceIsHeldFromThePageThatNeedsItAndGivenBackWhenAbandoned(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "scarce", scarce)
		one, two := visitor(a).Get("/s/scarce"), visitor(a).Get("/s/scarce")
		expectBoard(t, a, "opened", nil)
		one = form(one).Set("side", "a").Press(next)
		one.Expect(apptest.Status(200), apptest.Has("textarea[name=why]"))
		expectBoard(t, a, "one is answering", map[string]quota.Count{"a": {Held: 1}, "all": {Held: 1}})

		away := form(two).Set("side", "a").Press(next)
		away.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("h1", "名额已满"), apptest.Says("dd", "a"), apptest.None("textarea"))
		expectBoard(t, a, "the other was turned away", map[string]quota.Count{"a": {Held: 1}, "all": {Held: 1}})

		a.Later(9 * time.Minute) // a page sent keeps the place for longer
		one = form(form(one).Set("why", "还在").Press(back)).Press(next)
		a.Later(6 * time.Minute)
		form(away).Press(next).Expect(apptest.Says("h1", "名额已满"))
		a.Later(5 * time.Minute) // now it was abandoned
		expectBoard(t, a, "abandoned", nil)
		away = form(away).Press(next)
		away.Expect(apptest.Status(200), apptest.Has("textarea[name=why]"))
		form(away).Set("why", "后来的人").Press(submit).Expect(apptest.At("/s/scarce/done"), apptest.Says("h1", "收到了"))
		expectBoard(t, a, "the other has the place", map[string]quota.Count{"a": {Filled: 1}, "all": {Filled: 1}})

		late := form(one).Press(submit) // who had abandoned it comes back
		late.Expect(apptest.At("/s/scarce/done"), apptest.WellMade(), apptest.Says("h1", "名额已满"), apptest.Has(".receipt strong"))
		expectBoard(t, a, "both have answered", map[string]quota.Count{"a": {Filled: 1, Excess: 1}, "all": {Filled: 1}})
		calm(t, a)
	})
}

func TestAnAnswerBeyondItsQuotaIsKeptOnceAndCountedNowhere(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		p := publish(t, a, "scarce", scarce)
		c := a.Visitor(language.English)
		body := func(why string) string {
			return "side=a&why=" + why + "&_end=1&_lang=en&_sid=" + sid(t, c, "/s/scarce")
		}
		raw(c, "/s/scarce", body("first")).Expect(apptest.Status(303))
		second := body("typed+with+care")
		over := raw(c, "/s/scarce", second)
		over.Expect(apptest.Status(303))
		if to := over.Header.Get("Location"); !strings.Contains(to, "full=1") {
			t.Errorf("it leads to %s", to)
		}
		c.Get(over.Header.Get("Location")).Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("h1", "your group is complete"), apptest.Says(".words", "kept"))
		if again := raw(c, "/s/scarce", second); again.Header.Get("Location") != over.Header.Get("Location") {
			t.Errorf("sent again it leads to %s", again.Header.Get("Location"))
		}
		raw(c, "/s/scarce", strings.Replace(second, "care", "rage", 1)).Expect(apptest.Status(409))
		expectBoard(t, a, "sent twice", map[string]quota.Count{"a": {Filled: 1, Excess: 1}, "all": {Filled: 1}})

		kept, counted := 0, 0
		err := a.Feedback.Each(context.Background(), machine, feedback.Query{Survey: p.Survey.ID, Quarantined: true}, func(r feedback.Response) error {
			kept++
			if !r.Quarantined {
				counted++
			} else if r.OverQuota != "a" || r.Data["why"] != "typed with care" {
				t.Errorf("kept aside: %+v", r)
			}
			return nil
		})
		if err != nil || kept != 2 || counted != 1 {
			t.Errorf("%d kept, %d counted, %v", kept, counted, err)
		}
		calm(t, a)
	})
}

// Whoever erases his answer gives its places back: once, and those alone; the next
// who comes has them. Those that came too late stay aside, and erased are one too
// many no longer.
func TestAnErasedAnswerGivesItsPlacesBack(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "scarce", scarce)
		send := func(side string) string {
			c := visitor(a)
			raw(c, "/s/scarce", "side="+side+"&_end=1&_sid="+sid(t, c, "/s/scarce")).Expect(apptest.Status(303))
			var id string
			if err := a.DB.Read(context.Background()).Raw("SELECT id FROM responses ORDER BY submitted_at DESC LIMIT 1").Scan(&id).Error; err != nil {
				t.Fatal(err)
			}
			return id
		}
		erase := func(id string) {
			t.Helper()
			p, err := a.Surveys.Published(t.Context(), "scarce")
			if err != nil {
				t.Fatal(err)
			}
			code := a.Feedback.Keys().ReceiptOf(p.Survey.ID, feedback.ID(id))
			page := form(owning(a, "scarce", code)).Press("button[value=erase]")
			form(page).Press("button[value=gone]").Expect(apptest.Status(200))
		}
		first, late, other := send("a"), send("a"), send("b")
		expectBoard(t, a, "sent", map[string]quota.Count{"a": {Filled: 1, Excess: 1}, "all": {Filled: 2}})
		code := a.Feedback.Keys().ReceiptOf(surveyOf(t, a, "scarce"), feedback.ID(other))
		corrected := form(owning(a, "scarce", code)).Press("button[value=correct]")
		form(form(corrected).Press(next)).Set("why", "besser").Press(submit).Expect(apptest.Status(200))
		expectBoard(t, a, "corrected", map[string]quota.Count{"a": {Filled: 1, Excess: 1}, "all": {Filled: 2}})
		erase(late)
		expectBoard(t, a, "the late one erased", map[string]quota.Count{"a": {Filled: 1}, "all": {Filled: 2}})
		erase(first)
		expectBoard(t, a, "erased", map[string]quota.Count{"all": {Filled: 1}})
		send("a")
		expectBoard(t, a, "the next has the place", map[string]quota.Count{"a": {Filled: 1}, "all": {Filled: 2}})
		erase(other)
		expectBoard(t, a, "what was corrected is erased", map[string]quota.Count{"a": {Filled: 1}, "all": {Filled: 1}})
		calm(t, a)
	})
}

// While many send and many erase, what is filled is what is there.
func TestPlacesAreExactWhileSomeEraseAndOthersSend(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "scarce", strings.Replace(scarce, `"limit":100`, `"limit":20`, 1))
		id := surveyOf(t, a, "scarce")
		ids := make(chan feedback.ID, 200)
		send := func() {
			c := visitor(a)
			raw(c, "/s/scarce", "side=b&_end=1&_sid="+sid(t, c, "/s/scarce")).Expect(apptest.Status(303))
		}
		for range 30 {
			send()
		}
		err := a.Feedback.Each(t.Context(), machine, feedback.Query{Survey: id}, func(r feedback.Response) error { ids <- r.ID; return nil })
		if err != nil || len(ids) != 20 {
			t.Fatalf("%d answers count, %v", len(ids), err)
		}
		var crowd sync.WaitGroup
		for i := range 40 {
			crowd.Go(func() {
				if i%2 == 0 {
					send()
					return
				}
				one := <-ids
				own, err := a.Feedback.ByReceipt(t.Context(), survey.Head{ID: id, Slug: "scarce"}, a.Feedback.Keys().ReceiptOf(id, one))
				if err != nil {
					t.Error(err)
					return
				}
				var twice sync.WaitGroup // two presses at once
				done := make([]error, 2)
				for k := range done {
					twice.Go(func() { done[k] = a.Feedback.Erase(t.Context(), own, survey.Identified) })
				}
				twice.Wait()
				if (done[0] == nil) == (done[1] == nil) {
					t.Errorf("one answer was erased twice, or not at all: %v, %v", done[0], done[1])
				}
			})
		}
		crowd.Wait()
		var counted, over int
		err = a.Feedback.Each(t.Context(), machine, feedback.Query{Survey: id, Quarantined: true}, func(r feedback.Response) error {
			if r.OverQuota != "" {
				over++
			} else {
				counted++
			}
			return nil
		})
		got := board(t, a, "scarce")["all"]
		if err != nil || got.Filled != counted || got.Excess != over || counted > 20 || counted+over != 30 {
			t.Errorf("the board says %+v; %d count and %d are too many, %v", got, counted, over, err)
		}
		t.Logf("%d of 20 places are taken, %d came too late", counted, over)
	})
}

func surveyOf(t *testing.T, a *apptest.App, slug string) survey.ID {
	t.Helper()
	p, err := a.Surveys.Published(t.Context(), slug)
	if err != nil {
		t.Fatal(err)
	}
	return p.Survey.ID
}

func TestPlacesFollowTheAnswersAndTheRosterAndNoTrap(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "scarce", scarce)
		first := form(visitor(a).Get(invite(t, a, "scarce", "D-1"))).Set("side", "a").Press(next)
		expectBoard(t, a, "invited", map[string]quota.Count{"a": {Held: 1}, "east": {Held: 1}, "all": {Held: 1}})
		first = form(form(first).Press(back)).Set("side", "b").Press(next)
		expectBoard(t, a, "changed her mind", map[string]quota.Count{"east": {Held: 1}, "all": {Held: 1}})
		form(first).Press(submit).Expect(apptest.At("/s/scarce/done"))
		c := visitor(a)
		raw(c, "/s/scarce", "side=a&_trap=spam&_end=1&_sid="+sid(t, c, "/s/scarce")).Expect(apptest.Status(303))
		expectBoard(t, a, "a machine takes no place", map[string]quota.Count{"east": {Filled: 1}, "all": {Filled: 1}})
		form(form(visitor(a).Get(invite(t, a, "scarce", "D-2"))).Set("side", "b").Press(next)).Press(submit).Expect(apptest.Says("h1", "收到了"))
		full := form(visitor(a).Get(invite(t, a, "scarce", "D-3"))).Set("side", "b").Press(next)
		full.Expect(apptest.Says("h1", "名额已满")) // 10 % of 20 are two

		// A lowered quota is full; a new version's places hold for forms opened before.
		open := visitor(a).Get("/s/scarce")
		publish(t, a, "scarce", strings.Replace(scarce, `{"id":"all","limit":100}`, `{"id":"all","limit":1}`, 1))
		form(open).Set("side", "b").Press(next).Expect(apptest.Says("h1", "名额已满"))
		expectBoard(t, a, "lowered", map[string]quota.Count{"east": {Filled: 2}, "all": {Filled: 2}})
		calm(t, a)
	})
}

func TestWhatAQuotaCostsInStatements(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "scarce", scarce)
		c := visitor(a)
		for _, x := range []struct {
			name          string
			body          string
			reads, writes int
		}{
			{"with a place", "side=a", 2, 6}, {"without one", "side=a", 2, 7}, {"in another cell", "side=b", 2, 6},
		} {
			body := x.body + "&_end=1&_sid=" + sid(t, c, "/s/scarce")
			reads, writes := a.Statements(func() { raw(c, "/s/scarce", body).Expect(apptest.Status(303)) })
			t.Logf("%s: %d reads, %d writes", x.name, reads, writes)
			if reads > x.reads || writes > x.writes {
				t.Errorf("%s: %d reads and %d writes, at most %d and %d are promised", x.name, reads, writes, x.reads, x.writes)
			}
		}
		link := invite(t, a, "scarce", "D-1")
		p := visitor(a).Get(link)
		for _, x := range []struct {
			name          string
			do            func()
			reads, writes int
		}{
			{"a page that holds a place", func() { p = form(p).Set("side", "b").Press(next) }, 3, 5},
			{"a page when it is held", func() { p = form(form(p).Press(back)).Press(next) }, 5, 2},
			{"a personal answer", func() { c.Send(form(p).Request(submit)) }, 3, 7},
		} {
			reads, writes := a.Statements(x.do)
			t.Logf("%s: %d reads, %d writes", x.name, reads, writes)
			if reads > x.reads || writes > x.writes {
				t.Errorf("%s: %d reads and %d writes, at most %d and %d are promised", x.name, reads, writes, x.reads, x.writes)
			}
		}
	})
}

// C11: what stands behind the address of a public link is nobody's attribute,
// and so takes no place of another's quota.
func TestWhatTheAddressSaysIsNoAttribute(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		p := publish(t, a, "scarce", scarce)
		c := visitor(a)
		address := "/s/scarce?source=%3Cscript%3Ealert(1)%3C/script%3E&region=%E5%8D%8E%E4%B8%9C&attr:region=x&side=a&_at=forged"
		page := c.Get(address)
		page.Expect(apptest.Status(200), apptest.WellMade(), apptest.None("script:not([src])"), apptest.None("input[name=side][checked]"))
		raw(c, address, "side=b&_end=1&_sid="+page.Find("input[name=_sid]").AttrOr("value", "")).Expect(apptest.Status(303))
		if r, data := sole(t, a, p); len(r.Attributes) != 0 || r.Region != "" || data != `{"side":"b"}` {
			t.Errorf("stored under %+v: %s", r.Attributes, data)
		}
		expectBoard(t, a, "forged", map[string]quota.Count{"all": {Filled: 1}})
		calm(t, a)
	})
}
