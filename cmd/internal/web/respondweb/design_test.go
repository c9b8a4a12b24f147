package respondweb_test

// Questions of experiments in the form: without scripts on both databases, and
// as drawn in a real browser.

import (
	_ "embed"
	"fmt"
	"strings"
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/browsertest"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/flat"
	"dealervoice/survey/answer"
	"dealervoice/survey/language"
)

// experiments asks one question of each kind.
//
//go:embed testdata/design.json
var experiments string

func TestExperimentsAreAnsweredWithoutScripts(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "x", experiments)
		p := visitor(a).Get("/s/x")
		p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".totals", "还剩"), apptest.Says(".totals", "0 / 100"))

		p = form(p).Set("share.rebate", "60").Set("share.supply", "２０").Press(next)
		p.Expect(apptest.Status(422), apptest.WellMade(), apptest.Says(".summary", "还差 20"), apptest.Says(".totals", "80 / 100"), apptest.Holds("share.rebate", "60"))
		p = form(p).Set("share.credit", "45").Press(next)
		p.Expect(apptest.Status(422), apptest.Says(".summary", "多了 25"), apptest.Says(".totals", "多出"))
		p = form(p).Set("share.credit", "20").Press(next)
		p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Count(".task", 7), apptest.Count(".task .bw tr", 28), apptest.Says("main", "第 7 题，共 7 题"))

		first := p.Find(".task").First().Find("tbody input")
		best, _ := first.Eq(0).Attr("value")
		f := form(p).Set("md.t1.best", best).Set("md.t1.worst", best)
		for i := 2; i <= 6; i++ {
			f = pick(p, f, i)
		}
		p = f.Press(next)
		p.Expect(apptest.Status(422), apptest.WellMade(), apptest.Count(".task.bad", 2), apptest.Says(".task.bad", "不能选同一项"), apptest.Says(".summary", "有 2 项"))
		p = pick(p, pick(p, form(p), 1), 7).Press(next)
		p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Count(".task .cj", 3), apptest.Says(".cj thead", "方案 A"), apptest.Says(".task", "都不要"))

		p = form(p).Set("cj.t1", "a").Set("cj.t2", "none").Press(next)
		p.Expect(apptest.Status(422), apptest.WellMade(), apptest.Count(".task.bad", 1))
		p = form(p).Set("cj.t3", "b").Press(next)
		p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Has("select[name=region]"), apptest.None("select[name=city]"))

		p = form(p).Set("region", "西南").Press(submit) // the city comes up with the region
		p.Expect(apptest.Status(200), apptest.None(".err"), apptest.Says(".notice a", "城市"), apptest.Has("select[name=city] option[value=成都]"), apptest.None("select[name=city] option[value=杭州]"))
		p = form(p).Set("city", "成都").Press(submit)
		p.Expect(apptest.Status(200), apptest.None(".err"), apptest.Says("select[name=outlet]", "春熙店"), apptest.None("select[name=outlet] option[value=o5]"))
		p = form(p).Set("outlet", "o4").Press(submit)
		p.Expect(apptest.Status(200), apptest.At("/s/x/done"))

		r, raw := sole(t, a, survey)
		for _, want := range []string{`"share":{"credit":20,"rebate":60,"supply":20}`, `"cj":{"t1":"a","t2":"none","t3":"b"}`, `"cj-Set":`, `"md-Set":`, `"outlet":"o4"`} {
			if !strings.Contains(raw, want) {
				t.Errorf("stored %s, which lacks %s", raw, want)
			}
		}
		long, err := flat.NewLong(survey.Definition, "md")
		if err != nil {
			t.Fatal(err)
		}
		rows, chosen := long.Rows(r.Data), 0
		for _, row := range rows {
			if row[3] == "1" && row[0] == "t2" {
				chosen++
			}
		}
		if len(rows) != 21 || chosen != 1 {
			t.Errorf("unfolded %v", rows)
		}
		if long, err = flat.NewLong(survey.Definition, "cj"); err != nil || len(long.Rows(r.Data)) != 6 || fmt.Sprint(long.Header()) != "[task alternative rebate credit returns chosen]" {
			t.Errorf("unfolded %v, %v", long, err)
		}
		calm(t, a)
	})
}

// pick answers a MaxDiff task: the first item is best, the last worst.
func pick(p *apptest.Page, f *apptest.Form, task int) *apptest.Form {
	boxes := p.Find(".task").Eq(task - 1).Find("tbody input")
	best, _ := boxes.First().Attr("value")
	worst, _ := boxes.Last().Attr("value")
	return f.Set(fmt.Sprintf("md.t%d.best", task), best).Set(fmt.Sprintf("md.t%d.worst", task), worst)
}

const loops = `{"title":{"default":"Brands","zh-cn":"品牌"},"dv":{"privacy":{"mode":"identified"}},"pages":[
	{"name":"a","elements":[{"type":"checkbox","name":"brands","valueName":"used","valuePropertyName":"brand","title":"Which?","isRequired":true,"choices":[{"value":"qy","text":"清悦"},{"value":"bh","text":"本禾"},{"value":"js","text":"净霜"}]}]},
	{"name":"b","elements":[{"type":"paneldynamic","name":"about","valueName":"used","title":"One by one","templateElements":[
		{"type":"rating","name":"score","title":"How good is {panel.brand}?","isRequired":true},{"type":"comment","name":"why","title":"Why?","visibleIf":"{panel.score} < 3"}]}]},
	{"name":"c","elements":[{"type":"comment","name":"end","title":"Anything else?"}]}]}`

// TestPanelsFollowTheOptionsTheyAreAbout goes back and changes the options: what
// was said of one stays with it.
func TestPanelsFollowTheOptionsTheyAreAbout(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "loops", loops)
		p := visitor(a).Get("/s/loops")
		p = form(p).Set("brands", "qy", "js").Press(next)
		p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Count(".item", 2), apptest.Says("main", "How good is 清悦?"), apptest.Says("main", "How good is 净霜?"))
		p = form(p).Set("about[0].score", "5").Set("about[1].score", "2").Press(next)
		p.Expect(apptest.Status(200), apptest.Has("textarea[name='about[1].why']"), apptest.None("textarea[name='about[0].why']"))
		p = form(p).Set("about[1].why", "卖不动").Press(next)
		p = form(form(p).Press(back)).Press(back)
		p.Expect(apptest.Holds("brands", "qy", "js"))
		p = form(p).Set("brands", "bh", "js").Press(next)
		p.Expect(apptest.Status(200), apptest.Count(".item", 2), apptest.Says("main", "How good is 本禾?"), apptest.Holds("about[1].score", "2"), apptest.Holds("about[1].why", "卖不动"))
		p = form(form(p).Set("about[0].score", "4").Press(next)).Press(submit)
		p.Expect(apptest.At("/s/loops/done"))
		if _, raw := sole(t, a, survey); raw != `{"used":[{"brand":"bh","score":4},{"brand":"js","score":2,"why":"卖不动"}]}` {
			t.Errorf("stored %s", raw)
		}
		calm(t, a)
	})
}

const mixed = `{"title":{"default":"Mixed","zh-cn":"打乱"},"dv":{"privacy":{"mode":"identified"},"seed":7,"pageOrder":"random"},"pages":[
	{"name":"first","dv":{"fixed":true},"elements":[{"type":"text","name":"a","title":"A"}]},
	{"name":"p1","elements":[{"type":"text","name":"b","title":"B","isRequired":true}]},{"name":"p2","elements":[{"type":"text","name":"c","title":"C"}]},
	{"name":"p3","elements":[{"type":"text","name":"d","title":"D"}]},{"name":"last","dv":{"fixed":true},"elements":[{"type":"text","name":"e","title":"E"}]}]}`

// TestPagesStandInAnOrderOfTheRespondentsOwn walks through, back and on again, and
// computes the order anew from what is stored.
func TestPagesStandInAnOrderOfTheRespondentsOwn(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "mixed", mixed)
		page := map[string]string{"a": "first", "b": "p1", "c": "p2", "d": "p3", "e": "last"}
		seen := map[string]int{}
		for range 12 {
			p := visitor(a).Get("/s/mixed")
			var order []string
			for i := 1; i <= 5; i++ {
				p.Expect(apptest.Status(200), apptest.Says(".progress", fmt.Sprintf("第 %d 步，共 5 步", i)))
				name := p.Find("main input[type=text]").AttrOr("name", "")
				order = append(order, page[name])
				f := form(p).Set(name, "x")
				if i == 3 { // back and on again
					f = form(form(f.Press(next)).Press(back))
					f.Set(name, "x")
				}
				p = f.Press(next)
			}
			p.Expect(apptest.At("/s/mixed/done"))
			seen[fmt.Sprint(order)]++
		}
		if len(seen) < 3 {
			t.Errorf("twelve respondents saw %v", seen)
		}
		for _, r := range stored(t, a, survey) {
			if len(r.Data) != 5 {
				t.Errorf("stored %v", r.Data)
			}
			on := a.Feedback.Occasion(r.ID, r.Language, r.Wave)
			seen[fmt.Sprint(answer.Recompute(survey.Definition, r.Data, on).Orders["pages"])]--
		}
		for order, n := range seen {
			if n != 0 || !strings.HasPrefix(order, "[first ") || !strings.HasSuffix(order, " last]") {
				t.Errorf("%s was seen %+d times more than is computed", order, n)
			}
		}
		calm(t, a)
	})
}

func TestExperimentsAreDrawnWellOnPhoneAndDesktop(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	publish(t, a, "x", strings.ReplaceAll(experiments, `"isRequired":true,`, ""))
	b := browsertest.Start(t)
	for _, screen := range []browsertest.Screen{browsertest.Phone, browsertest.Desktop.In(language.English)} {
		p := b.Open(screen, a.URL+"/s/x")
		for i := 1; i <= 4; i++ {
			name := fmt.Sprintf("design-%d-%s-%d", screen.Width, p.Lang(), i)
			p.Look(name).Accessible(name)
			if i < 4 {
				p.Go("button.go")
			}
		}
	}
	calm(t, a)
}
