// Shares of a whole and their intervals.
package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Share is Count of Of: 15 of 148. It stands for a proportion wherever two are compared.
type Share struct {
	Count int `json:"count"`
	Of    int `json:"of"`
}

// Value is the share as a fraction; it is 0 for 0 of 0, which every method refuses first.
func (s Share) Value() float64 {
	if s.Of == 0 {
		return 0
	}
	return float64(s.Count) / float64(s.Of)
}

func (s Share) check(method string) error {
	if s.Of <= 0 {
		return refuse(method, ErrTooFew, "%d of %d", s.Count, s.Of)
	}
	if s.Count < 0 || s.Count > s.Of {
		return refuse(method, ErrRange, "%d of %d", s.Count, s.Of)
	}
	return nil
}

// Wilson is the score interval of k of n, without continuity correction, as fractions.
// It never leaves 0..1 and stays honest for 0 of n and n of n, so it is the interval of
// every share in the product.
//
// Source: Wilson (1927) JASA 22:209-212; method 3 of Newcombe (1998) Stat. Med. 17:857-872.
func Wilson(k, n int, level float64) (Interval, error) {
	if err := (Share{k, n}).check("Wilson interval"); err != nil {
		return Interval{}, err
	}
	if err := checkLevel("Wilson interval", level); err != nil {
		return Interval{}, err
	}
	out := wilson(float64(k)/float64(n), float64(n), level)
	if k == 0 { // exact zero and one, where rounding leaves 1e-17 or 0.99…9
		out.Low = 0
	}
	if k == n {
		out.High = 1
	}
	return out, nil
}

// wilson is the score interval of a share of n, which need not be whole.
func wilson(p, n, level float64) Interval {
	z := zOf(level)
	centre := p + z*z/(2*n)
	half := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	scale := 1 + z*z/n
	return Interval{Low: math.Max(0, (centre-half)/scale), High: math.Min(1, (centre+half)/scale), Level: level}
}

// Proportion is k of n with its Wald standard error sqrt(p(1-p)/n) and its Wilson interval.
func Proportion(k, n int, level float64) (Estimate, error) {
	interval, err := Wilson(k, n, level)
	if err != nil {
		return Estimate{}, err
	}
	p := Share{k, n}.Value()
	return Estimate{Value: p, SE: math.Sqrt(p * (1 - p) / float64(n)), N: n, Interval: interval}, nil
}

// ClopperPearson is the exact interval of k of n: it covers at least the level, and is
// wider than Wilson's.
//
// Source: Clopper & Pearson (1934) Biometrika 26:404-413, by beta quantiles as R's binom.test.
func ClopperPearson(k, n int, level float64) (Interval, error) {
	if err := (Share{k, n}).check("Clopper-Pearson interval"); err != nil {
		return Interval{}, err
	}
	if err := checkLevel("Clopper-Pearson interval", level); err != nil {
		return Interval{}, err
	}
	tail, out := (1-level)/2, Interval{Low: 0, High: 1, Level: level}
	if k > 0 {
		out.Low = distuv.Beta{Alpha: float64(k), Beta: float64(n - k + 1)}.Quantile(tail)
	}
	if k < n {
		out.High = distuv.Beta{Alpha: float64(k + 1), Beta: float64(n - k)}.Quantile(1 - tail)
	}
	return out, nil
}

// Newcombe is the difference a - b of two independent shares with the hybrid score interval
// (each share's Wilson limits, squared and added). SE is the unpooled Wald one; N = both.
//
// Source: method 10 of Newcombe (1998) Stat. Med. 17:873-890.
func Newcombe(a, b Share, level float64) (Estimate, error) {
	wa, err := Wilson(a.Count, a.Of, level)
	if err != nil {
		return Estimate{}, err
	}
	wb, err := Wilson(b.Count, b.Of, level)
	if err != nil {
		return Estimate{}, err
	}
	p, q := a.Value(), b.Value()
	return Estimate{
		Value: p - q,
		SE:    math.Sqrt(p*(1-p)/float64(a.Of) + q*(1-q)/float64(b.Of)),
		N:     a.Of + b.Of,
		Interval: Interval{
			Low:   p - q - math.Hypot(p-wa.Low, wb.High-q),
			High:  p - q + math.Hypot(wa.High-p, q-wb.Low),
			Level: level,
		},
	}, nil
}
