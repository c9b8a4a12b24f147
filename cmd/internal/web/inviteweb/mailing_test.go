package inviteweb_test

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/config"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/mailtest"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/language"
)

var ctx = context.Background()

// house is the program with a mail server, a survey and three dealers, and an
// analyst at the browser.
func house(t *testing.T, dsn, mode string) (*apptest.App, *mailtest.Server, *apptest.Client) {
	t.Helper()
	post := mailtest.Start(t, mailtest.Options{})
	a := apptest.Start(t, dsn, func(c *config.Config) { c.SMTPURL, c.MailFrom = post.URL(), "Voice <voice@maker.example.com>" })
	by := access.Machine("test")
	source := fmt.Sprintf(`{"title":{"default":"Ask","zh-cn":"问一问"},"dv":{"privacy":{"mode":%q}},"pages":[{"name":"a","elements":[{"type":"text","name":"one","title":{"default":"One","zh-cn":"一"}}]}]}`, mode)
	if _, _, err := a.Surveys.Create(ctx, by, survey.Import{Slug: "ask", Source: []byte(source)}); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Surveys.Publish(ctx, by, "ask"); err != nil {
		t.Fatal(err)
	}
	roster := "code,name,region,language,email\nD1,苏州恒达,华东,en,d1@dealer.example.com\nD2,广州兴隆,华南,en,d2@dealer.example.com\nD3,没有邮箱,华南,en,\n"
	if _, err := a.Roster.Import(ctx, by, roster); err != nil {
		t.Fatal(err)
	}
	return a, post, a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Language: language.English, Email: "ann@example.com"})
}

var way = regexp.MustCompile(`/u/([0-9a-z]{28})`)

func TestAMailingFromThePlanToTheProgress(t *testing.T) {
	dbtest.EachDSN(t, func(t *testing.T, dsn string) {
		a, post, c := house(t, dsn, "identified")
		home := c.Get("/app/surveys/ask").Follow("a[href$='/mailings']")
		home.Expect(apptest.Status(200), apptest.Has(".empty"), apptest.WellMade())
		plan := home.Form("form:has(button[value=look])").Press("button[value=look]")
		plan.Expect(apptest.Status(200), apptest.Says("#plan ~ .cards .card:nth-child(1) .value", "2"), apptest.Says("#plan ~ .cards .card:nth-child(3) .value", "1"), apptest.WellMade())
		if len(post.Box()) != 0 {
			t.Fatal("a plan sent something")
		}
		show := plan.Form("form:has(button[value=send])").Press("button[value=send]")
		show.Expect(apptest.Via(303), apptest.Status(200), apptest.WellMade())
		a.Work()
		done := c.Get(show.URL.Path)
		done.Expect(apptest.Says(".tag", "Done"), apptest.Count("tbody tr", 2), apptest.Says("tbody tr:nth-child(1) td:nth-child(3) .tag", "Handed over"), apptest.WellMade())
		c.Get(show.URL.Path + "?q=D2").Expect(apptest.Count("tbody tr", 1))
		c.Get(show.URL.Path+"?state=bounced").Expect(apptest.None("tbody tr"), apptest.WellMade())
		if got := post.Counts(); len(got) != 2 {
			t.Errorf("%v", got)
		}
		// A wrong rule keeps what was typed beside its sentence.
		c.Get("/app/surveys/ask/mailings").Form("form[action$='/rule']").Set("days", "0").Submit().
			Expect(apptest.Status(422), apptest.Says(".error-summary", "Between 1 and 90"), apptest.WellMade())
		c.Get("/app/surveys/ask/mailings").Form("form[action$='/rule']").Set("days", "1").Set("most", "1").Submit().Expect(apptest.Status(200), apptest.Says(".notice", "saved"))
		reminder := c.Get("/app/surveys/ask/mailings").Form("form:has(input[value=reminder])").Submit()
		reminder.Expect(apptest.Via(303), apptest.Status(200), apptest.WellMade())
		a.Work()
		c.Get(reminder.URL.Path).Expect(apptest.Says(".tag", "Done"), apptest.Says("[role=status]", "0 of 0"))
		c.Get("/app/surveys/ask/mailings").Expect(apptest.Count("tbody tr", 2), apptest.WellMade())
	})
}

func TestTheWordsOfLettersAreShownAndTried(t *testing.T) {
	a, post, c := house(t, dbtest.SQLite(t), "confidential")
	p := c.Get("/app/surveys/ask/letter?kind=invite")
	p.Expect(apptest.Says("pre.letter", "good day"), apptest.Says("pre.letter", "您好"), apptest.WellMade())
	p.Form("main form").Set("subject_en", strings.Repeat("x", 121)).Press("button[value=save]").
		Expect(apptest.Status(422), apptest.Holds("subject_en", strings.Repeat("x", 121)), apptest.WellMade())
	saved := p.Form("main form").Set("subject_en", "For {dealer}: {survey}").Set("intro_en", "One {survey}.\n\n{dealer} <b>two</b>").Press("button[value=save]")
	saved.Expect(apptest.Via(303), apptest.Says("h3", "For "), apptest.WellMade())
	saved.Form("main form").Press("button[value=try]").Expect(apptest.Via(303), apptest.Says(".notice", "sample"))
	if got := post.Counts(); got["ann@example.com"] != 2 {
		t.Fatalf("%v", got)
	}
	for _, l := range post.Box() {
		if strings.Contains(l.Lines(), "/i/") || l.Header(t, "List-Unsubscribe") != "" {
			t.Error("a sample carries a personal link or a way out")
		}
	}
	html := c.Get("/app/surveys/ask/letter.html?kind=invite&in=en")
	if policy := html.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "sandbox") || strings.Contains(policy, "script") {
		t.Errorf("policy %q", policy)
	}
	if !strings.Contains(html.Body, "&lt;b&gt;two&lt;/b&gt;") || strings.Contains(html.Body, "<b>") {
		t.Errorf("words became HTML:\n%s", html.Body)
	}
	_ = a
}

// TestOpeningChangesNothing: mail programs, link previews and scanners open
// everything in a letter, many times and in any way.
func TestOpeningALetterOrItsWayOutChangesNothing(t *testing.T) {
	dbtest.EachDSN(t, func(t *testing.T, dsn string) {
		a, post, c := house(t, dsn, "identified")
		c.Get("/app/surveys/ask/mailings").Form("form:has(button[value=look])").Press("button[value=look]").Form("form:has(button[value=send])").Press("button[value=send]")
		a.Work()
		text := post.Box()[0].Lines()
		out := way.FindString(strings.ReplaceAll(strings.ReplaceAll(text, "= ", ""), "=3D", "="))
		in := regexp.MustCompile(`/i/[0-9A-Z]{30}`).FindString(strings.ReplaceAll(text, "= ", ""))
		if out == "" || in == "" {
			t.Fatalf("no links in %s", text)
		}
		scanner := a.Visitor(language.English)
		before := dump(t, a)
		_, writes := a.Statements(func() {
			for range 25 {
				for _, path := range []string{out, in, out + "?lang=en", in + "?lang=en", in + "?utm_source=mail"} {
					scanner.Send(apptest.Request{Path: path, Header: http.Header{"Purpose": {"prefetch"}}})
					scanner.Send(apptest.Request{Method: http.MethodHead, Path: path})
				}
			}
		})
		if after := dump(t, a); after != before || writes != 0 {
			t.Errorf("%d writes; before\n%s\nafter\n%s", writes, before, after)
		}
		if p := scanner.Get(out); p.Status != 200 {
			t.Errorf("%s", p)
		}
	})
}

// dump is everything that a mailing keeps.
func dump(t *testing.T, a *apptest.App) string {
	t.Helper()
	var out []string
	for _, q := range []string{
		"SELECT invitation_id || state || attempt || tries || at FROM messages ORDER BY 1", "SELECT address || reason FROM address_stops ORDER BY 1",
		"SELECT token_hash || state FROM invitation_links ORDER BY 1", "SELECT key || revision FROM drafts ORDER BY 1", "SELECT id || state FROM mailings ORDER BY 1",
		"SELECT '' || count(*) FROM participations", "SELECT '' || count(*) FROM responses", "SELECT '' || count(*) FROM jobs", "SELECT '' || count(*) FROM audit",
	} {
		var rows []string
		if err := a.DB.Read(ctx).Raw(q).Scan(&rows).Error; err != nil {
			t.Fatal(err)
		}
		out = append(out, strings.Join(rows, " "))
	}
	return strings.Join(out, "\n")
}

func TestWhoWantsNothingMoreGetsNothingMore(t *testing.T) {
	dbtest.EachDSN(t, func(t *testing.T, dsn string) {
		a, post, c := house(t, dsn, "identified")
		send := func() {
			c.Get("/app/surveys/ask/mailings").Form("form:has(input[value=reminder])").Submit().Expect(apptest.Via(303))
			a.Work()
		}
		c.Get("/app/surveys/ask/mailings").Form("form:has(button[value=look])").Press("button[value=look]").Form("form:has(button[value=send])").Press("button[value=send]")
		a.Work()
		ways := map[string]string{}
		for _, l := range post.Box() {
			ways[l.To] = way.FindString(l.Header(t, "List-Unsubscribe"))
		}
		// One click, as a mail program does it: no cookies, no token of ours.
		one := a.Visitor(language.English).Send(apptest.Request{
			Method: http.MethodPost, Path: ways["d1@dealer.example.com"], Type: "application/x-www-form-urlencoded", Body: "List-Unsubscribe=One-Click",
		})
		if one.Status != 200 {
			t.Fatalf("one click: %s", one)
		}
		// By hand, and back again.
		reader := a.Visitor(language.English)
		left := reader.Get(ways["d2@dealer.example.com"]).Form("form").Submit()
		left.Expect(apptest.Via(303), apptest.Says(".notice", "d2@dealer.example.com gets no more"), apptest.WellMade())
		left.Form("form").Submit().Expect(apptest.Via(303), apptest.None(".notice"), apptest.WellMade())

		post.Empty()
		a.Later(10 * 24 * 3600e9)
		c = a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Language: language.English})
		send()
		if got := post.Counts(); got["d1@dealer.example.com"] != 0 || got["d2@dealer.example.com"] != 1 {
			t.Errorf("after leaving: %v", got)
		}
		for _, path := range []string{"/u/nothing", "/u/" + strings.Repeat("0", 28), "/u/%27%20OR%201=1--"} {
			if p := reader.Get(path); p.Status != http.StatusNotFound {
				t.Errorf("%s: %s", path, p)
			}
		}
	})
}

func TestTheGatewayIsSetByAdministratorsAndItsSecretShownOnce(t *testing.T) {
	a, _, c := house(t, dbtest.SQLite(t), "identified")
	c.Get("/app/gateway").Expect(apptest.Status(403))
	admin := a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Admin}, Language: language.English})
	p := admin.Get("/app/gateway")
	p.Expect(apptest.Has(".empty"), apptest.WellMade())
	p.Form("main form").Set("url", "https://127.0.0.1/x").Press("button[value=set]").
		Expect(apptest.Status(422), apptest.Says("#url-error", "inside the house"), apptest.Holds("url", "https://127.0.0.1/x"), apptest.WellMade())
	set := p.Form("main form").Set("url", "https://sms.example.com/send").Press("button[value=set]")
	set.Expect(apptest.Status(200), apptest.Says("code", "whsec_"), apptest.WellMade())
	secret := set.Find("code.long").Text()
	admin.Get("/app/gateway").Expect(apptest.Secret(secret), apptest.Says(".tag", "In use"), apptest.WellMade())
	var rows []string
	if err := a.DB.Read(ctx).Raw("SELECT url || salt || off FROM gateways").Scan(&rows).Error; err != nil || len(rows) != 1 || strings.Contains(rows[0], strings.TrimPrefix(secret, "whsec_")) {
		t.Errorf("%v, %v", rows, err)
	}
	admin.Get("/app/gateway").Form("main form").Press("button[value=off]").Expect(apptest.Via(303), apptest.Says(".tag", "Off"), apptest.WellMade())
}
