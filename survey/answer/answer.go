// The words of the package: answers, occasions, errors.

package answer

import (
	"strings"
	"time"

	"dealervoice/survey/definition"
)

// Data is one respondent's answers by question key, as JSON holds them:
// string, float64, bool, []any, map[string]any. A comment stands under
// key + "-Comment".
type Data map[string]any

// CommentSuffix ends the key of a comment beside an answer.
const CommentSuffix = "-Comment"

// Occasion is the circumstance an answer is given in.
type Occasion struct {
	// Now is the instant, Zone the time zone that days begin in (nil: UTC).
	Now  time.Time
	Zone *time.Location
	// Language is the respondent's, "zh-CN" or "en"; empty: the survey's first.
	Language string
	// Variables are what conditions read as {name} besides answers, for
	// instance wave or arm.
	Variables map[string]any
	// Unit identifies the respondent for random order; empty: order as
	// written.
	Unit string
	// Attributes are what the answer is counted under: conditions read some of
	// them (definition.Respondent), and designs are dealt by them.
	Attributes map[string]string
	// Unseen tells that no page after the first was ever shown, which is how
	// survey-core decides when it is given answers and completed at once: the
	// hidden fields of dynamic panels on later pages keep their values.
	Unseen bool
}

// The codes of errors. The engine's first, then those of the gate.
const (
	CodeRequired          = "required"
	CodeRequiredInAllRows = "requiredinallrows"
	CodeOtherEmpty        = "otherempty"
	CodeKeyDuplication    = "keyduplication"
	CodeNumeric           = "numeric"
	CodeText              = "text"
	CodeRegex             = "regex"
	CodeEmail             = "email"
	CodeMin               = "min"
	CodeMax               = "max"
	CodeExpression        = "expression"
	CodeAnswerCount       = "answercount"
	CodeCustom            = "custom"

	CodeUnknownQuestion = "unknownquestion"
	CodeUnknownOption   = "unknownoption"
	CodeOutOfRange      = "outofrange"
	CodeExclusive       = "exclusive"
	CodeBadRanking      = "badranking"
	CodeBadDate         = "baddate"
	CodeTooLong         = "toolong"
	CodeBadType         = "badtype"
)

// Error is one thing wrong with an answer.
type Error struct {
	Code string
	// Key is the message key, "answer." + Code or a more telling one.
	Key  string
	Args map[string]any
	// Row says where inside the question: "on_time" (a matrix row or an item),
	// "[0].sku" (a field of a dynamic panel), "row.column"; empty for the whole
	// question.
	Row string
	// Text is the author's own message; when set it is shown instead of Key.
	Text definition.Text
}

// Field returns the form field at fault, for the question's key.
func (e Error) Field(key string) string {
	switch {
	case e.Row == "":
		return key
	case strings.HasPrefix(e.Row, "[") || e.Row == CommentSuffix:
		return key + e.Row
	}
	return key + "." + e.Row
}

// Errors are the errors by question name.
type Errors map[string][]Error

// Codes lists the codes by question, each once.
func (es Errors) Codes() map[string][]string {
	out := make(map[string][]string, len(es))
	for name, list := range es {
		seen := map[string]bool{}
		for _, e := range list {
			if !seen[e.Code] {
				seen[e.Code] = true
				out[name] = append(out[name], e.Code)
			}
		}
	}
	return out
}

func newError(code string, args map[string]any) Error {
	return Error{Code: code, Key: "answer." + code, Args: args}
}

// at places an error inside the question.
func (e Error) at(row string) Error {
	e.Row = row
	return e
}

// saying uses the author's own message.
func (e Error) saying(t definition.Text) Error {
	e.Text = t
	return e
}
