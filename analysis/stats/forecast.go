// Forecasts of one series: simple methods with known weights or with weights fitted to the past.
package stats

import "math"

// checkSeries refuses a series too short or not finite, and a horizon that is not 1..1000.
func checkSeries(method string, x []float64, least, horizon int) error {
	switch {
	case len(x) < least:
		return refuse(method, ErrTooFew, "%d observations, at least %d", len(x), least)
	case !finite(x...):
		return refuse(method, ErrNotFinite, "an observation")
	case horizon < 1 || horizon > 1000:
		return refuse(method, ErrRange, "horizon %d", horizon)
	}
	return nil
}

func repeat(v float64, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = v
	}
	return out
}

// Naive repeats the last value.
func Naive(x []float64, horizon int) ([]float64, error) {
	if err := checkSeries("naive forecast", x, 1, horizon); err != nil {
		return nil, err
	}
	return repeat(x[len(x)-1], horizon), nil
}

// SeasonalNaive repeats the last season of a period (12 for months).
func SeasonalNaive(x []float64, period, horizon int) ([]float64, error) {
	if period < 1 {
		return nil, refuse("seasonal naive forecast", ErrRange, "period %d", period)
	}
	if err := checkSeries("seasonal naive forecast", x, period, horizon); err != nil {
		return nil, err
	}
	out := make([]float64, horizon)
	for h := range out {
		out[h] = x[len(x)-period+h%period]
	}
	return out, nil
}

// Drift draws the line through the first and the last value on.
func Drift(x []float64, horizon int) ([]float64, error) {
	if err := checkSeries("drift forecast", x, 2, horizon); err != nil {
		return nil, err
	}
	last, slope := x[len(x)-1], (x[len(x)-1]-x[0])/float64(len(x)-1)
	out := make([]float64, horizon)
	for h := range out {
		out[h] = last + slope*float64(h+1)
	}
	return out, checkResult("drift forecast", out...)
}

// SES is simple exponential smoothing with weight alpha, begun at the first value.
//
// Source: Brown (1959); error-correction form l + alpha*(x - l).
func SES(x []float64, alpha float64, horizon int) ([]float64, error) {
	if err := checkSeries("SES", x, 1, horizon); err != nil {
		return nil, err
	}
	if !(alpha > 0 && alpha <= 1) {
		return nil, refuse("SES", ErrRange, "alpha %v", alpha)
	}
	level := x[0]
	for _, v := range x[1:] {
		level += alpha * (v - level)
	}
	return repeat(level, horizon), checkResult("SES", level)
}

// Smoothed is exponential smoothing with its fitted weight and starting level.
type Smoothed struct {
	Alpha    float64   `json:"alpha"`
	Level0   float64   `json:"level0"`
	Level    float64   `json:"level"`
	Sigma    float64   `json:"sigma"`
	Forecast []float64 `json:"forecast"`
}

// Start says where smoothing begins when its weight is fitted.
type Start int

// StartMean begins at the mean of the first ten values: the default, and where R's ets begins
// its own search (on flat likelihoods it ends there too). StartFitted fits the level as well,
// which on a short series may choose a weight near 0 and a level for the whole past.
const (
	StartMean Start = iota
	StartFitted
)

// FitSES finds the weight of simple smoothing, 0.0001 to 0.9999, by maximum likelihood of normal
// errors, which is least squares of the one-step errors. For a given weight the errors are
// linear in the starting level, so only the weight is searched.
//
// Source: Hyndman et al. (2008) Forecasting with Exponential Smoothing, model ANN; R's ets.
func FitSES(x []float64, start Start, horizon int) (Smoothed, error) {
	if err := checkSeries("SES, fitted", x, 3, horizon); err != nil {
		return Smoothed{}, err
	}
	if allEqual(x) {
		return Smoothed{}, refuse("SES, fitted", ErrNoSpread, "n = %d", len(x))
	}
	first, _ := Mean(x[:min(10, len(x))]) // checkSeries has seen them
	squares := func(alpha float64) (sse, level0, level float64) {
		level0 = first
		if start == StartFitted {
			level0 = bestLevel(x, alpha)
		}
		level = level0
		for _, v := range x {
			e := v - level
			sse += e * e
			level += alpha * e
		}
		return sse, level0, level
	}
	best := searchMinimum(func(a float64) float64 { sse, _, _ := squares(a); return sse }, 0.0001, 0.9999)
	sse, level0, level := squares(best)
	if err := checkResult("SES, fitted", best, sse, level0, level); err != nil {
		return Smoothed{}, err
	}
	return Smoothed{Alpha: best, Level0: level0, Level: level, Sigma: math.Sqrt(sse / float64(max(1, len(x)-2))), Forecast: repeat(level, horizon)}, nil
}

// bestLevel is the starting level with the least squares: e_t = a_t - level*(1-alpha)^(t-1),
// where a_t is the error from a start at 0.
func bestLevel(x []float64, alpha float64) float64 {
	level, shrink, num, den := 0.0, 1.0, 0.0, 0.0
	for _, v := range x {
		a := v - level
		num += a * shrink
		den += shrink * shrink
		level += alpha * a
		shrink *= 1 - alpha
	}
	return num / den
}

// searchMinimum looks through a grid and then narrows by golden sections around its best point.
func searchMinimum(f func(float64) float64, low, high float64) float64 {
	const grid = 200
	step, best, at := (high-low)/grid, math.Inf(1), low
	for i := range grid + 1 {
		if v := f(low + float64(i)*step); v < best {
			best, at = v, low+float64(i)*step
		}
	}
	a, b := math.Max(low, at-step), math.Min(high, at+step)
	golden := (math.Sqrt(5) - 1) / 2
	for range 80 {
		c, d := b-golden*(b-a), a+golden*(b-a)
		if f(c) < f(d) {
			b = d
		} else {
			a = c
		}
	}
	return (a + b) / 2
}

// Holt is smoothing with a linear trend, weights alpha and beta, begun at the first value and
// the first step.
//
// Source: Holt (1957, reprinted 2004) Int. J. Forecasting 20:5-10.
func Holt(x []float64, alpha, beta float64, horizon int) ([]float64, error) {
	if err := checkSeries("Holt", x, 2, horizon); err != nil {
		return nil, err
	}
	if !(alpha > 0 && alpha <= 1) || !(beta >= 0 && beta <= 1) {
		return nil, refuse("Holt", ErrRange, "alpha %v, beta %v", alpha, beta)
	}
	level, trend, _ := holt(x, alpha, beta)
	out := make([]float64, horizon)
	for h := range out {
		out[h] = level + trend*float64(h+1)
	}
	return out, checkResult("Holt", out...)
}

func holt(x []float64, alpha, beta float64) (level, trend, sse float64) {
	level, trend = x[0], x[1]-x[0]
	for _, v := range x[1:] {
		before := level
		e := v - level - trend
		sse += e * e
		level = alpha*v + (1-alpha)*(level+trend)
		trend = beta*(level-before) + (1-beta)*trend
	}
	return level, trend, sse
}

// FitHolt finds the weights of Holt's method by least squares of the one-step errors: a grid
// over both weights, narrowed around its best point.
func FitHolt(x []float64, horizon int) (alpha, beta float64, forecast []float64, err error) {
	if err := checkSeries("Holt, fitted", x, 4, horizon); err != nil {
		return 0, 0, nil, err
	}
	const grid = 20
	alpha, beta, best := 0.5, 0.5, math.Inf(1)
	for width := 0.4999; width > 1e-7; width /= grid / 4 {
		a0, b0 := alpha, beta
		for i := -grid; i <= grid; i++ {
			for j := -grid; j <= grid; j++ {
				a := within(a0+width*float64(i)/grid, 0.0001, 0.9999)
				b := within(b0+width*float64(j)/grid, 0.0001, 0.9999)
				if _, _, sse := holt(x, a, b); sse < best {
					best, alpha, beta = sse, a, b
				}
			}
		}
	}
	forecast, err = Holt(x, alpha, beta, horizon)
	return alpha, beta, forecast, err
}

func within(v, low, high float64) float64 { return math.Min(math.Max(v, low), high) }

// Theta is the theta method: simple smoothing with a fitted weight plus half the slope of the
// line through time. Deseasonalise a seasonal series first (SeasonalIndices).
//
// Source: Assimakopoulos & Nikolopoulos (2000) Int. J. Forecasting 16:521-530; in the form of
// Hyndman & Billah (2003) 19:287-290.
func Theta(x []float64, horizon int) ([]float64, error) {
	s, err := FitSES(x, StartMean, horizon)
	if err != nil {
		return nil, err
	}
	n := float64(len(x))
	var sxy, sxx float64
	mean, _ := Mean(x) // FitSES has checked the series
	for t, v := range x {
		d := float64(t) - (n-1)/2
		sxy += d * (v - mean)
		sxx += d * d
	}
	half := sxy / sxx / 2
	out := make([]float64, horizon)
	for h := range out {
		out[h] = s.Level + half*(float64(h)+(1-math.Pow(1-s.Alpha, n))/s.Alpha)
	}
	return out, checkResult("theta", out...)
}
