// Reading validators and triggers.

package definition

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"dealervoice/survey/expression"
)

func (l *loader) validator(o *object) (Validator, bool) {
	v := Validator{
		Kind: strings.TrimSuffix(o.str("type"), "validator"),
		Text: o.text("text"),
		Soft: o.oneOf("notificationType", "error", "warning", "info") != "error",
	}
	switch v.Kind {
	case "numeric":
		v.Min, v.Max = optional(o, "minValue"), optional(o, "maxValue")
	case "text":
		v.MinLength, v.MaxLength = o.count(0, "minLength"), o.count(0, "maxLength")
		v.AllowDigits = o.flagOr(true, "allowDigits")
	case "answercount":
		v.MinCount, v.MaxCount = o.count(0, "minCount"), o.count(0, "maxCount")
	case "regex":
		v.Regex = l.regex(o)
	case "expression":
		v.If = o.expr("expression")
	case "email":
	default:
		l.fail(o.at("type"), CodeUnknownType, "no validator %s", clip(v.Kind))
		return v, false
	}
	o.done(nil, "a validator")
	return v, true
}

func optional(o *object, name string) *float64 {
	if f, ok := o.number(name); ok {
		return &f
	}
	return nil
}

// maxRegex bounds a pattern; RE2 runs in linear time but compiles repeats out.
const maxRegex = 1000

func (l *loader) regex(o *object) *regexp.Regexp {
	source := o.str("regex")
	insensitive := o.flag("caseInsensitive", "insensitive")
	if source == "" {
		return nil
	}
	if len(source) > maxRegex {
		l.fail(o.at("regex"), CodeRegex, "longer than %d bytes", maxRegex)
		return nil
	}
	pattern := re2(source)
	if insensitive {
		pattern = "(?i)" + pattern
	}
	re, err := regexp.Compile(pattern)
	if err != nil {
		l.fail(o.at("regex"), CodeRegex, "%v", err)
	}
	return re
}

// re2 writes an ECMAScript pattern in RE2's syntax where the two say the same
// thing differently: \s knows all blanks, \u and four digits is \x{}, and \v a
// character. What RE2 has not (look-around, back references) fails to compile.
func re2(source string) string {
	var b strings.Builder
	inClass := false
	for i := 0; i < len(source); i++ {
		c := source[i]
		switch {
		case c == '\\' && i+1 < len(source):
			i += re2Escape(&b, source[i+1:], inClass)
			continue
		case c == '[' && inClass:
			b.WriteString(`\[`)
			continue
		case c == '[':
			inClass = true
		case c == ']':
			inClass = false
		}
		b.WriteByte(c)
	}
	return b.String()
}

// re2Escape writes one escape, of which rest is what stands behind the
// backslash, and returns how many bytes of it were used.
func re2Escape(b *strings.Builder, rest string, inClass bool) int {
	const blanks = `\s\v\x{00a0}\x{feff}\x{2028}\x{2029}\p{Zs}`
	switch c := rest[0]; {
	case c == 's' && inClass:
		b.WriteString(blanks)
	case c == 's':
		b.WriteString("[" + blanks + "]")
	case c == 'S' && !inClass:
		b.WriteString("[^" + blanks + "]")
	case c == 'u' && len(rest) >= 5 && isHex(rest[1:5]):
		b.WriteString(`\x{` + rest[1:5] + `}`)
		return 5
	case slices.Contains([]byte(`/-"'#,:;<=>@_ !%&~`+"`"), c) && c != '-':
		b.WriteByte(c)
	default:
		b.WriteByte('\\')
		b.WriteByte(c)
	}
	return 1
}

func isHex(s string) bool { return strings.Trim(s, "0123456789abcdefABCDEF") == "" }

func (l *loader) trigger(o *object) (Trigger, bool) {
	t := Trigger{Kind: strings.TrimSuffix(o.str("type"), "trigger"), If: o.expr("expression")}
	if t.If == nil {
		t.If = l.oldCondition(o)
	}
	switch t.Kind {
	case "complete":
	case "setvalue":
		t.SetTo, t.Variable = o.str("setToName"), o.flag("isVariable")
		t.Value, _ = o.get("setValue")
	case "copyvalue":
		t.SetTo, t.From = o.str("setToName"), o.str("fromName")
		t.Display = o.flag("copyDisplayValue")
	case "runexpression":
		t.SetTo, t.Run = o.str("setToName"), o.expr("runExpression")
	case "skip":
		t.GoTo = o.str("gotoName")
	default:
		l.fail(o.at("type"), CodeUnsupported, "triggers of type %s cannot be used; a visibleIf at the question or page can", clip(t.Kind))
		return t, false
	}
	o.done([]string{"requireValidQuestion", "name", "operator", "value"}, "a trigger")
	return t, true
}

// oldCondition reads the older form of a trigger's condition: name, operator
// and value.
func (l *loader) oldCondition(o *object) *expression.Expression {
	name, op := o.str("name"), o.str("operator")
	v, _ := o.get("value")
	if name == "" {
		l.fail(o.at("expression"), CodeMissing, "a trigger needs a condition")
		return nil
	}
	if op == "" {
		op = "equal"
	}
	source := "{" + name + "} " + op
	if op != "empty" && op != "notempty" {
		source += " " + literal(v)
	}
	return o.parse("operator", source)
}

// literal writes a value as a constant of the language.
func literal(v any) string {
	switch x := v.(type) {
	case string:
		return "'" + strings.NewReplacer(`'`, `\'`, `"`, `\"`).Replace(x) + "'"
	case nil:
		return "null"
	case []any:
		parts := make([]string, len(x))
		for i, item := range x {
			parts[i] = literal(item)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return fmt.Sprint(v)
}
