package analysis

import (
	"fmt"
	"math/big"
	"slices"
	"testing"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"

	"pgregory.net/rapid"
)

func TestThresholdsHoldWhereStaffMustNotKnow(t *testing.T) {
	for n, want := range map[int]struct{ score, share, count Reason }{
		4: {Few, Few, Few}, 5: {"", Few, ""}, 7: {"", Few, ""}, 8: {"", "", ""},
	} {
		w := newWorld(t, survey.Confidential)
		for i := range n {
			w.answer(answer.Data{"osat": float64(i%5 + 1)}, nil)
		}
		l := w.open(t, everyone(), Filter{})
		cells := l.must(t, "osat")
		if c := find(t, cells, Mean, ""); c.Reason != want.score || c.Suppressed != (want.score != "") {
			t.Errorf("mean of %d: %+v", n, c)
		}
		if c := find(t, cells, Share, "3"); c.Reason != want.share {
			t.Errorf("share of %d: %+v", n, c)
		}
		if c := find(t, l.must(t, "responses"), Count, ""); c.Reason != want.count {
			t.Errorf("count of %d: %+v", n, c)
		}
	}
}

func TestASuppressedCellCarriesNoNumber(t *testing.T) {
	w := newWorld(t, survey.Confidential)
	w.answers(4, answer.Data{"osat": 2.0, "nps": 3.0, "stock": 7.0}, audience.Attributes{"region": "east"})
	l := w.open(t, everyone(), Filter{})
	for _, figure := range []string{"responses", "osat", "nps", "stock", "channels", "first", "theme:supply", "index:dsi"} {
		for _, c := range l.must(t, figure, "region") {
			bare := Cell{Keys: c.Keys, Option: c.Option, Measure: c.Measure, Suppressed: true, Reason: Few, Threshold: c.Threshold}
			if fmt.Sprint(c) != fmt.Sprint(bare) {
				t.Errorf("%s tells %+v", figure, c)
			}
		}
	}
}

func TestASurveyMayAskForMore(t *testing.T) {
	p := protect([]survey.Version{{Mode: survey.Confidential, MinCell: 12}, {Mode: survey.Identified, MinCell: 3}})
	if p.open || p.threshold(score) != 12 || p.threshold(distribution) != 12 || p.threshold(verbatim) != 12 {
		t.Errorf("%+v", p)
	}
	p = protect([]survey.Version{{Mode: survey.Unlinkable, MinCell: 1}})
	if p.threshold(score) != 5 || p.threshold(distribution) != 8 || p.threshold(verbatim) != 10 {
		t.Errorf("a survey lowered the thresholds: %+v", p)
	}
	if protect(nil).open {
		t.Error("a survey without a version promises nothing")
	}
}

func TestAFilterThatLeavesAFewOutIsRefused(t *testing.T) {
	for outside, want := range map[int]Reason{0: "", 1: Guarded, 4: Guarded, 5: ""} {
		w := newWorld(t, survey.Confidential)
		fill(w, 20, audience.Attributes{"tier": "A"})
		fill(w, outside, audience.Attributes{"tier": "B"})
		l := w.open(t, everyone(), Filter{Is: []Condition{{"tier", []string{"A"}}}})
		if c := find(t, l.must(t, "osat"), Mean, ""); c.Reason != want {
			t.Errorf("%d outside: %+v", outside, c)
		}
	}
}

func TestASmallSiblingIsNotLeftOver(t *testing.T) {
	for _, dim := range []string{"region", "tier"} { // planned or not
		w := newWorld(t, survey.Confidential)
		fill(w, 9, audience.Attributes{dim: "north"})
		fill(w, 30, audience.Attributes{dim: "east"})
		fill(w, 3, audience.Attributes{dim: "west"})
		fill(w, 20, audience.Attributes{dim: "south"})
		l := w.open(t, everyone(), Filter{})
		var hidden []string
		for _, c := range l.must(t, "responses", dim) {
			if c.Suppressed {
				hidden = append(hidden, c.key(dim)+" "+string(c.Reason))
			}
		}
		slices.Sort(hidden)
		if want := []string{"north guarded", "west few"}; !slices.Equal(hidden, want) {
			t.Errorf("by %s hidden %v, want %v: west could be subtracted", dim, hidden, want)
		}
		// the same by filters, one after another, and by another viewer
		other := everyone()
		other.UserID = "another"
		l = w.open(t, other, Filter{Is: []Condition{{dim, []string{"north"}}}})
		if c := l.must(t, "responses")[0]; !c.Suppressed {
			t.Errorf("north by a filter on %s: %+v", dim, c)
		}
	}
}

func TestWhoAnsweredAtAllIsGuardedToo(t *testing.T) {
	// Leaving out one person who was never asked why leaves the answers to "why"
	// as they are. That they are the same would tell that this person is no
	// detractor.
	w := newWorld(t, survey.Confidential)
	for range 20 {
		w.answer(answer.Data{"nps": 3.0, "why": "断货"}, audience.Attributes{"tier": "A"})
	}
	w.answer(answer.Data{"nps": 10.0}, audience.Attributes{"tier": "B"})
	l := w.open(t, everyone(), Filter{Is: []Condition{{"tier", []string{"A"}}}})
	if c := l.must(t, "why")[0]; c.Reason != Guarded {
		t.Errorf("all but one: %+v", c)
	}
}

func TestAGroupOfOneOpinionIsHidden(t *testing.T) {
	for n, want := range map[int]Reason{15: Guarded, 16: ""} {
		w := newWorld(t, survey.Confidential)
		w.answers(n, answer.Data{"osat": 1.0}, nil)
		c := find(t, w.open(t, everyone(), Filter{}).must(t, "osat"), Share, "1")
		if c.Reason != want {
			t.Errorf("%d of one opinion: %+v", n, c)
		}
	}
	w := newWorld(t, survey.Confidential)
	w.answers(14, answer.Data{"osat": 1.0}, nil)
	w.answer(answer.Data{"osat": 2.0}, nil)
	if c := find(t, w.open(t, everyone(), Filter{}).must(t, "osat"), Share, "1"); c.Suppressed {
		t.Errorf("14 of 15: %+v", c)
	}
}

func TestFewOnTheScaleAreAsFewAsFewAnswers(t *testing.T) {
	w := newWorld(t, survey.Confidential)
	for i := range 12 {
		v := any("na")
		if i < 2 {
			v = float64(i + 1)
		}
		w.answer(answer.Data{"supply": map[string]any{"on_time": v}}, nil)
	}
	if c := find(t, w.open(t, everyone(), Filter{}).must(t, "supply.on_time"), Mean, ""); c.Reason != Few {
		t.Errorf("the mean of two: %+v", c)
	}
}

func TestAViewersWholeScopeComesBeforeItsParts(t *testing.T) {
	w := newWorld(t, survey.Confidential)
	fill(w, 12, audience.Attributes{"region": "east", "rep": "a@x", "tier": "A"})
	fill(w, 3, audience.Attributes{"region": "east", "rep": "a@x", "tier": "B"})
	fill(w, 30, audience.Attributes{"region": "west", "rep": "b@x", "tier": "A"})
	v := everyone()
	v.Scope = access.Scope{Level: access.Own, Value: "a@x"}
	l := w.open(t, v, Filter{Is: []Condition{{"tier", []string{"A"}}}})
	if c := l.must(t, "responses")[0]; c.Reason != Guarded {
		t.Errorf("15 dealers, all but 3: %+v", c)
	}
	if c := w.open(t, v, Filter{}).must(t, "responses")[0]; c.N != 15 {
		t.Errorf("the whole scope: %+v", c)
	}
}

// fill adds answers that differ from each other.
func fill(w *world, n int, at audience.Attributes) {
	for i := range n {
		w.answer(answer.Data{"osat": float64(i%5 + 1), "nps": float64(i % 11), "stock": float64(w.count)}, at)
	}
}

// Random populations, and random filters by viewers who pool what they see. An
// attacker knows everybody's attributes, writes each shown figure as an equation
// over single answers, and looks for combinations that rest on fewer than five.
func TestPooledFiguresOverRandomFiltersBetrayNobody(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t, survey.Confidential)
		people := rapid.IntRange(0, 40).Draw(rt, "people")
		places := make([]audience.Attributes, people)
		for i := range people {
			places[i] = audience.Attributes{
				"region": rapid.SampledFrom([]string{"east", "south", "west"}).Draw(rt, "region"),
				"tier":   rapid.SampledFrom([]string{"A", "B"}).Draw(rt, "tier"),
				"wave":   rapid.SampledFrom([]string{"1", "2"}).Draw(rt, "wave"),
				"rep":    rapid.SampledFrom([]string{"a@x", "b@x"}).Draw(rt, "rep"),
			}
			d := answer.Data{}
			if rapid.IntRange(0, 3).Draw(rt, "skip") > 0 {
				d["stock"] = float64(rapid.IntRange(0, 30).Draw(rt, "stock"))
			}
			w.answer(d, places[i])
		}
		a := attacker{people: people}
		for range rapid.IntRange(1, 12).Draw(rt, "looks") {
			v, by, f := drawLook(rt)
			l := w.open(t, v, f)
			for _, c := range l.must(t, "stock", by...) {
				if c.Suppressed {
					continue
				}
				who := members(places, v, f, c)
				if c.Measure == Count || len(who) == 0 {
					continue
				}
				if c.N < 5 {
					rt.Fatalf("a figure of %d: %+v", c.N, c)
				}
				if out := w.table.Len() - len(who); v.Scope.Level == access.All && out > 0 && out < 5 {
					rt.Fatalf("all but %d: %+v", out, c)
				}
				a.learn(who)
			}
		}
		if who := a.betrayed(); who != nil {
			rt.Fatalf("%d equations betray %v", len(a.rows), who)
		}
	})
}

func drawLook(rt *rapid.T) (access.Viewer, []string, Filter) {
	v := everyone()
	v.Scope = rapid.SampledFrom([]access.Scope{
		{Level: access.All}, {Level: access.All}, {Level: access.Region, Value: "east"}, {Level: access.Own, Value: "a@x"},
	}).Draw(rt, "scope")
	var f Filter
	for dim, values := range map[string][]string{"region": {"east", "south", "west"}, "tier": {"A", "B"}, "wave": {"1", "2"}} {
		if rapid.IntRange(0, 2).Draw(rt, "filter "+dim) == 0 {
			f = f.With(dim, rapid.SliceOfNDistinct(rapid.SampledFrom(values), 1, len(values), rapid.ID[string]).Draw(rt, dim)...)
		}
	}
	by := rapid.SampledFrom([][]string{nil, {"region"}, {"tier"}, {"wave"}, {"region", "tier"}}).Draw(rt, "by")
	return v, by, f
}

// members are the people a shown cell is about, as the attacker knows it from
// the address and the roster.
func members(places []audience.Attributes, v access.Viewer, f Filter, c Cell) []int {
	var out []int
	for i, at := range places {
		in := v.Scope.Covers(access.Place{Region: at["region"], Rep: at["rep"]})
		for _, cond := range f.Is {
			in = in && slices.Contains(cond.Values, at[cond.Dim])
		}
		for _, k := range c.Keys {
			in = in && at[k.Dim] == k.Value
		}
		if in {
			out = append(out, i)
		}
	}
	return out
}

// attacker collects groups and solves for small ones, in exact fractions.
type attacker struct {
	people int
	rows   [][]*big.Rat
}

func (a *attacker) learn(who []int) {
	row := make([]*big.Rat, a.people)
	for i := range row {
		row[i] = new(big.Rat)
		if slices.Contains(who, i) {
			row[i].SetInt64(1)
		}
	}
	a.rows = append(a.rows, row)
}

// betrayed finds one or two people on whom alone a combination of the equations
// rests.
func (a *attacker) betrayed() []int {
	full := a.rank(nil)
	for i := range a.people {
		if a.rank([]int{i}) < full {
			return []int{i}
		}
		for j := range i {
			if a.rank([]int{i, j}) < full {
				return []int{i, j}
			}
		}
	}
	return nil
}

func (a *attacker) rank(without []int) int {
	var rows [][]*big.Rat
	for _, r := range a.rows {
		row := make([]*big.Rat, 0, len(r))
		for i, v := range r {
			if !slices.Contains(without, i) {
				row = append(row, new(big.Rat).Set(v))
			}
		}
		rows = append(rows, row)
	}
	n := 0
	for c := 0; n < len(rows) && c < a.people-len(without); c++ {
		at := slices.IndexFunc(rows[n:], func(r []*big.Rat) bool { return r[c].Sign() != 0 })
		if at < 0 {
			continue
		}
		rows[n], rows[n+at] = rows[n+at], rows[n]
		for _, r := range rows[n+1:] {
			if r[c].Sign() == 0 {
				continue
			}
			factor := new(big.Rat).Quo(r[c], rows[n][c])
			for j := range r {
				r[j].Sub(r[j], new(big.Rat).Mul(factor, rows[n][j]))
			}
		}
		n++
	}
	return n
}

func TestTheSameFewInTwoWavesAreStillFew(t *testing.T) {
	for dealers, want := range map[int]struct{ score, share Reason }{
		4: {Few, Few}, 5: {"", Few}, 7: {"", Few}, 8: {"", ""},
	} {
		w := newWorld(t, survey.Confidential)
		for _, wave := range []string{"1", "2"} {
			for i := range dealers {
				w.answer(answer.Data{"osat": float64(i%5 + 1)}, audience.Attributes{"wave": wave})
			}
		}
		l := w.open(t, everyone(), Filter{})
		if c := find(t, l.must(t, "osat"), Mean, ""); c.Reason != want.score {
			t.Errorf("mean of %d dealers in two waves: %+v", dealers, c)
		}
		if c := find(t, l.must(t, "osat"), Share, "3"); c.Reason != want.share {
			t.Errorf("share of %d dealers in two waves: %+v", dealers, c)
		}
	}
}
