// CR2: cluster-robust standard errors with a correction that is exact under a working model of
// equal independent errors, and with degrees of freedom that tell how little few clusters know.
package stats

import (
	"math"
)

// ClusterCR2 is the bias-reduced covariance with Satterthwaite degrees of freedom for each
// coefficient. Where a cluster alone decides a direction (its own dummy), that direction is
// left out, as the generalised inverse does. Weights count as inverse variances.
//
// Source: Bell & McCaffrey (2002) Survey Methodology 28:169-181; Pustejovsky & Tipton (2018)
// J. Bus. Econ. Stat. 36:672-683 (package clubSandwich). The adjustment matrices are never
// formed: they differ from the identity only in the span of the cluster's rows.
func (f *Linear) ClusterCR2(ids []string) (Covariance, error) {
	g, err := f.clusters(ids)
	if err != nil {
		return Covariance{}, err
	}
	half, err := rootOf(f.bread)
	if err != nil {
		return Covariance{}, refuse("CR2", err, "the design")
	}
	parts, err := f.adjust(g, half)
	if err != nil {
		return Covariance{}, refuse("CR2", err, "a cluster")
	}
	meat := square(f.Rank)
	for _, p := range parts {
		addOuter(meat, 1, p.score)
	}
	out := f.widen("CR2", sandwich(f.bread, meat), 0)
	for k, j := range f.kept {
		out.DF[j] = f.satterthwaite(parts, k)
	}
	return out, nil
}

// adjusted is what a cluster g adds: A is its adjustment (I - H)^(-1/2).
type adjusted struct {
	score []float64   // X'Au
	xax   [][]float64 // X'AX
	xaax  [][]float64 // X'AAX
}

// rootOf is the symmetric square root of a positive definite matrix.
func rootOf(a [][]float64) ([][]float64, error) {
	values, v, err := eigenSymmetric(a)
	if err != nil {
		return nil, err
	}
	out := square(len(a))
	for k, l := range values {
		col := make([]float64, len(a))
		for i := range col {
			col[i] = v[i][k]
		}
		addOuter(out, math.Sqrt(math.Max(l, 0)), col)
	}
	return out, nil
}

// adjust works in the K dimensions of the design. With B = X_g M^(1/2) and B'B = V L V',
// A = I + B V D V' B' where D = ((1-l)^(-1/2) - 1)/l; a direction with l = 1 is dropped.
func (f *Linear) adjust(g grouping, half [][]float64) ([]adjusted, error) {
	gram := make([][][]float64, g.count) // X_g'X_g
	for c := range gram {
		gram[c] = square(f.Rank)
	}
	row := make([]float64, f.Rank)
	for i := range f.N {
		f.row(i, row)
		addOuter(gram[g.of[i]], 1, row)
	}
	scores := f.scores(g)
	out := make([]adjusted, g.count)
	for c := range out {
		values, v, err := eigenSymmetric(times(times(half, gram[c]), half))
		if err != nil {
			return nil, err
		}
		d := square(f.Rank)
		for k, l := range values {
			col := make([]float64, f.Rank)
			for i := range col {
				col[i] = v[i][k]
			}
			addOuter(d, shrink(l), col)
		}
		// A = I + X_g S X_g' with S = M^(1/2) V D V' M^(1/2).
		s := sandwich(half, d)
		gs := times(gram[c], s)
		p := adjusted{score: append([]float64(nil), scores[c]...)}
		for i := range p.score {
			p.score[i] += dot(gs[i], scores[c])
		}
		gsg := times(gs, gram[c])
		p.xax = plus(gram[c], gsg, 1)
		p.xaax = plus(plus(gram[c], gsg, 2), times(gsg, times(s, gram[c])), 1)
		out[c] = p
	}
	return out, nil
}

// shrink is ((1-l)^(-1/2) - 1)/l, its limit 1/2 at 0, and -1/l where 1-l has no inverse.
func shrink(l float64) float64 {
	switch {
	case l < 1e-9:
		return 0.5
	case l > 1-1e-9:
		return -1 / l
	}
	return (1/math.Sqrt(1-l) - 1) / l
}

func plus(a, b [][]float64, c float64) [][]float64 {
	out := square(len(a))
	for i := range a {
		copy(out[i], a[i])
		axpy(out[i], c, b[i])
	}
	return out
}

// satterthwaite is (tr P)^2 / tr(P^2) with P_gh = delta u_g'u_g - s_g' M s_h, where
// u_g = A X_g M c and s_g = X_g'u_g, for c the k-th coefficient.
func (f *Linear) satterthwaite(parts []adjusted, k int) float64 {
	mc := f.bread[k]
	trace, diagonal := 0.0, 0.0
	ss := square(f.Rank)
	for _, p := range parts {
		s := make([]float64, f.Rank)
		for i := range s {
			s[i] = dot(p.xax[i], mc)
		}
		uu := form(mc, p.xaax, mc)
		h := form(s, f.bread, s)
		trace += uu - h
		diagonal += uu*uu - 2*uu*h
		addOuter(ss, 1, s)
	}
	mss := times(f.bread, ss)
	squares := diagonal
	for i := range mss {
		for j := range mss {
			squares += mss[i][j] * mss[j][i]
		}
	}
	return trace * trace / squares
}
