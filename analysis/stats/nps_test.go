package stats

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// The worked row of the domain notes: 18/12/10 of 40 -> "20 (-5 to 45), n 40".
func TestNPSGivesTheWorkedExample(t *testing.T) {
	got, err := NPS(18, 12, 10, Level95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "value", got.Value, 20, 1e-12)
	// var = (0.45+0.25-0.04)/40 = 0.0165
	near(t, "s.e.", got.SE, 100*math.Sqrt(0.0165), 1e-12)
	near(t, "low", math.Round(got.Low), -5, 0)
	near(t, "high", math.Round(got.High), 45, 0)
	if got.N != 40 || got.Excludes(0) {
		t.Errorf("n %d, interval %+v: no arrow here", got.N, got.Interval)
	}
}

func TestNPSEqualsTheMeanOfPlusMinusHundred(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// At least one promoter and one detractor: all in one class is refused, tested below.
		r := Recommend{rapid.IntRange(1, 300).Draw(t, "p"), rapid.IntRange(0, 300).Draw(t, "n"), rapid.IntRange(1, 300).Draw(t, "d")}
		var xs []float64
		for range r.Promoters {
			xs = append(xs, 100)
		}
		for range r.Passives {
			xs = append(xs, 0)
		}
		for range r.Detractors {
			xs = append(xs, -100)
		}
		nps, err := NPS(r.Promoters, r.Passives, r.Detractors, Level95)
		mean, err2 := MeanInterval(xs, Level95)
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		n := float64(len(xs))
		if math.Abs(nps.Value-mean.Value) > 1e-9 || math.Abs(nps.SE-mean.SE*math.Sqrt((n-1)/n)) > 1e-9 {
			t.Fatalf("NPS %+v, mean %+v", nps, mean)
		}
	})
}

func TestNPSRefusesAnIntervalWhereAllAgree(t *testing.T) {
	got, err := NPS(5, 0, 0, Level95)
	refused(t, "all promoters", err, ErrNoSpread)
	near(t, "value", got.Value, 100, 0)
	if got.N != 5 || got.SE != 0 {
		t.Errorf("got %+v", got)
	}
	_, err = NPS(0, 0, 0, Level95)
	refused(t, "nobody", err, ErrTooFew)
	_, err = NPS(-1, 2, 3, Level95)
	refused(t, "negative", err, ErrRange)
}

func TestNPSIntervalStaysOnTheScale(t *testing.T) {
	got, err := NPS(9, 1, 0, Level95)
	if err != nil || got.High != 100 || got.Low >= 90 {
		t.Errorf("%+v %v", got, err)
	}
}

func TestNPSDifferenceAddsTheVariances(t *testing.T) {
	a, b := Recommend{18, 12, 10}, Recommend{10, 12, 18}
	got, err := NPSDifference(a, b, Level95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "value", got.Value, 40, 1e-12)
	near(t, "s.e.", got.SE, 100*math.Sqrt(2*0.0165), 1e-12)
	if !got.Excludes(0) {
		t.Errorf("40 +- 36 excludes 0: %+v", got.Interval)
	}
	_, err = NPSDifference(a, Recommend{0, 4, 0}, Level95)
	refused(t, "one side all passive", err, ErrNoSpread)
}

func TestScoresFallIntoTheirClasses(t *testing.T) {
	got, err := CountRecommend([]float64{0, 6, 7, 8, 9, 10})
	if err != nil || got != (Recommend{2, 2, 2}) {
		t.Errorf("%+v %v", got, err)
	}
	_, err = CountRecommend([]float64{11})
	refused(t, "11", err, ErrRange)
	_, err = CountRecommend([]float64{6.5})
	refused(t, "6.5", err, ErrRange)
	_, err = CountRecommend([]float64{math.NaN()})
	refused(t, "NaN", err, ErrNotFinite)
}
