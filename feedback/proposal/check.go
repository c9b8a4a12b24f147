package proposal

// What may be written: every text in bounds, what is needed there.

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"dealervoice/feedback/process"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// The limits of texts, in characters.
const (
	maxTitle = 200
	maxText  = 4000
)

// maxChanges and maxEvidence keep a proposal one idea that can be read.
const (
	maxChanges  = 20
	maxEvidence = 20
)

func wrong(fields []fault.Field) error {
	if len(fields) == 0 {
		return nil
	}
	return fault.Invalid(fields...)
}

func at(path, key string) fault.Field { return fault.Field{Path: path, Key: key} }

// tooLong checks one text.
func tooLong(path, text string, limit int) []fault.Field {
	if n := utf8.RuneCountInString(text); n > limit {
		return []fault.Field{{Path: path, Key: "proposal.error.too_long", Args: fault.Args{"Limit": limit, "Have": n}}}
	}
	return nil
}

// written asks for a text that says something, within bounds.
func written(path, text, missing string) []fault.Field {
	if strings.TrimSpace(text) == "" {
		return []fault.Field{at(path, missing)}
	}
	return tooLong(path, text, maxText)
}

// check checks what a draft needs: a title and a problem. The rest may wait
// until review (gate.go), so that a rep can note an idea in a minute.
func (b Body) check() []fault.Field {
	var fields []fault.Field
	if b.Title.IsZero() {
		fields = append(fields, at("title", "proposal.error.title_missing"))
	}
	if b.Problem.IsZero() {
		fields = append(fields, at("problem", "proposal.error.problem_missing"))
	}
	for _, part := range []struct {
		path  string
		text  language.Text
		limit int
	}{{"title", b.Title, maxTitle}, {"problem", b.Problem, maxText}, {"gains", b.Gains, maxText},
		{"alternatives", b.Alternatives, maxText}, {"cost", b.Cost, maxText}, {"risks", b.Risks, maxText}, {"one_idea", b.OneIdea, maxText}} {
		fields = append(fields, tooLong(part.path, part.text.ZH, part.limit)...)
		fields = append(fields, tooLong(part.path, part.text.EN, part.limit)...)
	}
	return append(fields, b.Effect.check()...)
}

func (e Effect) check() []fault.Field {
	fields := tooLong("effect.metric", e.Metric, maxTitle)
	for _, side := range []struct {
		path  string
		value *float64
	}{{"effect.from", e.From}, {"effect.to", e.To}} {
		if side.value != nil && (math.IsNaN(*side.value) || math.Abs(*side.value) > 1e12) {
			fields = append(fields, at(side.path, "proposal.error.not_number"))
		}
	}
	if e.By != "" && !e.By.Valid() {
		fields = append(fields, at("effect.by", "proposal.error.day"))
	}
	return fields
}

func checkType(t Type) []fault.Field {
	if !slices.Contains(Types(), t) {
		return []fault.Field{at("type", "proposal.error.type_missing")}
	}
	return nil
}

// Gaps lists what a proposal still lacks before it can be reviewed: evidence
// that is intact, who gains what, a measurable effect, one idea, and, of a
// change of the process, the change itself.
func (p Proposal) Gaps(present process.Process) []fault.Field {
	var fields []fault.Field
	if len(p.Evidence) == 0 {
		fields = append(fields, at("evidence", "proposal.gap.evidence"))
	}
	if slices.ContainsFunc(p.Evidence, func(e Evidence) bool { return !e.Intact() }) {
		fields = append(fields, at("evidence", "proposal.gap.tampered"))
	}
	if p.Body.Gains.IsZero() {
		fields = append(fields, at("gains", "proposal.gap.gains"))
	}
	if e := p.Body.Effect; e.Metric == "" || e.To == nil || e.By == "" {
		fields = append(fields, at("effect.metric", "proposal.gap.effect"))
	}
	if p.Type == TypeProcess && len(p.Changes) == 0 {
		fields = append(fields, at("changes", "proposal.gap.changes"))
	}
	if n := len(present.Touched(p.Changes)); n > 1 && p.Body.OneIdea.IsZero() {
		fields = append(fields, fault.Field{Path: "one_idea", Key: "proposal.gap.one_idea", Args: fault.Args{"N": n}})
	}
	return fields
}
