package mask

// What kinds there are, and what they have in common.

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

// Kind is how a field wants to be written.
type Kind string

// The kinds of SurveyJS.
const (
	Pattern  Kind = "pattern"
	Numeric  Kind = "numeric"
	Currency Kind = "currency"
	DateTime Kind = "datetime"
)

// Mask is one way of writing. Which fields count depends on Kind.
type Mask struct {
	Kind    Kind
	Pattern string // of pattern and datetime
	// Keep stores the text as it is shown, not what it means.
	Keep               bool
	Decimal, Thousands string // signs of a number; Thousands may be ""
	Precision          int    // digits behind the decimal sign at most
	Negative           bool   // numbers below zero are taken
	Low, High          *float64
	Prefix, Suffix     string // of a currency, around the number
	Earliest, Latest   string // of datetime, as ISO writes it
}

// What can be wrong with a text.
var (
	ErrForm     = errors.New("not written as asked for")
	ErrDecimals = errors.New("too many decimals")
	ErrLow      = errors.New("below the least")
	ErrHigh     = errors.New("beyond the most")
)

// Read gives the value that a text stands for: a number, or a text.
func (m *Mask) Read(s string) (any, error) {
	s = strings.TrimSpace(strings.Map(narrow, s))
	var v any
	var err error
	switch m.Kind {
	case Numeric, Currency:
		v, err = m.readNumber(s)
	case DateTime:
		v, err = m.readMoment(s)
	default:
		v, err = m.readPattern(s)
	}
	if err != nil {
		return nil, err
	}
	if m.Keep {
		return m.write(v), nil
	}
	return v, nil
}

// Check judges a number that came as one.
func (m *Mask) Check(f float64) error {
	switch {
	case !m.Number():
		return ErrForm
	case f < 0 && (!m.Negative || m.Low != nil && *m.Low >= 0), m.Low != nil && f < *m.Low:
		return ErrLow
	case m.High != nil && f > *m.High:
		return ErrHigh
	case math.Abs(f*m.scale()-math.Round(f*m.scale())) > 1e-6:
		return ErrDecimals
	}
	return nil
}

// Number tells whether the field is about a number.
func (m *Mask) Number() bool { return m.Kind == Numeric || m.Kind == Currency }

// Show writes a stored value as the field shows it.
func (m *Mask) Show(v any) string {
	if s, ok := v.(string); ok && m.Keep {
		return s
	}
	return m.write(v)
}

func (m *Mask) write(v any) string {
	switch x := v.(type) {
	case float64:
		return m.showNumber(x)
	case string:
		if m.Kind == DateTime {
			return m.showMoment(x)
		}
		if m.Kind == Pattern {
			return m.showPattern(x)
		}
		return x
	}
	return ""
}

// Example is a text written as asked for.
func (m *Mask) Example() string {
	switch m.Kind {
	case Numeric, Currency:
		f := 1234.5
		if m.High != nil && *m.High < f {
			f = *m.High
		}
		if m.Low != nil && *m.Low > f {
			f = *m.Low
		}
		if m.Precision == 0 {
			f = math.Trunc(f)
		}
		return m.showNumber(f)
	case DateTime:
		return m.showMoment("2026-11-23T14:30:05")
	}
	return m.examplePattern()
}

func (m *Mask) scale() float64 { return math.Pow(10, float64(min(m.Precision, 9))) }

func formatted(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// narrow turns full-width signs into theirs.
func narrow(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r == '　':
		return ' '
	case r == '−':
		return '-'
	case r == '￥':
		return '¥'
	}
	return r
}
