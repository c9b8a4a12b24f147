// Does a group follow from those shown? Then it tells nothing new.
package ledger

import "dealervoice/analysis/internal/column"

// follows tells whether the group is a combination of the groups shown.
func (a *account) follows(group column.Bits) bool {
	if len(a.free) == 0 {
		return false
	}
	_, ok := a.combined(group, a.sums)
	return ok
}

// combined tells whether the group is a combination of the free groups, and gives the
// same combination of the values. It is found in the respondents of the key and
// checked in everybody at once, by fingerprints.
func (a *account) combined(group column.Bits, values []uint64) (value uint64, ok bool) {
	n := len(a.free)
	if len(a.key) != n {
		return 0, false
	}
	// The unknowns are one coefficient a group; each respondent of the key
	// gives an equation.
	system := make([][]uint64, n)
	for e, who := range a.key {
		system[e] = append(pattern(a.free, who), 0)
		if group.Has(who) {
			system[e][n] = 1
		}
	}
	solved := reduce(system)
	var sum uint64
	for r, row := range solved.rows {
		sum = add(sum, times(row[n], a.sums[solved.pivots[r]]))
		value = add(value, times(row[n], values[solved.pivots[r]]))
	}
	return value, sum == fingerprint(group)
}

// fingerprint is the sum of a pseudo-random number for each member. It is
// linear: the fingerprint of a combination is the combination of fingerprints,
// and two different combinations share one with a chance of 2^-61.
func fingerprint(group column.Bits) uint64 {
	var sum uint64
	group.Each(func(i int) { sum = add(sum, scramble(uint64(i))) })
	return sum
}

// scramble is the finaliser of SplitMix64 (Steele, Lea & Flood 2014).
func scramble(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return (x ^ x>>31) % prime
}
