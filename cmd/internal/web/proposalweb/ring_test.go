package proposalweb_test

import (
	"fmt"
	"net/url"
	"testing"

	"dealervoice/cmd/internal/apptest"
)

const reason = "数字说明问题，部门都同意"

// The whole way over HTTP: reaction to a policy -> proposal -> discussion ->
// review -> signatures -> decision -> new version of the process.
func fromAReactionToANewVersion(t *testing.T, c company) {
	marketing := c.enter("marketing@example.com")
	policy := marketing.Get("/app/policies/rebate-1").Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("section .neg", "不满"))
	form := policy.Follow("a[href^='/app/proposals/new?evidence=']").Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".evidence", "进货返利"))

	// Nothing typed: the errors name their fields, the figure stays.
	form.Form("main form[action='/app/proposals']").Submit().
		Expect(apptest.Status(422), apptest.WellMade(), apptest.Says(".error-summary", "请写标题"), apptest.Says(".error-summary", "请写问题"), apptest.Has(".evidence"))
	p := form.Form("main form[action='/app/proposals']").Set("title", "返利到账提前通知").Set("problem", "经销商不知道返利何时到账").
		Set("gains", "全部经销商能安排资金").Submit().Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("h1", "返利到账提前通知"),
		apptest.Says(".evidence .good", "与冻结时一致"), apptest.Says(".todo", "写明改流程的哪一步"))
	home := p.URL.Path

	// The step it changes.
	steps := p.Follow("a[href='"+home+"/change']").Expect(apptest.Status(200), apptest.WellMade())
	step := steps.Follow("a[href='"+home+"/change?action=A203']").Expect(apptest.Status(200), apptest.WellMade(), apptest.Holds("due_hours", "72"))
	step.Form("main form").Submit().Expect(apptest.Status(422), apptest.Says(".error-summary", "没有改动任何内容"))
	step.Form("main form").Set("due_hours", "0").Submit().Expect(apptest.Status(422), apptest.WellMade(), apptest.Says(".error-summary", "时限应为"), apptest.Holds("due_hours", "0"))
	p = step.Form("main form").Set("due_hours", "168").Set("name.zh", "调价与返利提前通知").Press("button.primary").
		Expect(apptest.Status(200), apptest.At(home), apptest.WellMade(), apptest.Says(".diff del", "3 天内"), apptest.Says(".diff ins", "7 天内"), apptest.Says(".diff ins", "调价与返利提前通知"))

	// What review needs.
	edit := p.Follow("a[href='"+home+"/edit']").Expect(apptest.Status(200), apptest.WellMade())
	edit.Form("main form").Set("effect.to", "很高").Submit().Expect(apptest.Status(422), apptest.Says(".field.wrong", "请写数字"), apptest.Holds("effect.to", "很高"))
	p = edit.Form("main form").Set("effect.metric", "written_policy_rate").Set("effect.to", "95%").Set("effect.by", "2027-06-30").Submit().
		Expect(apptest.Status(200), apptest.At(home), apptest.Says(".effect", "书面送达率"), apptest.Says(".effect", "95%"), apptest.Says(".todo", "已备齐"))

	p.Expect(apptest.Says(".ways a[href$='to=discussion']", "提交讨论"))
	c.move(p, "discussion", nil)
	for i := 1; i <= 5; i++ { // five of sixteen reps: thirty per cent are five
		c.enter(fmt.Sprintf("rep%02d@example.com", i)).Get(home).Form("main form[action$='/comments']").
			Set("kind", "support").Set("text", "我这边的经销商也问").Submit().Expect(apptest.Status(200), apptest.At(home), apptest.Says(".comment", "我这边的经销商也问"))
	}
	finance := c.enter("finance@dept.example.com")
	finance.Get(home).Form("main form[action$='/comments']").Submit().
		Expect(apptest.Status(422), apptest.WellMade(), apptest.Says(".error-summary", "请选择支持、反对或疑问"), apptest.Says(".error-summary", "请写内容"))
	finance.Get(home).Form("main form[action$='/comments']").Set("kind", "objection").Set("text", "月底对账忙不过来").Submit().
		Expect(apptest.Status(200), apptest.Says(".comment.objection", "还没有回答"))
	c.move(marketing.Get(home), "review", nil)

	// No acceptance before the objection is answered and an expert has reviewed.
	vp := c.enter("vp@example.com")
	vp.Get(home).Expect(apptest.Says(".ways a[href$='to=discussion']", "退回讨论")).Follow("a[href$='to=discussion']").
		Expect(apptest.Says("h1", "退回讨论"), apptest.Says("main form button", "退回讨论"))
	accept := vp.Get(home).Follow("a[href$='move?to=accepted']").Expect(apptest.Status(200), apptest.WellMade())
	accept.Form("main form").Set("reason", reason).Submit().
		Expect(apptest.Status(422), apptest.WellMade(), apptest.Says(".error-summary", "还有 1 条反对意见没有回答"), apptest.Says(".error-summary", "还差专家评审"), apptest.Holds("reason", reason))
	marketing.Get(home).Form("form[action$='/answer']").Submit().Expect(apptest.Status(422), apptest.WellMade(), apptest.Says(".error-summary", "请写内容"))
	marketing.Get(home).Form("form[action$='/answer']").Set("answer", "由系统自动发通知，不加对账工作").Submit().Expect(apptest.Status(200), apptest.Says(".answer", "由系统自动发通知"))
	review := c.enter("expert@example.com").Get(home).Follow("a[href$='/review']").Expect(apptest.Status(200), apptest.WellMade())
	review.Form("main form").Submit().Expect(apptest.Status(422), apptest.WellMade(), apptest.Says(".error-summary", "请打分"))
	review.Form("main form").Set("score.evidence", "4").Set("score.value", "5").Set("score.feasibility", "4").Set("score.risk", "3").
		Set("advice", "for").Set("text", "依据充分").Submit().Expect(apptest.Status(200), apptest.At(home), apptest.Says("aside", "建议采纳"))

	// The page that was open knows nothing of the answer: what was typed stays.
	p = accept.Form("main form").Set("reason", reason).Submit().Expect(apptest.Status(409), apptest.WellMade(), apptest.Says(".error-summary", "已经有了变动"), apptest.Holds("reason", reason))
	p = p.Form("main form").Submit().Expect(apptest.Status(200), apptest.At(home), apptest.Says(".steps [aria-current]", "已接受"))

	// A department is missing: refused, named, kept in the timeline.
	active := p.Follow("a[href$='move?to=active']").Expect(apptest.Status(200), apptest.WellMade(), apptest.Has("textarea[name=override]"))
	active.Form("main form").Set("reason", reason).Submit().
		Expect(apptest.Status(422), apptest.WellMade(), apptest.Says(".error-summary", "部门会签不齐"), apptest.Says(".error-summary", "财务部"), apptest.Holds("reason", reason))
	vp.Get(home).Expect(apptest.Says(".timeline", "未能生效"))
	for _, d := range []string{"finance", "marketing"} {
		c.enter(d+"@dept.example.com").Get(home).Follow("a[href$='/sign']").Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".diff ins", "7 天内")).
			Form("main form").Set("statement", "同意").Submit().Expect(apptest.Status(200), apptest.At(home), apptest.Says(".signs", "已会签"))
	}
	active = vp.Get(home).Follow("a[href$='move?to=active']").Expect(apptest.Status(200), apptest.Says(".meter .unmet", "会签"))
	p = active.Form("main form").Set("reason", reason).Set("override", "渠道稽查和电商没有会签人，先行生效").Submit().
		Expect(apptest.Status(200), apptest.At(home), apptest.Says(".steps [aria-current]", "已生效"), apptest.Says("#changes", "第 2 版"))

	book := p.Follow("a[href='/app/process/2']").Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("h1", "第 2 版"), apptest.Says(".meta", "尚未生效"),
		apptest.Says(".notice.warn", "先行生效"), apptest.Has("a[href='"+home+"']"))
	book.Follow("a[href^='/app/process/diff']").Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".diff del", "3 天内"), apptest.Says(".diff ins", "7 天内"))
	vp.Get("/app/process").Expect(apptest.Status(200), apptest.Says("h1", "第 1 版"), apptest.Says(".notice", "第 2 版将于"))
}

// move takes the page's proposal a step with its author and gives the page after.
func (c company) move(p *apptest.Page, to string, fields url.Values) *apptest.Page {
	c.t.Helper()
	f := p.Follow("a[href$='move?to="+to+"']").Expect(apptest.Status(200), apptest.WellMade()).Form("main form")
	for name, values := range fields {
		f.Set(name, values...)
	}
	return f.Submit().Expect(apptest.Status(200), apptest.At(path(p.URL.Path)))
}
