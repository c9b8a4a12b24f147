// Reading JSON objects property by property, remembering what was read, so
// that nothing in a definition is passed over in silence.

package definition

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"dealervoice/survey/expression"
)

// loader carries what the whole load shares.
type loader struct {
	report     Report
	defaultTag string
	seed       int64     // of the survey
	sets       []*Design // that deal the sets of questions
	lists      map[string]*table
	tags       []string // languages met
}

func (l *loader) fail(path, code, format string, args ...any) {
	l.report.Errors = append(l.report.Errors, Finding{path, code, fmt.Sprintf(format, args...)})
}

func (l *loader) warn(path, code, format string, args ...any) {
	l.report.Warnings = append(l.report.Warnings, Finding{path, code, fmt.Sprintf(format, args...)})
}

// object is one JSON object of the definition.
type object struct {
	l    *loader
	path string
	m    map[string]any
	read []string
}

func (o *object) at(key string) string {
	if o.path == "" {
		return key
	}
	return o.path + "." + key
}

// get returns a property by the first of its names that is there; older names
// of the same property stand behind the present one.
func (o *object) get(names ...string) (any, string) {
	o.read = append(o.read, names...)
	for _, name := range names {
		if v, ok := o.m[name]; ok && v != nil {
			return v, name
		}
	}
	return nil, names[0]
}

func (o *object) wrong(name, want string) {
	o.l.fail(o.at(name), CodeType, "must be %s", want)
}

func (o *object) text(names ...string) Text {
	v, name := o.get(names...)
	t, ok := newText(v, o.l.defaultTag)
	if !ok {
		o.wrong(name, "a text or texts by locale")
	}
	for _, tag := range t.Tags() {
		if !slices.Contains(o.l.tags, tag) {
			o.l.tags = append(o.l.tags, tag)
		}
	}
	return t
}

func (o *object) str(names ...string) string {
	v, name := o.get(names...)
	switch x := v.(type) {
	case nil:
		return ""
	case string:
		return x
	case float64, bool:
		return fmt.Sprint(x)
	}
	o.wrong(name, "a text")
	return ""
}

// oneOf reads a text that must be one of the options; the first is the
// default.
func (o *object) oneOf(name string, options ...string) string {
	s := o.str(name)
	if s == "" {
		return options[0]
	}
	for _, option := range options {
		if strings.EqualFold(s, option) {
			return option
		}
	}
	o.wrong(name, "one of "+strings.Join(options, ", "))
	return options[0]
}

func (o *object) flag(names ...string) bool { return o.flagOr(false, names...) }

func (o *object) flagOr(absent bool, names ...string) bool {
	v, name := o.get(names...)
	switch x := v.(type) {
	case nil:
		return absent
	case bool:
		return x
	case string:
		switch strings.ToLower(x) {
		case "true":
			return true
		case "false":
			return false
		}
	}
	o.wrong(name, "true or false")
	return absent
}

func (o *object) number(names ...string) (float64, bool) {
	v, name := o.get(names...)
	switch x := v.(type) {
	case nil:
		return 0, false
	case float64:
		return x, true
	case string:
		if x == "" {
			return 0, false
		}
		if f, ok := expression.Number(x); ok {
			return f, true
		}
	}
	o.wrong(name, "a number")
	return 0, false
}

func (o *object) numberOr(absent float64, names ...string) float64 {
	if f, ok := o.number(names...); ok {
		return f
	}
	return absent
}

// maxCount bounds every count and length a definition may name.
const maxCount = 1_000_000

func (o *object) count(absent int, names ...string) int {
	f, ok := o.number(names...)
	if !ok {
		return absent
	}
	if f != math.Trunc(f) || math.Abs(f) > maxCount {
		o.wrong(names[0], "a whole number")
		return absent
	}
	return int(f)
}

// expr reads a condition or formula.
func (o *object) expr(names ...string) *expression.Expression {
	v, name := o.get(names...)
	if v == nil {
		return nil
	}
	source, ok := v.(string)
	if !ok {
		o.wrong(name, "an expression")
		return nil
	}
	return o.parse(name, source)
}

func (o *object) parse(name, source string) *expression.Expression {
	if strings.TrimSpace(source) == "" {
		return nil
	}
	e, err := expression.Parse(source)
	if err != nil {
		o.l.fail(o.at(name), CodeExpression, "%v: %s", err, clip(source))
		return nil
	}
	for _, call := range e.Calls() {
		if !expression.Known(call) {
			o.l.fail(o.at(name), CodeFunction, "no function %s: %s", call, clip(source))
		}
	}
	return e
}

func clip(s string) string {
	if r := []rune(s); len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return s
}

// objects reads a list of objects; wrap makes one of a plain value where the
// format allows a short form.
func (o *object) objects(wrap func(any) map[string]any, names ...string) []*object {
	v, name := o.get(names...)
	if v == nil {
		return nil
	}
	items, ok := v.([]any)
	if !ok {
		o.wrong(name, "a list")
		return nil
	}
	out := make([]*object, 0, len(items))
	for i, item := range items {
		path := fmt.Sprintf("%s[%d]", o.at(name), i)
		m, ok := item.(map[string]any)
		if !ok && wrap != nil && item != nil {
			m, ok = wrap(item), true
		}
		if !ok {
			o.l.fail(path, CodeType, "must be an object")
			continue
		}
		out = append(out, &object{l: o.l, path: path, m: m})
	}
	return out
}

// done looks at the properties nobody read: those that only change looks are
// fine, those that would change answers are errors, others are doubts.
func (o *object) done(looks []string, kind string) {
	why, not := ignored(), refused()
	for _, key := range sortedKeys(o.m) {
		switch v := o.m[key]; {
		case slices.Contains(o.read, key) || slices.Contains(looks, key):
		case why[key] != "":
			if v != nil && v != false && v != "" && v != "none" && v != 0.0 {
				o.l.warn(o.at(key), WarnIgnored, "%s has no effect: %s", key, why[key])
			}
		case not[key] != "":
			if v != nil && v != false && v != "" {
				o.l.fail(o.at(key), CodeUnsupported, "%s cannot be used: %s", key, not[key])
			}
		default:
			o.l.warn(o.at(key), WarnUnknown, "unknown property of %s", kind)
		}
	}
}
