package stats

// Every method at the edges of its input: a finite figure or a refusal by name.

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// edge is what the methods are tried on: columns of one length.
type edge struct {
	y, x, w        []float64
	group, unit    []string
	yes            []bool
	wave           []int
	k, n, horizon  int
	columns        Columns
	design         SampleDesign
	shareA, shareB Share
}

// refusing are the methods, each as a call that gives everything it found.
func refusing() map[string]func(e edge) (any, error) {
	type of = func(e edge) (any, error)
	moments := func(e edge, f func(a, b Moments) (any, error)) (any, error) {
		a, err := MomentsOf(e.y)
		if err != nil {
			return nil, err
		}
		b, err := MomentsOf(e.x)
		if err != nil {
			return nil, err
		}
		return f(a, b)
	}
	return map[string]of{
		"Mean": func(e edge) (any, error) { return Mean(e.y) }, "Total": func(e edge) (any, error) { return Total(e.y) },
		"SD": func(e edge) (any, error) { return SD(e.y) }, "CV": func(e edge) (any, error) { return CV(e.y) },
		"Gini": func(e edge) (any, error) { return Gini(e.y) }, "Median": func(e edge) (any, error) { return Median(e.y) },
		"QuartilesOf":   func(e edge) (any, error) { return QuartilesOf(e.y) },
		"MeanInterval":  func(e edge) (any, error) { return MeanInterval(e.y, Level95) },
		"OneSampleT":    func(e edge) (any, error) { return OneSampleT(e.y, 0, Level95) },
		"PairedT":       func(e edge) (any, error) { return PairedT(e.y, e.x, Level95) },
		"Pearson":       func(e edge) (any, error) { return Pearson(e.y, e.x, Level95) },
		"Spearman":      func(e edge) (any, error) { return Spearman(e.y, e.x, Level95) },
		"Kendall":       func(e edge) (any, error) { tau, z, p, err := Kendall(e.y, e.x); return []float64{tau, z, p}, err },
		"SignedRank":    func(e edge) (any, error) { return SignedRank(e.y, e.x, TwoSided) },
		"MannWhitney":   func(e edge) (any, error) { return MannWhitney(e.y, e.x, 0) },
		"KruskalWallis": func(e edge) (any, error) { return KruskalWallis([][]float64{e.y, e.x, e.w}) },
		"Friedman":      func(e edge) (any, error) { return Friedman([][]float64{e.y, e.x, e.w}) },
		"Welch": func(e edge) (any, error) {
			return moments(e, func(a, b Moments) (any, error) { return Welch(a, b, Level95) })
		},
		"PooledT": func(e edge) (any, error) {
			return moments(e, func(a, b Moments) (any, error) { return PooledT(a, b, Level95) })
		},
		"CohenD":  func(e edge) (any, error) { return moments(e, func(a, b Moments) (any, error) { return CohenD(a, b) }) },
		"HedgesG": func(e edge) (any, error) { return moments(e, func(a, b Moments) (any, error) { return HedgesG(a, b) }) },
		"RelativeLift": func(e edge) (any, error) {
			return moments(e, func(a, b Moments) (any, error) { return RelativeLift(a, b, Level95) })
		},
		"WelchANOVA": func(e edge) (any, error) {
			return moments(e, func(a, b Moments) (any, error) { return WelchANOVA([]Moments{a, b, a}) })
		},
		"TOST": func(e edge) (any, error) {
			return moments(e, func(a, b Moments) (any, error) { return TOST(a, b, Interval{Low: -1, High: 1}, 0.05) })
		},
		"ConfidenceSequence": func(e edge) (any, error) {
			return moments(e, func(a, b Moments) (any, error) { return ConfidenceSequence(a, b, 1, Level95) })
		},
		"MixtureSPRT": func(e edge) (any, error) {
			return moments(e, func(a, b Moments) (any, error) { r, p, err := MixtureSPRT(a, b, 1); return []float64{r, p}, err })
		},
		"IntraclassCorrelation": func(e edge) (any, error) { return IntraclassCorrelation(e.y, e.group) },
		"Permutation":           func(e edge) (any, error) { return Permutation(e.y, e.x, 50, 1) },
		"WeightedMean":          func(e edge) (any, error) { return WeightedMean(e.y, e.w) },
		"KishN":                 func(e edge) (any, error) { return KishN(e.w) },
		"KishEffect":            func(e edge) (any, error) { return KishEffect(e.w) },
		"WeightedNPS":           func(e edge) (any, error) { return WeightedNPS(e.y, e.w, e.unit, Level95) },
		"SampleMean":            func(e edge) (any, error) { return SampleMean(e.design, e.y, nil, Level95) },
		"SampleTotal":           func(e edge) (any, error) { return SampleTotal(e.design, e.y, nil, Level95) },
		"SampleRatio":           func(e edge) (any, error) { return SampleRatio(e.design, Quotient{e.y, e.x}, nil, Level95) },
		"SampleQuantile":        func(e edge) (any, error) { return SampleQuantile(e.y, e.w, 0.5) },
		"SampleRegression":      func(e edge) (any, error) { return SampleRegression(e.design, e.y, e.columns, Level95) },
		"SampleCrosstab":        func(e edge) (any, error) { return SampleCrosstab(e.design, Crossed{Rows: e.group, Cols: e.unit}) },
		"Jackknife":             func(e edge) (any, error) { r, err := Jackknife(e.design); return r.Weights, err },
		"OLS": func(e edge) (any, error) {
			f, err := OLS(e.y, e.columns, nil)
			if err != nil {
				return nil, err
			}
			return f.Residuals, nil
		},
		"KeyDrivers":       func(e edge) (any, error) { return KeyDrivers(e.y, e.columns) },
		"Logit":            func(e edge) (any, error) { return Logit(e.yes, e.columns, Level95) },
		"ProportionalOdds": func(e edge) (any, error) { return ProportionalOdds(e.y, e.columns, Level95) },
		"Mediate":          func(e edge) (any, error) { return Mediate(e.y, e.x, e.w, Level95) },
		"TwoStage": func(e edge) (any, error) {
			return TwoStageLeastSquares(InstrumentSpec{Y: e.y, Endogenous: e.x, Name: "x", Instruments: Columns{Names: []string{"w"}, Values: [][]float64{e.w}}}, Level95)
		},
		"CronbachAlpha": func(e edge) (any, error) { return CronbachAlpha([][]float64{e.y, e.x, e.w}, Listwise) },
		"KrippendorffAlpha": func(e edge) (any, error) {
			a, _, err := KrippendorffAlpha([][]float64{e.y, e.x}, IntervalMetric)
			return a, err
		},
		"Kappa": func(e edge) (any, error) { return Kappa(e.group, e.unit, Level95) },
		"CUPED": func(e edge) (any, error) { return CUPED(Arm{e.y, e.x}, Arm{e.x, e.w}, Level95) },
		"DiD": func(e edge) (any, error) {
			return DifferenceInDifferences(PrePost{e.y, e.x}, PrePost{e.x, e.w}, Level95)
		},
		"EventStudy": func(e edge) (any, error) { return EventStudy(Panel{e.y, e.unit, e.wave, e.wave}, Level95) },
		"StaggeredDiD": func(e edge) (any, error) {
			return StaggeredDiD(Panel{e.y, e.unit, e.wave, e.wave}, NeverTreated, Level95)
		},
		"Naive":        func(e edge) (any, error) { return Naive(e.y, e.horizon) },
		"Drift":        func(e edge) (any, error) { return Drift(e.y, e.horizon) },
		"SES":          func(e edge) (any, error) { return SES(e.y, 0.3, e.horizon) },
		"FitSES":       func(e edge) (any, error) { return FitSES(e.y, StartFitted, e.horizon) },
		"Holt":         func(e edge) (any, error) { return Holt(e.y, 0.3, 0.1, e.horizon) },
		"Theta":        func(e edge) (any, error) { return Theta(e.y, e.horizon) },
		"Seasonal":     func(e edge) (any, error) { return SeasonalIndices(e.y, 2) },
		"Intermittent": func(e edge) (any, error) { return IntermittentDemand(e.y, 0.1, 0.1) },
		"AccuracyOf":   func(e edge) (any, error) { return AccuracyOf(e.y, e.x, e.w, 1) },
		"Wilson":       func(e edge) (any, error) { return Wilson(e.k, e.n, Level95) },
		"Clopper":      func(e edge) (any, error) { return ClopperPearson(e.k, e.n, Level95) },
		"Proportion":   func(e edge) (any, error) { return Proportion(e.k, e.n, Level95) },
		"Newcombe":     func(e edge) (any, error) { return Newcombe(e.shareA, e.shareB, Level95) },
		"RiskRatio":    func(e edge) (any, error) { return RiskRatio(e.shareA, e.shareB, Level95) },
		"OddsRatio":    func(e edge) (any, error) { return OddsRatio(e.shareA, e.shareB, Level95) },
		"TwoShares":    func(e edge) (any, error) { return TwoProportionZ(e.shareA, e.shareB, 0) },
		"McNemar":      func(e edge) (any, error) { return McNemar(e.k, e.n, e.k+e.n, Level95) },
		"Trend":        func(e edge) (any, error) { return TrendInShares([]Share{e.shareA, e.shareB, e.shareA}, e.y) },
		"ChiSquare":    func(e edge) (any, error) { return ChiSquare(Table{e.y, e.x}, 0) },
		"Fisher":       func(e edge) (any, error) { return Fisher(Table{{float64(e.k), float64(e.n)}, {2, 3}}) },
		"Goodness":     func(e edge) (any, error) { return GoodnessOfFit(e.y, e.w) },
		"AdjustP":      func(e edge) (any, error) { return AdjustP(e.y, 0) },
		"Concentration": func(e edge) (any, error) {
			share, n, err := Concentration(e.y, 1, 0.8)
			return []float64{share, float64(n)}, err
		},
		"ItemCount": func(e edge) (any, error) { return ItemCountShare(e.y, e.x, 4, Level95) },
		"NPS":       func(e edge) (any, error) { return NPS(e.k, e.n, e.k, Level95) },
		"Rake": func(e edge) (any, error) {
			d, _, err := Rake(e.design, []KnownMargin{{Name: "g", Groups: e.group, Targets: map[string]float64{"x": 3, "y": 4}}}, Raking{Rounds: 20})
			return d.Weights, err
		},
		"Calibrate": func(e edge) (any, error) {
			d, err := Calibrate(e.design, e.columns, []float64{3}, Calibration{})
			return d.Weights, err
		},
		"PostStratify": func(e edge) (any, error) {
			d, err := PostStratify(e.design, KnownMargin{Name: "g", Groups: e.group, Targets: map[string]float64{"x": 3, "y": 4}})
			return d.Weights, err
		},
		"AMCE": func(e edge) (any, error) {
			return AMCE(Profiles{Y: e.y, Attributes: []Attribute{{Name: "g", Values: e.group, Levels: []string{"x", "y"}}}, Respondents: e.unit}, Level95)
		},
		"MarginalMeans": func(e edge) (any, error) {
			return MarginalMeans(e.y, Attribute{Name: "g", Values: e.group, Levels: []string{"x", "y"}}, e.unit, Level95)
		},
		"ConditionalLogit": func(e edge) (any, error) {
			return ConditionalLogit(ChoiceSets{Set: e.unit, Chosen: e.yes, X: e.columns}, Level95)
		},
	}
}

// drawn is an input of extreme numbers, few of them or none, or all equal.
func drawn(t *rapid.T) edge {
	number := rapid.SampledFrom([]float64{0, 1, 2, 3, -1, 1, 2, 3, 4, 5, 10, 1e308, -1e308, 5e-324, 1e-160, 1e160, math.MaxFloat64})
	size := rapid.IntRange(0, 9).Draw(t, "n")
	column := func(name string) []float64 {
		if rapid.IntRange(0, 4).Draw(t, name+" alike") == 0 {
			out := make([]float64, size)
			v := number.Draw(t, name)
			for i := range out {
				out[i] = v
			}
			return out
		}
		return rapid.SliceOfN(number, size, size).Draw(t, name)
	}
	words := func(name string, from ...string) []string {
		return rapid.SliceOfN(rapid.SampledFrom(from), size, size).Draw(t, name)
	}
	e := edge{
		y: column("y"), x: column("x"), w: column("w"), group: words("group", "x", "y"), unit: words("unit", "a", "b", "c"),
		yes: rapid.SliceOfN(rapid.Bool(), size, size).Draw(t, "yes"), wave: rapid.SliceOfN(rapid.IntRange(0, 3), size, size).Draw(t, "wave"),
		k: rapid.IntRange(-1, 20).Draw(t, "k"), n: rapid.IntRange(-1, 20).Draw(t, "of"), horizon: rapid.IntRange(0, 3).Draw(t, "horizon"),
	}
	e.columns = Columns{Names: []string{"x"}, Values: [][]float64{e.x}}
	e.design = SampleDesign{Weights: e.w, Clusters: e.unit}
	e.shareA, e.shareB = Share{e.k, e.n}, Share{e.n, e.k}
	return e
}

// unnamed tells whether an error is none of the named reasons.
func unnamed(err error) bool {
	for _, reason := range []error{
		ErrTooFew, ErrNoSpread, ErrNotFinite, ErrRange, ErrShape, ErrOneGroup, ErrOneCluster, ErrEmptyCell, ErrNoWeight, ErrSingular, ErrSeparation, ErrNotConverged,
	} {
		if errors.Is(err, reason) {
			return false
		}
	}
	return true
}

// wild finds a number that is none in what a method gave.
func wild(at string, v reflect.Value) string {
	switch v.Kind() {
	case reflect.Float64:
		if x := v.Float(); math.IsNaN(x) || math.IsInf(x, 0) {
			return fmt.Sprint(at, " = ", x)
		}
	case reflect.Slice:
		for i := range v.Len() {
			if s := wild(fmt.Sprint(at, "[", i, "]"), v.Index(i)); s != "" {
				return s
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				if s := wild(at+"."+f.Name, v.Field(i)); s != "" {
					return s
				}
			}
		}
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			return wild(at, v.Elem())
		}
	}
	return ""
}

func TestNoMethodGivesANumberThatIsNone(t *testing.T) {
	answered := map[string]bool{}
	rapid.Check(t, func(t *rapid.T) {
		e := drawn(t)
		for name, method := range refusing() {
			got, err := method(e)
			if err != nil {
				if unnamed(err) {
					t.Errorf("%s refuses without a name: %v", name, err)
				}
				continue
			}
			answered[name] = true
			if s := wild(name, reflect.ValueOf(got)); s != "" {
				t.Errorf("%s of %+v", s, e)
			}
		}
	})
	for name := range refusing() {
		if !answered[name] {
			t.Logf("%s refused everything that was drawn", name)
		}
	}
}
