package stats

import (
	"math"
	"testing"
)

// Student's sleep data, drug differences: R t.test(extra[1:10] - extra[11:20]) prints
// mean -1.58, interval -2.4598858 to -0.7001142.
func TestMeanIntervalGivesStudentsOwnExample(t *testing.T) {
	got, err := MeanInterval([]float64{-1.2, -2.4, -1.3, -1.3, 0, -1.0, -1.8, -0.8, -4.6, -1.4}, Level95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "mean", got.Value, -1.58, 1e-12)
	near(t, "low", got.Low, -2.4598858, 1e-7)
	near(t, "high", got.High, -0.7001142, 1e-7)
	near(t, "t = mean/s.e.", got.Value/got.SE, -4.0621277, 1e-7)
}

func TestMeanIntervalRefusesByName(t *testing.T) {
	got, err := MeanInterval([]float64{3}, Level95)
	refused(t, "one", err, ErrTooFew)
	near(t, "value of one", got.Value, 3, 0)
	got, err = MeanInterval([]float64{0.1, 0.1, 0.1}, Level95)
	refused(t, "equal", err, ErrNoSpread)
	near(t, "value of equals", got.Value, 0.1, 1e-15)
	_, err = MeanInterval(nil, Level95)
	refused(t, "none", err, ErrTooFew)
	_, err = MeanInterval([]float64{1, math.Inf(1)}, Level95)
	refused(t, "infinite", err, ErrNotFinite)
	_, err = MeanInterval([]float64{1e308, 1e308, 1e308}, Level95)
	refused(t, "overflow", err, ErrNotFinite)
	_, err = MeanInterval([]float64{-1e200, 1e200}, Level95)
	refused(t, "variance overflow", err, ErrNotFinite)
	_, err = MeanInterval([]float64{1, 2}, 0)
	refused(t, "level", err, ErrRange)
}

func TestNormalTailKeepsItsDigits(t *testing.T) {
	near(t, "P(Z>8)", normalSurvival(8)/6.220960574271785e-16, 1, 1e-12)
	near(t, "z of 95 %", zOf(0.95), 1.959963984540054, 1e-12)
	near(t, "P(|Z|>2.650171951)", normalTwoSided(2.650171951), 0.008045081368, 1e-11)
	near(t, "CDF(-8)", normalCDF(-8)/6.220960574271785e-16, 1, 1e-12)
}
