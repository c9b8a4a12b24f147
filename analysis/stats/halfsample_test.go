package stats

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// pairs is a design of h strata with two clusters each, two respondents in every cluster.
func pairs(h int, weight func(i int) float64) SampleDesign {
	var d SampleDesign
	for i := range 4 * h {
		d.Weights = append(d.Weights, weight(i))
		d.Strata = append(d.Strata, fmt.Sprint("s", i/4))
		d.Clusters = append(d.Clusters, fmt.Sprint("c", i/2))
	}
	return d
}

func totalOf(y []float64) func(w []float64) (float64, error) {
	return func(w []float64) (float64, error) {
		sum := 0.0
		for i := range w {
			sum += w[i] * y[i]
		}
		return sum, nil
	}
}

// By hand, one stratum, clusters of totals 3 and 7: two half samples say 6 and 14, the whole
// 10; the variance is ((6-10)^2 + (14-10)^2)/2 = 16 = (7-3)^2. Fay's 0.5 takes 8 and 12 and divides
// by 2*0.25.
func TestHalfSamplesByHand(t *testing.T) {
	y := []float64{1, 2, 3, 4}
	for _, fay := range []float64{0, 0.5} {
		r, err := BalancedHalves(pairs(1, func(int) float64 { return 1 }), fay)
		if err != nil || len(r.Weights) != 2 {
			t.Fatalf("%d replicates, %v", len(r.Weights), err)
		}
		value, se, err := r.Vary(ones(4), totalOf(y))
		if err != nil {
			t.Fatal(err)
		}
		near(t, "total", value, 10, 1e-12)
		near(t, "s.e.", se, 4, 1e-12)
	}
}

// Balance: of a total, half samples give the formula's variance, whatever Fay's factor.
func TestBalancedHalvesGiveTheFormulasVariance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := rapid.IntRange(1, 9).Draw(t, "strata")
		value := rapid.Float64Range(0.5, 9)
		y, w := make([]float64, 4*h), make([]float64, 4*h)
		for i := range y {
			y[i], w[i] = value.Draw(t, "y"), value.Draw(t, "w")
		}
		d := pairs(h, func(i int) float64 { return w[i] })
		want, err := SampleTotal(d, y, nil, Level95)
		if err != nil {
			t.Fatal(err)
		}
		r, err := BalancedHalves(d, rapid.SampledFrom([]float64{0, 0.3, 0.5, 0.9}).Draw(t, "fay"))
		if err != nil {
			t.Fatal(err)
		}
		got, se, err := r.Vary(d.Weights, totalOf(y))
		if err != nil || math.Abs(got-want.Value) > 1e-9*want.Value || math.Abs(se-want.SE) > 1e-9*(1+want.SE) {
			t.Fatalf("%v with %v, the formula says %v with %v (%v)", got, se, want.Value, want.SE, err)
		}
	})
}

// Every replicate is a sample of the whole: its factors sum to the clusters of each stratum, none
// is negative; the spread over many is that of the formula, with a finite base too.
func TestTheBootstrapAgreesWithTheFormula(t *testing.T) {
	d := SampleDesign{}
	var y []float64
	for i := range 40 {
		d.Weights = append(d.Weights, 2)
		d.Strata = append(d.Strata, fmt.Sprint(i/20))
		d.Population = append(d.Population, 40)
		y = append(y, float64(i*i%17))
	}
	want, err := SampleTotal(d, y, nil, Level95)
	if err != nil {
		t.Fatal(err)
	}
	r, err := RescaledBootstrap(d, Drawing{Times: 4000, Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range r.Weights[:50] {
		sum := 0.0
		for _, v := range w {
			if sum += v / 2; v < 0 {
				t.Fatal("a negative weight")
			}
		}
		near(t, "factors", sum, 40, 1e-9)
	}
	_, se, err := r.Vary(d.Weights, totalOf(y))
	if err != nil || math.Abs(se/want.SE-1) > 0.05 { // 4,000 drawings: s.e. of the s.e. about 1.1 %
		t.Errorf("s.e. %v, the formula says %v (%v)", se, want.SE, err)
	}
	again, _ := RescaledBootstrap(d, Drawing{Times: 2, Seed: 7})
	if fmt.Sprint(again.Weights[1]) != fmt.Sprint(r.Weights[1]) {
		t.Error("one seed, two drawings")
	}
}

func TestReplicatesRefuse(t *testing.T) {
	d := pairs(2, func(int) float64 { return 1 })
	_, err := BalancedHalves(d, 1)
	refused(t, "a factor of one", err, ErrRange)
	d.Population = repeat(9, 8)
	_, err = BalancedHalves(d, 0)
	refused(t, "a finite base", err, ErrShape)
	_, err = BalancedHalves(SampleDesign{Weights: ones(3)}, 0)
	refused(t, "three clusters in a stratum", err, ErrShape)
	_, err = RescaledBootstrap(d, Drawing{Times: 1})
	refused(t, "once", err, ErrRange)
	_, err = RescaledBootstrap(SampleDesign{Weights: ones(1)}, Drawing{Times: 9})
	refused(t, "one cluster", err, ErrOneCluster)
}
