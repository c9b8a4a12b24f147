package analysis

import (
	"context"
	"fmt"
	"math"
	"net/url"
	"testing"
	"time"

	"dealervoice/analysis/stats"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
)

// book is a roster for tests: how many dealers of which region and tier.
type book map[[2]string]int

func (b book) Today() calendar.Day { return "2026-11-23" }

func (b book) All(context.Context, access.Viewer, audience.Query) ([]audience.Dealer, error) {
	var out []audience.Dealer
	for at, n := range b {
		for range n {
			out = append(out, audience.Dealer{Region: at[0], Tier: at[1]})
		}
	}
	return out, nil
}

func (w *world) against(b book) {
	w.scales = &scales{roster: b, calendar: calendar.Calendar{Clock: time.Now, Zone: time.UTC}}
}

func weightedBy(dims ...string) Filter { return Filter{Weight: Weighting{By: dims}} }

// unbalanced: the east answers readily and is content; the west does neither.
func unbalanced(t *testing.T, mode survey.Mode) *world {
	w := newWorld(t, mode)
	w.against(book{{"east", "A"}: 50, {"east", "B"}: 50, {"west", "A"}: 50, {"west", "B"}: 150})
	for i := range 60 {
		w.answer(answer.Data{"osat": float64(4 + i%2), "nps": float64(9 + i%2), "supply": map[string]any{"available": 5.0, "on_time": float64(4 + i%2)}, "stock": float64(i)},
			audience.Attributes{"region": "east", "tier": []string{"A", "B"}[i/2%2]})
	}
	for i := range 30 {
		w.answer(answer.Data{"osat": float64(1 + i%3), "nps": float64(2 + i%9), "supply": map[string]any{"available": 2.0, "on_time": float64(1 + i%3)}, "stock": float64(100 + i)},
			audience.Attributes{"region": "west", "tier": []string{"A", "B"}[i/3%2]})
	}
	return w
}

func TestWeightedFiguresSpeakForTheRoster(t *testing.T) {
	l := unbalanced(t, survey.Identified).open(t, everyone(), weightedBy("region"))
	// By hand: east 100 dealers of mean 4.5, west 200 of mean 2.
	mean := find(t, l.must(t, "osat"), Mean, "")
	if want := (100*4.5 + 200*2.0) / 300; math.Abs(mean.Value-want) > 1e-9 {
		t.Errorf("mean %v, want %v", mean.Value, want)
	}
	if want := (60*4.5 + 30*2.0) / 90; math.Abs(mean.Plain-want) > 1e-9 || mean.N != 90 {
		t.Errorf("unweighted %v of %d, want %v of 90", mean.Plain, mean.N, want)
	}
	// Kish: weights 100/60 and 200/30.
	sum, squares := 300.0, 60*math.Pow(100.0/60, 2)+30*math.Pow(200.0/30, 2)
	if want := sum * sum / squares; math.Abs(mean.Effective-want) > 1e-9 {
		t.Errorf("worth %v, want %v", mean.Effective, want)
	}
	// With the margins known for certain only the spread within regions is left.
	within := func(values []float64, n, dealers float64) float64 {
		m, err := stats.MomentsOf(values)
		if err != nil {
			t.Fatal(err)
		}
		return dealers * dealers / 300 / 300 * m.SD * m.SD * (n - 1) / n / n
	}
	var east, west []float64
	for i := range 60 {
		east = append(east, float64(4+i%2))
	}
	for i := range 30 {
		west = append(west, float64(1+i%3))
	}
	if want := math.Sqrt((within(east, 60, 100) + within(west, 30, 200)) * 90 / 89); math.Abs(mean.SE-want) > 1e-9 {
		t.Errorf("s.e. %v, want %v", mean.SE, want)
	}
	top := find(t, l.must(t, "osat"), Top, "")
	if want := 1.0 / 3; math.Abs(top.Value-want) > 1e-9 || !top.Bounded || top.Low < 0 || top.High > 1 || top.Count != 60 {
		t.Errorf("top %+v, want %v", top, want)
	}
	nps := find(t, l.must(t, "nps"), NPS, "")
	if nps.Value >= nps.Plain || nps.Low >= nps.Value || nps.High <= nps.Value {
		t.Errorf("NPS %+v", nps)
	}
	index := find(t, l.must(t, "index:dsi"), Index, "")
	if !(index.Value < index.Plain) || !index.Bounded {
		t.Errorf("index %+v", index)
	}
	median := find(t, l.must(t, "stock"), Median, "")
	if median.Plain != 44.5 || median.Value < 100 {
		t.Errorf("median %+v: two thirds of the dealers have 100 days or more", median)
	}
	if n := find(t, l.must(t, Responses), Count, ""); n.Value != 90 || n.Weighted() {
		t.Errorf("a count is a count: %+v", n)
	}
}

func TestSeveralMarginsAreMetTogether(t *testing.T) {
	w := unbalanced(t, survey.Identified)
	l := w.open(t, everyone(), weightedBy("region", "tier"))
	// The shares of the tiers as a figure: 100 of 300 are A.
	var a, all float64
	for _, atom := range l.weights.atoms {
		n := float64(atom.in.Count())
		all += n * atom.weight
		if atom.groups[1] == "A" {
			a += n * atom.weight
		}
	}
	if math.Abs(a/all-100.0/300) > 1e-6 || math.Abs(all-300) > 1e-3 {
		t.Errorf("A weighs %v of %v", a, all)
	}
	if r := l.weights.waves[0].report; !r.Converged || r.Effect <= 1 {
		t.Errorf("%+v", r)
	}
	trimmed := w.open(t, everyone(), Filter{Weight: Weighting{By: []string{"region", "tier"}, Trim: 1.2}})
	if r := trimmed.weights.waves[0].report; r.Converged || r.Trimmed == 0 || r.Worst < 0.05 || r.Largest > 1.3 {
		t.Errorf("trimming that keeps a margin from being met must say so: %+v", r)
	}
}

func TestEachWaveIsWeightedByItself(t *testing.T) {
	w := newWorld(t, survey.Identified)
	w.against(book{{"east", ""}: 10, {"west", ""}: 30})
	for wave, east := range map[string]int{"1": 30, "2": 10} {
		for i := range 40 {
			region := "west"
			if i < east {
				region = "east"
			}
			score := map[string]float64{"east": 5, "west": 2}[region] - float64(i%2)
			w.answer(answer.Data{"osat": score}, audience.Attributes{"region": region, "wave": wave})
		}
	}
	l := w.open(t, everyone(), weightedBy("region"))
	for _, c := range l.must(t, "osat", DimWave) {
		if c.Measure == Mean && math.Abs(c.Value-(10*4.5+30*1.5)/40) > 1e-9 {
			t.Errorf("wave %s: %+v: who answered must not move the trend", c.key(DimWave), c)
		}
	}
	f, err := l.figure(l.outline.at["osat"])
	if err != nil || f.Change == nil || f.Change.Verdict == Higher || f.Change.Verdict == Lower {
		t.Errorf("nothing but who answered has changed: %+v, %v", f.Change, err)
	}
}

func TestGroupsWithoutAnswersAreTakenTogetherAndNamed(t *testing.T) {
	w := newWorld(t, survey.Identified)
	w.against(book{{"east", ""}: 40, {"west", ""}: 40, {"north", ""}: 15, {"south", ""}: 5})
	for i := range 60 {
		at := audience.Attributes{"region": []string{"east", "west"}[i%2]}
		if i < 3 {
			at["region"] = "south"
		}
		w.answer(answer.Data{"osat": float64(1 + i%5)}, at)
	}
	w.answer(answer.Data{"osat": 3.0}, nil) // nobody knows from where
	l := w.open(t, everyone(), weightedBy("region"))
	wave := l.weights.waves[0]
	if wave.void || wave.unplaced != 1 || !wave.report.Converged {
		t.Fatalf("%+v", wave)
	}
	var names []string
	for _, g := range wave.margins[0].groups {
		names = append(names, fmt.Sprint(g.values, g.dealers, g.in.Count()))
	}
	if got, want := fmt.Sprint(names), "[[west] 40 29 [east north south] 60 31]"; got != want {
		t.Errorf("groups %s, want %s", got, want)
	}
	if n := find(t, l.must(t, "osat"), Mean, "").N; n != 60 {
		t.Errorf("%d answers have a place, want 60", n)
	}
}

func TestNobodyToWeighToLeavesFiguresAsTheyAre(t *testing.T) {
	for name, b := range map[string]book{"an empty roster": {}, "one region": {{"east", ""}: 40}} {
		w := newWorld(t, survey.Identified)
		w.against(b)
		for i := range 20 {
			w.answer(answer.Data{"osat": float64(1 + i%5)}, audience.Attributes{"region": "east"})
		}
		l := w.open(t, everyone(), weightedBy("region"))
		c := find(t, l.must(t, "osat"), Mean, "")
		if !l.weights.waves[0].void || c.Value != c.Plain || math.Abs(c.Effective-20) > 1e-9 {
			t.Errorf("%s: %+v, %+v", name, l.weights.waves[0], c)
		}
	}
}

// Who asks for one weighting after the other solves for the sums over those who
// weigh alike: no such sum may rest on a few.
func TestWeightsBetrayNobody(t *testing.T) {
	w := newWorld(t, survey.Confidential)
	w.against(book{{"east", "A"}: 60, {"east", "B"}: 40, {"west", "A"}: 20, {"west", "B"}: 80})
	for i := range 40 {
		region := "east"
		if i >= 34 { // six in the west: three A, three B
			region = "west"
		}
		w.answer(answer.Data{"osat": float64(1 + i%5), "nps": float64(i % 11)}, audience.Attributes{"region": region, "tier": []string{"A", "B"}[i%2]})
	}
	for _, f := range []Filter{weightedBy("region"), weightedBy("tier"), weightedBy("region", "tier"), {Weight: Weighting{By: []string{"region", "tier"}, Trim: 2}}} {
		l := w.open(t, everyone(), f)
		for _, class := range l.weights.classes {
			if n := class.Count(); n < 8 {
				t.Errorf("%v: %d share a weight", f.Weight, n)
			}
		}
		for _, c := range append(l.must(t, "osat"), l.must(t, "osat", DimRegion)...) {
			if !c.Suppressed {
				for _, class := range l.weights.classes {
					in := class
					if r := c.key(DimRegion); r != "" {
						in = in.And(l.table.Dim(DimRegion).Chose(r))
					}
					if n := in.Count(); n > 0 && n < 5 {
						t.Errorf("%v: %+v is shown, and %d of it share a weight", f.Weight, c, n)
					}
				}
			}
		}
	}
}

func TestAWeightingStandsInTheAddress(t *testing.T) {
	for query, want := range map[string]string{
		"weight=tier,region": "weight=region&weight=tier", "weight=region&weight=tier&trim=3": "trim=3&weight=region&weight=tier",
		"weight=none": "", "weight=": "", "trim=3": "", "weight=exclusive&trim=0": "weight=exclusive",
	} {
		values, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		f, err := ParseFilter(values)
		if err != nil || f.Query().Encode() != want {
			t.Errorf("%s: %s, %v; want %s", query, f.Query().Encode(), err, want)
		}
		if !f.IsZero() || f.Address("/x") != map[bool]string{true: "/x", false: "/x?" + want}[want == ""] {
			t.Errorf("%s: a weighting filters nobody out and is kept: %s", query, f.Address("/x"))
		}
	}
	for _, query := range []string{"weight=rep", "weight=region&trim=1", "weight=region&trim=x", "weight=region&trim=NaN", "weight=region&trim=1e9", "weight=wave"} {
		values, _ := url.ParseQuery(query)
		if _, err := ParseFilter(values); fault.KindOf(err) != fault.KindBadRequest {
			t.Errorf("%s: %v", query, err)
		}
	}
}
