// Choices, columns, rows; validators.

package definition

import (
	"regexp"

	"dealervoice/survey/expression"
)

// Choice is one option, column or row.
type Choice struct {
	Value               any // string, float64 or bool, as written
	Text                Text
	VisibleIf, EnableIf *expression.Expression
	ImageLink           Text
	Area                *Area // of an image map
	Exclusive           bool  // alone or not at all
	ShowComment         bool
	CommentRequired     bool
	Fixed               bool // keeps its place in random order
	DV                  ChoiceDV
}

// Validator is one rule over an answer.
type Validator struct {
	Kind                 string // numeric, text, answercount, regex, email, expression
	Text                 Text   // the author's own message; empty: ours
	Min, Max             *float64
	MinLength, MaxLength int
	AllowDigits          bool
	MinCount, MaxCount   int
	Regex                *regexp.Regexp
	If                   *expression.Expression
	// Soft is notificationType warning or info: shown, never refused.
	Soft bool
}

// Find returns the choice of the value. Numbers match their texts (1 and "1");
// letters match in their own case only.
func Find(choices []Choice, value any) (Choice, bool) {
	i := IndexOf(choices, value)
	if i < 0 {
		return Choice{}, false
	}
	return choices[i], true
}

// IndexOf returns the place of the value among the choices, -1 when it is not
// one of them.
func IndexOf(choices []Choice, value any) int {
	switch value.(type) {
	case string, float64, bool:
	default:
		return -1
	}
	for i := range choices {
		if choices[i].Value == value {
			return i
		}
	}
	for i := range choices {
		if expression.Same(choices[i].Value, value) {
			return i
		}
	}
	return -1
}
