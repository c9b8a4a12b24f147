package collusion_test

// The attacker: equations over single answers, solved exactly in a prime field.

import "math/bits"

// prime is 2^61 - 1: large enough that chance solves nothing.
const prime = 1<<61 - 1

func times(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	s := lo&prime + (hi<<3 | lo>>61)
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

// system are the equations about one thing everybody may have said: row by row,
// how much of whose answer a figure holds.
type system struct {
	rows   [][]uint64 // reduced: each pivot stands in its own row only
	pivots []int
}

// learn adds a figure.
func (s *system) learn(row []uint64) {
	row = append([]uint64(nil), row...)
	for r, p := range s.pivots {
		if row[p] != 0 {
			subtract(row, s.rows[r], row[p])
		}
	}
	pivot := 0
	for pivot < len(row) && row[pivot] == 0 {
		pivot++
	}
	if pivot == len(row) {
		return
	}
	by := inverse(row[pivot])
	for c := range row {
		row[c] = times(row[c], by)
	}
	for r := range s.rows {
		if f := s.rows[r][pivot]; f != 0 {
			subtract(s.rows[r], row, f)
		}
	}
	s.rows, s.pivots = append(s.rows, row), append(s.pivots, pivot)
}

func subtract(a, b []uint64, factor uint64) {
	for c, v := range b {
		if v != 0 {
			a[c] = minus(a[c], times(v, factor))
		}
	}
}

// betrays tells whether some combination of the figures rests on the answers of
// the one dealer alone: then without those columns the rows depend on each other.
func (s *system) betrays(theirs func(answer int) bool) bool {
	var rest system
	for _, row := range s.rows {
		masked := make([]uint64, len(row))
		any := false
		for c, v := range row {
			if !theirs(c) {
				masked[c] = v
				any = any || v != 0
			}
		}
		before := len(rest.rows)
		if any {
			rest.learn(masked)
		}
		if len(rest.rows) == before {
			return true
		}
	}
	return false
}
