// Maximum likelihood of concave models by Newton's method, with separation told from failure.
package stats

import "math"

// likelihood gives the log likelihood at b with its gradient and the negative of its matrix of
// second derivatives.
type likelihood func(b []float64) (value float64, gradient []float64, information [][]float64)

// separated is the size of a linear predictor at which a probability is 0 or 1 for a computer.
const separated = 25

// maximise climbs from a start. It refuses where coefficients run away (separation) and where
// the columns depend on each other.
func maximise(method string, start []float64, f likelihood) (b []float64, value float64, covariance [][]float64, err error) {
	b = append([]float64(nil), start...)
	value, gradient, information := f(b)
	for range 100 {
		step, err := solveSymmetric(information, gradient)
		if err != nil {
			if norm(b) > separated {
				return nil, 0, nil, refuse(method, ErrSeparation, "coefficients run away")
			}
			return nil, 0, nil, refuse(method, ErrSingular, "the information has no inverse")
		}
		next, scale := make([]float64, len(b)), 1.0
		var reached float64
		for {
			copy(next, b)
			axpy(next, scale, step)
			reached, gradient, information = f(next)
			if reached >= value-1e-12*math.Abs(value) && finite(reached) {
				break
			}
			if scale /= 2; scale < 1e-8 {
				return nil, 0, nil, refuse(method, ErrNotConverged, "no step climbs")
			}
		}
		gain := dot(step, gradient)
		small := norm(step)*scale < 1e-9*(1+norm(b))
		copy(b, next)
		value = reached
		if small || math.Abs(gain) < 1e-14*(1+math.Abs(value)) && norm(step) < 1e-6*(1+norm(b)) {
			covariance, err = invertSymmetric(information)
			if err != nil {
				return nil, 0, nil, refuse(method, ErrSeparation, "the information vanishes")
			}
			return b, value, covariance, nil
		}
		if norm(b) > 1e3 {
			return nil, 0, nil, refuse(method, ErrSeparation, "coefficients run away")
		}
	}
	if norm(b) > separated {
		return nil, 0, nil, refuse(method, ErrSeparation, "coefficients run away")
	}
	return nil, 0, nil, refuse(method, ErrNotConverged, "100 steps")
}

// Choice is a model fitted by maximum likelihood.
type Choice struct {
	Coefficients []Coefficient `json:"coefficients"`
	LogLik       float64       `json:"loglik"`
	// Null is the log likelihood with all slopes zero; LR is twice the gain, on DF degrees.
	Null     float64 `json:"null"`
	LR       ChiTest `json:"lr"`
	McFadden float64 `json:"mcfadden"`
	N        int     `json:"n"`
	// Robust are the standard errors clustered by respondent, where ids were given.
	Robust []float64 `json:"robust,omitempty"`
}

// fitted is what maximise found, with the names of its coefficients.
type fitted struct {
	names      []string
	b          []float64
	covariance [][]float64
}

// table gives the coefficients with normal intervals.
func (f fitted) table(method string, level float64) ([]Coefficient, error) {
	if err := checkLevel(method, level); err != nil {
		return nil, err
	}
	names := f.names
	var out []Coefficient
	for j, x := range f.b {
		se := math.Sqrt(f.covariance[j][j])
		if !finite(x, se) || se == 0 {
			return nil, refuse(method, ErrSeparation, "%s has no finite standard error", names[j])
		}
		half := zOf(level) * se
		t := TTest{Estimate: Estimate{Value: x, SE: se, Interval: Interval{Low: x - half, High: x + half, Level: level}}, T: x / se, P: normalTwoSided(x / se)}
		out = append(out, Coefficient{Name: names[j], TTest: t})
	}
	return out, nil
}

// compareNull fills in the likelihood ratio against the null model. A model that is
// worse than none was not fitted.
func (c *Choice) compareNull(null float64, df int) error {
	c.Null = null
	lr := 2 * (c.LogLik - null)
	c.LR = ChiTest{X2: lr, DF: float64(df), P: 1, N: c.N}
	if df > 0 { // one column alone is no more than the null model
		c.LR.P = chiSurvival(math.Max(lr, 0), float64(df))
	}
	if null != 0 {
		c.McFadden = 1 - c.LogLik/null
	}
	return checkResult("likelihood ratio", c.LogLik, null, c.LR.P)
}
