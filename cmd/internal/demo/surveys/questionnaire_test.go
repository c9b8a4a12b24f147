package questionnaire_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"

	questionnaire "dealervoice/cmd/internal/demo/surveys"
	"dealervoice/survey/definition"
)

// plain is the notation the questionnaires were first written in.
type plain struct {
	Title, Intro, Thanks text
	Sections             []struct {
		ID        string
		Title     text
		Questions []plainQuestion
	}
}

type text struct{ ZH, EN string }

type plainQuestion struct {
	ID, Type      string
	Text, Help    text
	Required      bool
	ShowIf        map[string]any `json:"show_if"`
	Options       []plainOption
	Columns, Rows []plainOption
	Labels        []plainOption
	EndLabels     map[string]text `json:"end_labels"`
	Min, Max      *float64
	MaxLength     int `json:"max_length"`
	Pick          int
	Metric        string
	Themes        []string
	Analyze       bool
	PolarityPrior int `json:"polarity_prior"`
	Parts         map[string]text
}

type plainOption struct {
	ID            string
	Value         any
	ZH, EN        string
	Other         bool
	Exclusive, NA bool
	Themes        []string
}

func load(t *testing.T, slug string) (*definition.Definition, plain) {
	t.Helper()
	raw, err := questionnaire.Definition(slug)
	if err != nil {
		t.Fatal(err)
	}
	report := definition.Check(raw)
	for _, f := range slices.Concat(report.Errors, report.Warnings) {
		// Items such as "Returns and near-expiry handling" are the trade's own
		// words; that the linter points at them is what a demo is for.
		if f.Code != definition.WarnDouble {
			t.Errorf("%s: %s", slug, f)
		}
	}
	d, err := definition.Load(raw)
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile("testdata/" + slug + ".plain.json")
	if err != nil {
		t.Fatal(err)
	}
	var p plain
	if err := json.Unmarshal(source, &p); err != nil {
		t.Fatal(err)
	}
	return d, p
}

// plainly are the questionnaires that ask each question once, as the plain
// notation has them; the policy test asks some once for each vignette.
var plainly = []string{"dealer-quarterly", "consumer-after-purchase"}

// same fails unless the text reads as in the plain notation in both languages.
func same(t *testing.T, where string, got definition.Text, want text) {
	t.Helper()
	if got.In("zh-CN") != want.ZH || got.In("en") != want.EN || want.ZH != "" && !got.Has("zh-CN") {
		t.Errorf("%s reads %q / %q, want %q / %q", where, got.In("zh-CN"), got.In("en"), want.ZH, want.EN)
	}
}

func TestQuestionnairesSayAllThatThePlainNotationSays(t *testing.T) {
	for _, slug := range plainly {
		t.Run(slug, func(t *testing.T) {
			d, p := load(t, slug)
			same(t, "title", d.Title, p.Title)
			same(t, "intro", d.Description, p.Intro)
			same(t, "thanks", d.Completed, p.Thanks)
			if d.FirstLanguage != "zh-CN" || !slices.Equal(d.Languages, []string{"zh-CN", "en"}) {
				t.Errorf("languages %v, first %s", d.Languages, d.FirstLanguage)
			}
			if len(d.Pages) != len(p.Sections) {
				t.Fatalf("%d pages, want %d", len(d.Pages), len(p.Sections))
			}
			for i, section := range p.Sections {
				same(t, section.ID, d.Pages[i].Title, section.Title)
				for _, q := range section.Questions {
					compare(t, d, q)
				}
			}
		})
	}
}

func compare(t *testing.T, d *definition.Definition, q plainQuestion) {
	t.Helper()
	if q.Type == "kano" {
		compareKano(t, d, q)
		return
	}
	e := d.Question(q.ID)
	if e == nil {
		t.Errorf("no question %s", q.ID)
		return
	}
	same(t, q.ID, e.Title, q.Text)
	same(t, q.ID+" help", e.Description, q.Help)
	if e.Required != q.Required || (e.VisibleIf != nil) != (q.ShowIf != nil) {
		t.Errorf("%s: required %v, conditional %v", q.ID, e.Required, e.VisibleIf != nil)
	}
	if e.DV.Metric != q.Metric || !slices.Equal(e.DV.Themes, q.Themes) || e.DV.Analyze != q.Analyze || e.DV.PolarityPrior != q.PolarityPrior {
		t.Errorf("%s: dv %+v does not say what the plain notation says", q.ID, e.DV)
	}
	if q.MaxLength > 0 && e.MaxLength != q.MaxLength || q.Pick > 0 && (e.MinSelected != q.Pick || e.MaxSelected != q.Pick) {
		t.Errorf("%s: limits %d, %d..%d", q.ID, e.MaxLength, e.MinSelected, e.MaxSelected)
	}
	compareOptions(t, q.ID, slices.Concat(e.Choices, e.Specials()), q.Options)
	compareOptions(t, q.ID+" columns", e.Columns, q.Columns)
	compareOptions(t, q.ID+" rows", e.Rows, q.Rows)
	compareScale(t, e, q)
}

func compareKano(t *testing.T, d *definition.Definition, q plainQuestion) {
	t.Helper()
	panel := d.Question(q.ID)
	if panel == nil || panel.Type != definition.Panel {
		t.Errorf("no panel %s", q.ID)
		return
	}
	same(t, q.ID, panel.Title, q.Text)
	for part, title := range q.Parts {
		e := d.Question(q.ID + "_" + part)
		if e == nil || e.DV.Kano == nil || e.DV.Kano.Part != part {
			t.Errorf("no %s half of %s", part, q.ID)
			continue
		}
		same(t, e.Name, e.Title, title)
		compareOptions(t, e.Name, e.Choices, q.Options)
	}
}

func compareOptions(t *testing.T, where string, got []definition.Choice, want []plainOption) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d options, want %d", where, len(got), len(want))
		return
	}
	for _, w := range want {
		value := w.Value
		if w.ID != "" {
			value = w.ID
		}
		c, ok := definition.Find(got, value)
		if !ok {
			t.Errorf("%s: no option %v", where, value)
			continue
		}
		same(t, fmt.Sprintf("%s %v", where, value), c.Text, text{w.ZH, w.EN})
		if c.Exclusive != w.Exclusive || c.DV.NA != w.NA || c.ShowComment != w.Other || !slices.Equal(c.DV.Themes, w.Themes) {
			t.Errorf("%s %v: %+v does not say what the plain notation says", where, value, c)
		}
	}
}

func compareScale(t *testing.T, e *definition.Element, q plainQuestion) {
	t.Helper()
	switch q.Type {
	case "scale", "nps":
		if e.Steps[0].Value != *q.Min || e.Steps[len(e.Steps)-1].Value != *q.Max || len(e.Steps) != int(*q.Max-*q.Min)+1 {
			t.Errorf("%s: scale %v to %v", q.ID, e.Steps[0].Value, e.Steps[len(e.Steps)-1].Value)
		}
		for _, label := range q.Labels {
			c, _ := definition.Find(e.Steps, label.Value)
			same(t, q.ID, c.Text, text{label.ZH, label.EN})
		}
		same(t, q.ID+" least", e.MinText, q.EndLabels["min"])
		same(t, q.ID+" most", e.MaxText, q.EndLabels["max"])
	case "number":
		if e.InputType != "number" || e.Lower != *q.Min || e.Upper != *q.Max {
			t.Errorf("%s: %s %v..%v", q.ID, e.InputType, e.Lower, e.Upper)
		}
	}
}
