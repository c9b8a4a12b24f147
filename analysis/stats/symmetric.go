// Small symmetric systems, by gonum's Cholesky and eigenvalues.
package stats

import (
	"gonum.org/v1/gonum/mat"
)

func symmetric(a [][]float64) *mat.SymDense {
	out := mat.NewSymDense(len(a), nil)
	for i := range a {
		for j := range i + 1 {
			out.SetSym(i, j, a[i][j])
		}
	}
	return out
}

// solveSymmetric solves Ax = b for a positive definite A.
func solveSymmetric(a [][]float64, b []float64) ([]float64, error) {
	var c mat.Cholesky
	if !c.Factorize(symmetric(a)) || c.Cond() > 1e14 {
		return nil, ErrSingular
	}
	x := mat.NewVecDense(len(b), nil)
	if err := c.SolveVecTo(x, mat.NewVecDense(len(b), b)); err != nil {
		return nil, ErrSingular
	}
	return x.RawVector().Data, nil
}

// invertSymmetric inverts a positive definite matrix.
func invertSymmetric(a [][]float64) ([][]float64, error) {
	var c mat.Cholesky
	if !c.Factorize(symmetric(a)) || c.Cond() > 1e14 {
		return nil, ErrSingular
	}
	var inv mat.SymDense
	if err := c.InverseTo(&inv); err != nil {
		return nil, ErrSingular
	}
	out := square(len(a))
	for i := range out {
		for j := range out {
			out[i][j] = inv.At(i, j)
		}
	}
	return out, nil
}

// eigenSymmetric gives eigenvalues ascending, and eigenvectors as columns v[row][column].
func eigenSymmetric(a [][]float64) (values []float64, vectors [][]float64, err error) {
	var e mat.EigenSym
	if !e.Factorize(symmetric(a), true) {
		return nil, nil, ErrNotConverged
	}
	var v mat.Dense
	e.VectorsTo(&v)
	vectors = square(len(a))
	for i := range vectors {
		for j := range vectors {
			vectors[i][j] = v.At(i, j)
		}
	}
	return e.Values(nil), vectors, nil
}
