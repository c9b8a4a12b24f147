package stats

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestSimpleForecastsByHand(t *testing.T) {
	x := []float64{10, 12, 11, 15}
	s, _ := SES(x, 0.5, 2) // 10, 11, 11, 13
	near(t, "SES", s[1], 13, 1e-12)
	h, _ := Holt(x, 1, 0, 2) // the last value and the first step
	near(t, "Holt", h[1], 15+2*2, 1e-12)
	d, _ := Drift(x, 3)
	near(t, "drift", d[2], 15+3*5.0/3, 1e-12)
	n, _ := SeasonalNaive(x, 2, 3)
	near(t, "seasonal naive", n[2], 11, 0)
	_, err := SES(x, 0, 1)
	refused(t, "alpha 0", err, ErrRange)
	_, err = Naive(nil, 1)
	refused(t, "nothing", err, ErrTooFew)
}

func TestFittedSmoothingFindsTheLeastSquares(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SliceOfN(rapid.Float64Range(50, 150), 12, 40).Draw(t, "x")
		x[0], x[1] = 60, 140
		for _, start := range []Start{StartMean, StartFitted} {
			f, err := FitSES(x, start, 1)
			if err != nil {
				t.Fatal(err)
			}
			sse := func(alpha, level float64) float64 {
				sum := 0.0
				for _, v := range x {
					sum += (v - level) * (v - level)
					level += alpha * (v - level)
				}
				return sum
			}
			best := sse(f.Alpha, f.Level0)
			for _, a := range []float64{0.001, 0.1, 0.3, 0.5, 0.7, 0.9, 0.999} {
				if sse(a, f.Level0) < best*(1-1e-9) && start == StartMean {
					t.Fatalf("alpha %v is better than %v", a, f.Alpha)
				}
			}
			if start == StartFitted && sse(f.Alpha, f.Level0+1) < best {
				t.Fatalf("level %v is not the best", f.Level0)
			}
		}
	})
}

// Syntetos & Boylan's arithmetic on a series by hand: demand 4 after 2, 6 after 3 periods.
func TestIntermittentDemandByHand(t *testing.T) {
	d, err := IntermittentDemand([]float64{0, 4, 0, 0, 6, 0}, 0.5, 0.5)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "Croston", d.Croston, 5/2.5, 1e-12) // size 5, interval 2.5
	near(t, "SBA", d.SBA, 0.75*2, 1e-12)
	// chance 1/2, then .25, .125, .5625, .28125; size 5
	near(t, "TSB", d.TSB, 0.28125*5, 1e-12)
	if d.Class != "intermittent" {
		t.Errorf("class %s", d.Class)
	}
	none, err := IntermittentDemand([]float64{0, 0}, 0.1, 0.1)
	if err != nil || none.Class != "none" || none.Croston != 0 {
		t.Errorf("%+v %v", none, err)
	}
	_, err = IntermittentDemand([]float64{1, -1}, 0.1, 0.1)
	refused(t, "negative demand", err, ErrRange)
}

func TestSeasonIsFoundAndPutBack(t *testing.T) {
	var x []float64
	factors := []float64{0.5, 1, 1.5, 1}
	for i := range 32 {
		x = append(x, 100*factors[i%4])
	}
	got, err := SeasonalIndices(x, 4)
	if err != nil {
		t.Fatal(err)
	}
	for k, f := range factors {
		near(t, "index", got[k], f, 1e-12)
	}
	has, err := Seasonal(x, 4)
	if err != nil || !has {
		t.Errorf("a pure season is not seen: %v", err)
	}
	f, err := Deseasonalised(x, 4, 4, Naive)
	if err != nil {
		t.Fatal(err)
	}
	for k := range factors {
		near(t, "forecast", f[k], 100*factors[k], 1e-9)
	}
}

func TestAccuracyByHand(t *testing.T) {
	a, err := AccuracyOf([]float64{1, 2, 4}, []float64{10, 20}, []float64{12, 15}, 1)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "sMAPE", a.SMAPE, (200*2.0/22+200*5.0/35)/2, 1e-12)
	near(t, "MASE", a.MASE, 3.5/1.5, 1e-12)
	near(t, "bias", a.Bias, -1.5, 1e-12)
	near(t, "RMSE", a.RMSE, math.Sqrt(14.5), 1e-12)
	_, err = AccuracyOf([]float64{2, 2, 2}, []float64{1}, []float64{1}, 1)
	refused(t, "a flat history", err, ErrNoSpread)
}

// Card & Krueger's arithmetic on four stores each by hand.
func TestDifferenceInDifferencesByHand(t *testing.T) {
	gap := math.NaN()
	d, err := DifferenceInDifferences(
		PrePost{Before: []float64{1, 2, 3, gap}, After: []float64{4, 6, gap, 8}},
		PrePost{Before: []float64{2, 4, 6, 8}, After: []float64{1, 5, 5, 9}}, Level95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "all", d.All.Value, 6.0-2, 1e-12)
	near(t, "balanced", d.Balanced.Value, 3.5, 1e-12)
	if d.Treated.Balanced.N != 2 || d.Treated.Before.N != 3 {
		t.Errorf("%+v", d.Treated)
	}
	_, err = DifferenceInDifferences(PrePost{Before: []float64{1, gap}, After: []float64{gap, 2}}, PrePost{}, Level95)
	refused(t, "nobody heard twice", err, ErrTooFew)
}

// With units' dummies written out, least squares gives the same slope as the within transform.
func TestWithinIsTheRegressionWithDummies(t *testing.T) {
	y := []float64{1, 3, 2, 8, 9, 12, 4, 4, 7}
	z := []float64{1, 2, 2, 1, 2, 4, 0, 1, 2}
	units := []string{"a", "a", "a", "b", "b", "b", "c", "c", "c"}
	var x Columns
	x.Add("z", z)
	rows, _, err := Within(y, x, units, Level95)
	if err != nil {
		t.Fatal(err)
	}
	x.AddFactor("u", units, []string{"a", "b", "c"}, "")
	f, _ := OLS(y, x, nil)
	near(t, "slope", rows[0].Value, f.Coef[0], 1e-12)
	x = Columns{}
	x.Add("constant in each unit", []float64{1, 1, 1, 2, 2, 2, 3, 3, 3})
	_, _, err = Within(y, x, units, Level95)
	refused(t, "nothing varies within", err, ErrSingular)
}

// A valid instrument undoes a planted bias exactly when there is no noise left.
func TestTwoStagesUndoAPlantedBias(t *testing.T) {
	z := []float64{1, -1, 2, -2, 3, -3, 1, -1}
	u := []float64{1, 1, -1, -1, 1, 1, -1, -1} // unseen, orthogonal to z
	p, y := make([]float64, 8), make([]float64, 8)
	for i := range z {
		p[i] = z[i] + u[i]
		y[i] = 5 - 2*p[i] + 3*u[i]
	}
	s := InstrumentSpec{Y: y, Endogenous: p, Name: "price"}
	s.Exogenous.AddIntercept(8)
	s.Instruments.Add("cost", z)
	fit, err := TwoStageLeastSquares(s, Level95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "elasticity", fit.Coefficients[1].Value, -2, 1e-9)
	if fit.FirstStage.F < 10 {
		t.Errorf("first stage %+v", fit.FirstStage)
	}
	s.Instruments = Columns{}
	_, err = TwoStageLeastSquares(s, Level95)
	refused(t, "no instruments", err, ErrTooFew)
}

// Cronbach's alpha of parallel items by Spearman-Brown, and the ways with gaps agree without any.
func TestAlphaOfItemsByItsFormula(t *testing.T) {
	items := [][]float64{{1, 2, 3, 4, 5, 2}, {2, 2, 3, 5, 5, 1}, {1, 3, 3, 4, 4, 2}}
	a, err := CronbachAlpha(items, Listwise)
	if err != nil {
		t.Fatal(err)
	}
	for _, gaps := range []Gaps{Pairwise, MedianFilled} {
		b, err := CronbachAlpha(items, gaps)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "without gaps all ways agree", b.Raw, a.Raw, 1e-12)
	}
	near(t, "implied r gives alpha back", 3*a.ImpliedR/(1+2*a.ImpliedR), a.Raw, 1e-12)
	_, err = CronbachAlpha([][]float64{{1, 2, 3}, {3, 2, 1}}, Listwise)
	refused(t, "items that cancel", err, ErrNoSpread)
	_, err = CronbachAlpha([][]float64{{1, 2, 3}, {4, 4, 4}}, Listwise)
	refused(t, "a constant item", err, ErrNoSpread)
	_, err = CronbachAlpha(items[:1], Listwise)
	refused(t, "one item", err, ErrTooFew)
}

// In a balanced conjoint without forbidden pairs the effect is a difference of means.
func TestAMCEOfABalancedDesignIsADifferenceOfMeans(t *testing.T) {
	var p Profiles
	a, b := Attribute{Name: "a", Levels: []string{"x", "y"}}, Attribute{Name: "b", Levels: []string{"p", "q", "r"}}
	for i := range 36 {
		a.Values = append(a.Values, a.Levels[i%2])
		b.Values = append(b.Values, b.Levels[i/2%3])
		p.Y = append(p.Y, float64((i*7+i/5)%4))
		p.Respondents = append(p.Respondents, string(rune('A'+i/6)))
	}
	p.Attributes = []Attribute{a, b}
	if pairs := Forbidden(p.Attributes); len(pairs) != 0 {
		t.Fatalf("forbidden pairs %v", pairs)
	}
	effects, err := AMCE(p, Level95)
	if err != nil || len(effects) != 3 {
		t.Fatalf("%d effects, %v", len(effects), err)
	}
	means, err := MarginalMeans(p.Y, a, p.Respondents, Level95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "effect", effects[0].Value, means[1].Value-means[0].Value, 1e-12)
	// Forbid y with r: the effect of y averages over p and q only.
	var q Profiles
	q.Attributes = []Attribute{{Name: "a", Levels: a.Levels}, {Name: "b", Levels: b.Levels}}
	for i := range p.Y {
		if a.Values[i] == "y" && b.Values[i] == "r" {
			continue
		}
		q.Y, q.Respondents = append(q.Y, p.Y[i]), append(q.Respondents, p.Respondents[i])
		q.Attributes[0].Values = append(q.Attributes[0].Values, a.Values[i])
		q.Attributes[1].Values = append(q.Attributes[1].Values, b.Values[i])
	}
	q.Linked = Forbidden(q.Attributes)
	if len(q.Linked) != 1 {
		t.Fatalf("forbidden pairs %v", q.Linked)
	}
	linked, err := AMCE(q, Level95)
	if err != nil {
		t.Fatal(err)
	}
	cell := func(la, lb string) float64 {
		sum, n := 0.0, 0.0
		for i, y := range q.Y {
			if q.Attributes[0].Values[i] == la && q.Attributes[1].Values[i] == lb {
				sum, n = sum+y, n+1
			}
		}
		return sum / n
	}
	want := (cell("y", "p") - cell("x", "p") + cell("y", "q") - cell("x", "q")) / 2
	near(t, "effect over the allowed levels", linked[0].Value, want, 1e-9)
}

func TestMaxDiffCountsAndShares(t *testing.T) {
	var shown []Shown
	order := []string{"a", "b", "c"} // a is mostly best, c mostly worst
	for r := range 12 {
		best, worst := 0, 2
		if r%3 == 0 {
			best, worst = 1, 0
		}
		if r%4 == 1 {
			best, worst = 2, 1
		}
		for i, item := range order {
			c := 0
			if i == best {
				c = 1
			} else if i == worst {
				c = -1
			}
			shown = append(shown, Shown{string(rune('A' + r)), "1", item, c})
		}
	}
	m, err := MaxDiffOf(shown, order, "c", Level95)
	if err != nil {
		t.Fatal(err)
	}
	best, share := 0, 0.0
	for _, i := range m.Items {
		best += i.Best
		share += i.Share
		near(t, "standard", i.Standard, float64(i.Best-i.Worst)/12, 1e-12)
	}
	if best != 12 || m.Questions != 12 || m.Items[2].Utility != 0 {
		t.Errorf("%+v", m)
	}
	near(t, "shares", share, 1, 1e-12)
	_, err = MaxDiffOf(shown[:2], order, "c", Level95)
	refused(t, "a question without a worst", err, ErrEmptyCell)
	_, err = MaxDiffOf(shown, order, "z", Level95)
	refused(t, "a base that is no item", err, ErrRange)
}
