package stats

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Longley's employment data, NIST StRD "Longley": certified to 15 digits, and known to break
// programs that form X'X.
var longley = [][]float64{
	{60323, 83.0, 234289, 2356, 1590, 107608, 1947}, {61122, 88.5, 259426, 2325, 1456, 108632, 1948},
	{60171, 88.2, 258054, 3682, 1616, 109773, 1949}, {61187, 89.5, 284599, 3351, 1650, 110929, 1950},
	{63221, 96.2, 328975, 2099, 3099, 112075, 1951}, {63639, 98.1, 346999, 1932, 3594, 113270, 1952},
	{64989, 99.0, 365385, 1870, 3547, 115094, 1953}, {63761, 100.0, 363112, 3578, 3350, 116219, 1954},
	{66019, 101.2, 397469, 2904, 3048, 117388, 1955}, {67857, 104.6, 419180, 2822, 2857, 118734, 1956},
	{68169, 108.4, 442769, 2936, 2798, 120445, 1957}, {66513, 110.8, 444546, 4681, 2637, 121950, 1958},
	{68655, 112.6, 482704, 3813, 2552, 123366, 1959}, {69564, 114.2, 502601, 3931, 2514, 125368, 1960},
	{69331, 115.7, 518173, 4806, 2572, 127852, 1961}, {70551, 116.9, 554894, 4007, 2827, 130081, 1962},
}

func TestLongleyGivesTheCertifiedValues(t *testing.T) {
	var x Columns
	x.AddIntercept(len(longley))
	for j := 1; j <= 6; j++ {
		x.Add(string(rune('0'+j)), column(longley, j))
	}
	f, err := OLS(column(longley, 0), x, nil)
	if err != nil {
		t.Fatal(err)
	}
	table, err := f.Coefficients(f.Classic(), Level95)
	if err != nil {
		t.Fatal(err)
	}
	certified := [][2]float64{
		{-3482258.63459582, 890420.383607373}, {15.0618722713733, 84.9149257747669}, {-0.358191792925910e-01, 0.334910077722432e-01},
		{-2.02022980381683, 0.488399681651699}, {-1.03322686717359, 0.214274163161675}, {-0.511041056535807e-01, 0.226073200069370}, {1829.15146461355, 455.478499142212},
	}
	for j, want := range certified {
		near(t, "b relative", table[j].Value/want[0], 1, 1e-8)
		near(t, "s.e. relative", table[j].SE/want[1], 1, 1e-8)
	}
	near(t, "R2", f.R2, 0.995479004577296, 1e-12)
	near(t, "sigma", f.Sigma, 304.854073561965, 1e-7)
}

func column(rows [][]float64, j int) []float64 {
	out := make([]float64, len(rows))
	for i, r := range rows {
		out[i] = r[j]
	}
	return out
}

func TestADependentColumnIsAliasedNotGuessed(t *testing.T) {
	var x Columns
	x.AddIntercept(6)
	x.Add("a", []float64{1, 0, 1, 0, 1, 0})
	x.Add("b", []float64{0, 1, 0, 1, 0, 1}) // 1 - a
	f, err := OLS([]float64{1, 2, 3, 4, 5, 7}, x, nil)
	if err != nil || f.Rank != 2 || !f.Aliased[2] || f.Coef[2] != 0 {
		t.Fatalf("%+v %v", f, err)
	}
	_, err = f.Wald([]string{"b"}, f.Classic())
	refused(t, "a test of what cannot be estimated", err, ErrSingular)
	_, err = OLS([]float64{1, 2}, Columns{Names: []string{"a", "b"}, Values: [][]float64{{1, 0}, {0, 1}}}, nil)
	refused(t, "no degrees of freedom", err, ErrTooFew)
}

// With one observation in each cluster CR0 is HC0 and CR2 is HC2; with two groups of one dummy
// CR2 over observations is Welch's variance.
func TestRobustEstimatorsMeetWhereTheyMust(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(8, 25).Draw(t, "n")
		value := rapid.Float64Range(-10, 10)
		y, z, ids := make([]float64, n), make([]float64, n), make([]string, n)
		for i := range n {
			y[i], z[i], ids[i] = value.Draw(t, "y"), float64(i%2), string(rune('a'+i))
		}
		y[0], y[1], y[2], y[3] = 11, 12, -11, -12 // some spread in both groups
		var x Columns
		x.AddIntercept(n)
		x.Add("z", z)
		f, err := OLS(y, x, nil)
		if err != nil {
			t.Fatal(err)
		}
		hc0, _ := f.Robust(HC0)
		cr0, _ := f.Cluster(ids, CR0)
		hc2, _ := f.Robust(HC2)
		cr2, err := f.ClusterCR2(ids)
		if err != nil {
			t.Fatal(err)
		}
		a, _ := MomentsOf(every(y, 1))
		b, _ := MomentsOf(every(y, 0))
		w, _ := Welch(a, b, Level95)
		for _, pair := range [][2]float64{{hc0.V[1][1], cr0.V[1][1]}, {hc2.V[1][1], cr2.V[1][1]}, {math.Sqrt(cr2.V[1][1]), w.SE}} {
			if math.Abs(pair[0]-pair[1]) > 1e-9*(1+pair[1]) {
				t.Fatalf("%v and %v", pair[0], pair[1])
			}
		}
	})
}

func every(y []float64, parity int) []float64 {
	var out []float64
	for i, v := range y {
		if i%2 == parity {
			out = append(out, v)
		}
	}
	return out
}

// Imbens & Kolesar (2016), section 3: with one dummy that is 1 in n1 of n observations, each its
// own cluster, the degrees of freedom are those of Welch at equal variances.
func TestCR2DegreesOfFreedomOfTwoGroups(t *testing.T) {
	y := []float64{3, 1, 4, 1, 5, 9, 2, 6, 5, 3}
	z := []float64{1, 1, 1, 0, 0, 0, 0, 0, 0, 0}
	ids := []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}
	var x Columns
	x.AddIntercept(10)
	x.Add("z", z)
	f, _ := OLS(y, x, nil)
	v, err := f.ClusterCR2(ids)
	if err != nil {
		t.Fatal(err)
	}
	n1, n0 := 3.0, 7.0
	want := math.Pow(n0+n1, 2) * (n0 - 1) * (n1 - 1) / (n1*n1*(n1-1) + n0*n0*(n0-1))
	near(t, "df", v.DF[1], want, 1e-9)
}

// Chatterjee & Price's clerical employees: R2 0.7326, and the shares of both methods add to it.
func TestDriverSharesAddToR2AndUncorrelatedDriversAreTheirSquares(t *testing.T) {
	// Two orthogonal drivers: every method must give the squared correlations.
	a := []float64{-1, -1, 1, 1, -1, -1, 1, 1}
	b := []float64{-1, 1, -1, 1, -1, 1, -1, 1}
	y := []float64{-3.1, -0.9, 1.2, 2.8, -2.9, -1.1, 0.8, 3.2}
	var x Columns
	x.Add("a", a)
	x.Add("b", b)
	d, err := KeyDrivers(y, x)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range d.Drivers {
		near(t, "LMG", k.LMG, k.R*k.R, 1e-12)
		near(t, "Johnson", k.Johnson, k.R*k.R, 1e-12)
		near(t, "VIF", k.VIF, 1, 1e-12)
	}
	rapid.Check(t, func(t *rapid.T) {
		noise := rapid.Float64Range(-1, 1)
		var x Columns
		n, y := 30, make([]float64, 30)
		for j := range 4 {
			col := make([]float64, n)
			for i := range col {
				col[i] = noise.Draw(t, "x") + 0.01*float64(i*(j+1)%7)
				y[i] += col[i] * float64(j)
			}
			x.Add(string(rune('a'+j)), col)
		}
		for i := range y {
			y[i] += noise.Draw(t, "e") + 0.1*float64(i%3)
		}
		d, err := KeyDrivers(y, x)
		if err != nil {
			t.Fatal(err)
		}
		lmg, johnson := 0.0, 0.0
		for _, k := range d.Drivers {
			lmg += k.LMG
			johnson += k.Johnson
			if k.LMG < -1e-9 || k.Johnson < -1e-9 || k.VIF < 1-1e-9 {
				t.Fatalf("%+v", k)
			}
		}
		if math.Abs(lmg-d.R2) > 1e-9 || math.Abs(johnson-d.R2) > 1e-9 {
			t.Fatalf("%v, %v, R2 %v", lmg, johnson, d.R2)
		}
	})
	x = Columns{}
	x.Add("a", a)
	x.Add("twice a", Product(a, []float64{2, 2, 2, 2, 2, 2, 2, 2}))
	_, err = KeyDrivers(y, x)
	refused(t, "one driver twice", err, ErrSingular)
}

// Bertrand & Mullainathan (2004), table 1: 235 of 2435 and 157 of 2435 called back.
func TestLogitOfTwoGroupsIsTheOddsRatio(t *testing.T) {
	var yes []bool
	var white []float64
	for _, g := range []struct {
		k, n int
		z    float64
	}{{235, 2435, 1}, {157, 2435, 0}} {
		for i := range g.n {
			yes, white = append(yes, i < g.k), append(white, g.z)
		}
	}
	var x Columns
	x.AddIntercept(len(yes))
	x.Add("white", white)
	m, err := Logit(yes, x, Level95)
	if err != nil {
		t.Fatal(err)
	}
	o, _ := OddsRatio(Share{235, 2435}, Share{157, 2435}, Level95)
	near(t, "odds ratio", math.Exp(m.Coefficients[1].Value), o.Value, 1e-9)
	near(t, "its s.e.", m.Coefficients[1].SE, o.SE, 1e-7)
	for i := range yes {
		yes[i] = white[i] == 1
	}
	_, err = Logit(yes, x, Level95)
	refused(t, "separation", err, ErrSeparation)
	clear(yes)
	_, err = Logit(yes, x, Level95)
	refused(t, "nobody", err, ErrNoSpread)
}

// With two answers proportional odds is logistic regression; the thresholds change sign.
func TestProportionalOddsOfTwoAnswersIsLogit(t *testing.T) {
	y := []float64{1, 2, 1, 2, 2, 1, 2, 1, 2, 2}
	z := []float64{0, 1, 1, 2, 3, 1, 0, 2, 3, 1}
	yes := make([]bool, len(y))
	for i := range y {
		yes[i] = y[i] == 2
	}
	var with, without Columns
	with.AddIntercept(len(y))
	with.Add("z", z)
	without.Add("z", z)
	l, err := Logit(yes, with, Level95)
	if err != nil {
		t.Fatal(err)
	}
	o, err := ProportionalOdds(y, without, Level95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "slope", o.Coefficients[0].Value, l.Coefficients[1].Value, 1e-7)
	near(t, "s.e.", o.Coefficients[0].SE, l.Coefficients[1].SE, 1e-6)
	near(t, "threshold", o.Thresholds[0].Value, -l.Coefficients[0].Value, 1e-7)
	near(t, "log likelihood", o.LogLik, l.LogLik, 1e-9)
}

func TestConditionalLogitOfPairsIsACountOfThem(t *testing.T) {
	var c ChoiceSets
	var d []float64
	for i := range 40 { // 30 times of 40 the first is taken
		c.Set = append(c.Set, string(rune('A'+i)), string(rune('A'+i)))
		c.Chosen = append(c.Chosen, i < 30, i >= 30)
		d = append(d, 1, 0)
	}
	c.X.Add("first", d)
	m, err := ConditionalLogit(c, Level95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "utility", m.Coefficients[0].Value, math.Log(3), 1e-8)
	near(t, "s.e.", m.Coefficients[0].SE, math.Sqrt(1.0/30+1.0/10), 1e-7)
	near(t, "null", m.Null, 40*math.Log(0.5), 1e-9)
	for i := range c.Chosen {
		c.Chosen[i] = i%2 == 0
	}
	_, err = ConditionalLogit(c, Level95)
	refused(t, "always the first", err, ErrSeparation)
	c.Chosen[0] = false
	_, err = ConditionalLogit(c, Level95)
	refused(t, "none chosen", err, ErrEmptyCell)
}

func TestOneClusterIsRefused(t *testing.T) {
	var x Columns
	x.AddIntercept(4)
	f, _ := OLS([]float64{1, 2, 3, 5}, x, nil)
	_, err := f.Cluster([]string{"a", "a", "a", "a"}, CR1S)
	refused(t, "one cluster", err, ErrOneCluster)
	_, err = f.ClusterCR2([]string{"a", "a"})
	refused(t, "too few ids", err, ErrShape)
}
