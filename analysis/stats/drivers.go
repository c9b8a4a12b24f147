// What goes with satisfaction: the share of the explained variance that each driver holds,
// when drivers are correlated with each other.
package stats

import (
	"math"
	"math/bits"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// MaxDrivers is the most that all orders can be gone through for.
const MaxDrivers = 15

// Driver is one attribute beside an outcome.
type Driver struct {
	// LMG is the mean over all orders of what the driver adds to R2; LMGShare its part of R2.
	LMG      float64 `json:"lmg"`
	LMGShare float64 `json:"lmg_share"`
	// Johnson is the relative weight through the nearest orthogonal attributes.
	Johnson float64 `json:"johnson"`
	// B, T and Beta are of the regression on all drivers: coefficient, its t, standardised.
	B    float64 `json:"b"`
	T    float64 `json:"t"`
	Beta float64 `json:"beta"`
	// R is the correlation with the outcome, Mean the performance, VIF the inflation of B's
	// variance by the other drivers.
	R    float64 `json:"r"`
	Mean float64 `json:"mean"`
	VIF  float64 `json:"vif"`
}

// Drivers are all drivers with the fit they share.
type Drivers struct {
	N       int      `json:"n"`
	R2      float64  `json:"r2"`
	AdjR2   float64  `json:"adj_r2"`
	Drivers []Driver `json:"drivers"`
}

// KeyDrivers works on complete rows. LMG and Johnson add to R2. It says what goes with the
// outcome, not what causes it.
//
// Source: Lindeman, Merenda & Gold (1980) as in Gromping (2006) J. Stat. Software 17(1);
// Johnson (2000) Multivariate Behav. Res. 35:1-19.
func KeyDrivers(y []float64, x Columns) (Drivers, error) {
	const method = "key drivers"
	k := len(x.Values)
	if k > MaxDrivers {
		return Drivers{}, refuse(method, ErrRange, "%d drivers, at most %d", k, MaxDrivers)
	}
	if err := x.check(method, len(y)); err != nil {
		return Drivers{}, err
	}
	for j, col := range append([][]float64{y}, x.Values...) {
		if len(col) > 0 && allEqual(col) {
			return Drivers{}, refuse(method, ErrNoSpread, "column %d (0 is the outcome)", j)
		}
	}
	var design Columns
	design.AddIntercept(len(y))
	for j, name := range x.Names {
		design.Add(name, x.Values[j])
	}
	f, err := OLS(y, design, nil)
	if err != nil {
		return Drivers{}, err
	}
	if f.Rank < k+1 {
		return Drivers{}, refuse(method, ErrSingular, "%d drivers, rank %d", k, f.Rank-1)
	}
	table, err := f.Coefficients(f.Classic(), Level95)
	if err != nil {
		return Drivers{}, err
	}
	rxx, rxy := correlations(y, x)
	if err := checkResult(method, slices.Concat(append(rxx, rxy)...)...); err != nil {
		return Drivers{}, err
	}
	if !(f.R2 > 0) {
		return Drivers{}, refuse(method, ErrNoSpread, "the drivers explain nothing of the outcome")
	}
	inverse, err := invertSymmetric(rxx)
	if err != nil {
		return Drivers{}, refuse(method, ErrSingular, "the correlations of the drivers")
	}
	lmg, _, err := lmgShares(rxx, rxy)
	if err != nil {
		return Drivers{}, refuse(method, err, "the correlations of the drivers")
	}
	weights, err := johnson(rxx, rxy)
	if err != nil {
		return Drivers{}, refuse(method, err, "the correlations of the drivers")
	}
	out := Drivers{N: len(y), R2: f.R2, AdjR2: f.AdjR2}
	sdY := stat.StdDev(y, nil)
	for j, col := range x.Values {
		out.Drivers = append(out.Drivers, Driver{
			LMG: lmg[j], LMGShare: lmg[j] / f.R2, Johnson: weights[j],
			B: table[j+1].Value, T: table[j+1].T, Beta: table[j+1].Value * stat.StdDev(col, nil) / sdY,
			R: rxy[j], Mean: stat.Mean(col, nil), VIF: inverse[j][j],
		})
	}
	return out, nil
}

func correlations(y []float64, x Columns) (rxx [][]float64, rxy []float64) {
	k := len(x.Values)
	rxx, rxy = square(k), make([]float64, k)
	for i, a := range x.Values {
		rxx[i][i] = 1
		rxy[i] = stat.Correlation(a, y, nil)
		for j := range i {
			rxx[i][j] = stat.Correlation(a, x.Values[j], nil)
			rxx[j][i] = rxx[i][j]
		}
	}
	return rxx, rxy
}

// lmgShares shares R2 among the drivers: each one's mean gain over all subsets of the
// others, weighted by how many orders pass through them. The drivers must not depend on
// each other.
func lmgShares(rxx [][]float64, rxy []float64) (lmg []float64, r2 float64, err error) {
	k := len(rxy)
	fit := make([]float64, 1<<k)
	whole := square(k + 1)
	for i := range k {
		copy(whole[i], rxx[i])
		whole[i][k], whole[k][i] = rxy[i], rxy[i]
	}
	whole[k][k] = 1
	if !explained(fit, 0, whole) {
		return nil, 0, ErrSingular
	}
	weight := make([]float64, k) // of subsets of a size
	for s := range weight {
		a, _ := math.Lgamma(float64(s + 1))
		b, _ := math.Lgamma(float64(k - s))
		c, _ := math.Lgamma(float64(k + 1))
		weight[s] = math.Exp(a + b - c)
	}
	lmg = make([]float64, k)
	for mask := range 1 << k {
		w := 0.0
		if size := bits.OnesCount(uint(mask)); size < k {
			w = weight[size]
		}
		for j := range k {
			if mask&(1<<j) == 0 {
				lmg[j] += w * (fit[mask|1<<j] - fit[mask])
			}
		}
	}
	return lmg, fit[1<<k-1], nil
}

// explained enters R2 of every set of drivers that mask begins and later drivers extend.
// left are the correlations of those later drivers, and of the outcome in the last row,
// that the drivers in mask leave over (their Schur complement).
func explained(fit []float64, mask int, left [][]float64) bool {
	last := len(left) - 1
	first := bits.Len(uint(len(fit)-1)) - last // the driver of the first row
	for j := range last {
		pivot := left[j][j]
		if !(pivot > aliasTolerance) {
			return false
		}
		rest := square(last - j)
		for a := range rest {
			for b := range rest {
				rest[a][b] = left[j+1+a][j+1+b] - left[j+1+a][j]*left[j][j+1+b]/pivot
			}
		}
		with := mask | 1<<(first+j)
		fit[with] = 1 - rest[len(rest)-1][len(rest)-1]
		if !explained(fit, with, rest) {
			return false
		}
	}
	return true
}

// johnson are the relative weights: L^2 b^2 with L the root of the correlations and b = L^-1 r.
func johnson(rxx [][]float64, rxy []float64) ([]float64, error) {
	values, v, err := eigenSymmetric(rxx)
	if err != nil {
		return nil, err
	}
	k := len(rxy)
	root, inverse := square(k), square(k)
	for e, l := range values {
		if l <= 0 {
			return nil, ErrSingular
		}
		col := make([]float64, k)
		for i := range col {
			col[i] = v[i][e]
		}
		addOuter(root, math.Sqrt(l), col)
		addOuter(inverse, 1/math.Sqrt(l), col)
	}
	out := make([]float64, k)
	for m := range k {
		b := dot(inverse[m], rxy)
		for i := range out {
			out[i] += root[i][m] * root[i][m] * b * b
		}
	}
	return out, nil
}
