package analysisweb_test

import (
	"fmt"
	"strings"
	"testing"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/language"

	"github.com/PuerkitoBio/goquery"
)

type goqSelection = goquery.Selection

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

func percent(x float64) string { return fmt.Sprintf("%.0f%%", 100*x) }

func TestThemesLeadToTheWordsThatCausedThem(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := openCompany(t, a, survey.Confidential)
		for i := range 24 {
			why := "洗发水老断货，苏南的王经理不管，电话13812345678"
			if i%3 == 0 {
				why = "返利兑现很慢"
			}
			c.answer(1, []string{"华东/苏南", "华南/粤东"}[i%2], answer.Data{"nps": float64(i % 11), "why": why})
		}
		c.take()
		analyst := a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Language: language.Chinese})
		p := analyst.Get("/app/surveys/dealers/themes").Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("table", "断货缺货"))
		p = p.Follow("table tbody a[href*='supply.stockout']")
		p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".hero h2", "断货缺货"), apptest.Says("#quotes .value", "67%"),
			apptest.Says("blockquote mark", "断货"), apptest.Secret("13812345678"), apptest.Secret("王经理"), apptest.Secret("苏南的"),
			apptest.None("blockquote a"), apptest.Count("blockquote", 1), apptest.Says("blockquote", "另有 15 人"))
		// no segment beside the words: the filter is put aside, and that is said
		p = analyst.Get("/app/surveys/dealers/themes?theme=supply.stockout&region=%E5%8D%8E%E4%B8%9C")
		p.Expect(apptest.Status(200), apptest.Says("#quotes", "原话不按"))
		analyst.Get("/app/surveys/dealers/themes?theme=supply.stockout&polarity=positive").Expect(apptest.Status(200), apptest.None("blockquote"))

		officer := a.LogIn(t, access.VoiceOfficer)
		p = officer.Get("/app/surveys/dealers/themes?theme=supply.stockout").Expect(apptest.Has("blockquote a"))
		p = p.Follow("blockquote a")
		p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("table", "断货"), apptest.Has(".notice.warn"))
		var looks int
		if err := a.DB.Read(t.Context()).Raw("SELECT count(*) FROM audit WHERE action = 'answer.open'").Scan(&looks).Error; err != nil || looks != 1 {
			t.Errorf("%d looks were written down, %v", looks, err)
		}
		officer.Get("/app/surveys/dealers/answers/nobody").Expect(apptest.Status(404))
	})
}

func TestNobodyOpensAnAnswerThatNobodyCanLink(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := openCompany(t, a, survey.Unlinkable)
		for i := range 12 {
			c.answer(1, "华东", answer.Data{"nps": float64(i % 11), "why": "老断货"})
		}
		c.take()
		officer := a.LogIn(t, access.VoiceOfficer)
		officer.Get("/app/surveys/dealers/themes?theme=supply.stockout").Expect(apptest.Status(200), apptest.Has("blockquote"), apptest.None("blockquote a[href*='/answers/']"))
		list, err := a.Analysis.Themes(t.Context(), access.Machine("test"), "dealers", analysis.QuoteQuery{Theme: "supply.stockout"})
		if err != nil || len(list.Quotes.Quotes) == 0 || list.Quotes.Quotes[0].Response != "" {
			t.Errorf("%+v, %v", list.Quotes, err)
		}
		var id string
		if err := a.DB.Read(t.Context()).Raw("SELECT min(id) FROM responses").Scan(&id).Error; err != nil {
			t.Fatal(err)
		}
		officer.Get("/app/surveys/dealers/answers/" + id).Expect(apptest.Status(404))
	})
}

func TestTheCodebookIsShownAndAWordTakenIn(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := openCompany(t, a, survey.Identified)
		for i := range 36 {
			why := "返利总是拖着不兑现"
			if i%3 == 0 {
				why = "积分券怎么用没人讲"
			}
			c.answer(1, "华东", answer.Data{"nps": 3.0, "why": why})
		}
		c.answer(1, "华东", answer.Data{"nps": 3.0, "why": "我是独一无二的张三丰"})
		c.take()
		marketing := a.LogIn(t, access.Marketing)
		marketing.Get("/app/codebook").Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("main", "断货缺货"), apptest.None("#candidates"))
		marketing.Get("/app/codebook").Follow("a[href='/app/codebook/themes/supply.stockout']").
			Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("h1", "断货缺货"), apptest.Says("main", "out of stock"))
		marketing.Get("/app/codebook/themes/nowhere").Expect(apptest.Status(404))

		analyst := a.LogIn(t, access.Analyst)
		p := analyst.Get("/app/codebook").Expect(apptest.None(".candidate"))
		p.Form("form[action='/app/codebook/candidates']").Submit().Expect(apptest.Status(200), apptest.Via(303))
		a.Work()
		p = analyst.Get("/app/codebook").Expect(apptest.Says("#candidates", "积分"), apptest.WellMade(), apptest.Secret("张三丰"), apptest.Secret("独一无二"))
		id := p.Find(".candidate").FilterFunction(func(_ int, s *goqSelection) bool { return s.Find("strong").Text() == "积分" }).AttrOr("id", "")
		p = p.Form("#"+id).Set("theme", "market.promotion").Set("polarity", "neg").Submit()
		p.Expect(apptest.Status(200), apptest.Via(303), apptest.Says(".notice.good", "已收下"))
		a.Work() // everything is read again
		waitASecond(a)
		r, err := a.Analysis.Themes(t.Context(), access.Machine("test"), "dealers", analysis.QuoteQuery{})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, th := range r.Themes.Themes {
			found = found || th.ID == "market.promotion" && th.Negative.Count == 12
		}
		if !found {
			t.Errorf("the word named no theme: %+v", r.Themes.Themes)
		}
		var done int
		if err := a.DB.Read(t.Context()).Raw("SELECT count(*) FROM audit WHERE action = 'codebook.accept_cue'").Scan(&done).Error; err != nil || done != 1 {
			t.Errorf("%d entries in the audit trail, %v", done, err)
		}
		again := analyst.Post("/app/codebook/candidates/accept", nil)
		again.Expect(apptest.Status(403)) // without the form's token
	})
}
