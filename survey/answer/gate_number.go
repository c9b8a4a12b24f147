// The gate for numbers. Grammar: an optional sign, digits, optionally a point
// and digits. Full-width digits and signs count as theirs; a comma groups
// thousands where it stands as it does there, else a single one is the point.

package answer

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

// maxNumber is the largest number that is kept exactly.
const maxNumber = 1<<53 - 1

var (
	plainNumber   = regexp.MustCompile(`^[+-]?\d+(\.\d+)?$`)
	groupedNumber = regexp.MustCompile(`^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$`)
)

func (g *gate) number(e *definition.Element, v any, to sink) any {
	f, ok := v.(float64)
	if s, isText := v.(string); isText {
		if s = line(s); s == "" {
			return nil
		}
		f, ok = parseNumber(s)
	}
	switch {
	case !ok:
		err := newError(CodeBadType, nil)
		err.Key = "answer.nonumber"
		if _, isList := v.([]any); isList {
			err.Key = "answer.onlyone"
		}
		to(err)
		return nil
	case math.IsNaN(f) || math.Abs(f) > maxNumber:
		to(newError(CodeOutOfRange, nil))
		return nil
	case e.DV.Integer && f != math.Trunc(f):
		to(Error{Code: CodeBadType, Key: "answer.integer"})
		return nil
	}
	return f + 0 // -0 is 0
}

// parseNumber reads a number as a person types it.
func parseNumber(s string) (float64, bool) {
	s = strings.Map(narrow, strings.TrimSpace(s))
	switch {
	case len(s) > 40:
		return math.Inf(1), strings.Trim(s, "0123456789.,+-") == ""
	case groupedNumber.MatchString(s):
		s = strings.ReplaceAll(s, ",", "")
	case strings.Count(s, ",") == 1 && !strings.Contains(s, "."):
		s = strings.Replace(s, ",", ".", 1)
	}
	if !plainNumber.MatchString(s) {
		return 0, false
	}
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil
}

// narrow turns full-width digits, signs, points and commas into theirs.
func narrow(r rune) rune {
	switch {
	case r >= '０' && r <= '９':
		return r - '０' + '0'
	case r == '－' || r == '−':
		return '-'
	case r == '＋':
		return '+'
	case r == '．' || r == '。':
		return '.'
	case r == '，':
		return ','
	case r == '　':
		return ' '
	}
	return r
}

// step judges a value of a rating: one of its steps.
func (g *gate) step(e *definition.Element, v any, to sink) any {
	if s, ok := v.(string); ok {
		if s = line(s); s == "" {
			return nil
		}
		v = s
		if definition.IndexOf(e.Steps, s) < 0 {
			if f, ok := parseNumber(s); ok {
				v = f
			}
		}
	}
	switch v.(type) {
	case string, float64, bool:
	default:
		to(onlyOne(v))
		return nil
	}
	c, ok := definition.Find(e.Steps, v)
	if !ok {
		to(outOfScale(e))
		return nil
	}
	return c.Value
}

func outOfScale(e *definition.Element) Error {
	err := newError(CodeOutOfRange, nil)
	if n := len(e.Steps); n > 0 {
		err.Key = "answer.offscale"
		err.Args = map[string]any{"Min": expression.Text(e.Steps[0].Value), "Max": expression.Text(e.Steps[n-1].Value)}
	}
	return err
}

// slider judges one value of a slider, or the two ends of a range.
func (g *gate) slider(e *definition.Element, v any, to sink) any {
	if !e.Range {
		return g.position(e, v, to)
	}
	ends, ok := v.([]any)
	if !ok || len(ends) != 2 {
		to(newError(CodeBadType, nil))
		return nil
	}
	low, okLow := g.position(e, ends[0], to).(float64)
	high, okHigh := g.position(e, ends[1], to).(float64)
	switch {
	case !okLow || !okHigh:
		return nil
	case low > high, high-low < e.MinRange, e.MaxRange > 0 && high-low > e.MaxRange:
		to(newError(CodeOutOfRange, nil))
		return nil
	}
	return []any{low, high}
}

func (g *gate) position(e *definition.Element, v any, to sink) any {
	f, ok := g.number(e, v, to).(float64)
	if !ok {
		return nil
	}
	steps := 0.0
	if e.Step > 0 {
		steps = (f - e.Low) / e.Step
	}
	if f < e.Low || f > e.High || math.Abs(steps-math.Round(steps)) > 1e-9 {
		to(Error{Code: CodeOutOfRange, Key: "answer.offscale",
			Args: map[string]any{"Min": expression.Text(e.Low), "Max": expression.Text(e.High)}})
		return nil
	}
	return f
}
