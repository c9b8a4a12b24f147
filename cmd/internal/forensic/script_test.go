package forensic_test

// The survey that is looked into: dealers answer in an order and at times of
// their own, half-way and again, twice and thrice, while staff look on.

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/forensic"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/language"
)

const asked = `{"title":{"default":"Honest words","zh-cn":"说真话"},"dv":{"privacy":{"mode":%q,"minCell":5}},"pages":[
	{"name":"a","elements":[{"type":"rating","name":"score","rateMin":0,"rateMax":10,"isRequired":true},{"type":"text","name":"mark"}]},
	{"name":"b","elements":[{"type":"comment","name":"why"}]}]}`

// scripted is a survey on its way, with what nobody but the test knows.
type scripted struct {
	*apptest.App
	t        *testing.T
	slug     string
	rand     *rand.Rand
	people   []audience.Dealer
	whose    map[string]string // mark in the answer -> dealer and wave
	begun    map[string]*apptest.Page
	evidence forensic.Evidence
	marks    int
	receipts []string // of dealers who mean to write a letter
}

// dealers are the roster: a few large groups and some small ones.
func dealers(n int) []audience.Dealer {
	out := make([]audience.Dealer, n)
	for i := range out {
		region := []string{"华东", "华东", "华南", "华南", "华北", "西南"}[i%6]
		if i%40 == 39 {
			region = "西北"
		}
		out[i] = audience.Dealer{
			Code: audience.Code(fmt.Sprintf("D-%03d", i)), Name: fmt.Sprintf("商行%03d", i), Region: region, Area: fmt.Sprint(region, i%3),
			Tier: []string{"A", "B", "B", "C"}[i%4], Channels: []string{"trad"}, Rep: fmt.Sprintf("rep%d@example.com", i%9), Language: language.Chinese,
		}
	}
	return out
}

// start publishes the survey and begins to take notes.
func start(t *testing.T, a *apptest.App, mode survey.Mode, n int) *scripted {
	t.Helper()
	s := &scripted{App: a, t: t, slug: "honest", rand: rand.New(rand.NewPCG(42, uint64(n))), people: dealers(n), whose: map[string]string{}, begun: map[string]*apptest.Page{}}
	ctx, machine := t.Context(), access.Machine("test")
	if _, report, err := a.Surveys.Import(ctx, machine, survey.Import{Slug: s.slug, Source: fmt.Appendf(nil, asked, mode)}); err != nil {
		t.Fatalf("%v %+v", err, report)
	}
	if _, err := a.Surveys.Publish(ctx, machine, s.slug); err != nil {
		t.Fatal(err)
	}
	p, err := a.Surveys.Published(ctx, s.slug)
	if err != nil {
		t.Fatal(err)
	}
	s.evidence = forensic.Evidence{Survey: string(p.Survey.ID), Mail: map[string]string{}, Dealers: map[string]forensic.Invitee{}, Keys: map[string][]byte{}, Files: map[string][]byte{}}
	for _, d := range s.people {
		s.evidence.Dealers[string(d.Code)] = forensic.Invitee{Region: d.Region, Tier: d.Tier, Channel: d.Attributes()["channel"]}
	}
	s.must(forensic.Watch(ctx, a.DB))
	return s
}

func (s *scripted) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// wave asks everybody and lets a share answer.
func (s *scripted) wave(number int, share float64) {
	s.t.Helper()
	ctx := s.t.Context()
	links := s.invite(number)
	order := s.rand.Perm(len(s.people))
	sent := 0
	for _, i := range order[:int(share*float64(len(order)))] {
		if !s.answer(number, i, links[i]) {
			continue
		}
		if sent++; sent%12 == 0 {
			s.must(forensic.Tick(ctx, s.DB))
			s.must(s.Feedback.Mix(ctx)) // as the worker does every quarter of an hour
			s.must(s.Replies.Deliver(ctx, nil))
			s.Work()
		}
		if sent%40 == 0 {
			s.lookOn()
		}
	}
	for i, link := range links { // a reminder: who had begun goes on
		if s.begun[link] != nil && s.rand.IntN(2) == 0 {
			s.answer(number, i, link)
		}
	}
}

// invite asks the dealers and keeps what the mails would hold.
func (s *scripted) invite(number int) []string {
	s.t.Helper()
	ctx, machine := s.t.Context(), access.Machine("test")
	list, err := s.Surveys.Ask(ctx, machine, survey.Asking{Slug: s.slug, Dealers: s.people})
	s.must(err)
	ids := make([]survey.InvitationID, len(list))
	for i, inv := range list {
		ids[i] = inv.ID
	}
	tokens, err := s.Surveys.Tokens(ctx, s.slug, ids)
	s.must(err)
	at := map[audience.Code]int{}
	for i, d := range s.people {
		at[d.Code] = i
	}
	links := make([]string, len(s.people))
	for _, inv := range list {
		token := tokens[inv.ID].Reveal()
		links[at[inv.DealerCode]] = "/i/" + token
		s.evidence.Mail[token] = fmt.Sprint(inv.DealerCode, "#", number)
	}
	return links
}

// answer goes through the form as people do; it tells whether it was sent.
func (s *scripted) answer(number, i int, link string) bool {
	c := s.Visitor(language.Chinese)
	s.Later(time.Duration(1+s.rand.IntN(40)) * time.Minute)
	if s.rand.IntN(3) == 0 {
		s.proxied(http.MethodGet, link, func() *apptest.Page { return c.Get(link) }) // a mail scanner
	}
	page := s.proxied(http.MethodGet, link, func() *apptest.Page { return c.Get(link) })
	if s.begun[link] == nil {
		s.marks++
		mark := fmt.Sprintf("m%08x%04d", s.rand.Uint32(), s.marks)
		s.whose[mark] = fmt.Sprint(s.people[i].Code, "#", number)
		first := page.Form("form[method=post]").Set("score", fmt.Sprint(s.rand.IntN(11))).Set("mark", mark)
		page = s.proxied(http.MethodPost, link, func() *apptest.Page { return first.Press("button.go") })
		if s.rand.IntN(4) == 0 {
			s.begun[link] = page
			return false // another day
		}
	}
	delete(s.begun, link)
	last := page.Form("form[method=post]").Set("why", strings.Repeat("返利", s.rand.IntN(300))).Request("button.go")
	done := s.proxied(http.MethodPost, link, func() *apptest.Page { return c.Send(last) })
	if location := done.Header.Get("Location"); location != "" && s.rand.IntN(2) == 0 {
		if code := c.Get(location).Text(".receipt strong"); code != "" {
			s.receipts = append(s.receipts, code)
		}
	}
	if n := len(s.receipts); n > 12 && s.rand.IntN(2) == 0 { // somebody who answered before writes a letter
		s.write(s.rand.IntN(n))
	}
	for s.rand.IntN(4) == 0 { // a double click, or a page that hung
		s.proxied(http.MethodPost, link, func() *apptest.Page { return c.Send(last) })
	}
	if s.rand.IntN(6) == 0 { // second thoughts, by the same link
		again := s.proxied(http.MethodGet, link, func() *apptest.Page { return c.Get(link) })
		if again.Find("[name=score]").Length() > 0 {
			f := again.Form("form[method=post]").Set("score", "3")
			s.proxied(http.MethodPost, link, func() *apptest.Page { return f.Press("button.go") })
		}
	}
	return true
}

// write is a letter by a receipt: through the proxy, which sees no link.
func (s *scripted) write(i int) {
	path := "/s/" + s.slug + "/receipt"
	code := s.receipts[i]
	s.receipts = slices.Delete(s.receipts, i, i+1)
	page := s.Visitor(language.Chinese).Get(path).Form("form[method=post]").Set("code", code).Press("button.go")
	page.Expect(apptest.Status(200), apptest.Has("textarea[name=letter]"))
	f := page.Form("section.letters form").Set("letter", fmt.Sprint("请回复", strings.Repeat("。", s.rand.IntN(60))))
	s.proxied(http.MethodPost, path, func() *apptest.Page { return f.Press("button[value=write]") }).Expect(apptest.Status(200))
}

// proxied makes a request and notes it as a proxy in front would.
func (s *scripted) proxied(method, path string, do func() *apptest.Page) *apptest.Page {
	s.must(forensic.Tick(context.Background(), s.DB))
	p := do()
	s.evidence.Proxy = append(s.evidence.Proxy, forensic.Visit{At: time.Now(), Method: method, Path: path, Status: p.Status, Location: p.Header.Get("Location"), Referrer: p.Header.Get("Referrer-Policy")})
	return p
}

// lookOn is staff at their pages, and the scraper.
func (s *scripted) lookOn() {
	if s.evidence.Texts == nil {
		s.evidence.Texts = map[string][]string{}
	}
	staff := s.LogIn(s.t, access.Analyst)
	for _, path := range []string{"/app/surveys/honest", "/app/surveys/honest/report", "/app/surveys/honest/invitations"} {
		s.evidence.Texts[path] = append(s.evidence.Texts[path], staff.Get(path).Body)
	}
	s.evidence.Metrics = append(s.evidence.Metrics, s.Visitor(language.English).Get("/metrics").Body)
}

// backup keeps a copy of the database, and of its files.
func (s *scripted) backup() {
	s.t.Helper()
	d, err := forensic.Photograph(s.t.Context(), s.DB)
	s.must(err)
	s.evidence.Backups = append(s.evidence.Backups, d)
	s.evidence.BackupsAt = append(s.evidence.BackupsAt, time.Now())
	s.seize(fmt.Sprint("backup", len(s.evidence.Backups)))
}

// seize reads the bytes of a database that is a file.
func (s *scripted) seize(name string) {
	path, ok := strings.CutPrefix(s.Config.DatabaseURL, "sqlite:")
	if s.DB.Dialect() == db.PostgreSQL || !ok && strings.Contains(path, "://") {
		return
	}
	path, _, _ = strings.Cut(path, "?")
	for _, end := range []string{"", "-wal"} {
		raw, err := os.ReadFile(path + end)
		if err != nil && end == "" {
			s.t.Fatal(err)
		}
		s.evidence.Files[name+end] = raw
	}
}

// export is what staff may be given, or who runs the server takes.
func (s *scripted) export() {
	s.t.Helper()
	ctx := s.t.Context()
	p, err := s.Surveys.Published(ctx, s.slug)
	s.must(err)
	var rows []map[string]any
	err = s.Feedback.Export(ctx, access.Machine("test"), feedback.Export{Survey: p.Survey, Versions: []survey.Version{p.Version}}, func(r feedback.Record) error {
		rows = append(rows, map[string]any{"id": string(r.ID)})
		return nil
	})
	s.must(err)
	s.evidence.Exports = append(s.evidence.Exports, rows)
}

// whole runs the survey from its first link to its end.
func (s *scripted) whole() forensic.Evidence {
	s.t.Helper()
	ctx := s.t.Context()
	s.wave(1, 0.8)
	s.backup()
	s.export()
	s.Later(30 * 24 * time.Hour)
	s.must(s.Surveys.StartWave(ctx, access.Machine("test"), s.slug, 1))
	s.wave(2, 0.6)
	s.backup()
	s.must(forensic.Tick(ctx, s.DB))
	s.keys()
	s.Settle(s.t, s.slug)
	s.Later(8 * 24 * time.Hour)
	s.must(forensic.Tick(ctx, s.DB))
	s.must(s.Replies.Deliver(ctx, nil))
	s.Work()
	s.export()
	return s.collect()
}

// keys keeps the key folder as it was before the end, for an attacker who is
// given it too.
func (s *scripted) keys() {
	files, err := filepath.Glob(filepath.Join(s.Config.DataDir, "keys", "*.key"))
	s.must(err)
	for _, f := range files {
		raw, err := os.ReadFile(f)
		s.must(err)
		s.evidence.Keys[filepath.Base(f)] = raw
	}
}

func (s *scripted) collect() forensic.Evidence {
	s.t.Helper()
	ctx := s.t.Context()
	e := s.evidence
	var err error
	e.Final, err = forensic.Photograph(ctx, s.DB)
	s.must(err)
	e.History, err = forensic.History(ctx, s.DB)
	s.must(err)
	e.Log = s.Logged()
	s.seize("final")
	e.Files = s.evidence.Files
	return e
}
