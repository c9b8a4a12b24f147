package digestweb_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/config"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/mailtest"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/language"
)

// form has a score that moves from wave 1 to wave 2.
const form = `{"title":{"default":"Ask","zh-cn":"问一问"},"dv":{"audience":"dealer","privacy":{"mode":"confidential"}},"pages":[{"name":"a","elements":[
 {"type":"rating","name":"nps","title":{"default":"Recommend","zh-cn":"推荐"},"rateMin":0,"rateMax":10,"dv":{"metric":"nps"}}]}]}`

// house is the program with a mail server, and two waves of answers to a
// confidential survey: the second came in the week that ends before the Monday to
// which the clock is moved on.
type house struct {
	*apptest.App
	post *mailtest.Server
}

func open(t *testing.T, dsn string) *house {
	t.Helper()
	h := &house{post: mailtest.Start(t, mailtest.Options{})}
	h.App = apptest.Start(t, dsn, func(c *config.Config) { c.SMTPURL, c.MailFrom = h.post.URL(), "Voice <voice@maker.example.com>" })
	return h
}

// monday moves the clock to eight o'clock on the Monday after the coming one, and
// gives it.
func (h *house) monday() time.Time {
	now := h.Clock().In(h.Zone)
	day := time.Date(now.Year(), now.Month(), now.Day(), 8, 0, 0, 0, h.Zone).AddDate(0, 0, 7+(8-int(now.Weekday()))%7)
	h.Later(day.Sub(now))
	return day
}

func (h *house) answered(t *testing.T, monday time.Time) {
	t.Helper()
	ctx, by := t.Context(), access.Machine("test")
	if _, _, err := h.Surveys.Import(ctx, by, survey.Import{Slug: "ask", Source: []byte(form)}); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Surveys.Publish(ctx, by, "ask"); err != nil {
		t.Fatal(err)
	}
	p, err := h.Surveys.Published(ctx, "ask")
	if err != nil {
		t.Fatal(err)
	}
	var rows []feedback.Row
	add := func(wave int, region string, at time.Time, score float64) {
		i := len(rows)
		rows = append(rows, feedback.Row{
			Line: i + 1, ID: feedback.ID(fmt.Sprintf("r-%03d", i)), Language: language.Chinese, Wave: wave, Submitted: &at,
			Data: answer.Data{"nps": score}, Attributes: audience.Attributes{"region": region, "dealer": fmt.Sprintf("D%03d", i%40)},
		})
	}
	for i := range 40 {
		add(1, []string{"east", "west"}[i%2], monday.AddDate(0, 0, -60), float64(1+i%4))
	}
	for i := range 40 {
		region := "west"
		if i < 3 {
			region = "east" // three came from the east
		}
		add(2, region, monday.AddDate(0, 0, -3), float64(8+i%3))
	}
	_, err = h.Feedback.Import(ctx, by, feedback.Import{Into: p, Editions: h.Surveys, Rows: func(yield func(feedback.Row, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}, Refused: func(r feedback.Row, err error) { t.Fatalf("row %d refused: %v", r.Line, err) }})
	if err != nil {
		t.Fatal(err)
	}
	h.Work()
	h.Settle(t, "ask")
}

func (h *house) send(t *testing.T) {
	t.Helper()
	if err := h.Digest.Send(t.Context(), json.RawMessage("null")); err != nil {
		t.Fatal(err)
	}
}

var wayOut = regexp.MustCompile(`/digest/off/[0-9A-Za-z.]+`)

func TestADigestComesOnceAWeekToWhoeverChoseIt(t *testing.T) {
	dbtest.EachDSN(t, func(t *testing.T, dsn string) {
		h := open(t, dsn)
		ann := h.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Language: language.English, Email: "ann@example.com"})
		east := h.LogInAs(t, account.NewUser{Roles: []access.Role{access.Manager}, Email: "east@example.com", Scope: access.Scope{Level: access.Region, Value: "east"}})
		h.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Email: "nobody@example.com"})
		ann.Get("/app").Expect(apptest.Has("a[href='/app/digest']"))
		ann.Get("/app/digest").Expect(apptest.Has(".empty"), apptest.WellMade()).Form("form[action='/app/digest']").Set("rhythm", "weekly").Submit().
			Expect(apptest.Via(303), apptest.Says(".notice", "kept"), apptest.Has("input[value=weekly][checked]"))
		east.Get("/app/digest").Form("form[action='/app/digest']").Set("rhythm", "weekly").Submit().Expect(apptest.Via(303))
		h.answered(t, h.monday())

		preview := ann.Get("/app/digest")
		preview.Expect(apptest.WellMade(), apptest.Says("main", "New answers: 40; 80 in all"), apptest.Says("main", "▲"), apptest.Says("main", "higher than wave 1"))
		var both sync.WaitGroup
		for range 2 { // two workers at once
			both.Go(func() { h.send(t) })
		}
		both.Wait()
		h.send(t)
		if got := h.post.Counts(); got["ann@example.com"] != 1 || got["east@example.com"] != 1 || len(got) != 2 {
			t.Fatalf("letters: %v", got)
		}
		for _, l := range h.post.Box() {
			if l.To == "ann@example.com" {
				h.sameAs(t, l, preview)
			} else if text := plain(t, l); !strings.Contains(text, "新答卷：< 5") || strings.Contains(text, "新答卷：3") {
				t.Errorf("the manager of a region with three new answers reads:\n%s", text)
			}
		}
		h.Later(7 * 24 * time.Hour)
		h.leaves(t, ann)
	})
}

// sameAs tells whether the letter says what the page does, in text and in HTML.
func (h *house) sameAs(t *testing.T, l mailtest.Letter, preview *apptest.Page) {
	t.Helper()
	text := plain(t, l)
	lines := preview.Find("main section.card:not(#choice) li")
	if lines.Length() < 2 {
		t.Fatalf("the page has %d lines", lines.Length())
	}
	for i := range lines.Length() {
		said := lines.Eq(i).Clone()
		note := strings.Join(strings.Fields(said.Find(".muted").Text()), " ")
		said.Find(".muted").Remove()
		for _, part := range []string{strings.Join(strings.Fields(said.Text()), " "), note} {
			if !strings.Contains(text, part) {
				t.Errorf("the page says %q, the letter:\n%s", part, text)
			}
		}
	}
	if l.Header(t, "Subject") != preview.Text("main h2:first-of-type") || l.Header(t, "List-Unsubscribe-Post") == "" || l.Header(t, "Auto-Submitted") == "" {
		t.Errorf("headers of\n%s", l.Raw)
	}
	if !strings.Contains(text, h.URL+"/app/surveys/ask/report") {
		t.Error("the letter leads nowhere")
	}
}

// leaves goes the way out of the letter: looking changes nothing, one click does.
func (h *house) leaves(t *testing.T, ann *apptest.Client) {
	t.Helper()
	var path string
	for _, l := range h.post.Box() {
		if l.To == "ann@example.com" {
			path = wayOut.FindString(l.Header(t, "List-Unsubscribe"))
		}
	}
	h.post.Empty()
	stranger := h.Visitor(language.English)
	stranger.T = t
	stranger.Get(path).Expect(apptest.Status(200), apptest.Says("main", "ann@example.com"), apptest.WellMade())
	stranger.Get(path[:len(path)-1] + "x").Expect(apptest.Status(404))
	ann.Get("/app/digest").Expect(apptest.Has("input[value=weekly][checked]"))
	stranger.Send(apptest.Request{Method: "POST", Path: path, Type: "application/x-www-form-urlencoded", Body: "List-Unsubscribe=One-Click"}).Expect(apptest.Status(200))
	stranger.Get(path).Expect(apptest.Says(".notice", "No more digests"))
	ann.Get("/app/digest").Expect(apptest.Has("input[value=off][checked]"))
	h.send(t)
	if n := h.post.Counts()["ann@example.com"]; n != 0 {
		t.Errorf("%d letters after the way out", n)
	}
}

// What may go wrong on the way: what the server certainly did not take comes again,
// what it may have taken does not, and what it refuses for good is left alone.
func TestALetterThatMayHaveArrivedIsNotSentAgain(t *testing.T) {
	for name, c := range map[string]struct {
		at    mailtest.Stage
		say   error
		later int // letters once the trouble is over
	}{
		"the recipient may come later": {mailtest.Rcpt, mailtest.Reply(451, [3]int{4, 2, 0}, "later"), 1},
		"the letter may come later":    {mailtest.Begin, mailtest.Reply(451, [3]int{4, 3, 0}, "later"), 1},
		"no such mailbox":              {mailtest.Rcpt, mailtest.Reply(550, [3]int{5, 1, 1}, "no such user"), 0},
		"killed at the end":            {mailtest.End, mailtest.ErrHang, 0},
	} {
		t.Run(name, func(t *testing.T) {
			h := open(t, dbtest.SQLite(t))
			ann := h.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Email: "ann@example.com"})
			ann.Get("/app/digest").Form("form[action='/app/digest']").Set("rhythm", "daily").Submit().Expect(apptest.Via(303))
			at := h.monday()
			h.answered(t, at.AddDate(0, 0, 2)) // three days before that: yesterday
			h.post.Say(func(s mailtest.Stage, _ string) error {
				if s == c.at {
					return c.say
				}
				return nil
			})
			_ = h.Digest.Send(t.Context(), nil) // what it says of one letter is not the matter here
			before := h.post.Counts()["ann@example.com"]
			h.post.Say(func(mailtest.Stage, string) error { return nil })
			h.send(t)
			h.send(t)
			if got := h.post.Counts()["ann@example.com"] - before; got != c.later {
				t.Errorf("%d letters when the trouble was over, want %d (%d before)", got, c.later, before)
			}
		})
	}
}

// A week is over on Sunday, a letter is due on Monday at seven, and who chose later
// waits for the next.
func TestWhenADigestIsDue(t *testing.T) {
	h := open(t, dbtest.SQLite(t))
	ann := h.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Email: "ann@example.com"})
	monday := h.monday()
	h.answered(t, monday)
	ann.Get("/app/digest").Form("form[action='/app/digest']").Set("rhythm", "weekly").Submit().Expect(apptest.Via(303))
	h.send(t)
	if n := len(h.post.Box()); n != 0 {
		t.Fatalf("chosen at eight, %d letters came at once", n)
	}
	d, err := h.Digest.Preview(t.Context(), access.Viewer{UserID: "x", Roles: []access.Role{access.Analyst}, Scope: access.Scope{Level: access.All}})
	if want := monday.AddDate(0, 0, -1).Format(time.DateOnly); err != nil || string(d.Period.To) != want || len(d.News) != 1 || d.News[0].Fresh.N != 40 {
		t.Errorf("%+v, %v; want a week that ends on %s", d, err, want)
	}
	cells, err := h.Analysis.Cells(t.Context(), access.Machine("test"), analysis.Query{Survey: "ask", Figure: "nps", Measures: []analysis.Measure{analysis.NPS}, By: []string{"wave"}})
	if err != nil || len(d.News) != 1 || len(d.News[0].Moves) != 1 || d.News[0].Moves[0].Change.After.Value != cells[1].Value {
		t.Errorf("the digest and the cells differ: %+v, %+v, %v", d.News, cells, err)
	}
}
