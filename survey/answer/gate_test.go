package answer_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// gateForm has one question of each kind the gate knows.
const gateForm = `{"title":"t","pages":[{"name":"p","elements":[
 {"type":"radiogroup","name":"role","choices":["owner","buyer",3],"showOtherItem":true},
 {"type":"checkbox","name":"did","choices":["stock","poster","voice"],"showNoneItem":true,"maxSelectedChoices":2},
 {"type":"checkbox","name":"own","choices":["a",{"value":"never","dv":{"exclusive":true}}]},
 {"type":"rating","name":"nps","rateMin":0,"rateMax":10},
 {"type":"ranking","name":"all","choices":["a","b","c"]},
 {"type":"matrix","name":"sat","columns":[1,2,3,{"value":"na","dv":{"na":true}}],"rows":["price","margin"]},
 {"type":"ranking","name":"top","selectToRankEnabled":true,"minSelectedChoices":2,"maxSelectedChoices":2,"choicesFromQuestion":"sat3","visibleIf":"{line} = 'rank'"},
 {"type":"matrix","name":"sat3","columns":[1],"rows":["x","y","z"]},
 {"type":"text","name":"days","inputType":"number","min":0,"max":730,"dv":{"integer":true}},
 {"type":"text","name":"share","inputType":"number"},
 {"type":"text","name":"when","inputType":"date"},
 {"type":"text","name":"at","inputType":"datetime-local"},
 {"type":"text","name":"week","inputType":"week"},
 {"type":"text","name":"line","maxLength":5},
 {"type":"comment","name":"why","maxLength":10},
 {"type":"boolean","name":"ok"},
 {"type":"boolean","name":"yn","valueTrue":"Y","valueFalse":"N"},
 {"type":"expression","name":"sum","expression":"1 + 1"},
 {"type":"html","name":"note","html":"hello"},
 {"type":"multipletext","name":"who","items":[{"name":"name"},{"name":"age","inputType":"number"}]},
 {"type":"paneldynamic","name":"shops","maxPanelCount":2,"templateElements":[{"type":"text","name":"sku"},{"type":"text","name":"qty","inputType":"number"}]},
 {"type":"matrixdropdown","name":"grid","columns":[{"name":"sat","cellType":"dropdown","choices":["1","2"]}],"rows":["r1"]},
 {"type":"slider","name":"pos","min":0,"max":10,"step":5}
]}]}`

func load(t testing.TB, raw string) *definition.Definition {
	t.Helper()
	def, err := definition.Load([]byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	return def
}

// parse reads answers as JSON carries them.
func parse(t testing.TB, raw string) answer.Data {
	t.Helper()
	var d answer.Data
	if err := json.Unmarshal([]byte(raw), &d); err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	return d
}

func TestGateRefuses(t *testing.T) {
	def := load(t, gateForm)
	for _, c := range []struct{ name, data, field, code string }{
		{"a question that is not there", `{"q9":1}`, "q9", "unknownquestion"},
		{"an answer to a heading", `{"note":"x"}`, "note", "unknownquestion"},
		{"a comment where none is asked for", `{"nps-Comment":"x"}`, "nps-Comment", "unknownquestion"},
		{"an option that is not there", `{"role":"ceo"}`, "role", "unknownoption"},
		{"an option of another question", `{"role":"poster"}`, "role", "unknownoption"},
		{"a single choice given twice", `{"role":["owner","buyer"]}`, "role", "badtype"},
		{"an object for a single choice", `{"role":{"owner":true}}`, "role", "unknownoption"},
		{"none of these and something else", `{"did":["none","stock"]}`, "did", "exclusive"},
		{"an exclusive option of the author and something else", `{"own":["a","never"]}`, "own", "exclusive"},
		{"more choices than allowed", `{"did":["stock","poster","voice"]}`, "did", "answercount"},
		{"NPS of -1", `{"nps":-1}`, "nps", "outofrange"},
		{"NPS of 11", `{"nps":11}`, "nps", "outofrange"},
		{"NPS of 5.5", `{"nps":5.5}`, "nps", "outofrange"},
		{"NPS in words", `{"nps":"ten"}`, "nps", "outofrange"},
		{"NPS given twice", `{"nps":[9,10]}`, "nps", "badtype"},
		{"a slider off its steps", `{"pos":3}`, "pos", "outofrange"},
		{"a ranking with a duplicate", `{"all":["a","a","b"]}`, "all", "badranking"},
		{"a ranking that leaves one out", `{"all":["a","b"]}`, "all", "badranking"},
		{"a ranking with ties", `{"all":{"a":1,"b":1,"c":2}}`, "all", "badranking"},
		{"a ranking that skips a rank", `{"all":{"a":1,"b":2,"c":4}}`, "all", "badranking"},
		{"a ranking of something else", `{"all":["a","b","x"]}`, "all", "unknownoption"},
		{"one ranked where two are asked for", `{"line":"rank","top":["x"]}`, "top", "badranking"},
		{"three ranked where two are asked for", `{"line":"rank","top":["x","y","z"]}`, "top", "badranking"},
		{"a matrix row that is not there", `{"sat":{"rebate":1}}`, "sat.rebate", "unknownoption"},
		{"a matrix row chosen twice", `{"sat":{"price":[1,2]}}`, "sat.price", "badtype"},
		{"a matrix column that is not there", `{"sat":{"price":4}}`, "sat.price", "unknownoption"},
		{"a text where a matrix is", `{"sat":"1"}`, "sat", "badtype"},
		{"a number in hex", `{"share":"0x10"}`, "share", "badtype"},
		{"a number with underscores", `{"share":"1_000"}`, "share", "badtype"},
		{"a number with an exponent", `{"share":"1e309"}`, "share", "badtype"},
		{"NaN", `{"share":"NaN"}`, "share", "badtype"},
		{"infinity", `{"share":"Infinity"}`, "share", "badtype"},
		{"Arabic digits", `{"share":"١٢"}`, "share", "badtype"},
		{"400 digits", `{"share":"` + strings.Repeat("9", 400) + `"}`, "share", "outofrange"},
		{"an integer a float cannot hold", `{"share":"9007199254740993"}`, "share", "outofrange"},
		{"1e300 as a JSON number", `{"share":1e300}`, "share", "outofrange"},
		{"a fraction of a day", `{"days":1.5}`, "days", "badtype"},
		{"a list for a number", `{"days":[1,2]}`, "days", "badtype"},
		{"30 February", `{"when":"2026-02-30"}`, "when", "baddate"},
		{"a thirteenth month", `{"when":"2026-13-01"}`, "when", "baddate"},
		{"the year 0", `{"when":"0000-01-01"}`, "when", "baddate"},
		{"the year 9999", `{"when":"9999-12-31"}`, "when", "baddate"},
		{"a year of five digits", `{"when":"20266-01-01"}`, "when", "baddate"},
		{"a year in full-width digits alone", `{"when":"２０２６年"}`, "when", "baddate"},
		{"25 o'clock", `{"at":"2026-01-01T25:00"}`, "at", "baddate"},
		{"week 54", `{"week":"2026-W54"}`, "week", "baddate"},
		{"a text one character too long", `{"line":"123456"}`, "line", "toolong"},
		{"a text of eleven where ten fit", `{"why":"一二三四五六七八九十一"}`, "why", "toolong"},
		{"a list for a text", `{"why":["a","b"]}`, "why", "badtype"},
		{"maybe for yes or no", `{"ok":"maybe"}`, "ok", "unknownoption"},
		{"yes for Y or N", `{"yn":"yes"}`, "yn", "unknownoption"},
		{"an item that is not there", `{"who":{"city":"x"}}`, "who.city", "unknownquestion"},
		{"words for a number in an item", `{"who":{"age":"old"}}`, "who.age", "badtype"},
		{"a third panel where two fit", `{"shops":[{"sku":"a"},{"sku":"b"},{"sku":"c"}]}`, "shops", "outofrange"},
		{"a field the panel has not", `{"shops":[{"sku":"a"},{"x":"b"}]}`, "shops[1].x", "unknownquestion"},
		{"words for a number in a panel", `{"shops":[{"qty":"many"}]}`, "shops[0].qty", "badtype"},
		{"panels that are no list", `{"shops":{"sku":"a"}}`, "shops", "badtype"},
		{"a cell with an unknown option", `{"grid":{"r1":{"sat":"9"}}}`, "grid.r1.sat", "unknownoption"},
		{"a row the grid has not", `{"grid":{"r2":{"sat":"1"}}}`, "grid.r2", "unknownoption"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := answer.Run(def, parse(t, c.data), occasion())
			var fields []string
			for name, list := range d.Errors {
				for _, e := range list {
					fields = append(fields, e.Field(name)+" "+e.Code)
				}
			}
			if len(fields) != 1 || fields[0] != c.field+" "+c.code {
				t.Errorf("errors %v, want %s %s", fields, c.field, c.code)
			}
			if d.Valid {
				t.Error("taken as valid")
			}
		})
	}
}

func TestGateTakes(t *testing.T) {
	def := load(t, gateForm)
	for _, c := range []struct{ name, data, want string }{
		{"a choice by its text", `{"role":"3"}`, `{"role":3}`},
		{"one choice in a list", `{"role":["owner"]}`, `{"role":"owner"}`},
		{"other with its text", `{"role":"other","role-Comment":"会计"}`, `{"role":"other","role-Comment":"会计"}`},
		{"a choice sent ten times as one", `{"did":["stock","stock","stock"]}`, `{"did":["stock"]}`},
		{"a single value for several", `{"did":"stock"}`, `{"did":["stock"]}`},
		{"none of these alone", `{"did":["none"]}`, `{"did":["none"]}`},
		{"an empty list as no answer", `{"did":[]}`, `{}`},
		{"the scale's end as text", `{"nps":"10"}`, `{"nps":10}`},
		{"a scale value in full-width digits", `{"nps":"１０"}`, `{"nps":10}`},
		{"ranks by choice", `{"all":{"a":"2","b":"3","c":"1"}}`, `{"all":["c","a","b"]}`},
		{"two of the rows ranked", `{"top":["z","x"]}`, `{"top":["z","x"]}`},
		{"a matrix from a form", `{"sat":{"price":"2","margin":"na"}}`, `{"sat":{"price":2,"margin":"na"}}`},
		{"a row left open", `{"sat":{"price":"","margin":1}}`, `{"sat":{"margin":1}}`},
		{"full-width digits", `{"days":"１２"}`, `{"days":12}`},
		{"a comma as point", `{"share":"1,5"}`, `{"share":1.5}`},
		{"commas between thousands", `{"share":"1,234,567.5"}`, `{"share":1234567.5}`},
		{"minus nothing as nothing", `{"share":"-0"}`, `{"share":0}`},
		{"blanks around a number", `{"share":"  7 "}`, `{"share":7}`},
		{"an empty number as no answer", `{"share":" "}`, `{}`},
		{"a leap day", `{"when":"2024-02-29"}`, `{"when":"2024-02-29"}`},
		{"a day with slashes", `{"when":"2026/2/8"}`, `{"when":"2026-02-08"}`},
		{"a local time", `{"at":"2026-03-08T02:30"}`, `{"at":"2026-03-08T02:30"}`},
		{"the 53rd week of a long year", `{"week":"2026-W53"}`, `{"week":"2026-W53"}`},
		{"ten characters where ten fit", `{"why":"一二三四五六七八九十"}`, `{"why":"一二三四五六七八九十"}`},
		{"line ends as one character", `{"why":"a\r\nb\rc\u2028d"}`, `{"why":"a\nb\nc\nd"}`},
		{"a line end in a line as a blank", `{"line":"a\nb"}`, `{"line":"a b"}`},
		{"NUL taken out", `{"why":"a\u0000b"}`, `{"why":"ab"}`},
		{"a lone surrogate replaced", `{"why":"a\ud800b"}`, `{"why":"a�b"}`},
		{"a non-character replaced", `{"why":"a\ufffeb"}`, `{"why":"a�b"}`},
		{"only blanks as no answer", `{"why":" \t\n"}`, `{}`},
		{"only zero-width characters as no answer", `{"why":"\u200b\u200d\ufeff\u2060"}`, `{}`},
		{"an honest formula unchanged", `{"why":"=1+1"}`, `{"why":"=1+1"}`},
		{"direction marks kept beside text", `{"why":"\u202eabc"}`, `{"why":"\u202eabc"}`},
		{"a character beyond the basic plane", `{"line":"𠮷"}`, `{"line":"𠮷"}`},
		{"template signs unchanged", `{"why":"{{.X}}"}`, `{"why":"{{.X}}"}`},
		{"true as text", `{"ok":"true"}`, `{"ok":true}`},
		{"the author's yes", `{"yn":"Y"}`, `{"yn":"Y"}`},
		{"a calculation sent along, computed anew", `{"sum":99}`, `{}`},
		{"items", `{"who":{"name":"王","age":"30"}}`, `{"who":{"name":"王","age":30}}`},
		{"panels with an empty one between", `{"shops":[{"sku":"a"},{"qty":"2"}]}`, `{"shops":[{"sku":"a"},{"qty":2}]}`},
		{"empty panels as no answer", `{"shops":[{},{"sku":" "}]}`, `{}`},
		{"a grid", `{"grid":{"r1":{"sat":"1"}}}`, `{"grid":{"r1":{"sat":"1"}}}`},
		{"null as no answer", `{"why":null}`, `{}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, errs := answer.Gate(def, parse(t, c.data))
			if len(errs) > 0 {
				t.Fatalf("refused: %v", errs)
			}
			if want := parse(t, c.want); !reflect.DeepEqual(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

func TestBytesThatAreNoTextReadAlikeFromFormAndJSON(t *testing.T) {
	def := load(t, gateForm)
	fromForm, _ := answer.Gate(def, answer.Data{"why": "a\xed\xa0\x80b"})
	fromJSON, _ := answer.Gate(def, parse(t, `{"why":"a\ud800b"}`))
	if !reflect.DeepEqual(fromForm, fromJSON) {
		t.Errorf("form %q, JSON %q", fromForm["why"], fromJSON["why"])
	}
}

func TestWhatTheGateRefusesAtAHiddenQuestionBlocksNobody(t *testing.T) {
	def := load(t, `{"pages":[{"name":"p","elements":[
	 {"type":"boolean","name":"more"},
	 {"type":"text","name":"n","inputType":"number","visibleIf":"{more} = true"}]}]}`)
	if d := answer.Run(def, parse(t, `{"more":false,"n":"abc"}`), occasion()); !d.Valid || len(d.Result) != 1 {
		t.Errorf("hidden: %v, result %v", d.Errors, d.Result)
	}
	if d := answer.Run(def, parse(t, `{"more":true,"n":"abc"}`), occasion()); d.Valid {
		t.Error("shown and wrong, but taken")
	}
}

func TestGateDoesNotChangeWhatItIsGiven(t *testing.T) {
	def := load(t, gateForm)
	data := parse(t, `{"sat":{"price":"2"},"shops":[{"sku":"a\r\nb"}],"did":["stock","stock"]}`)
	before, err := json.Marshal(data)
	if err != nil {
		t.Fatal(err)
	}
	answer.Run(def, data, occasion())
	if after, _ := json.Marshal(data); string(after) != string(before) {
		t.Errorf("changed to %s", after)
	}
}
