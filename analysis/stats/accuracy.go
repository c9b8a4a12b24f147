// How wrong were forecasts?
package stats

import "math"

// Accuracy are the errors of a forecast against what came.
type Accuracy struct {
	MAE float64 `json:"mae"`
	// RMSE is the root of the mean squared error, Bias the mean of forecast minus actual.
	RMSE float64 `json:"rmse"`
	Bias float64 `json:"bias"`
	// SMAPE is the mean of 200|a-f|/(|a|+|f|), in per cent, as in the M3 competition.
	SMAPE float64 `json:"smape"`
	// MASE and RMSSE are scaled by the in-sample errors of the seasonal naive forecast.
	MASE  float64 `json:"mase"`
	RMSSE float64 `json:"rmsse"`
}

// AccuracyOf compares a forecast with the actual values that followed a history of a period (1:
// no season). A history that repeats itself exactly has no scale: refused.
//
// Source: Makridakis & Hibon (2000); Hyndman & Koehler (2006) Int. J. Forecasting 22:679-688.
func AccuracyOf(history, actual, forecast []float64, period int) (Accuracy, error) {
	const method = "forecast accuracy"
	if len(actual) != len(forecast) {
		return Accuracy{}, refuse(method, ErrShape, "%d actual, %d forecast", len(actual), len(forecast))
	}
	if len(actual) == 0 || period < 1 || len(history) <= period {
		return Accuracy{}, refuse(method, ErrTooFew, "%d actual after %d of period %d", len(actual), len(history), period)
	}
	if !finite(history...) || !finite(actual...) || !finite(forecast...) {
		return Accuracy{}, refuse(method, ErrNotFinite, "a value")
	}
	var out Accuracy
	n := float64(len(actual))
	for i, a := range actual {
		e := forecast[i] - a
		out.MAE += math.Abs(e) / n
		out.RMSE += e * e / n
		out.Bias += e / n
		if size := math.Abs(a) + math.Abs(forecast[i]); size > 0 {
			out.SMAPE += 200 * math.Abs(e) / size / n
		}
	}
	var scale, scale2 float64
	steps := float64(len(history) - period)
	for t := period; t < len(history); t++ {
		d := history[t] - history[t-period]
		scale += math.Abs(d) / steps
		scale2 += d * d / steps
	}
	if scale == 0 {
		return Accuracy{}, refuse(method, ErrNoSpread, "the history repeats itself")
	}
	out.MASE, out.RMSSE = out.MAE/scale, math.Sqrt(out.RMSE/scale2)
	out.RMSE = math.Sqrt(out.RMSE)
	return out, checkResult(method, scale, scale2, out.MAE, out.RMSE, out.Bias, out.SMAPE, out.MASE, out.RMSSE)
}
