package respondweb_test

// The personal link: it changes nothing by being opened, all tabs and devices
// meet in one answer, and what was begun is there again.

import (
	"context"
	"strings"
	"testing"
	"time"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/feedback"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

const pages3 = `{"title":{"default":"Three","zh-cn":"三页"},"pages":[
	{"name":"a","elements":[{"type":"text","name":"a1","isRequired":true},{"type":"text","name":"a2"}]},
	{"name":"b","elements":[{"type":"radiogroup","name":"b1","choices":["x","y"],"isRequired":true}]},
	{"name":"c","elements":[{"type":"comment","name":"c1"}]}]}`

func TestOpeningAPersonalLinkChangesNothing(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "three", pages3)
		link := invite(t, a, "three", "D-1")
		c := visitor(a)
		_, writes := a.Statements(func() {
			for range 3 {
				p := c.Get(link)
				p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".privacy", "意见专员"))
			}
			c.Send(apptest.Request{Path: link, Header: map[string][]string{"Purpose": {"prefetch"}}})
			c.Send(apptest.Request{Method: "HEAD", Path: link})
		})
		if writes != 0 {
			t.Errorf("%d writes", writes)
		}
		for _, mangled := range []string{strings.ToLower(link), link + ".", link + ")", link + "%20", link + "?utm=1"} {
			c.Get(mangled).Expect(apptest.Status(200), apptest.Has("input[name=a1]"))
		}
	})
}

func TestWhatWasBegunIsThereOnAnotherDevice(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "three", pages3)
		link := invite(t, a, "three", "D-1")
		phone := visitor(a)
		p := form(phone.Get(link)).Set("a1", "电话上").Press(next)
		p.Expect(apptest.Has("input[name=b1]"))

		desk := a.Visitor(language.English) // resumes in the language it was begun in
		q := desk.Get(link)
		q.Expect(apptest.Status(200), apptest.WellMade(), apptest.Has("input[type=radio][name=b1]"), apptest.Holds("a1", "电话上"),
			apptest.Says(".notice", "都还在"), apptest.Attr("html", "lang", "zh-CN"))
		// the desk goes on and back, and corrects the first page
		q = form(q).Set("b1", "x").Press(next)
		q = form(form(q).Press(back)).Press(back)
		q = form(q).Set("a1", "电脑上").Set("a2", "更多").Press(next)
		// the phone still shows its second screen: the desk's first page is newer
		p = form(p).Set("b1", "y").Press(next)
		p.Expect(apptest.Status(200), apptest.Says(".notice", "别处也填过"), apptest.Holds("a1", "电脑上"), apptest.Holds("a2", "更多"), apptest.Holds("b1", "y"))
		form(p).Set("c1", "完").Press(submit).Expect(apptest.At("/s/three/done"))

		r, data := sole(t, a, survey)
		if data != `{"a1":"电脑上","a2":"更多","b1":"y","c1":"完"}` {
			t.Errorf("stored %s", data)
		}
		if r.Region != "华东" || r.Rep != "li@example.com" || r.Attributes["tier"] != "A" {
			t.Errorf("stored under %+v", r)
		}
		// the desk's tab sends later: the first one stands
		form(q).Press(next)
		if n := count(t, a, "drafts"); n > 1 {
			t.Errorf("%d drafts", n)
		}
		sole(t, a, survey)
		calm(t, a)
	})
}

func TestAnAnsweredLinkSaysSoAndShowsTheReceipt(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "small", small)
		link := invite(t, a, "small", "D-1")
		one, two := visitor(a).Get(link), visitor(a).Get(link)
		done := form(one).Set("q1", "1").Press(submit)
		done.Expect(apptest.At("/s/small/done"))
		code := done.Text(".receipt strong")

		again := visitor(a).Get(link)
		again.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("h1", "已经填过"), apptest.Says(".receipt strong", code), apptest.None("form"))
		form(two).Set("q1", "1").Press(submit).Expect(apptest.At("/s/small/done"), apptest.Says(".receipt strong", code))
		form(two).Set("q1", "2").Set("q5", "anders").Press(submit).Expect(apptest.Status(409), apptest.Says("dd", "anders"))
		sole(t, a, survey)
		if n := count(t, a, "participations"); n != 1 {
			t.Errorf("%d participations", n)
		}
		calm(t, a)
	})
}

func TestALinkSentAnewOfAnIdentifiedSurveyMeetsTheSameAnswer(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "small", strings.Replace(small, `"pages"`, `"dv":{"privacy":{"mode":"identified"}},"pages"`, 1))
		old := invite(t, a, "small", "D-1")
		open := visitor(a).Get(old)
		form(visitor(a).Get(old)).Set("q1", "1").Press(submit)
		renewed := invite(t, a, "small", "D-1")
		visitor(a).Get(renewed).Expect(apptest.Says("h1", "已经填过"))
		visitor(a).Get(old).Expect(apptest.Status(410), apptest.WellMade(), apptest.Says("h1", "链接已经停用"))
		form(open).Set("q1", "2").Set("q5", "typed").Press(submit).Expect(apptest.Status(410), apptest.WellMade())
		sole(t, a, survey)
	})
}

func TestADraftStaysWithItsVersion(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "three", pages3)
		link := invite(t, a, "three", "D-1")
		form(visitor(a).Get(link)).Set("a1", "eins").Press(next)
		publish(t, a, "three", strings.ReplaceAll(pages3, `"choices":["x","y"]`, `"choices":["neu"]`))
		p := visitor(a).Get(link)
		p.Expect(apptest.Has("input[name=b1][value=y]"), apptest.Holds("a1", "eins"))
		form(form(p).Set("b1", "y").Press(next)).Press(submit).Expect(apptest.At("/s/three/done"))
		if r, _ := sole(t, a, survey); r.Version != 1 {
			t.Errorf("stored with version %d", r.Version)
		}
	})
}

func TestADraftCannotBeReadInTheDatabase(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "three", pages3)
		p := form(visitor(a).Get("/s/three")).Set("a1", "geheimnisvoll").Press(next)
		p.Expect(apptest.Holds("_rev", "1"))
		var sealed []byte
		if err := a.DB.Read(t.Context()).Raw("SELECT sealed FROM drafts").Row().Scan(&sealed); err != nil || len(sealed) < 30 {
			t.Fatalf("%d bytes, %v", len(sealed), err)
		}
		if strings.Contains(string(sealed), "geheim") {
			t.Error("a draft is kept readable")
		}
		if strings.Contains(a.Logged(), "geheim") {
			t.Error("the log tells what was typed")
		}
	})
}

func TestOnlyTheVoiceOfficerOpensAnAnswerAndTheLookIsWrittenDown(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "small", small)
		form(visitor(a).Get(invite(t, a, "small", "D-7"))).Set("q1", "1").Press(submit)
		r, _ := sole(t, a, survey)
		for _, role := range access.Roles() {
			v := access.Viewer{UserID: "u", Name: "U", Roles: []access.Role{role}, Scope: access.Scope{Level: access.All}}
			before := count(t, a, "audit")
			found, err := a.Feedback.Open(context.Background(), v, survey.Survey.ID, r.ID)
			if role != access.VoiceOfficer {
				if fault.KindOf(err) != fault.KindForbidden || count(t, a, "audit") != before {
					t.Errorf("%s: %v", role, err)
				}
				continue
			}
			if err != nil || found.Dealer != "D-7" || found.Response.Data["q1"] != "1" || count(t, a, "audit") != before+1 {
				t.Errorf("%s: %+v, %v", role, found, err)
			}
		}
		away := access.Viewer{UserID: "u", Roles: []access.Role{access.VoiceOfficer}, Scope: access.Scope{Level: access.Region, Value: "华北"}}
		if _, err := a.Feedback.Open(context.Background(), away, survey.Survey.ID, r.ID); fault.KindOf(err) != fault.KindNotFound {
			t.Errorf("outside the scope: %v", err)
		}
	})
}

func TestAnUnlinkableSurveyKeepsNoTimeAndSaysNothingOfASecondAnswer(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "dark", strings.Replace(small, `"pages"`, `"dv":{"privacy":{"mode":"unlinkable"}},"pages"`, 1))
		c := visitor(a)
		p := c.Get("/s/dark")
		p.Expect(apptest.Says(".privacy", "包括我们自己"))
		body := "q2=x&_end=1&_sid=" + p.Find("input[name=_sid]").AttrOr("value", "") + "&q1="
		first, second := raw(c, "/s/dark", body+"1"), raw(c, "/s/dark", body+"2")
		first.Expect(apptest.Status(303))
		second.Expect(apptest.Status(303))
		code := c.Get(first.Header.Get("Location")).Text(".receipt strong")
		if again := c.Get(second.Header.Get("Location")).Text(".receipt strong"); code == "" || again != code {
			t.Errorf("the second sending gets receipt %q after %q", again, code)
		}
		if strings.Contains(first.Header.Get("Location"), code) {
			t.Error("the address tells the receipt code")
		}
		old := first.Header.Get("Location")
		a.Later(time.Hour)
		if shown := c.Get(old).Find(".receipt").Length(); shown != 0 {
			t.Error("an address out of a log shows the receipt code an hour later")
		}
		if n := count(t, a, "responses"); n != 0 {
			t.Errorf("%d answers can be read before there are others to mix them with", n)
		}
		a.Settle(t, "dark")
		r, data := sole(t, a, survey)
		if r.SubmittedAt != nil || data != `{"q1":"1","q2":"x"}` {
			t.Errorf("stored at %v: %s", r.SubmittedAt, data)
		}
	})
}

func TestAFilledTrapIsThankedAndHeldBack(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "small", small)
		c := visitor(a)
		raw(c, "/s/small", "q1=1&_trap=spam&_end=1&_sid="+sid(t, c, "/s/small")).Expect(apptest.Status(303))
		if r, _ := sole(t, a, survey); !r.Quarantined {
			t.Error("it counts")
		}
		n := 0
		err := a.Feedback.Each(context.Background(), machine, feedback.Query{Survey: survey.Survey.ID}, func(feedback.Response) error { n++; return nil })
		if err != nil || n != 0 {
			t.Errorf("%d are counted, %v", n, err)
		}
	})
}
