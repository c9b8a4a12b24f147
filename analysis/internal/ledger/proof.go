// The quick proof: k sets of people without anybody in common, each of which
// tells all groups apart.
package ledger

import "dealervoice/analysis/internal/column"

// maxVisits bounds how many respondents the proof looks at.
const maxVisits = 20_000

// prove looks for k disjoint sets of people in each of which the rows are
// independent. Every combination of the rows other than zero then is not zero
// in somebody of each set, so that it rests on k people at least. The key are
// respondents in whom the rows are independent; it is whole even where the proof
// fails, if there are such within the respondents looked at.
func (c Crowd) prove(rows []column.Bits, k int) (key []int, proved bool) {
	key, proved = c.byUnits(rows, k)
	return key, proved || c.byRounds(rows, k)
}

// byUnits gives each person to one of the sets, so that the sets have nobody in
// common. Respondents whose person is not known are left out.
func (c Crowd) byUnits(rows []column.Bits, k int) (key []int, proved bool) {
	var all basis
	bases, owner := make([]basis, k), map[int]int{}
	full, visits := 0, 0
	scattered(rows, func(i int) bool {
		v := pattern(rows, i)
		if all.rank() < len(rows) {
			all.add(v, i)
		}
		if u := c.unitOf(i); u >= 0 {
			at, owned := owner[u]
			for b := range bases {
				if owned && b != at || bases[b].rank() == len(rows) || !bases[b].add(v, i) {
					continue
				}
				owner[u] = b
				if bases[b].rank() == len(rows) {
					full++
				}
				break
			}
		}
		visits++
		return full < k && visits < maxVisits
	})
	return all.who, full == k
}

// byRounds looks at each round by itself, in which everybody is another person:
// a combination that is not zero in a round rests, if the rows as they are in
// that round have k disjoint sets of their full rank there, on k people of it.
func (c Crowd) byRounds(rows []column.Bits, k int) bool {
	if c.most <= 1 { // byUnits has looked at exactly this
		return false
	}
	in := map[int32][]int{}
	scattered(rows, func(i int) bool {
		if i < len(c.round) {
			in[c.round[i]] = append(in[c.round[i]], i)
		}
		return true
	})
	for _, who := range in {
		if !c.spread(rows, who, k) {
			return false
		}
	}
	return true
}

// spread tells whether the rows, restricted to the respondents, have k disjoint
// sets of their full rank among them. A person known to stand there twice is
// counted once.
func (c Crowd) spread(rows []column.Bits, who []int, k int) bool {
	if len(who) > maxVisits {
		return false
	}
	var all basis
	bases, owner := make([]basis, k), map[int]int{}
	for _, i := range who {
		all.add(pattern(rows, i), i)
	}
	full := 0
	for _, i := range who {
		u := c.unitOf(i)
		at, owned := owner[u]
		owned = owned && u >= 0
		for b := range bases {
			if owned && b != at || bases[b].rank() == all.rank() || !bases[b].add(pattern(rows, i), i) {
				continue
			}
			owner[u] = b
			if bases[b].rank() == all.rank() {
				full++
			}
			break
		}
		if full == k {
			return true
		}
	}
	return false
}

// scattered visits everybody who is in some row, in an order that does not
// follow the order of arrival, until visit says stop.
func scattered(rows []column.Bits, visit func(i int) bool) {
	var anybody column.Bits
	for _, r := range rows {
		anybody = anybody.Or(r)
	}
	n := 64 * len(anybody)
	step := n*5/8 | 1
	for gcd(step, n) != 1 {
		step += 2
	}
	for at, count := 0, 0; count < n; at, count = (at+step)%n, count+1 {
		if anybody.Has(at) && !visit(at) {
			return
		}
	}
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// pattern is in which rows the respondent is: one column of the matrix.
func pattern(rows []column.Bits, i int) []uint64 {
	out := make([]uint64, len(rows))
	for r, row := range rows {
		if row.Has(i) {
			out[r] = 1
		}
	}
	return out
}

// basis grows by independent vectors; who are the respondents they came from.
type basis struct {
	vectors [][]uint64
	pivots  []int
	who     []int
}

func (b *basis) rank() int { return len(b.vectors) }

// add takes the vector in if it is independent of those before.
func (b *basis) add(v []uint64, from int) bool {
	v = append([]uint64(nil), v...)
	for j, w := range b.vectors {
		if v[b.pivots[j]] != 0 {
			subtract(v, w, v[b.pivots[j]])
		}
	}
	pivot := firstNonzero(v)
	if pivot < 0 {
		return false
	}
	scale(v, inverse(v[pivot]))
	b.vectors, b.pivots, b.who = append(b.vectors, v), append(b.pivots, pivot), append(b.who, from)
	return true
}
