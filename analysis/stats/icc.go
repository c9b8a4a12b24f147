// How alike are answers from one place?
package stats

// IntraclassCorrelation is the share of variance between groups by one-way analysis of
// variance: (MSB - MSW)/(MSB + (n0-1)*MSW), where n0 is the common group size, or the one that
// makes the expectation right for unequal groups. It may be negative.
//
// Source: Donner (1986) Int. Stat. Rev. 54:67-82.
func IntraclassCorrelation(ys []float64, groups []string) (float64, error) {
	const method = "intraclass correlation"
	if len(ys) != len(groups) {
		return 0, refuse(method, ErrShape, "%d values, %d groups", len(ys), len(groups))
	}
	if !finite(ys...) {
		return 0, refuse(method, ErrNotFinite, "a value")
	}
	g := groupsOf(groups)
	n, k := float64(len(ys)), float64(g.count)
	if g.count < 2 {
		return 0, refuse(method, ErrOneGroup, "%d", g.count)
	}
	if n <= k {
		return 0, refuse(method, ErrTooFew, "one value in each group")
	}
	sums, counts, whole := make([]float64, g.count), make([]float64, g.count), 0.0
	for i, y := range ys {
		sums[g.of[i]] += y
		counts[g.of[i]]++
		whole += y
	}
	var between, within, squares float64
	for c, s := range sums {
		d := s/counts[c] - whole/n
		between += counts[c] * d * d
		squares += counts[c] * counts[c]
	}
	for i, y := range ys {
		d := y - sums[g.of[i]]/counts[g.of[i]]
		within += d * d
	}
	msb, msw, n0 := between/(k-1), within/(n-k), (n-squares/n)/(k-1)
	if msb+(n0-1)*msw <= 0 {
		return 0, refuse(method, ErrNoSpread, "n = %v", n)
	}
	icc := (msb - msw) / (msb + (n0-1)*msw)
	return icc, checkResult(method, msb, msw, icc)
}
