// Ordinary and weighted least squares.
package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Linear is a fitted linear regression. Coefficients of aliased columns (combinations of
// earlier ones) are zero and carry no variance.
type Linear struct {
	Names   []string
	Coef    []float64
	Aliased []bool
	N       int
	// Rank is the number of coefficients that could be estimated; DF = N - Rank.
	Rank  int
	DF    float64
	R2    float64
	AdjR2 float64
	// Sigma is the residual standard error.
	Sigma     float64
	Residuals []float64
	Fitted    []float64

	kept    []int
	x       [][]float64 // kept columns, times the roots of the weights
	u       []float64   // residuals, times the roots of the weights
	bread   [][]float64 // (X'WX)^-1 of the kept columns
	weights bool
}

// OLS regresses y on the columns by least squares; weights (nil for none) are inverse
// variances. A column that depends on those before it is aliased, as in R, not refused.
//
// Source: R's lm; orthogonal decomposition instead of normal equations.
func OLS(y []float64, x Columns, weights []float64) (*Linear, error) {
	n := len(y)
	if err := x.check("least squares", n); err != nil {
		return nil, err
	}
	if !finite(y...) {
		return nil, refuse("least squares", ErrNotFinite, "in the outcome")
	}
	root, err := roots(n, weights)
	if err != nil {
		return nil, err
	}
	scaled := make([][]float64, len(x.Values))
	for j, col := range x.Values {
		scaled[j] = Product(col, root)
	}
	f := factorise(scaled)
	out := &Linear{Names: x.Names, Coef: make([]float64, len(x.Names)), Aliased: make([]bool, len(x.Names)),
		N: n, Rank: len(f.kept), kept: f.kept, weights: weights != nil}
	if out.Rank == 0 {
		return nil, refuse("least squares", ErrSingular, "every column is zero")
	}
	out.DF = float64(n - out.Rank)
	if out.DF < 1 {
		return nil, refuse("least squares", ErrTooFew, "%d observations for %d coefficients", n, out.Rank)
	}
	for j := range out.Aliased {
		out.Aliased[j] = true
	}
	for k, b := range f.solve(Product(y, root)) {
		out.Coef[f.kept[k]], out.Aliased[f.kept[k]] = b, false
		out.x = append(out.x, scaled[f.kept[k]])
	}
	out.bread = f.inverse()
	out.finish(y, x, root)
	if err := checkResult("least squares", append([]float64{out.Sigma, out.R2}, out.Coef...)...); err != nil {
		return nil, err
	}
	return out, nil
}

func roots(n int, weights []float64) ([]float64, error) {
	root := make([]float64, n)
	if weights == nil {
		for i := range root {
			root[i] = 1
		}
		return root, nil
	}
	if err := checkWeights("least squares", n, weights); err != nil {
		return nil, err
	}
	for i, w := range weights {
		root[i] = math.Sqrt(w)
	}
	return root, nil
}

// finish works out residuals and what is made of them.
func (f *Linear) finish(y []float64, x Columns, root []float64) {
	f.Fitted, f.Residuals, f.u = make([]float64, f.N), make([]float64, f.N), make([]float64, f.N)
	for j, b := range f.Coef {
		axpy(f.Fitted, b, x.Values[j])
	}
	var rss, sum, w float64
	for i := range y {
		f.Residuals[i] = y[i] - f.Fitted[i]
		f.u[i] = f.Residuals[i] * root[i]
		rss += f.u[i] * f.u[i]
		sum += root[i] * root[i] * y[i]
		w += root[i] * root[i]
	}
	tss := 0.0
	for i := range y {
		d := root[i] * (y[i] - sum/w)
		tss += d * d
	}
	f.Sigma = math.Sqrt(rss / f.DF)
	if tss > 0 {
		f.R2 = 1 - rss/tss
		f.AdjR2 = 1 - (1-f.R2)*float64(f.N-1)/f.DF
	}
}

// Index finds a coefficient by its name, -1 where there is none.
func (f *Linear) Index(name string) int {
	for j, n := range f.Names {
		if n == name {
			return j
		}
	}
	return -1
}

// Covariance is an estimate of the covariance of the coefficients.
type Covariance struct {
	// Kind names the estimator: "classic", "HC1", "CR1S" …
	Kind string
	// V is of all columns; rows and columns of aliased ones are zero.
	V [][]float64
	// DF are the degrees of freedom of each coefficient's t.
	DF []float64
}

// widen puts a matrix of the kept columns into one of all.
func (f *Linear) widen(kind string, v [][]float64, df float64) Covariance {
	out := Covariance{Kind: kind, V: square(len(f.Names)), DF: make([]float64, len(f.Names))}
	for i, a := range f.kept {
		for j, b := range f.kept {
			out.V[a][b] = v[i][j]
		}
		out.DF[a] = df
	}
	return out
}

// Classic is sigma^2 (X'X)^-1, right where residuals are independent and alike.
func (f *Linear) Classic() Covariance {
	v := square(f.Rank)
	for i := range v {
		for j := range v {
			v[i][j] = f.Sigma * f.Sigma * f.bread[i][j]
		}
	}
	return f.widen("classic", v, f.DF)
}

// Coefficient is one row of a regression's table.
type Coefficient struct {
	Name string `json:"name"`
	TTest
}

// Coefficients gives the table under a covariance; aliased columns are left out. A coefficient
// without variance (a perfect fit) is refused.
func (f *Linear) Coefficients(v Covariance, level float64) ([]Coefficient, error) {
	var out []Coefficient
	for _, j := range f.kept {
		e := Estimate{Value: f.Coef[j], SE: math.Sqrt(v.V[j][j]), N: f.N}
		t, err := tTest("coefficient "+f.Names[j], e, v.DF[j], level)
		if err != nil {
			return nil, err
		}
		out = append(out, Coefficient{Name: f.Names[j], TTest: t})
	}
	return out, nil
}

// Combination is c'b with its standard error; c has one entry for each column.
func (f *Linear) Combination(c []float64, v Covariance, level float64) (TTest, error) {
	if len(c) != len(f.Coef) {
		return TTest{}, refuse("combination", ErrShape, "%d entries for %d coefficients", len(c), len(f.Coef))
	}
	df := math.Inf(1)
	for j, x := range c {
		if x != 0 && !f.Aliased[j] {
			df = math.Min(df, v.DF[j])
		}
	}
	e := Estimate{Value: dot(c, f.Coef), SE: math.Sqrt(form(c, v.V, c)), N: f.N}
	return tTest("combination", e, df, level)
}

// FTest is an F statistic with its degrees of freedom and upper-tail p.
type FTest struct {
	F   float64 `json:"f"`
	DF1 float64 `json:"df1"`
	DF2 float64 `json:"df2"`
	P   float64 `json:"p"`
}

func fSurvival(f, df1, df2 float64) float64 { return distuv.F{D1: df1, D2: df2}.Survival(f) }

// Wald tests that several coefficients are zero together, as F on the smallest df among them.
func (f *Linear) Wald(names []string, v Covariance) (FTest, error) {
	var at []int
	df := math.Inf(1)
	for _, name := range names {
		j := f.Index(name)
		if j < 0 || f.Aliased[j] {
			return FTest{}, refuse("Wald test", ErrSingular, "%s has no coefficient", name)
		}
		at = append(at, j)
		df = math.Min(df, v.DF[j])
	}
	if len(at) == 0 {
		return FTest{}, refuse("Wald test", ErrTooFew, "no coefficients")
	}
	sub, b := square(len(at)), make([]float64, len(at))
	for i, p := range at {
		b[i] = f.Coef[p]
		for j, q := range at {
			sub[i][j] = v.V[p][q]
		}
	}
	x, err := solveSymmetric(sub, b)
	if err != nil {
		return FTest{}, refuse("Wald test", ErrSingular, "the covariance has no inverse")
	}
	q := float64(len(at))
	stat := dot(b, x) / q
	return FTest{F: stat, DF1: q, DF2: df, P: fSurvival(stat, q, df)}, nil
}
