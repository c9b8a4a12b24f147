// Loose conversion between types, as ECMAScript defines it (ECMA-262, 7.1
// "Type Conversion"), as far as the language of conditions depends on it.

package expression

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
)

// native brings values a Go caller may put into answers into the six types
// the language knows.
func native(v any) any {
	switch x := v.(type) {
	case int:
		return float64(x)
	case int64:
		return float64(x)
	case int32:
		return float64(x)
	case float32:
		return float64(x)
	case []string:
		items := make([]any, len(x))
		for i, s := range x {
			items[i] = s
		}
		return items
	}
	return v
}

// isEmpty is the language's own notion: nil, "", NaN, an empty list, an object
// of empty values. 0 and false are not empty.
func isEmpty(v any) bool {
	switch x := v.(type) {
	case nil:
		return true
	case string:
		return x == ""
	case float64:
		return math.IsNaN(x)
	case []any:
		return len(x) == 0
	case map[string]any:
		for _, item := range x {
			if !isEmpty(native(item)) {
				return false
			}
		}
		return true
	}
	return false
}

// truthy is ECMA-262 ToBoolean.
func truthy(v any) bool {
	switch x := v.(type) {
	case nil:
		return false
	case bool:
		return x
	case string:
		return x != ""
	case float64:
		return x != 0 && !math.IsNaN(x)
	}
	return true
}

// toNumber is ECMA-262 ToNumber.
func toNumber(v any) float64 {
	switch x := v.(type) {
	case nil:
		return 0
	case bool:
		if x {
			return 1
		}
		return 0
	case float64:
		return x
	case string:
		return textToNumber(x)
	case Date:
		return x.millis()
	case []any:
		return textToNumber(toText(x))
	}
	return math.NaN()
}

// textToNumber is ECMA-262 StringToNumber.
func textToNumber(s string) float64 {
	s = strings.TrimFunc(s, isSpace)
	if s == "" {
		return 0
	}
	if len(s) > 2 && s[0] == '0' {
		if base := map[byte]int{'x': 16, 'X': 16, 'o': 8, 'O': 8, 'b': 2, 'B': 2}[s[1]]; base != 0 {
			n, err := strconv.ParseUint(s[2:], base, 64)
			if err != nil {
				return math.NaN()
			}
			return float64(n)
		}
	}
	for _, r := range s {
		if (r < '0' || r > '9') && !strings.ContainsRune("+-.eE", r) {
			if strings.TrimLeft(s, "+-") == "Infinity" && len(s) <= 9 {
				return math.Inf(strings.Count(s, "-")*-2 + 1)
			}
			return math.NaN()
		}
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil && !math.IsInf(f, 0) {
		return math.NaN()
	}
	return f
}

func isSpace(r rune) bool { return unicode.IsSpace(r) || r == '\uFEFF' }

// numeric is the language's own reading of a value as number, stricter than
// toNumber: no blanks, no digits beyond 15, one comma may stand for the point.
func numeric(v any) (float64, bool) {
	switch x := v.(type) {
	case float64:
		return x, !math.IsNaN(x) && !math.IsInf(x, 0)
	case string:
		return numericText(x)
	case []any:
		if len(x) == 1 {
			if f, ok := x[0].(float64); ok {
				return f, true
			}
		}
	}
	return 0, false
}

func numericText(s string) (float64, bool) {
	s = strings.TrimFunc(s, isSpace)
	if s == "" {
		return 0, false
	}
	if strings.HasPrefix(s, "0x") {
		f := textToNumber(s)
		return f, len(s) <= 32 && !math.IsNaN(f)
	}
	if len(s) > 15 && strings.Trim(s, "0123456789") == "" {
		return 0, false
	}
	if strings.Count(s, ",") == 1 {
		s = strings.Replace(s, ",", ".", 1)
	}
	f := textToNumber(s)
	return f, !math.IsNaN(f) && !math.IsInf(f, 0)
}

// toText is ECMA-262 ToString; a date reads as ISO 8601, the one place where
// we differ on purpose.
func toText(v any) string {
	switch x := v.(type) {
	case nil:
		return "null"
	case bool:
		return strconv.FormatBool(x)
	case float64:
		return numberText(x)
	case string:
		return x
	case []any:
		parts := make([]string, len(x))
		for i, item := range x {
			if item != nil {
				parts[i] = toText(native(item))
			}
		}
		return strings.Join(parts, ",")
	case map[string]any:
		return "[object Object]"
	case Date:
		return x.String()
	}
	return fmt.Sprint(v)
}

// numberText is ECMA-262 Number::toString.
func numberText(f float64) string {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	case f == 0:
		return "0"
	}
	if a := math.Abs(f); a >= 1e-6 && a < 1e21 {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	s := strconv.FormatFloat(f, 'e', -1, 64)
	mantissa, exponent, _ := strings.Cut(s, "e")
	sign, digits := exponent[:1], strings.TrimLeft(exponent[1:], "0")
	return mantissa + "e" + sign + digits
}

// decimals counts the digits after the point in a number's text.
func decimals(v any) int {
	if _, ok := numeric(v); !ok {
		return 0
	}
	if f, ok := v.(float64); ok && f == math.Floor(f) {
		return 0
	}
	_, after, _ := strings.Cut(toText(v), ".")
	return len(after)
}

// rounded rounds to digits after the point, so that 0.1 + 0.2 is 0.3.
func rounded(f float64, digits int) float64 {
	if digits <= 0 || math.Abs(f) >= 1e21 || math.IsNaN(f) {
		return f
	}
	r, err := strconv.ParseFloat(strconv.FormatFloat(f, 'f', min(digits, 100), 64), 64)
	if err != nil {
		return f
	}
	return r
}

// Number reads a text as the language does: "12", " 1.5 ", "1,5", "0x1F". It
// is not the strict reading of what respondents type (see survey/answer).
func Number(s string) (float64, bool) { return numericText(s) }
