// Exact linear algebra modulo a prime: the reduced echelon form.
package ledger

import (
	"math/bits"

	"dealervoice/analysis/internal/column"
)

// prime is 2^61 - 1.
const prime = 1<<61 - 1

// matrix has a row for each group and a column for each atom: the respondents
// who are in exactly the same groups.
type matrix struct {
	rows  [][]uint64
	atoms [][]int // by column: the respondents
}

// maxAtoms bounds the matrix that is searched.
const maxAtoms = 4000

// atomsOf is the matrix of the groups; false if it would be too large.
func atomsOf(groups []column.Bits) (matrix, bool) {
	m := matrix{rows: make([][]uint64, len(groups))}
	at := map[string]int{}
	whole := true
	scattered(groups, func(i int) bool {
		v := pattern(groups, i)
		name := make([]byte, len(v))
		for r := range v {
			name[r] = byte(v[r])
		}
		c, ok := at[string(name)]
		if !ok {
			c = len(m.atoms)
			at[string(name)] = c
			m.atoms = append(m.atoms, nil)
			for r := range v {
				m.rows[r] = append(m.rows[r], v[r])
			}
		}
		m.atoms[c] = append(m.atoms[c], i)
		whole = len(m.atoms) <= maxAtoms
		return whole
	})
	return m, whole
}

// echelon is a matrix in reduced echelon form: pivots[r] is the column in which
// row r alone is not zero.
type echelon struct {
	rows   [][]uint64
	pivots []int
}

func times(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return add(lo&prime, hi<<3|lo>>61)
}

func add(a, b uint64) uint64 {
	s := a + b
	if s >= prime {
		s -= prime
	}
	return s
}

func minus(a, b uint64) uint64 {
	if a >= b {
		return a - b
	}
	return a + prime - b
}

// inverse is a^(prime-2), by Fermat.
func inverse(a uint64) uint64 {
	out, power := uint64(1), a
	for e := uint64(prime - 2); e > 0; e >>= 1 {
		if e&1 == 1 {
			out = times(out, power)
		}
		power = times(power, power)
	}
	return out
}

// reduce brings the rows, which it changes, into reduced echelon form.
func reduce(rows [][]uint64) echelon {
	var out echelon
	if len(rows) == 0 {
		return out
	}
	for c := 0; c < len(rows[0]) && len(out.pivots) < len(rows); c++ {
		r := len(out.pivots)
		from := r
		for from < len(rows) && rows[from][c] == 0 {
			from++
		}
		if from == len(rows) {
			continue
		}
		rows[r], rows[from] = rows[from], rows[r]
		scale(rows[r], inverse(rows[r][c]))
		for other := range rows {
			if other != r && rows[other][c] != 0 {
				subtract(rows[other], rows[r], rows[other][c])
			}
		}
		out.pivots = append(out.pivots, c)
	}
	out.rows = rows[:len(out.pivots)]
	return out
}

func scale(row []uint64, by uint64) {
	for c, v := range row {
		row[c] = times(v, by)
	}
}

// subtract takes factor times b from a.
func subtract(a, b []uint64, factor uint64) {
	for c, v := range b {
		if v != 0 {
			a[c] = minus(a[c], times(v, factor))
		}
	}
}
