// Logistic regression of yes and no.
package stats

import "math"

// Logit regresses a yes/no outcome on columns, the intercept among them. T is the normal
// statistic; DF stays 0. Where a group answers all alike there is no finite estimate: refused.
//
// Source: McCullagh & Nelder (1989) Generalized Linear Models, chapter 4; R's glm(binomial).
func Logit(yes []bool, x Columns, level float64) (Choice, error) {
	const method = "logistic regression"
	n := len(yes)
	if err := x.check(method, n); err != nil {
		return Choice{}, err
	}
	if len(factorise(x.Values).kept) < len(x.Values) {
		return Choice{}, refuse(method, ErrSingular, "%d columns", len(x.Values))
	}
	k := 0
	for _, y := range yes {
		if y {
			k++
		}
	}
	if k == 0 || k == n {
		return Choice{}, refuse(method, ErrNoSpread, "%d of %d yes", k, n)
	}
	f := func(b []float64) (float64, []float64, [][]float64) {
		value, gradient, information := 0.0, make([]float64, len(b)), square(len(b))
		row := make([]float64, len(b))
		for i, y := range yes {
			eta := 0.0
			for j, col := range x.Values {
				row[j] = col[i]
				eta += b[j] * col[i]
			}
			p := 1 / (1 + math.Exp(-eta))
			value += logSigmoid(eta, y)
			axpy(gradient, indicator(y)-p, row)
			addOuter(information, p*(1-p), row)
		}
		return value, gradient, information
	}
	b, value, v, err := maximise(method, make([]float64, len(x.Values)), f)
	if err != nil {
		return Choice{}, err
	}
	out := Choice{LogLik: value, N: n}
	if out.Coefficients, err = (fitted{x.Names, b, v}).table(method, level); err != nil {
		return Choice{}, err
	}
	p := float64(k) / float64(n)
	return out, out.compareNull(float64(k)*math.Log(p)+float64(n-k)*math.Log(1-p), len(b)-1)
}

// logSigmoid is log P(y) at a linear predictor, without overflow.
func logSigmoid(eta float64, yes bool) float64 {
	if !yes {
		eta = -eta
	}
	if eta > 0 {
		return -math.Log1p(math.Exp(-eta))
	}
	return eta - math.Log1p(math.Exp(eta))
}
