package respondweb_test

// Rows and panels on the road: about each chosen option, as many as an answer
// says, added and taken away by buttons.

import (
	"fmt"
	"strings"
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/browsertest"
	"dealervoice/cmd/internal/db/dbtest"
)

const herds = `{"title":"Herds","dv":{"privacy":{"mode":"identified"}},"pages":[
	{"name":"a","elements":[
		{"type":"checkbox","name":"brands","valueName":"used","valuePropertyName":"brand","title":"Which?","isRequired":true,"choices":[{"value":"qy","text":"清悦"},{"value":"bh","text":"本禾"},{"value":"js","text":"净霜"}]},
		{"type":"text","name":"shops","title":"Shops","inputType":"number"},
		{"type":"paneldynamic","name":"each","title":"Each shop","panelCountExpression":"iif({shops} empty, 0, round({shops}))","maxPanelCount":4,"templateTitle":"Shop {panel.town}","templateElements":[{"type":"text","name":"town","title":"Town"},{"type":"radiogroup","name":"own","title":"Own?","choices":["y","n"]}]}]},
	{"name":"b","elements":[
		{"type":"paneldynamic","name":"about","valueName":"used","title":"One by one","templateElements":[
			{"type":"rating","name":"score","title":"How good is {panel.brand}?","isRequired":true},{"type":"comment","name":"why","title":"Why?","visibleIf":"{panel.score} < 3","isRequired":true}]}]},
	{"name":"c","elements":[
		{"type":"matrixdynamic","name":"lines","title":"Lines","rowCount":1,"minRowCount":1,"columns":[{"name":"sku","cellType":"text","title":"SKU"},{"name":"n","cellType":"text","title":"N"}]},
		{"type":"paneldynamic","name":"stores","title":"Stores","panelCount":1,"templateElements":[{"type":"text","name":"place","title":"Place"},
			{"type":"matrixdynamic","name":"goods","title":"Goods","rowCount":1,"columns":[{"name":"sku","cellType":"text","title":"SKU"}]},
			{"type":"text","name":"many","title":"How many?","inputType":"number"},
			{"type":"paneldynamic","name":"people","title":"People","panelCountExpression":"{panel.many} + 0","templateElements":[{"type":"text","name":"who","title":"Who"}]}]},
		{"type":"comment","name":"end","title":"End"}]}]}`

func TestWhatGrowsGoesAlongOnTheRoad(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	s := publish(t, a, "herds", herds)
	m, profile, path := newMast(t, a), t.TempDir(), invite(t, a, "herds", "D-1")
	b := browsertest.StartIn(t, profile)
	p := b.Enter(browsertest.Phone, m.url(path))
	p.Click("[name=brands][value=qy]")
	packed(p)
	m.cut()

	// As many panels as the number says, at once; what is typed in one that stays, stays.
	p.Click("[name=brands][value=js]").Fill("[name=shops]", "2").Click("h1").Until(`document.querySelectorAll("[data-at^='each']").length === 2`)
	p.Fill("[name='each[0].town']", "昆山").Click("[name='each[1].own'][value=n]").Fill("[name=shops]", "3").Click("h1").Until(`document.querySelectorAll("[data-at^='each']").length === 3`)
	p.Fill("[name='each[2].town']", "太仓").Fill("[name=shops]", "2").Click("h1").Until(`document.querySelectorAll("[data-at^='each']").length === 2`)
	if got := p.Value("[name='each[0].town']"); got != "昆山" || p.Count("[name='each[1].own'][value=n]:checked") != 1 {
		t.Errorf("what was typed became %q", got)
	}
	if got := p.Text("[data-at='each[0].'] .name"); got != "Shop 昆山" {
		t.Errorf("the first panel is called %q", got)
	}
	p.Troubles() // what a cut network says is none of the page's
	p.Look("counted")

	// A panel for each brand; the condition in one of them holds there alone.
	onward(p)
	if got := p.Text("main"); !strings.Contains(got, "How good is 清悦?") || !strings.Contains(got, "How good is 净霜?") || strings.Contains(got, "本禾") {
		t.Errorf("the panels ask %q", got)
	}
	p.Click("[name='about[0].score'][value='5']").Click("[name='about[1].score'][value='2']").Until(`document.querySelector("[name='about[0].why']").closest(".q").hidden && !document.querySelector("[name='about[1].why']").closest(".q").hidden`)
	p.Click("button.go").Eventually("#summary")
	p.Look("asked")
	p.Fill("[name='about[1].why']", "晚到")
	saved(p, `晚到`)
	b.Kill()

	// Killed, and still without a network: back to the brands; one more, one less.
	b = browsertest.StartIn(t, profile)
	p = b.Enter(browsertest.Phone, m.url(path)).Eventually("[name='about[1].why']")
	if got := p.Value("[name='about[1].why']"); got != "晚到" {
		t.Errorf("what was typed last is %q", got)
	}
	p.Click("button[value=back]").Eventually("[name=brands]").Click("[name=brands][value=qy]").Click("[name=brands][value=bh]")
	onward(p)
	if got := p.Value("[name='about[1].why']"); got != "晚到" || p.Count("[name='about[0].score']:checked") != 0 || !strings.Contains(p.Text("main"), "How good is 本禾?") {
		t.Errorf("what was said of a brand is %q; %s", got, p.Text("main"))
	}
	p.Click("[name='about[0].score'][value='4']")
	onward(p)

	// Buttons.
	p.Fill("[name='lines[0].sku']", "A").Click("button[name=_more]").Eventually("[name='lines[1].sku']")
	p.Fill("[name='lines[1].sku']", "B").Fill("[name='lines[1].n']", "2").Click("button[name=_more]").Eventually("[name='lines[2].sku']").Fill("[name='lines[2].sku']", "C")
	p.Click("button[name=_less][value$='.0']").Until(`document.querySelectorAll("[data-at^='lines']").length === 2`)
	if one, two, said := p.Value("[name='lines[0].sku']"), p.Value("[name='lines[1].sku']"), p.Text("[data-at='lines[1].'] .name"); one != "B" || two != "C" || said != "No. 2" {
		t.Errorf("rows hold %q and %q, the second is called %q", one, two, said)
	}
	p.Troubles()
	p.Look("rows")

	// Buttons inside of panels.
	p.Fill("[name='stores[0].goods[0].sku']", "X").Click(within(0, "_more")).Eventually("[name='stores[0].goods[1].sku']").Fill("[name='stores[0].goods[1].sku']", "Y")
	p.Click("[data-q]:has(> [data-at^='stores']) > button[name=_more]").Eventually("[name='stores[1].goods[0].sku']")
	if p.Count("[name='stores[1].goods[1].sku']") != 0 || p.Value("[name='stores[0].goods[1].sku']") != "Y" {
		t.Errorf("the new store has the rows of the first one: %s", p.Text("main"))
	}
	p.Click(within(1, "_more")).Eventually("[name='stores[1].goods[1].sku']").Fill("[name='stores[1].goods[1].sku']", "Z").Fill("[name='stores[1].place']", "太仓")
	p.Click(within(0, "_less")).Until(`document.querySelectorAll("[name^='stores[0].goods[']").length === 1`)
	if got := p.Value("[name='stores[0].goods[0].sku']") + p.Value("[name='stores[1].goods[1].sku']") + p.Value("[name='stores[1].place']"); got != "YZ太仓" {
		t.Errorf("after a row of the first store went there stand %q", got)
	}

	// As many as an answer in the same panel says.
	p.Fill("[name='stores[1].many']", "2").Click("h1").Until(`document.querySelectorAll("[name^='stores[1].people[']").length === 2 && document.querySelectorAll("[name^='stores[0].people[']").length === 0`)
	p.Fill("[name='stores[1].people[0].who']", "甲").Fill("[name='stores[1].people[1].who']", "乙").Fill("[name='stores[1].many']", "1").Click("h1").Until(`document.querySelectorAll("[name^='stores[1].people[']:not([type=hidden])").length === 1`)
	if got := p.Value("[name='stores[1].people[0].who']") + p.Value("[name='stores[0].goods[0].sku']"); got != "甲Y" {
		t.Errorf("after another count there stand %q", got)
	}
	p.Troubles()
	p.Look("rows-inside")
	p.Fill("[name=end]", "完").Click("button.go").Eventually("main.message h1")
	m.up()
	p.Visit(m.url(path))
	arrive(t, a, s, 1)
	want := `{"each":[{"town":"昆山"},{"own":"n"}],"end":"完","lines":[{"n":"2","sku":"B"},{"sku":"C"}],"shops":2,"stores":[{"goods":[{"sku":"Y"}]},{"goods":[{},{"sku":"Z"}],"many":1,"people":[{"who":"甲"}],"place":"太仓"}],"used":[{"brand":"bh","score":4},{"brand":"js","score":2,"why":"晚到"}]}`
	if _, got := sole(t, a, s); got != want {
		t.Errorf("stored\n%s\nwant\n%s", got, want)
	}
	calm(t, a)
}

// within is the first button of the rows inside the i-th store.
func within(i int, button string) string {
	return fmt.Sprintf("[data-at='stores[%d].'] fieldset button[name=%s]", i, button)
}
