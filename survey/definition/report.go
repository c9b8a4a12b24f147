// What Check says about a definition.

package definition

import (
	"fmt"
	"strings"
)

// Report is what Check found.
type Report struct {
	Elements int       `json:"elements"` // elements in the definition
	Mapped   int       `json:"mapped"`   // those of them that run
	Minutes  float64   `json:"minutes,omitempty"`
	Errors   []Finding `json:"errors"`
	Warnings []Finding `json:"warnings"`
}

// Finding is one fault or doubt. Path is a JSON path such as
// "pages[0].elements[2].visibleIf"; Code is stable, Message is English.
type Finding struct {
	Path    string `json:"path"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// The codes of errors.
const (
	CodeJSON          = "json"          // not JSON, or not an object
	CodeTooLarge      = "toolarge"      // beyond the limits of size or count
	CodeType          = "type"          // a property holds the wrong kind of value
	CodeMissing       = "missing"       // a property that must be there is not
	CodeUnknownType   = "unknowntype"   // an element, validator or trigger we do not know
	CodeUnsupported   = "unsupported"   // documented by SurveyJS, not run here
	CodeExpression    = "expression"    // a condition that cannot be read
	CodeFunction      = "function"      // a condition calls a function that is not there
	CodeRegex         = "regex"         // a pattern that cannot be compiled
	CodeDuplicateName = "duplicatename" // two questions of one name
	CodeDuplicate     = "duplicate"     // two choices, columns or rows of one value
	CodeReference     = "reference"     // points to a question that is not there or does not fit
	CodeSchema        = "schema"        // what stands under dv breaks its JSON Schema
	CodeQuota         = "quota"         // a quota that cannot be kept, or not without telling who answered
	CodeAudience      = "audience"      // the roster has too few dealers for it
)

// OK tells whether the definition can run.
func (r Report) OK() bool { return len(r.Errors) == 0 }

// Invalid is the error of Load: the definition cannot run, for the reasons in
// the report.
type Invalid struct{ Report Report }

func (e *Invalid) Error() string {
	parts := make([]string, 0, 3)
	for i, f := range e.Report.Errors {
		if i == 3 {
			parts = append(parts, fmt.Sprintf("and %d more", len(e.Report.Errors)-3))
			break
		}
		parts = append(parts, f.String())
	}
	return "load definition: " + strings.Join(parts, "; ")
}

// String reads "path: message (code)".
func (f Finding) String() string { return fmt.Sprintf("%s: %s (%s)", f.Path, f.Message, f.Code) }
