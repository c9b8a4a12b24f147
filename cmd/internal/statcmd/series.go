// Sales: forecasts, intermittent demand, panels of accounts, elasticities.
package statcmd

import (
	"fmt"
	"math"
	"sort"

	"dealervoice/analysis/stats"
)

func exp(v float64) float64 { return math.Exp(math.Min(v, 700)) }

func seriesMethods() []method {
	const family = "sales"
	series := []flag{must("y", text, "column of values"), may("t", text, "", "column of times; default the order of rows"), may("series", text, "", "column that tells series apart"),
		may("horizon", whole, "12", "how far ahead"), may("period", whole, "12", "length of a season"),
		may("test", text, "", "expression, true for rows that are the future to be judged against"),
		may("method", text, "ses", "naive, snaive, drift, ses, holt, theta; ses, holt and theta with a season taken out first as ses-seasonal, …"),
		may("alpha", num, "0", "weight of the level; 0: fitted"), may("beta", num, "0", "weight of the trend; 0: fitted"),
		may("start", text, "mean", "fitted ses begins at the mean of the first ten values, or at a level that is fitted too")}
	return []method{
		{name: "forecast", family: family, short: "forecast of each series, and its accuracy where the future is known",
			convention: "ses begins at the first value when --alpha is given, else the weight by maximum likelihood (ets ANN) from --start; holt begins at the first step; sMAPE 200|a-f|/(a+f); MASE by the in-sample seasonal naive",
			flags:      series, run: runForecast},
		{name: "intermittent", family: family, short: "demand that comes now and then: Croston, SBA, TSB and the class of each series",
			convention: "first demand and its place begin; classes by interval 1.32 and CV2 0.49",
			flags:      []flag{must("y", text, "column of demand, 0 included"), may("series", text, "", "column that tells series apart"), may("alpha", num, "0.1", "weight of sizes and intervals"), may("beta", num, "0.1", "weight of the chance")}, run: runIntermittent},
		{name: "panel", family: family, short: "regression with a level of its own for each unit (within), clustered by unit; elasticities of log columns",
			convention: "means of units taken out; G/(G-1)*(N-1)/(N-K), K without the units' levels",
			flags:      []flag{must("y", text, "outcome"), must("x", list, "columns that vary within units"), must("unit", text, "column of units")}, run: runPanel},
		{name: "slopes", family: family, short: "the same regression in each group: spread of one coefficient",
			convention: "groups where it cannot be estimated are counted as refused",
			flags:      []flag{must("y", text, "outcome"), must("x", list, "columns; the last one's coefficient is shown"), must("group", text, "column of groups")}, run: runSlopes},
		{name: "iv", family: family, short: "two-stage least squares with the first stage's F",
			convention: "HC1, or CR1S by --cluster",
			flags:      []flag{must("y", text, "outcome"), must("endogenous", text, "column set with the outcome in mind"), may("x", list, "", "exogenous columns"), must("instruments", list, "columns"), may("cluster", list, "", "column of clusters")}, run: runIV},
	}
}

// line is one series: its past in order, and the future it is judged against.
type line struct {
	name         string
	past, future []float64
}

func (c *call) lines() ([]line, error) {
	y, t, name := c.text("y"), c.text("t"), c.text("series")
	w := wanted{measures: []string{y, t}, words: []string{name}}
	const test = "\x00test"
	if c.text("test") != "" {
		if err := c.data.Derive(test + "=" + c.text("test")); err != nil {
			return nil, err
		}
		w.numbers = []string{test}
	}
	s, err := c.take(w)
	if err != nil {
		return nil, err
	}
	order := make([]int, s.n)
	for i := range order {
		order[i] = i
	}
	if t != "" {
		sort.SliceStable(order, func(a, b int) bool { return s.numbers[t][order[a]] < s.numbers[t][order[b]] })
	}
	at := map[string]int{}
	var out []line
	for i := range s.n { // series in the order of the file
		if n := s.nameOf(name, i); len(out) == 0 || at[n] == 0 {
			out = append(out, line{name: n})
			at[n] = len(out)
		}
	}
	for _, i := range order {
		l := &out[at[s.nameOf(name, i)]-1]
		if w.numbers != nil && s.numbers[test][i] != 0 {
			l.future = append(l.future, s.numbers[y][i])
		} else {
			l.past = append(l.past, s.numbers[y][i])
		}
	}
	return out, nil
}

func (s *sample) nameOf(column string, row int) string {
	if column == "" {
		return "all"
	}
	return s.words[column][row]
}

func runForecast(c *call) (*result, error) {
	horizon, err := c.whole("horizon")
	if err != nil {
		return nil, err
	}
	period, err := c.whole("period")
	if err != nil {
		return nil, err
	}
	lines, err := c.lines()
	if err != nil {
		return nil, err
	}
	how, err := c.forecaster(period)
	if err != nil {
		return nil, err
	}
	r := &result{}
	r.use("method", c.text("method"))
	var sum stats.Accuracy
	judged := 0
	for _, l := range lines {
		h := horizon
		if len(l.future) > 0 {
			h = len(l.future)
		}
		row := r.add("series", l.name).set("n", float64(len(l.past)))
		f, err := how(l.past, h)
		if err != nil {
			row.Refused = err.Error()
			continue
		}
		row.set("h", float64(h)).set("first", f[0]).set("last", f[h-1])
		if len(l.future) > 0 {
			a, err := stats.AccuracyOf(l.past, l.future, f, period)
			if err != nil {
				row.Refused = err.Error()
				continue
			}
			row.set("smape", a.SMAPE).set("mase", a.MASE).set("mae", a.MAE).set("rmsse", a.RMSSE).set("bias", a.Bias)
			sum.SMAPE, sum.MASE, sum.MAE, sum.RMSSE = sum.SMAPE+a.SMAPE, sum.MASE+a.MASE, sum.MAE+a.MAE, sum.RMSSE+a.RMSSE
			judged++
		} else if len(lines) == 1 {
			for k, v := range f {
				r.add("ahead", fmt.Sprint(k+1)).set("forecast", v)
			}
		}
	}
	if judged > 0 {
		n := float64(judged)
		r.add("mean over", "series").set("series", n).set("smape", sum.SMAPE/n).set("mase", sum.MASE/n).set("mae", sum.MAE/n).set("rmsse", sum.RMSSE/n)
	}
	return r, c.fitted(r, lines)
}

// fitted shows the weights that a single series was fitted with.
func (c *call) fitted(r *result, lines []line) error {
	if len(lines) != 1 || c.text("method") != "ses" || c.text("alpha") != "0" {
		return nil
	}
	s, err := stats.FitSES(lines[0].past, c.start(), 1)
	if err != nil {
		return err
	}
	r.add("fitted", "ses").set("alpha", s.Alpha).set("level0", s.Level0).set("sigma", s.Sigma)
	return nil
}

func (c *call) start() stats.Start {
	if c.text("start") == "fitted" {
		return stats.StartFitted
	}
	return stats.StartMean
}

// forecaster picks the method.
func (c *call) forecaster(period int) (func(x []float64, h int) ([]float64, error), error) {
	v, err := c.numbers("alpha", "beta")
	if err != nil {
		return nil, err
	}
	word, err := c.one("method", "ses", "naive", "snaive", "drift", "holt", "theta", "ses-seasonal", "holt-seasonal", "theta-seasonal")
	if err != nil {
		return nil, err
	}
	start := c.start()
	ses := func(x []float64, h int) ([]float64, error) {
		if v[0] > 0 {
			return stats.SES(x, v[0], h)
		}
		s, err := stats.FitSES(x, start, h)
		return s.Forecast, err
	}
	holt := func(x []float64, h int) ([]float64, error) {
		if v[0] > 0 {
			return stats.Holt(x, v[0], v[1], h)
		}
		_, _, f, err := stats.FitHolt(x, h)
		return f, err
	}
	seasonal := func(method func([]float64, int) ([]float64, error)) func([]float64, int) ([]float64, error) {
		return func(x []float64, h int) ([]float64, error) { return stats.Deseasonalised(x, period, h, method) }
	}
	return map[string]func([]float64, int) ([]float64, error){
		"naive": stats.Naive, "drift": stats.Drift, "ses": ses, "holt": holt, "theta": stats.Theta,
		"snaive":       func(x []float64, h int) ([]float64, error) { return stats.SeasonalNaive(x, period, h) },
		"ses-seasonal": seasonal(ses), "holt-seasonal": seasonal(holt), "theta-seasonal": seasonal(stats.Theta),
	}[word], nil
}

func runIntermittent(c *call) (*result, error) {
	v, err := c.numbers("alpha", "beta")
	if err != nil {
		return nil, err
	}
	lines, err := c.lines()
	if err != nil {
		return nil, err
	}
	r := &result{}
	for _, l := range lines {
		d, err := stats.IntermittentDemand(l.past, v[0], v[1])
		if err != nil {
			r.add("series", l.name).Refused = err.Error()
			continue
		}
		r.add("series", l.name, "class", d.Class).set("n", float64(len(l.past))).set("interval", d.Interval).set("cv2", d.CV2).
			set("croston", d.Croston).set("sba", d.SBA).set("tsb", d.TSB)
	}
	return r, nil
}

func runPanel(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	y, xs, unit := c.text("y"), c.list("x"), c.text("unit")
	s, err := c.take(wanted{measures: append([]string{y}, xs...), words: []string{unit}})
	if err != nil {
		return nil, err
	}
	var columns stats.Columns
	for _, x := range xs {
		columns.Add(x, s.numbers[x])
	}
	rows, f, err := stats.Within(s.numbers[y], columns, s.words[unit], level)
	if err != nil {
		return nil, err
	}
	r := &result{}
	r.add("model", "within").set("n", float64(f.N)).set("units", float64(len(levels(s.words[unit])))).set("within_r2", f.R2)
	for _, row := range rows {
		setT(r.add("term", row.Name), "b", row.TTest)
	}
	return r, nil
}

func runSlopes(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	names, parts, err := c.data.Split(c.text("group"))
	if err != nil {
		return nil, err
	}
	r := &result{}
	xs := c.list("x")
	var slopes []float64
	refused, positive := 0, 0
	var why error
	for i, part := range parts {
		row := r.add("group", names[i])
		t, err := slopeOf(&call{flags: c.flags, data: part}, xs, level)
		if err != nil {
			row.Refused = err.Error()
			why = err
			refused++
			continue
		}
		setT(row, "b", t)
		slopes = append(slopes, t.Value)
		if t.Value > 0 {
			positive++
		}
	}
	if len(slopes) == 0 && why != nil {
		return nil, fmt.Errorf("no group has a slope: %w", why)
	}
	median, err := stats.Median(slopes)
	if err != nil {
		return nil, err
	}
	r.add("over", "groups").set("groups", float64(len(slopes))).set("refused", float64(refused)).set("median", median).set("positive", float64(positive))
	return r, nil
}

func slopeOf(c *call, xs []string, level float64) (stats.TTest, error) {
	y := c.text("y")
	s, err := c.take(wanted{measures: append([]string{y}, xs...)})
	if err != nil {
		return stats.TTest{}, err
	}
	var columns stats.Columns
	columns.AddIntercept(s.n)
	for _, x := range xs {
		columns.Add(x, s.numbers[x])
	}
	f, err := stats.OLS(s.numbers[y], columns, nil)
	if err != nil {
		return stats.TTest{}, err
	}
	rows, err := f.Coefficients(f.Classic(), level)
	if err != nil {
		return stats.TTest{}, err
	}
	for _, row := range rows {
		if row.Name == xs[len(xs)-1] {
			return row.TTest, nil
		}
	}
	return stats.TTest{}, fmt.Errorf("%s does not vary: %w", xs[len(xs)-1], stats.ErrSingular)
}

func runIV(c *call) (*result, error) {
	level, err := c.level()
	if err != nil {
		return nil, err
	}
	y, endogenous, xs, instruments, cluster := c.text("y"), c.text("endogenous"), c.list("x"), c.list("instruments"), c.list("cluster")
	measures := append(append([]string{y, endogenous}, xs...), instruments...)
	s, err := c.take(wanted{measures: measures, words: cluster})
	if err != nil {
		return nil, err
	}
	spec := stats.InstrumentSpec{Y: s.numbers[y], Endogenous: s.numbers[endogenous], Name: endogenous}
	if len(cluster) == 1 {
		spec.Clusters = s.words[cluster[0]]
	}
	spec.Exogenous.AddIntercept(s.n)
	for _, x := range xs {
		spec.Exogenous.Add(x, s.numbers[x])
	}
	for _, z := range instruments {
		spec.Instruments.Add(z, s.numbers[z])
	}
	fit, err := stats.TwoStageLeastSquares(spec, level)
	if err != nil {
		return nil, err
	}
	r := &result{}
	r.add("first stage", endogenous).set("f", fit.FirstStage.F).set("df1", fit.FirstStage.DF1).set("df2", fit.FirstStage.DF2).set("p", fit.FirstStage.P)
	if fit.FirstStage.F < 10 {
		r.note("the instruments are weak (F below 10): do not trust the interval")
	}
	for _, row := range fit.Coefficients {
		setT(r.add("term", row.Name), "b", row.TTest)
	}
	return r, nil
}
