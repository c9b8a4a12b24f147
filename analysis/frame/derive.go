// Deriving a column from others and keeping rows by a condition.
package frame

import (
	"fmt"
	"strconv"
	"strings"
)

// Derive adds a column: "fte=empft+nmgrs+0.5*emppt".
func (f *Frame) Derive(definition string) error {
	name, source, ok := strings.Cut(definition, "=")
	name = strings.TrimSpace(name)
	if !ok || name == "" {
		return fmt.Errorf("derive %q: write NAME=EXPRESSION: %w", definition, ErrExpression)
	}
	e, err := parse(source)
	if err != nil {
		return fmt.Errorf("derive %s: %w", name, err)
	}
	cells := make([]string, f.rows)
	for i := range cells {
		v, err := e.at(f, i)
		if err != nil {
			return fmt.Errorf("derive %s: row %d: %w", name, i+1, err)
		}
		cells[i] = v.cell()
	}
	f.Set(name, cells)
	return nil
}

// Where keeps the rows for which a condition is true; rows for which it is missing go.
func (f *Frame) Where(condition string) (*Frame, error) {
	e, err := parse(condition)
	if err != nil {
		return nil, fmt.Errorf("where: %w", err)
	}
	keep := make([]bool, f.rows)
	for i := range keep {
		v, err := e.at(f, i)
		if err != nil {
			return nil, fmt.Errorf("where: row %d: %w", i+1, err)
		}
		keep[i] = v.truth()
	}
	return f.Keep(keep), nil
}

// value is what an expression comes to: a number, a word, a truth (1 or 0), or nothing.
type value struct {
	word     string
	num      float64
	isNumber bool
}

func num(v float64) value {
	if _, ok := number(strconv.FormatFloat(v, 'g', -1, 64)); !ok {
		return value{}
	}
	return value{num: v, isNumber: true}
}

func truth(b bool) value {
	if b {
		return num(1)
	}
	return num(0)
}

// text is a cell or a quoted word: a number if it reads as one.
func text(word string) value {
	v, ok := number(word)
	return value{word: word, num: v, isNumber: ok}
}

func (v value) missing() bool { return !v.isNumber && v.word == "" }
func (v value) truth() bool   { return v.isNumber && v.num != 0 }

// cell writes the value back, so that reading it gives the same number.
func (v value) cell() string {
	if v.word != "" || !v.isNumber {
		return v.word
	}
	return strconv.FormatFloat(v.num, 'g', -1, 64)
}
