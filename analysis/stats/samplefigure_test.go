package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// crowd is a sample written out, and the same counted.
func crowd(seed uint64) (out, counted SampleDesign, margins, countedMargins []KnownMargin, y, countedY []float64) {
	r := rand.New(rand.NewPCG(seed, 1))
	var a, b, ca, cb []string
	for cell := range 12 {
		n := 2 + r.IntN(6)
		groupA, groupB, v := fmt.Sprint(cell%3), fmt.Sprint(cell/3%2), float64(cell/6)
		for range n {
			a, b, y, out.Weights = append(a, groupA), append(b, groupB), append(y, v), append(out.Weights, 1)
		}
		ca, cb, countedY = append(ca, groupA), append(cb, groupB), append(countedY, v)
		counted.Weights, counted.Counts = append(counted.Weights, 1), append(counted.Counts, float64(n))
	}
	targetA, targetB := map[string]float64{"0": 50, "1": 30, "2": 20}, map[string]float64{"0": 70, "1": 30}
	margins = []KnownMargin{{"a", a, targetA}, {"b", b, targetB}}
	countedMargins = []KnownMargin{{"a", ca, targetA}, {"b", cb, targetB}}
	return out, counted, margins, countedMargins, y, countedY
}

func TestACountedSampleGivesTheFiguresOfTheSameWrittenOut(t *testing.T) {
	for seed := range uint64(20) {
		plain, counted, margins, countedMargins, y, countedY := crowd(seed)
		how := Raking{MaxRatio: []float64{0, 1.5}[seed%2]}
		d, report, err := Rake(plain, margins, how)
		c, countedReport, errCounted := Rake(counted, countedMargins, how)
		if err != nil || errCounted != nil {
			t.Fatal(err, errCounted)
		}
		if report.Rounds != countedReport.Rounds || report.Trimmed != countedReport.Trimmed || report.Converged != countedReport.Converged {
			t.Fatalf("seed %d: %+v, counted %+v", seed, report, countedReport)
		}
		near(t, "effective n", countedReport.Effective, report.Effective, 1e-9)
		type figure func(SampleDesign, []float64, Domain, float64) (SampleFigure, error)
		for name, f := range map[string]figure{"mean": SampleMean, "share": SampleShare, "total": SampleTotal, "NPS": SampleNPS} {
			for _, part := range []bool{false, true} {
				want, err := f(d, y, domainOf(margins[0].Groups, part), Level95)
				got, errCounted := f(c, countedY, domainOf(countedMargins[0].Groups, part), Level95)
				if err != nil || errCounted != nil || got.N != want.N {
					t.Fatalf("%s: %v %v, n %d want %d", name, err, errCounted, got.N, want.N)
				}
				for what, pair := range map[string][2]float64{"value": {got.Value, want.Value}, "s.e.": {got.SE, want.SE}, "low": {got.Low, want.Low}, "df": {got.DF, want.DF}, "effect": {got.Effect, want.Effect}} {
					near(t, fmt.Sprint(seed, " ", name, " ", what), pair[0], pair[1], 1e-9)
				}
			}
		}
		words := func(xs []float64) []string {
			out := make([]string, len(xs))
			for i, x := range xs {
				out[i] = fmt.Sprint(x)
			}
			return out
		}
		levels := []string{"0", "1"}
		want, err := SampleCrosstab(d, Crossed{words(y), margins[0].Groups, levels, []string{"0", "1", "2"}})
		got, errCounted := SampleCrosstab(c, Crossed{words(countedY), countedMargins[0].Groups, levels, []string{"0", "1", "2"}})
		if err != nil || errCounted != nil || got.N != want.N {
			t.Fatal(err, errCounted)
		}
		near(t, "Rao-Scott p", got.SecondOrder.P, want.SecondOrder.P, 1e-9)
		near(t, "residual", got.Adjusted[1][2], want.Adjusted[1][2], 1e-9)
	}
}

func domainOf(groups []string, part bool) Domain {
	if !part {
		return nil
	}
	out := make(Domain, len(groups))
	for i, g := range groups {
		out[i] = g != "2"
	}
	return out
}

func TestAnUnweightedShareHasWilsonsInterval(t *testing.T) {
	for _, c := range [][2]int{{15, 148}, {0, 9}, {9, 9}, {1, 2}} {
		var y []float64
		for i := range c[1] {
			y = append(y, indicator(i < c[0]))
		}
		got, err := SampleShare(SampleDesign{Weights: ones(c[1])}, y, nil, Level95)
		want, _ := Wilson(c[0], c[1], Level95)
		if err != nil {
			t.Fatal(err)
		}
		near(t, fmt.Sprint(c, " low"), got.Low, want.Low, 1e-9)
		near(t, fmt.Sprint(c, " high"), got.High, want.High, 1e-9)
	}
}

// With one respondent in ten standing for most of the population, the interval is that of a few.
func TestUnequalWeightsWidenAShare(t *testing.T) {
	d := SampleDesign{Weights: ones(100)}
	y := make([]float64, 100)
	for i := range y {
		y[i] = indicator(i%2 == 0)
		if i%10 == 0 || i%10 == 5 {
			d.Weights[i] = 30
		}
	}
	got, err := SampleShare(d, y, nil, Level95)
	plain, _ := Wilson(50, 100, Level95)
	if err != nil || got.High-got.Low < 1.8*(plain.High-plain.Low) {
		t.Errorf("%+v, %v; unweighted %+v", got, err, plain)
	}
	if n, err := EffectiveN(d, nil); err != nil || n > 26 || math.Abs(100/got.Effect-n) > 2 {
		t.Errorf("worth %v of 100, design effect %v, %v", n, got.Effect, err)
	}
}

func TestADifferenceOfSeparateDomainsAddsTheirVariances(t *testing.T) {
	y := []float64{1, 2, 3, 4, 5, 9, 7, 3}
	a, b := Domain{true, true, true, true, false, false, false, false}, Domain{false, false, false, false, true, true, true, true}
	d := SampleDesign{Weights: []float64{1, 2, 1, 2, 3, 1, 1, 2}}
	got, err := SampleDifference(d, y, Contrast{a, b}, Level95)
	first, _ := SampleMean(d, y, a, Level95)
	second, _ := SampleMean(d, y, b, Level95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "difference", got.Value, first.Value-second.Value, 1e-12)
	near(t, "s.e.", got.SE, math.Hypot(first.SE, second.SE), 1e-9)
	_, err = SampleDifference(d, y, Contrast{a, make(Domain, 8)}, Level95)
	refused(t, "nobody", err, ErrNoWeight)
}

func TestWeightsInClassesKeepTheTotalAndHoldEnough(t *testing.T) {
	weights, counts := []float64{1, 5, 2, 2, 9, 1.5}, []float64{3, 2, 1, 4, 1, 6}
	got, err := PoolWeights(weights, counts, 5)
	if err != nil {
		t.Fatal(err)
	}
	sum, want, held := 0.0, 0.0, map[float64]float64{}
	for i := range got {
		sum += got[i] * counts[i]
		want += weights[i] * counts[i]
		held[got[i]] += counts[i]
	}
	near(t, "total", sum, want, 1e-12)
	for w, n := range held {
		if n < 5 {
			t.Errorf("%v of weight %v", n, w)
		}
	}
	if len(held) < 2 {
		t.Errorf("17 respondents fall into one class: %v", got)
	}
	whole, err := PoolWeights(weights, counts, 100)
	if err != nil || whole[0] != whole[4] {
		t.Errorf("fewer than a class needs: %v, %v", whole, err)
	}
	_, err = PoolWeights(weights, []float64{1, 1}, 5)
	refused(t, "counts of another length", err, ErrShape)
}
