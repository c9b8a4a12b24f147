// Ordered answers: proportional odds.
package stats

import (
	"math"
	"slices"
	"strconv"
)

// Ordinal is a proportional-odds fit: thresholds between the answers, and coefficients that move
// all of them alike.
type Ordinal struct {
	Choice
	Thresholds []Coefficient `json:"thresholds"`
}

// ProportionalOdds regresses an ordered answer (numbers, only their order counts) on columns
// without an intercept: logit P(y <= k) = threshold_k - x'b. A positive coefficient goes with
// higher answers.
//
// Source: McCullagh (1980) JRSS B 42:109-142; R's MASS::polr and ordinal::clm.
func ProportionalOdds(y []float64, x Columns, level float64) (Ordinal, error) {
	const method = "proportional odds"
	if err := x.check(method, len(y)); err != nil {
		return Ordinal{}, err
	}
	if !finite(y...) {
		return Ordinal{}, refuse(method, ErrNotFinite, "an answer")
	}
	if len(y) > 0 && len(factorise(append([][]float64{repeat(1, len(y))}, x.Values...)).kept) < len(x.Values)+1 {
		return Ordinal{}, refuse(method, ErrSingular, "%d columns", len(x.Values))
	}
	answers := slices.Compact(slices.Sorted(slices.Values(y)))
	if len(answers) < 2 {
		return Ordinal{}, refuse(method, ErrNoSpread, "one answer only")
	}
	m := cumulative{x: x, k: len(answers) - 1, at: make([]int, len(y))}
	counts := make([]float64, len(answers))
	for i, v := range y {
		m.at[i], _ = slices.BinarySearch(answers, v)
		counts[m.at[i]]++
	}
	start, null := m.start(counts)
	b, value, v, err := maximise(method, start, m.likelihood)
	if err != nil {
		return Ordinal{}, err
	}
	names := make([]string, m.k)
	for k := range names {
		names[k] = strconv.FormatFloat(answers[k], 'g', -1, 64) + "|" + strconv.FormatFloat(answers[k+1], 'g', -1, 64)
	}
	all, err := fitted{append(names, x.Names...), b, v}.table(method, level)
	if err != nil {
		return Ordinal{}, err
	}
	out := Ordinal{Choice: Choice{LogLik: value, N: len(y), Coefficients: all[m.k:]}, Thresholds: all[:m.k]}
	return out, out.compareNull(null, len(x.Names))
}

// cumulative is the model: k thresholds, then the coefficients.
type cumulative struct {
	x  Columns
	k  int
	at []int // the answer of each observation, 0..k
}

// start puts the thresholds where the shares are, and gives the likelihood without columns.
func (m cumulative) start(counts []float64) (b []float64, null float64) {
	b = make([]float64, m.k+len(m.x.Values))
	n, running := float64(len(m.at)), 0.0
	for _, c := range counts {
		null += c * math.Log(c/n)
	}
	for k := range m.k {
		running += counts[k] / n
		b[k] = math.Log(running / (1 - running))
	}
	return b, null
}

// likelihood of one answer is F(upper) - F(lower); outside every order of thresholds it is -Inf.
func (m cumulative) likelihood(b []float64) (float64, []float64, [][]float64) {
	p := len(b)
	value, gradient, information := 0.0, make([]float64, p), square(p)
	for k := 1; k < m.k; k++ {
		if b[k] <= b[k-1] {
			return math.Inf(-1), gradient, information
		}
	}
	up, low := make([]float64, p), make([]float64, p)
	for i, a := range m.at {
		clear(up)
		clear(low)
		eta := 0.0
		for j, col := range m.x.Values {
			eta += b[m.k+j] * col[i]
			up[m.k+j], low[m.k+j] = -col[i], -col[i]
		}
		fu, du, ddu := 1.0, 0.0, 0.0
		if a < m.k {
			fu, du, ddu = sigmoid(b[a] - eta)
			up[a] = 1
		}
		fl, dl, ddl := 0.0, 0.0, 0.0
		if a > 0 {
			fl, dl, ddl = sigmoid(b[a-1] - eta)
			low[a-1] = 1
		}
		q := math.Max(fu-fl, 1e-300)
		value += math.Log(q)
		slope := make([]float64, p)
		axpy(slope, du/q, up)
		axpy(slope, -dl/q, low)
		axpy(gradient, 1, slope)
		addOuter(information, 1, slope)
		addOuter(information, -ddu/q, up)
		addOuter(information, ddl/q, low)
	}
	return value, gradient, information
}

// sigmoid gives the logistic distribution function with its first and second derivative.
func sigmoid(z float64) (f, d, dd float64) {
	f = 1 / (1 + math.Exp(-z))
	d = f * (1 - f)
	return f, d, d * (1 - 2*f)
}
