package edit

// Conditions as rows "question, operator, value": what the builder can say of
// what the expression language can.

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dealervoice/survey/expression"
)

// Condition is rows that must all hold, or of which one is enough.
type Condition struct {
	Any  bool // one row is enough
	Rows []Row
}

// Row compares the answer to a question with a value.
type Row struct {
	Question string
	Operator string
	Value    string // as people write it; several are separated by commas
}

// Operators are those that the builder offers.
func Operators() []string {
	return []string{"=", "!=", ">", ">=", "<", "<=", "contains", "notcontains", "anyof", "empty", "notempty"}
}

// Unary tells whether an operator needs no value.
func Unary(op string) bool { return op == "empty" || op == "notempty" }

// ReadCondition takes a condition apart; false where rows cannot say it.
func ReadCondition(source string) (Condition, bool) {
	if strings.TrimSpace(source) == "" {
		return Condition{}, true
	}
	e, err := expression.Parse(source)
	if err != nil {
		return Condition{}, false
	}
	tree, ok := e.Tree()
	if !ok {
		return Condition{}, false
	}
	t, ok := tree.([]any)
	if !ok || len(t) == 0 {
		return Condition{}, false
	}
	c := Condition{Any: t[0] == "or"}
	connective := "and"
	if c.Any {
		connective = "or"
	}
	if !c.read(t, connective) {
		return Condition{}, false
	}
	// Only what would come out the same again is rows: an empty list or a
	// constant of its own kind stays an expression.
	again, err := expression.Parse(c.String())
	if err != nil {
		return Condition{}, false
	}
	other, ok := again.Tree()
	return c, ok && fmt.Sprintf("%#v", other) == fmt.Sprintf("%#v", tree)
}

func (c *Condition) read(t []any, connective string) bool {
	if t[0] == connective && len(t) == 3 {
		left, okL := t[1].([]any)
		right, okR := t[2].([]any)
		return okL && okR && c.read(left, connective) && c.read(right, connective)
	}
	op, _ := t[0].(string)
	if !slices.Contains(Operators(), op) || len(t) < 2 {
		return false
	}
	name, ok := t[1].([]any)
	if !ok || len(name) != 2 || name[0] != "$" {
		return false
	}
	r := Row{Question: fmt.Sprint(name[1]), Operator: op}
	if !Unary(op) {
		if len(t) != 3 {
			return false
		}
		if r.Value, ok = words(t[2], op); !ok {
			return false
		}
	}
	c.Rows = append(c.Rows, r)
	return true
}

// words writes a constant, or of "anyof" a list of them, as people would.
func words(v any, op string) (string, bool) {
	t, ok := v.([]any)
	if !ok || len(t) == 0 {
		return "", false
	}
	if t[0] == "l" && op == "anyof" {
		var parts []string
		for _, item := range t[1:] {
			s, ok := words(item, "")
			if !ok || strings.ContainsAny(s, ",，、") {
				return "", false
			}
			parts = append(parts, s)
		}
		return strings.Join(parts, ", "), len(parts) > 0
	}
	if t[0] != "c" || len(t) != 2 {
		return "", false
	}
	switch x := t[1].(type) {
	case string:
		return x, x != ""
	case bool:
		return strconv.FormatBool(x), true
	case float64:
		return strconv.FormatFloat(x, 'f', -1, 64), true
	}
	return "", false
}

// String writes the condition in the expression language.
func (c Condition) String() string {
	connective := " and "
	if c.Any {
		connective = " or "
	}
	parts := make([]string, len(c.Rows))
	for i, r := range c.Rows {
		parts[i] = r.String()
	}
	return strings.Join(parts, connective)
}

// String writes one row.
func (r Row) String() string {
	s := "{" + r.Question + "} " + r.Operator
	switch {
	case Unary(r.Operator):
		return s
	case r.Operator == "anyof":
		var items []string
		for _, v := range strings.FieldsFunc(r.Value, func(c rune) bool { return strings.ContainsRune(",，、", c) }) {
			if v = strings.TrimSpace(v); v != "" {
				items = append(items, literal(v))
			}
		}
		return s + " [" + strings.Join(items, ", ") + "]"
	}
	return s + " " + literal(strings.TrimSpace(r.Value))
}

// literal quotes what is neither a number nor true or false.
func literal(v string) string {
	if v == "true" || v == "false" {
		return v
	}
	if f, err := strconv.ParseFloat(v, 64); err == nil && strconv.FormatFloat(f, 'f', -1, 64) == v {
		return v
	}
	return "'" + strings.ReplaceAll(strings.ReplaceAll(v, `\`, `\\`), "'", `\'`) + "'"
}
