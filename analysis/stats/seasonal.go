// Seasons: indices by classical decomposition, and whether there are any.
package stats

import "math"

// SeasonalIndices are the factors of each place in the period, mean 1, by the ratio to a centred
// moving average. At least two periods of positive values.
//
// Source: classical multiplicative decomposition; Makridakis & Hibon (2000) Int. J. Forecasting
// 16:451-476, appendix A.
func SeasonalIndices(x []float64, period int) ([]float64, error) {
	const method = "seasonal indices"
	if period < 2 || period > 400 {
		return nil, refuse(method, ErrRange, "period %d", period)
	}
	if err := checkSeries(method, x, 2*period, 1); err != nil {
		return nil, err
	}
	for _, v := range x {
		if v <= 0 {
			return nil, refuse(method, ErrRange, "value %v is not positive", v)
		}
	}
	sums, counts := make([]float64, period), make([]float64, period)
	half := period / 2
	for t := half; t < len(x)-half; t++ {
		trend := 0.0
		for k := -half; k <= half; k++ {
			w := 1.0
			if period%2 == 0 && (k == -half || k == half) {
				w = 0.5
			}
			trend += w * x[t+k]
		}
		sums[t%period] += x[t] * float64(period) / trend
		counts[t%period]++
	}
	out, mean := make([]float64, period), 0.0
	for k := range out {
		if counts[k] == 0 {
			return nil, refuse(method, ErrEmptyCell, "place %d of the period", k+1)
		}
		out[k] = sums[k] / counts[k]
		mean += out[k] / float64(period)
	}
	for k := range out {
		out[k] /= mean
	}
	return out, checkResult(method, out...)
}

// Seasonal tells whether a series has a season: its autocorrelation at the period is beyond the
// 90 % limit of Bartlett's formula, the rule of the M3 competition.
func Seasonal(x []float64, period int) (bool, error) {
	const method = "test of seasonality"
	if period < 2 {
		return false, refuse(method, ErrRange, "period %d", period)
	}
	if err := checkSeries(method, x, 3*period, 1); err != nil {
		return false, err
	}
	if allEqual(x) {
		return false, nil
	}
	r := autocorrelations(x, period)
	sum := 0.0
	for _, v := range r[:period-1] {
		sum += v * v
	}
	limit := 1.645 * math.Sqrt((1+2*sum)/float64(len(x)))
	return math.Abs(r[period-1]) > limit, nil
}

func autocorrelations(x []float64, lags int) []float64 {
	mean, _ := Mean(x) // the caller has checked the series
	var c0 float64
	for _, v := range x {
		c0 += (v - mean) * (v - mean)
	}
	out := make([]float64, lags)
	for k := range out {
		for t := k + 1; t < len(x); t++ {
			out[k] += (x[t] - mean) * (x[t-k-1] - mean) / c0
		}
	}
	return out
}

// Deseasonalised runs a method on the series without its season and puts the season back. A
// series that is too short, not positive or without a season is forecast as it is.
func Deseasonalised(x []float64, period, horizon int, method func(x []float64, horizon int) ([]float64, error)) ([]float64, error) {
	has, err := Seasonal(x, period)
	if err != nil || !has {
		return method(x, horizon)
	}
	indices, err := SeasonalIndices(x, period)
	if err != nil {
		return method(x, horizon)
	}
	plain := make([]float64, len(x))
	for t, v := range x {
		plain[t] = v / indices[t%period]
	}
	out, err := method(plain, horizon)
	for h := range out {
		out[h] *= indices[(len(x)+h)%period]
	}
	return out, err
}
