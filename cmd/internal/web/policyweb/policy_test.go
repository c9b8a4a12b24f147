package policyweb_test

import (
	"context"
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/demo"
	"dealervoice/survey/language"
)

// company is the demo company with marketing and a rep logged in.
type company struct {
	*apptest.App
	marketing, rep *apptest.Client
}

// TestPolicies runs everything with one demo company a database.
func TestPolicies(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		if err := demo.Load(context.Background(), a.App, apptest.Password); err != nil {
			t.Fatal(err)
		}
		c := company{a, enter(t, a, "marketing@example.com"), enter(t, a, "rep01@example.com")}
		for _, s := range []struct {
			name string
			run  func(t *testing.T, c company)
		}{
			{"every page is well made in both languages", everyPageIsWellMade},
			{"a reader sees the register and no form", aReaderSeesNoForm},
			{"a policy is registered clause by clause", aPolicyIsRegistered},
			{"two who write the next version do not overwrite each other", twoWriteTheNextVersion},
			{"two who correct a name do not overwrite each other", twoCorrectAName},
			{"a link is made once and taken away", aLinkIsMadeAndTakenAway},
		} {
			t.Run(s.name, func(t *testing.T) {
				c.marketing.T, c.rep.T = t, t
				s.run(t, c)
			})
		}
	})
}

func enter(t *testing.T, a *apptest.App, email string) *apptest.Client {
	t.Helper()
	v := a.Visitor(language.Chinese)
	v.Get("/login").Form("form[action='/login']").Set("email", email).Set("password", apptest.Password).Submit().Expect(apptest.At("/app"))
	return v
}

func everyPageIsWellMade(_ *testing.T, c company) {
	for range 2 {
		for _, page := range []string{"/app/policies", "/app/policies/new", "/app/policies/rebate-1", "/app/policies/rebate-1/edit", "/app/policies/rebate-1/versions/new"} {
			c.marketing.Get(page).Expect(apptest.Status(200), apptest.WellMade())
		}
		c.marketing.Get("/app/policies").Form("form[action='/app/language']").Submit()
	}
	c.marketing.Get("/app/policies").Expect(apptest.Count("tbody tr", 5), apptest.Says("tbody", "华东"), apptest.Says(".shares .neg", "%"))
	c.marketing.Get("/app/policies/rebate-1").Expect(apptest.Count(".version", 2), apptest.Says(".version .tag.good", "现行"),
		apptest.Says(".clauses details", "季末后 60 天内"), apptest.Count(".linked li", 3))
	c.marketing.Get("/app/policies/expense-1").Expect(apptest.Says(".clauses .good", "新增"))
	c.marketing.Get("/app/policies/none-1").Expect(apptest.Status(404))
}

func aReaderSeesNoForm(_ *testing.T, c company) {
	c.rep.Get("/app/policies").Expect(apptest.Status(200), apptest.WellMade(), apptest.None("a[href='/app/policies/new']"))
	c.rep.Get("/app/policies/rebate-1").Expect(apptest.Status(200), apptest.WellMade(), apptest.None("main form"), apptest.None("a[href$='/edit']"))
	c.rep.Get("/app/policies/new").Expect(apptest.Status(403))
}

func aPolicyIsRegistered(_ *testing.T, c company) {
	empty := c.marketing.Get("/app/policies/new").Form("main form").Press("button[value=save]").
		Expect(apptest.Status(422), apptest.WellMade(), apptest.Says(".error-summary", "请选择类型"), apptest.Says(".error-summary", "请写名称"),
			apptest.Says(".error-summary", "请用一句话概括"), apptest.Says(".error-summary", "请至少写一条条文"))
	more := empty.Form("main form").Set("type", "credit").Set("title.zh", "账期").Set("summary.zh", "先货后款 30 天").
		Set("clauses.0.zh", "发货之日起 30 天内付清").Set("regions", "华东").Press("button[value=more]").
		Expect(apptest.Status(200), apptest.WellMade(), apptest.Holds("clauses.0.zh", "发货之日起 30 天内付清"), apptest.Holds("regions", "华东"),
			apptest.Holds("type", "credit"), apptest.Count(".clause-in", 4))
	more.Form("main form").Set("clauses.3.zh", "逾期停发").Set("to", "2020-01-01").Press("button[value=save]").
		Expect(apptest.Status(422), apptest.Says(".field.wrong", "不能早于开始那天"), apptest.Holds("clauses.3.zh", "逾期停发"))
	more.Form("main form").Set("to", "").Press("button[value=save]").
		Expect(apptest.Status(200), apptest.At("/app/policies/credit-1"), apptest.Says("h1", "账期"), apptest.Count(".clauses li", 2),
			apptest.Says(".version .accent", "华东"), apptest.Says("section .empty", "先在下面关联"))
}

func twoWriteTheNextVersion(_ *testing.T, c company) {
	const home = "/app/policies/diversion-1"
	one, two := c.marketing.Get(home+"/versions/new"), c.marketing.Get(home+"/versions/new")
	one.Form("main form").Press("button[value=save]").Expect(apptest.Status(422), apptest.Says(".field.wrong", "请写明为什么出这一版"))
	one.Form("main form").Set("note", "加重处罚").Set("clauses.0.zh", "凭物流码认定窜货，首次即取消当季返利。").Press("button[value=save]").
		Expect(apptest.Status(200), apptest.At(home), apptest.Count(".version", 2), apptest.Says(".clauses .accent", "有改动"), apptest.Says(".clauses details", "首次警告"))
	clash := two.Form("main form").Set("note", "放宽").Press("button[value=save]").
		Expect(apptest.Status(409), apptest.WellMade(), apptest.Says(".error-summary", "第 2 版"), apptest.Holds("note", "放宽"), apptest.Holds("after", "2"))
	clash.Form("main form").Press("button[value=save]").Expect(apptest.Status(200), apptest.Count(".version", 3), apptest.Says(".version .notice", "放宽"))
}

func twoCorrectAName(_ *testing.T, c company) {
	const edit = "/app/policies/returns-1/edit"
	one, two := c.marketing.Get(edit), c.marketing.Get(edit)
	one.Form("main form").Set("title.zh", "退换货").Submit().Expect(apptest.Status(200), apptest.Says("h1", "退换货"))
	two.Form("main form").Set("title.zh", "临期处理").Submit().
		Expect(apptest.Status(409), apptest.WellMade(), apptest.Says(".error-summary", "别人已经改过"), apptest.Holds("title.zh", "临期处理"))
	c.marketing.Get(edit).Expect(apptest.Holds("title.zh", "退换货"))
}

func aLinkIsMadeAndTakenAway(_ *testing.T, c company) {
	const home = "/app/policies/target-1"
	page := c.marketing.Get(home)
	page.Form("form[action$='/links']").Submit().Expect(apptest.Status(422), apptest.WellMade(), apptest.Says(".field.wrong", "请选择一个问题或主题"))
	linked := page.Form("form[action$='/links']").Set("target", "q|dealer-quarterly|d17|").Set("part", "1|1").Submit().
		Expect(apptest.Status(200), apptest.Count(".linked li", 4), apptest.Says(".linked", "第 1 版第 1 条"))
	linked.Form("form[action$='/links']").Set("target", "q|dealer-quarterly|d17|").Set("part", "1|1").Submit().Expect(apptest.Status(200), apptest.Count(".linked li", 4))
	linked.Form(".linked li:last-child form").Submit().Expect(apptest.Status(200), apptest.Count(".linked li", 3))
	linked.Form(".linked li:last-child form").Submit().Expect(apptest.Status(404))
}
