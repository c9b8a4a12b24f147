// Standard errors that hold when residuals are not alike (HC) or not independent within
// clusters (CR).
package stats

import "math"

// HC numbers the heteroscedasticity-consistent estimators.
type HC int

// White is HC0's u^2, HC1 the default (n/(n-k), Stata's robust); HC2 and HC3 divide by the
// leverage.
//
// Source: MacKinnon & White (1985) J. Econometrics 29:305-325.
const (
	HC0 HC = iota
	HC1
	HC2
	HC3
)

// Robust is the heteroscedasticity-consistent covariance.
func (f *Linear) Robust(kind HC) (Covariance, error) {
	if kind < HC0 || kind > HC3 {
		return Covariance{}, refuse("robust covariance", ErrRange, "HC%d", kind)
	}
	meat := square(f.Rank)
	row := make([]float64, f.Rank)
	for i := range f.N {
		f.row(i, row)
		s := f.u[i] * f.u[i]
		if kind >= HC2 {
			h := form(row, f.bread, row)
			if !(h < 1-1e-12) {
				return Covariance{}, refuse("robust covariance", ErrEmptyCell, "observation %d alone decides a coefficient", i+1)
			}
			s /= math.Pow(1-h, float64(kind-HC1))
		}
		addOuter(meat, s, row)
	}
	scale := 1.0
	if kind == HC1 {
		scale = float64(f.N) / f.DF
	}
	return f.widen([]string{"HC0", "HC1", "HC2", "HC3"}[kind], scaleMatrix(sandwich(f.bread, meat), scale), f.DF), nil
}

// row writes the i-th row of the design into out.
func (f *Linear) row(i int, out []float64) {
	for k, col := range f.x {
		out[k] = col[i]
	}
}

func addOuter(m [][]float64, c float64, v []float64) {
	for i, x := range v {
		if x != 0 {
			axpy(m[i], c*x, v)
		}
	}
}

func scaleMatrix(m [][]float64, c float64) [][]float64 {
	for i := range m {
		for j := range m[i] {
			m[i][j] *= c
		}
	}
	return m
}

// CR numbers the cluster-robust estimators.
type CR int

// CR0 has no correction; CR1 multiplies by G/(G-1); CR1S, our default and Stata's, by
// G/(G-1)*(N-1)/(N-K).
//
// Source: Liang & Zeger (1986) Biometrika 73:13-22; Cameron & Miller (2015) J. Human Resources
// 50:317-372. CR2 with its own degrees of freedom is ClusterCR2.
const (
	CR0 CR = iota
	CR1
	CR1S
)

// grouping is which observations belong together.
type grouping struct {
	of    []int // the group of each observation
	count int
}

func groupsOf(ids []string) grouping {
	index := map[string]int{}
	out := grouping{of: make([]int, len(ids))}
	for i, id := range ids {
		g, known := index[id]
		if !known {
			g = len(index)
			index[id] = g
		}
		out.of[i] = g
	}
	out.count = len(index)
	return out
}

func (f *Linear) clusters(ids []string) (grouping, error) {
	if len(ids) != f.N {
		return grouping{}, refuse("cluster-robust covariance", ErrShape, "%d ids for %d observations", len(ids), f.N)
	}
	g := groupsOf(ids)
	if g.count < 2 {
		return grouping{}, refuse("cluster-robust covariance", ErrOneCluster, "%d", g.count)
	}
	return g, nil
}

// Cluster is the covariance that allows any dependence within clusters; its t has G - 1
// degrees of freedom. Below about ten clusters it is too small: use ClusterCR2.
func (f *Linear) Cluster(ids []string, kind CR) (Covariance, error) {
	g, err := f.clusters(ids)
	if err != nil {
		return Covariance{}, err
	}
	if kind < CR0 || kind > CR1S {
		return Covariance{}, refuse("cluster-robust covariance", ErrRange, "kind %d", kind)
	}
	scale, m := 1.0, float64(g.count)
	if kind >= CR1 {
		scale = m / (m - 1)
	}
	if kind == CR1S {
		scale *= float64(f.N-1) / f.DF
	}
	return f.widen([]string{"CR0", "CR1", "CR1S"}[kind], scaleMatrix(f.clusterSandwich(g), scale), m-1), nil
}

func (f *Linear) clusterSandwich(g grouping) [][]float64 {
	meat := square(f.Rank)
	for _, s := range f.scores(g) {
		addOuter(meat, 1, s)
	}
	return sandwich(f.bread, meat)
}

// scores are the sums of x*u over each cluster.
func (f *Linear) scores(g grouping) [][]float64 {
	out := make([][]float64, g.count)
	for c := range out {
		out[c] = make([]float64, f.Rank)
	}
	for k, col := range f.x {
		for i, x := range col {
			out[g.of[i]][k] += x * f.u[i]
		}
	}
	return out
}

// TwoWay allows dependence within both of two groupings: CR1S of each added, HC0 taken away.
// The t has the smaller number of clusters minus one degrees of freedom.
//
// Source: Cameron, Gelbach & Miller (2011) J. Bus. Econ. Stat. 29:238-249, with HC0 for the
// intersection as Petersen's and sandwich's multi0.
func (f *Linear) TwoWay(a, b []string) (Covariance, error) {
	va, err := f.Cluster(a, CR1S)
	if err != nil {
		return Covariance{}, err
	}
	vb, err := f.Cluster(b, CR1S)
	if err != nil {
		return Covariance{}, err
	}
	v0, err := f.Robust(HC0)
	if err != nil {
		return Covariance{}, err
	}
	for i := range va.V {
		for j := range va.V {
			va.V[i][j] += vb.V[i][j] - v0.V[i][j]
		}
		va.DF[i] = math.Min(va.DF[i], vb.DF[i])
		if va.V[i][i] < 0 {
			return Covariance{}, refuse("two-way covariance", ErrTooFew, "%s has a negative variance", f.Names[i])
		}
	}
	va.Kind = "two-way"
	return va, nil
}
