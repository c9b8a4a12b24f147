package respondweb_test

// What one script can do through open links: rows B13, C4, C9 and C10 of the list of
// bad input.

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/config"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/survey/access"
	"dealervoice/survey/language"
)

// bound is how many answers an hour these programs let count from one address.
const bound = 5

// eachBounded runs programs that count what comes from their own machine.
func eachBounded(t *testing.T, fn func(t *testing.T, a *apptest.App)) {
	dbtest.EachDSN(t, func(t *testing.T, dsn string) {
		fn(t, apptest.Start(t, dsn, func(c *config.Config) { c.PublicLimit, c.PublicLimitInside = bound, true }))
	})
}

func TestOneScriptCannotFillAPublicSurveyAndNothingIsLost(t *testing.T) {
	eachBounded(t, func(t *testing.T, a *apptest.App) {
		published := publish(t, a, "small", small)
		publish(t, a, "other", strings.Replace(small, "Small", "Other", 1))
		c := visitor(a)
		for range 4 * bound {
			raw(c, "/s/small", "q1=1&_end=1&_sid="+sid(t, c, "/s/small")).Expect(apptest.Status(303)) // thanked like anybody
		}
		again := "q1=1&_end=1&_sid=" + sid(t, c, "/s/other")
		for range 2 * bound { // a retry is the same answer
			raw(c, "/s/other", again).Expect(apptest.Status(303))
		}
		raw(c, "/s/other", "q1=2&_end=1&_sid="+sid(t, c, "/s/other")).Expect(apptest.Status(303))
		var rows struct{ All, Held, Other int }
		sql := `SELECT count(*) AS "all", count(*) FILTER (WHERE quarantined) AS held, (SELECT count(*) FROM responses WHERE quarantined AND survey_id <> ?) AS other FROM responses WHERE survey_id = ?`
		id := surveyOf(t, a, "small")
		if err := a.DB.Read(t.Context()).Raw(sql, id, id).Scan(&rows).Error; err != nil || rows.All != 4*bound || rows.Held != 3*bound || rows.Other != 0 {
			t.Fatalf("stored and held back: %+v, %v", rows, err)
		}

		// Staff see how many there are, and let them count by one press.
		analyst, rep := a.LogIn(t, access.Analyst), a.LogIn(t, access.Marketing)
		rep.Post("/app/surveys/small/release", url.Values{}).Expect(apptest.Status(403))
		p := analyst.Get("/app/surveys/small")
		p.Expect(apptest.WellMade(), apptest.Says("#held strong", "≥ 15"))
		analyst.Get("/app/surveys/other").Expect(apptest.None("#held"))
		p.Form("#held form").Press("button").Expect(apptest.Status(200), apptest.None("#held"), apptest.Says("main", "现在已经计入"))
		if n, err := a.Feedback.HeldBack(t.Context(), machine, published.Survey); err != nil || n != 0 {
			t.Errorf("%d are held back still, %v", n, err)
		}
		calm(t, a)
	})
}

// Thousands of forms that are begun and left fill no table; who goes on beyond the
// bound hands everything in, since the form carries it.
func TestOneScriptCannotFillTheTableOfDrafts(t *testing.T) {
	eachBounded(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "three", pages3)
		c := visitor(a)
		begin := func(words string) *apptest.Page {
			p := c.Get("/s/three")
			return p.Form("form[method=post]").Set("a1", words).Press("button.go")
		}
		for i := range 4 * bound {
			begin(fmt.Sprint("left ", i)).Expect(apptest.Status(200))
		}
		if n := count(t, a, "drafts"); n != bound {
			t.Fatalf("%d drafts", n)
		}
		p := begin("all of it")
		p = p.Form("form[method=post]").Set("b1", "x").Press("button.go")
		p = p.Form("form[method=post]").Set("c1", "the end").Press("button.go")
		p.Expect(apptest.Status(200), apptest.Via(303))
		if _, data := sole(t, a, survey); data != `{"a1":"all of it","b1":"x","c1":"the end"}` {
			t.Errorf("stored %s", data)
		}
		calm(t, a)
	})
}

// Whoever tries out tokens has to wait, and learns nothing by a good one either. A
// person who mistypes one does not notice.
func TestWhoGuessesLinksHasToWait(t *testing.T) {
	eachBounded(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "three", pages3)
		good := invite(t, a, "three", "D-1")
		c := visitor(a)
		reads, _ := a.Statements(func() { c.Get("/i/nothing-like-a-token").Expect(apptest.Status(404)) })
		if reads != 0 {
			t.Errorf("what is no token costs %d reads", reads)
		}
		seen := map[int]int{}
		for i := range 70 {
			p := c.Get(fmt.Sprintf("%s%04d", good[:len(good)-4], i))
			seen[p.Status]++
			if p.Status == http.StatusTooManyRequests {
				p.Expect(apptest.WellMade(), apptest.Says("h1", "试了太多链接"))
				if p.Header.Get("Retry-After") == "" {
					t.Error("it does not say when to come back")
				}
			}
		}
		if seen[404] != 59 || seen[429] != 11 {
			t.Errorf("70 guesses: %v", seen)
		}
		c.Get(good).Expect(apptest.Status(429))
		if !strings.Contains(a.Logged(), "many links that do not exist") {
			t.Error("nobody is told")
		}
		if n := count(t, a, "responses") + count(t, a, "drafts"); n != 0 {
			t.Errorf("%d rows", n)
		}
	})
}

// A personal link that somebody posts to a group: all at once, each something else.
func TestALinkThatAGroupSharesGivesOneAnswer(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "three", pages3)
		link := invite(t, a, "three", "D-1")
		var group sync.WaitGroup
		var mu sync.Mutex
		seen := map[int]int{}
		form := sid(t, visitor(a), link) // all have it open
		for i := range 20 {
			group.Go(func() {
				p := raw(a.Visitor(language.Chinese), link, fmt.Sprintf("a1=%d&b1=x&_end=1&_sid=%s", i, form))
				mu.Lock()
				defer mu.Unlock()
				seen[p.Status]++
				if p.Status == 409 {
					p.Expect(apptest.WellMade(), apptest.Says("main", fmt.Sprint(i))) // to be copied
				}
			})
		}
		group.Wait()
		if seen[303] != 1 || seen[409] != 19 {
			t.Errorf("twenty at one link: %v", seen)
		}
		sole(t, a, survey)
		calm(t, a)
	})
}

// A token is in the address of its form and nowhere else: not in the log, not in what
// other sites are told, not in a store between, not in the receipt's address (C8).
func TestATokenLeavesTheAddressOfItsFormNowhere(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "three", pages3)
		link := invite(t, a, "three", "D-1")
		token := strings.TrimPrefix(link, "/i/")
		c := visitor(a)
		p := c.Get(link)
		for name, want := range map[string]string{"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"} {
			if got := p.Header.Get(name); got != want {
				t.Errorf("%s is %q", name, got)
			}
		}
		p.Find("a[href^=http], img[src^=http], script[src^=http], link[href^=http]").Each(func(_ int, s *goquery.Selection) {
			if at := s.AttrOr("href", s.AttrOr("src", "")); !strings.HasPrefix(at, a.URL) {
				t.Errorf("the form leads elsewhere: %s", at)
			}
		})
		id := sid(t, c, link)
		raw(c, link, "a1=1&_end=1&_go=next&_sid=broken").Expect(apptest.Status(400))
		raw(c, link, "a1=1&_end=1&_go=next&_sid="+id).Expect(apptest.Status(200))
		done := raw(c, link, "a1=1&b1=x&_end=1&_sid="+id)
		done.Expect(apptest.Status(303))
		if to := done.Header.Get("Location"); strings.Contains(to, token) || !strings.HasPrefix(to, "/s/three/done") {
			t.Errorf("the receipt stands at %s", to)
		}
		c.Get(link + "x")
		if strings.Contains(strings.ToLower(a.Logged()), strings.ToLower(token[4:])) {
			t.Error("the log holds the token")
		}
	})
}

// Who tries links cannot tell by page or by work done which of them ever existed (C12).
func TestLinksThatDoNotOpenAreAllAlike(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "three", pages3)
		publish(t, a, "other", strings.Replace(pages3, "Three", "Other", 1))
		good, foreign := strings.TrimPrefix(invite(t, a, "three", "D-1"), "/i/"), strings.TrimPrefix(invite(t, a, "other", "D-1"), "/i/")
		const code = 4 // a token begins with the code of its survey
		unknown := func(token string, with byte) string {
			b := []byte(token)
			for i := code; i < len(b); i++ {
				if b[i] = with; i%2 == 0 {
					b[i] = '2'
				}
			}
			return string(b)
		}
		c := visitor(a)
		var page string
		reads := -1
		for name, token := range map[string]string{
			"never drawn": unknown(good, '3'), "never drawn either": unknown(good, '4'), "of no survey": unknown(good, '5'),
			"with the code of another survey": foreign[:code] + good[code:], "one letter off": good[:len(good)-1] + string(next2(good[len(good)-1])),
		} {
			var p *apptest.Page
			n, writes := a.Statements(func() { p = c.Get("/i/" + token) })
			p.Expect(apptest.Status(404))
			body := strings.ReplaceAll(p.Body, token, "TOKEN")
			if page == "" {
				page, reads = body, n
			}
			if body != page || n != reads || writes != 0 {
				t.Errorf("%s: %d bytes, %d reads, %d writes; others %d bytes, %d reads", name, len(body), n, writes, len(page), reads)
			}
		}
		if strings.Contains(page, "Three") || strings.Contains(page, "三页") {
			t.Error("the page names the survey")
		}
	})
}

// next2 is another letter of tokens.
func next2(b byte) byte {
	if b == '2' {
		return '3'
	}
	return '2'
}
