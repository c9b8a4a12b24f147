package analysis

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"dealervoice/survey"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

func TestACrosstabHoldsTheSameFiguresAsItsCells(t *testing.T) {
	w := newWorld(t, survey.Identified)
	for i := range 40 {
		at := audience.Attributes{"region": []string{"east", "west"}[i%2]}
		w.answer(answer.Data{"osat": float64(i%5 + 1), "role": []string{"owner", "buyer"}[i%3/2]}, at)
	}
	v := everyone()
	v.Language = language.English
	l := w.open(t, v, Filter{})
	for _, rows := range []string{"osat", "role", "channels"} {
		c, err := l.crosstab(CrosstabQuery{Rows: rows, Cols: "region"})
		if err != nil {
			t.Fatal(err)
		}
		if len(c.Columns) != 2 || c.Columns[0].Value != "east" || c.Cols.Title != "Region" {
			t.Fatalf("%s: columns %+v under %+v", rows, c.Columns, c.Cols)
		}
		whole, split := l.must(t, rows), l.must(t, rows, "region")
		for _, line := range c.Lines {
			if got, want := fmt.Sprint(line.Total), fmt.Sprint(find(t, whole, Share, line.Value)); got != want {
				t.Errorf("%s %s: total %s, want %s", rows, line.Value, got, want)
			}
			for i, col := range c.Columns {
				var want Cell
				for _, s := range split {
					if s.Measure == Share && s.Option == line.Value && s.key("region") == col.Value {
						want = s
					}
				}
				if fmt.Sprint(line.Cells[i]) != fmt.Sprint(want) {
					t.Errorf("%s %s in %s: %+v, want %+v", rows, line.Value, col.Value, line.Cells[i], want)
				}
			}
		}
	}
	c, err := l.crosstab(CrosstabQuery{Rows: "osat", Cols: "role"})
	if err != nil || c.Columns[0].Label == "" || c.Columns[0].N.N != 27 || c.Columns[1].N.N != 13 || len(c.Lines) != 5 {
		t.Errorf("by a question: %+v, %v", c, err)
	}
}

func TestACrosstabHidesWhatItsCellsHide(t *testing.T) {
	w := newWorld(t, survey.Confidential)
	for i := range 30 {
		w.answer(answer.Data{"osat": float64(i%5 + 1)}, audience.Attributes{"region": "east"})
	}
	for i := range 6 { // a score may be shown, a distribution may not
		w.answer(answer.Data{"osat": float64(i%5 + 1)}, audience.Attributes{"region": "west"})
	}
	c, err := w.open(t, everyone(), Filter{}).crosstab(CrosstabQuery{Rows: "osat", Cols: "region"})
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range c.Lines {
		if !line.Cells[0].Shown() || !line.Cells[1].Suppressed {
			t.Errorf("%s: %+v", line.Value, line.Cells)
		}
	}
	if c.Columns[1].N.N != 6 {
		t.Errorf("column of six: %+v", c.Columns[1])
	}
}

func TestACrosstabNeedsOptionsAndADimension(t *testing.T) {
	w := newWorld(t, survey.Identified)
	w.answer(answer.Data{"osat": 1.0}, audience.Attributes{"region": "east"})
	l := w.open(t, everyone(), Filter{})
	for _, q := range []CrosstabQuery{
		{Rows: "nothing", Cols: "region"}, {Rows: "why", Cols: "region"}, {Rows: "stock", Cols: "region"}, {Rows: "supply", Cols: "region"},
		{Rows: "osat", Cols: ""}, {Rows: "osat", Cols: "rep"}, {Rows: "osat", Cols: "channels"}, {},
	} {
		if _, err := l.crosstab(q); fault.KindOf(err) != fault.KindBadRequest {
			t.Errorf("%+v: %v", q, err)
		}
	}
}

func TestAReportByADimensionSplitsEveryFigure(t *testing.T) {
	w := newWorld(t, survey.Confidential)
	fill(w, 30, audience.Attributes{"region": "east"})
	fill(w, 30, audience.Attributes{"region": "west"})
	l := w.open(t, everyone(), Filter{})
	r := SplitReport{By: "region"}
	var err error
	if r.Report, err = l.report(); err != nil {
		t.Fatal(err)
	}
	if err := r.split(l, append(r.Indices, r.Figures...)); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, s := range r.Splits {
		names = append(names, s.Figure)
		if len(s.Splits) != 2 || len(s.Splits[1].Cells) == 0 {
			t.Errorf("%s: %+v", s.Figure, s.Splits)
		}
	}
	want := "[index:dsi index:dsi.supply index:dsi.overall role channels osat nps why supply.available supply.on_time first stock]"
	if got := sprint(names); got != want {
		t.Errorf("split %s, want %s", got, want)
	}
}

func TestAHiddenFigureHasNoNumberInJSON(t *testing.T) {
	for name, c := range map[string]struct {
		cell Cell
		want string
	}{
		"hidden":       {Cell{Measure: Mean, Suppressed: true, Reason: Few, Threshold: 5}, `{"measure":"mean","n":null,"missing":null,"value":null,"low":null,"high":null,"suppressed":true,"reason":"few","threshold":5}`},
		"nobody":       {Cell{Measure: Share, Option: "a"}, `{"option":"a","measure":"share","n":0,"missing":0,"value":null,"low":null,"high":null}`},
		"no interval":  {Cell{Measure: Mean, N: 1, Value: 3}, `{"measure":"mean","n":1,"missing":0,"value":3,"low":null,"high":null}`},
		"a share of 0": {Cell{Measure: Share, N: 9, Low: 0, High: 0.3, Bounded: true}, `{"measure":"share","n":9,"count":0,"missing":0,"value":0,"low":0,"high":0.3}`},
		"no number":    {Cell{Measure: Mean, N: 2, Value: 1, SE: math.NaN(), Low: math.Inf(-1), High: 2, Bounded: true}, `{"measure":"mean","n":2,"missing":0,"value":1,"low":null,"high":2}`},
	} {
		raw, err := json.Marshal(c.cell)
		if err != nil || string(raw) != c.want {
			t.Errorf("%s: %s, %v\nwant %s", name, raw, err, c.want)
		}
	}
	raw, err := json.Marshal(compare(Cell{Measure: Mean, N: 20, Value: 2}, Cell{Measure: Mean, Suppressed: true, Reason: Guarded}, 1))
	if err != nil || !strings.Contains(string(raw), `"value":null,"low":null,"high":null,"verdict":"unclear"}`) {
		t.Errorf("%s, %v", raw, err)
	}
}
