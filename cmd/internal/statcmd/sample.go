// The complete rows of the columns that a method uses.
package statcmd

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// wanted names the columns of a method: measures obey --valid, numbers (weights) do not.
type wanted struct {
	measures, numbers, words []string
}

// sample holds the rows in which none of them has a gap.
type sample struct {
	numbers map[string][]float64
	words   map[string][]string
	n       int
	dropped int
}

// take gives the complete rows; gaps keeps all rows and leaves NaN and "" in them.
func (c *call) take(w wanted) (*sample, error) {
	s, err := c.gaps(w)
	if err != nil {
		return nil, err
	}
	keep := make([]bool, s.n)
	n := 0
	for i := range keep {
		keep[i] = s.whole(i)
		if keep[i] {
			n++
		}
	}
	out := &sample{numbers: map[string][]float64{}, words: map[string][]string{}, n: n, dropped: s.n - n}
	for name, col := range s.numbers {
		out.numbers[name] = pick(col, keep)
	}
	for name, col := range s.words {
		out.words[name] = pick(col, keep)
	}
	return out, nil
}

func (s *sample) whole(row int) bool {
	for _, col := range s.numbers {
		if math.IsNaN(col[row]) {
			return false
		}
	}
	for _, col := range s.words {
		if col[row] == "" {
			return false
		}
	}
	return true
}

func pick[T any](col []T, keep []bool) []T {
	var out []T
	for i, k := range keep {
		if k {
			out = append(out, col[i])
		}
	}
	return out
}

func (c *call) gaps(w wanted) (*sample, error) {
	low, high, err := c.valid()
	if err != nil {
		return nil, err
	}
	s := &sample{numbers: map[string][]float64{}, words: map[string][]string{}, n: c.data.Rows()}
	for _, name := range present(w.measures) {
		col, err := c.data.Numbers(name)
		if err != nil {
			return nil, err
		}
		for i, v := range col {
			if v < low || v > high {
				col[i] = math.NaN()
			}
		}
		s.numbers[name] = col
	}
	for _, name := range present(w.numbers) {
		if s.numbers[name], err = c.data.Numbers(name); err != nil {
			return nil, err
		}
	}
	for _, name := range present(w.words) {
		if s.words[name], err = c.data.Words(name); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// present leaves out the names of optional columns that were not given.
func present(names []string) []string {
	var out []string
	for _, n := range names {
		if n != "" {
			out = append(out, n)
		}
	}
	return out
}

func (c *call) valid() (low, high float64, err error) { return c.limits("valid", false) }

// limits reads a flag of the form LOW..HIGH.
func (c *call) limits(name string, needed bool) (low, high float64, err error) {
	text := c.text(name)
	if text == "" && !needed {
		return math.Inf(-1), math.Inf(1), nil
	}
	a, b, ok := strings.Cut(text, "..")
	low, errLow := strconv.ParseFloat(a, 64)
	high, errHigh := strconv.ParseFloat(b, 64)
	if !ok || errLow != nil || errHigh != nil || low > high {
		return 0, 0, fmt.Errorf("%w: --%s %q is not LOW..HIGH", ErrUsage, name, text)
	}
	return low, high, nil
}
