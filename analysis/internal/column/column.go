// One column: who was asked, who answered, who chose what.
package column

import (
	"math"
	"slices"
)

// Column is one thing every response may carry a value of: a question, a row
// of a matrix, an attribute, a theme.
type Column struct {
	asked    Bits
	answered Bits
	options  []string // in order of first appearance
	at       map[string]int
	sets     []Bits   // by option: who chose it
	places   [][]Bits // by option, then rank from 0: who put it there
	numbers  []float64
}

func newColumn() *Column { return &Column{at: map[string]int{}} }

// Asked are the responses that saw the question.
func (c *Column) Asked() Bits {
	if c == nil {
		return nil
	}
	return c.asked
}

// Answered are the responses that carry a value.
func (c *Column) Answered() Bits {
	if c == nil {
		return nil
	}
	return c.answered
}

// Options are the values seen, sorted as they first appeared.
func (c *Column) Options() []string {
	if c == nil {
		return nil
	}
	return c.options
}

// Chose are the responses with the option; an unknown option has none.
func (c *Column) Chose(option string) Bits {
	if c == nil {
		return nil
	}
	if i, ok := c.at[option]; ok {
		return c.sets[i]
	}
	return nil
}

// Placed are the responses that ranked the option at place 0, 1, …
func (c *Column) Placed(option string, place int) Bits {
	if c == nil {
		return nil
	}
	if i, ok := c.at[option]; ok && i < len(c.places) && place < len(c.places[i]) {
		return c.places[i][place]
	}
	return nil
}

// Numbers are the numbers of the responses in the set that carry one, in the
// order of the table.
func (c *Column) Numbers(of Bits) []float64 {
	if c == nil {
		return nil
	}
	out := make([]float64, 0, CountAnd(of, c.answered))
	of.And(c.answered).Each(func(i int) {
		if i < len(c.numbers) && !math.IsNaN(c.numbers[i]) {
			out = append(out, c.numbers[i])
		}
	})
	return out
}

func (c *Column) clone() *Column {
	out := &Column{
		asked: c.asked.Clone(), answered: c.answered.Clone(),
		options: slices.Clone(c.options), at: make(map[string]int, len(c.at)),
		sets: cloneSets(c.sets), numbers: slices.Clone(c.numbers),
	}
	for option, i := range c.at {
		out.at[option] = i
	}
	for _, p := range c.places {
		out.places = append(out.places, cloneSets(p))
	}
	return out
}

func cloneSets(sets []Bits) []Bits {
	out := make([]Bits, len(sets))
	for i, s := range sets {
		out[i] = s.Clone()
	}
	return out
}

func (c *Column) option(name string) int {
	i, ok := c.at[name]
	if !ok {
		i = len(c.options)
		c.at[name] = i
		c.options = append(c.options, name)
		c.sets = append(c.sets, nil)
	}
	return i
}

func (c *Column) choose(row int, option string) {
	i := c.option(option)
	c.sets[i] = c.sets[i].Set(row)
	c.answered = c.answered.Set(row)
	c.asked = c.asked.Set(row)
}

func (c *Column) place(row int, option string, rank int) {
	c.choose(row, option)
	i := c.at[option]
	for len(c.places) <= i {
		c.places = append(c.places, nil)
	}
	for len(c.places[i]) <= rank {
		c.places[i] = append(c.places[i], nil)
	}
	c.places[i][rank] = c.places[i][rank].Set(row)
}

func (c *Column) number(row int, x float64) {
	for len(c.numbers) <= row {
		c.numbers = append(c.numbers, math.NaN())
	}
	c.numbers[row] = x
	c.answered = c.answered.Set(row)
	c.asked = c.asked.Set(row)
}

// clear takes the row out of every set; used when themes are assigned anew.
func (c *Column) clear(row int) {
	for _, s := range c.sets {
		s.Unset(row)
	}
	c.answered.Unset(row)
}

func (c *Column) bytes() int {
	n := 8 * (len(c.asked) + len(c.answered) + len(c.numbers))
	for _, s := range c.sets {
		n += 8 * len(s)
	}
	for _, p := range c.places {
		for _, s := range p {
			n += 8 * len(s)
		}
	}
	return n
}

// Number is the number of one response, if it carries one.
func (c *Column) Number(row int) (float64, bool) {
	if c == nil || row >= len(c.numbers) || !c.answered.Has(row) || math.IsNaN(c.numbers[row]) {
		return 0, false
	}
	return c.numbers[row], true
}
