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
	Exclusive           bool // alone or not at all
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

// Find returns the choice of the value, by the language's loose equality.
func Find(choices []Choice, value any) (Choice, bool) {
	for _, c := range choices {
		if c.Value == value {
			return c, true
		}
	}
	for _, c := range choices {
		if expression.Equal(c.Value, value) {
			return c, true
		}
	}
	return Choice{}, false
}
