package respondweb_test

// Questions that hold questions, without JavaScript.

import (
	"testing"

	"dealervoice/cmd/internal/apptest"
)

func TestQuestionsThatHoldQuestionsAreShownAnsweredAndBlamed(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "inner", `{"title":{"default":"I","zh-cn":"里"},"pages":[{"name":"a","elements":[
			{"type":"multipletext","name":"mt","title":"MT","items":[{"name":"i1","title":"Item 1","isRequired":true},{"name":"i2"}]},
			{"type":"matrixdropdown","name":"md","title":"MD","choices":["x","y"],"rows":["r1","r2"],
				"columns":[{"name":"c1","title":"C1","cellType":"dropdown"},{"name":"c2","title":"C2","cellType":"text"}]},
			{"type":"paneldynamic","name":"pd","title":"PD","panelCount":1,"maxPanelCount":2,"templateElements":[
				{"type":"text","name":"f","title":"F","isRequired":true},{"type":"checkbox","name":"g","title":"G","choices":["k","l"]}]},
			{"type":"matrixdynamic","name":"my","title":"MY","rowCount":1,"columns":[{"name":"c","title":"C","cellType":"text"}]}]}]}`)
		p := visitor(a).Get("/s/inner")
		p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Has("input[name='mt.i1']"), apptest.Has("select[name='md.r2.c1']"),
			apptest.Has("input[name='pd[0].f']"), apptest.None("input[name='pd[1].f']"), apptest.Has("input[name='my[0].c']"), apptest.Count("button[name=_more]", 2))

		p = form(p).Set("mt.i2", "zwei").Set("pd[0].g", "l").Press(submit)
		p.Expect(apptest.Status(422), apptest.WellMade(), apptest.Count(".summary li", 2), apptest.Holds("mt.i2", "zwei"), apptest.Holds("pd[0].g", "l"))

		p = form(p).Set("mt.i1", "eins").Set("pd[0].f", "erstes").Set("md.r1.c1", "y").Set("md.r2.c2", "t").Press("button[name=_more]")
		p.Expect(apptest.Status(200), apptest.WellMade(), apptest.None(".summary"), apptest.Has("input[name='pd[1].f']"), apptest.Holds("pd[0].f", "erstes"),
			apptest.Holds("md.r1.c1", "y"), apptest.Count("button[name=_more]", 1))

		form(p).Set("pd[1].f", "zweites").Set("my[0].c", "z").Press(submit).Expect(apptest.At("/s/inner/done"))
		want := `{"md":{"r1":{"c1":"y"},"r2":{"c2":"t"}},"mt":{"i1":"eins","i2":"zwei"},"my":[{"c":"z"}],"pd":[{"f":"erstes","g":["l"]},{"f":"zweites"}]}`
		if _, data := sole(t, a, survey); data != want {
			t.Errorf("stored\n%s\nwant\n%s", data, want)
		}
		calm(t, a)
	})
}
