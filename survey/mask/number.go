package mask

// Numbers and amounts.

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

var digits = regexp.MustCompile(`^\d+$`)

// readNumber reads a number with the mask's signs, else as files write it.
func (m *Mask) readNumber(s string) (any, error) {
	v, err := m.signed(s)
	if err == ErrForm && m.Decimal != "." && filed.MatchString(s) {
		other := *m
		other.Decimal, other.Thousands, other.Prefix, other.Suffix = ".", "", "", ""
		return other.signed(s)
	}
	return v, err
}

// filed is a number with decimals as a file has it.
var filed = regexp.MustCompile(`^-?\d+\.\d+$`)

// signed reads a number with the mask's signs. Groups of thousands stand where
// they belong or not at all: elsewhere such a sign is a slip.
func (m *Mask) signed(s string) (any, error) {
	s, minus := m.bare(s)
	whole, part, pointed := strings.Cut(s, m.Decimal)
	if m.Thousands != "" && strings.Contains(whole, m.Thousands) {
		groups := strings.Split(whole, m.Thousands)
		for i, g := range groups {
			if i > 0 && len(g) != 3 || i == 0 && (len(g) == 0 || len(g) > 3) {
				return nil, ErrForm
			}
		}
		whole = strings.Join(groups, "")
	}
	if pointed && part == "" {
		pointed = false
	}
	switch {
	case whole == "" && pointed:
		whole = "0"
	case !digits.MatchString(whole) || pointed && !digits.MatchString(part) || len(whole) > 15:
		return nil, ErrForm
	}
	if part = strings.TrimRight(part, "0"); len(part) > m.Precision {
		return nil, ErrDecimals
	}
	f, err := strconv.ParseFloat(whole+"."+part+"0", 64)
	if err != nil {
		return nil, ErrForm
	}
	if minus && f != 0 {
		f = -f
	}
	return f, m.Check(f)
}

// bare takes sign and affixes off, wherever somebody put the sign.
func (m *Mask) bare(s string) (rest string, minus bool) {
	cut := func() {
		s = strings.TrimSpace(s)
		if strings.HasPrefix(s, "-") {
			minus, s = true, strings.TrimSpace(s[1:])
		}
	}
	cut()
	s = strings.TrimPrefix(s, strings.TrimSpace(m.Prefix))
	s = strings.TrimSuffix(s, strings.TrimSpace(m.Suffix))
	if !minus {
		cut()
	}
	return strings.TrimSpace(s), minus
}

// showNumber writes a number with the mask's signs; decimals beyond the
// precision are cut off, as survey-core does.
func (m *Mask) showNumber(f float64) string {
	sign := ""
	if f < 0 {
		sign, f = "-", -f
	}
	whole, part, _ := strings.Cut(formatted(f), ".")
	if len(part) > m.Precision {
		part = part[:m.Precision]
	}
	if m.Thousands != "" && m.Thousands != m.Decimal {
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + m.Thousands + whole[i:]
		}
	}
	if part != "" {
		whole += m.Decimal + part
	}
	if math.Trunc(f) == 0 && part == "" {
		sign = ""
	}
	return sign + m.Prefix + whole + m.Suffix
}

// Affixes are what stands around a number by SurveyJS's pattern of currencies:
// # is the number, @ the symbol, a minus the place of the sign.
func Affixes(pattern, symbol string) (prefix, suffix string) {
	before, after, _ := strings.Cut(strings.ReplaceAll(pattern, "-", ""), "#")
	return strings.ReplaceAll(before, "@", symbol), strings.ReplaceAll(after, "@", symbol)
}
