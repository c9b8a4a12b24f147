package stats

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// near fails unless got is within tol of want.
func near(t *testing.T, what string, got, want, tol float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tol) {
		t.Errorf("%s = %.10g, want %.10g (+-%g)", what, got, want, tol)
	}
}

// refused fails unless err wraps the reason.
func refused(t *testing.T, what string, err, reason error) {
	t.Helper()
	if !errors.Is(err, reason) {
		t.Errorf("%s: error %v, want %v", what, err, reason)
	}
}

// Newcombe (1998) Stat. Med. 17:857-872, table I, method 3.
func TestWilsonGivesNewcombesPrintedLimits(t *testing.T) {
	for _, row := range []struct {
		k, n   int
		lo, hi float64
	}{
		{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}, {20, 20, 1 - 0.1611, 1},
	} {
		got, err := Wilson(row.k, row.n, Level95)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "low", got.Low, row.lo, 5.1e-5)
		near(t, "high", got.High, row.hi, 5.1e-5)
	}
}

// Newcombe (1998) Stat. Med. 17:873-890, table II, method 10.
func TestNewcombeGivesThePrintedDifferences(t *testing.T) {
	for _, row := range []struct {
		a, b   Share
		lo, hi float64
	}{
		{Share{56, 70}, Share{48, 80}, 0.0524, 0.3339},
		{Share{9, 10}, Share{3, 10}, 0.1705, 0.8090},
		{Share{5, 56}, Share{0, 29}, -0.0381, 0.1926},
	} {
		got, err := Newcombe(row.a, row.b, Level95)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "low", got.Low, row.lo, 5.1e-5)
		near(t, "high", got.High, row.hi, 5.1e-5)
		near(t, "value", got.Value, row.a.Value()-row.b.Value(), 0)
	}
}

// R help page of binom.test: 682 of 925 (Mendel's peas).
func TestClopperPearsonGivesRsExample(t *testing.T) {
	got, err := ClopperPearson(682, 925, Level95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "low", got.Low, 0.7076683, 1e-7)
	near(t, "high", got.High, 0.7654066, 1e-7)
	none, _ := ClopperPearson(0, 10, Level95)
	near(t, "0 of 10 low", none.Low, 0, 0)
	near(t, "0 of 10 high", none.High, 1-math.Pow(0.025, 0.1), 1e-9) // closed form at k = 0
	all, _ := ClopperPearson(10, 10, Level95)
	near(t, "10 of 10 low", all.Low, math.Pow(0.025, 0.1), 1e-9)
	near(t, "10 of 10 high", all.High, 1, 0)
}

func TestImpossibleSharesAreRefusedByName(t *testing.T) {
	for name, row := range map[string]struct {
		k, n   int
		level  float64
		reason error
	}{
		"nobody asked":      {0, 0, 0.95, ErrTooFew},
		"negative n":        {0, -3, 0.95, ErrTooFew},
		"more than asked":   {6, 5, 0.95, ErrRange},
		"negative count":    {-1, 5, 0.95, ErrRange},
		"level of one":      {1, 5, 1, ErrRange},
		"level is a NaN":    {1, 5, math.NaN(), ErrRange},
		"level in per cent": {1, 5, 95, ErrRange},
	} {
		_, err := Wilson(row.k, row.n, row.level)
		refused(t, "Wilson, "+name, err, row.reason)
		_, err = ClopperPearson(row.k, row.n, row.level)
		refused(t, "Clopper-Pearson, "+name, err, row.reason)
		_, err = Newcombe(Share{1, 2}, Share{row.k, row.n}, row.level)
		refused(t, "Newcombe, "+name, err, row.reason)
	}
}

func TestAShareLiesInItsIntervalsAndMirrors(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5000).Draw(t, "n")
		k := rapid.IntRange(0, n).Draw(t, "k")
		level := rapid.Float64Range(0.5, 0.999).Draw(t, "level")
		w, err := Wilson(k, n, level)
		if err != nil {
			t.Fatal(err)
		}
		m, _ := Wilson(n-k, n, level)
		p := Share{k, n}.Value()
		if w.Excludes(p) || w.Low < 0 || w.High > 1 {
			t.Fatalf("%v outside %+v", p, w)
		}
		if math.Abs(w.Low-(1-m.High)) > 1e-9 || math.Abs(w.High-(1-m.Low)) > 1e-9 {
			t.Fatalf("k and n-k do not mirror: %+v %+v", w, m)
		}
		c, err := ClopperPearson(k, n, level)
		if err != nil || c.Excludes(p) {
			t.Fatalf("exact interval %+v of %v: %v", c, p, err)
		}
	})
}
