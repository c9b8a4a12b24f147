package app_test

// The ring, once round, in a real browser and on both databases: a dealer
// answers on a phone without JavaScript, the words become themes, a reaction to
// a policy becomes a proposal, the proposal is discussed, signed and decided,
// and a new version of the sales process stands in the book.

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/browsertest"
	"dealervoice/cmd/internal/demo"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/language"
)

// voice is what the dealer of the journey writes.
const voice = "返利拖了七个半月还没兑现，问谁都说在走流程"

func TestTheRingGoesAllTheWayRound(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		if err := demo.Load(t.Context(), a.App, apptest.Password); err != nil {
			t.Fatal(err)
		}
		browser := browsertest.Start(t)
		link, others := personalLinks(t, a)
		answerOnAPhone(t, browser, a, link)
		for _, token := range others {
			answerByProgram(t, a, token)
		}
		a.Work()
		r := &ring{t: t, a: a, browser: browser}
		r.voiceOfficerFindsTheWords()
		number := r.reactionBecomesProposal()
		r.discuss(number)
		r.decide(number)
		r.bookHasANewVersion(number)
	})
}

// personalLinks invites five dealers in a third wave: answers to a survey that
// promised confidence are counted once as many people have answered as a score
// needs. It gives the link of the first one, and what the others' links hold.
func personalLinks(t *testing.T, a *apptest.App) (link string, others []survey.Token) {
	t.Helper()
	ctx, by := t.Context(), access.Machine("test")
	if err := a.Surveys.StartWave(ctx, by, "dealer-quarterly", 2); err != nil {
		t.Fatal(err)
	}
	codes := []audience.Code{"D-001", "D-002", "D-003", "D-004", "D-005"}
	dealers, err := a.Roster.All(ctx, by, audience.Query{Codes: codes})
	if err != nil || len(dealers) != len(codes) {
		t.Fatalf("%d dealers, %v", len(dealers), err)
	}
	issued, err := a.Surveys.Invite(ctx, by, "dealer-quarterly", dealers)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range issued[1:] {
		others = append(others, i.Token)
	}
	return a.URL + "/i/" + issued[0].Token.Reveal(), others
}

// answerByProgram hands in what the form would.
func answerByProgram(t *testing.T, a *apptest.App, token survey.Token) {
	t.Helper()
	in, err := a.Surveys.InvitationByToken(t.Context(), token.Reveal())
	if err != nil {
		t.Fatal(err)
	}
	rows := func(names ...string) map[string]any {
		m := map[string]any{}
		for _, n := range names {
			m[n] = 3.0
		}
		return m
	}
	unit, err := a.Feedback.UnitOf(context.Background(), in, token)
	if err != nil {
		t.Fatal(err)
	}
	c, err := a.Feedback.Check(feedback.Submission{
		Survey: in.Survey, Edition: in.Edition, Channel: feedback.ByForm, Language: language.Chinese, Invitation: &in.Invitation,
		Unit: unit,
		Data: answer.Data{
			"d1": "owner", "d2": []any{"trad"}, "d3": "gt8", "d5": 3.0, "d6": 8.0, "d11": "0", "d16": []any{"rebate_pay", "target", "price"},
			"d10": rows("availability", "date_answer", "on_time", "intact", "freshness", "portal"),
			"d15": rows("rebate_rule", "rebate_pay", "expense", "credit", "price", "margin", "target", "returns", "diversion", "online"),
			"d18": 0.0, "d20": rows("rep_know", "rep_promise", "response", "training", "materials", "promotion", "display", "aftersales"),
			"d23": "no", "d25": "same", "d27": "no",
		},
	})
	if err == nil {
		_, err = a.Feedback.Submit(t.Context(), c)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// answerOnAPhone fills the seven screens with the thumb.
func answerOnAPhone(t *testing.T, b *browsertest.Browser, a *apptest.App, link string) {
	t.Helper()
	p := b.Open(browsertest.Phone.In(language.Chinese).WithoutScript(), link)
	tap := func(name, value string) { p.Click(fmt.Sprintf(`label:has(input[name="%s"][value="%s"])`, name, value)) }
	next := func() { p.Go(`button[value="next"]:not(.enter)`) }
	screen := func(name string) {
		p.Look("ring-" + name)
	}
	screen("profile")
	tap("d1", "owner")
	tap("d2", "trad")
	tap("d3", "gt8")
	next()
	tap("d5", "2")
	tap("d6", "3")
	next()
	p.Fill(`textarea[name="d7"]`, voice)
	screen("overall")
	next()
	for _, row := range []string{"availability", "date_answer", "on_time", "intact", "freshness", "portal"} {
		tap("d10."+row, "3")
	}
	tap("d11", "0")
	screen("supply")
	next()
	for _, row := range []string{"rebate_rule", "rebate_pay", "expense", "credit", "price", "margin", "target", "returns", "diversion", "online"} {
		tap("d15."+row, "3")
	}
	for i, row := range []string{"rebate_pay", "target", "price"} {
		p.Choose(fmt.Sprintf(`.ranks li:nth-child(%d) select`, i+1), row)
	}
	screen("policy")
	next()
	p.Fill(`input[name="d18"]`, "0")
	for _, row := range []string{"rep_know", "rep_promise", "response", "training", "materials", "promotion", "display", "aftersales"} {
		tap("d20."+row, "4")
	}
	next()
	next()
	tap("d23", "no")
	tap("d25", "same")
	tap("d27", "no")
	p.Go(`button[value="submit"]:not(.enter)`)
	screen("receipt")
	if !strings.Contains(p.Text("main"), "谢谢") {
		t.Errorf("the receipt says %q", p.Text("main"))
	}
	for _, wrong := range p.Troubles() {
		t.Error(wrong)
	}
}

// ring carries the staff's side of the journey.
type ring struct {
	t       *testing.T
	a       *apptest.App
	browser *browsertest.Browser
}

// enter logs an account of the demo company in through HTTP.
func (r *ring) enter(email string) *apptest.Client {
	r.t.Helper()
	c := r.a.Visitor(language.Chinese)
	c.T = r.t
	c.Get("/login").Form("form[action='/login']").Set("email", email).Set("password", apptest.Password).Submit().
		Expect(apptest.Status(200), apptest.At("/app"))
	return c
}

// desk logs an account in at a desk, in the browser.
func (r *ring) desk(email string) *browsertest.Page {
	r.t.Helper()
	p := r.browser.Open(browsertest.Desktop.In(language.Chinese), r.a.URL+"/login")
	p.Fill("#email", email).Fill("#password", apptest.Password).Go("button.primary")
	return p
}

// voiceOfficerFindsTheWords: the dealer's sentence stands among the quotes of
// its theme, with the words that caused it marked.
func (r *ring) voiceOfficerFindsTheWords() {
	r.t.Helper()
	c := r.enter("voice@example.com")
	p := c.Get("/app/surveys/dealer-quarterly/themes?theme=money.rebate&more=500")
	p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("#quotes", "返利拖了七个半月"), apptest.Has("#quotes blockquote mark"))
}

// reactionBecomesProposal goes from the matrix of reactions to a numbered
// proposal, and gives its number.
func (r *ring) reactionBecomesProposal() string {
	r.t.Helper()
	p := r.desk("rep01@example.com")
	p.Visit(r.a.URL + "/app/surveys/dealer-quarterly/report").Look("ring-report")
	p = r.desk("analyst@example.com")
	p.Visit(r.a.URL + "/app/policies/reactions").Look("ring-reactions")
	p.Go(`a[href^="/app/proposals/new?evidence="][href*="rebate-1"]`)
	p.Fill("#title", "返利到期五天内给经销商对账单").Fill("#problem", "返利什么时候兑现、还差哪一步，经销商问不到。")
	p.Fill("#gains", "经销商随时知道自己的返利走到哪一步。").Click(`label:has(input[name="type"][value="process"])`)
	p.Look("ring-new-proposal").Go("main form.card button.primary")
	number := p.Path()[strings.LastIndex(p.Path(), "/")+1:]
	if !p.Sees("article.evidence") {
		r.t.Fatalf("proposal %s shows no frozen evidence", number)
	}
	p.Visit(r.a.URL + "/app/proposals/" + number + "/change?action=A401")
	p.Look("ring-step")
	p.Fill(`[name="name.zh"]`, "每周对账并说明返利进度").Go(`button[value="save"]`)
	p.Look("ring-draft")
	return number
}

// move takes the proposal to the next state through the form.
func (r *ring) move(c *apptest.Client, number, to, reason string, more ...string) *apptest.Page {
	r.t.Helper()
	f := c.Get("/app/proposals/"+number+"/move?to="+to).Form("form[action$='/move']").Set("reason", reason)
	for i := 0; i+1 < len(more); i += 2 {
		f.Set(more[i], more[i+1])
	}
	return f.Submit().Expect(apptest.Status(200), apptest.At("/app/proposals/"+number))
}

// discuss: reps speak, an objection is answered, the expert reviews, the
// departments sign.
func (r *ring) discuss(number string) {
	r.t.Helper()
	path := "/app/proposals/" + number
	author := r.enter("analyst@example.com")
	// What the proposal still lacks is told before anybody presses the button.
	edit := author.Get(path + "/edit").Form("form[action$='/edit']")
	edit.Set("alternatives", "只在季度末发一次对账单：太晚。").Set("cost", "财务每周半天。").Set("risks", "对账口径要先统一。")
	edit.Set("effect.metric", "written_policy_rate").Set("effect.to", "95%").Set("effect.by", "2027-06-30").Submit().Expect(apptest.Status(200), apptest.At(path))
	r.move(author, number, "discussion", "证据齐了，请大家讨论。")
	for i := 1; i <= 5; i++ {
		rep := r.enter(fmt.Sprintf("rep%02d@example.com", i))
		kind := "support"
		if i == 5 {
			kind = "objection"
		}
		rep.Get(path).Form("form[action$='/comments']").Set("kind", kind).Set("text", fmt.Sprintf("第 %d 位业务员的意见：要让经销商看得见进度。", i)).
			Submit().Expect(apptest.Status(200), apptest.At(path))
	}
	author.Get(path).Form(".comment.objection form[action$='/answer']").Set("answer", "对账单由系统生成，不加业务员的事。").Submit().Expect(apptest.Status(200))
	r.move(author, number, "review", "反对意见已答复，请评审。")
	expert := r.enter("expert@example.com").Get(path + "/review").Form("form[action$='/review']")
	for _, criterion := range []string{"evidence", "value", "feasibility", "risk"} {
		expert.Set("score."+criterion, "4")
	}
	expert.Set("advice", "for").Set("text", "证据清楚，改动小，建议执行。").Submit().Expect(apptest.Status(200), apptest.At(path))
	for _, department := range []string{"order_desk", "production_planning", "finance", "support", "it"} {
		r.enter(department+"@dept.example.com").Get(path+"/sign").Form("form[action$='/sign']").
			Set("statement", "我部门可以做到。").Submit().Expect(apptest.Status(200), apptest.At(path))
	}
}

// decide: the manager accepts with a reason and puts it in force.
func (r *ring) decide(number string) {
	r.t.Helper()
	manager := r.enter("vp@example.com")
	manager.Get("/app").Expect(apptest.Status(200))
	page := manager.Get("/app/proposals/" + number)
	page.Expect(apptest.Status(200), apptest.WellMade())
	r.move(manager, number, "accepted", "问题真实，代价小，同意。")
	r.move(manager, number, "active", "下周一起执行。")
}

// bookHasANewVersion: version 2 names the proposal, the difference shows the
// step, the trail has every turn.
func (r *ring) bookHasANewVersion(number string) {
	r.t.Helper()
	p := r.desk("vp@example.com")
	p.Visit(r.a.URL + "/app/process/2").Look("ring-process")
	if !p.Sees(`a[href="/app/proposals/` + number + `"]`) {
		r.t.Error("version 2 does not name the proposal it came from")
	}
	p.Visit(r.a.URL + "/app/process/diff?from=1&to=2").Look("ring-diff")
	if !strings.Contains(p.Text("main"), "每周对账并说明返利进度") {
		r.t.Errorf("the difference of versions says %q", p.Text("main"))
	}
	lines, err := r.a.Trail.List(context.Background(), "proposal", 0, 100)
	if err != nil || len(lines) < 10 {
		r.t.Errorf("audit trail of proposals: %d lines, %v", len(lines), err)
	}
}
