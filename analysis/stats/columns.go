// The columns of a regression, and their orthogonal decomposition with collinear columns
// found by name instead of by a crash.
package stats

import "math"

// Columns are the predictors of a regression in order, each with its name. The intercept is
// a column like another (Intercept).
type Columns struct {
	Names  []string
	Values [][]float64
}

// Add appends a predictor.
func (c *Columns) Add(name string, values []float64) {
	c.Names = append(c.Names, name)
	c.Values = append(c.Values, values)
}

// AddIntercept appends a column of n ones.
func (c *Columns) AddIntercept(n int) {
	ones := make([]float64, n)
	for i := range ones {
		ones[i] = 1
	}
	c.Add("(Intercept)", ones)
}

// AddFactor appends one dummy for each level but the base, named name=level.
func (c *Columns) AddFactor(name string, values, levels []string, base string) {
	for _, level := range levels {
		if level != base {
			c.Add(name+"="+level, Dummy(values, level))
		}
	}
}

// Dummy is 1 where a word equals level.
func Dummy(values []string, level string) []float64 {
	out := make([]float64, len(values))
	for i, v := range values {
		if v == level {
			out[i] = 1
		}
	}
	return out
}

// Product multiplies two columns: their interaction.
func Product(a, b []float64) []float64 {
	out := make([]float64, len(a))
	for i := range a {
		out[i] = a[i] * b[i]
	}
	return out
}

func (c Columns) check(method string, n int) error {
	if len(c.Values) == 0 {
		return refuse(method, ErrTooFew, "no predictors")
	}
	for j, col := range c.Values {
		if len(col) != n {
			return refuse(method, ErrShape, "%s has %d rows, not %d", c.Names[j], len(col), n)
		}
		if !finite(col...) {
			return refuse(method, ErrNotFinite, "in %s", c.Names[j])
		}
	}
	return nil
}

// aliasTolerance is R's: a column of which less than this part is not a combination of those
// before it counts as one.
const aliasTolerance = 1e-7

// factored is X = QR of the columns that do not depend on earlier ones.
type factored struct {
	kept []int       // indices of those columns
	q    [][]float64 // orthonormal columns
	r    [][]float64 // r[j] is column j of R, j+1 long
}

// factorise orthogonalises twice (Gram-Schmidt with reorthogonalisation, as stable as
// Householder's reflections) and leaves out dependent columns.
//
// Source: Bjorck (1996) Numerical Methods for Least Squares Problems, 2.4.5.
func factorise(columns [][]float64) factored {
	var f factored
	for j, col := range columns {
		v := append([]float64(nil), col...)
		before := norm(v)
		r := make([]float64, len(f.q)+1)
		for range 2 {
			for k, q := range f.q {
				d := dot(q, v)
				r[k] += d
				axpy(v, -d, q)
			}
		}
		after := norm(v)
		if !(after > aliasTolerance*before) || after == 0 {
			continue
		}
		for i := range v {
			v[i] /= after
		}
		r[len(f.q)] = after
		f.kept, f.q, f.r = append(f.kept, j), append(f.q, v), append(f.r, r)
	}
	return f
}

// solve gives b with Rb = Q'y.
func (f factored) solve(y []float64) []float64 {
	b := make([]float64, len(f.q))
	for k, q := range f.q {
		b[k] = dot(q, y)
	}
	return f.backward(b)
}

// backward solves R x = b.
func (f factored) backward(b []float64) []float64 {
	x := append([]float64(nil), b...)
	for j := len(x) - 1; j >= 0; j-- {
		x[j] /= f.r[j][j]
		for i := range j {
			x[i] -= f.r[j][i] * x[j]
		}
	}
	return x
}

// inverse is (X'X)^-1 = R^-1 R^-T.
func (f factored) inverse() [][]float64 {
	k := len(f.q)
	rinv := make([][]float64, k) // rinv[j] is column j of R^-1
	for j := range k {
		e := make([]float64, k)
		e[j] = 1
		rinv[j] = f.backward(e)
	}
	out := square(k)
	for i := range k {
		for j := range i + 1 {
			s := 0.0
			for c := i; c < k; c++ {
				s += rinv[c][i] * rinv[c][j]
			}
			out[i][j], out[j][i] = s, s
		}
	}
	return out
}

func dot(a, b []float64) float64 {
	s := 0.0
	for i, x := range a {
		s += x * b[i]
	}
	return s
}

func norm(a []float64) float64 { return math.Sqrt(dot(a, a)) }

// axpy adds c*x to y.
func axpy(y []float64, c float64, x []float64) {
	for i, v := range x {
		y[i] += c * v
	}
}

// square is a k x k matrix of zeros.
func square(k int) [][]float64 {
	out := make([][]float64, k)
	for i := range out {
		out[i] = make([]float64, k)
	}
	return out
}

// sandwich is B M B for symmetric matrices.
func sandwich(bread, meat [][]float64) [][]float64 { return times(times(bread, meat), bread) }

func times(a, b [][]float64) [][]float64 {
	out := make([][]float64, len(a))
	for i := range a {
		out[i] = make([]float64, len(b[0]))
		for k, v := range a[i] {
			if v != 0 {
				axpy(out[i], v, b[k])
			}
		}
	}
	return out
}

// form is c'Vd.
func form(c []float64, v [][]float64, d []float64) float64 {
	s := 0.0
	for i, x := range c {
		if x != 0 {
			s += x * dot(v[i], d)
		}
	}
	return s
}
