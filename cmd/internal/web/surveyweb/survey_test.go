package surveyweb_test

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/survey/access"
)

func form(title, mode string) string {
	return fmt.Sprintf(`{"title":{"default":%q,"zh-cn":"门店问卷"},"dv":{"privacy":{"mode":%q}},
"pages":[{"name":"p1","elements":[{"type":"text","name":"q1","title":"<b>Why</b>?"}]}]}`, title, mode)
}

func TestASurveyIsMadePublishedAndClosed(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := a.LogIn(t, access.Analyst)
		c.Get("/app/surveys").Expect(apptest.Status(200), apptest.WellMade(), apptest.Has(".empty"))
		p := c.Get("/app/surveys/new")
		p.Expect(apptest.WellMade())
		p = p.Form("form.card").Set("source", form("Shop survey", "identified")).Submit()
		p.Expect(apptest.Via(303), apptest.At("/app/surveys/shop-survey"), apptest.Says("h1", "门店问卷"), apptest.WellMade(),
			apptest.Has(".notice.good"), apptest.None("#link"), apptest.Says(".outline", "Why?"))
		p = p.Form("form[action$='/publish']").Submit()
		p.Expect(apptest.Via(303), apptest.Attr("#link", "value", a.URL+"/s/shop-survey"), apptest.None("form[action$='/publish']"), apptest.WellMade())
		c.Get("/app/surveys").Expect(apptest.Says("tbody .tag", "收集中"), apptest.Says("tbody", "实名"), apptest.WellMade())

		p = c.Get("/app/surveys/shop-survey/edit").Form("form.card").Set("source", form("Other", "confidential")).Submit()
		p.Expect(apptest.At("/app/surveys/shop-survey"), apptest.Says("#draft ~ p", "有未发布的改动"))
		p = p.Form("form[action$='/publish']").Submit()
		p.Expect(apptest.Count("[aria-labelledby=versions] li", 2), apptest.Says("[aria-labelledby=live]", "保密"))
		if got := c.Get("/app/surveys/shop-survey/definition.json?version=1"); got.Body != form("Shop survey", "identified") ||
			got.Header.Get("Content-Disposition") != `attachment; filename="shop-survey-v1.json"` {
			t.Errorf("version 1: %s %q", got.Header.Get("Content-Disposition"), got.Body)
		}
		p = c.Get("/app/surveys/shop-survey").Form("form[action$='/close']").Submit()
		p.Expect(apptest.Says("[aria-labelledby=live] .tag", "已结束"), apptest.None("form[action$='/wave']"))
		p = p.Form("form[action$='/reopen']").Submit()
		p.Expect(apptest.Says("[aria-labelledby=live] .tag", "收集中"))
		p = p.Form("form[action$='/wave']").Submit()
		p.Expect(apptest.Attr("input[name=from]", "value", "2"))
	})
}

func TestAFaultyDefinitionIsListedAndKept(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := a.LogIn(t, access.Analyst)
		for _, c2 := range []struct{ button, status string }{{"save", "422"}, {"check", "200"}} {
			p := c.Get("/app/surveys/new").Form("form.card").Set("slug", "x").Set("source", faulty).Press("button[value=" + c2.button + "]")
			p.Expect(apptest.Count("#findings tbody tr", 3), apptest.Says("#findings tbody tr td", "4"), apptest.Says("#findings tbody", "pages[0].elements[0].type"),
				apptest.Holds("source", strings.ReplaceAll(faulty, "\n", "\r\n")), apptest.Holds("slug", "x"), apptest.WellMade())
			if fmt.Sprint(p.Status) != c2.status {
				t.Errorf("%s: status %d", c2.button, p.Status)
			}
		}
		for name, f := range map[string]struct{ slug, source, field string }{
			"no JSON":          {"x", "{\n\"a\": 1,,\n}", "source"},
			"nothing":          {"x", " ", "source"},
			"a bad slug":       {"X Y", form("T", "identified"), "slug"},
			"the address /new": {"new", form("T", "identified"), "slug"},
		} {
			p := c.Get("/app/surveys/new").Form("form.card").Set("slug", f.slug).Set("source", f.source).Submit()
			p.Expect(apptest.Status(422), apptest.Has("#"+f.field+"-error"), apptest.Has(".error-summary a[href='#"+f.field+"']"), apptest.Holds("slug", f.slug), apptest.WellMade())
			if t.Failed() {
				t.Fatal(name)
			}
		}
		c.Get("/app/surveys/new").Form("form.card").Set("slug", "x").Set("source", form("T", "identified")).Submit().Expect(apptest.At("/app/surveys/x"))
		c.Get("/app/surveys/new").Form("form.card").Set("slug", "x").Set("source", form("U", "identified")).Submit().
			Expect(apptest.Status(422), apptest.Has("#slug-error"), apptest.Holds("source", strings.ReplaceAll(form("U", "identified"), "\n", "\r\n")))
		// A draft is kept with its faults, and cannot be published.
		p := c.Get("/app/surveys/x/edit").Form("form.card").Attach("file", apptest.File{Name: "x.json", Content: []byte(faulty)}).Submit()
		p.Expect(apptest.At("/app/surveys/x"), apptest.Count("[aria-labelledby=draft] tbody tr", 3), apptest.None("form[action$='/publish']"), apptest.WellMade())
		c.Post("/app/surveys/x/publish", url.Values{"_csrf": {csrf(p)}}).Expect(apptest.Status(422), apptest.Has(".error-summary"))
	})
}

func csrf(p *apptest.Page) string { return p.Find("input[name=_csrf]").First().AttrOr("value", "") }

const dealers = "code,name,region,area,tier,channels,rep\n" +
	"D1,苏州恒达,华东,苏南,A,ka,rep@example.com\nD2,=cmd()店,华东,苏北,B,ka,\nD3,广州兴隆,华南,粤中,A,ka,\n"

var linkShape = regexp.MustCompile(`/i/[0-9A-HJKMNP-TV-Z]{30}`)

// started is an app with three dealers and a published survey of the mode.
func started(t *testing.T, a *apptest.App, mode string) *apptest.Client {
	t.Helper()
	c := a.LogIn(t, access.Admin, access.Analyst)
	c.Get("/app/dealers/import").Form("form.card").Set("text", dealers).Submit().Form("#plan form").Submit().Expect(apptest.At("/app/dealers"))
	p := c.Get("/app/surveys/new").Form("form.card").Set("slug", "s").Set("source", form("S", mode)).Submit()
	p.Form("form[action$='/publish']").Submit().Expect(apptest.Status(200))
	return c
}

func TestPersonalLinksAreShownOnce(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := started(t, a, "identified")
		p := c.Get("/app/surveys/s/invitations")
		p.Expect(apptest.WellMade(), apptest.Has(".empty"))
		p = p.Form("form.card").Set("region", "华东").Press("button[value=page]")
		p.Expect(apptest.Status(200), apptest.Count("tbody tr", 2), apptest.WellMade())
		links := linkShape.FindAllString(p.Find("textarea").Text(), -1)
		if len(links) != 2 {
			t.Fatalf("links %q", links)
		}
		list := c.Get("/app/surveys/s/invitations")
		list.Expect(apptest.Count(".as-cards tbody tr", 2), apptest.Says(".as-cards tbody", "未答"), apptest.WellMade())
		for _, path := range []string{"/app/surveys/s/invitations", "/app/surveys/s", "/app/audit"} {
			if p := c.Get(path); linkShape.MatchString(p.Body) {
				t.Errorf("%s shows a link again", path)
			}
		}
		for _, l := range links {
			if secret := l[len("/i/"):]; strings.Contains(a.Logged(), secret) {
				t.Error("a link stands in the log")
			}
		}
		// Those already invited are left out; nobody is left in the east.
		fresh := func() *apptest.Form { return c.Get("/app/surveys/s/invitations").Form("form.card") }
		fresh().Set("region", "华东").Press("button[value=page]").Expect(apptest.Status(422), apptest.Has("#who .field-error"), apptest.Holds("region", "华东"))
		csv := fresh().Press("button[value=csv]")
		if csv.Header.Get("Content-Type") != "text/csv; charset=utf-8" || !strings.HasPrefix(csv.Body, "\uFEFF编码,名称,个人链接\r\nD3,广州兴隆,"+a.URL+"/i/") {
			t.Errorf("csv %.200q", csv.Body)
		}
		all := fresh().Set("who", "all").Press("button[value=csv]")
		if !strings.Contains(all.Body, "\r\nD2,'=cmd()店,") {
			t.Errorf("csv %.200q", all.Body)
		}
		c.Get("/app/surveys/s/invitations").Form("tbody tr:nth-child(1) form[action$='/withdraw']").Submit().
			Expect(apptest.Says("tbody tr:nth-child(1)", "已收回"), apptest.Says("tbody tr:nth-child(2)", "有效"))
	})
}

func TestConfidentialInvitationsShowRatesOnly(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := started(t, a, "confidential")
		c.Get("/app/surveys/s/invitations").Form("form.card").Press("button[value=page]").Expect(apptest.Status(200))
		p := c.Get("/app/surveys/s/invitations")
		p.Expect(apptest.None("input[value=unanswered]"), apptest.Says(".figure:nth-child(2) .value", "–"), apptest.Count(".as-cards thead th", 5), apptest.WellMade())
		if strings.Contains(p.Text(".as-cards"), "答") {
			t.Errorf("the list says who answered: %s", p.Text(".as-cards"))
		}
	})
}

func TestUnlinkableSurveysHaveNoPersonalLinks(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := started(t, a, "unlinkable")
		p := c.Get("/app/surveys/s/invitations")
		p.Expect(apptest.None("#make"), apptest.None("form.card"), apptest.Has(".empty"), apptest.WellMade())
		p = c.Post("/app/surveys/s/invitations", url.Values{"_csrf": {csrf(p)}, "who": {"all"}})
		p.Expect(apptest.Status(409), apptest.Has(".error-summary"))
		if linkShape.MatchString(p.Body) {
			t.Error("a link was made")
		}
	})
}

func TestAManagerSeesInvitationsOfHisRegionOnly(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := started(t, a, "identified")
		c.Get("/app/surveys/s/invitations").Form("form.card").Press("button[value=page]").Expect(apptest.Count("tbody tr", 3))
		south := a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Manager}, Scope: access.Scope{Level: access.Region, Value: "华南"}})
		south.Get("/app/surveys/s/invitations").Expect(apptest.Count(".as-cards tbody tr", 1), apptest.Says(".figure .value", "1"), apptest.None("#make"))
		south.Get("/app/dealers").Expect(apptest.Count("tbody tr", 1))
		south.Get("/app/dealers/D1").Expect(apptest.Status(404))
		south.Get("/app/dealers/D3").Expect(apptest.Status(200), apptest.WellMade())
	})
}

func TestWhatIsNotThere(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := started(t, a, "identified")
		for path, status := range map[string]int{
			"/app/surveys/none": 404, "/app/surveys/none/invitations": 404, "/app/surveys/none/edit": 404, "/app/surveys/none/definition.json": 404,
			"/app/surveys/s/definition.json?version=9": 404, "/app/surveys/s/definition.json?version=x": 404,
			"/app/surveys/' OR 1=1 --": 404, "/app/dealers/none": 404, "/app/dealers/%00": 404, "/app/dealers/%FF": 404,
			"/app/surveys/s/invitations?wave=99": 200, "/app/surveys/s/invitations?wave=-1": 200, "/app/dealers?after=%27&q=%25&tier=%5C": 200, "/app/dealers?q=%00": 404, "/app/dealers?q=%FF": 404, "/app/surveys?%00=1": 404,
		} {
			if p := c.Get(strings.ReplaceAll(path, " ", "%20")); p.Status != status {
				t.Errorf("%s: status %d", path, p.Status)
			}
		}
	})
}
