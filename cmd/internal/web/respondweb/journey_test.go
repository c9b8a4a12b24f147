package respondweb_test

// The dealer questionnaire from the first screen to the receipt, as a phone
// without JavaScript and cookies meets it.

import (
	"strings"
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/survey/language"
)

// rows fills every row of a matrix.
func rows(f *apptest.Form, question, value string, names ...string) *apptest.Form {
	for _, name := range names {
		f.Set(question+"."+name, value)
	}
	return f
}

var (
	supply  = []string{"availability", "date_answer", "on_time", "intact", "freshness", "portal"}
	policy  = []string{"rebate_rule", "rebate_pay", "expense", "credit", "price", "margin", "returns", "diversion", "online"}
	support = []string{"rep_know", "rep_promise", "response", "training", "materials", "promotion", "display", "aftersales"}
)

func TestADealerAnswersFromTheFirstScreenToTheReceipt(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := dealers(t, a)
		c := visitor(a)
		p := c.Get("/s/dealer-quarterly")
		p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("h1", "经销商季度满意度调查"), apptest.Says(".intro", "约9分钟"),
			apptest.Says(".privacy", "不足 5 份"), apptest.Says(".progress", "第 1 步，共 7 步"), apptest.None(back), apptest.Attr("progress", "value", "1"))

		p = form(p).Set("d1", "other").Set("d1-Comment", `会计 & <b>"粗"</b>`).Set("d2", "ka", "online").Press(next)
		p.Expect(apptest.Status(422), apptest.WellMade(), apptest.Says("title", "有误"), apptest.Says(".summary a", "与我公司合作多久"),
			apptest.Count(".summary li", 1), apptest.Says("#q3 .err", "必须回答"), apptest.Holds("d1", "other"),
			apptest.Holds("d1-Comment", `会计 & <b>"粗"</b>`), apptest.Holds("d2", "ka", "online"))

		p = form(p).Set("d3", "gt8").Press(next)
		p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("h1", "总体"), apptest.Says(".progress", "第 2 步"), apptest.None(".summary"))

		p = form(p).Set("d5", "2").Set("d6", "6").Press(next)
		p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".notice", "多了下面的问题"), apptest.Says(".notice a", "我们先要改哪一点"),
			apptest.Says(".progress", "第 2 步"), apptest.Holds("d5", "2"), apptest.Holds("d6", "6"))
		p = form(p).Set("d7", "返利兑现太慢\n也说不准什么时候到货").Press(next)
		p.Expect(apptest.Status(200), apptest.Says("h1", "订货与到货"), apptest.None(".notice"))

		p = form(p).Press(next)
		p.Expect(apptest.Status(422), apptest.WellMade(), apptest.Says(".summary", "有 6 项还没有选"), apptest.Count(".grid tr .err", 6),
			apptest.Count(".summary li", 2))
		p = form(rowsOn(p, "d10", "4", supply)).Set("d11", "0").Set("d14", "３０").Press(next)
		p.Expect(apptest.Status(200), apptest.Says("h1", "政策"))

		p = rows(form(p), "d15", "na", policy...).Set("d15.target", "1").Set("d16", "rebate_pay", "target", "price").Press(next)
		p.Expect(apptest.Status(200), apptest.Says(".notice a", "任务的问题"), apptest.Holds("d16", "rebate_pay", "target", "price"))
		p = form(p).Set("d17", "late").Press(next)

		p = rows(form(p), "d20", "5", support...).Set("d18", "0").Press(next)
		p.Expect(apptest.Says("h1", "您的顾客"))
		p = form(p).Press(back)
		p.Expect(apptest.Status(200), apptest.Says("h1", "人员与支持"), apptest.Holds("d18", "0"), apptest.Holds("d20.display", "5"))
		p = form(form(p).Press(next)).Press(next)
		p.Expect(apptest.Says("h1", "听见您"), apptest.Says(".progress", "第 7 步，共 7 步"), apptest.Says("button.go", "提交"))

		p = form(p).Set("d23", "na").Set("d24_functional", "like").Set("d25", "same").Set("d27", "no").Press(submit)
		p.Expect(apptest.Status(200), apptest.Via(303), apptest.At("/s/dealer-quarterly/done"), apptest.WellMade(), apptest.Says("h1", "谢谢"), apptest.Says(".words", "30天内"))
		if code := p.Text(".receipt strong"); len(code) != 19 {
			t.Errorf("receipt code %q", code)
		}

		r, data := sole(t, a, survey)
		want := `{"d1":"other","d1-Comment":"会计 \u0026 \u003cb\u003e\"粗\"\u003c/b\u003e","d10":{"availability":4,"date_answer":4,"freshness":4,"intact":4,"on_time":4,"portal":4},` +
			`"d11":"0","d14":30,"d15":{"credit":"na","diversion":"na","expense":"na","margin":"na","online":"na","price":"na","rebate_pay":"na","rebate_rule":"na","returns":"na","target":1},` +
			`"d16":["rebate_pay","target","price"],"d17":["late"],"d18":0,"d2":["ka","online"],"d20":{"aftersales":5,"display":5,"materials":5,"promotion":5,"rep_know":5,"rep_promise":5,"response":5,"training":5},` +
			`"d23":"na","d24_functional":"like","d25":"same","d27":"no","d3":"gt8","d5":2,"d6":6,"d7":"返利兑现太慢\n也说不准什么时候到货"}`
		if data != want {
			t.Errorf("stored\n%s\nwant\n%s", data, want)
		}
		if r.Version != 1 || r.Language != language.Chinese || r.Wave != 1 || r.SubmittedAt == nil || r.Channel != "form" || r.Quarantined {
			t.Errorf("stored %+v", r)
		}
		if n := count(t, a, "drafts"); n != 0 {
			t.Errorf("%d drafts are left", n)
		}
		calm(t, a)
	})
}

// rowsOn takes the form of a page and fills the rows of a matrix.
func rowsOn(p *apptest.Page, question, value string, names []string) *apptest.Page {
	rows(form(p), question, value, names...)
	return p
}

func TestTheLanguageCanBeSwitchedWithoutLosingAnswers(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		dealers(t, a)
		p := visitor(a).Get("/s/dealer-quarterly")
		p.Expect(apptest.Attr("html", "lang", "zh-CN"), apptest.Says("button.tongue", "English"))
		p = form(p).Set("d1", "other").Set("d1-Comment", "会计").Set("d2", "ka").Press("button.tongue")
		p.Expect(apptest.Status(200), apptest.Attr("html", "lang", "en"), apptest.WellMade(), apptest.Says("h1", "Dealer quarterly"), apptest.None(".summary"),
			apptest.Holds("d1", "other"), apptest.Holds("d1-Comment", "会计"), apptest.Holds("d2", "ka"), apptest.Holds("_lang", "en"))
		p = form(p).Set("d3", "lt1").Press(next)
		p.Expect(apptest.Status(200), apptest.Attr("html", "lang", "en"), apptest.Says("h1", "Overall"))
		p = form(p).Press("button.tongue")
		p.Expect(apptest.Attr("html", "lang", "zh-CN"), apptest.Says("h1", "总体"), apptest.Holds("d1-Comment", "会计"))

		english := a.Visitor(language.English)
		english.Get("/s/dealer-quarterly").Expect(apptest.Attr("html", "lang", "en"))
		english.Get("/s/dealer-quarterly?lang=zh").Expect(apptest.Attr("html", "lang", "zh-CN"))
		other := apptest.Request{Path: "/s/dealer-quarterly", Header: map[string][]string{"Accept-Language": {"fr,ja;q=0.5"}}}
		english.Send(other).Expect(apptest.Attr("html", "lang", "zh-CN"))
	})
}

func TestAChangedAnswerHidesAScreenAndItsAnswersAreDroppedAtTheEnd(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "branch", `{"title":{"default":"B","zh-cn":"分支"},"pages":[
			{"name":"a","elements":[{"type":"radiogroup","name":"q","isRequired":true,"choices":["yes","no"]}]},
			{"name":"b","visibleIf":"{q} = 'yes'","elements":[{"type":"text","name":"why"}]},
			{"name":"c","elements":[{"type":"text","name":"end"}]}]}`)
		p := visitor(a).Get("/s/branch")
		p.Expect(apptest.Says(".progress", "第 1 步，共 2 到 3 步"))
		p = form(p).Set("q", "yes").Press(next)
		p.Expect(apptest.Says(".progress", "第 2 步，共 3 步"))
		p = form(p).Set("why", "一个原因").Press(next)
		p = form(form(p).Set("end", "x").Press(back)).Press(back)
		p.Expect(apptest.Holds("q", "yes"), apptest.Holds("why", "一个原因"), apptest.Holds("end", "x"))

		p = form(p).Set("q", "no").Press(next)
		p.Expect(apptest.Says(".progress", "第 2 步，共 2 步"), apptest.Has("input[type=text][name=end]"), apptest.Holds("why", "一个原因"))
		p = form(form(p).Press(back)).Set("q", "yes").Press(next)
		p.Expect(apptest.Holds("why", "一个原因")) // kept as long as nothing is sent
		p = form(form(p).Press(back)).Set("q", "no").Press(next)
		form(p).Press(submit).Expect(apptest.At("/s/branch/done"))
		if _, data := sole(t, a, survey); data != `{"end":"x","q":"no"}` {
			t.Errorf("stored %s", data)
		}
	})
}

func TestAnAnswerOnTheLastScreenMayOpenOneMore(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "more", `{"title":{"default":"M","zh-cn":"多"},"pages":[
			{"name":"a","elements":[{"type":"radiogroup","name":"q","choices":["yes","no"]}]},
			{"name":"b","visibleIf":"{q} = 'yes'","elements":[{"type":"text","name":"why"}]}]}`)
		p := visitor(a).Get("/s/more")
		p.Expect(apptest.Says("button.go", "提交"))
		p = form(p).Set("q", "yes").Press(submit)
		p.Expect(apptest.Status(200), apptest.Via(), apptest.Says(".notice", "后面还有"), apptest.Has("input[type=text][name=why]"))
		form(p).Press(submit).Expect(apptest.At("/s/more/done"))
		if _, data := sole(t, a, survey); data != `{"q":"yes"}` {
			t.Errorf("stored %s", data)
		}
	})
}

func TestOnePageWithEverythingOnIt(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "single", `{"title":{"default":"S","zh-cn":"单"},"questionsOnPageMode":"singlePage","pages":[
			{"name":"a","title":"One","elements":[{"type":"text","name":"x"}]},
			{"name":"b","title":"Two","elements":[{"type":"text","name":"y","isRequired":true}]}]}`)
		p := visitor(a).Get("/s/single")
		p.Expect(apptest.Count("h2", 3), apptest.None(".progress"), apptest.Says("button.go", "提交")) // privacy, One, Two
		p = form(p).Set("x", "1").Press(submit)
		p.Expect(apptest.Status(422), apptest.Holds("x", "1"), apptest.Count(".summary li", 1))
		form(p).Set("y", "2").Press(submit).Expect(apptest.At("/s/single/done"))
		sole(t, a, survey)
	})
}

func TestATextIsPipedAsTextAndNeverAsHTML(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "pipe", `{"title":"P","pages":[
			{"name":"a","elements":[{"type":"text","name":"who"},{"type":"html","name":"h0","html":"<p>Hi <b>there</b><script>alert(1)</script><img src=x onerror=alert(1)></p>"}]},
			{"name":"b","elements":[{"type":"text","name":"x","title":"Dear {who}, {nobody}"},{"type":"html","name":"h","html":"<p>Hello <b>{who}</b>!</p>"}]}]}`)
		p := visitor(a).Get("/s/pipe")
		p.Expect(apptest.Says(".words b", "there"), apptest.None("main script"), apptest.None(".words img"), apptest.Secret("onerror"))
		p = form(p).Set("who", `<img src=x onerror=alert(1)>{x}$&{{.Slip}}`).Press(next)
		p.Expect(apptest.Status(200), apptest.None("img"), apptest.Says("label.ask", "Dear <img src=x onerror=alert(1)>{x}$&{{.Slip}}, {nobody}"),
			apptest.Says(".words b", "<img src=x onerror=alert(1)>{x}$&{{.Slip}}"), apptest.Count(".words b", 1))
		if strings.Contains(p.Body, "<img") {
			t.Error("an answer became HTML")
		}
	})
}
