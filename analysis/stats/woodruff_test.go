package stats

import (
	"math"
	"testing"
)

// By hand: 1 to 20, a simple random sample. The median is 10, the share at or below 0.5 with
// s.e. sqrt(0.25/19) = 0.11471 and t(19) = 2.09302: 0.25991 to 0.74009, which the distribution
// reaches at the 6th and the 15th value.
func TestWoodruffByHand(t *testing.T) {
	y := make([]float64, 20)
	for i := range y {
		y[i] = float64((i*7)%20 + 1) // in no order
	}
	q, err := WoodruffQuantile(SampleDesign{Weights: ones(20)}, y, QuantileAsked{0.5, nil, Level95})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "median", q.Value, 10, 0)
	near(t, "low", q.Low, 6, 0)
	near(t, "high", q.High, 15, 0)
	near(t, "s.e.", q.SE, 9/(2*2.093024), 1e-6)
	near(t, "df", q.DF, 19, 0)
	if !q.Bounded || q.N != 20 {
		t.Errorf("%+v", q)
	}
	// Half of a base of forty: the s.e. shrinks by sqrt(1/2), 0.32989 to 0.67012.
	half, err := WoodruffQuantile(SampleDesign{Weights: repeat(2, 20), Population: repeat(40, 20)}, y, QuantileAsked{0.5, nil, Level95})
	if err != nil || half.Low != 7 || half.High != 14 {
		t.Errorf("%+v, %v", half, err)
	}
	// Near an end the interval of the share leaves 0 to 1: R gives NaN, we say so.
	edge, err := WoodruffQuantile(SampleDesign{Weights: ones(20)}, y, QuantileAsked{0.95, nil, Level95})
	if err != nil || edge.Bounded || edge.Value != 19 || edge.High != 0 || edge.SE != 0 {
		t.Errorf("%+v, %v", edge, err)
	}
}

// Clusters that are alike within cost: the interval widens though the answers are the same;
// and a domain stays inside its design.
func TestWoodruffKnowsTheDesign(t *testing.T) {
	var y []float64
	var alike, mixed []string
	domain := Domain{}
	for i := range 60 {
		y = append(y, float64(i/5))
		alike, mixed = append(alike, string(rune('a'+i/5))), append(mixed, string(rune('a'+i%12)))
		domain = append(domain, i%2 == 0)
	}
	d := SampleDesign{Weights: ones(60), Clusters: mixed}
	near1, err := WoodruffQuantile(d, y, QuantileAsked{0.5, nil, Level95})
	if err != nil {
		t.Fatal(err)
	}
	d.Clusters = alike
	wide, err := WoodruffQuantile(d, y, QuantileAsked{0.5, nil, Level95})
	if err != nil || wide.High-wide.Low <= near1.High-near1.Low {
		t.Errorf("%+v is not wider than %+v (%v)", wide, near1, err)
	}
	y[1] = math.NaN() // not of the domain
	part, err := WoodruffQuantile(d, y, QuantileAsked{0.5, domain, Level95})
	if err != nil || part.N != 30 || part.DF != 11 {
		t.Errorf("%+v, %v", part, err)
	}
	_, err = WoodruffQuantile(d, y, QuantileAsked{0.5, nil, Level95})
	refused(t, "a gap", err, ErrNotFinite)
	_, err = WoodruffQuantile(d, y, QuantileAsked{1, domain, Level95})
	refused(t, "the greatest", err, ErrRange)
	_, err = WoodruffQuantile(d, y, QuantileAsked{0.5, make(Domain, 60), Level95})
	refused(t, "nobody", err, ErrTooFew)
}
