package stats

import (
	"errors"
	"math"
	"testing"
)

// Degenerate input is refused by the name of what is wrong with it.
func TestDegenerateInputIsRefusedByName(t *testing.T) {
	ones, few, none := []float64{1, 1, 1, 1}, []float64{1}, []float64{0, 0, 0, 0}
	y, x := []float64{1, 2, 3, 5}, []float64{2, 1, 4, 3}
	one, two := []string{"a", "a", "a", "a"}, []string{"a", "b", "a", "b"}
	huge := []float64{1e308, 1e308, -1e308, 1e308}
	line := func(values []float64) Columns {
		var c Columns
		c.AddIntercept(len(values))
		c.Add("x", values)
		return c
	}
	clustered := func(clusters []string) error {
		f, err := OLS(y, line(x), nil)
		if err == nil {
			_, err = f.ClusterCR2(clusters)
		}
		return err
	}
	moments := func(n int, sd float64) Moments { return Moments{N: n, Mean: 1, SD: sd} }
	for name, c := range map[string]struct {
		err  error
		want error
	}{
		"one cluster, CR2":                {clustered(one), ErrOneCluster},
		"one cluster, survey mean":        {second(SampleMean(SampleDesign{Weights: ones, Clusters: one}, y, nil, Level95)), ErrOneCluster},
		"one cluster, jackknife":          {second(Jackknife(SampleDesign{Weights: ones, Clusters: one})), ErrOneCluster},
		"one cluster, NPS":                {second(WeightedNPS([]float64{9, 2, 7, 10}, ones, one, Level95)), ErrOneCluster},
		"all equal, mean's interval":      {second(MeanInterval(ones, Level95)), ErrNoSpread},
		"all equal, Pearson":              {second(Pearson(ones, y, Level95)), ErrNoSpread},
		"all equal, Spearman":             {second(Spearman(y, ones, Level95)), ErrNoSpread},
		"all equal, Welch":                {second(Welch(moments(4, 0), moments(4, 0), Level95)), ErrNoSpread},
		"all equal, paired":               {second(PairedT(y, y, Level95)), ErrNoSpread},
		"all equal, Mann-Whitney":         {second(MannWhitney(ones, ones, 0)), ErrNoSpread},
		"all equal, Kruskal-Wallis":       {second(KruskalWallis([][]float64{ones, ones})), ErrNoSpread},
		"all equal, alpha":                {second(CronbachAlpha([][]float64{ones, ones, ones}, Listwise)), ErrNoSpread},
		"all equal, key drivers":          {second(KeyDrivers(ones, Columns{Names: []string{"x"}, Values: [][]float64{x}})), ErrNoSpread},
		"all equal, ICC":                  {second(IntraclassCorrelation(ones, two)), ErrNoSpread},
		"all equal, smoothing":            {second(FitSES(ones, StartMean, 1)), ErrNoSpread},
		"all equal, placebo":              {second(Permutation(ones, ones, 10, 1)), ErrNoSpread},
		"all zero, Gini":                  {second(Gini(none)), ErrNoSpread},
		"one class, Kappa":                {second(Kappa(one, one, Level95)), ErrNoSpread},
		"an empty row, chi-square":        {second(ChiSquare(Table{{0, 0}, {3, 4}}, 0)), ErrEmptyCell},
		"a group nobody is in, raking":    {third(Rake(SampleDesign{Weights: ones}, []KnownMargin{{Name: "g", Groups: one, Targets: map[string]float64{"a": 3, "b": 1}}}, Raking{})), ErrEmptyCell},
		"a group without target, strata":  {second(PostStratify(SampleDesign{Weights: ones}, KnownMargin{Name: "g", Groups: two, Targets: map[string]float64{"a": 3}})), ErrEmptyCell},
		"n = 1, mean's interval":          {second(MeanInterval(few, Level95)), ErrTooFew},
		"n = 1, SD":                       {second(SD(few)), ErrTooFew},
		"n = 1, Welch":                    {second(Welch(moments(1, 0), moments(4, 1), Level95)), ErrTooFew},
		"n = 1, regression":               {second(OLS(few, line([]float64{2}), nil)), ErrTooFew},
		"n = 0, mean":                     {second(Mean(nil)), ErrTooFew},
		"n = 0, median":                   {second(Median(nil)), ErrTooFew},
		"n = 0, share":                    {second(Proportion(0, 0, Level95)), ErrTooFew},
		"n = 0, forecast":                 {second(Naive(nil, 1)), ErrTooFew},
		"separation, logit":               {second(Logit([]bool{false, false, true, true}, line([]float64{1, 2, 3, 4}), Level95)), ErrSeparation},
		"separation, proportional odds":   {second(ProportionalOdds([]float64{1, 1, 2, 2, 3, 3}, Columns{Names: []string{"x"}, Values: [][]float64{{1, 2, 3, 4, 5, 6}}}, Level95)), ErrSeparation},
		"weights of zero, mean":           {second(WeightedMean(y, none)), ErrNoWeight},
		"weights of zero, survey mean":    {second(SampleMean(SampleDesign{Weights: none}, y, nil, Level95)), ErrNoWeight},
		"weights of zero, Kish":           {second(KishN(none)), ErrNoWeight},
		"weights of zero, raking":         {third(Rake(SampleDesign{Weights: none}, []KnownMargin{{Name: "g", Groups: one, Targets: map[string]float64{"a": 3}}}, Raking{})), ErrNoWeight},
		"a negative weight, regression":   {second(OLS(y, line(x), []float64{1, 1, -1, 1})), ErrNoWeight},
		"columns depend, key drivers":     {second(KeyDrivers([]float64{1, 2, 3, 5, 4}, Columns{Names: []string{"a", "b"}, Values: [][]float64{{1, 2, 3, 4, 6}, {2, 4, 6, 8, 12}}})), ErrSingular},
		"one group, ICC":                  {second(IntraclassCorrelation(y, one)), ErrOneGroup},
		"one group, WelchANOVA":           {second(WelchANOVA([]Moments{moments(4, 1)})), ErrOneGroup},
		"overflow, total":                 {second(Total([]float64{1e308, 1e308})), ErrNotFinite},
		"overflow, mean":                  {second(SD(huge)), ErrNotFinite},
		"overflow, survey total":          {second(SampleTotal(SampleDesign{Weights: ones}, []float64{1e308, 1e308, 1, 2}, nil, Level95)), ErrNotFinite},
		"overflow, survey ratio":          {second(SampleRatio(SampleDesign{Weights: ones}, Quotient{huge, x}, nil, Level95)), ErrNotFinite},
		"overflow, ICC":                   {second(IntraclassCorrelation(huge, two)), ErrNotFinite},
		"overflow, concentration":         {third(Concentration([]float64{1e308, 1e308}, 1, 0.8)), ErrNotFinite},
		"overflow, Gini":                  {second(Gini([]float64{1e308, 1e308})), ErrNotFinite},
		"overflow, placebo":               {second(Permutation([]float64{1e308, 1e308}, []float64{-1e308, 0}, 10, 1)), ErrNotFinite},
		"overflow, smoothing":             {second(FitSES(huge, StartMean, 1)), ErrNotFinite},
		"overflow, accuracy":              {second(AccuracyOf(huge, y, x, 1)), ErrNotFinite},
		"overflow, smallest effect":       {second(MinimumDetectable(Detectable{N1: 5e-324, N2: 3}, PostOnly, Goal{Alpha: 0.05, Power: 0.8})), ErrNotFinite},
		"overflow, n for a margin":        {second(SampleSizeMargin(0.5, 1e-200, 0, Level95)), ErrNotFinite},
		"overflow, Krippendorff":          {third(KrippendorffAlpha([][]float64{huge, y}, IntervalMetric)), ErrNotFinite},
		"NaN, mean":                       {second(Mean([]float64{1, math.NaN()})), ErrNotFinite},
		"infinity, regression":            {second(OLS([]float64{1, math.Inf(1), 2, 3}, line(x), nil)), ErrNotFinite},
		"more hits than tries, share":     {second(Wilson(4, 3, Level95)), ErrRange},
		"a level of one, share":           {second(Wilson(1, 3, 1)), ErrRange},
		"columns of two lengths, pairs":   {second(PairedT(y, few, Level95)), ErrShape},
		"margins that cannot both be met": {notConverged(), ErrNotConverged},
	} {
		if c.err == nil || !errors.Is(c.err, c.want) {
			t.Errorf("%s: refused as %v, want %v", name, c.err, c.want)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func third[T, U any](_ T, _ U, err error) error { return err }

// notConverged asks for more than any sample can give.
func notConverged() error {
	_, err := SampleSizeT(1e-9, TwoArms, Goal{Alpha: 0.05, Power: 0.8})
	return err
}
