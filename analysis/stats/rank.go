// Ranks of observations, ties shared, and the correlations made of them.
package stats

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// Ranks gives each observation its rank, 1 for the smallest, ties their mean rank; and the
// sum of t^3 - t over the groups of ties, for the corrections of rank tests.
func Ranks(xs []float64) (ranks []float64, ties float64) {
	order := make([]int, len(xs))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		switch {
		case xs[i] < xs[j]:
			return -1
		case xs[i] > xs[j]:
			return 1
		}
		return 0
	})
	ranks = make([]float64, len(xs))
	for start := 0; start < len(order); {
		end := start + 1
		for end < len(order) && xs[order[end]] == xs[order[start]] {
			end++
		}
		for _, i := range order[start:end] {
			ranks[i] = float64(start+end+1) / 2
		}
		t := float64(end - start)
		ties += t*t*t - t
		start = end
	}
	return ranks, ties
}

// Correlation is a coefficient with its two-sided p by Student's t and the
// interval of Fisher's z.
type Correlation struct {
	Interval
	R float64 `json:"r"`
	N int     `json:"n"`
	P float64 `json:"p"`
}

// Pearson is the product-moment correlation of two measures.
//
// Source: Fisher (1921) Metron 1:3-32 for the interval, by atanh with s.e. 1/sqrt(n-3).
func Pearson(xs, ys []float64, level float64) (Correlation, error) {
	return correlate("Pearson correlation", xs, ys, level)
}

// Spearman is Pearson's correlation of the ranks; p and interval by the same approximations.
//
// Source: Spearman (1904) Am. J. Psychol. 15:72-101; ties take mean ranks.
func Spearman(xs, ys []float64, level float64) (Correlation, error) {
	if !finite(xs...) || !finite(ys...) {
		return Correlation{}, refuse("Spearman correlation", ErrNotFinite, "an observation")
	}
	rx, _ := Ranks(xs)
	ry, _ := Ranks(ys)
	return correlate("Spearman correlation", rx, ry, level)
}

func correlate(method string, xs, ys []float64, level float64) (Correlation, error) {
	if err := checkLevel(method, level); err != nil {
		return Correlation{}, err
	}
	switch n := len(xs); {
	case n != len(ys):
		return Correlation{}, refuse(method, ErrShape, "%d and %d", n, len(ys))
	case n < 4:
		return Correlation{}, refuse(method, ErrTooFew, "n = %d", n)
	case !finite(xs...) || !finite(ys...):
		return Correlation{}, refuse(method, ErrNotFinite, "an observation")
	case allEqual(xs) || allEqual(ys):
		return Correlation{}, refuse(method, ErrNoSpread, "n = %d", n)
	}
	n := float64(len(xs))
	r := stat.Correlation(xs, ys, nil)
	if !finite(r) {
		return Correlation{}, refuse(method, ErrNotFinite, "the variance overflows")
	}
	r = min(1, max(-1, r))
	out := Correlation{R: r, N: len(xs), Interval: Interval{Low: r, High: r, Level: level}}
	if math.Abs(r) < 1 {
		out.P = tTwoSided(r*math.Sqrt((n-2)/(1-r*r)), n-2)
		half := zOf(level) / math.Sqrt(n-3)
		out.Low, out.High = math.Tanh(math.Atanh(r)-half), math.Tanh(math.Atanh(r)+half)
	}
	return out, nil
}

// Kendall is tau-b, corrected for ties, with the normal p under the tie-corrected variance.
//
// Source: Kendall (1970) Rank Correlation Methods, 3.3 and 4; R's cor.test(method="kendall").
// The pairs are counted by sorting, Knight (1966) JASA 61:436-439.
func Kendall(xs, ys []float64) (tau, z, p float64, err error) {
	n := len(xs)
	switch {
	case n != len(ys):
		return 0, 0, 0, refuse("Kendall tau", ErrShape, "%d and %d", n, len(ys))
	case n < 3:
		return 0, 0, 0, refuse("Kendall tau", ErrTooFew, "n = %d", n)
	case !finite(xs...) || !finite(ys...):
		return 0, 0, 0, refuse("Kendall tau", ErrNotFinite, "an observation")
	case allEqual(xs) || allEqual(ys):
		return 0, 0, 0, refuse("Kendall tau", ErrNoSpread, "n = %d", n)
	}
	s := concordance(xs, ys)
	m := float64(n)
	tx, ty := tieSums(xs), tieSums(ys)
	tau = s / math.Sqrt((m*(m-1)-tx[0])/2*(m*(m-1)-ty[0])/2)
	v := (m*(m-1)*(2*m+5)-tx[1]-ty[1])/18 + tx[0]*ty[0]/(2*m*(m-1)) + tx[2]*ty[2]/(9*m*(m-1)*(m-2))
	z = s / math.Sqrt(v)
	return tau, z, normalTwoSided(z), nil
}

// concordance is the number of pairs that xs and ys order alike minus that of pairs they order
// in opposite ways.
func concordance(xs, ys []float64) float64 {
	order := make([]int, len(xs))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(xs[a], xs[b]), cmp.Compare(ys[a], ys[b]))
	})
	n, sorted, both, run := float64(len(xs)), make([]float64, len(xs)), 0.0, 0.0
	for i, k := range order {
		sorted[i] = ys[k]
		if i > 0 && xs[k] == xs[order[i-1]] && ys[k] == ys[order[i-1]] {
			run++
			both += run // pairs tied in both with those just before
		} else {
			run = 0
		}
	}
	tied := (tieSums(xs)[0] + tieSums(ys)[0]) / 2
	return n*(n-1)/2 - tied + both - 2*inversions(sorted, make([]float64, len(sorted)))
}

// inversions sorts by merging and counts the pairs that stood the wrong way round.
func inversions(xs, spare []float64) float64 {
	if len(xs) < 2 {
		return 0
	}
	half := len(xs) / 2
	out := inversions(xs[:half], spare[:half]) + inversions(xs[half:], spare[half:])
	copy(spare, xs)
	a, b := spare[:half], spare[half:len(xs)]
	for i := range xs {
		if len(b) == 0 || len(a) > 0 && a[0] <= b[0] {
			xs[i], a = a[0], a[1:]
			continue
		}
		xs[i], b = b[0], b[1:]
		out += float64(len(a))
	}
	return out
}

// tieSums are the sums over groups of ties of t(t-1), t(t-1)(2t+5) and t(t-1)(t-2).
func tieSums(xs []float64) (sums [3]float64) {
	sorted := slices.Sorted(slices.Values(xs))
	for start := 0; start < len(sorted); {
		end := start + 1
		for end < len(sorted) && sorted[end] == sorted[start] {
			end++
		}
		t := float64(end - start)
		sums[0] += t * (t - 1)
		sums[1] += t * (t - 1) * (2*t + 5)
		sums[2] += t * (t - 1) * (t - 2)
		start = end
	}
	return sums
}

func sign(v float64) int {
	switch {
	case v < 0:
		return -1
	case v > 0:
		return 1
	}
	return 0
}
