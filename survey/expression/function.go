// The functions of the language, by name. Those that need more than values
// (dates, lists of objects, the survey itself) stand in files of their own.

package expression

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// function computes a call. It evaluates its arguments itself.
type function func(ev *evaluation, args []node) any

// pure makes a function of one that only needs the values.
func pure(f func(vs []any) any) function {
	return func(ev *evaluation, args []node) any { return f(values(ev, args)) }
}

// timed makes a function of one that also needs now and the time zone.
func timed(f func(ev *evaluation, vs []any) any) function {
	return func(ev *evaluation, args []node) any { return f(ev, values(ev, args)) }
}

func functions() map[string]function {
	return map[string]function{
		"iif":   pure(iif),
		"sum":   pure(sum),
		"avg":   pure(avg),
		"min":   pure(func(vs []any) any { return extreme(vs, -1) }),
		"max":   pure(func(vs []any) any { return extreme(vs, 1) }),
		"count": pure(func(vs []any) any { return float64(len(flat(vs, nil))) }),
		"round": pure(round), "trunc": pure(trunc), "substring": pure(substring),

		"getDate": timed(getDate), "today": timed(today), "dateAdd": timed(dateAdd),
		"currentDate": timed(func(ev *evaluation, _ []any) any { return ev.date(nil) }),
		"currentYear": timed(func(ev *evaluation, _ []any) any { return float64(ev.date(nil).t.Year()) }),
		"age":         timed(age), "dateDiff": timed(dateDiff), "diffDays": timed(diffDays),
		"year": timed(year), "getYear": timed(getYear), "month": timed(month), "day": timed(day), "weekday": timed(weekday),

		"sumInArray": sumInArray, "avgInArray": avgInArray, "countInArray": countInArray,
		"minInArray": func(ev *evaluation, args []node) any { return extremeInArray(ev, args, -1) },
		"maxInArray": func(ev *evaluation, args []node) any { return extremeInArray(ev, args, 1) },

		"displayValue": timed(displayValue), "getComment": timed(getComment), "isContainerReady": timed(isContainerReady),
		"isDisplayMode": pure(func([]any) any { return false }),
	}
}

var library = functions()

// Known tells whether a function of the name can be called.
func Known(name string) bool { return library[name] != nil }

func (p *parser) newCall(name string, args []node) node {
	if strings.HasSuffix(name, "InArray") {
		args = p.inArrayArgs(args)
	}
	return call{name, library[name], args}
}

func iif(vs []any) any {
	switch {
	case len(vs) < 2:
		return nil
	case truthy(vs[0]):
		return vs[1]
	case len(vs) > 2:
		return vs[2]
	}
	return nil
}

// flat collects values and the items of lists, numeric texts as numbers,
// leaving out nothings.
func flat(vs []any, into []any) []any {
	for _, v := range vs {
		v = native(v)
		switch x := v.(type) {
		case nil:
		case []any:
			into = flat(x, into)
		case string:
			if f, ok := numeric(x); ok {
				into = append(into, f)
			} else {
				into = append(into, x)
			}
		default:
			into = append(into, v)
		}
	}
	return into
}

func sum(vs []any) any {
	var total any = 0.0
	for _, v := range flat(vs, nil) {
		digits := max(decimals(total), decimals(v))
		total = add(total, v)
		if f, ok := total.(float64); ok {
			total = rounded(f, digits)
		}
	}
	return total
}

func avg(vs []any) any {
	items := flat(vs, nil)
	if len(items) == 0 {
		return 0.0
	}
	return toNumber(sum(items)) / float64(len(items))
}

// extreme returns the largest (sign 1) or smallest (sign -1) value.
func extreme(vs []any, sign int) any {
	var best any
	for i, v := range flat(vs, nil) {
		if i == 0 {
			best = v
			continue
		}
		if cmp, ok := loosely(v, best); ok && cmp*sign > 0 {
			best = v
		}
	}
	return best
}

// loosely orders any two values as ECMA-262 IsLessThan does.
func loosely(a, b any) (int, bool) {
	if textual(a) && textual(b) {
		return compareText(toText(a), toText(b)), true
	}
	return compareNumber(toNumber(a), toNumber(b))
}

// round rounds half up, after nudging by one unit in the last place so that
// 1.005 is not lost to binary.
func round(vs []any) any {
	f, precision, ok := roundArgs(vs)
	if !ok {
		return nil
	}
	p := math.Pow(10, precision)
	n := f * p * (1 + 0x1p-52)
	return math.Floor(n+0.5) / p
}

func roundArgs(vs []any) (f, precision float64, ok bool) {
	items := flat(vs, nil)
	if len(items) == 0 {
		return 0, 0, false
	}
	if len(items) > 1 && truthy(items[1]) {
		if precision, ok = numeric(items[1]); !ok {
			return 0, 0, false
		}
	}
	f, ok = numeric(items[0])
	return f, precision, ok
}

var leadingNumber = regexp.MustCompile(`^-?\d+(\.\d*)?`)

// trunc cuts digits behind the point off the number's text.
func trunc(vs []any) any {
	f, precision, ok := roundArgs(vs)
	if !ok || precision < 0 || precision > 100 {
		return nil
	}
	whole, fraction, _ := strings.Cut(leadingNumber.FindString(numberText(f)), ".")
	n, err := strconv.ParseFloat(whole+"."+fraction[:min(len(fraction), int(precision))], 64)
	if err != nil {
		return nil
	}
	return n
}

// substring cuts by UTF-16 code units, as ECMA-262 String.prototype.substring.
func substring(vs []any) any {
	if len(vs) < 2 {
		return ""
	}
	s, isText := vs[0].(string)
	start, ok := numeric(vs[1])
	if !isText || !ok {
		return ""
	}
	units := utf16Of(s)
	from, to := clamp(start, len(units)), len(units)
	if len(vs) > 2 {
		if end, ok := numeric(vs[2]); ok {
			to = clamp(end, len(units))
		}
	}
	return textOf(units[min(from, to):max(from, to)])
}

func clamp(f float64, limit int) int {
	return int(math.Max(0, math.Min(math.Trunc(f), float64(limit))))
}
