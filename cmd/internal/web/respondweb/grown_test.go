package respondweb_test

// Fields with one way of writing, panels whose number is computed, questions
// under the rows of a matrix, areas of a picture: filled without a script.

import (
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/browsertest"
	"dealervoice/cmd/internal/db/dbtest"
)

const grown = `{"title":"Grown","dv":{"privacy":{"mode":"identified"}},"pages":[
	{"name":"a","elements":[
		{"type":"text","name":"amount","maskType":"currency","maskSettings":{"currencySymbol":"¥","max":5000}},
		{"type":"text","name":"kept","maskType":"numeric","maskSettings":{"decimalSeparator":",","thousandsSeparator":".","saveMaskedValue":true}},
		{"type":"text","name":"article","maskType":"pattern","maskSettings":{"pattern":"SKU-9999"}},
		{"type":"text","name":"day","maskType":"datetime","maskSettings":{"pattern":"dd/mm/yyyy","min":"2026-01-01"}}]},
	{"name":"b","elements":[
		{"type":"text","name":"shops","inputType":"number"},
		{"type":"paneldynamic","name":"each","panelCountExpression":"{shops}","maxPanelCount":5,"templateElements":[{"type":"text","name":"town"}]}]},
	{"name":"c","elements":[
		{"type":"matrixdropdown","name":"under","rows":["r1","r2"],"columns":[{"name":"mood","cellType":"dropdown","choices":["y","n"]}],
			"detailPanelMode":"underRow","detailElements":[{"type":"comment","name":"why","visibleIf":"{row.mood} = 'n'","isRequired":true},
				{"type":"paneldynamic","name":"items","panelCount":1,"templateElements":[{"type":"text","name":"item"}]}]},
		{"type":"imagemap","name":"map","imageLink":"data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7","maxSelectedAreas":2,"areas":[
			{"value":"a","shape":"rect","coords":"0,0,1,1"},{"value":"b","shape":"circle","coords":"1,1,1"},{"value":"c","shape":"poly","coords":"0,0,1,0,1,1"}]}]}]}`

func TestWhatGrowsAndHasAFormOfItsOwnIsFilledWithoutAScript(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		s := publish(t, a, "grown", grown)
		link := invite(t, a, "grown", "D-1")
		p := visitor(a).Get(link)
		p.Expect(apptest.Status(200), apptest.Says("main", "For example ¥1,234.5"), apptest.Says("main", "For example SKU-1234"), apptest.Says("main", "For example 23/11/2026"))
		p = form(p).Set("amount", "6000").Set("kept", "1,005").Set("article", "12").Set("day", "31/12/2025").Press(next)
		p.Expect(apptest.Status(422), apptest.Says("main", "more than ¥5,000"), apptest.Says("main", "At most 2 digits"), apptest.Says("main", "like this: SKU-1234"), apptest.Says("main", "less than 01/01/2026"),
			apptest.Holds("article", "12"))
		p = form(p).Set("amount", "1234.50").Set("kept", "1005,5").Set("article", "sku-0042").Press(next)
		p.Expect(apptest.Status(422)) // a pattern's own letters as they are
		p = form(p).Set("article", "0042").Set("day", "3.2.2026").Press(next)
		p.Expect(apptest.Status(200), apptest.None(".item"))
		p = form(p).Set("shops", "2").Press(next) // the panels come up first
		p.Expect(apptest.Status(200), apptest.Count(".item", 2))
		p = form(p).Set("each[1].town", "昆山").Set("shops", "3").Press(next)
		p.Expect(apptest.Status(200), apptest.Count(".item", 3), apptest.Holds("each[1].town", "昆山"))
		p = form(p).Set("each[2].town", "太仓").Press(next)
		p.Expect(apptest.Status(200), apptest.None("[name='under.r1.why']"))
		// on another device everything stands as it was written
		form(form(visitor(a).Get(link)).Press(back)).Press(back).Expect(apptest.Holds("amount", "1234.50"), apptest.Holds("article", "0042"))
		p = form(visitor(a).Get(link)).Press(next)
		if p.Find("[name='under.r1.mood']").Length() == 0 {
			p = form(p).Press(next)
		}
		p = form(p).Set("under.r1.mood", "n").Set("under.r2.items[0].item", "酸奶").Set("map", "a", "b", "c").Press(next)
		p = form(p).Press(next)
		p.Expect(apptest.Status(422), apptest.Has("[name='under.r1.why']"), apptest.Says(".summary", "At most 2"))
		p = form(p).Set("map", "a", "c").Set("under.r1.why", "压货").Press("button[name=_more][value='7.1.2']")
		p.Expect(apptest.Status(200), apptest.Has("[name='under.r2.items[1].item']"), apptest.Holds("under.r2.items[0].item", "酸奶"))
		p = form(p).Press(submit)
		p.Expect(apptest.At("/s/grown/done"))
		if _, got := sole(t, a, s); got != `{"amount":1234.5,"article":"SKU0042","day":"2026-02-03","each":[{},{"town":"昆山"},{"town":"太仓"}],"kept":"1.005,5","map":["a","c"],"shops":3,"under":{"r1":{"mood":"n","why":"压货"},"r2":{"items":[{"item":"酸奶"}]}}}` {
			t.Errorf("stored %s", got)
		}
		calm(t, a)
	})
}

func TestThePictureOfAnImageMapCanBePressed(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	publish(t, a, "gallery", gallery)
	p := browsertest.Start(t).Open(browsertest.Phone, a.URL+"/s/gallery")
	for p.Count("[name=map]") == 0 {
		p.Go("button.go")
	}
	p.Eventually(".map svg rect")
	browsertest.Tell[bool](p, `document.querySelector(".map svg rect").dispatchEvent(new MouseEvent("click", {bubbles: true}))`)
	p.Until(`document.querySelector("[name=map][value=shelf]").checked && document.querySelector(".map svg rect").classList.contains("on")`)
	p.Click("[name=map][value=shelf]").Until(`!document.querySelector(".map svg rect").classList.contains("on")`)
}
