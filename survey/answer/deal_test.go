package answer_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

const dealForm = `{"dv":{"seed":20261123,"experiment":{"id":"x","waves":[{"id":"before"},{"id":"after"}]},"designs":[
 {"id":"v","title":{"en":"Scheme"},"factors":[
   {"id":"timing","levels":[{"id":"monthly","text":{"en":"every month","zh-CN":"每月"}},{"id":"yearly","text":{"en":"once a year","zh-CN":"每年一次"}}]},
   {"id":"form","levels":[{"id":"cash","text":{"en":"a credit"}},{"id":"goods","text":{"en":"goods"}}]}],
  "deal":{"blockBy":["region","tier"]}},
 {"id":"arm","factors":[{"id":"arm","levels":[{"id":"pilot","text":{"en":"Pilot"}},{"id":"comparison","text":{"en":"Comparison"}}]}],"deal":{"to":"region"}}]},
 "pages":[{"name":"a","visibleIf":"{wave} = 'before'","elements":[
  {"type":"panel","name":"pv","dv":{"vignette":"v"},"elements":[
   {"type":"html","name":"h","html":"Paid {v.timing} as {v.form}."},
   {"type":"text","name":"why","visibleIf":"{v.timing} = 'monthly'"},
   {"type":"text","name":"accept"}]}]},
  {"name":"b","elements":[{"type":"text","name":"note","title":"In {arm} of {region}"}]}]}`

func dealing(unit string, wave int, attributes map[string]string) answer.Occasion {
	on := seen()
	on.Unit, on.Language, on.Attributes = unit, "en", attributes
	on.Variables = map[string]any{"wave": float64(wave)}
	return on
}

func TestWhatWasDealtIsShownAskedAboutAndStored(t *testing.T) {
	def := load(t, dealForm)
	texts := map[string]int{}
	for i := range 40 {
		on := dealing(fmt.Sprint("u", i), 1, nil)
		d := answer.Run(def, answer.Data{"accept": "x", "why": "y"}, on)
		v, ok := d.Result["v"].(map[string]any)
		if !ok || len(v) != 2 {
			t.Fatalf("stored %v", d.Result)
		}
		words := map[any]string{"monthly": "every month", "yearly": "once a year", "cash": "a credit", "goods": "goods"}
		text := d.Text(def.Elements()[1].Content)
		if want := fmt.Sprintf("Paid %s as %s.", words[v["timing"]], words[v["form"]]); text != want {
			t.Errorf("shown %q, stored %v", text, v)
		}
		if asked := slices.Contains(d.Visible, "why"); asked != (v["timing"] == "monthly") {
			t.Errorf("asked %v for %v", asked, v)
		}
		texts[text]++
	}
	if len(texts) != 4 {
		t.Errorf("40 respondents saw %v", texts)
	}
}

func TestADesignIsStoredOnlyWhereItWasShown(t *testing.T) {
	def := load(t, dealForm)
	for wave, want := range map[int]bool{1: true, 2: false, 9: false} {
		d := answer.Run(def, answer.Data{"note": "x"}, dealing("u", wave, nil))
		if _, ok := d.Result["v"]; ok != want {
			t.Errorf("wave %d: stored %v", wave, d.Result)
		}
		if d.Result["arm"] == nil {
			t.Errorf("wave %d: no arm in %v", wave, d.Result)
		}
	}
}

func TestAClusterIsOneArmInEveryWave(t *testing.T) {
	def := load(t, dealForm)
	arms := map[any]bool{}
	for r := range 20 {
		at := map[string]string{"region": fmt.Sprint("r", r)}
		first := answer.Run(def, answer.Data{"note": "x"}, dealing("u", 1, at))
		arms[first.Result["arm"]] = true
		for wave := 1; wave <= 2; wave++ {
			for u := range 5 {
				d := answer.Run(def, answer.Data{"note": "x"}, dealing(fmt.Sprint("v", u, wave), wave, at))
				if d.Result["arm"] != first.Result["arm"] {
					t.Fatalf("region %d: %v and %v", r, first.Result["arm"], d.Result["arm"])
				}
			}
		}
		want := map[any]string{"pilot": "In Pilot of r", "comparison": "In Comparison of r"}[first.Result["arm"]] + fmt.Sprint(r)
		if got := first.Text(def.Question("note").Title); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if len(arms) != 2 {
		t.Errorf("twenty regions in %v", arms)
	}
}

// TestHandsDecideByTheirDeck deals a block of 30 and counts the cells.
func TestHandsDecideByTheirDeck(t *testing.T) {
	def := load(t, dealForm)
	counts := map[string]int{}
	for n := range 30 {
		hands := answer.Hands{{Design: "v", Number: n, Block: "east/A"}}
		at := map[string]string{"region": "east", "tier": "B", answer.DealtAttribute: hands.String()}
		d := answer.Run(def, answer.Data{"accept": "x"}, dealing(fmt.Sprint("any", n), 1, at))
		counts[fmt.Sprint(d.Result["v"])]++
		if cell := def.Design("v").Deck(20261123, "east/A").Card(n); !reflect.DeepEqual(def.Design("v").Value(cell), d.Result["v"]) {
			t.Errorf("number %d got %v", n, d.Result["v"])
		}
		least, most := 99, 0
		for _, c := range counts {
			least, most = min(least, c), max(most, c)
		}
		if len(counts) == 4 && most-least > 1 || len(counts) < 4 && most > 1 {
			t.Fatalf("after %d: %v", n+1, counts)
		}
	}
	for _, broken := range []string{"", "x", "[{}]", `[{"d":"v","n":-3}]`, `[{"d":"v","c":99}]`, "null"} {
		d := answer.Run(def, answer.Data{"accept": "x"}, dealing("u", 1, map[string]string{answer.DealtAttribute: broken}))
		if def.Design("v").Card(d.Result["v"]) < 0 {
			t.Errorf("hands %q: %v", broken, d.Result)
		}
	}
}

// TestAnExportBringsItsArmsBack: what was stored is taken as it is under another
// unit, what cannot have been dealt is refused.
func TestAnExportBringsItsArmsBack(t *testing.T) {
	def := load(t, dealForm)
	for timing, form := range map[string]string{"monthly": "goods", "yearly": "cash"} {
		given := map[string]any{"timing": timing, "form": form}
		for u := range 6 {
			d := answer.Run(def, answer.Data{"accept": "x", "v": given, "arm": "pilot"}, dealing(fmt.Sprint(u), 1, nil))
			if !d.Valid || !reflect.DeepEqual(d.Result["v"], any(given)) || d.Result["arm"] != "pilot" {
				t.Errorf("%v %v", d.Result, d.Errors)
			}
			if asked := slices.Contains(d.Visible, "why"); asked != (timing == "monthly") {
				t.Errorf("asked %v", asked)
			}
		}
	}
	for _, bad := range []any{"x", map[string]any{"timing": "weekly", "form": "cash"}, map[string]any{"timing": "monthly"}, []any{1.0}} {
		if d := answer.Run(def, answer.Data{"accept": "x", "v": bad}, dealing("u", 1, nil)); d.Valid {
			t.Errorf("%v was taken", bad)
		}
	}
}

func TestClustersChosenByHand(t *testing.T) {
	def := load(t, `{"dv":{"seed":1,"designs":[{"id":"arm","factors":[{"id":"arm","levels":[{"id":"pilot"},{"id":"rest"}]}],
	 "deal":{"to":"region","fixed":{"east":"pilot","west":"rest"},"reason":"the depot"}}]},"pages":[{"elements":[{"type":"text","name":"q"}]}]}`)
	for region, want := range map[string]string{"east": "pilot", "west": "rest"} {
		d := answer.Run(def, answer.Data{"q": "x"}, dealing("u", 1, map[string]string{"region": region}))
		if d.Result["arm"] != want {
			t.Errorf("%s: %v", region, d.Result)
		}
	}
}

func TestPointsShareATotal(t *testing.T) {
	def := load(t, `{"pages":[{"elements":[{"type":"multipletext","name":"m","items":["a","b",{"name":"c"}],"dv":{"constantSum":{"total":100}}}]}]}`)
	for _, c := range []struct{ data, key, left string }{
		{`{}`, "", "100"}, {`{"a":"60","b":40}`, "", "0"}, {`{"a":33.3,"b":33.3,"c":33.4}`, "", "0"},
		{`{"a":60,"b":20}`, "answer.sum_left", "20"}, {`{"a":60,"b":50}`, "answer.sum_over", "-10"},
		{`{"a":0.1,"b":0.2}`, "answer.sum_left", "99.7"}, {`{"a":-20,"b":120}`, "answer.min", ""}, {`{"a":"x"}`, "answer.nonumber", ""},
	} {
		var m map[string]any
		if err := json.Unmarshal([]byte(c.data), &m); err != nil {
			t.Fatal(err)
		}
		d := answer.Run(def, answer.Data{"m": m}, seen())
		if d.Valid != (c.key == "") || c.key != "" && !slices.ContainsFunc(d.Errors["m"], func(e answer.Error) bool { return e.Key == c.key }) {
			t.Errorf("%s: %v", c.data, d.Errors)
		}
		if _, left := d.Sum("m"); c.left != "" && fmt.Sprint(left) != c.left {
			t.Errorf("%s: %v left", c.data, left)
		}
	}
}

const maxDiffForm = `{"dv":{"seed":5},"pages":[{"elements":[{"type":"matrixdropdown","name":"md","isRequired":true,"cellType":"radiogroup",
 "choices":["a","b","c","d","e","f","g"],"columns":[{"name":"best"},{"name":"worst"}],"dv":{"maxdiff":{"perTask":3,"tasks":7,"versions":4}}}]}]}`

// answered chooses the first item shown as best and the last as worst.
func answered(d *answer.Decision) map[string]any {
	out := map[string]any{}
	for _, it := range d.Items("md") {
		shown := it.State(it.Shown()[0]).Choices
		out[it.Place] = map[string]any{"best": shown[0].Value, "worst": shown[len(shown)-1].Value}
	}
	return out
}

func TestMaxDiffShowsItsBlocksAndTakesNothingElse(t *testing.T) {
	def := load(t, maxDiffForm)
	e := def.Question("md")
	if b := e.Balance(); !b.BIBD() || b.Versions != 4 {
		t.Fatalf("%+v", b)
	}
	sets := map[any]int{}
	for u := range 40 {
		on := dealing(fmt.Sprint("u", u), 1, nil)
		blank := answer.Run(def, answer.Data{}, on)
		data := answered(&blank)
		d := answer.Run(def, answer.Data{"md": data}, on)
		if !d.Valid {
			t.Fatalf("%v", d.Errors)
		}
		set := int(d.Result["md-Set"].(float64))
		sets[set]++
		for i, it := range d.Items("md") {
			for k, c := range it.State(it.Shown()[1]).Choices {
				if want := e.Objects()[e.Blocks()[set-1][i][k]].Value; c.Value != want {
					t.Fatalf("task %d shows %v at %d, the design %v", i+1, c.Value, k, want)
				}
			}
		}
		again := answer.Run(def, d.Result, dealing("another", 1, nil))
		if !again.Valid || !reflect.DeepEqual(again.Result, d.Result) {
			t.Errorf("an export read back: %v %v", again.Errors, again.Result)
		}
	}
	if len(sets) != 4 {
		t.Errorf("sets dealt: %v", sets)
	}
	on := dealing("u", 1, nil)
	blank := answer.Run(def, answer.Data{}, on)
	for name, c := range map[string]struct {
		change func(map[string]any)
		code   string
	}{
		"an item that was not shown": {func(m map[string]any) {
			shown := blank.Items("md")[0].State(e.Cells[0]).Choices
			for _, o := range e.Objects() {
				if definition.IndexOf(shown, o.Value) < 0 {
					m["t1"].(map[string]any)["best"] = o.Value
				}
			}
		}, "unknownoption"},
		"the same as best and worst": {func(m map[string]any) { t1 := m["t1"].(map[string]any); t1["worst"] = t1["best"] }, "custom"},
		"no worst":                   {func(m map[string]any) { delete(m["t1"].(map[string]any), "worst") }, "required"},
		"a task left out":            {func(m map[string]any) { delete(m, "t7") }, "required"},
	} {
		data := answered(&blank)
		c.change(data)
		d := answer.Run(def, answer.Data{"md": data}, on)
		if got := d.Errors.Codes()["md"]; !slices.Equal(got, []string{c.code}) {
			t.Errorf("%s: %v", name, d.Errors)
		}
	}
}

func TestConjointShowsItsSets(t *testing.T) {
	def := load(t, `{"dv":{"seed":5},"pages":[{"elements":[{"type":"matrix","name":"cj","isRequired":true,"columns":["x","y",{"value":"none","dv":{"na":true}}],
	 "dv":{"conjoint":{"tasks":6,"alternatives":2,"versions":8,"factors":[
	  {"id":"rebate","levels":[{"id":"2"},{"id":"4"},{"id":"6"}]},{"id":"credit","levels":[{"id":"30"},{"id":"60"}]},{"id":"returns","levels":[{"id":"no"},{"id":"yes"}]}],
	  "forbidden":[{"rebate":"6","credit":"60"}]}}}]}]}`)
	e := def.Question("cj")
	q := e.Quality()
	if q.Rating < 85 || q.Choice < 75 {
		t.Errorf("%+v", q)
	}
	for u := range 20 {
		d := answer.Run(def, answer.Data{"cj": map[string]any{"t1": "x", "t2": "y", "t3": "none", "t4": "x", "t5": "x", "t6": "x"}}, dealing(fmt.Sprint(u), 1, nil))
		if !d.Valid {
			t.Fatal(d.Errors)
		}
		set := int(d.Result["cj-Set"].(float64))
		shown := d.Profiles("cj")
		if len(shown) != 6 || len(shown[0]) != 2 {
			t.Fatalf("%v", shown)
		}
		for i, task := range shown {
			for a, p := range task {
				if !slices.Equal(p, e.Sets()[set-1][i][a]) || p[0] == 2 && p[1] == 1 {
					t.Errorf("task %d, alternative %d: %v", i, a, p)
				}
			}
		}
	}
	d := answer.Run(def, answer.Data{"cj": map[string]any{"t1": "x"}}, dealing("u", 1, nil))
	if got := d.Errors.Codes()["cj"]; !slices.Equal(got, []string{"requiredinallrows"}) || len(d.Errors["cj"]) != 5 {
		t.Errorf("%v", d.Errors)
	}
}

const listForm = `{"dv":{"lists":{"o":{"csv":"region,city,outlet,name:en,name:zh-CN\neast,hz,o1,One,一店\neast,hz,o2,Two,二店\neast,sh,o3,Three,三店\nwest,cd,o4,Four,四店\nwest,hz,o5,Five,五店\n"}}},
 "pages":[{"elements":[{"type":"dropdown","name":"region","dv":{"choicesFrom":{"list":"o","value":"region"}}},
  {"type":"dropdown","name":"city","dv":{"choicesFrom":{"list":"o","value":"city","parents":{"region":"region"}}}},
  {"type":"dropdown","name":"outlet","isRequired":true,"dv":{"choicesFrom":{"list":"o","value":"outlet","text":"name","parents":{"region":"region","city":"city"}}}}]}]}`

func TestChoicesGoDownAList(t *testing.T) {
	def := load(t, listForm)
	for _, c := range []struct {
		data    answer.Data
		visible []string
		outlets string
		errs    string
	}{
		{answer.Data{}, []string{"region"}, "[]", "map[]"},
		{answer.Data{"region": "east"}, []string{"region", "city"}, "[]", "map[]"},
		{answer.Data{"region": "east", "city": "hz"}, []string{"region", "city", "outlet"}, "[o1 o2]", "map[outlet:[required]]"},
		{answer.Data{"region": "west", "city": "hz", "outlet": "o5"}, []string{"region", "city", "outlet"}, "[o5]", "map[]"},
		{answer.Data{"region": "west", "city": "hz", "outlet": "o1"}, []string{"region", "city", "outlet"}, "[o5]", "map[outlet:[unknownoption]]"},
		{answer.Data{"region": "west", "city": "sh"}, []string{"region", "city"}, "[]", "map[city:[unknownoption]]"},
		{answer.Data{"region": "north"}, []string{"region"}, "[]", "map[region:[unknownoption]]"},
	} {
		d := answer.Run(def, c.data, seen())
		if !slices.Equal(d.Visible, c.visible) || fmt.Sprint(values(d.State("outlet"))) != c.outlets || fmt.Sprint(d.Errors.Codes()) != c.errs {
			t.Errorf("%v: visible %v, outlets %v, %v", c.data, d.Visible, values(d.State("outlet")), d.Errors.Codes())
		}
	}
	d := answer.Run(def, answer.Data{"region": "east", "city": "hz", "outlet": "o2"}, seen())
	if d.Read("outlet") != "Two" {
		t.Errorf("reads %q", d.Read("outlet"))
	}
}

const loopForm = `{"pages":[{"elements":[
 {"type":"checkbox","name":"brands","valueName":"used","valuePropertyName":"brand","choices":[{"value":"a","text":"Alpha"},{"value":"b","text":"Beta"},"c"],"maxSelectedChoices":2},
 {"type":"text","name":"two","visibleIf":"{used} allof ['a','b']"}]},
 {"elements":[{"type":"paneldynamic","name":"about","valueName":"used","templateTitle":"About {panel.brand}","templateElements":[
  {"type":"rating","name":"score","isRequired":true},{"type":"comment","name":"why","visibleIf":"{panel.score} < 3"}]}]}]}`

func TestPanelsGoOverChosenOptions(t *testing.T) {
	def := load(t, loopForm)
	for _, c := range []struct{ data, visible, result, errs string }{
		{`{}`, "[brands about]", `{}`, "map[]"},
		{`{"used":["a"]}`, "[brands about]", `{"used":[{"brand":"a"}]}`, "map[about:[required]]"},
		{`{"used":[{"brand":"a","score":2,"why":"w"},{"brand":"b","score":"5"}]}`, "[brands two about]", `{"used":[{"brand":"a","score":2,"why":"w"},{"brand":"b","score":5}]}`, "map[]"},
		{`{"used":[{"brand":"b","score":4,"why":"hidden"}]}`, "[brands about]", `{"used":[{"brand":"b","score":4}]}`, "map[]"},
		{`{"used":[{"brand":"x","score":4}]}`, "[brands about]", `{}`, "map[brands:[unknownoption]]"},
		{`{"used":[{"brand":"a","score":9}]}`, "[brands about]", `{"used":[{"brand":"a"}]}`, "map[about:[outofrange]]"},
		{`{"used":[{"brand":"a","score":4,"more":1}]}`, "[brands about]", `{"used":[{"brand":"a","score":4}]}`, "map[about:[unknownquestion]]"},
		{`{"used":["a","b","c"]}`, "[brands about]", `{}`, "map[brands:[answercount]]"},
		{`{"used":[{"brand":"a","score":4},{"brand":"a","score":1}]}`, "[brands about]", `{"used":[{"brand":"a","score":4}]}`, "map[]"},
		{`{"used":"b"}`, "[brands about]", `{"used":[{"brand":"b"}]}`, "map[about:[required]]"},
	} {
		var data answer.Data
		if err := json.Unmarshal([]byte(c.data), &data); err != nil {
			t.Fatal(err)
		}
		d := answer.Run(def, data, seen())
		raw, err := json.Marshal(d.Result)
		if err != nil || fmt.Sprint(d.Visible) != c.visible || string(raw) != c.result || fmt.Sprint(d.Errors.Codes()) != c.errs {
			t.Errorf("%s: visible %v, stored %s, %v", c.data, d.Visible, raw, d.Errors.Codes())
		}
	}
	d := answer.Run(def, answer.Data{"used": []any{"b"}}, seen())
	if got := d.Items("about")[0].Text(def.Question("about").TemplateTitle); got != "About Beta" {
		t.Errorf("the panel is called %q", got)
	}
	if d.Read("brands") != "Beta" {
		t.Errorf("reads %q", d.Read("brands"))
	}
}
