// Tables of counts: is the row related to the column?
package stats

import "math"

// Table is a table of counts, rows by columns.
type Table [][]float64

// margins checks a table and gives its row sums, column sums and total.
func (t Table) margins(method string) (rows, cols []float64, total float64, err error) {
	if len(t) < 2 || len(t[0]) < 2 {
		return nil, nil, 0, refuse(method, ErrOneGroup, "a table needs two rows and two columns")
	}
	rows, cols = make([]float64, len(t)), make([]float64, len(t[0]))
	for i, row := range t {
		if len(row) != len(cols) {
			return nil, nil, 0, refuse(method, ErrShape, "row %d has %d cells, not %d", i+1, len(row), len(cols))
		}
		for j, n := range row {
			if !finite(n) {
				return nil, nil, 0, refuse(method, ErrNotFinite, "a count")
			}
			if n < 0 {
				return nil, nil, 0, refuse(method, ErrRange, "count %v", n)
			}
			rows[i] += n
			cols[j] += n
			total += n
		}
	}
	for _, sum := range append(append([]float64{}, rows...), cols...) {
		if sum == 0 {
			return nil, nil, 0, refuse(method, ErrEmptyCell, "a row or column without observations")
		}
	}
	return rows, cols, total, nil
}

// CrossTest is the chi-square test of a table with what makes it readable.
type CrossTest struct {
	ChiTest
	// V is Cramer's V, 0 to 1.
	V float64 `json:"v"`
	// Adjusted are the adjusted standardised residuals, of the table's shape: beyond +-2
	// a cell differs from what independence would give.
	Adjusted [][]float64 `json:"adjusted"`
	// Expected are the counts under independence; Small is the share of cells below 5.
	Expected [][]float64 `json:"expected"`
	Small    float64     `json:"small"`
}

// ChiSquare tests independence of rows and columns (Pearson). Yates' correction, as in R,
// is used only where asked for and only for 2 x 2.
//
// Source: Pearson (1900); Haberman (1973) Biometrics 29:205-220 for the residuals; R's chisq.test.
func ChiSquare(t Table, c Continuity) (CrossTest, error) {
	const method = "chi-square"
	rows, cols, n, err := t.margins(method)
	if err != nil {
		return CrossTest{}, err
	}
	out := CrossTest{}
	small, cells := 0.0, float64(len(rows)*len(cols))
	yates := yatesOf(t, rows, cols, n)
	if c == Uncorrected || len(rows) > 2 || len(cols) > 2 {
		yates = 0
	}
	for i := range rows {
		expected, adjusted := make([]float64, len(cols)), make([]float64, len(cols))
		for j := range cols {
			e := rows[i] * cols[j] / n
			expected[j] = e
			d := math.Abs(t[i][j]-e) - yates
			out.X2 += d * d / e
			adjusted[j] = (t[i][j] - e) / math.Sqrt(e*(1-rows[i]/n)*(1-cols[j]/n))
			if e < 5 {
				small++
			}
		}
		out.Expected, out.Adjusted = append(out.Expected, expected), append(out.Adjusted, adjusted)
	}
	out.DF = float64((len(rows) - 1) * (len(cols) - 1))
	out.P = chiSurvival(out.X2, out.DF)
	out.N = int(n)
	out.V = math.Sqrt(out.X2 / (n * float64(min(len(rows), len(cols))-1)))
	out.Small = small / cells
	for _, adjusted := range append(out.Expected, out.Adjusted...) {
		if err := checkResult(method, adjusted...); err != nil {
			return CrossTest{}, err
		}
	}
	return out, checkResult(method, out.X2, out.P, out.V)
}

// yatesOf is half a count, or less where a cell is closer to its expectation than that.
func yatesOf(t Table, rows, cols []float64, n float64) float64 {
	out := 0.5
	for i := range rows {
		for j := range cols {
			out = min(out, math.Abs(t[i][j]-rows[i]*cols[j]/n))
		}
	}
	return out
}

// GoodnessOfFit tests counts against shares that sum to one: is the assignment to arms whole
// (sample-ratio mismatch), does the sample match the population.
func GoodnessOfFit(counts, shares []float64) (ChiTest, error) {
	const method = "goodness of fit"
	if len(counts) != len(shares) {
		return ChiTest{}, refuse(method, ErrShape, "%d counts, %d shares", len(counts), len(shares))
	}
	if len(counts) < 2 {
		return ChiTest{}, refuse(method, ErrOneGroup, "%d", len(counts))
	}
	if !finite(counts...) || !finite(shares...) {
		return ChiTest{}, refuse(method, ErrNotFinite, "a count or share")
	}
	n, whole := 0.0, 0.0
	for i := range counts {
		if counts[i] < 0 || shares[i] <= 0 {
			return ChiTest{}, refuse(method, ErrRange, "count %v of share %v", counts[i], shares[i])
		}
		n += counts[i]
		whole += shares[i]
	}
	if n == 0 {
		return ChiTest{}, refuse(method, ErrTooFew, "no observations")
	}
	if math.Abs(whole-1) > 1e-6 {
		return ChiTest{}, refuse(method, ErrRange, "shares sum to %v", whole)
	}
	x2 := 0.0
	for i, c := range counts {
		e := n * shares[i] / whole
		x2 += (c - e) * (c - e) / e
	}
	df := float64(len(counts) - 1)
	return ChiTest{X2: x2, DF: df, P: chiSurvival(x2, df), N: int(n)}, checkResult(method, x2)
}

// Fisher is the exact two-sided p of a 2 x 2 table of whole counts: all tables with the same
// margins that are not more likely than the one seen.
//
// Source: Fisher (1935) JRSS 98:39-82; R's fisher.test, with its relative tolerance of 1e-7.
func Fisher(t Table) (float64, error) {
	rows, cols, n, err := t.margins("Fisher's test")
	if err != nil {
		return 0, err
	}
	if len(rows) != 2 || len(cols) != 2 {
		return 0, refuse("Fisher's test", ErrShape, "%d x %d, not 2 x 2", len(rows), len(cols))
	}
	for _, row := range t {
		for _, c := range row {
			if c != math.Trunc(c) {
				return 0, refuse("Fisher's test", ErrRange, "count %v is not whole", c)
			}
		}
	}
	logP := func(a float64) float64 {
		return logChoose(rows[0], a) + logChoose(rows[1], cols[0]-a) - logChoose(n, cols[0])
	}
	seen, p := logP(t[0][0])+math.Log1p(1e-7), 0.0
	for a := max(0, cols[0]-rows[1]); a <= min(rows[0], cols[0]); a++ {
		if l := logP(a); l <= seen {
			p += math.Exp(l)
		}
	}
	return min(1, p), nil
}

func logChoose(n, k float64) float64 {
	a, _ := math.Lgamma(n + 1)
	b, _ := math.Lgamma(k + 1)
	c, _ := math.Lgamma(n - k + 1)
	return a - b - c
}

// Change is the outcome of McNemar's test: the same units asked twice.
type Change struct {
	Estimate
	X2          float64 `json:"x2"`
	P           float64 `json:"p"`
	X2Corrected float64 `json:"x2_corrected"`
	PCorrected  float64 `json:"p_corrected"`
}

// McNemar compares two shares of the same n units: yesNo said yes first and no later, noYes
// the reverse. The estimate is the change, first minus second, with its Wald interval; the
// corrected statistic has Edwards' continuity correction, as R's default.
//
// Source: McNemar (1947) Psychometrika 12:153-157; s.e. of Agresti (1990) section 10.1.
func McNemar(yesNo, noYes, n int, level float64) (Change, error) {
	if err := checkLevel("McNemar", level); err != nil {
		return Change{}, err
	}
	if yesNo < 0 || noYes < 0 || yesNo+noYes > n {
		return Change{}, refuse("McNemar", ErrRange, "%d and %d of %d", yesNo, noYes, n)
	}
	if yesNo+noYes == 0 {
		return Change{}, refuse("McNemar", ErrNoSpread, "nobody changed")
	}
	b, c, m := float64(yesNo), float64(noYes), float64(n)
	d := math.Abs(b - c)
	out := Change{X2: d * d / (b + c), X2Corrected: math.Pow(max(0, d-1), 2) / (b + c)}
	out.P, out.PCorrected = chiSurvival(out.X2, 1), chiSurvival(out.X2Corrected, 1)
	out.Estimate = Estimate{Value: (b - c) / m, SE: math.Sqrt(b+c-d*d/m) / m, N: n}
	half := zOf(level) * out.SE
	out.Interval = Interval{Low: out.Value - half, High: out.Value + half, Level: level}
	return out, nil
}
