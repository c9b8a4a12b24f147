package policy

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// The limits of what one may write, in characters and pieces.
const (
	maxTitle   = 200
	maxSummary = 2000
	maxClause  = 4000
	maxNote    = 1000
	maxClauses = 60
	maxPlaces  = 60
)

// Draft is a version as its author writes it. A clause without an id is new; one
// without text is left out. After is the version the author looked at.
type Draft struct {
	Summary language.Text
	Clauses []Clause
	From    calendar.Day
	To      calendar.Day
	Reach   Reach
	Note    string
	After   int
}

// wrong turns fields at fault into an error; nil without any.
func wrong(fields []fault.Field) error {
	if len(fields) == 0 {
		return nil
	}
	return fault.Invalid(fields...)
}

// checkHead checks what belongs to the policy as a whole.
func checkHead(t Type, title language.Text) []fault.Field {
	var fields []fault.Field
	if !t.Known() {
		fields = append(fields, fault.Field{Path: "type", Key: "policy.error.type_missing"})
	}
	return append(fields, checkText("title", title, rule{required: "policy.error.title_missing", limit: maxTitle})...)
}

// rule is what a text must keep to: required is the message if nothing is written.
type rule struct {
	required string
	limit    int
}

// checkText checks a text in both languages; the errors stand at path.zh and path.en.
func checkText(path string, t language.Text, r rule) []fault.Field {
	if strings.TrimSpace(t.ZH) == "" && strings.TrimSpace(t.EN) == "" {
		if r.required == "" {
			return nil
		}
		return []fault.Field{{Path: path + ".zh", Key: r.required}}
	}
	var fields []fault.Field
	for _, side := range []struct{ name, text string }{{"zh", t.ZH}, {"en", t.EN}} {
		if n := utf8.RuneCountInString(side.text); n > r.limit {
			fields = append(fields, fault.Field{Path: path + "." + side.name, Key: "policy.error.too_long",
				Args: fault.Args{"Limit": r.limit, "Have": n}})
		}
	}
	return fields
}

// check checks a version as written. Dates may lie in the past: registers are
// filled late.
func (d Draft) check() []fault.Field {
	fields := checkText("summary", d.Summary, rule{required: "policy.error.summary_missing", limit: maxSummary})
	if len(d.Clauses) > maxClauses {
		fields = append(fields, fault.Field{Path: "clauses", Key: "policy.error.too_many_clauses", Args: fault.Args{"Limit": maxClauses}})
	}
	written := 0
	for i, c := range d.Clauses {
		if !c.Text.IsZero() {
			written++
		}
		fields = append(fields, checkText(fmt.Sprintf("clauses.%d", i), c.Text, rule{limit: maxClause})...)
	}
	if written == 0 {
		fields = append(fields, fault.Field{Path: "clauses.0.zh", Key: "policy.error.clause_missing"})
	}
	if n := utf8.RuneCountInString(d.Note); n > maxNote {
		fields = append(fields, fault.Field{Path: "note", Key: "policy.error.too_long", Args: fault.Args{"Limit": maxNote, "Have": n}})
	}
	return append(fields, d.checkReach()...)
}

// checkReach checks dates and places.
func (d Draft) checkReach() []fault.Field {
	var fields []fault.Field
	if !d.From.Valid() {
		fields = append(fields, fault.Field{Path: "from", Key: "policy.error.from_missing"})
	}
	if d.To != "" && !d.To.Valid() {
		fields = append(fields, fault.Field{Path: "to", Key: "policy.error.day_wrong"})
	} else if d.To != "" && d.To < d.From {
		fields = append(fields, fault.Field{Path: "to", Key: "policy.error.ends_before"})
	}
	for _, p := range []struct {
		path  string
		names []string
	}{{"regions", d.Reach.Regions}, {"areas", d.Reach.Areas}} {
		if len(p.names) > maxPlaces {
			fields = append(fields, fault.Field{Path: p.path, Key: "policy.error.too_many_places", Args: fault.Args{"Limit": maxPlaces}})
		}
	}
	return fields
}

// version makes the version that the draft becomes: clauses that are carried
// over keep their ids, new ones get the next number that no version used.
func (d Draft) version(number int, earlier []Version) Version {
	known, next := map[ClauseID]bool{}, 1
	for _, v := range earlier {
		for _, c := range v.Clauses {
			known[c.ID] = true
			if n, err := strconv.Atoi(string(c.ID)); err == nil && n >= next {
				next = n + 1
			}
		}
	}
	v := Version{Number: number, Summary: d.Summary, From: d.From, To: d.To, Reach: d.Reach, Note: d.Note}
	for _, c := range d.Clauses {
		if c.Text.IsZero() {
			continue
		}
		if known[c.ID] {
			known[c.ID] = false // an id stands once in a version
		} else {
			c.ID = ClauseID(strconv.Itoa(next))
			next++
		}
		v.Clauses = append(v.Clauses, c)
	}
	return v
}
