package stats

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestMeanCountedIsTheMeanOfTheObservationsWrittenOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := []Counted{}
		var xs []float64
		for v := range rapid.IntRange(1, 7).Draw(t, "values") {
			n := rapid.IntRange(0, 9).Draw(t, "count")
			counts = append(counts, Counted{Value: float64(v), Count: n})
			for range n {
				xs = append(xs, float64(v))
			}
		}
		want, wantErr := MeanInterval(xs, Level95)
		got, err := MeanCounted(counts, Level95)
		for _, reason := range []error{ErrTooFew, ErrNoSpread} {
			if errors.Is(err, reason) != errors.Is(wantErr, reason) {
				t.Fatalf("error %v, want %v", err, wantErr)
			}
		}
		for _, pair := range [][2]float64{{got.Value, want.Value}, {got.SE, want.SE}, {got.Low, want.Low}, {got.High, want.High}} {
			if math.Abs(pair[0]-pair[1]) > 1e-12 {
				t.Fatalf("got %+v, want %+v", got, want)
			}
		}
		if got.N != want.N {
			t.Fatalf("n %d, want %d", got.N, want.N)
		}
	})
}

func TestMeanCountedRefusesWhatIsNoCount(t *testing.T) {
	for name, c := range map[string]struct {
		counts []Counted
		want   error
	}{
		"negative":     {[]Counted{{1, -1}}, ErrRange},
		"not a number": {[]Counted{{math.NaN(), 1}}, ErrNotFinite},
		"overflow":     {[]Counted{{1e308, 2}, {-1e308, 2}}, ErrNotFinite},
	} {
		if _, err := MeanCounted(c.counts, Level95); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestQuartilesAreThoseOfR(t *testing.T) {
	// quantile(c(2, 4, 4, 5, 7, 9, 30), c(.25, .5, .75)) = 4, 5, 8; of 1:10 = 3.25, 5.5, 7.75
	for _, c := range []struct {
		xs   []float64
		want Quartiles
	}{
		{[]float64{30, 2, 4, 5, 4, 9, 7}, Quartiles{4, 5, 8}},
		{[]float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, Quartiles{3.25, 5.5, 7.75}},
		{[]float64{7}, Quartiles{7, 7, 7}},
		{[]float64{-1e308, 1e308}, Quartiles{-5e307, 0, 5e307}},
	} {
		if got, err := QuartilesOf(c.xs); err != nil || got != c.want {
			t.Errorf("%v: %v %v, want %v", c.xs, got, err, c.want)
		}
	}
	if _, err := QuartilesOf(nil); !errors.Is(err, ErrTooFew) {
		t.Errorf("no observations: %v", err)
	}
}
