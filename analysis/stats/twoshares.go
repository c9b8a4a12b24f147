// Two independent shares: tests and ratios. Their difference with an interval is Newcombe's,
// in proportion.go.
package stats

import "math"

// ZTest is a normal statistic with its two-sided p.
type ZTest struct {
	Z float64 `json:"z"`
	P float64 `json:"p"`
}

// Pooling says whether the null variance of two shares is estimated from both together.
type Pooling int

// Pooled is the textbook's and our default.
const (
	Pooled Pooling = iota
	Unpooled
)

// TwoProportionZ tests a - b = 0.
func TwoProportionZ(a, b Share, p Pooling) (ZTest, error) {
	const method = "two-proportion z"
	if err := a.check(method); err != nil {
		return ZTest{}, err
	}
	if err := b.check(method); err != nil {
		return ZTest{}, err
	}
	x, y, n, m := a.Value(), b.Value(), float64(a.Of), float64(b.Of)
	v := x*(1-x)/n + y*(1-y)/m
	if p == Pooled {
		both := float64(a.Count+b.Count) / (n + m)
		v = both * (1 - both) * (1/n + 1/m)
	}
	if !(v > 0) {
		return ZTest{}, refuse(method, ErrNoSpread, "%d of %d and %d of %d", a.Count, a.Of, b.Count, b.Of)
	}
	z := (x - y) / math.Sqrt(v)
	return ZTest{Z: z, P: normalTwoSided(z)}, nil
}

// SeveralProportions tests whether several shares are equal, without correction.
//
// Source: R's prop.test for more than two groups.
func SeveralProportions(shares []Share) (ChiTest, error) {
	t := Table{nil, nil}
	for _, s := range shares {
		if err := s.check("equal shares"); err != nil {
			return ChiTest{}, err
		}
		t[0] = append(t[0], float64(s.Count))
		t[1] = append(t[1], float64(s.Of-s.Count))
	}
	out, err := ChiSquare(t, Uncorrected)
	return out.ChiTest, err
}

// RiskRatio is a over b with the interval of its logarithm; a share of zero has none.
//
// Source: Katz et al. (1978) Biometrics 34:469-474. SE is that of the logarithm.
func RiskRatio(a, b Share, level float64) (Estimate, error) {
	if err := checkRatio("risk ratio", a, b, level); err != nil {
		return Estimate{}, err
	}
	if a.Count == 0 || b.Count == 0 {
		return Estimate{}, refuse("risk ratio", ErrEmptyCell, "a share of zero")
	}
	se := math.Sqrt(1/float64(a.Count) - 1/float64(a.Of) + 1/float64(b.Count) - 1/float64(b.Of))
	return logEstimate(a.Value()/b.Value(), se, a.Of+b.Of, level), nil
}

// OddsRatio is the odds of a over those of b with Woolf's interval; an empty cell has none.
//
// Source: Woolf (1955) Ann. Hum. Genet. 19:251-253. SE is that of the logarithm.
func OddsRatio(a, b Share, level float64) (Estimate, error) {
	if err := checkRatio("odds ratio", a, b, level); err != nil {
		return Estimate{}, err
	}
	cells := []int{a.Count, a.Of - a.Count, b.Count, b.Of - b.Count}
	v := 0.0
	for _, c := range cells {
		if c == 0 {
			return Estimate{}, refuse("odds ratio", ErrEmptyCell, "a cell of the 2 x 2 table")
		}
		v += 1 / float64(c)
	}
	ratio := float64(cells[0]) * float64(cells[3]) / (float64(cells[1]) * float64(cells[2]))
	return logEstimate(ratio, math.Sqrt(v), a.Of+b.Of, level), nil
}

func checkRatio(method string, a, b Share, level float64) error {
	if err := a.check(method); err != nil {
		return err
	}
	if err := b.check(method); err != nil {
		return err
	}
	return checkLevel(method, level)
}

func logEstimate(ratio, se float64, n int, level float64) Estimate {
	half := zOf(level) * se
	return Estimate{Value: ratio, SE: se, N: n, Interval: Interval{
		Low: ratio * math.Exp(-half), High: ratio * math.Exp(half), Level: level,
	}}
}

// TrendInShares tests a linear trend of shares over ordered groups with scores (Cochran-Armitage).
//
// Source: Armitage (1955) Biometrics 11:375-386; R's prop.trend.test (z squared is its X2).
func TrendInShares(groups []Share, scores []float64) (ZTest, error) {
	const method = "trend in shares"
	if len(groups) != len(scores) {
		return ZTest{}, refuse(method, ErrShape, "%d groups, %d scores", len(groups), len(scores))
	}
	if len(groups) < 2 {
		return ZTest{}, refuse(method, ErrOneGroup, "%d", len(groups))
	}
	if !finite(scores...) {
		return ZTest{}, refuse(method, ErrNotFinite, "a score")
	}
	var n, k, mean float64
	for i, g := range groups {
		if err := g.check(method); err != nil {
			return ZTest{}, err
		}
		n += float64(g.Of)
		k += float64(g.Count)
		mean += scores[i] * float64(g.Of)
	}
	mean /= n
	p, num, den := k/n, 0.0, 0.0
	for i, g := range groups {
		d := scores[i] - mean
		num += d * (float64(g.Count) - p*float64(g.Of))
		den += d * d * float64(g.Of)
	}
	v := p * (1 - p) * den
	if !(v > 0) {
		return ZTest{}, refuse(method, ErrNoSpread, "shares or scores are all equal")
	}
	z := num / math.Sqrt(v)
	return ZTest{Z: z, P: normalTwoSided(z)}, nil
}
