// Piping: {name} in texts.

package answer

import (
	"strconv"
	"strings"

	"dealervoice/survey/expression"
)

// maxPiped bounds what one answer may put into a text, in characters.
const maxPiped = 500

// pipe replaces each {name} by what the answer reads like. It goes over the
// text once: what an answer holds is never read as a name. A name that is not
// there stays as it is written, one that has no answer becomes nothing.
func (fr *frame) pipe(text string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	var b strings.Builder
	for {
		open := strings.IndexByte(text, '{')
		if open < 0 {
			break
		}
		end := strings.IndexAny(text[open+1:], "{}")
		if end < 0 {
			break
		}
		end += open + 1
		if text[end] == '{' {
			b.WriteString(text[:end])
			text = text[end:]
			continue
		}
		b.WriteString(text[:open])
		name := text[open+1 : end]
		if s, ok := fr.named(name); ok {
			b.WriteString(clip(s))
		} else {
			b.WriteString(text[open : end+1])
		}
		text = text[end+1:]
	}
	b.WriteString(text)
	return b.String()
}

func clip(s string) string {
	if r := []rune(s); len(r) > maxPiped {
		return string(r[:maxPiped]) + "…"
	}
	return s
}

// named reads the answer, variable or row that a text names.
func (fr *frame) named(name string) (string, bool) {
	name = strings.TrimSpace(name)
	if e, at := fr.find(name); e != nil && e.IsQuestion() {
		return at.read(e, at.value(e)), true
	}
	if s, ok := fr.namedField(name); ok {
		return s, true
	}
	if fr.word == "panel" && strings.EqualFold(name, "panelIndex") {
		return strconv.Itoa(fr.index + 1), true // people count from one, conditions from zero
	}
	if s, ok := fr.form.readDealt(name); ok {
		return s, true
	}
	v, ok := fr.lookup(name)
	if !ok {
		return "", false
	}
	switch x := v.(type) {
	case []any, map[string]any:
		return "", true
	default:
		return expression.Text(x), true
	}
}

// namedField reads {panel.field}, {row.column} and {matrix.row} with the texts
// of their choices.
func (fr *frame) namedField(name string) (string, bool) {
	first, rest, ok := strings.Cut(name, ".")
	if !ok {
		return "", false
	}
	if fr.word != "" && strings.EqualFold(first, fr.word) {
		for _, e := range fr.elements {
			if strings.EqualFold(e.Key, rest) {
				return fr.read(e, fr.value(e)), true
			}
		}
		if over := fr.owner.LoopOver; over != nil && strings.EqualFold(rest, over.ValueProperty) {
			return fr.parent.readChoice(over, fr.values[over.ValueProperty]), true
		}
		return "", false
	}
	e, at := fr.find(first)
	if e == nil || len(e.Columns) == 0 {
		return "", false
	}
	answers, _ := at.value(e).(map[string]any)
	return readCells(e.Columns, answers[rest], fr.form.on.Language), true
}
