package definition_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"dealervoice/survey/definition"
)

func TestDefinitionsThatCannotRun(t *testing.T) {
	for _, c := range []struct{ name, raw, path, code string }{
		{"no JSON", `{"pages":`, "", "json"},
		{"a list", `[]`, "", "json"},
		{"more bytes than a survey has", `{"title":"` + strings.Repeat("x", definition.MaxBytes) + `"}`, "", "toolarge"},
		{"no pages", `{"title":"T"}`, "pages", "missing"},
		{"an unknown element", page(`{"type":"hologram","name":"x"}`), "pages[0].elements[0].type", "unknowntype"},
		{"an element that is made by code", page(`{"type":"custom","name":"x"}`), "pages[0].elements[0].type", "unsupported"},
		{"a picture without areas", page(`{"type":"imagemap","name":"x"}`), "pages[0].elements[0].areas", "missing"},
		{"an area without corners", page(`{"type":"imagemap","name":"x","areas":[{"value":1,"shape":"rect","coords":"1,2,3"}]}`), "pages[0].elements[0].areas[0].coords", "type"},
		{"choices from the web", page(`{"type":"dropdown","name":"x","choices":[1],"choicesByUrl":{"url":"https://example.com"}}`), "pages[0].elements[0].choicesByUrl", "unsupported"},
		{"questions inside a choice", page(`{"type":"radiogroup","name":"x","choices":[{"value":1,"elements":[{"type":"text","name":"y"}]}]}`), "pages[0].elements[0].choices[0].elements", "unsupported"},
		{"a mask without a pattern", page(`{"type":"text","name":"x","maskType":"pattern"}`), "pages[0].elements[0].maskSettings.pattern", "missing"},
		{"a mask of hours without am or pm", page(`{"type":"text","name":"x","maskType":"datetime","maskSettings":{"pattern":"hh:MM"}}`), "pages[0].elements[0].maskSettings.pattern", "type"},
		{"a mask over a field that is a number already", page(`{"type":"text","name":"x","inputType":"number","maskType":"numeric"}`), "pages[0].elements[0].maskType", "unsupported"},
		{"a mask that is none", page(`{"type":"text","name":"x","maskType":"moon"}`), "pages[0].elements[0].maskType", "type"},
		{"own choices", page(`{"type":"dropdown","name":"x","choices":[1],"allowCustomChoices":true}`), "pages[0].elements[0].allowCustomChoices", "unsupported"},
		{"groups of random order", page(`{"type":"dropdown","name":"x","choices":[{"value":1,"randomizeCategory":"a"}]}`), "pages[0].elements[0].choices[0].randomizeCategory", "unsupported"},
		{"a trigger that is not known", `{"pages":[{"elements":[{"type":"text","name":"x"}]}],"triggers":[{"type":"visible","expression":"{x} = 1"}]}`, "triggers[0].type", "unsupported"},
		{"a question without a name", page(`{"type":"text"}`), "pages[0].elements[0].name", "missing"},
		{"two questions of one name", page(`{"type":"text","name":"x"},{"type":"text","name":"x"}`), "pages[0].elements[1].name", "duplicatename"},
		{"two fields of one name in a panel", page(`{"type":"paneldynamic","name":"p","templateElements":[{"type":"text","name":"x"},{"type":"text","name":"x"}]}`), "pages[0].elements[0].templateElements[1].name", "duplicatename"},
		{"a question without choices", page(`{"type":"radiogroup","name":"x"}`), "pages[0].elements[0].choices", "missing"},
		{"two choices of one value", page(`{"type":"radiogroup","name":"x","choices":[1,"1"]}`), "pages[0].elements[0].choices[1].value", "duplicate"},
		{"a condition that cannot be read", page(`{"type":"text","name":"x","visibleIf":"{y} ="}`), "pages[0].elements[0].visibleIf", "expression"},
		{"a function that is not there", page(`{"type":"text","name":"x","visibleIf":"moon() = 1"}`), "pages[0].elements[0].visibleIf", "function"},
		{"a pattern with look-ahead", page(`{"type":"text","name":"x","validators":[{"type":"regex","regex":"(?=a)"}]}`), "pages[0].elements[0].validators[0].regex", "regex"},
		{"a pattern that grows without end", page(`{"type":"text","name":"x","validators":[{"type":"regex","regex":"(x{1000}){1000}"}]}`), "pages[0].elements[0].validators[0].regex", "regex"},
		{"an unknown validator", page(`{"type":"text","name":"x","validators":[{"type":"moon"}]}`), "pages[0].elements[0].validators[0].type", "unknowntype"},
		{"a text where a number is", page(`{"type":"comment","name":"x","maxLength":"long"}`), "pages[0].elements[0].maxLength", "type"},
		{"a title that is a list", page(`{"type":"text","name":"x","title":[]}`), "pages[0].elements[0].title", "type"},
		{"choices taken from nowhere", page(`{"type":"checkbox","name":"x","choicesFromQuestion":"y"}`), "pages[0].elements[0].choicesFromQuestion", "reference"},
		{"choices taken from a text", page(`{"type":"text","name":"y"},{"type":"checkbox","name":"x","choicesFromQuestion":"y"}`), "pages[0].elements[1].choicesFromQuestion", "reference"},
		{"a million choices", page(`{"type":"dropdown","name":"x","choicesMin":1,"choicesMax":1000000}`), "pages[0].elements[0].choicesStep", "toolarge"},
		{"a scale that goes nowhere", page(`{"type":"rating","name":"x","rateStep":0}`), "pages[0].elements[0].rateStep", "type"},
		{"half a Kano pair", page(`{"type":"radiogroup","name":"x","choices":[1],"dv":{"kano":{"feature":"f","part":"functional","pair":"y"}}}`), "pages[0].elements[0].dv.kano.pair", "reference"},
		{"a word of ours that the schema does not know", page(`{"type":"text","name":"x","dv":{"colour":"red"}}`), "pages[0].elements[0].dv", "schema"},
		{"a privacy mode that is none", `{"dv":{"privacy":{"mode":"secret"}},"pages":[{"elements":[{"type":"text","name":"x"}]}]}`, "dv.privacy.mode", "schema"},
		{"a polarity of two", page(`{"type":"comment","name":"x","dv":{"polarityPrior":2}}`), "pages[0].elements[0].dv.polarityPrior", "schema"},
	} {
		t.Run(c.name, func(t *testing.T) {
			report := definition.Check([]byte(c.raw))
			if !slices.ContainsFunc(report.Errors, func(f definition.Finding) bool { return f.Path == c.path && f.Code == c.code }) {
				t.Errorf("no %s at %q in %v", c.code, c.path, report.Errors)
			}
			var invalid *definition.Invalid
			if _, err := definition.Load([]byte(c.raw)); !errors.As(err, &invalid) {
				t.Errorf("Load says %v", err)
			}
		})
	}
}

func TestTexts(t *testing.T) {
	d, err := definition.Load([]byte(`{"locale":"zh-cn","title":{"default":"调查","en":"Survey","pt-br":"Pesquisa"},"pages":[{"elements":[{"type":"text","name":"x","title":"题"}]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	for tag, want := range map[string]string{"zh-CN": "调查", "zh-TW": "调查", "en": "Survey", "en-GB": "Survey", "pt": "Pesquisa", "fr": "调查", "": "调查"} {
		if got := d.Title.In(tag); got != want {
			t.Errorf("in %q it reads %q, want %q", tag, got, want)
		}
	}
	if d.FirstLanguage != "zh-CN" || !slices.Equal(d.Languages, []string{"zh-CN", "en", "pt-BR"}) {
		t.Errorf("languages %v, first %s", d.Languages, d.FirstLanguage)
	}
	if raw, err := d.Title.MarshalJSON(); err != nil || string(raw) != `{"en":"Survey","pt-BR":"Pesquisa","zh-CN":"调查"}` {
		t.Errorf("%s %v", raw, err)
	}
}

// TestPatternsMeanWhatTheyMeanInABrowser compares with ECMAScript where its
// patterns and RE2's differ in spelling.
func TestPatternsMeanWhatTheyMeanInABrowser(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{`^\u4e2d\u6587$`, "中文", true},
		{`^a\s+b$`, "a\u00a0b", true},
		{`^[\s,]+$`, "\u3000,", true},
		{`^a\/b$`, "a/b", true},
		{`^[[]$`, "[", true},
		{`^\d+$`, "١٢", false},
		{`^\w+$`, "é", false},
		{`^abc$`, "abc\n", false},
		{`^[a\-z]+$`, "a-z", true},
	} {
		raw := page(fmt.Sprintf(`{"type":"text","name":"x","validators":[{"type":"regex","regex":%q}]}`, c.pattern))
		d, err := definition.Load([]byte(raw))
		if err != nil {
			t.Errorf("%s: %v", c.pattern, err)
			continue
		}
		if got := d.Question("x").Validators[0].Regex.MatchString(c.text); got != c.want {
			t.Errorf("%s on %q: %v, want %v", c.pattern, c.text, got, c.want)
		}
	}
}

func TestShortFormsAndOldNames(t *testing.T) {
	d, err := definition.Load([]byte(`{"questions":[
	 {"type":"radiogroup","name":"a","choices":["x|Long text",2],"hasOther":true},
	 {"type":"rating","name":"r","rateCount":7},
	 {"type":"rating","name":"s","rateMin":0,"rateMax":1,"rateStep":0.1},
	 {"type":"matrix","name":"m","columns":["1"],"rows":["r"],"isAllRowRequired":true},
	 {"type":"dropdown","name":"n","choicesMin":1,"choicesMax":4}],
	 "triggers":[{"type":"setvalue","name":"a","operator":"anyof","value":["x",2],"setToName":"r","setValue":3}]}`))
	if err != nil {
		t.Fatal(err)
	}
	a := d.Question("a")
	if a.Choices[0].Value != "x" || a.Choices[0].Text.In("en") != "Long text" || a.Other == nil {
		t.Errorf("choices %+v", a.Choices)
	}
	if n := len(d.Question("r").Steps); n != 7 {
		t.Errorf("%d steps", n)
	}
	if s := d.Question("s").Steps; len(s) != 11 || s[3].Value != 0.3 {
		t.Errorf("steps %v", s)
	}
	if !d.Question("m").EachRowRequired || len(d.Question("n").Choices) != 4 {
		t.Error("old names are not read")
	}
	if got := d.Triggers[0].If.Source(); got != "{a} anyof ['x', 2]" {
		t.Errorf("trigger %s", got)
	}
}
