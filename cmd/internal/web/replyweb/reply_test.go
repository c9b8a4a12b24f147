package replyweb_test

// The reply box as both sides walk it: the respondent by the receipt, staff by
// their pages.

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/feedback/reply"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

const small = `{"title":{"default":"Small","zh-cn":"小问卷"},"dv":{"privacy":{"mode":%q}},"pages":[{"name":"p","elements":[{"type":"comment","name":"why","dv":{"analyze":true}}]}]}`

func publish(t *testing.T, a *apptest.App, mode survey.Mode) {
	t.Helper()
	ctx, machine := t.Context(), access.Machine("test")
	if _, report, err := a.Surveys.Import(ctx, machine, survey.Import{Slug: string(mode), Source: fmt.Appendf(nil, small, mode)}); err != nil {
		t.Fatalf("%v %+v", err, report)
	}
	if _, err := a.Surveys.Publish(ctx, machine, string(mode)); err != nil {
		t.Fatal(err)
	}
}

// answer hands in words and gives the code of the receipt.
func answer(t *testing.T, a *apptest.App, slug, words string) string {
	t.Helper()
	p := a.Visitor(language.Chinese).Get("/s/" + slug)
	return p.Form("form[method=post]").Set("why", words).Press("button.go").Text(".receipt strong")
}

// own opens the answer of a receipt.
func own(a *apptest.App, slug, code string) *apptest.Page {
	p := a.Visitor(language.Chinese).Get("/s/" + slug + "/receipt")
	return p.Form("form[method=post]").Set("code", code).Press("button.go")
}

// writes sends a letter from the page behind the receipt.
func writes(p *apptest.Page, words string) *apptest.Page {
	return p.Form("section.letters form:last-of-type").Set("letter", words).Press("button[value=write]")
}

// threads gives the addresses of the inbox.
func threads(c *apptest.Client) (out []string) {
	p := c.Get("/app/replies")
	p.Expect(apptest.Status(200), apptest.WellMade())
	for _, n := range p.Find("tbody th a").Nodes {
		for _, at := range n.Attr {
			if at.Key == "href" {
				out = append(out, at.Val)
			}
		}
	}
	return out
}

func TestStaffAndRespondentWriteToEachOtherAboutAnAnswer(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		officer, analyst, admin := a.LogIn(t, access.VoiceOfficer), a.LogIn(t, access.Analyst), a.LogIn(t, access.Admin)
		for _, mode := range []survey.Mode{survey.Identified, survey.Confidential} {
			slug := string(mode)
			publish(t, a, mode)
			code := answer(t, a, slug, "返利太慢")
			if got := threads(officer); len(got) != 0 {
				t.Fatalf("%s: threads of nobody: %v", mode, got)
			}
			p := own(a, slug, code)
			p.Expect(apptest.WellMade(), apptest.Says("section.letters h2", "回复与来信"))
			writes(p, "  ").Expect(apptest.Status(422), apptest.WellMade(), apptest.Says(".error", "先写下"))
			long := strings.Repeat("长", reply.MaxWords+1)
			p = writes(own(a, slug, code), long)
			p.Expect(apptest.Status(422), apptest.Says(".error", "最多"), apptest.Holds("letter", long))
			p = writes(own(a, slug, code), "<b>什么时候</b>能改？")
			p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".notice", "已经送到"))
			writes(own(a, slug, code), "<b>什么时候</b>能改？") // loaded again

			list := threads(officer)
			if len(list) != 1 {
				t.Fatalf("%s: the officer sees %v", mode, list)
			}
			if sees := len(threads(analyst)) == 1; sees != (mode == survey.Identified) {
				t.Errorf("%s: analysts see the thread: %v", mode, sees)
			}
			admin.Get("/app/replies").Expect(apptest.Status(403))
			if mode == survey.Confidential {
				analyst.Get(list[0]).Expect(apptest.Status(403))
			}
			officer.Get("/app").Expect(apptest.Says("main", "1 封来信等待回复"))
			p = officer.Get(list[0])
			p.Expect(apptest.WellMade(), apptest.Count(".timeline li", 1), apptest.Says(".timeline", "<b>什么时候</b>能改？"))
			form := p.Form("form.card")
			form.Set("words", " ").Press("button").Expect(apptest.Status(422), apptest.WellMade(), apptest.Has(".error-summary"))
			form.Set("words", "下季度起按月结。").Press("button").Expect(apptest.Status(200), apptest.Via(303), apptest.Count(".timeline li", 2))
			officer.Get("/app").Expect(apptest.None("main a[href='/app/replies']:contains('等待')"))

			p = own(a, slug, code)
			p.Expect(apptest.Says("section.letters", "下季度起按月结。"), apptest.Count("ol.letters li", 2))
			for i := range reply.MaxPending {
				writes(own(a, slug, code), fmt.Sprint("还有", i)).Expect(apptest.Status(200))
			}
			own(a, slug, code).Expect(apptest.None("section.letters textarea"), apptest.Says("section.letters", "还没有回复"))

			// Erased, the letters go too.
			erase := own(a, slug, code).Form("main > form").Press("button[value=erase]")
			erase.Form("main > form").Press("button[value=gone]").Expect(apptest.Status(200))
			if n := a.Count(t, "threads") + a.Count(t, "letters"); n != 0 {
				t.Errorf("%s: %d rows of letters are left", mode, n)
			}
			officer.Get(list[0]).Expect(apptest.Status(404))
		}
		for _, detail := range trail(t, a) {
			if strings.Contains(detail, "月结") {
				t.Errorf("the trail holds what was written: %s", detail)
			}
		}
	})
}

func trail(t *testing.T, a *apptest.App) (out []string) {
	t.Helper()
	if err := a.DB.Read(t.Context()).Raw("SELECT detail FROM audit WHERE action = 'reply.write'").Scan(&out).Error; err != nil || len(out) == 0 {
		t.Fatalf("replies are not written down: %v", err)
	}
	return out
}

// The inbox asks for what surveys promised once, however many have letters.
func TestTheInboxCostsTheSameForOneSurveyAndForMany(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		officer := a.LogIn(t, access.VoiceOfficer)
		cost := map[survey.Mode]int{}
		for _, mode := range []survey.Mode{survey.Identified, survey.Confidential} {
			publish(t, a, mode)
			writes(own(a, string(mode), answer(t, a, string(mode), "返利太慢")), "什么时候能改？")
			officer.Get("/app/replies")
			cost[mode], _ = a.Statements(func() {
				officer.Get("/app/replies").Expect(apptest.Status(200), apptest.Count("tbody tr", len(cost)+1))
			})
		}
		if one, two := cost[survey.Identified], cost[survey.Confidential]; one == 0 || one != two {
			t.Errorf("%d reads for one survey with letters, %d for two", one, two)
		}
	})
}

// Somebody has the page behind the receipt open while the answer is erased.
func TestALetterAboutAnAnswerThatIsErasedIsRefused(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		for _, mode := range []survey.Mode{survey.Identified, survey.Confidential, survey.Unlinkable} {
			publish(t, a, mode)
			code, slug := answer(t, a, string(mode), "返利太慢"), string(mode)
			open := own(a, slug, code)
			p, err := a.Surveys.Published(t.Context(), slug)
			if err != nil {
				t.Fatal(err)
			}
			mine, err := a.Feedback.ByReceipt(t.Context(), p.Survey, code)
			if err != nil {
				t.Fatal(err)
			}
			erase := own(a, slug, code).Form("main > form").Press("button[value=erase]")
			erase.Form("main > form").Press("button[value=gone]").Expect(apptest.Status(200))

			writes(open, "什么时候能改？").Expect(apptest.None(".notice:contains('送')"))
			// Past the page's own look at the receipt, as when both come at once:
			if err := a.Replies.Answer(t.Context(), mine, "", "什么时候能改？"); fault.KindOf(err) != fault.KindNotFound {
				t.Errorf("%s: a letter about an erased answer: %v", mode, err)
			}
			if n := a.Count(t, "threads") + a.Count(t, "letters") + a.Count(t, "letters_waiting"); n != 0 {
				t.Errorf("%s: %d rows about an erased answer", mode, n)
			}
		}
		a.Calm(t)
	})
}

// Of an unlinkable survey letters wait for the next day and for their answer, tell
// no time, and go on after its key is destroyed.
func TestLettersOfAnUnlinkableSurveyTellNeitherWhoNorWhen(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		officer, analyst := a.LogIn(t, access.VoiceOfficer), a.LogIn(t, access.Analyst)
		publish(t, a, survey.Unlinkable)
		codes := make([]string, 12)
		for i := range codes {
			codes[i] = answer(t, a, "unlinkable", fmt.Sprint("返利太慢", i))
		}
		deliver := func() {
			t.Helper()
			if err := a.Replies.Deliver(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
		}
		for i, code := range codes {
			p := writes(own(a, "unlinkable", code), fmt.Sprint("第一封", i))
			p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".notice", "一起送达"), apptest.Says("ol.letters", fmt.Sprint("第一封", i)))
		}
		writes(own(a, "unlinkable", codes[0]), "第二封")
		gone := own(a, "unlinkable", codes[11]).Form("main > form").Press("button[value=erase]")
		gone.Form("main > form").Press("button[value=gone]").Expect(apptest.Status(200))
		deliver()
		if n := a.Count(t, "letters"); n != 0 {
			t.Fatalf("%d letters on the day they were written", n)
		}
		a.Later(24 * time.Hour)
		deliver()
		if n, w := a.Count(t, "letters"), a.Count(t, "letters_waiting"); n != 0 || w != 12 {
			t.Fatalf("%d letters about answers that are not mixed in, %d wait", n, w)
		}
		if err := a.Feedback.Mix(t.Context()); err != nil {
			t.Fatal(err)
		}
		deliver()
		if n, w, in := a.Count(t, "letters"), a.Count(t, "letters_waiting"), a.Count(t, "responses"); n == 0 || w == 0 || in != 6 {
			t.Fatalf("%d letters, %d wait, %d answers mixed in", n, w, in)
		}
		a.Settle(t, "unlinkable")
		deliver()
		if n, w := a.Count(t, "letters"), a.Count(t, "letters_waiting"); n != 12 || w != 0 {
			t.Errorf("after the end: %d letters, %d wait", n, w)
		}
		if got := threads(analyst); len(got) != 0 {
			t.Errorf("an analyst reads %v", got)
		}
		for _, at := range threads(officer) {
			p := officer.Get(at)
			p.Expect(apptest.WellMade(), apptest.None("a[href*=answers]"), apptest.None("section blockquote"))
			if strings.Contains(p.Body, "返利太慢") {
				t.Error("the page of a thread shows the answer")
			}
			p.Form("form.card").Set("words", "知道了").Press("button").Expect(apptest.Status(200))
		}
		// The key is gone; by the receipt all is there, and one can still write back.
		p := own(a, "unlinkable", codes[0])
		p.Expect(apptest.Says("ol.letters li:nth-child(1)", "第一封0"), apptest.Says("ol.letters li:nth-child(2)", "第二封"), apptest.Says("ol.letters li:nth-child(3)", "知道了"))
		writes(p, "谢谢").Expect(apptest.Status(200), apptest.Says(".notice", "一起送达"))
		a.Later(24 * time.Hour)
		deliver()
		if n := a.Count(t, "letters_waiting"); n != 1 {
			t.Errorf("one letter goes alone on the next day: %d wait", n)
		}
		a.Later(6 * 24 * time.Hour)
		deliver()
		officer.Get("/app").Expect(apptest.Says("main", "1 封来信"))
		var times int
		err := a.DB.Read(t.Context()).Raw("SELECT count(*) FROM audit WHERE action LIKE 'reply%' AND actor_name NOT LIKE 'user%'").Scan(&times).Error
		if err == nil && times > 0 {
			t.Errorf("%d lines of the trail tell when a respondent wrote", times)
		}
	})
}

// Staff reply to a quote by a handle that tells nothing and fits no other survey.
func TestAQuoteIsRepliedToByAHandleThatTellsNothing(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		officer, analyst := a.LogIn(t, access.VoiceOfficer), a.LogIn(t, access.Analyst)
		publish(t, a, survey.Unlinkable)
		publish(t, a, survey.Identified)
		codes := map[string]string{}
		for i := range 20 {
			words := fmt.Sprintf("返利到账太慢了 %c%c", 'A'+i, 'Q'-i)
			codes[words] = answer(t, a, "unlinkable", words)
		}
		a.Settle(t, "unlinkable")
		a.Work()
		const themes = "/app/surveys/unlinkable/themes"
		link, _ := officer.Get(themes).Find("tbody th a:contains('返利')").First().Attr("href")
		p := officer.Get(link)
		p.Expect(apptest.Status(200), apptest.Has("blockquote a[href*='replies/new']"))
		analyst.Get(link).Expect(apptest.Has("blockquote"), apptest.None("a[href*='replies/new']"))
		quote := p.Find("blockquote").First()
		words := strings.TrimSpace(quote.Find("p").Text())
		to, _ := quote.Find("a").Attr("href")
		again, _ := officer.Get(link).Find("blockquote").First().Find("a").Attr("href")
		if to == again {
			t.Error("a handle is the same at each look")
		}
		officer.Get(strings.Replace(to, "/unlinkable/", "/identified/", 1)).Expect(apptest.Status(404))
		officer.Get(to + "x").Expect(apptest.Status(404))
		p = officer.Get(to)
		p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("section blockquote", words))
		if n := a.Count(t, "threads"); n != 0 {
			t.Fatal("looking opens a thread")
		}
		p.Form("form.card").Set("words", "我们在改").Press("button").Expect(apptest.Status(200), apptest.Says(".timeline", "我们在改"), apptest.Says("blockquote", words))
		officer.Get(again).Expect(apptest.Says(".timeline", "我们在改"))
		own(a, "unlinkable", codes[words]).Expect(apptest.Says("section.letters", "我们在改"))
	})
}
