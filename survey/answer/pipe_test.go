package answer_test

import (
	"strings"
	"testing"

	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

const pipeForm = `{"pages":[{"name":"p","elements":[
 {"type":"text","name":"who"},{"type":"text","name":"secret"},{"type":"text","name":"n","inputType":"number"},
 {"type":"radiogroup","name":"role","choices":[{"value":"owner","text":{"default":"Owner","zh-cn":"老板"}}],"showOtherItem":true,"otherText":{"default":"Other","zh-cn":"其他"}},
 {"type":"checkbox","name":"did","choices":[{"value":"a","text":"Stock"},"b"]},
 {"type":"rating","name":"r","rateValues":[{"value":1,"text":"bad"},2]},
 {"type":"boolean","name":"ok","labelTrue":"Yes"},
 {"type":"matrix","name":"sat","columns":[{"value":1,"text":"low"}],"rows":[{"value":"price","text":"Price"}]},
 {"type":"multipletext","name":"m","items":[{"name":"x","title":"X"}]},
 {"type":"paneldynamic","name":"shops","templateElements":[{"type":"dropdown","name":"sku","title":"Item","choices":[{"value":"s1","text":"Soap"}]}],"templateTitle":"Shop {panel.sku}"},
 {"type":"file","name":"f"}]}]}`

func TestPiping(t *testing.T) {
	def := load(t, pipeForm)
	data := answer.Data{"who": "王", "n": 3.0, "role": "owner", "did": []any{"a", "b"}, "r": 1.0, "ok": true,
		"sat": map[string]any{"price": 1.0}, "m": map[string]any{"x": "v"}, "shops": []any{map[string]any{"sku": "s1"}}}
	for _, c := range []struct{ name, text, want string }{
		{"an answer", "Dear {who}.", "Dear 王."},
		{"a number", "{n} days", "3 days"},
		{"a choice by its text", "{role}", "老板"},
		{"several choices", "{did}", "Stock, b"},
		{"a step of a scale", "{r}", "bad"},
		{"yes", "{ok}", "Yes"},
		{"a matrix as rows and answers", "{sat}", "Price: low"},
		{"a cell of a matrix", "{sat.price}", "low"},
		{"fields", "{m}", "X: v"},
		{"panels", "{shops}", "Item: Soap"},
		{"a question without answer", "[{secret}]", "[]"},
		{"a file without answer", "[{f}]", "[]"},
		{"a variable", "{wave}", "after"},
		{"a name that is not there", "{nobody}", "{nobody}"},
		{"a brace that opens nothing", "a { b", "a { b"},
		{"a brace before a name", "{ {who}", "{ 王"},
	} {
		t.Run(c.name, func(t *testing.T) {
			on := occasion()
			on.Language, on.Variables = "zh-CN", map[string]any{"wave": "after"}
			d := answer.Decide(def, data, on)
			if got := d.Text(definition.Plain("en", c.text)); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestWhatIsPipedIsNotReadAgain(t *testing.T) {
	def := load(t, pipeForm)
	for _, typed := range []string{"{secret}", "{{secret}}", "$&", "$1", "%%", "%s%n", "{{.X}}", "<img onerror=x>"} {
		d := answer.Decide(def, answer.Data{"who": typed, "secret": "hidden"}, occasion())
		if got := d.Text(definition.Plain("en", "[{who}]")); got != "["+typed+"]" {
			t.Errorf("%q gives %q", typed, got)
		}
	}
}

func TestOtherReadsAsWhatWasWritten(t *testing.T) {
	def := load(t, pipeForm)
	d := answer.Decide(def, answer.Data{"role": "other", "role-Comment": "会计"}, occasion())
	if got := d.Read("role"); got != "会计" {
		t.Errorf("reads %q", got)
	}
}

func TestLongAnswersArePipedInPart(t *testing.T) {
	def := load(t, pipeForm)
	d := answer.Decide(def, answer.Data{"who": strings.Repeat("长", 5000)}, occasion())
	if got := d.Text(definition.Plain("en", "{who}")); len([]rune(got)) != 501 {
		t.Errorf("%d characters", len([]rune(got)))
	}
}

func TestTextsInPanelsReadTheirOwnAnswers(t *testing.T) {
	def := load(t, pipeForm)
	d := answer.Decide(def, answer.Data{"shops": []any{map[string]any{"sku": "s1"}}}, occasion())
	items := d.Items("shops")
	if len(items) != 1 || items[0].Text(def.Question("shops").TemplateTitle) != "Shop Soap" {
		t.Errorf("items %v", items)
	}
}
