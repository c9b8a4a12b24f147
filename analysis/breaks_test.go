package analysis

import (
	"fmt"
	"strings"
	"testing"

	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/definition"
)

// inVersions is a world whose second wave answers another version of the form.
func inVersions(t *testing.T, change func(string) string) *world {
	t.Helper()
	w := newWorld(t, survey.Identified)
	second := change(worldForm)
	if second == worldForm {
		t.Fatal("nothing was changed")
	}
	defs := map[int]*definition.Definition{}
	for number, source := range map[int]string{1: worldForm, 2: second} {
		def, err := definition.Load([]byte(source))
		if err != nil {
			t.Fatal(err)
		}
		defs[number] = def
	}
	w.outline = outlineOf(defs, []int{2, 1})
	w.reader.outline = w.outline
	for wave := 1; wave <= 2; wave++ {
		for i := range 40 {
			w.count++
			w.reader.read(w.writer, feedback.Response{
				ID: feedback.ID(fmt.Sprintf("r%04d", w.count)), Version: survey.Number(wave), Wave: wave,
				Data: answer.Data{"osat": float64(wave + i%3), "nps": float64(5*wave - i%3), "role": "owner", "supply": map[string]any{"available": float64(wave + i%2), "on_time": 3.0}},
			})
		}
	}
	return w
}

func TestAQuestionThatWasChangedIsNotCompared(t *testing.T) {
	for name, c := range map[string]struct {
		old, new string
		broken   map[string]string // figure -> why
	}{
		"another title":          {`"name": "osat",`, `"name": "osat", "title": "How content are you with us?",`, map[string]string{"osat": "[wording]", "index:dsi": "[wording]", "index:dsi.overall": "[wording]"}},
		"a longer scale":         {`"name": "osat", "rateMin": 1, "rateMax": 5`, `"name": "osat", "rateMin": 1, "rateMax": 7`, map[string]string{"osat": "[scale]", "index:dsi": "[scale]", "index:dsi.overall": "[scale]"}},
		"another order":          {`"choices": ["owner", "buyer",`, `"choices": ["buyer", "owner",`, map[string]string{"role": "[order]"}},
		"a word of an answer":    {`"choices": ["owner",`, `"choices": [{"value": "owner", "text": "The owner"},`, map[string]string{"role": "[scale]"}},
		"a row's words":          {`"rows": ["available", "on_time"]`, `"rows": [{"value": "available", "text": "In stock"}, "on_time"]`, map[string]string{"supply.available": "[wording]", "supply": "[wording]", "index:dsi": "[wording]", "index:dsi.supply": "[wording]"}},
		"a text read for themes": {`"name": "why",`, `"name": "why", "title": "What went wrong?",`, map[string]string{"why": "[wording]", "theme:money.rebate": "[wording]"}},
		"a new row": {`"rows": ["available", "on_time"]`, `"rows": ["available", "on_time", "damaged"]`, map[string]string{
			"supply": "[items]", "supply.damaged": "[items]", "index:dsi": "[items]", "index:dsi.supply": "[items]"}},
		"a translation": {`{"default": "Dealers", "zh-cn": "经销商"}`, `{"default": "Dealers", "zh-cn": "经销商", "fr": "Concessionnaires"}`, nil},
	} {
		l := inVersions(t, func(s string) string { return strings.Replace(s, c.old, c.new, 1) }).open(t, everyone(), Filter{})
		for _, figure := range []string{"osat", "nps", "role", "why", "supply", "supply.available", "supply.on_time", "supply.damaged", "index:dsi", "index:dsi.supply", "index:dsi.overall", "theme:money.rebate"} {
			got := ""
			for _, b := range l.breaks(figure) {
				got += fmt.Sprint(b.Why)
				if b.Wave != "2" {
					t.Errorf("%s: a break before wave %s", name, b.Wave)
				}
			}
			if got != c.broken[figure] {
				t.Errorf("%s: %s is broken by %q, want %q", name, figure, got, c.broken[figure])
			}
		}
	}
}

func TestAcrossABreakNothingIsHigherOrLower(t *testing.T) {
	l := inVersions(t, func(s string) string {
		return strings.Replace(s, `"name": "osat",`, `"name": "osat", "title": "All in all?",`, 1)
	}).open(t, everyone(), Filter{})
	changed, err := l.figure(l.outline.at["osat"])
	if err != nil || changed.Change.Verdict != Broken || changed.Change.Bounded || changed.Change.Value != 0 || fmt.Sprint(changed.Change.Broken) != "[wording]" {
		t.Errorf("%+v, %v", changed.Change, err)
	}
	same, err := l.figure(l.outline.at["nps"])
	if err != nil || same.Change.Verdict != Higher || len(same.Breaks) != 0 {
		t.Errorf("%+v, %v", same.Change, err)
	}
	raw, err := changed.Change.MarshalJSON()
	if err != nil || !strings.Contains(string(raw), `"value":null,"low":null,"high":null,"verdict":"broken","broken":["wording"]`) {
		t.Errorf("%s, %v", raw, err)
	}
}

func TestAVersionPublishedInTheMiddleOfAWaveBreaksIt(t *testing.T) {
	w := inVersions(t, func(s string) string {
		return strings.Replace(s, `"name": "osat",`, `"name": "osat", "title": "All in all?",`, 1)
	})
	w.reader.read(w.writer, feedback.Response{ID: "late", Version: 1, Wave: 2, Data: answer.Data{"osat": 3.0}})
	for i := range 9 {
		w.reader.read(w.writer, feedback.Response{ID: feedback.ID(fmt.Sprint("third", i)), Version: 2, Wave: 3, Data: answer.Data{"osat": 3.0}, Attributes: audience.Attributes{}})
	}
	l := w.open(t, everyone(), Filter{})
	if got := fmt.Sprint(l.breaks("osat")); got != "[{2 [wording]} {3 [wording]}]" {
		t.Errorf("wave 2 holds both versions: %s", got)
	}
}
