package proposalweb_test

import (
	"net/url"
	"strings"
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/survey/language"
)

const first = "/app/proposals/1"

func everyPageIsWellMadeInBothLanguagesForEveryPart(t *testing.T, c company) {
	for _, email := range []string{"demo@example.com", "rep01@example.com", "order_desk@dept.example.com", "expert@example.com", "vp@example.com"} {
		person := c.enter(email)
		for range 2 {
			for _, page := range []string{"/app", "/app/proposals", "/app/proposals?state=rejected", first} {
				person.Get(page).Expect(apptest.Status(200), apptest.WellMade())
			}
			person.Get("/app").Form("form[action='/app/language']").Submit()
		}
	}
}

func eachPartSeesWhatWaitsForIt(t *testing.T, c company) {
	for email, task := range map[string]string{
		"rep01@example.com": "有反对意见等您回答", "rep09@example.com": "想听您的意见", "expert@example.com": "等您评审",
		"finance@dept.example.com": "等您部门会签",
	} {
		person := c.enter(email)
		person.Get("/app/proposals").Expect(apptest.Says(".tasks", task))
		person.Get("/app").Expect(apptest.Says("main", "缺货答复4小时内给日期"))
	}
	c.enter("logistics@dept.example.com").Get("/app/proposals").Expect(apptest.Status(200), apptest.None(".tasks"))
}

func aDepartmentThatIsNotAskedCannotSign(t *testing.T, c company) {
	logistics := c.enter("logistics@dept.example.com")
	logistics.Get(first).Expect(apptest.None("a[href$='/sign']"))
	logistics.Get(first + "/sign").Expect(apptest.Status(409))
	page := c.enter("finance@dept.example.com").Get(first + "/sign").Expect(apptest.Status(200))
	page.Form("main form").Submit().Expect(apptest.Status(422), apptest.WellMade(), apptest.Says(".field.wrong", "请写内容"))
}

func whoMayNotMoveIsToldSo(t *testing.T, c company) {
	rep := c.enter("rep09@example.com")
	rep.Get(first).Expect(apptest.None(".ways"))
	rep.Get(first + "/move?to=rejected").Expect(apptest.Status(409))
	rep.Get(first + "/edit").Expect(apptest.Status(403))
	c.enter("rep01@example.com").Get(first + "/edit").Expect(apptest.Status(409))
	for _, missing := range []string{"/app/proposals/99", "/app/proposals/0", "/app/proposals/x", first + "/move?to=nowhere"} {
		if s := rep.Get(missing).Status; s != 404 && s != 409 {
			t.Errorf("%s: %d", missing, s)
		}
	}
}

// draft opens a draft and gives its page.
func (c company) draft(person *apptest.Client) *apptest.Page {
	c.t.Helper()
	return person.Get("/app/proposals/new").Expect(apptest.Status(200), apptest.WellMade()).Form("main form[action='/app/proposals']").
		Set("title", "标题").Set("problem", "问题").Submit().Expect(apptest.Status(200))
}

func twoTabsDoNotOverwriteEachOther(t *testing.T, c company) {
	rep := c.enter("rep03@example.com")
	home := c.draft(rep).URL.Path
	one, two := rep.Get(home+"/edit"), rep.Get(home+"/edit")
	one.Form("main form").Set("risks", "第一个标签页写的").Submit().Expect(apptest.Status(200), apptest.Says("main", "第一个标签页写的"))
	clash := two.Form("main form").Set("risks", "第二个标签页写的").Submit().
		Expect(apptest.Status(409), apptest.WellMade(), apptest.Says(".error-summary", "已经有了变动"), apptest.Holds("risks", "第二个标签页写的"))
	rep.Get(home).Expect(apptest.Says("main", "第一个标签页写的"))
	clash.Form("main form").Submit().Expect(apptest.Status(200), apptest.Says("main", "第二个标签页写的"))
}

func eachLanguageIsWrittenByItself(t *testing.T, c company) {
	rep := c.enter("rep03@example.com")
	home := c.draft(rep).URL.Path
	rep.Get(home).Form("form[action='/app/language']").Submit()
	edit := rep.Get(home+"/edit").Expect(apptest.Holds("title", ""), apptest.Says(".beside", "标题"))
	edit.Form("main form").Set("title", "A title").Set("problem", "A problem").Submit().Expect(apptest.Status(200), apptest.Says("h1", "A title"))
	rep.Get(home).Form("form[action='/app/language']").Submit()
	rep.Get(home).Expect(apptest.Says("h1", "标题"), apptest.Says("main", "问题"))
}

func aNewActionIsAddedChangedAndLeftOut(t *testing.T, c company) {
	rep := c.enter("rep03@example.com")
	home := c.draft(rep).URL.Path
	add := rep.Get(home+"/change?into=P6_execute").Expect(apptest.Status(200), apptest.WellMade(), apptest.Holds("frequency", "weekly"))
	add.Form("main form").Submit().Expect(apptest.Status(422), apptest.WellMade(), apptest.Says(".field.wrong", "请写明"))
	add.Form("main form").Set("name.zh", "记录一句消费者原话").Press("button.primary").
		Expect(apptest.Status(200), apptest.Says(".changed-action", "新增"), apptest.Says(".changed-action", "A605"))
	p := rep.Get(home+"/change?action=A605").Expect(apptest.Status(200), apptest.Holds("name.zh", "记录一句消费者原话"), apptest.None("button[value=remove]")).
		Form("main form").Set("due_hours", "24").Press("button.primary").Expect(apptest.Status(200), apptest.Says(".diff ins", "24 小时内"), apptest.Count(".changed-action", 1))
	p = p.Form("form[action$='/change/remove']").Submit().Expect(apptest.Status(200), apptest.None(".changed-action"))
	rep.Get(p.URL.Path+"/change?action=A603").Form("main form").Press("button[value=remove]").
		Expect(apptest.Status(200), apptest.Says(".changed-action", "取消"))
	stage := rep.Get(home+"/change?stage=P5_supply").Expect(apptest.Status(200), apptest.WellMade(), apptest.Holds("support", "production_planner", "finance", "procurement"))
	stage.Form("main form").Set("exit_gate.zh", "签收无差异").Press("button.primary").
		Expect(apptest.Status(200), apptest.Says(".changed-stage .diff ins", "签收无差异"), apptest.Says(".todo", "涉及 2 个步骤"), apptest.Count(".changed-stage > .change", 1))
	for _, bad := range []string{"?action=A999", "?stage=P9", "?into=P9"} {
		rep.Get(home + "/change" + bad).Expect(apptest.Status(404))
	}
}

func aFigureMayGoToAnotherProposal(t *testing.T, c company) {
	analyst := c.enter("analyst@example.com")
	at := "/app/proposals/new?evidence=" + url.QueryEscape("/app/policies/reactions?policy=expense-1")
	p := analyst.Get(at).Expect(apptest.Status(200), apptest.Says("details", "缺货答复4小时内给日期")).Form("details form").Submit().
		Expect(apptest.Status(200), apptest.At(first), apptest.Count(".evidence", 2), apptest.Says(".evidence", "市场费用核销"))
	if n := p.Find(".evidence .seal").Text(); strings.Count(n, "#") != 2 {
		t.Errorf("each figure shows its hash: %s", n)
	}
	for _, bad := range []string{"https://evil.example/app/x", "javascript:alert(1)", "/app/policies/reactions?policy=none-9", "//evil/app/"} {
		analyst.Get("/app/proposals/new?evidence="+url.QueryEscape(bad)).
			Expect(apptest.Status(200), apptest.None(".evidence"), apptest.Says(".error-summary", "找不到这个数字"), apptest.None("a[href*='evil']"))
	}
}

func aRepWithFewDealersSeesNoFigureToAttach(t *testing.T, c company) {
	rep := c.enter("rep01@example.com")
	p := rep.Get("/app/proposals/new?evidence=" + url.QueryEscape("/app/policies/reactions?policy=rebate-1"))
	p.Expect(apptest.Status(200), apptest.WellMade())
	p.Form("main form[action='/app/proposals']").Set("title", "标题").Set("problem", "问题").Submit().
		Expect(apptest.Status(422), apptest.Says(".error-summary", "也就不能作为证据"), apptest.Holds("title", "标题"))
}

func theEvidenceIsFrozenByTheServerNotByTheForm(t *testing.T, c company) {
	analyst := c.enter("analyst@example.com")
	form := analyst.Get("/app/proposals/new?evidence=" + url.QueryEscape("/app/policies/reactions?policy=rebate-1")).Form("main form[action='/app/proposals']")
	r := form.Set("title", "标题").Set("problem", "问题").Request("button.primary")
	r.Body += "&frozen=%7B%22n%22%3A9999%7D&n=9999&snapshot=9999"
	page := analyst.Send(r)
	page.Expect(apptest.Status(303))
	analyst.Get(page.Header.Get("Location")).Expect(apptest.Status(200), apptest.Has(".evidence"), apptest.Secret("9999"))
}

func whatPeopleWriteIsShownAsText(t *testing.T, c company) {
	rep := c.enter("rep03@example.com")
	const evil = `<script>alert(1)</script><img src=x onerror=alert(1)>`
	p := rep.Get("/app/proposals/new").Form("main form[action='/app/proposals']").Set("title", evil).Set("problem", evil).Submit().
		Expect(apptest.Status(200), apptest.WellMade(), apptest.None("main script"), apptest.None("main img"), apptest.Says("h1", "<script>"))
	rep.Get(first).Form("main form[action$='/comments']").Set("kind", "question").Set("text", evil).Submit().
		Expect(apptest.Status(200), apptest.None("main script"), apptest.Says(".comment", "<script>"))
	english := c.Visitor(language.English)
	english.Get(p.URL.Path).Expect(apptest.At("/login"))
}
