package reviewweb_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dealervoice/analysis/coding"
	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/companytest"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
)

// voices fills a company with answers of which every third is about rebates.
func voices(t *testing.T, a *apptest.App, mode survey.Mode, n int) *companytest.Company {
	t.Helper()
	c := companytest.Open(t, a, mode)
	for i := range n {
		why := fmt.Sprintf("第%d次断货了，王经理电话13812345678", i)
		if i%3 == 0 || n%2 == 1 && i%3 == 1 { // of an odd number two thirds
			why = fmt.Sprintf("返利拖了%d个月不兑现", i+2)
		}
		c.Answer(1+i%2, []string{"华东/苏南", "华南/粤东"}[i%2], answer.Data{"nps": float64(i % 11), "why": why})
	}
	c.Take()
	return c
}

func TestWhatAPersonSaysCountsInFiguresAtOnceAndStaysWhenReadAgain(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		voices(t, a, survey.Confidential, 30)
		if n := companytest.Theme(t, a, "supply.stockout").Spoken.Count; n != 20 {
			t.Fatalf("%d of 20 speak of stockouts before anybody judged", n)
		}
		c := companytest.Analyst(t, a)
		p := c.Get("/app/review").Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("table", "经销商调查"))
		p = p.Follow("a[href='/app/review/dealers']").Expect(apptest.Status(200), apptest.WellMade(), apptest.Has(".judge.proposed"),
			apptest.Secret("13812345678"), apptest.Secret("王经理"), apptest.Secret("row-00"), apptest.Secret("华东"))
		wrong, right := 0, 0
		for range 6 {
			theme := p.Find(".judge.proposed input[type=radio]").First().AttrOr("name", "")
			if p.Find(".judge.proposed input[value='-1'][checked]").Length() != 1 {
				t.Fatalf("what the tagger says is not filled in: %s", p.Find(".judges").Text())
			}
			if theme == "t.supply.stockout" {
				p = p.Form("#review").Set(theme, "").Set("t.product.quality", "1").Press("button[value=save].primary")
				wrong++
			} else {
				p = p.Form("#review").Press("button[value=save].primary")
				right++
			}
			p.Expect(apptest.Status(200), apptest.Via(303))
		}
		if wrong == 0 {
			t.Fatal("no answer about stockouts came up")
		}
		if got := companytest.Theme(t, a, "supply.stockout").Spoken.Count; got != 20-wrong {
			t.Errorf("%d speak of stockouts after %d were taken away from 20", got, wrong)
		}
		if got := companytest.Theme(t, a, "product.quality").Positive.Count; got != wrong {
			t.Errorf("%d praise the quality, %d were said to", got, wrong)
		}
		// read again by another codebook: what people said stays
		if err := retag(t, a); err != nil {
			t.Fatal(err)
		}
		if got := companytest.Theme(t, a, "supply.stockout").Spoken.Count; got != 20-wrong {
			t.Errorf("%d speak of stockouts after reading again", got)
		}
		var said, audited int
		for sql, into := range map[string]*int{"SELECT count(*) FROM verdicts": &said, "SELECT count(*) FROM audit WHERE action = 'review.judge'": &audited} {
			if err := a.DB.Read(t.Context()).Raw(sql).Scan(into).Error; err != nil {
				t.Fatal(err)
			}
		}
		if said != 6 || audited != 6 || right+wrong != 6 {
			t.Errorf("%d verdicts, %d in the trail", said, audited)
		}
	})
}

// retag adds a cue, which has everything read again.
func retag(t *testing.T, a *apptest.App) error {
	t.Helper()
	c := companytest.Analyst(t, a)
	p := c.Get("/app/codebook/themes/money.rebate/edit")
	f := p.Form("form[action='/app/codebook/preview']")
	f.Set("zh.neg", p.Find("textarea[name='zh.neg']").Text()+"\n拖了")
	p = f.Submit().Expect(apptest.Status(200), apptest.WellMade())
	p.Form("form[action='/app/codebook/save']").Submit().Expect(apptest.Status(200), apptest.Via(303))
	a.Work()
	return nil
}

func TestACorrectionIsCorrectedAndItsHistoryShown(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		voices(t, a, survey.Identified, 12)
		c := companytest.Analyst(t, a)
		p := c.Get("/app/review/dealers")
		p = p.Form("#review").Press("button[value=none]").Expect(apptest.Status(200), apptest.Has(".recent a"))
		p = p.Follow(".recent a").Expect(apptest.Status(200), apptest.Says(".timeline", "没有主题"), apptest.Count("input[value='-1'][checked]", 0))
		handle := p.Find("input[name=answer]").AttrOr("value", "")
		p.Form("#review").Set("t.money.rebate", "-1").Press("button[value=save].primary").Expect(apptest.Status(200))
		p = c.Get("/app/review/dealers?answer="+handle).Expect(apptest.Count(".timeline li", 2), apptest.Has("input[name='t.money.rebate'][value='-1'][checked]"))
		// what is not there, and what makes no sense, is refused
		token := p.Find("input[name=_csrf]").AttrOr("value", "")
		c.Post("/app/review/dealers", map[string][]string{"_csrf": {token}, "answer": {"feedfeedfeedfeed"}}).Expect(apptest.Status(404))
		c.Post("/app/review/dealers", map[string][]string{"_csrf": {token}, "answer": {handle}, "t.nowhere": {"1"}}).Expect(apptest.Status(422), apptest.WellMade(), apptest.Has(".error-summary"))
		c.Post("/app/review/dealers", map[string][]string{"_csrf": {token}, "answer": {handle}, "t.money.rebate": {"7"}}).Expect(apptest.Status(422))
		c.Post("/app/review/dealers", map[string][]string{"_csrf": {token}, "answer": {handle}, "go": {"skip"}}).Expect(apptest.Status(200), apptest.Via(303))
		marketing := a.LogIn(t, access.Marketing)
		marketing.Get("/app/review").Expect(apptest.Status(200), apptest.None("a[href='/app/review/dealers']"))
		marketing.Get("/app/review/dealers").Expect(apptest.Status(403))
	})
}

func TestWordsThatMayNotBeShownCannotBeJudged(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		voices(t, a, survey.Confidential, 8) // words need ten
		c := companytest.Analyst(t, a)
		c.Get("/app/review").Expect(apptest.Status(200), apptest.WellMade(), apptest.Secret("断货了"), apptest.Says("table", "< 10"))
		c.Get("/app/review/dealers").Expect(apptest.Status(200), apptest.WellMade(), apptest.None("#review"), apptest.Secret("返利拖了"), apptest.Says("main", "< 10"))
		c.Get("/app/review/dealers/rounds").Expect(apptest.Status(200), apptest.WellMade(), apptest.Secret("返利拖了"))
		c.Get("/app/review/dealers/quality").Expect(apptest.Status(200), apptest.WellMade())
		c.Get("/app/codebook/discover/dealers").Expect(apptest.Status(200), apptest.WellMade(), apptest.Secret("返利拖了"))
	})
}

func TestTwoPeopleJudgeBlindAndTheirAgreementIsMeasured(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		voices(t, a, survey.Confidential, 241)
		first := a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Name: "甲", Email: "one@example.com"})
		second := a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Name: "乙", Email: "two@example.com"})
		p := first.Get("/app/review/dealers/rounds").Expect(apptest.Status(200), apptest.WellMade())
		f := p.Form("form[action='/app/review/dealers/rounds']")
		f.Set("size", "3").Submit().Expect(apptest.Status(422), apptest.WellMade(), apptest.Has(".error-summary"))
		p = p.Form("form[action='/app/review/dealers/rounds']").Set("size", "20").Submit().Expect(apptest.Status(200), apptest.Via(303), apptest.WellMade(),
			apptest.None(".judge.proposed"), apptest.None(".timeline"), apptest.None("mark"))
		stranger := companytest.Analyst(t, a)
		stranger.Get("/app/review/dealers/rounds/1").Expect(apptest.Status(404))
		judge := func(p *apptest.Page, state func(i int, rebate bool) (theme, polarity string)) *apptest.Page {
			for i := range 20 {
				theme, polarity := state(i, strings.Contains(p.Find("blockquote.answer").Text(), "返利"))
				p = p.Form("#review").Set("t."+theme, polarity).Press("button[value=save].primary").Expect(apptest.Status(200), apptest.Via(303))
			}
			return p
		}
		judge(p, func(_ int, rebate bool) (string, string) {
			if rebate {
				return "money.rebate", "-1"
			}
			return "supply.stockout", "-1"
		}).Expect(apptest.None("#review"), apptest.Says("main", "全部判断完"))
		// the second sees nothing of the first, also not in the queue
		handle := second.Get("/app/review/dealers/rounds/1").Expect(apptest.Says("main", "0 条，共 20 条")).Find("input[name=answer]").AttrOr("value", "")
		second.Get("/app/review/dealers?answer="+handle).Expect(apptest.Status(200), apptest.None(".timeline"))
		judge(second.Get("/app/review/dealers/rounds/1"), func(i int, rebate bool) (string, string) {
			if rebate && i == 99 {
				return "money.rebate", "-1"
			}
			return "supply.stockout", "-1"
		})
		p = first.Get("/app/review/dealers/rounds").Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("table", "返利"))
		agreed, err := a.Review.Agreement(t.Context(), access.Machine("test"), "dealers")
		if err != nil || agreed.Answers != 20 || len(agreed.Differences) == 0 || agreed.Exact+len(agreed.Differences) != 20 {
			t.Fatalf("%+v, %v", agreed, err)
		}
		var settled int
		if err := a.DB.Read(t.Context()).Raw("SELECT count(*) FROM settled").Scan(&settled).Error; err != nil || settled != agreed.Exact {
			t.Errorf("%d are settled, %d agree: %v", settled, agreed.Exact, err)
		}
		vague, err := a.Review.Redefined(t.Context(), access.Machine("test"))
		if err != nil || !slices.Contains(vague, "money.rebate") {
			t.Errorf("to be redefined: %v, %v; %+v", vague, err, agreed.Themes)
		}
		first.Get("/app/codebook/themes/money.rebate").Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".notice", "需重新定义"))
		first.Get("/app/codebook").Expect(apptest.Status(200), apptest.Says("th .tag.bad", "需重新定义"))
		p.Follow("section a.btn[href*='answer=']").Expect(apptest.Status(200), apptest.WellMade(), apptest.Count(".timeline li", 2))
	})
}

func TestQualityIsMeasuredOnAnswersDrawnAtRandom(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		voices(t, a, survey.Identified, 250)
		c := companytest.Analyst(t, a)
		c.Get("/app/review/dealers/quality").Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("main", "还要判断 20 条"), apptest.Says("table", "第 2 期"))
		p := c.Get("/app/review/dealers")
		for i := range 24 {
			if i == 0 { // one that the tagger had wrong
				p = p.Form("#review").Press("button[value=none]")
				continue
			}
			p = p.Form("#review").Press("button[value=save].primary")
		}
		q, err := a.Review.Quality(t.Context(), access.Machine("test"), "dealers")
		if err != nil {
			t.Fatal(err)
		}
		// 24 answers with one theme each; of one the person said none: 23 right of 24
		// guessed, none missed.
		if q.Held != 24 || q.Report.Micro.Recall != 1 || q.Report.Micro.Precision != 23.0/24 {
			t.Errorf("held %d, recall %v, precision %v", q.Held, q.Report.Micro.Recall, q.Report.Micro.Precision)
		}
		c.Get("/app/review/dealers/quality").Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".hero .figure .value", "0.98"))
		c.Get("/app/review").Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".hero .figure .value", "0.98"))
		// what people said follows a theme that is merged into another
		old, err := a.Coding.Latest(t.Context(), access.Machine("test"))
		if err != nil {
			t.Fatal(err)
		}
		merged, err := old.Book.Merge("supply.stockout", "money.rebate")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := a.Coding.Revise(t.Context(), access.Machine("test"), coding.Edit{Base: old.Number, Book: merged, Action: "codebook.merge"}); err != nil {
			t.Fatal(err)
		}
		a.Work()
		q, err = a.Review.Quality(t.Context(), access.Machine("test"), "dealers")
		if _, known := q.Of("supply.stockout"); err != nil || known || q.Held != 24 || q.Report.Micro.Precision != 23.0/24 {
			t.Errorf("after a merge: held %d, precision %v, the old theme known %v, %v", q.Held, q.Report.Micro.Precision, known, err)
		}
	})
}
