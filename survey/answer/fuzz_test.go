package answer_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// FuzzGate sends any JSON through the gate and the engine: never a panic, the
// same answer given back in is taken as it is, and no text that a database
// would refuse gets through.
func FuzzGate(f *testing.F) {
	for _, seed := range []string{
		`{"role":"other","role-Comment":"x","did":["none"],"nps":"１０","all":{"a":1,"b":2,"c":3}}`,
		`{"sat":{"price":[1,2]},"shops":[{"sku":"a"},null,[],{"qty":"1e9"}],"who":{"age":{}}}`,
		`{"grid":{"r1":{"sat":["1"]}},"when":"2026-02-30","at":"x","days":1e300,"pos":[1,2],"ok":null}`,
		`{"why":"a\u0000\ud800\u2028","line":{"a":[[[]]]},"top":["x","x"]}`,
	} {
		f.Add(seed)
	}
	def, err := definition.Load([]byte(gateForm))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		var data answer.Data
		if json.Unmarshal([]byte(raw), &data) != nil {
			return
		}
		d := answer.Run(def, data, occasion())
		again, errs := answer.Gate(def, d.Result)
		delete(d.Result, "sum") // a calculation is not an answer
		if len(errs) > 0 || !reflect.DeepEqual(again, d.Result) {
			t.Errorf("%v was stored, given back in it is %v (%v)", d.Result, again, errs)
		}
		stored, err := json.Marshal(d.Result)
		if err != nil || strings.Contains(string(stored), `\u0000`) || !utf8.Valid(stored) {
			t.Errorf("stored %s: %v", stored, err)
		}
	})
}

// FuzzPipe fills any answer into any text: never a panic, nothing of the
// answer read as a name, and a text without names left as it is.
func FuzzPipe(f *testing.F) {
	f.Add("Dear {who}, {who}!", "{secret}")
	f.Add("{", "}")
	f.Add("{{who}}", "{{.X}} $& %s")
	f.Add("{sat.price} {nowhere} {who} {", "<img onerror=x>")
	def, err := definition.Load([]byte(pipeForm))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text, who string) {
		d := answer.Decide(def, answer.Data{"who": who, "secret": "TOP-SECRET"}, occasion())
		got := d.Text(definition.Plain("en", text))
		if !strings.Contains(text, "{") && got != text {
			t.Errorf("%q became %q", text, got)
		}
		if strings.Contains(got, "TOP-SECRET") && !strings.Contains(strings.ToLower(text), "secret") {
			t.Errorf("%q with %q gives %q", text, who, got)
		}
	})
}
