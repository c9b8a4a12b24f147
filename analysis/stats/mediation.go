// Through what does an effect go?
package stats

import "math"

// Mediation splits the effect of x on y into the part through m and the rest.
type Mediation struct {
	// A is x on m; B is m on y with x held; Total is x on y alone; Direct with m held.
	A      TTest `json:"a"`
	B      TTest `json:"b"`
	Total  TTest `json:"total"`
	Direct TTest `json:"direct"`
	// Indirect is a*b with Sobel's standard error and normal interval. It is an effect only if
	// nothing else moves m and y together.
	Indirect Estimate `json:"indirect"`
}

// Mediate fits the three regressions of simple mediation.
//
// Source: Sobel (1982) Sociol. Methodol. 13:290-312; Hayes (2018) chapter 3.
func Mediate(y, x, m []float64, level float64) (Mediation, error) {
	n := len(y)
	fit := func(outcome []float64, names []string, values ...[]float64) ([]Coefficient, error) {
		var c Columns
		c.AddIntercept(n)
		for i, v := range values {
			c.Add(names[i], v)
		}
		f, err := OLS(outcome, c, nil)
		if err != nil {
			return nil, err
		}
		if f.Rank < len(c.Names) {
			return nil, refuse("mediation", ErrSingular, "x and m")
		}
		return f.Coefficients(f.Classic(), level)
	}
	a, err := fit(m, []string{"x"}, x)
	if err != nil {
		return Mediation{}, err
	}
	c, err := fit(y, []string{"x"}, x)
	if err != nil {
		return Mediation{}, err
	}
	b, err := fit(y, []string{"x", "m"}, x, m)
	if err != nil {
		return Mediation{}, err
	}
	out := Mediation{A: a[1].TTest, Total: c[1].TTest, Direct: b[1].TTest, B: b[2].TTest}
	se := math.Hypot(out.A.Value*out.B.SE, out.B.Value*out.A.SE)
	v := out.A.Value * out.B.Value
	half := zOf(level) * se
	out.Indirect = Estimate{Value: v, SE: se, N: n, Interval: Interval{Low: v - half, High: v + half, Level: level}}
	return out, nil
}
