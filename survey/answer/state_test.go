package answer_test

import (
	"slices"
	"testing"

	"dealervoice/survey/answer"
)

func TestSoftValidatorsWarnAndRefuseNothing(t *testing.T) {
	def := load(t, `{"pages":[{"name":"p","elements":[
	 {"type":"text","name":"n","inputType":"number","validators":[{"type":"numeric","maxValue":10,"notificationType":"warning"},{"type":"numeric","maxValue":100}]},
	 {"type":"paneldynamic","name":"shops","templateElements":[{"type":"text","name":"qty","inputType":"number","validators":[{"type":"numeric","maxValue":5,"notificationType":"info"}]}]}]}]}`)
	d := answer.Decide(def, answer.Data{"n": 20.0, "shops": []any{map[string]any{"qty": 1.0}, map[string]any{"qty": 9.0}}}, seen())
	if !d.Valid || len(d.Notes["n"]) != 1 || len(d.Notes["shops"]) != 1 || d.Notes["shops"][0].Field("shops") != "shops[1].qty" {
		t.Errorf("valid %v, notes %+v", d.Valid, d.Notes)
	}
	if d = answer.Decide(def, answer.Data{"n": 200.0}, seen()); d.Valid || len(d.Notes["n"]) != 0 {
		t.Errorf("beyond the hard limit: valid %v, notes %+v", d.Valid, d.Notes)
	}
}

func TestWhatAPageShows(t *testing.T) {
	def := load(t, `{"pages":[{"name":"p1","elements":[
	 {"type":"radiogroup","name":"r","choices":["a","b",{"value":"c","enableIf":"{more} = true"}],"choicesVisibleIf":"{item} <> 'a' or {more} = true","choicesEnableIf":"{item} <> 'b'","showOtherItem":true},
	 {"type":"boolean","name":"more"},
	 {"type":"panel","name":"box","visibleIf":"{more} = true","readOnly":true,"elements":[{"type":"text","name":"x","requiredIf":"{more} = true"}]},
	 {"type":"matrix","name":"m","columns":["1","2"],"rows":["r1",{"value":"r2","visibleIf":"{more} = true"}],"columnsVisibleIf":"{item} <> '2'"},
	 {"type":"matrixdropdown","name":"g","columns":[{"name":"sat","cellType":"dropdown","choices":[1]},{"name":"why","cellType":"comment","visibleIf":"{row.sat} = 1"}],"rows":["r1","r2"]}]},
	 {"name":"p2","visibleIf":"{more} = true","elements":[{"type":"html","name":"h","html":"x"}]}]}`)
	closed := answer.Decide(def, answer.Data{"g": map[string]any{"r2": map[string]any{"sat": 1.0}}}, seen())
	open := answer.Decide(def, answer.Data{"more": true}, seen())
	if got := values(closed.State("r")); !slices.Equal(got, []any{"b", "c", "other"}) {
		t.Errorf("choices %v", got)
	}
	if got := closed.State("r").Disabled; !slices.Equal(got, []bool{true, true, false}) {
		t.Errorf("disabled %v", got)
	}
	if got := open.State("r").Disabled; !slices.Equal(got, []bool{false, true, false, false}) {
		t.Errorf("disabled %v", got)
	}
	if closed.State("box").Visible || closed.State("x").Visible || closed.Pages[1].Visible || len(closed.Pages[0].Shown) != 4 {
		t.Errorf("hidden things are shown: %+v", closed.Pages)
	}
	if x := open.State("x"); !x.Visible || !x.Required || !x.ReadOnly || len(open.Inside(def.Question("box"))) != 1 || !open.Pages[1].Visible {
		t.Errorf("shown things are hidden: %+v", x)
	}
	if m := closed.State("m"); len(m.Rows) != 1 || len(m.Columns) != 1 || len(open.State("m").Rows) != 2 {
		t.Errorf("grid %+v", m)
	}
	rows := closed.Items("g")
	if len(rows) != 2 || len(rows[0].Shown()) != 1 || len(rows[1].Shown()) != 2 || rows[1].Place != "r2" {
		t.Errorf("rows %+v", rows)
	}
	if s := closed.State("nobody"); s.Visible || s.Choices != nil {
		t.Errorf("a question that is not there: %+v", s)
	}
}

func TestTriggersThatEndOrPassOver(t *testing.T) {
	const pages = `"pages":[{"name":"p1","elements":[{"type":"boolean","name":"stop"}]},{"name":"p2","elements":[{"type":"text","name":"x","isRequired":true}]},{"name":"p3","elements":[{"type":"text","name":"y"}]}]`
	ends := load(t, `{`+pages+`,"triggers":[{"type":"complete","expression":"{stop} = true"}]}`)
	if d := answer.Run(ends, answer.Data{"stop": true, "y": "late"}, seen()); !d.Valid || d.Result["y"] != nil || len(d.Visible) != 1 {
		t.Errorf("ended: %v %v %v", d.Visible, d.Errors, d.Result)
	}
	if d := answer.Run(ends, answer.Data{"stop": false}, seen()); d.Valid || len(d.Visible) != 3 {
		t.Errorf("not ended: %v %v", d.Visible, d.Errors)
	}
	skips := load(t, `{`+pages+`,"triggers":[{"type":"skip","expression":"{stop} = true","gotoName":"y"}]}`)
	if d := answer.Run(skips, answer.Data{"stop": true, "y": "late"}, seen()); !d.Valid || !slices.Equal(d.Visible, []string{"stop", "y"}) || d.Result["y"] != "late" {
		t.Errorf("passed over: %v %v %v", d.Visible, d.Errors, d.Result)
	}
}

func TestCirclesEnd(t *testing.T) {
	def := load(t, `{"pages":[{"name":"p","elements":[
	 {"type":"text","name":"a","inputType":"number","setValueExpression":"{b} + 1"},
	 {"type":"text","name":"b","inputType":"number","setValueExpression":"{a} + 1"},
	 {"type":"expression","name":"e","expression":"{f} + 1"},{"type":"expression","name":"f","expression":"{e} + 1"}]}],
	 "triggers":[{"type":"setvalue","expression":"{v} <> 1","setToName":"v","setValue":2,"isVariable":true}]}`)
	after := answer.Enter(def, nil, answer.Data{"a": 1.0}, seen())
	if _, ok := after["b"].(float64); !ok {
		t.Errorf("nothing was set: %v", after)
	}
	answer.Run(def, after, seen())
}
