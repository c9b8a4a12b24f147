// What figures tell of those who did not answer.
package ledger

import "dealervoice/analysis/internal/column"

// Ties binds each group of answers that was shown to those who were asked in it. A
// figure over a segment tells how many of those asked there answered. Where some
// combination of what was shown cancels everybody who answered, what is left of it
// is a statement about those who did not: that the people of the one side and not of
// the other were all silent. So a group whose answers follow from the groups shown
// may be shown only if those asked in it follow by the same combination.
//
// Who was asked stands for a sum of pseudo-random numbers, one for each person (Sum):
// linear, so that two different combinations share one with a chance of 2^-61. It
// does not change when somebody answers.
//
// The zero Ties is empty.
type Ties struct {
	rows account
	sums []uint64 // of those asked, by free row
}

// Fits tells whether the group with the sum may be shown beside the others. A group
// without answers follows from nothing at all: it fits only if nobody was asked.
func (t *Ties) Fits(group column.Bits, sum uint64) bool {
	combined, follows := t.rows.combined(group, t.sums)
	return !follows || combined == sum
}

// Tie enters a group, unless it follows from the others; it tells whether it was new.
func (t *Ties) Tie(group column.Bits, sum uint64) bool {
	if _, follows := t.rows.combined(group, t.sums); follows {
		return false
	}
	rows := append(t.rows.free[:len(t.rows.free):len(t.rows.free)], group)
	key, _ := Crowd{}.byUnits(rows, 1)
	t.rows.free, t.rows.sums, t.rows.key = rows, append(t.rows.sums, fingerprint(group)), key
	t.sums = append(t.sums, sum)
	return true
}

// Sum is the sum of the marks of a set.
func Sum(marks []uint64, of column.Bits) uint64 {
	var sum uint64
	of.Each(func(i int) { sum = add(sum, marks[i]) })
	return sum
}

// Mark is the number that stands for the person of a name.
func Mark(name string) uint64 {
	var h uint64 = 14695981039346656037 // FNV-1a (Fowler, Noll & Vo), then mixed
	for i := range len(name) {
		h = (h ^ uint64(name[i])) * 1099511628211
	}
	return scramble(h)
}
