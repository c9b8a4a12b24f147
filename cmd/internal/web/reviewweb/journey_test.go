package reviewweb_test

// The workbench as people use it, in a real browser on both databases: answers are
// judged by keys alone, and with a thumb without JavaScript; a theme is edited after
// its effect was seen; what the themes miss becomes a theme.

import (
	"testing"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/browsertest"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/language"
)

func TestTheWorkbenchInABrowser(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		voices(t, a, survey.Confidential, 60)
		a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Email: "desk@example.com", Language: language.English})
		a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Email: "thumb@example.com", Language: language.Chinese})
		browser := browsertest.Start(t)
		enter := func(s browsertest.Screen, email string) *browsertest.Page {
			p := browser.Open(s, a.URL+"/login")
			return p.Fill("#email", email).Fill("#password", apptest.Password).Go("button.primary")
		}
		byKeys(t, a, enter(browsertest.Desktop.In(language.English), "desk@example.com"))
		byThumb(t, a, enter(browsertest.Phone.In(language.Chinese).WithoutScript(), "thumb@example.com"))
		editing(t, a, enter(browsertest.Desktop.In(language.Chinese), "thumb@example.com"))
	})
}

// settledNow counts what people have judged, and how many themes they gave.
func settledNow(t *testing.T, a *apptest.App) (answers, themes int) {
	t.Helper()
	for sql, into := range map[string]*int{"SELECT count(*) FROM settled": &answers, "SELECT count(*) FROM tags WHERE origin = 'person'": &themes} {
		if err := a.DB.Read(t.Context()).Raw(sql).Scan(into).Error; err != nil {
			t.Fatal(err)
		}
	}
	return answers, themes
}

// byKeys judges three answers without a mouse: agreed, without theme, and with the
// first theme's tone changed.
func byKeys(t *testing.T, a *apptest.App, p *browsertest.Page) {
	t.Helper()
	p.Visit(a.URL + "/app/review/dealers").Look("desk")
	p.GoByKey("\r")
	if answers, themes := settledNow(t, a); answers != 1 || themes != 1 {
		t.Errorf("after Enter %d answers are settled with %d themes", answers, themes)
	}
	p.GoByKey("0")
	if answers, themes := settledNow(t, a); answers != 2 || themes != 1 {
		t.Errorf("after 0 %d answers are settled with %d themes", answers, themes)
	}
	p.Key("1") // from negative to neutral
	if !p.Sees(`fieldset[data-key="1"] input[value="0"]:checked`) {
		t.Error("the key 1 did not change the first theme")
	}
	p.GoByKey("\r")
	var neutral int
	if err := a.DB.Read(t.Context()).Raw("SELECT count(*) FROM tags WHERE origin = 'person' AND polarity = 0").Scan(&neutral).Error; err != nil || neutral != 1 {
		t.Errorf("%d neutral themes by people, %v", neutral, err)
	}
	p.Key("/")
	p.Fill("#find", "brand")
	if n := p.Count(".all-themes fieldset:not([hidden])"); n == 0 || n > 8 {
		t.Errorf("%d themes are left for \"brand\"", n)
	}
	p.Look("find")
	for _, page := range []string{"/app/review", "/app/review/dealers/rounds", "/app/review/dealers/quality", "/app/review/tagger/models"} {
		p.Visit(a.URL + page).Look("en")
	}
}

// byThumb judges on a phone without JavaScript.
func byThumb(t *testing.T, a *apptest.App, p *browsertest.Page) {
	t.Helper()
	before, _ := settledNow(t, a)
	p.Visit(a.URL + "/app/review/dealers").Look("thumb")
	p.Click(".judge .state.pos").Go(`button[value="save"].primary`)
	if after, _ := settledNow(t, a); after != before+1 {
		t.Errorf("%d settled answers, %d before", after, before)
	}
	var praised int
	if err := a.DB.Read(t.Context()).Raw("SELECT count(*) FROM tags WHERE origin = 'person' AND polarity = 1").Scan(&praised).Error; err != nil || praised != 1 {
		t.Errorf("%d praised themes by people, %v", praised, err)
	}
	for _, page := range []string{"/app/review", "/app/review/dealers/rounds", "/app/review/dealers/quality", "/app/codebook", "/app/codebook/themes/money.rebate", "/app/codebook/themes/money.rebate/edit", "/app/codebook/import", "/app/surveys/dealers/relations"} {
		p.Visit(a.URL + page).Look("phone")
	}
}

// editing changes a theme after its effect was seen, and looks at what is missed.
func editing(t *testing.T, a *apptest.App, p *browsertest.Page) {
	t.Helper()
	p.Visit(a.URL + "/app/codebook/themes/market.promotion/edit").Look("edit")
	p.Fill(`textarea[name="zh.neg"]`, "不兑现")
	p.Go("main form button.primary").Look("preview")
	if !p.Sees(".sample") {
		t.Error("the preview shows no example")
	}
	p.Go("main form button.primary")
	a.Work()
	p.Visit(a.URL + "/app/codebook/versions/2").Look("version")
	p.Visit(a.URL + "/app/codebook/discover/dealers").Go("main form button")
	a.Work()
	p.Visit(a.URL + "/app/codebook/discover/dealers").Look("discover")
	p.Visit(a.URL + "/app/codebook/themes/supply.stockout/split").Look("split")
	p.Visit(a.URL + "/app/surveys/dealers/themes?theme=supply.stockout").Look("themes")
}
