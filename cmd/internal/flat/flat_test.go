package flat_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dealervoice/cmd/internal/flat"
	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

const form = `{"title":"T","pages":[{"name":"p","elements":[
	{"type":"radiogroup","name":"one","choices":["a",3,true],"showOtherItem":true},
	{"type":"radiogroup","name":"own","choices":["a"],"showOtherItem":true,"storeOthersAsComment":false},
	{"type":"checkbox","name":"many","choices":["a","b",4],"showNoneItem":true},
	{"type":"ranking","name":"order","choicesFromQuestion":"grid"},
	{"type":"matrix","name":"grid","columns":[1,2,"na"],"rows":["r1","r.2",7]},
	{"type":"matrixdropdown","name":"md","choices":["x","y"],"columns":[{"name":"c1","cellType":"dropdown"},{"name":"c2","cellType":"text"}],"rows":["r1","r2"]},
	{"type":"comment","name":"a.b"},
	{"type":"boolean","name":"yes"},
	{"type":"rating","name":"nps","rateMin":0,"rateMax":10},
	{"type":"multipletext","name":"mt","items":[{"name":"i1"},{"name":"i2"}]},
	{"type":"paneldynamic","name":"pd","templateElements":[{"type":"text","name":"f"},{"type":"checkbox","name":"g","choices":["k","l"]}]},
	{"type":"text","name":"v","valueName":"stored elsewhere"},
	{"type":"text","name":"amount","maskType":"numeric","maskSettings":{"decimalSeparator":",","thousandsSeparator":"."}},
	{"type":"text","name":"article","maskType":"pattern","maskSettings":{"pattern":"SKU-99aa"}},
	{"type":"text","name":"day","maskType":"datetime","maskSettings":{"pattern":"dd/mm/yy"}},
	{"type":"imagemap","name":"map","areas":[{"value":"a","shape":"rect","coords":"0,0,1,1"},{"value":2,"shape":"rect","coords":"0,0,1,1"}]},
	{"type":"matrixdropdown","name":"under","rows":["r1"],"columns":[{"name":"c","cellType":"text"}],"detailPanelMode":"underRow","detailElements":[{"type":"panel","name":"more","elements":[{"type":"comment","name":"why"}]}]},
	{"type":"checkbox","name":"brands","valueName":"used","valuePropertyName":"brand","choices":["a","b",3]},
	{"type":"paneldynamic","name":"about","valueName":"used","templateElements":[{"type":"text","name":"f"},{"type":"rating","name":"score"}]}]}]}`

func load(t testing.TB) *definition.Definition {
	t.Helper()
	def, err := definition.Load([]byte(form))
	if err != nil {
		t.Fatal(err)
	}
	return def
}

func TestFieldsReadAsTheAnswersTheyStandFor(t *testing.T) {
	def := load(t)
	for _, c := range []struct{ name, fields, want string }{
		{"values of their own type", `{"one":["3"],"nps":["10"],"yes":["true"]}`, `{"nps":10,"one":3,"yes":true}`},
		{"an option that is none", `{"one":["4"]}`, `{"one":"4"}`},
		{"nothing chosen", `{"one":[""],"many":[""],"order":["","",""],"nps":[]}`, `{}`},
		{"the same twice", `{"one":["a","a"],"many":["a","a","4"]}`, `{"many":["a",4],"one":"a"}`},
		{"two answers to a single choice", `{"one":["a","3"]}`, `{"one":["a",3]}`},
		{"a tie is kept for the gate", `{"order":["r1","r1","7"]}`, `{"order":["r1","r1",7]}`},
		{"a place left out", `{"order":["","r.2"]}`, `{"order":["r.2"]}`},
		{"rows", `{"grid.r1":["2"],"grid.r.2":["na"],"grid.7":["1"],"grid.x":["1"]}`, `{"grid":{"7":1,"r.2":"na","r1":2}}`},
		{"cells", `{"md.r1.c1":["x"],"md.r2.c2":["t"]}`, `{"md":{"r1":{"c1":"x"},"r2":{"c2":"t"}}}`},
		{"a name with a dot", `{"a.b":["text"],"a":["x"]}`, `{"a.b":"text"}`},
		{"a panel left empty between two", `{"pd[0].f":["1"],"pd[2].g":["k","l"],"pd[9999].f":["x"]}`, `{"pd":[{"f":"1"},{},{"g":["k","l"]}]}`},
		{"items", `{"mt.i1":["1"],"mt.i3":["3"]}`, `{"mt":{"i1":"1"}}`},
		{"other, with its text", `{"one":["other"],"one-Comment":["words"]}`, `{"one":"other","one-Comment":"words"}`},
		{"a text beside, but other is not chosen", `{"one":["a"],"one-Comment":["words"]}`, `{"one":"a"}`},
		{"other in its own words", `{"own":["other"],"own-Comment":["words"]}`, `{"own":"words"}`},
		{"a comment nobody asked for", `{"nps":["1"],"nps-Comment":["words"]}`, `{"nps":1}`},
		{"panels about options that were chosen anew", `{"brands":["3","b"],"about[0].brand":["a"],"about[0].f":["gone"],"about[1].brand":["b"],"about[1].score":["4"]}`, `{"used":[{"brand":3},{"brand":"b","score":4}]}`},
		{"areas", `{"map":["2","a","2"]}`, `{"map":[2,"a"]}`},
		{"what stands under a row", `{"under.r1.c":["x"],"under.r1.why":["y"],"under.r1.more":["z"]}`, `{"under":{"r1":{"c":"x","why":"y"}}}`},
		{"a key of its own", `{"v":["x"]}`, `{"stored elsewhere":"x"}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			var f flat.Fields
			if err := json.Unmarshal([]byte(c.fields), &f); err != nil {
				t.Fatal(err)
			}
			raw, err := json.Marshal(flat.Answers(def, f))
			if err != nil || string(raw) != c.want {
				t.Errorf("read\n%s\nwant\n%s", raw, c.want)
			}
		})
	}
}

func TestWhatIsWrittenReadsBack(t *testing.T) {
	def := load(t)
	rapid.Check(t, func(rt *rapid.T) {
		word := rapid.StringN(1, 12, 40)
		data := answer.Data{}
		put := func(key string, v any) {
			if rapid.Bool().Draw(rt, key) {
				data[key] = v
			}
		}
		put("one", rapid.SampledFrom([]any{"a", 3.0, true}).Draw(rt, "one value"))
		put("many", rapid.SampledFrom([]any{[]any{"b", 4.0}, []any{"none"}}).Draw(rt, "many value"))
		put("order", []any{7.0, "r1"})
		put("grid", map[string]any{"r.2": "na", "7": 2.0})
		put("md", map[string]any{"r2": map[string]any{"c1": "y", "c2": word.Draw(rt, "c2")}})
		put("a.b", word.Draw(rt, "a.b value"))
		put("yes", rapid.Bool().Draw(rt, "yes value"))
		put("mt", map[string]any{"i2": word.Draw(rt, "i2")})
		put("pd", []any{map[string]any{"f": word.Draw(rt, "f")}, map[string]any{"g": []any{"l"}}})
		put("used", []any{map[string]any{"brand": 3.0, "f": word.Draw(rt, "about 3")}, map[string]any{"brand": "a", "score": 4.0}, map[string]any{"brand": "b"}})
		put("under", map[string]any{"r1": map[string]any{"why": word.Draw(rt, "why")}})
		put("stored elsewhere", word.Draw(rt, "v"))
		if got := flat.Answers(def, flat.Of(def, data)); !reflect.DeepEqual(got, data) {
			rt.Fatalf("wrote %v\nread %v", data, got)
		}
	})
}

func TestEveryFieldHasItsOwner(t *testing.T) {
	def := load(t)
	for field, want := range map[string]string{
		"one": "one", "one-Comment": "one", "grid.r.2": "grid", "md.r1.c1": "md", "pd[3].f": "pd", "pd[0].g-Comment": "pd", "a.b": "a.b", "mt.i1": "mt",
		"a": "", "nps.x": "", "_sid": "", "": "", ".": "", "[0]": "", "-Comment": "",
	} {
		got := ""
		if e := flat.Owner(def, field); e != nil {
			got = e.Name
		}
		if got != want {
			t.Errorf("%q belongs to %q, want %q", field, got, want)
		}
	}
}

// FuzzAnswers is the form decoder: whatever is sent, it reads without panic,
// and what the gate lets pass of it writes and reads back to the same.
func FuzzAnswers(f *testing.F) {
	f.Add("one=a\ngrid.r1=2\npd[0].f=x")
	f.Add("own=other\nown-Comment=w\nmany=none\nmany=a\norder=7")
	f.Add("md.r1.c1=x\nv=\x00\na.b=\xff")
	f.Add("amount=1.234,5\narticle=12ab\nday=23/11/26\nmap=2\nunder.r1.why=x")
	def := load(f)
	f.Fuzz(func(t *testing.T, in string) {
		fields := flat.Fields{}
		for line := range strings.SplitSeq(in, "\n") {
			name, value, _ := strings.Cut(line, "=")
			fields[name] = append(fields[name], value)
			flat.Owner(def, name)
		}
		clean, _ := answer.Gate(def, flat.Answers(def, fields))
		again, errs := answer.Gate(def, flat.Answers(def, flat.Of(def, clean)))
		if len(errs) > 0 || !reflect.DeepEqual(clean, again) {
			t.Errorf("%v\nreads back as\n%v %v", clean, again, errs)
		}
	})
}
