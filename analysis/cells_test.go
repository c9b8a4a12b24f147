package analysis

import (
	"math"
	"testing"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
)

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 0.0005*math.Max(1, math.Abs(want)) {
		t.Errorf("%s = %v, want %v", what, got, want)
	}
}

func TestNPSIsTheOneOfTheDomainNotes(t *testing.T) {
	w := newWorld(t, survey.Identified)
	w.answers(18, answer.Data{"nps": 9.0}, nil)
	w.answers(12, answer.Data{"nps": 7.0}, nil)
	w.answers(10, answer.Data{"nps": 6.0}, nil)
	w.answers(10, answer.Data{"osat": 3.0}, nil) // did not answer
	c := find(t, w.open(t, everyone(), Filter{}).must(t, "nps"), NPS, "")
	if c.Value != 20 || math.Round(c.Low) != -5 || math.Round(c.High) != 45 || c.N != 40 || !c.Bounded {
		t.Errorf("18/12/10 of 40: %+v", c)
	}
	near(t, "missing", c.Missing, 0.2)
}

func TestAScaleIsCountedWithoutNotApplicable(t *testing.T) {
	w := newWorld(t, survey.Identified)
	for _, v := range []any{1.0, 2.0, 4.0, 5.0, 5.0, "na", "na", nil} {
		d := answer.Data{"osat": 3.0}
		if v != nil {
			d["supply"] = map[string]any{"on_time": v}
		}
		w.answer(d, nil)
	}
	cells := w.open(t, everyone(), Filter{}).must(t, "supply.on_time")
	mean := find(t, cells, Mean, "")
	near(t, "mean", mean.Value, 3.4)
	if mean.N != 5 {
		t.Errorf("mean rests on %d, want the five on the scale", mean.N)
	}
	// by hand: 3.4 +- 2.776445 * sqrt(3.3/5)
	near(t, "low", mean.Low, 1.144406)
	near(t, "high", mean.High, 5.655594)
	top := find(t, cells, Top, "")
	if top.Count != 3 || top.N != 5 {
		t.Errorf("top two boxes %d of %d, want 3 of 5", top.Count, top.N)
	}
	na := find(t, cells, Share, "na")
	if na.Count != 2 || na.N != 7 {
		t.Errorf("not applicable %d of %d, want 2 of 7", na.Count, na.N)
	}
	near(t, "missing", na.Missing, 1.0/8)
}

func TestMissingMeansAskedAndNotAnswered(t *testing.T) {
	w := newWorld(t, survey.Identified)
	w.answer(answer.Data{"nps": 3.0, "why": "断货"}, nil)
	w.answer(answer.Data{"nps": 4.0}, nil)
	w.answers(8, answer.Data{"nps": 9.0}, nil) // were never asked why
	c := find(t, w.open(t, everyone(), Filter{}).must(t, "why"), Count, "")
	if c.N != 1 || c.Missing != 0.5 {
		t.Errorf("n %d missing %v, want 1 of the 2 asked", c.N, c.Missing)
	}
}

func TestRankingCountsPlaces(t *testing.T) {
	w := newWorld(t, survey.Identified)
	w.answers(6, answer.Data{"first": []any{"rebate", "credit"}}, nil)
	w.answers(2, answer.Data{"first": []any{"credit", "target"}}, nil)
	cells := w.open(t, everyone(), Filter{}).must(t, "first")
	if c := find(t, cells, Share, "credit"); c.Count != 8 || c.N != 8 {
		t.Errorf("credit in the first two: %+v", c)
	}
	if c := find(t, cells, Share, "target"); c.Count != 2 || c.N != 8 {
		t.Errorf("target in the first two: %+v", c)
	}
	c := find(t, cells, MeanRank, "credit")
	near(t, "mean rank", c.Value, (6*2+2*1)/8.0)
}

func TestNumbersHaveMedianAndQuartiles(t *testing.T) {
	w := newWorld(t, survey.Identified)
	for _, x := range []float64{2, 4, 4, 5, 7, 9, 1e308} {
		w.answer(answer.Data{"stock": x}, nil)
	}
	cells := w.open(t, everyone(), Filter{}).must(t, "stock")
	m := find(t, cells, Median, "")
	if m.Value != 5 || m.Low != 4 || m.High != 8 || m.N != 7 {
		t.Errorf("median %+v", m)
	}
	for _, c := range cells {
		if math.IsNaN(c.Value) || math.IsInf(c.Value, 0) || math.IsInf(c.High, 0) {
			t.Errorf("an outlier made %+v", c)
		}
	}
}

func TestTheIndexWeighsFactorsAndLeavesOutTheHalfAnswered(t *testing.T) {
	w := newWorld(t, survey.Identified)
	full := func(osat, a, b any) answer.Data {
		return answer.Data{"osat": osat, "supply": map[string]any{"available": a, "on_time": b}}
	}
	w.answer(full(5.0, 3.0, 1.0), nil)  // 0.6*25 + 0.4*100 = 55
	w.answer(full(1.0, 5.0, 5.0), nil)  // 0.6*100 + 0 = 60
	w.answer(full(4.0, 4.0, "na"), nil) // one item of two is under 60 %: no index
	l := w.open(t, everyone(), Filter{})
	c := find(t, l.must(t, "index:dsi"), Index, "")
	if c.N != 2 || c.Value != 57.5 {
		t.Errorf("index %+v, want 57.5 of 2", c)
	}
	if c := find(t, l.must(t, "index:dsi.overall"), Index, ""); c.N != 3 {
		t.Errorf("the factor overall rests on %d, want 3", c.N)
	}
}

func TestNothingIsCountedAsOneOfTheOptionsButTheOptions(t *testing.T) {
	w := newWorld(t, survey.Identified)
	w.answers(3, answer.Data{"role": "owner"}, nil)
	w.answer(answer.Data{"role": "老板的表弟，姓王"}, nil)
	cells := w.open(t, everyone(), Filter{}).must(t, "role")
	if c := find(t, cells, Share, "other"); c.Count != 1 {
		t.Errorf("what somebody wrote is not counted as other: %+v", cells)
	}
	for _, c := range cells {
		if c.Option == "老板的表弟，姓王" {
			t.Error("somebody's words became an option")
		}
	}
}

func TestCellsSplitByOneDimensionOrTwo(t *testing.T) {
	w := newWorld(t, survey.Identified)
	for _, region := range []string{"east", "west"} {
		for _, wave := range []string{"1", "2", "10"} {
			w.answers(2, answer.Data{"osat": 4.0, "role": "owner"}, audience.Attributes{"region": region, "wave": wave})
		}
	}
	l := w.open(t, everyone(), Filter{})
	cells := l.must(t, "responses", "wave")
	if len(cells) != 3 || cells[2].key("wave") != "10" || cells[2].N != 4 {
		t.Errorf("waves %+v", cells)
	}
	if cells = l.must(t, "responses", "region", "wave"); len(cells) != 6 || cells[0].N != 2 {
		t.Errorf("regions by waves %+v", cells)
	}
	if cells = l.must(t, "responses", "role"); len(cells) != 4 || cells[0].N != 12 {
		t.Errorf("by a question %+v", cells)
	}
}

func TestAViewerSeesTheirScopeOnly(t *testing.T) {
	w := newWorld(t, survey.Identified)
	w.answers(7, answer.Data{"osat": 4.0}, audience.Attributes{"region": "east", "area": "sunan", "rep": "a@x"})
	w.answers(9, answer.Data{"osat": 4.0}, audience.Attributes{"region": "west", "area": "chuan", "rep": "b@x"})
	for name, c := range map[string]struct {
		scope access.Scope
		want  int
	}{
		"all":         {access.Scope{Level: access.All}, 16},
		"region":      {access.Scope{Level: access.Region, Value: "west"}, 9},
		"area":        {access.Scope{Level: access.Area, Value: "sunan"}, 7},
		"own dealers": {access.Scope{Level: access.Own, Value: "a@x"}, 7},
		"nobody's":    {access.Scope{Level: access.Own, Value: "c@x"}, 0},
		"no scope":    {access.Scope{}, 0},
	} {
		v := everyone()
		v.Scope = c.scope
		if got := w.open(t, v, Filter{}).must(t, "responses")[0].N; got != c.want {
			t.Errorf("%s: %d responses, want %d", name, got, c.want)
		}
	}
	v := everyone()
	v.Scope = access.Scope{Level: access.Region, Value: "west"}
	l := w.open(t, v, Filter{Is: []Condition{{Dim: "region", Values: []string{"east"}}}})
	if got := l.must(t, "responses")[0].N; got != 0 {
		t.Errorf("a filter widened the scope: %d", got)
	}
}

func TestWhatDoesNotExistIsABadRequest(t *testing.T) {
	w := newWorld(t, survey.Identified)
	w.answer(answer.Data{"osat": 4.0}, audience.Attributes{"region": "east", "rep": "a@x"})
	l := w.open(t, everyone(), Filter{})
	for name, q := range map[string]Query{
		"question":              {Figure: "nowhere"},
		"row":                   {Figure: "supply.nowhere"},
		"index":                 {Figure: "index:nowhere"},
		"factor":                {Figure: "index:dsi.nowhere"},
		"measure":               {Figure: "osat", Measures: []Measure{NPS}},
		"dimension":             {Figure: "osat", By: []string{"nowhere"}},
		"the representative":    {Figure: "osat", By: []string{"rep"}},
		"a scale as dimension":  {Figure: "osat", By: []string{"osat"}},
		"three dimensions":      {Figure: "osat", By: []string{"region", "wave", "role"}},
		"injection as question": {Figure: "osat' OR 1=1 --"},
	} {
		if _, err := l.cells(q); fault.KindOf(err) != fault.KindBadRequest {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, f := range map[string]Filter{
		"dimension": {Is: []Condition{{"nowhere", []string{"x"}}}},
		"option":    {Is: []Condition{{"role", []string{"nowhere"}}}},
		"wave":      {Is: []Condition{{"wave", []string{"-1 OR 1=1"}}}},
		"rep":       {Is: []Condition{{"rep", []string{"a@x"}}}},
	} {
		if _, err := w.look(t.Context(), everyone(), f); fault.KindOf(err) != fault.KindBadRequest {
			t.Errorf("filter by %s: %v", name, err)
		}
	}
}
