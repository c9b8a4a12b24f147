// The quick proof: k sets of respondents without anybody in common, each of
// which tells all groups apart.
package ledger

import "dealervoice/analysis/internal/column"

// maxVisits bounds how many respondents the proof looks at.
const maxVisits = 20_000

// prove looks for k disjoint sets of respondents in each of which the rows are
// independent. Every combination of the rows other than zero then is not zero
// in somebody of each set, so that it rests on k people at least. The key is
// the first set; it is whole even where the proof fails, if the rows are
// independent at all within the respondents looked at.
func prove(rows []column.Bits, k int) (key []int, proved bool) {
	bases := make([]basis, k)
	full, visits := 0, 0
	scattered(rows, func(i int) bool {
		v := pattern(rows, i)
		for b := range bases {
			if bases[b].rank() < len(rows) && bases[b].add(v, i) {
				if bases[b].rank() == len(rows) {
					full++
				}
				break
			}
		}
		visits++
		return full < k && visits < maxVisits
	})
	return bases[0].who, full == k
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
