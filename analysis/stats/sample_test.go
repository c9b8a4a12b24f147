package stats

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"
)

func ones(n int) []float64 { return repeat(1, n) }

// A simple random sample has the textbook's variance: s^2/n, times 1 - n/N.
func TestASimpleRandomSampleHasTheTextbooksVariance(t *testing.T) {
	y := []float64{3, 5, 8, 1, 9, 4}
	m, err := SampleMean(SampleDesign{Weights: repeat(5, 6), Population: repeat(30, 6)}, y, nil, Level95)
	if err != nil {
		t.Fatal(err)
	}
	plain, _ := MeanInterval(y, Level95)
	near(t, "mean", m.Value, plain.Value, 1e-12)
	near(t, "s.e.", m.SE, plain.SE*math.Sqrt(1-6.0/30), 1e-12)
	near(t, "df", m.DF, 5, 0)
	near(t, "design effect", m.Effect, 1, 1e-12)
	none, _ := SampleMean(SampleDesign{Weights: ones(6)}, y, nil, Level95)
	near(t, "without a population", none.SE, plain.SE, 1e-12)
}

// Cochran (1977) 5.4: the variance of a stratified mean is sum (N_h/N)^2 (1 - f_h) s_h^2/n_h.
func TestAStratifiedMeanHasCochransVariance(t *testing.T) {
	y := []float64{2, 4, 6, 10, 12, 20, 22}
	strata := []string{"a", "a", "a", "b", "b", "b", "b"}
	sizes := []float64{12, 12, 12, 40, 40, 40, 40}
	d := SampleDesign{Weights: []float64{4, 4, 4, 10, 10, 10, 10}, Strata: strata, Population: sizes}
	m, err := SampleMean(d, y, nil, Level95)
	if err != nil {
		t.Fatal(err)
	}
	sa, _ := SD(y[:3])
	sb, _ := SD(y[3:])
	v := math.Pow(12.0/52, 2)*(1-3.0/12)*sa*sa/3 + math.Pow(40.0/52, 2)*(1-4.0/40)*sb*sb/4
	near(t, "mean", m.Value, (12*4.0+40*16)/52, 1e-12)
	near(t, "s.e.", m.SE, math.Sqrt(v), 1e-12)
	total, _ := SampleTotal(d, y, nil, Level95)
	near(t, "s.e. of the total", total.SE, 52*math.Sqrt(v), 1e-9)
}

// The jackknife of a mean over clusters of one is exactly its linearised variance for a mean of
// equal weights, and close to it for a ratio.
func TestJackknifeAgreesWithLinearisation(t *testing.T) {
	y := []float64{3, 5, 8, 1, 9, 4, 7, 2}
	d := SampleDesign{Weights: ones(8), Clusters: []string{"a", "a", "b", "b", "c", "c", "d", "d"}}
	r, err := Jackknife(d)
	if err != nil {
		t.Fatal(err)
	}
	_, se, err := r.Vary(d.Weights, func(w []float64) (float64, error) { return WeightedMean(y, w) })
	if err != nil {
		t.Fatal(err)
	}
	m, _ := SampleMean(d, y, nil, Level95)
	near(t, "s.e.", se, m.SE, 1e-12)
}

func TestPostStratificationKnowsItsMarginsForCertain(t *testing.T) {
	y := []float64{3, 5, 8, 1, 9, 4}
	groups := []string{"a", "a", "b", "b", "b", "a"}
	d, err := PostStratify(SampleDesign{Weights: ones(6)}, KnownMargin{Name: "g", Groups: groups, Targets: map[string]float64{"a": 70, "b": 30}})
	if err != nil {
		t.Fatal(err)
	}
	total, err := SampleTotal(d, Dummy(groups, "a"), nil, Level95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "total of a", total.Value, 70, 1e-9)
	near(t, "its s.e.", total.SE, 0, 1e-9)
	m, _ := SampleMean(d, y, nil, Level95)
	near(t, "mean", m.Value, 0.7*4+0.3*6, 1e-12)
	_, err = PostStratify(SampleDesign{Weights: ones(6)}, KnownMargin{Name: "g", Groups: groups, Targets: map[string]float64{"a": 70, "b": 30, "c": 5}})
	refused(t, "a group without respondents", err, ErrEmptyCell)
	_, err = PostStratify(SampleDesign{Weights: ones(6)}, KnownMargin{Name: "g", Groups: groups, Targets: map[string]float64{"a": 70}})
	refused(t, "a group without target", err, ErrEmptyCell)
}

func TestRakingReachesItsMarginsOrSaysWhyNot(t *testing.T) {
	var a, b []string
	for i := range 40 {
		a, b = append(a, fmt.Sprint(i%2)), append(b, fmt.Sprint(i%3))
	}
	margins := []KnownMargin{
		{Name: "a", Groups: a, Targets: map[string]float64{"0": 60, "1": 40}},
		{Name: "b", Groups: b, Targets: map[string]float64{"0": 10, "1": 10, "2": 5}}, // another total: scaled
	}
	d, report, err := Rake(SampleDesign{Weights: ones(40)}, margins, Raking{})
	if err != nil || !report.Converged {
		t.Fatalf("%+v %v", report, err)
	}
	near(t, "a=0", dot(d.Weights, Dummy(a, "0")), 60, 1e-6)
	near(t, "b=2", dot(d.Weights, Dummy(b, "2")), 20, 1e-6)
	total, _ := SampleTotal(d, Dummy(b, "2"), nil, Level95)
	near(t, "a raked margin is certain", total.SE, 0, 1e-6)
	n, _ := KishN(d.Weights)
	near(t, "effective n", report.Effective, n, 1e-12)

	_, held, err := Rake(SampleDesign{Weights: ones(40)}, []KnownMargin{{Name: "a", Groups: a, Targets: map[string]float64{"0": 99, "1": 1}}}, Raking{MaxRatio: 1.2})
	if err != nil || held.Converged || held.Worst < 0.1 || held.Where == "" || held.Trimmed == 0 {
		t.Errorf("trimming that cannot reach the margin must say so: %+v %v", held, err)
	}
	// Two margins that contradict each other through an empty cell.
	_, torn, err := Rake(SampleDesign{Weights: ones(4)}, []KnownMargin{
		{Name: "a", Groups: []string{"x", "x", "y", "y"}, Targets: map[string]float64{"x": 80, "y": 20}},
		{Name: "b", Groups: []string{"p", "p", "q", "q"}, Targets: map[string]float64{"p": 50, "q": 50}},
	}, Raking{})
	if err != nil || torn.Converged {
		t.Errorf("contradicting margins converged: %+v %v", torn, err)
	}
}

func TestCalibrationHitsItsTotalsWithinItsBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := 30
		var x Columns
		x.AddIntercept(n)
		size := make([]float64, n)
		for i := range size {
			size[i] = rapid.Float64Range(1, 10).Draw(t, "size") + float64(i%5)
		}
		x.Add("size", size)
		wanted := []float64{33, dot(size, ones(n)) * 1.08}
		for _, how := range []Calibration{{}, {Logit: true, Low: 0.2, High: 4}} {
			d, err := Calibrate(SampleDesign{Weights: ones(n)}, x, wanted, how)
			if err != nil {
				t.Fatal(err)
			}
			for j, want := range wanted {
				if math.Abs(dot(d.Weights, x.Values[j])-want) > 1e-6*want {
					t.Fatalf("total %d is %v, want %v", j, dot(d.Weights, x.Values[j]), want)
				}
			}
			for _, w := range d.Weights {
				if w < 0 || how.Logit && (w < 0.2-1e-9 || w > 4+1e-9) {
					t.Fatalf("weight %v", w)
				}
			}
		}
	})
	var x Columns
	x.AddIntercept(5)
	_, err := Calibrate(SampleDesign{Weights: ones(5)}, x, []float64{50}, Calibration{Logit: true, Low: 0.5, High: 2})
	if err == nil {
		t.Error("ten times the weight within a bound of two")
	}
}

// Without a design the Rao-Scott test is Pearson's: the mean effect is n/(n-1), R's convention.
func TestRaoScottOfASimpleSampleIsPearsons(t *testing.T) {
	var rows, cols []string
	for i := range 120 {
		rows, cols = append(rows, fmt.Sprint(i%2)), append(cols, fmt.Sprint((i*i+i/7)%3))
	}
	x := Crossed{Rows: rows, Cols: cols, RowLevels: []string{"0", "1"}, ColLevels: []string{"0", "1", "2"}}
	s, err := SampleCrosstab(SampleDesign{Weights: repeat(3, 120)}, x)
	if err != nil {
		t.Fatal(err)
	}
	table := Table{{0, 0, 0}, {0, 0, 0}}
	for i := range rows {
		table[rows[i][0]-'0'][cols[i][0]-'0']++
	}
	p, _ := ChiSquare(table, Uncorrected)
	near(t, "X2", s.X2, p.X2, 1e-9)
	if math.Abs(s.MeanEffect-1) > 0.05 {
		t.Errorf("mean effect %v of a simple sample", s.MeanEffect)
	}
}

func TestDesignsThatCannotCarryAVarianceAreRefusedByName(t *testing.T) {
	y := []float64{1, 2, 3}
	_, err := SampleMean(SampleDesign{Weights: ones(3), Strata: []string{"a", "a", "b"}}, y, nil, Level95)
	refused(t, "a stratum of one", err, ErrOneCluster)
	_, err = SampleMean(SampleDesign{Weights: ones(3), Clusters: []string{"a", "a", "a"}}, y, nil, Level95)
	refused(t, "one cluster", err, ErrOneCluster)
	_, err = SampleMean(SampleDesign{Weights: []float64{0, 0, 0}}, y, nil, Level95)
	refused(t, "no weight", err, ErrNoWeight)
	_, err = SampleMean(SampleDesign{Weights: ones(3), Population: repeat(2, 3)}, y, nil, Level95)
	refused(t, "a population smaller than the sample", err, ErrRange)
	_, err = SampleMean(SampleDesign{Weights: ones(3)}, y, Domain{false, false, false}, Level95)
	refused(t, "an empty domain", err, ErrNoWeight)
	_, err = SampleMean(SampleDesign{Weights: ones(3)}, []float64{1, math.NaN(), 3}, nil, Level95)
	refused(t, "a gap", err, ErrNotFinite)
	if m, err := SampleMean(SampleDesign{Weights: ones(3)}, []float64{1, math.NaN(), 3}, Domain{true, false, true}, Level95); err != nil || m.Value != 2 {
		t.Errorf("a gap outside the domain: %+v %v", m, err)
	}
	_, err = SampleRatio(SampleDesign{Weights: ones(3)}, Quotient{y, []float64{0, 0, 0}}, nil, Level95)
	refused(t, "a denominator of zero", err, ErrRange)
}

func TestWeightedNPSWithEqualWeightsIsTheNPS(t *testing.T) {
	scores := []float64{10, 9, 8, 3, 6, 9, 7, 0}
	w, err := WeightedNPS(scores, repeat(2.5, 8), nil, Level95)
	if err != nil {
		t.Fatal(err)
	}
	r, _ := CountRecommend(scores)
	plain, _ := NPS(r.Promoters, r.Passives, r.Detractors, Level95)
	near(t, "value", w.Value, plain.Value, 1e-12)
	near(t, "s.e.", w.SE, plain.SE*math.Sqrt(8.0/7), 1e-12)
	near(t, "shares", w.Promoters+w.Passives+w.Detractors, 1, 1e-12)
}
