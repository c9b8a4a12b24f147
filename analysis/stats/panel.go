// Panels: units seen many times, each with a level of its own; and instruments.
package stats

import "math"

// Within regresses y on columns after taking each unit's mean out of all of them (fixed
// effects). The columns must vary within units; the intercept is gone. The standard errors are
// clustered by unit with factor G/(G-1)*(N-1)/(N-K), where K counts the intercept and the
// columns but not the units' levels, which are nested in the clusters.
//
// Source: Wooldridge (2010) 10.5; Cameron & Miller (2015) III.B on nested fixed effects; Stata's
// areg differs by counting the levels.
func Within(y []float64, x Columns, units []string, level float64) ([]Coefficient, *Linear, error) {
	const method = "fixed effects"
	if len(units) != len(y) {
		return nil, nil, refuse(method, ErrShape, "%d units, %d observations", len(units), len(y))
	}
	if err := x.check(method, len(y)); err != nil {
		return nil, nil, err
	}
	g := groupsOf(units)
	var c Columns
	for j, name := range x.Names {
		c.Add(name, demean(x.Values[j], g))
	}
	f, err := OLS(demean(y, g), c, nil)
	if err != nil {
		return nil, nil, err
	}
	if f.Rank < len(x.Names) {
		return nil, nil, refuse(method, ErrSingular, "a column does not vary within units")
	}
	v, err := f.Cluster(units, CR1)
	if err != nil {
		return nil, nil, err
	}
	n := float64(f.N)
	scaleMatrix(v.V, (n-1)/(n-float64(f.Rank)-1))
	v.Kind = "CR1S, levels nested"
	rows, err := f.Coefficients(v, level)
	return rows, f, err
}

func demean(x []float64, g grouping) []float64 {
	sums, counts := make([]float64, g.count), make([]float64, g.count)
	for i, v := range x {
		sums[g.of[i]] += v
		counts[g.of[i]]++
	}
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = v - sums[g.of[i]]/counts[g.of[i]]
	}
	return out
}

// Instrumented is a two-stage least squares fit.
type Instrumented struct {
	Coefficients []Coefficient `json:"coefficients"`
	// FirstStage tests the instruments in the regression of the endogenous column on them and the
	// exogenous ones: below about 10 they are too weak to trust.
	FirstStage FTest `json:"first_stage"`
	N          int   `json:"n"`
}

// InstrumentSpec says which column is endogenous (a price set with sales in mind) and what
// moves it without moving the outcome otherwise.
type InstrumentSpec struct {
	Y           []float64
	Endogenous  []float64
	Name        string
	Exogenous   Columns // the intercept among them
	Instruments Columns
	// Clusters are the units of cluster-robust standard errors; nil means HC1.
	Clusters []string
}

// TwoStageLeastSquares estimates with instruments.
//
// Source: Wooldridge (2010) chapter 5; residuals from the actual, not the fitted column.
func TwoStageLeastSquares(s InstrumentSpec, level float64) (Instrumented, error) {
	const method = "two-stage least squares"
	if len(s.Instruments.Values) == 0 {
		return Instrumented{}, refuse(method, ErrTooFew, "no instruments")
	}
	var first Columns
	for j, name := range s.Exogenous.Names {
		first.Add(name, s.Exogenous.Values[j])
	}
	for j, name := range s.Instruments.Names {
		first.Add(name, s.Instruments.Values[j])
	}
	stage, err := OLS(s.Endogenous, first, nil)
	if err != nil {
		return Instrumented{}, err
	}
	covariance := func(f *Linear) (Covariance, error) {
		if s.Clusters == nil {
			return f.Robust(HC1)
		}
		return f.Cluster(s.Clusters, CR1S)
	}
	v, err := covariance(stage)
	if err != nil {
		return Instrumented{}, err
	}
	out := Instrumented{N: len(s.Y)}
	if out.FirstStage, err = stage.Wald(s.Instruments.Names, v); err != nil {
		return Instrumented{}, err
	}
	var second, actual Columns
	for j, name := range s.Exogenous.Names {
		second.Add(name, s.Exogenous.Values[j])
		actual.Add(name, s.Exogenous.Values[j])
	}
	second.Add(s.Name, stage.Fitted)
	actual.Add(s.Name, s.Endogenous)
	f, err := OLS(s.Y, second, nil)
	if err != nil {
		return Instrumented{}, err
	}
	if f.Rank < len(second.Names) {
		return Instrumented{}, refuse(method, ErrSingular, "the instruments do not move %s", s.Name)
	}
	f.replaceResiduals(s.Y, actual)
	if v, err = covariance(f); err != nil {
		return Instrumented{}, err
	}
	out.Coefficients, err = f.Coefficients(v, level)
	return out, err
}

// replaceResiduals takes residuals with the actual columns, at the coefficients as they are.
func (f *Linear) replaceResiduals(y []float64, x Columns) {
	rss := 0.0
	for i := range y {
		fitted := 0.0
		for j, b := range f.Coef {
			fitted += b * x.Values[j][i]
		}
		f.Fitted[i], f.Residuals[i] = fitted, y[i]-fitted
		f.u[i] = f.Residuals[i]
		rss += f.u[i] * f.u[i]
	}
	f.Sigma = math.Sqrt(rss / f.DF)
}
