package codebookweb_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/companytest"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
)

// voices fills the company: in both waves 12 answers about rebates and 12 about
// stockouts; in the second 12 more about a thing that no theme knows.
func voices(t *testing.T, a *apptest.App) {
	t.Helper()
	c := companytest.Open(t, a, survey.Confidential)
	say := func(wave, i int, why string) {
		c.Answer(wave, []string{"华东/苏南", "华南/粤东"}[i%2], answer.Data{"nps": float64(i % 11), "why": why})
	}
	endings := []string{"没有说明", "纸面上找不到", "到期就作废", "旧的还算不算数"}
	for wave := 1; wave <= 2; wave++ {
		for i := range 12 {
			say(wave, i, fmt.Sprintf("返利拖了%d个月", i+2))
			say(wave, i, fmt.Sprintf("又断货%d天", i+2))
			if wave == 2 {
				say(wave, i, "积分券怎么兑换，"+endings[i%4])
			}
		}
	}
	c.Take()
}

func TestAnEditShowsWhatItChangesBeforeItIsSaved(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		voices(t, a)
		c := companytest.Analyst(t, a)
		p := c.Get("/app/codebook/themes/market.promotion").Expect(apptest.Status(200), apptest.WellMade()).Follow("a[href$='/edit']")
		p.Expect(apptest.Status(200), apptest.WellMade())
		add := func(p *apptest.Page, cue string) *apptest.Page {
			f := p.Form("form[action='/app/codebook/preview']")
			return f.Set("zh.neg", p.Find("textarea[name='zh.neg']").Text()+"\n"+cue).Submit()
		}
		p = add(p, "积分券").Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".hero .value", "12"), apptest.Says(".hero .of", "60"),
			apptest.Says(".sample", "积分券怎么兑换"), apptest.Has(".sample mark"), apptest.Says("ins", "积分券"))
		if n := companytest.Theme(t, a, "market.promotion").Spoken.Count; n != 0 {
			t.Fatalf("%d speak of promotion although nothing was saved", n)
		}
		save := p.Form("form[action='/app/codebook/save']").Set("note", "积分券也是促销")
		save.Submit().Expect(apptest.Status(200), apptest.Via(303), apptest.At("/app/codebook/themes/market.promotion"), apptest.Says("main", "积分券"))
		a.Work()
		if n := companytest.Theme(t, a, "market.promotion").Negative.Count; n != 12 {
			t.Errorf("%d complain of promotion after the new version read all", n)
		}
		save.Submit().Expect(apptest.Status(200), apptest.Via(303)) // pressed twice: saved once
		if v, err := a.Coding.Latest(t.Context(), access.Machine("test")); err != nil || v.Number != 2 {
			t.Errorf("version %d, %v", v.Number, err)
		}
		c.Get("/app/codebook/versions/2").Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("ins", "积分券"), apptest.Says("main", "积分券也是促销"))
		c.Get("/app/codebook/versions/9").Expect(apptest.Status(404))
		stale := add(c.Get("/app/codebook/themes/market.promotion/edit"), "赠券").Form("form[action='/app/codebook/save']")
		add(c.Get("/app/codebook/themes/market.promotion/edit"), "抽奖券").Form("form[action='/app/codebook/save']").Submit().Expect(apptest.Via(303))
		stale.Submit().Expect(apptest.Status(409), apptest.WellMade(), apptest.Has(".error-summary"))
		// nothing to change, and what is wrong
		c.Get("/app/codebook/themes/market.promotion/edit").Form("form[action='/app/codebook/preview']").Submit().Expect(apptest.Status(200), apptest.Says("main", "什么也没有改变"))
		bad := c.Get("/app/codebook/themes/market.promotion/edit").Form("form[action='/app/codebook/preview']")
		bad.Set("zh", "").Set("zh.neg", strings.Repeat("长", 80)).Submit().Expect(apptest.Status(422), apptest.WellMade(), apptest.Has(".error-summary"))
		marketing := a.LogIn(t, access.Marketing)
		marketing.Get("/app/codebook/themes/market.promotion/edit").Expect(apptest.Status(403))
		marketing.Get("/app/codebook").Expect(apptest.Status(200), apptest.WellMade(), apptest.None("a[href='/app/codebook/new']"))
	})
}

func TestMergedAndSplitThemesKeepTheirFigures(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		voices(t, a)
		c := companytest.Analyst(t, a)
		p := c.Get("/app/codebook/themes/money.rebate/merge").Expect(apptest.Status(200), apptest.WellMade())
		p = p.Form("form[action='/app/codebook/preview']").Set("into", "money.margin").Submit()
		p.Expect(apptest.Status(200), apptest.WellMade(), apptest.None(".sample")) // all 24 moved, none is gained or lost
		p.Form("form[action='/app/codebook/save']").Submit().Expect(apptest.Via(303), apptest.At("/app/codebook/themes/money.margin"))
		a.Work()
		if whole, old := companytest.Theme(t, a, "money.margin"), companytest.Theme(t, a, "money.rebate"); whole.Spoken.Count != 24 || old.Spoken.Count != 24 || old.Negative.Count != whole.Negative.Count {
			t.Errorf("merged: %+v, under the old name: %+v", whole.Spoken, old.Spoken)
		}
		c.Get("/app/codebook/themes/money.rebate").Expect(apptest.Status(200), apptest.At("/app/codebook/themes/money.margin"), apptest.Says("main", "money.rebate"))
		c.Get("/app/surveys/dealers/themes?theme=money.rebate").Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("blockquote", "返利"))

		p = c.Get("/app/codebook/themes/supply.stockout/split").Expect(apptest.Status(200), apptest.WellMade())
		f := p.Form("form[action='/app/codebook/preview']").Set("b.zh", "断货")
		f.Submit().Expect(apptest.Status(422), apptest.WellMade(), apptest.Has(".error-summary")) // no English name
		f = p.Form("form[action='/app/codebook/preview']").Set("a.id", "supply.thin").Set("b.id", "supply.out").Set("b.zh", "断货").Set("b.en", "Out of stock").Set("b.zh.neg", "断货")
		f.Set("a.zh.neg", strings.ReplaceAll(p.Find("textarea[name='a.zh.neg']").Text(), "断货\n", ""))
		p = f.Submit().Expect(apptest.Status(200), apptest.WellMade())
		p.Form("form[action='/app/codebook/save']").Submit().Expect(apptest.Via(303))
		a.Work()
		if whole, part := companytest.Theme(t, a, "supply.stockout"), companytest.Theme(t, a, "supply.out"); whole.Spoken.Count != 24 || part.Spoken.Count != 24 {
			t.Errorf("the old theme %+v, the one of the cue %+v", whole.Spoken, part.Spoken)
		}
	})
}

func TestTheCodebookGoesOutAndComesBackAsAFile(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := companytest.Analyst(t, a)
		file := c.Get("/app/codebook/export/codebook-1.json").Expect(apptest.Status(200))
		var book map[string]any
		if err := json.Unmarshal([]byte(file.Body), &book); err != nil || book["schema"] != "vod-codebook/1" {
			t.Fatalf("%v, %v", book["schema"], err)
		}
		back := func(body string) *apptest.Page {
			return c.Get("/app/codebook/import").Expect(apptest.WellMade()).Form("form[enctype]").Attach("file", apptest.File{Name: "book", Content: []byte(body)}).Submit()
		}
		back(string(file.Body)).Expect(apptest.Status(200), apptest.Says("main", "什么也没有改变"))
		back(strings.Replace(string(file.Body), `"断货缺货"`, `"断货"`, 1)).Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("del", "断货缺货")).
			Form("form[action='/app/codebook/save']").Submit().Expect(apptest.Via(303), apptest.Says("main", "断货"))
		back(`{"schema":"vod-codebook/9"}`).Expect(apptest.Status(422), apptest.WellMade(), apptest.Has(".error-summary"))
		table := c.Get("/app/codebook/export/codebook-2.csv").Expect(apptest.Status(200))
		back(string(table.Body)).Expect(apptest.Status(200), apptest.Says("main", "什么也没有改变"))
		for _, path := range []string{"codebook-x.json", "codebook-1.xml", "codebook-.json", "codebook-99.json", "other"} {
			c.Get("/app/codebook/export/" + path).Expect(apptest.Status(404))
		}
	})
}

func TestWhatTheThemesMissIsFoundAndMadeATheme(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		voices(t, a)
		c := companytest.Analyst(t, a)
		p := c.Get("/app/codebook/discover/dealers").Expect(apptest.Status(200), apptest.WellMade())
		p.Form("form[action='/app/codebook/discover/dealers']").Submit().Expect(apptest.Status(200), apptest.Via(303))
		a.Work()
		p = c.Get("/app/codebook/discover/dealers").Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".hero .value", "12"),
			apptest.Says(".group-found", "积分券怎么兑换"), apptest.Says(".group-found .tag", "3"), apptest.Says("table", "兑换"))
		if strings.Contains(p.Find("table th").Text(), "返利") {
			t.Error("a word that both waves hold alike is called rising")
		}
		href := p.Find(".group-found a.btn").AttrOr("href", "")
		if u, err := url.Parse(href); err != nil || !strings.Contains(u.Query().Get("zh"), "兑换") {
			t.Errorf("the new theme begins with %q", href)
		}
		p = c.Get(href).Expect(apptest.Status(200), apptest.WellMade(), apptest.Has("textarea[name='zh.topic']"))
		p = p.Form("form[action='/app/codebook/preview']").Set("id", "market.points").Set("parent", "market").Set("zh", "积分").Set("en", "Points").Submit()
		p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".hero .value", "12"))
		p.Form("form[action='/app/codebook/save']").Submit().Expect(apptest.Via(303), apptest.At("/app/codebook/themes/market.points"))
		a.Work()
		if n := companytest.Theme(t, a, "market.points").Spoken.Count; n != 12 {
			t.Errorf("%d speak of the new theme", n)
		}
		take := c.Get("/app/codebook/discover/dealers").Find("form[action='/app/codebook/preview'] input[name=cue]").First().AttrOr("value", "")
		token := p.Find("input[name=_csrf]").AttrOr("value", "")
		c.Post("/app/codebook/preview", url.Values{"_csrf": {token}, "op": {"cue"}, "cue": {take}, "language": {"zh"}, "theme": {"market.promotion"}, "polarity": {"neg"}}).
			Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("ins", take))
		weak := c.Post("/app/codebook/preview", url.Values{"_csrf": {token}, "op": {"cue"}, "cue": {take}, "language": {"zh"}, "theme": {"market.promotion"}, "polarity": {"weak"}}).
			Expect(apptest.Status(200), apptest.WellMade())
		weak.Form("form[action='/app/codebook/save']").Submit().Expect(apptest.Via(303))
		if v, err := a.Coding.Latest(t.Context(), access.Machine("test")); err != nil {
			t.Error(err)
		} else if th, _ := v.Book.Theme("market.promotion"); !slices.Contains(th.Weak, take) || !slices.Contains(th.Cues["zh"].Topic, take) {
			t.Errorf("%q is no weak cue: %v", take, th.Weak)
		}
		c.Post("/app/codebook/preview", url.Values{"_csrf": {token}, "op": {"nonsense"}}).Expect(apptest.Status(400))
		east := a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Scope: access.Scope{Level: access.Region, Value: "华东"}})
		east.Get("/app/codebook/discover/dealers").Expect(apptest.Status(200), apptest.Secret("积分券"))
	})
}
