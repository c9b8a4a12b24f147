package stats

import (
	"math"
	"testing"
)

var usual = Goal{Alpha: 0.05, Power: 0.8}

// The vignette of R's pwr and Evan Miller's calculator.
func TestSampleSizesOfTheVignette(t *testing.T) {
	n, err := SampleSizeT(0.5, TwoArms, usual)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "d = 0.5", n, 63.76561, 5e-6)
	n, _ = SampleSizeT(0.32, OneSample, Goal{Alpha: 0.05, Power: 0.8, Side: Greater})
	near(t, "one-sided pairs", n, 61.75209, 5e-6)
	p, _ := PowerT(0.5, 30, TwoArms, usual)
	near(t, "power at 30", p, 0.4778965, 5e-8)
	h, _ := EffectH(0.55, 0.50)
	near(t, "h", h, 0.1001674, 5e-8)
	n, _ = SampleSizeH(h, 0, TwoArms, usual)
	near(t, "55 against 50", n, 1564.529, 5e-4)
	n, _ = SampleSizePooled(0.55, 0.50, usual)
	near(t, "power.prop.test", n, 1564.672, 5e-4)
	p, _ = PowerH(0.2, 543, 675, usual)
	near(t, "unequal arms", p, 0.9344102, 5e-8)
	n, _ = SampleSizeShares(0.2, 0.05, usual)
	near(t, "20 % and 5 points", math.Round(n), 1030, 0)
}

func TestPlanningWithAFiniteBase(t *testing.T) {
	n, err := SampleSizeMargin(0.5, 0.05, 800, Level95)
	if err != nil {
		t.Fatal(err)
	}
	m, err := Margin(0.5, n, 800, Level95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "asking that many gives that margin", m, 0.05, 1e-4)
	whole, _ := Margin(0.5, 800, 800, Level95)
	near(t, "everybody asked", whole, 0, 0)
	_, err = Margin(0.5, 900, 800, Level95)
	refused(t, "more than there are", err, ErrRange)
	e, _ := DesignEffect(20, 0.05)
	near(t, "clusters of 20", e, 1.95, 1e-12)
	post, _ := MinimumDetectable(Detectable{N1: 50, N2: 50}, PostOnly, usual)
	did, _ := MinimumDetectable(Detectable{N1: 50, N2: 50, Correlation: 0.5}, PrePostDifference, usual)
	near(t, "at r = 0.5 changes see as much as means afterwards", did, post, 1e-12)
}

// Power, size and smallest effect are three sides of one formula; a finite base makes each of
// them kinder. By hand: n0 = 2*(1.959964+0.841621)^2/0.25 = 62.791 for d = 0.5; of a base of 100
// that is 62.791/1.62791 = 38.572.
func TestADesignOfAFiniteBaseIsPlannedInThreeWays(t *testing.T) {
	n, err := SampleSizeOfDesign(Detectable{}, 0.5, PostOnly, usual)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "infinite", n, 62.791, 1e-3)
	few, _ := SampleSizeOfDesign(Detectable{Base1: 100}, 0.5, PostOnly, usual)
	near(t, "of a hundred", few, 38.572, 1e-3)
	for _, d := range []Detectable{
		{}, {Base1: 100, Base2: 100}, {Effect: 1.95}, {Effect: 1.95, Base1: 300, Base2: 300, Correlation: 0.6},
	} {
		for _, plan := range []Plan{PostOnly, PrePostDifference, Ancova} {
			if d.N1, err = SampleSizeOfDesign(d, 0.5, plan, usual); err != nil {
				t.Fatal(err)
			}
			d.N2 = d.N1
			smallest, err := MinimumDetectable(d, plan, usual)
			if err != nil {
				t.Fatal(err)
			}
			near(t, "smallest effect", smallest, 0.5, 1e-9)
			power, err := PowerOfDesign(d, 0.5, plan, usual)
			if err != nil {
				t.Fatal(err)
			}
			near(t, "power", power, 0.8, 1e-4) // the far tail adds less than that
		}
	}
	_, err = MinimumDetectable(Detectable{N1: 100, N2: 50, Base1: 100, Base2: 50}, PostOnly, usual)
	refused(t, "everybody asked", err, ErrNoSpread)
	_, err = PowerOfDesign(Detectable{N1: 101, N2: 50, Base1: 100}, 0.5, PostOnly, usual)
	refused(t, "more than there are", err, ErrRange)
	_, err = SampleSizeOfDesign(Detectable{}, 0, PostOnly, usual)
	refused(t, "no effect", err, ErrRange)
}

// Jennison & Turnbull (2000), tables 2.1 and 2.3, two-sided 5 %.
func TestBoundariesOfJennisonAndTurnbull(t *testing.T) {
	for k, want := range map[int][2]float64{1: {1.960, 1.960}, 2: {2.178, 1.977}, 3: {2.289, 2.004}, 5: {2.413, 2.040}, 10: {2.555, 2.087}} {
		p, err := GroupSequential(k, Pocock, usual)
		if err != nil {
			t.Fatal(err)
		}
		o, _ := GroupSequential(k, OBrienFleming, usual)
		near(t, "Pocock", p[k-1], want[0], 6e-4)
		near(t, "O'Brien-Fleming", o[k-1], want[1], 6e-4)
		near(t, "first look", o[0], o[k-1]*math.Sqrt(float64(k)), 1e-12)
	}
	_, err := GroupSequential(0, Pocock, usual)
	refused(t, "no look", err, ErrRange)
}

// Lan & DeMets with the O'Brien-Fleming type at five equal looks, two-sided 5 %, half of it in each
// tail: 4.8769 3.3569 2.6803 2.2898 2.0310, as R's ldbounds and gsDesign (sfLDOF) give.
func TestSpendingFunctionsSpendAllOfAlpha(t *testing.T) {
	times := []float64{0.2, 0.4, 0.6, 0.8, 1}
	bounds, spent, err := SpendAlpha(times, SpendOBrienFleming, usual)
	if err != nil {
		t.Fatal(err)
	}
	for k, want := range []float64{4.877, 3.357, 2.680, 2.290, 2.031} {
		near(t, "bound", bounds[k], want, 6e-4)
	}
	near(t, "spent", spent[4], 0.05, 1e-12)
	total := crossing(times, bounds, TwoSided)
	near(t, "crossing probability", total[4], 0.05, 1e-6)
	_, _, err = SpendAlpha([]float64{0.5, 0.4}, SpendPocock, usual)
	refused(t, "time going back", err, ErrRange)
}

func TestAlwaysValidInferenceIsWiderThanOneLook(t *testing.T) {
	a, b := Moments{N: 2500, Mean: 0.2, SD: 1}, Moments{N: 2500, Mean: 0, SD: 1}
	c, err := ConfidenceSequence(a, b, 5000, Level95)
	if err != nil {
		t.Fatal(err)
	}
	w, _ := Welch(a, b, Level95)
	if c.High-c.Low <= w.High-w.Low || c.Value != w.Value {
		t.Errorf("sequence %+v, fixed %+v", c.Interval, w.Interval)
	}
	_, p, err := MixtureSPRT(a, b, 0.1)
	if err != nil || p <= w.P || p > 1 {
		t.Errorf("always-valid p %v, fixed %v, %v", p, w.P, err)
	}
	_, p, _ = MixtureSPRT(b, b, 0.1)
	near(t, "no difference", p, 1, 0)
}
