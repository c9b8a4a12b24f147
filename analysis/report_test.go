package analysis

import (
	"math"
	"testing"

	"dealervoice/survey"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

func TestAReportHoldsEveryQuestionInTheOrderOfTheForm(t *testing.T) {
	w := newWorld(t, survey.Confidential)
	fill(w, 30, audience.Attributes{"region": "east"})
	v := everyone()
	v.Language = language.English
	r, err := w.open(t, v, Filter{}).report()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range r.Figures {
		names = append(names, f.Name)
	}
	want := "[role channels osat nps why supply first stock]"
	if got := sprint(names); got != want {
		t.Errorf("figures %s, want %s", got, want)
	}
	if r.Title != "Dealers" || r.Responses.N != 30 || r.Limits != (Limits{Scores: 5, Distributions: 8, Words: 10}) || len(r.Indices) != 1 {
		t.Errorf("%+v", r)
	}
	if m := r.Figures[5]; m.Kind != Matrix || len(m.Rows) != 2 || m.Rows[1].Name != "supply.on_time" {
		t.Errorf("matrix %+v", m)
	}
}

func TestWavesAreComparedWithAnIntervalAndInWords(t *testing.T) {
	for name, c := range map[string]struct {
		n, before, after int // promoters of n
		want             Verdict
	}{
		"a clear rise":        {100, 20, 60, Higher},
		"a clear fall":        {100, 60, 20, Lower},
		"no news":             {100, 50, 50, None},
		"a change of so few":  {20, 10, 13, Unclear},
		"no change of so few": {20, 10, 10, Unclear},
		"a small one of many": {400, 200, 216, None},
		"a sure one of a lot": {9999, 5000, 5300, Higher},
	} {
		w := newWorld(t, survey.Confidential)
		for i, promoters := range []int{c.before, c.after} {
			at := audience.Attributes{"wave": []string{"1", "2"}[i]}
			w.answers(promoters, answer.Data{"nps": 10.0}, at)
			w.answers(c.n-promoters, answer.Data{"nps": 7.0}, at)
		}
		f, err := w.open(t, everyone(), Filter{}).named("nps")
		if err != nil {
			t.Fatal(err)
		}
		if len(f.Waves) != 2 || f.Change == nil || f.Change.Verdict != c.want {
			t.Errorf("%s: %+v", name, f.Change)
		}
		if f.Change != nil && math.Abs(f.Change.Value-100*float64(c.after-c.before)/float64(c.n)) > 1e-9 {
			t.Errorf("%s: change %v", name, f.Change.Value)
		}
	}
}

func TestAChosenWaveIsComparedWithTheOneBefore(t *testing.T) {
	w := newWorld(t, survey.Identified)
	for wave, score := range map[string]float64{"1": 2, "2": 4, "3": 3} {
		for i := range 20 {
			w.answer(answer.Data{"osat": score + float64(i%2)}, audience.Attributes{"wave": wave})
		}
	}
	f, err := w.open(t, everyone(), Filter{Is: []Condition{{"wave", []string{"2"}}}}).named("osat")
	if err != nil {
		t.Fatal(err)
	}
	if f.Headline.N != 20 || len(f.Waves) != 3 || f.Change.From != "1" || f.Change.To != "2" || f.Change.Verdict != Higher {
		t.Errorf("%+v", f.Change)
	}
}

func TestAChangeOfAHiddenWaveTellsNothing(t *testing.T) {
	w := newWorld(t, survey.Confidential)
	fill(w, 30, audience.Attributes{"wave": "1"})
	fill(w, 4, audience.Attributes{"wave": "2"})
	f, err := w.open(t, everyone(), Filter{}).named("osat")
	if err != nil {
		t.Fatal(err)
	}
	if c := f.Change; c.Verdict != Unclear || c.Bounded || c.Value != 0 || c.After.N != 0 {
		t.Errorf("%+v", c)
	}
}

func TestDifferencesOfSharesAreNewcombes(t *testing.T) {
	// Newcombe (1998), method 10, example (a): 56/70 - 48/80 = 0.2, 0.0524 to 0.3339
	c := compare(Cell{Measure: Share, N: 80, Count: 48, Value: 0.6}, Cell{Measure: Share, N: 70, Count: 56, Value: 0.8}, 0.15)
	if math.Abs(c.Low-0.0524) > 5e-5 || math.Abs(c.High-0.3339) > 5e-5 || c.Verdict != Higher {
		t.Errorf("%+v", c)
	}
}

func TestThemesCountRespondentsNotMentions(t *testing.T) {
	w := newWorld(t, survey.Identified)
	w.says("断货断货", nil, Hit{"why", "supply.stockout", -1}, Hit{"why", "supply.stockout", -1}, Hit{"why", "supply.excess", -1})
	w.says("断货，但压货好了", nil, Hit{"why", "supply.stockout", -1}, Hit{"why", "supply.excess", 1})
	w.says("返利快", nil, Hit{"why", "money.rebate", 1})
	w.says("没有", nil)
	unread := w.answer(answer.Data{"nps": 2.0, "why": "还没读"}, nil)
	w.answers(5, answer.Data{"nps": 10.0}, nil) // not asked why
	l := w.open(t, everyone(), Filter{})
	th, err := l.themes()
	if err != nil {
		t.Fatal(err)
	}
	if th.Wrote.N != 4 || th.Themes[0].ID != "supply.stockout" || th.Themes[0].Negative.Count != 2 || th.Themes[0].Spoken.N != 4 {
		t.Errorf("themes %+v (unread: %s)", th, unread)
	}
	for _, g := range th.Groups {
		if g.ID != "supply" {
			continue
		}
		// both spoke of supply; the second one praised and blamed it
		if g.Spoken.Count != 2 || g.Negative.Count != 1 || g.Neutral.Count != 1 {
			t.Errorf("group %+v", g)
		}
	}
}

func TestThemesOfAFewAreHidden(t *testing.T) {
	w := newWorld(t, survey.Confidential)
	for i := range 7 {
		w.says("断货", audience.Attributes{"region": []string{"east", "west"}[i%2]}, Hit{"why", "supply.stockout", -1 + i%2})
	}
	th, err := w.open(t, everyone(), Filter{}).themes()
	if err != nil || th.Hidden == nil || th.Hidden.Reason != Few || th.Hidden.Threshold != 8 || len(th.Themes) != 0 || th.Wrote.N != 7 {
		t.Errorf("%+v, %v", th, err)
	}
}

func TestAFigureThatIsNotThereIsNotFound(t *testing.T) {
	w := newWorld(t, survey.Identified)
	l := w.open(t, everyone(), Filter{})
	for _, name := range []string{"", "nowhere", "index:nowhere", "index:dsi.nowhere", "supply.nowhere"} {
		if _, err := l.named(name); fault.KindOf(err) != fault.KindNotFound {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestASurveyWithoutAnswersHasAReport(t *testing.T) {
	for _, mode := range []survey.Mode{survey.Identified, survey.Confidential, survey.Unlinkable} {
		r, err := newWorld(t, mode).open(t, everyone(), Filter{}).report()
		if err != nil || len(r.Figures) != 8 || r.Responses.N != 0 {
			t.Errorf("%s: %+v, %v", mode, r, err)
		}
		if mode != survey.Identified && r.Responses.Reason != Few {
			t.Errorf("%s tells nobody from four: %+v", mode, r.Responses)
		}
	}
}

func TestASurveyThatReadsNoTextSaysSo(t *testing.T) {
	w := newWorld(t, survey.Confidential)
	w.answers(20, answer.Data{"nps": 10.0, "why": "断货"}, nil)
	l := w.open(t, everyone(), Filter{})
	for i := range l.outline.questions {
		l.outline.questions[i].Analyze = false
	}
	if th, err := l.themes(); err != nil || !th.Unread || th.Hidden != nil { // not hidden for being few
		t.Errorf("%+v, %v", th, err)
	}
}
