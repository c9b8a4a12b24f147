// How many must be asked, and what can be seen with those who were.
package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Goal is what a test shall hold: Alpha is the level (0.05), Power the chance to see an effect
// that is there (0.8), Side the alternative.
type Goal struct {
	Alpha float64
	Power float64
	Side  Side
}

func (g Goal) check(method string) error {
	if !(g.Alpha > 0 && g.Alpha < 1) || !(g.Power > 0 && g.Power < 1) {
		return refuse(method, ErrRange, "alpha %v, power %v", g.Alpha, g.Power)
	}
	return nil
}

// tail is the alpha of one tail.
func (g Goal) tail() float64 {
	if g.Side == TwoSided {
		return g.Alpha / 2
	}
	return g.Alpha
}

// quantiles are z of 1 - tail and of the power.
func (g Goal) quantiles() (za, zb float64) {
	return normalQuantile(1 - g.tail()), normalQuantile(g.Power)
}

// SampleSizeShares is the number in each of two arms to see a difference d from a baseline
// share p, with the null variance from the baseline (Evan Miller's calculator).
//
// Source: (z_a*sqrt(2p(1-p)) + z_b*sqrt(p(1-p) + (p+d)(1-p-d)))^2 / d^2.
func SampleSizeShares(p, d float64, g Goal) (float64, error) {
	const method = "sample size for shares"
	if err := checkTwoShares(method, p, p+d, g); err != nil {
		return 0, err
	}
	za, zb := g.quantiles()
	q := p + d
	return math.Pow(za*math.Sqrt(2*p*(1-p))+zb*math.Sqrt(p*(1-p)+q*(1-q)), 2) / (d * d), nil
}

// SampleSizePooled is the same with the null variance pooled, as R's power.prop.test.
func SampleSizePooled(p, q float64, g Goal) (float64, error) {
	const method = "sample size for shares (pooled)"
	if err := checkTwoShares(method, p, q, g); err != nil {
		return 0, err
	}
	za, zb := g.quantiles()
	null := math.Sqrt((p + q) * (1 - (p+q)/2))
	return math.Pow((za*null+zb*math.Sqrt(p*(1-p)+q*(1-q)))/(p-q), 2), nil
}

func checkTwoShares(method string, p, q float64, g Goal) error {
	if err := g.check(method); err != nil {
		return err
	}
	if !(p >= 0 && p <= 1) || !(q >= 0 && q <= 1) || p == q {
		return refuse(method, ErrRange, "shares %v and %v", p, q)
	}
	return nil
}

// EffectH is Cohen's h of two shares: 2*asin(sqrt(p)) - 2*asin(sqrt(q)).
func EffectH(p, q float64) (float64, error) {
	if !(p >= 0 && p <= 1) || !(q >= 0 && q <= 1) {
		return 0, refuse("effect h", ErrRange, "shares %v and %v", p, q)
	}
	return 2*math.Asin(math.Sqrt(p)) - 2*math.Asin(math.Sqrt(q)), nil
}

// PowerH is the power to see an effect h between arms of n1 and n2, by the arcsine
// approximation; n2 = 0 means one sample against a known share.
//
// Source: Cohen (1988) chapter 6; R's pwr.2p2n.test and pwr.p.test.
func PowerH(h, n1, n2 float64, g Goal) (float64, error) {
	if err := g.check("power for shares"); err != nil {
		return 0, err
	}
	if !finite(h, n1, n2) || n1 <= 0 || n2 < 0 || h == 0 {
		return 0, refuse("power for shares", ErrRange, "h %v, n %v and %v", h, n1, n2)
	}
	n := n1
	if n2 > 0 {
		n = n1 * n2 / (n1 + n2)
	}
	return normalPower(math.Abs(h)*math.Sqrt(n), g), nil
}

// normalPower is the power at a standardised effect.
func normalPower(effect float64, g Goal) float64 {
	za := normalQuantile(1 - g.tail())
	power := normalSurvival(za - effect)
	if g.Side == TwoSided {
		power += normalCDF(-za - effect)
	}
	return power
}

// PowerT is the power of a t test to see a difference of d standard deviations: two arms of n
// each, or with paired one sample of n (differences, d in their standard deviations).
//
// Source: noncentral t, as R's pwr.t.test.
func PowerT(d, n float64, kind TKind, g Goal) (float64, error) {
	if err := g.check("power for means"); err != nil {
		return 0, err
	}
	if !finite(d, n) || n <= 1 || d == 0 {
		return 0, refuse("power for means", ErrRange, "d %v, n %v", d, n)
	}
	df, ncp := 2*(n-1), math.Abs(d)*math.Sqrt(n/2)
	if kind == OneSample {
		df, ncp = n-1, math.Abs(d)*math.Sqrt(n)
	}
	critical := tQuantile(1-g.tail(), df)
	dist := distuv.NoncentralT{Nu: df, Mu: ncp}
	power := 1 - dist.CDF(critical)
	if g.Side == TwoSided {
		power += dist.CDF(-critical)
	}
	if !finite(power) {
		return 0, refuse("power for means", ErrNotConverged, "noncentrality %v", ncp)
	}
	return math.Min(1, math.Max(0, power)), nil
}

// TKind says which t test is planned.
type TKind int

// TwoArms compares two groups of n each; OneSample is a mean or a paired difference.
const (
	TwoArms TKind = iota
	OneSample
)

// SampleSizeT is the n (each arm) at which PowerT reaches the goal.
func SampleSizeT(d float64, kind TKind, g Goal) (float64, error) {
	return solveN("sample size for means", g, func(n float64) (float64, error) { return PowerT(d, n, kind, g) })
}

// SampleSizeH is the n of each arm at which PowerH reaches the goal; other > 0 fixes the size
// of the other arm, oneSample compares with a known share.
func SampleSizeH(h, other float64, kind TKind, g Goal) (float64, error) {
	return solveN("sample size for shares (h)", g, func(n float64) (float64, error) {
		switch {
		case kind == OneSample:
			return PowerH(h, n, 0, g)
		case other > 0:
			return PowerH(h, n, other, g)
		}
		return PowerH(h, n, n, g)
	})
}

// solveN finds the n with the wanted power by bisection between just over 1 and 10^9.
func solveN(method string, g Goal, power func(n float64) (float64, error)) (float64, error) {
	low, high := 1+1e-9, 4.0
	for {
		p, err := power(high)
		if err != nil {
			return 0, err
		}
		if p >= g.Power {
			break
		}
		if low, high = high, high*2; high > 1e9 {
			return 0, refuse(method, ErrNotConverged, "more than 10^9 would be needed")
		}
	}
	for range 200 {
		mid := (low + high) / 2
		p, err := power(mid)
		if err != nil {
			return 0, err
		}
		if p < g.Power {
			low = mid
		} else {
			high = mid
		}
	}
	return high, nil
}
