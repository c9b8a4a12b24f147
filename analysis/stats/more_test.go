package stats

import (
	"fmt"
	"math"
	"testing"
)

var gap = math.NaN()

// Krippendorff (2011), the example of three coders with gaps: 0.691 nominal, 0.811 interval.
func TestAgreementOfTheTextbooks(t *testing.T) {
	coders := [][]float64{
		{gap, gap, gap, gap, gap, 3, 4, 1, 2, 1, 1, 3, 3, gap, 3},
		{1, gap, 2, 1, 3, 3, 4, 3, gap, gap, gap, gap, gap, gap, gap},
		{gap, gap, 2, 1, 3, 4, 4, gap, 2, 1, 1, 3, 3, gap, 4},
	}
	a, units, err := KrippendorffAlpha(coders, NominalMetric)
	if err != nil || units != 12 {
		t.Errorf("%d units, %v", units, err)
	}
	near(t, "nominal", a, 0.691, 5e-4)
	a, _, _ = KrippendorffAlpha(coders, IntervalMetric)
	near(t, "interval", a, 0.811, 5e-4)
	var x, y []string
	for _, c := range []struct {
		a, b string
		n    int
	}{{"yes", "yes", 20}, {"yes", "no", 5}, {"no", "yes", 10}, {"no", "no", 15}} {
		for range c.n {
			x, y = append(x, c.a), append(y, c.b)
		}
	}
	k, err := Kappa(x, y, Level95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "kappa: (0.7 - 0.5)/0.5", k.Value, 0.4, 1e-12)
	same, _ := Kappa(x, x, Level95)
	near(t, "a coder with himself", same.Value, 1, 1e-12)
	_, err = Kappa([]string{"a", "a"}, []string{"a", "a"}, Level95)
	refused(t, "one category", err, ErrNoSpread)
	_, _, err = KrippendorffAlpha([][]float64{{1, gap}, {gap, 2}}, NominalMetric)
	refused(t, "nothing coded twice", err, ErrTooFew)
}

// Berger et al. (1993): every cell of the evaluation table.
func TestKanosTable(t *testing.T) {
	want := []string{"QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"}
	letter := map[KanoClass]byte{Questionable: 'Q', Attractive: 'A', OneDimensional: 'O', Reverse: 'R', Indifferent: 'I', MustBe: 'M'}
	for h := 1; h <= 5; h++ {
		for l := 1; l <= 5; l++ {
			c, err := KanoOf(h, l)
			if err != nil || letter[c] != want[h-1][l-1] {
				t.Errorf("having %d, lacking %d: %s %v", h, l, c, err)
			}
		}
	}
	k, err := KanoFeature([]int{1, 1, 1, 3, 2, 1}, []int{5, 5, 3, 3, 5, 5})
	if err != nil || k.Class != OneDimensional || k.Clear {
		t.Errorf("%+v %v", k, err)
	}
	near(t, "better", k.Better, 4.0/6, 1e-12)
	near(t, "worse", k.Worse, -4.0/6, 1e-12)
	_, err = KanoOf(0, 3)
	refused(t, "an answer of 0", err, ErrRange)
}

func TestEquivalenceAgreesWithItsInterval(t *testing.T) {
	a, b := Moments{N: 60, Mean: 3.52, SD: 0.8}, Moments{N: 55, Mean: 3.48, SD: 0.9}
	for _, margin := range []float64{0.1, 0.2, 0.25, 0.3, 0.4, 0.6} {
		e, err := TOST(a, b, Interval{Low: -margin, High: margin}, 0.05)
		if err != nil {
			t.Fatal(err)
		}
		inside := e.Low > -margin && e.High < margin
		if inside != (e.P < 0.05) {
			t.Errorf("margin %v: interval %+v, p %v", margin, e.Interval, e.P)
		}
	}
	_, err := TOST(a, b, Interval{Low: 1, High: -1}, 0.05)
	refused(t, "margins upside down", err, ErrRange)
}

func TestCupedTakesOutWhatWasThereBefore(t *testing.T) {
	var a, b Arm
	for i := range 20 {
		before := float64(i * i % 13)
		a.Before, b.Before = append(a.Before, before), append(b.Before, before)
		a.Y = append(a.Y, 2*before+1+0.1*float64(i%3))
		b.Y = append(b.Y, 2*before+0.1*float64((i+1)%3))
	}
	c, err := CUPED(a, b, Level95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "theta", c.Theta, 2, 0.05)
	near(t, "balanced before: the difference stays", c.Value, c.Plain.Value, 1e-9)
	if c.Reduction < 0.95 || c.Plain.P < 0.05 || c.P > 1e-6 {
		t.Errorf("reduction %v, p %v after %v", c.Reduction, c.P, c.Plain.P)
	}
	b.Before = repeat(1, 20)
	a.Before = b.Before
	_, err = CUPED(a, b, Level95)
	refused(t, "nothing varies before", err, ErrNoSpread)
}

func TestItemCountsFindAPlantedShare(t *testing.T) {
	var long, short []float64
	for i := range 200 { // the same lists, and 30 % hold the item
		short = append(short, float64(i%4))
		long = append(long, float64(i%4)+indicator(i%10 < 3))
	}
	c, err := ItemCountShare(long, short, 3, Level95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "share", c.Value, 0.3, 1e-12)
	near(t, "design", c.DesignP, 1, 0)
	for i := range long { // the long list makes people hide everything
		long[i] = math.Max(0, short[i]-1)
	}
	c, _ = ItemCountShare(long, short, 3, Level95)
	if c.DesignP > 0.001 {
		t.Errorf("a broken design passes: p %v", c.DesignP)
	}
	_, err = ItemCountShare([]float64{5}, short, 3, Level95)
	refused(t, "more than the list", err, ErrRange)
}

// Fisher's exact count: of the 20 ways to deal three of six, two are as extreme as 4, 5, 6.
func TestPlacebosAreCountedExactlyAndRepeatably(t *testing.T) {
	p, err := Permutation([]float64{4, 5, 6}, []float64{1, 2, 3}, 1, 1)
	if err != nil || !p.Exact || p.Rounds != 20 {
		t.Fatalf("%+v %v", p, err)
	}
	near(t, "p", p.P, 0.1, 1e-12)
	var a, b []float64
	for i := range 30 {
		a, b = append(a, float64(i%7)), append(b, float64(i%5))
	}
	x, _ := Permutation(a, b, 2000, 7)
	y, _ := Permutation(a, b, 2000, 7)
	if x != y || x.Exact || x.P <= 0 || x.P > 1 {
		t.Errorf("%+v %+v", x, y)
	}
	ma, _ := MomentsOf(a)
	mb, _ := MomentsOf(b)
	w, _ := Welch(ma, mb, Level95)
	near(t, "p near Welch's", x.P, w.P, 0.05)
	_, err = Permutation(nil, b, 10, 1)
	refused(t, "nobody treated", err, ErrTooFew)
}

// planted is a panel of six units over five waves: unit and wave effects, and an effect of 2, 3, 4
// … from the start on. noise adds a little of it by unit and wave.
func planted(starts []int, noise float64) Panel {
	var p Panel
	for u, s := range starts {
		for w := 1; w <= 5; w++ {
			y := 10*float64(u) + float64(w*w) + noise*math.Sin(float64(7*u+3*w*w))
			if s > 0 && w >= s {
				y += 2 + float64(w-s)
			}
			p.Y = append(p.Y, y)
			p.Unit, p.Wave, p.Start = append(p.Unit, fmt.Sprint(u)), append(p.Wave, w), append(p.Start, s)
		}
	}
	return p
}

func TestEventStudyFindsAPlantedPath(t *testing.T) {
	f, err := EventStudy(planted([]int{3, 3, 3, 0, 0, 0}, 0.01), Level95)
	if err != nil {
		t.Fatal(err)
	}
	want := map[int]float64{-2: 0, 0: 2, 1: 3, 2: 4}
	if len(f.Effects) != len(want) {
		t.Fatalf("%+v", f.Effects)
	}
	for _, e := range f.Effects {
		near(t, eventName(e.Event), e.Value, want[e.Event], 0.05)
	}
	near(t, "one test before", f.PreTrend.DF1, 1, 0)
	_, err = EventStudy(planted([]int{0, 0, 0}, 0.01), Level95)
	refused(t, "nobody treated", err, ErrOneGroup)
}

// Callaway and Sant'Anna get the path right where starts are staggered.
func TestStaggeredStartsFindAPlantedPath(t *testing.T) {
	for _, c := range []Comparison{NeverTreated, NotYetTreated} {
		s, err := StaggeredDiD(planted([]int{2, 2, 4, 4, 0, 0}, 0.01), c, Level95)
		if err != nil {
			t.Fatal(err)
		}
		for e, want := range map[int]float64{-1: 0, 0: 2, 1: 3, 2: 4, 3: 5} {
			near(t, fmt.Sprintf("event %d", e), s.Dynamic[e].Value, want, 0.05)
		}
		// Group 2: (2+3+4+5)/4, group 4: (2+3)/2; overall weighs each effect by group size.
		near(t, "group 2", s.Groups[2].Value, 3.5, 0.05)
		near(t, "group 4", s.Groups[4].Value, 2.5, 0.05)
		near(t, "overall", s.Overall.Value, 19.0/6, 0.05)
	}
	p := planted([]int{3, 3, 3, 0, 0, 0}, 1)
	s, err := StaggeredDiD(p, NeverTreated, Level95)
	if err != nil {
		t.Fatal(err)
	}
	// One group, one wave: the difference of mean changes, with variances divided by n.
	var a, b []float64
	for u := range 6 {
		d := p.Y[5*u+2] - p.Y[5*u+1]
		if u < 3 {
			a = append(a, d)
		} else {
			b = append(b, d)
		}
	}
	ma, _ := MomentsOf(a)
	mb, _ := MomentsOf(b)
	w, _ := Welch(ma, mb, Level95)
	for _, e := range s.Effects {
		if e.Wave == 3 {
			near(t, "effect", e.Value, w.Value, 1e-12)
			near(t, "s.e.", e.SE, w.SE*math.Sqrt(2.0/3), 1e-12)
		}
	}
	_, err = StaggeredDiD(planted([]int{2, 2, 2}, 0.01), NeverTreated, Level95)
	refused(t, "nobody to compare with", err, ErrOneGroup)
	p.Y, p.Unit, p.Wave, p.Start = p.Y[1:], p.Unit[1:], p.Wave[1:], p.Start[1:]
	_, err = StaggeredDiD(p, NeverTreated, Level95)
	refused(t, "a unit missing once", err, ErrEmptyCell)
}
