// Tables of a designed sample: Pearson's chi-square with the corrections of Rao and Scott.
package stats

import "math"

// SampleTable is the test of a two-way table of a designed sample.
type SampleTable struct {
	// X2 is Pearson's statistic of the weighted counts scaled to the sample size.
	X2 float64 `json:"x2"`
	// FirstOrderP refers X2 over the mean design effect to chi-square.
	FirstOrderP float64 `json:"first_order_p"`
	// SecondOrder is the F test with degrees of freedom by Satterthwaite: our default.
	SecondOrder FTest `json:"second_order"`
	// Wald is the design-based Wald test of the cells' deviations; it needs many clusters.
	Wald FTest `json:"wald"`
	// MeanEffect is the mean design effect of the table's contrasts.
	MeanEffect float64 `json:"mean_effect"`
	// Shares are the weighted shares of the cells, Adjusted their residuals from independence
	// over design-based standard errors.
	Shares   [][]float64 `json:"shares"`
	Adjusted [][]float64 `json:"adjusted"`
	N        int         `json:"n"`
}

// Crossed are the two answers of each respondent, and the levels of the table in order. Who
// lacks one of the two ("") stays in the design but not in the table.
type Crossed struct {
	Rows, Cols           []string
	RowLevels, ColLevels []string
}

// SampleCrosstab tests whether rows and columns go together.
//
// Source: Rao & Scott (1984) Ann. Stat. 12:46-60; Koch, Freeman & Freeman (1975) Int. Stat.
// Rev. 43:59-78 (Wald); R's svychisq.
func SampleCrosstab(d SampleDesign, x Crossed) (SampleTable, error) {
	const method = "sample crosstab"
	l, err := d.lay(method)
	if err != nil {
		return SampleTable{}, err
	}
	if len(x.Rows) != l.n || len(x.Cols) != l.n {
		return SampleTable{}, refuse(method, ErrShape, "%d rows, %d columns for %d respondents", len(x.Rows), len(x.Cols), l.n)
	}
	if len(x.RowLevels) < 2 || len(x.ColLevels) < 2 {
		return SampleTable{}, refuse(method, ErrOneGroup, "%d x %d levels", len(x.RowLevels), len(x.ColLevels))
	}
	c := &twoWayTable{layout: l, rows: indexOf(x.Rows, x.RowLevels), cols: indexOf(x.Cols, x.ColLevels), r: len(x.RowLevels), c: len(x.ColLevels)}
	if err := c.tabulate(method); err != nil {
		return SampleTable{}, err
	}
	out := SampleTable{N: c.in, Shares: c.shares}
	for i := range c.shares {
		for j, p := range c.shares[i] {
			e := c.rowShare[i] * c.colShare[j]
			out.X2 += float64(c.in) * (p - e) * (p - e) / e
		}
	}
	if err := c.raoScott(&out); err != nil {
		return SampleTable{}, refuse(method, err, "an empty cell or too few clusters")
	}
	return out, c.wald(&out)
}

// indexOf gives the level of each word, -1 for none.
func indexOf(words, levels []string) []int {
	at := map[string]int{}
	for i, l := range levels {
		at[l] = i
	}
	out := make([]int, len(words))
	for i, w := range words {
		k, ok := at[w]
		if !ok {
			k = -1
		}
		out[i] = k
	}
	return out
}

// twoWayTable is a two-way table over a design.
type twoWayTable struct {
	*layout
	rows, cols         []int
	r, c               int
	in                 int     // respondents in the table
	weight             float64 // their weights
	shares             [][]float64
	rowShare, colShare []float64
}

func (c *twoWayTable) inside(i int) bool { return c.rows[i] >= 0 && c.cols[i] >= 0 }

func (c *twoWayTable) tabulate(method string) error {
	c.shares = make([][]float64, c.r)
	for i := range c.shares {
		c.shares[i] = make([]float64, c.c)
	}
	c.rowShare, c.colShare = make([]float64, c.r), make([]float64, c.c)
	for i, w := range c.Weights {
		if c.inside(i) {
			c.in += int(c.SampleDesign.count(i))
			c.weight += c.SampleDesign.count(i) * w
		}
	}
	if !(c.weight > 0) {
		return refuse(method, ErrTooFew, "nobody has both answers")
	}
	for i, w := range c.Weights {
		if c.inside(i) {
			w *= c.SampleDesign.count(i)
			c.shares[c.rows[i]][c.cols[i]] += w / c.weight
			c.rowShare[c.rows[i]] += w / c.weight
			c.colShare[c.cols[i]] += w / c.weight
		}
	}
	for _, s := range append(append([]float64{}, c.rowShare...), c.colShare...) {
		if s == 0 {
			return refuse(method, ErrEmptyCell, "a level without weight")
		}
	}
	return nil
}

// contrasts are the products of row and column contrasts: a basis of what independence denies.
func (c *twoWayTable) contrasts() [][]float64 {
	var out [][]float64
	for i := 1; i < c.r; i++ {
		for j := 1; j < c.c; j++ {
			v := make([]float64, c.r*c.c)
			for a := range c.r {
				for b := range c.c {
					x := helmert(a, i) * helmert(b, j)
					v[a*c.c+b] = x
				}
			}
			out = append(out, v)
		}
	}
	return out
}

// helmert is the i-th Helmert contrast at level a.
func helmert(a, i int) float64 {
	switch {
	case a < i:
		return 1
	case a == i:
		return -float64(i)
	}
	return 0
}

// raoScott fills the corrected tests from the design effects of the contrasts.
func (c *twoWayTable) raoScott(out *SampleTable) error {
	basis := c.contrasts()
	k := len(basis)
	u := make([][]float64, k) // influence of each contrast, sum_cells contrast/share * share-hat
	srs := square(k)
	for a, v := range basis {
		scaled := make([]float64, len(v))
		mean := 0.0
		for cell, x := range v {
			p := c.shares[cell/c.c][cell%c.c]
			if p > 0 {
				scaled[cell] = x / p
			}
			mean += x
		}
		u[a] = make([]float64, c.n)
		for i := range u[a] {
			if c.inside(i) {
				u[a][i] = (scaled[c.rows[i]*c.c+c.cols[i]] - mean) / c.weight
			}
		}
		for b := range a + 1 {
			for cell, x := range basis[b] {
				srs[a][b] += scaled[cell] * x / float64(c.in)
			}
			srs[b][a] = srs[a][b]
		}
	}
	inverse, err := invertSymmetric(srs)
	if err != nil {
		return err
	}
	delta := times(inverse, c.covariance(u))
	trace, squares := 0.0, 0.0
	for a := range delta {
		trace += delta[a][a]
		for b := range delta {
			squares += delta[a][b] * delta[b][a]
		}
	}
	if !(trace > 0) {
		return ErrNoSpread
	}
	out.MeanEffect = trace / float64(k)
	out.FirstOrderP = chiSurvival(out.X2/out.MeanEffect, float64(k))
	d0 := trace * trace / squares
	out.SecondOrder = FTest{F: out.X2 / trace, DF1: d0, DF2: d0 * c.df()}
	out.SecondOrder.P = fSurvival(out.SecondOrder.F, d0, d0*c.df())
	return nil
}

// wald tests the deviations of the cells' totals from independence, and gives their residuals.
func (c *twoWayTable) wald(out *SampleTable) error {
	var u [][]float64
	var y []float64
	out.Adjusted = make([][]float64, c.r)
	for a := range c.r {
		out.Adjusted[a] = make([]float64, c.c)
		for b := range c.c {
			v := make([]float64, c.n)
			for i := range v {
				if !c.inside(i) {
					continue
				}
				row, col := indicator(c.rows[i] == a), indicator(c.cols[i] == b)
				v[i] = row*col - c.colShare[b]*row - c.rowShare[a]*col + c.rowShare[a]*c.colShare[b]
			}
			d := c.weight * (c.shares[a][b] - c.rowShare[a]*c.colShare[b])
			if s := c.covariance([][]float64{v})[0][0]; s > 0 {
				out.Adjusted[a][b] = d / math.Sqrt(s)
			}
			if a > 0 && b > 0 {
				u, y = append(u, v), append(y, d)
			}
		}
	}
	x, err := solveSymmetric(c.covariance(u), y)
	if err != nil { // fewer clusters than cells: the Wald test does not exist, the others do
		return nil
	}
	k := float64(len(y))
	f := dot(x, y) / k
	out.Wald = FTest{F: f, DF1: k, DF2: c.df(), P: fSurvival(f, k, c.df())}
	return nil
}

func indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
