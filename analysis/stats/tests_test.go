package stats

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Student's sleep data (1908): hours gained with two drugs by the same ten patients.
var (
	drug1 = []float64{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0}
	drug2 = []float64{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4}
)

// R: t.test(extra ~ group, sleep), with paired = TRUE and with var.equal = TRUE.
func TestStudentsSleepDataInThreeTests(t *testing.T) {
	a, _ := MomentsOf(drug1)
	b, _ := MomentsOf(drug2)
	w, err := Welch(a, b, Level95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "Welch t", w.T, -1.8608, 5e-5)
	near(t, "Welch df", w.DF, 17.776, 5e-4)
	near(t, "Welch p", w.P, 0.07939, 5e-6)
	near(t, "Welch low", w.Low, -3.3654832, 5e-8)
	near(t, "Welch high", w.High, 0.2054832, 5e-8)
	p, err := PairedT(drug1, drug2, Level95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "paired t", p.T, -4.0621, 5e-5)
	near(t, "paired p", p.P, 0.002833, 5e-7)
	e, err := PooledT(a, b, Level95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "pooled df", e.DF, 18, 0)
	near(t, "pooled p", e.P, 0.07919, 5e-6)
	d, _ := CohenD(a, b)
	near(t, "d = t*sqrt(2/n)", d, e.T*math.Sqrt(0.2), 1e-12)
	g, _ := HedgesG(a, b)
	near(t, "g", g, d*(1-3.0/71), 1e-12)
}

// GrowthBook, packages/stats/tests/frequentist/test_tests.py: printed to five places.
func TestRelativeLiftGivesGrowthBooksFigures(t *testing.T) {
	a, err := MomentsFromSums(1396.87, 52377.9767, 3407)
	if err != nil {
		t.Fatal(err)
	}
	b, err := MomentsFromSums(2422.7, 134698.29, 3461)
	if err != nil {
		t.Fatal(err)
	}
	l, err := RelativeLift(a, b, Level95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "lift", l.Value, 0.70732, 5e-6)
	near(t, "low", l.Low, -0.03526, 5e-6)
	near(t, "high", l.High, 1.44989, 5e-6)
	near(t, "p", l.P, 0.06191, 5e-6)
}

// R help page of wilcox.test: Hollander & Wolfe's depression data, exact, one-sided.
func TestSignedRankExactAndAgainstAllSigns(t *testing.T) {
	before := []float64{1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30}
	after := []float64{0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29}
	s, err := SignedRank(before, after, Greater)
	if err != nil || !s.Exact {
		t.Fatal(s, err)
	}
	near(t, "V", s.W, 40, 0)
	near(t, "p", s.P, 0.01953, 5e-6)
	less, _ := SignedRank(before, after, Less)
	at := signedRankP(40, 9, Greater) + signedRankP(39, 9, Less)
	near(t, "P(V >= 40) + P(V <= 39)", at, 1, 1e-12)
	if less.P < s.P {
		t.Errorf("less %v, greater %v", less.P, s.P)
	}
}

func TestMannWhitneyCountsPairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := rapid.Map(rapid.IntRange(1, 5), func(i int) float64 { return float64(i) })
		a := append(rapid.SliceOfN(whole, 1, 20).Draw(t, "a"), 1)
		b := append(rapid.SliceOfN(whole, 1, 20).Draw(t, "b"), 5)
		m, err := MannWhitney(a, b, Corrected)
		if err != nil {
			t.Fatal(err)
		}
		pairs := 0.0
		for _, x := range a {
			for _, y := range b {
				switch {
				case x > y:
					pairs++
				case x == y:
					pairs += 0.5
				}
			}
		}
		if math.Abs(m.W-pairs) > 1e-9 || m.P < 0 || m.P > 1 {
			t.Fatalf("W %v, pairs %v, p %v", m.W, pairs, m.P)
		}
		other, _ := MannWhitney(b, a, Corrected)
		if math.Abs(m.P-other.P) > 1e-12 || math.Abs(m.AUC+other.AUC-1) > 1e-12 {
			t.Fatalf("turned round: %+v %+v", m, other)
		}
	})
}

func TestKruskalOfTwoGroupsIsMannWhitneySquared(t *testing.T) {
	k, err := KruskalWallis([][]float64{drug1, drug2})
	if err != nil {
		t.Fatal(err)
	}
	m, _ := MannWhitney(drug1, drug2, Uncorrected)
	near(t, "H", k.X2, m.Z*m.Z, 1e-10)
	near(t, "p", k.P, m.P, 1e-10)
}

// R help page of friedman.test: Hollander & Wolfe's base-running data prints 11.143, p 0.003805.
func TestFriedmanGivesTheBaseRunners(t *testing.T) {
	rows := [][]float64{{5.40, 5.50, 5.55}, {5.85, 5.70, 5.75}, {5.20, 5.60, 5.50}, {5.55, 5.50, 5.40}, {5.90, 5.85, 5.70},
		{5.45, 5.55, 5.60}, {5.40, 5.40, 5.35}, {5.45, 5.50, 5.35}, {5.25, 5.15, 5.00}, {5.85, 5.80, 5.70}, {5.25, 5.20, 5.10},
		{5.65, 5.55, 5.45}, {5.60, 5.35, 5.45}, {5.05, 5.00, 4.95}, {5.50, 5.50, 5.40}, {5.45, 5.55, 5.50}, {5.55, 5.55, 5.35},
		{5.45, 5.50, 5.55}, {5.50, 5.45, 5.25}, {5.65, 5.60, 5.40}, {5.70, 5.65, 5.55}, {6.30, 6.30, 6.25}}
	f, err := Friedman(rows)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "X2", f.X2, 11.143, 5e-4)
	near(t, "p", f.P, 0.003805, 5e-7)
}

// R help page of cor.test: Hunter L values of tuna, Hollander & Wolfe p. 185.
func TestKendallAndPearsonOnTheTuna(t *testing.T) {
	x := []float64{44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1}
	y := []float64{2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8}
	tau, _, _, err := Kendall(x, y)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "tau", tau, 0.4444444, 5e-8)
	r, err := Pearson(x, y, Level95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "r", r.R, 0.5711816, 5e-8)
	near(t, "p", r.P, 0.1082, 5e-5)
	near(t, "low", r.Low, -0.1497426, 5e-8)
	near(t, "high", r.High, 0.8955795, 5e-8)
	s, err := Spearman(x, y, Level95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "rho", s.R, 0.6, 1e-12)
}

// R help page of fisher.test: the tea taster (0.4857 two-sided), and of chisq.test: party by
// gender (30.07, p 2.954e-07, Agresti 2007 p. 39).
func TestTablesOfTheHelpPages(t *testing.T) {
	p, err := Fisher(Table{{3, 1}, {1, 3}})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "tea", p, 0.4857, 5e-5)
	c, err := ChiSquare(Table{{762, 327, 468}, {484, 239, 477}}, Corrected)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "X2", c.X2, 30.07, 5e-3)
	near(t, "p", c.P, 2.954e-07, 5e-11)
	near(t, "residual of Agresti", c.Adjusted[0][0], 4.50, 5e-3)
	g, err := GoodnessOfFit([]float64{5208, 4792}, []float64{0.5, 0.5})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "sample ratio", g.X2, 416*416/1e4, 1e-9)
}

func TestResidualsOfATwoByTwoAreTheRootOfItsChiSquare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Float64Range(1, 500)
		table := Table{{n.Draw(t, "a"), n.Draw(t, "b")}, {n.Draw(t, "c"), n.Draw(t, "d")}}
		c, err := ChiSquare(table, Uncorrected)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(c.Adjusted[0][0]*c.Adjusted[0][0]-c.X2) > 1e-6*(1+c.X2) || c.V > 1+1e-9 {
			t.Fatalf("%+v", c)
		}
		y, _ := ChiSquare(table, Corrected)
		if y.X2 > c.X2+1e-9 {
			t.Fatalf("Yates makes it larger: %v %v", y.X2, c.X2)
		}
	})
}

// R help pages of prop.test and prop.trend.test: Fleiss' smokers.
func TestSmokersInFourHospitals(t *testing.T) {
	shares := []Share{{83, 86}, {90, 93}, {129, 136}, {70, 82}}
	c, err := SeveralProportions(shares)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "X2", c.X2, 12.6, 5e-2)
	near(t, "p", c.P, 0.005585, 5e-7)
	z, err := TrendInShares(shares, []float64{1, 2, 3, 4})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "trend X2", z.Z*z.Z, 8.2249, 5e-5)
	near(t, "trend p", z.P, 0.004132, 5e-7)
	two, _ := TwoProportionZ(shares[0], shares[3], Pooled)
	table, _ := ChiSquare(Table{{83, 3}, {70, 12}}, Uncorrected)
	near(t, "z squared is chi-square", two.Z*two.Z, table.X2, 1e-9)
}

func TestMcNemarOnAgrestisApproval(t *testing.T) {
	m, err := McNemar(150, 86, 1600, Level95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "corrected", m.X2Corrected, 63.0*63/236, 1e-12)
	near(t, "plain", m.X2, 64.0*64/236, 1e-12)
	near(t, "change", m.Value, 0.04, 1e-15)
	near(t, "s.e. of Agresti", m.SE, 0.0095, 5e-5)
}

// Benjamini & Hochberg (1995), table 1: four rejections at 5 %, Bonferroni three.
func TestAdjustmentsOnThe15OfBenjaminiAndHochberg(t *testing.T) {
	ps := []float64{.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1}
	for kind, want := range map[Adjustment]int{Bonferroni: 3, Holm: 3, Hochberg: 3, BenjaminiHochberg: 4, BenjaminiYekutieli: 3} {
		adjusted, err := AdjustP(ps, kind)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for i, p := range adjusted {
			if p <= 0.05 {
				n++
			}
			if p < ps[i] || p > 1 || i > 0 && p < adjusted[i-1] {
				t.Errorf("method %d: %v", kind, adjusted)
			}
		}
		if n != want {
			t.Errorf("method %d rejects %d, want %d", kind, n, want)
		}
	}
	_, err := AdjustP([]float64{0.1, math.NaN()}, Holm)
	refused(t, "NaN", err, ErrRange)
}

func TestQuantilesOfAllNineTypes(t *testing.T) {
	xs := []float64{1, 2, 3, 4, 7, 9}
	// R: sapply(1:9, function(t) quantile(c(1,2,3,4,7,9), .3, type=t))
	for i, want := range []float64{2, 2, 2, 1.8, 2.3, 2.1, 2.5, 2.0 + 7.0/30, 2.25} {
		got, err := Quantile(xs, 0.3, QuantileType(i+1))
		if err != nil {
			t.Fatal(err)
		}
		near(t, "type", got, want, 1e-12)
	}
	q, _ := QuartilesOf(xs)
	seven, _ := Quantile(xs, 0.75, 7)
	near(t, "type 7 is QuartilesOf", seven, q.Upper, 1e-12)
}

func TestDegenerateComparisonsAreRefusedByName(t *testing.T) {
	same, one := []float64{3, 3, 3}, []float64{3}
	flat, _ := MomentsOf(same)
	_, err := Welch(flat, flat, Level95)
	refused(t, "two flat groups", err, ErrNoSpread)
	_, err = MomentsOf(one)
	refused(t, "one value", err, ErrTooFew)
	_, err = PairedT(same, one, Level95)
	refused(t, "unequal pairs", err, ErrShape)
	_, err = PairedT(same, []float64{1, 1, 1}, Level95)
	refused(t, "the same difference", err, ErrNoSpread)
	_, err = MannWhitney(same, same, Corrected)
	refused(t, "all ties", err, ErrNoSpread)
	_, err = MannWhitney(nil, same, Corrected)
	refused(t, "an empty group", err, ErrTooFew)
	_, err = SignedRank(same, same, TwoSided)
	refused(t, "no differences", err, ErrNoSpread)
	_, err = KruskalWallis([][]float64{same, nil})
	refused(t, "one group", err, ErrOneGroup)
	_, err = Pearson([]float64{1, 2, 3, 4}, []float64{5, 5, 5, 5}, Level95)
	refused(t, "a constant", err, ErrNoSpread)
	_, err = ChiSquare(Table{{0, 0}, {3, 4}}, Corrected)
	refused(t, "an empty row", err, ErrEmptyCell)
	_, err = ChiSquare(Table{{1, 2}}, Corrected)
	refused(t, "one row", err, ErrOneGroup)
	_, err = Fisher(Table{{1.5, 2}, {3, 4}})
	refused(t, "half a person", err, ErrRange)
	_, err = McNemar(0, 0, 10, Level95)
	refused(t, "nobody changed", err, ErrNoSpread)
	_, err = TwoProportionZ(Share{0, 5}, Share{0, 7}, Pooled)
	refused(t, "nobody", err, ErrNoSpread)
	_, err = OddsRatio(Share{0, 5}, Share{3, 7}, Level95)
	refused(t, "an empty cell", err, ErrEmptyCell)
	_, err = WeightedMean([]float64{1, 2}, []float64{0, 0})
	refused(t, "no weight", err, ErrNoWeight)
	_, err = WeightedMean([]float64{1, 2}, []float64{2, -1})
	refused(t, "a negative weight", err, ErrNoWeight)
	_, err = Gini([]float64{0, 0})
	refused(t, "nothing to share", err, ErrNoSpread)
	_, err = CV([]float64{-1, 1})
	refused(t, "a mean of zero", err, ErrRange)
}
