package stats

import (
	"errors"
	"math"
	"testing"
)

func TestWelchDifferenceIsThatOfR(t *testing.T) {
	// R's sleep data: t.test(extra ~ group, data = sleep): difference -1.58,
	// 95 % interval -3.3654832 to 0.2054832, df 17.776
	one := []float64{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0}
	two := []float64{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4}
	a, err := MeanInterval(one, Level95)
	if err != nil {
		t.Fatal(err)
	}
	b, err := MeanInterval(two, Level95)
	if err != nil {
		t.Fatal(err)
	}
	d, err := WelchDifference(a, b, Level95)
	if err != nil {
		t.Fatal(err)
	}
	for name, pair := range map[string][2]float64{
		"difference": {d.Value, -1.58}, "low": {d.Low, -3.3654832}, "high": {d.High, 0.2054832},
	} {
		if math.Abs(pair[0]-pair[1]) > 1e-6 {
			t.Errorf("%s = %v, want %v", name, pair[0], pair[1])
		}
	}
}

func TestNormalDifferenceAgreesWithThatOfNPS(t *testing.T) {
	x, y := Recommend{18, 12, 10}, Recommend{30, 20, 50}
	want, err := NPSDifference(x, y, Level95)
	if err != nil {
		t.Fatal(err)
	}
	a, _ := NPS(x.Promoters, x.Passives, x.Detractors, Level95)
	b, _ := NPS(y.Promoters, y.Passives, y.Detractors, Level95)
	got, err := NormalDifference(a, b, Level95)
	if err != nil || math.Abs(got.Low-want.Low) > 1e-9 || math.Abs(got.High-want.High) > 1e-9 || got.N != want.N {
		t.Errorf("%+v %v, want %+v", got, err, want)
	}
}

func TestDifferencesRefuseWhatHasNoSpread(t *testing.T) {
	flat := Estimate{Value: 3, N: 9}
	if _, err := WelchDifference(flat, flat, Level95); !errors.Is(err, ErrNoSpread) {
		t.Errorf("Welch: %v", err)
	}
	if _, err := NormalDifference(flat, flat, Level95); !errors.Is(err, ErrNoSpread) {
		t.Errorf("normal: %v", err)
	}
	if _, err := WelchDifference(Estimate{Value: 3, SE: 1, N: 1}, flat, Level95); !errors.Is(err, ErrTooFew) {
		t.Errorf("one observation: %v", err)
	}
	if _, err := NormalDifference(Estimate{Value: math.NaN(), SE: 1, N: 2}, flat, Level95); !errors.Is(err, ErrNotFinite) {
		t.Errorf("NaN: %v", err)
	}
}
