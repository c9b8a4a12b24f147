package respondweb_test

// What a definition fills in, changes, locks and gives to think over, without
// JavaScript.

import (
	"testing"

	"dealervoice/cmd/internal/apptest"
)

const reacting = `{"title":{"default":"R","zh-cn":"应"},"pages":[{"name":"a","elements":[
	{"type":"text","name":"code","title":"Code","defaultValue":"DV-1","readOnly":true},
	{"type":"radiogroup","name":"region","title":"Region","readOnly":true,"defaultValue":"e","choices":["e","s"]},
	{"type":"radiogroup","name":"size","title":"Size","choices":["small","large"]},
	{"type":"text","name":"stores","title":"Stores","inputType":"number"},
	{"type":"checkbox","name":"goods","title":"Goods","choices":["a",{"value":"b","enableIf":"{size} = 'large'"},"c"],"showSelectAllItem":true,"showNoneItem":true},
	{"type":"text","name":"stock","title":"Stock","inputType":"number","validators":[{"type":"expression","expression":"{stock} empty or {stock} <= 3","notificationType":"warning","text":{"default":"A lot","zh-cn":"偏多"}}]}]},
	{"name":"b","elements":[{"type":"text","name":"end","title":"End","defaultValue":"later"},{"type":"expression","name":"double","title":"Double","expression":"{stores} * 2"}]}],
	"triggers":[{"type":"setvalue","expression":"{size} = 'small'","setToName":"stores","setValue":1}]}`

func TestDefaultsTriggersLocksAndDoubts(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "react", reacting)
		p := visitor(a).Get("/s/react")
		p.Expect(apptest.WellMade(), apptest.Holds("code", "DV-1"), apptest.Has("input[name=code][readonly]"), apptest.Count("input[name=region][disabled]", 2),
			apptest.Has("input[type=hidden][name=region][value=e]"), apptest.Has("input[name=goods][value=b][disabled]"), apptest.None("input[name=goods][value=a][disabled]"))

		p = form(p).Press("button[name=_all]")
		p.Expect(apptest.Status(200), apptest.Holds("goods", "a", "c"), apptest.None(".summary"))

		p = form(p).Set("size", "small").Set("stock", "9").Press(next)
		p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".notice", "再按一次"), apptest.Says("#q6n", "偏多"), apptest.None(".err"),
			apptest.Holds("stores", "1"), apptest.Attr("#q6", "aria-describedby", "q6n"))
		p = form(p).Set("stores", "5").Press(next) // what was entered after the trigger stands
		p.Expect(apptest.Status(200), apptest.Holds("end", "later"), apptest.Says(".value output", "10"))
		p = form(p).Press(back)
		p.Expect(apptest.Holds("stores", "5"), apptest.Holds("stock", "9"))
		p = form(p).Set("size", "large").Press(next)
		p = form(form(p).Press(back)).Set("size", "small").Set("goods", "a", "b").Press(next)
		p.Expect(apptest.Says(".value output", "2")) // it came true anew
		form(p).Press(submit).Expect(apptest.At("/s/react/done"))
		want := `{"code":"DV-1","double":2,"end":"later","goods":["a","b"],"region":"e","size":"small","stock":9,"stores":1}`
		if _, data := sole(t, a, survey); data != want {
			t.Errorf("stored\n%s\nwant\n%s", data, want)
		}
		calm(t, a)
	})
}

const growing = `{"title":{"default":"G","zh-cn":"长"},"pages":[{"name":"a","elements":[
	{"type":"paneldynamic","name":"店.p","title":"P","panelCount":1,"minPanelCount":1,"maxPanelCount":3,"templateTitle":"Store {panelIndex}","templateElements":[
		{"type":"text","name":"f","title":"F","isRequired":true,"defaultValue":"new"},
		{"type":"paneldynamic","name":"in","title":"In","templateElements":[{"type":"text","name":"g","title":"G"}]}]},
	{"type":"matrixdynamic","name":"m","title":"M","rowCount":0,"columns":[{"name":"n","title":"N","cellType":"text","inputType":"number","totalType":"sum"}]},
	{"type":"text","name":"must","title":"Must","isRequired":true}]}]}`

func TestRowsAndPanelsComeAndGoAtEveryDepth(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "grow", growing)
		p := visitor(a).Get("/s/grow")
		p.Expect(apptest.WellMade(), apptest.Says(".item .name", "Store 1"), apptest.None("button[name=_less]"), apptest.Count(".item", 1))
		p = form(p).Press("button[name=_more][value='1.0.1']") // inside the first panel
		p = form(p).Set("店.p[0].in[0].g", "tief").Press("button[name=_more][value='1']")
		p.Expect(apptest.Holds("店.p[1].f", "new"), apptest.Holds("店.p[0].in[0].g", "tief"), apptest.Count("button[name=_less][value^='1.']", 3))
		p = form(p).Set("店.p[1].f", "zwei").Press("button[name=_more][value='1']")
		p.Expect(apptest.None("button[name=_more][value='1']"), apptest.Holds("店.p[1].f", "zwei"))
		p = form(p).Set("店.p[2].f", "").Press("button[name=_more][value='1.2.1']")
		p = form(p).Set("店.p[2].in[0].g", "drei").Press("button[name=_less][value='1.0']")
		p.Expect(apptest.Holds("店.p[0].f", "zwei"), apptest.Holds("店.p[1].in[0].g", "drei"), apptest.None("[name='店.p[2].f']"), apptest.Holds("店.p[1].f", ""))

		p = form(p).Press("button[name=_more][value='2']")
		p = form(p).Set("m[0].n", "2.5").Press("button[name=_more][value='2']")
		p = form(p).Set("m[1].n", "0.1").Press("button[name=_more][value='2']")
		p.Expect(apptest.Says(".totals", "2.6"), apptest.Has("[name='m[2].n']"))
		p = form(p).Press(submit)
		p.Expect(apptest.Status(422), apptest.WellMade(), apptest.Count(".summary li", 2), apptest.Has("[name='m[2].n']")) // an empty row stays where it was
		p = form(p).Set("must", "x").Set("店.p[1].f", "ja").Press(submit)
		p.Expect(apptest.At("/s/grow/done"))
		want := `{"m":[{"n":2.5},{"n":0.1}],"m-total":{"n":2.6},"must":"x","店.p":[{"f":"zwei"},{"f":"ja","in":[{"g":"drei"}]}]}`
		if _, data := sole(t, a, survey); data != want {
			t.Errorf("stored\n%s\nwant\n%s", data, want)
		}

		id := sid(t, visitor(a), "/s/grow")
		for _, bad := range []string{"_more=99", "_more=1.5.1", "_less=1", "_less=1.7", "_less=-1.0", "_more=x", "_count=1.99999&_more=1", "_all=1", "_less=3.0", "_count=3.3", "_more=" + "1.0.1.0.1.0.1"} {
			raw(visitor(a), "/s/grow", bad+"&_go=look&_page=1&_end=1&_sid="+id).Expect(apptest.Status(200), apptest.WellMade(), apptest.Count(".item", 1))
		}
		calm(t, a)
	})
}

func TestOneQuestionAScreenKeepsWhatStandsAroundIt(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "single", `{"title":{"default":"S","zh-cn":"单"},"questionsOnPageMode":"questionPerPage","pages":[
			{"name":"a","title":"Page A","elements":[{"type":"html","name":"h","html":"<p>before</p>"},{"type":"text","name":"q1","title":"Q1"},
				{"type":"panel","name":"box","title":"Box","elements":[{"type":"text","name":"q2","title":"Q2"},{"type":"html","name":"h2","html":"<p>after</p>"}]}]},
			{"name":"b","visibleIf":"{q1} = 'x'","elements":[{"type":"text","name":"q3","title":"Q3"}]}]}`)
		p := visitor(a).Get("/s/single")
		p.Expect(apptest.WellMade(), apptest.Says("h2", "Page A"), apptest.Says(".words", "before"), apptest.Says(".progress", "共 2 到 3 步"), apptest.None("[type=text][name=q2]"))
		p = form(p).Set("q1", "y").Press(next)
		p.Expect(apptest.WellMade(), apptest.Says("h1", "Page A"), apptest.Says("h2.panel", "Box"), apptest.Says(".words", "after"), apptest.Says(".progress", "第 2 步，共 2 步"))
		p = form(form(p).Press(back)).Set("q1", "x").Press(next)
		p.Expect(apptest.Says(".progress", "第 2 步，共 3 步"))
	})
}
