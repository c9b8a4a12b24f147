package stats

// The time of each method on 100,000 rows: go test -run '^$' -bench Rows ./analysis/stats

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// large is what the methods are tried on.
type large struct {
	n                int
	y, z, score      []float64
	group, unit      []string
	wave             []float64
	yes              []bool
	design           SampleDesign
	margins          []KnownMargin
	raked            SampleDesign
	x                Columns
	rows, cols       []string
	rowNames, colSet []string
}

func rows(b *testing.B, n int) large {
	b.Helper()
	r := rand.New(rand.NewPCG(5, uint64(n)))
	d := large{n: n, rowNames: []string{"1", "2", "3", "4", "5"}, colSet: []string{"A", "B", "C", "D"}}
	var tier []string
	xs := make([][]float64, 5)
	for i := range n {
		g := d.colSet[r.IntN(4)]
		v := float64(1 + r.IntN(5))
		d.group, d.cols, d.rows = append(d.group, g), append(d.cols, g), append(d.rows, fmt.Sprint(v))
		tier = append(tier, []string{"x", "y", "z"}[r.IntN(3)])
		d.unit = append(d.unit, fmt.Sprint("u", i/4))
		d.y, d.z = append(d.y, v+r.NormFloat64()), append(d.z, v+2*r.NormFloat64())
		d.score, d.wave, d.yes = append(d.score, float64(r.IntN(11))), append(d.wave, float64(i%2)), append(d.yes, r.Float64() < 0.2+v/10)
		for k := range xs {
			xs[k] = append(xs[k], v*float64(k)/5+r.NormFloat64())
		}
		d.design.Weights = append(d.design.Weights, 1)
	}
	d.x.AddIntercept(n)
	for k, col := range xs {
		d.x.Add(fmt.Sprint("x", k), col)
	}
	d.margins = []KnownMargin{
		{"group", d.group, map[string]float64{"A": 4000, "B": 3000, "C": 2000, "D": 1000}},
		{"tier", tier, map[string]float64{"x": 5000, "y": 3000, "z": 2000}},
	}
	var err error
	if d.raked, _, err = Rake(d.design, d.margins, Raking{}); err != nil {
		b.Fatal(err)
	}
	return d
}

func BenchmarkRows(b *testing.B) {
	d := rows(b, 100_000)
	half := d.n / 2
	var drivers Columns
	for k := 1; k < len(d.x.Names); k++ {
		drivers.Add(d.x.Names[k], d.x.Values[k])
	}
	table := make(Table, 5)
	for i := range table {
		table[i] = []float64{25000, 24000, 26000, float64(25000 - i)}
	}
	m, _ := MomentsOf(d.y)
	ps := make([]float64, d.n)
	for i := range ps {
		ps[i] = float64(i) / float64(d.n)
	}
	ols := func() error { _, err := OLS(d.y, d.x, nil); return err }
	for _, method := range []struct {
		name string
		do   func() error
	}{
		{"mean, t interval", func() error { _, err := MeanInterval(d.y, Level95); return err }},
		{"Wilson", func() error { _, err := Wilson(d.n/3, d.n, Level95); return err }},
		{"Clopper-Pearson", func() error { _, err := ClopperPearson(d.n/3, d.n, Level95); return err }},
		{"quantile type 7", func() error { _, err := Quantile(d.y, 0.9, 7); return err }},
		{"quartiles", func() error { _, err := QuartilesOf(d.y); return err }},
		{"NPS, counted", func() error {
			c, err := CountRecommend(d.score)
			if err == nil {
				_, err = NPS(c.Promoters, c.Passives, c.Detractors, Level95)
			}
			return err
		}},
		{"NPS, weighted", func() error { _, err := WeightedNPS(d.score, d.raked.Weights, nil, Level95); return err }},
		{"raking, two margins", func() error { _, _, err := Rake(d.design, d.margins, Raking{}); return err }},
		{"post-stratification", func() error { _, err := PostStratify(d.design, d.margins[0]); return err }},
		{"calibration, linear", func() error {
			_, err := Calibrate(d.design, Columns{Names: []string{"all"}, Values: [][]float64{d.x.Values[0]}}, []float64{2e5}, Calibration{})
			return err
		}},
		{"sample mean, raked", func() error { _, err := SampleMean(d.raked, d.y, nil, Level95); return err }},
		{"sample quantile", func() error { _, err := SampleQuantile(d.y, d.raked.Weights, 0.5); return err }},
		{"Rao-Scott 5 x 4, raked", func() error {
			_, err := SampleCrosstab(d.raked, Crossed{d.rows, d.cols, d.rowNames, d.colSet})
			return err
		}},
		{"sample regression", func() error { _, err := SampleRegression(d.raked, d.y, d.x, Level95); return err }},
		{"chi-square 5 x 4", func() error { _, err := ChiSquare(table, Uncorrected); return err }},
		{"Fisher 2 x 2", func() error { _, err := Fisher(Table{{25000, 25100}, {25000, 24900}}); return err }},
		{"Welch", func() error { _, err := Welch(m, m, Level95); return err }},
		{"paired t", func() error { _, err := PairedT(d.y, d.z, Level95); return err }},
		{"McNemar", func() error { _, err := McNemar(4000, 3900, d.n, Level95); return err }},
		{"Mann-Whitney", func() error { _, err := MannWhitney(d.y[:half], d.y[half:], Uncorrected); return err }},
		{"Kruskal-Wallis", func() error { _, err := KruskalWallis([][]float64{d.y[:half], d.y[half:]}); return err }},
		{"signed rank", func() error { _, err := SignedRank(d.y, d.z, TwoSided); return err }},
		{"Pearson", func() error { _, err := Pearson(d.y, d.z, Level95); return err }},
		{"Spearman", func() error { _, err := Spearman(d.y, d.z, Level95); return err }},
		{"Kendall", func() error { _, _, _, err := Kendall(d.y, d.z); return err }},
		{"alpha of five items", func() error { _, err := CronbachAlpha(drivers.Values, Listwise); return err }},
		{"adjust p, Holm", func() error { _, err := AdjustP(ps, Holm); return err }},
		{"OLS, six columns", ols},
		{"OLS, CR1", func() error {
			f, err := OLS(d.y, d.x, nil)
			if err == nil {
				_, err = f.Cluster(d.unit, CR1)
			}
			return err
		}},
		{"OLS, CR2, 25,000 clusters", func() error {
			f, err := OLS(d.y, d.x, nil)
			if err == nil {
				_, err = f.ClusterCR2(d.unit)
			}
			return err
		}},
		{"within, 25,000 units", func() error {
			_, _, err := Within(d.y, drivers, d.unit, Level95)
			return err
		}},
		{"logit", func() error { _, err := Logit(d.yes, d.x, Level95); return err }},
		{"proportional odds", func() error {
			y := make([]float64, d.n)
			for i := range y {
				y[i] = float64(1 + int(d.score[i])%5)
			}
			_, err := ProportionalOdds(y, drivers, Level95)
			return err
		}},
		{"key drivers, five", func() error { _, err := KeyDrivers(d.y, drivers); return err }},
		{"intraclass correlation", func() error { _, err := IntraclassCorrelation(d.y, d.unit); return err }},
		{"conjoint effects, three attributes", func() error { _, err := AMCE(d.profiles(), Level95); return err }},
		{"marginal means, CR1S", func() error {
			p := d.profiles()
			_, err := MarginalMeans(p.Y, p.Attributes[0], p.Respondents, Level95)
			return err
		}},
		{"MaxDiff, eight items by fours", func() error {
			shown, items := d.choices()
			_, err := MaxDiffOf(shown, items, items[0], Level95)
			return err
		}},
		{"staggered DiD, four waves", func() error { _, err := StaggeredDiD(d.panel(), NotYetTreated, Level95); return err }},
		{"event study, four waves", func() error { _, err := EventStudy(d.panel(), Level95); return err }},
		{"Theta", func() error { _, err := Theta(d.y, 12); return err }},
		{"SES, fitted", func() error { _, err := FitSES(d.y, 0, 12); return err }},
	} {
		b.Run(method.name, func(b *testing.B) {
			for b.Loop() {
				if err := method.do(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// profiles are the rows as profiles of a conjoint experiment: four by each respondent.
func (d large) profiles() Profiles {
	size, chosen := make([]string, d.n), make([]float64, d.n)
	for i := range size {
		size[i] = []string{"small", "middle", "large"}[i*7%3]
		if d.yes[i] {
			chosen[i] = 1
		}
	}
	return Profiles{Y: chosen, Respondents: d.unit, Attributes: []Attribute{
		{"group", d.group, d.colSet}, {"score", d.rows, d.rowNames}, {"size", size, []string{"small", "middle", "large"}},
	}}
}

// choices are the rows as items of best-worst questions: four in each, four questions to
// a respondent, eight items in all; the one with the greatest y is the best.
func (d large) choices() ([]Shown, []string) {
	items := []string{"a", "b", "c", "d", "e", "f", "g", "h"}
	shown := make([]Shown, d.n)
	for i := range shown {
		q := i / 4
		shown[i] = Shown{Respondent: fmt.Sprint("r", i/16), Question: fmt.Sprint("q", q), Item: items[(q+i%4*(1+q%3))%8]}
	}
	for q := 0; q < d.n; q += 4 {
		best, worst := q, q
		for i := q; i < q+4; i++ {
			if d.y[i] > d.y[best] {
				best = i
			}
			if d.y[i] < d.y[worst] {
				worst = i
			}
		}
		shown[best].Choice, shown[worst].Choice = 1, -1
	}
	return shown, items
}

// panel is the rows as 25,000 units in four waves; a third of them starts in wave 3, a
// third in wave 4, the others never.
func (d large) panel() Panel {
	p := Panel{Y: d.y, Unit: d.unit, Wave: make([]int, d.n), Start: make([]int, d.n)}
	for i := range p.Wave {
		p.Wave[i] = 1 + i%4
		p.Start[i] = []int{0, 3, 4}[i/4%3]
	}
	return p
}
