// The gate for fields that ask for one way of writing.

package answer

import (
	"errors"

	"dealervoice/survey/expression"
	"dealervoice/survey/mask"
)

// maxMasked bounds what is read as one masked text.
const maxMasked = 200

// masked judges a text, or a number that came as one.
func masked(m *mask.Mask, v any, to sink) any {
	if f, ok := v.(float64); ok && m.Number() && !m.Keep {
		if err := m.Check(f); err != nil {
			to(maskError(m, err))
			return nil
		}
		return f
	} else if ok {
		v = expression.Text(f)
	}
	s, ok := v.(string)
	if !ok {
		to(onlyOne(v))
		return nil
	}
	if s = line(s); s == "" {
		return nil
	}
	if len(s) > maxMasked {
		to(newError(CodeTooLong, map[string]any{"N": maxMasked}))
		return nil
	}
	read, err := m.Read(s)
	if err != nil {
		to(maskError(m, err))
		return nil
	}
	return read
}

// maskError says what is wrong, with an example where that helps.
func maskError(m *mask.Mask, err error) Error {
	bound := func(key, name string, number *float64, moment string) Error {
		out := Error{Code: CodeOutOfRange, Key: key, Args: map[string]any{name: m.Show(moment)}}
		switch {
		case number != nil:
			out.Args[name] = m.Show(*number)
		case m.Number():
			out.Args[name] = m.Show(0.0)
		}
		return out
	}
	switch {
	case errors.Is(err, mask.ErrDecimals):
		return Error{Code: CodeBadType, Key: "answer.decimals", Args: map[string]any{"N": m.Precision}}
	case errors.Is(err, mask.ErrLow):
		return bound("answer.min", "Min", m.Low, m.Earliest)
	case errors.Is(err, mask.ErrHigh):
		return bound("answer.max", "Max", m.High, m.Latest)
	}
	code := CodeBadType
	if m.Kind == mask.DateTime {
		code = CodeBadDate
	}
	return Error{Code: code, Key: "answer.mask", Args: map[string]any{"Example": m.Example()}}
}
