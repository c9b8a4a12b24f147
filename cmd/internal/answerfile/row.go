package answerfile

// One row on its way in.

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"dealervoice/cmd/internal/flat"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/definition"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// assembly puts a row together from values and where they go.
type assembly struct {
	row  feedback.Row
	line *flat.Line
	zone *time.Location
	err  error // the first thing that cannot be read
}

func newAssembly(def *definition.Definition, zone *time.Location, number int) *assembly {
	return &assembly{
		row:  feedback.Row{Line: number, Attributes: map[string]string{}},
		line: flat.NewLine(def), zone: zone,
	}
}

// text puts a text where it belongs.
func (a *assembly) text(to target, s string) {
	if to.column != nil {
		a.line.Put(*to.column, s) // as it stands: an answer's spaces are its own
		return
	}
	switch s = strings.TrimSpace(s); {
	case to.attribute != "":
		a.row.Attributes[to.attribute] = s
	case s != "":
		a.part(to.part, s)
	}
}

// part reads a part of the row itself.
func (a *assembly) part(name, s string) {
	switch name {
	case "id":
		a.row.ID = feedback.ID(s)
	case "lang":
		if tag, ok := language.Parse(s); ok {
			a.row.Language = tag
		}
	case "version":
		a.row.Version = survey.Number(a.number(name, s))
	case "wave":
		a.row.Wave = a.number(name, s)
	case "submitted":
		a.row.Submitted = a.instant(s)
	case "consent_id":
		if statement.MatchString(s) {
			a.row.Consent = s
		}
	}
}

// statement is the shape of an id of package consent.
var statement = regexp.MustCompile(`^[0-9a-f]{20}$`)

func (a *assembly) number(name, s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 1<<30 {
		a.fail(name, "respond.import.number", s)
	}
	return n
}

// layouts are the ways a time may be written; without an offset it is the
// installation's.
var layouts = []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006/1/2 15:04", time.DateOnly, "2006/1/2"}

func (a *assembly) instant(s string) *time.Time {
	for _, layout := range layouts {
		if t, err := time.ParseInLocation(layout, s, a.zone); err == nil && t.Year() >= 1900 && t.Year() <= 2100 {
			t = t.UTC().Truncate(time.Microsecond)
			return &t
		}
	}
	a.fail("submitted", "respond.import.time", s)
	return nil
}

func (a *assembly) fail(path, key, value string) {
	if a.err == nil {
		if r := []rune(value); len(r) > 40 {
			value = string(r[:40])
		}
		a.err = fault.Invalid(fault.Field{Path: path, Key: key, Args: fault.Args{"Value": value}})
	}
}

// done gives the row with what it says.
func (a *assembly) done() (feedback.Row, error) {
	for key, v := range a.line.Answers() {
		if a.row.Data == nil {
			a.row.Data = map[string]any{}
		}
		a.row.Data[key] = v
	}
	return a.row, a.err
}
