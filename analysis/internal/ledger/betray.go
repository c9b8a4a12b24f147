// The search: is there a combination of what was shown that rests on few people?
package ledger

import "dealervoice/analysis/internal/column"

// maxTries bounds one search: some ten milliseconds. What cannot be proved
// harmless within it counts as harmful.
const maxTries = 100_000

// maxSteps bounds the steps of all its eliminations.
const maxSteps = 2_000_000

// search looks for a vector of the row space with fewer than k people.
type search struct {
	echelon
	crowd   Crowd
	atoms   [][]int
	support []column.Bits // by row: its columns without a pivot
	k       int
	count   *tally
	tries   int
	steps   int
}

// choice is some rows of the echelon form.
type choice struct {
	rows   []int
	pivots []int       // their columns
	once   column.Bits // the columns in which exactly one of them is not zero
	shared column.Bits // the columns in which several are
}

// betrayed tells whether some combination of the rows rests on fewer than k
// people, or that cannot be ruled out in time.
func (c Crowd) betrayed(m matrix, k int) bool {
	s := search{echelon: reduce(m.rows), crowd: c, atoms: m.atoms, k: k, count: c.tally(k)}
	pivot := make([]bool, len(m.atoms))
	for _, c := range s.pivots {
		pivot[c] = true
	}
	for _, row := range s.rows {
		support := make(column.Bits, (len(row)+63)/64)
		for c, v := range row {
			if v != 0 && !pivot[c] {
				support.Set(c)
			}
		}
		s.support = append(s.support, support)
	}
	words, rows := (len(m.atoms)+63)/64, make([]int, len(s.rows))
	for r := range rows {
		rows[r] = r
	}
	return s.from(rows, choice{once: make(column.Bits, words), shared: make(column.Bits, words)})
}

// few tells whether fewer than k people are in the columns.
func (s *search) few(columns []int) bool {
	n := 0
	for _, c := range columns {
		n += len(s.atoms[c])
	}
	most := max(1, s.crowd.most)
	if n > (s.k-1)*most {
		return false
	}
	if most == 1 {
		return true
	}
	t := s.count.anew()
	for _, c := range columns {
		for _, i := range s.atoms[c] {
			if t.add(i) {
				return false
			}
		}
	}
	return true
}

// from tries every choice that begins with the given one and goes on with some of
// the rows. A vector made of all the rows of a choice holds all their pivots, so
// choices whose pivots alone have k people are cut off, and a row cut off here is
// tried no more with others; what is left is all.
func (s *search) from(rows []int, before choice) bool {
	pivots := append(before.pivots[:len(before.pivots):len(before.pivots)], 0)
	next := make([]int, 0, len(rows))
	for _, r := range rows {
		pivots[len(pivots)-1] = s.pivots[r]
		if s.few(pivots) {
			next = append(next, r)
		}
	}
	for i, r := range next {
		if s.tries++; s.tries > maxTries {
			return true
		}
		with := before.and(r, s.pivots[r], s.support[r])
		if s.small(with) || s.from(next[i+1:], with) {
			return true
		}
	}
	return false
}

func (c choice) and(row, pivot int, support column.Bits) choice {
	out := choice{
		rows: append(c.rows[:len(c.rows):len(c.rows)], row), pivots: append(c.pivots[:len(c.pivots):len(c.pivots)], pivot),
		once: make(column.Bits, len(support)), shared: make(column.Bits, len(support)),
	}
	for w, in := range support {
		out.once[w] = (c.once[w] ^ in) &^ c.shared[w]
		out.shared[w] = c.shared[w] | c.once[w]&in
		out.once[w] &^= out.shared[w]
	}
	return out
}

// small tells whether some combination of the rows, each taken, rests on fewer
// than k people. Where only one row is not zero nothing can cancel it.
func (s *search) small(c choice) bool {
	if c.once.Count() > (s.k-1)*max(1, s.crowd.most) { // a column has one respondent at least
		return false
	}
	forced := append([]int(nil), c.pivots...)
	c.once.Each(func(i int) { forced = append(forced, i) })
	if !s.few(forced) {
		return false
	}
	var shared []int
	c.shared.Each(func(i int) { shared = append(shared, i) })
	return s.cancels(c.rows, shared, forced)
}

// cancels tells whether some combination of the rows is zero in the columns but
// for some that have, together with the forced ones, fewer than k people. Column
// by column it either vanishes, which takes a dimension from the combinations
// left, or is among the spared.
func (s *search) cancels(rows, columns, forced []int) bool {
	every := make([][]uint64, len(rows))
	for i := range rows {
		every[i] = make([]uint64, len(rows))
		every[i][i] = 1
	}
	return s.vanishes(every, rows, columns, forced)
}

// vanishes continues with the combinations that the basis spans.
func (s *search) vanishes(basis [][]uint64, rows, columns, forced []int) bool {
	for i, c := range columns {
		at := s.values(basis, rows, c)
		pivot := firstNonzero(at)
		if pivot < 0 {
			continue
		}
		if s.steps++; s.steps > maxSteps {
			return true
		}
		if with := append(forced[:len(forced):len(forced)], c); s.few(with) && s.vanishes(basis, rows, columns[i+1:], with) {
			return true
		}
		if basis = constrain(basis, at, pivot); len(basis) == 0 {
			return false
		}
	}
	return true
}

// values are what each combination of the basis has in the column.
func (s *search) values(basis [][]uint64, rows []int, column int) []uint64 {
	out := make([]uint64, len(basis))
	for j, b := range basis {
		for i, r := range rows {
			out[j] = add(out[j], times(b[i], s.rows[r][column]))
		}
	}
	return out
}

func firstNonzero(values []uint64) int {
	for i, v := range values {
		if v != 0 {
			return i
		}
	}
	return -1
}

// constrain is a basis of those combinations that are zero where the old basis
// has the values.
func constrain(basis [][]uint64, values []uint64, pivot int) [][]uint64 {
	var out [][]uint64
	by := inverse(values[pivot])
	for j, b := range basis {
		if j == pivot {
			continue
		}
		next := append([]uint64(nil), b...)
		subtract(next, basis[pivot], times(values[j], by))
		out = append(out, next)
	}
	return out
}
