// The author's validators.

package answer

import (
	"regexp"
	"strings"
	"unicode/utf16"

	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

// validate runs the validators of a question. Soft ones refuse nothing: what
// they say is noted where nothing else is wrong.
func (fr *frame) validate(e *definition.Element, to sink) {
	var notes []Error
	wrong := false
	for i := range e.Validators {
		v := &e.Validators[i]
		err, ok := fr.breaks(e, v)
		switch {
		case !ok:
		case v.Soft:
			notes = append(notes, err.saying(v.Text))
		default:
			wrong = true
			to(err.saying(v.Text))
		}
	}
	if !wrong {
		for _, n := range notes {
			fr.note(e, n)
		}
	}
}

// note keeps what a soft validator says, by the question of the survey.
func (fr *frame) note(e *definition.Element, err Error) {
	for at := fr; at.parent != nil; at = at.parent {
		err.Row = at.path(e, err.Row)
		e = at.owner
	}
	if fr.form.notes == nil {
		fr.form.notes = Errors{}
	}
	fr.form.notes[e.Name] = append(fr.form.notes[e.Name], err)
}

// breaks tells whether the answer breaks a validator. All but expressions let
// an empty answer pass.
func (fr *frame) breaks(e *definition.Element, v *definition.Validator) (Error, bool) {
	value := fr.value(e)
	if v.Kind == "expression" {
		bad := v.If != nil && !v.If.Test(fr.context())
		return newError(CodeExpression, nil), bad
	}
	if v.Kind == "email" {
		return newError(CodeEmail, nil), !expression.Empty(value) && value != 0.0 && !isEmail(expression.Text(value))
	}
	if noAnswer(value) {
		return Error{}, false
	}
	switch v.Kind {
	case "numeric":
		return breaksNumeric(v, value)
	case "text":
		return breaksText(v, value)
	case "answercount":
		return breaksCount(v, value)
	case "regex":
		return newError(CodeRegex, nil), v.Regex != nil && !matches(v.Regex, value)
	}
	return Error{}, false
}

func breaksNumeric(v *definition.Validator, value any) (Error, bool) {
	f, ok := value.(float64)
	if s, isText := value.(string); isText {
		f, ok = expression.Number(s)
	}
	switch {
	case !ok:
		return newError(CodeNumeric, nil), true
	case v.Min != nil && f < *v.Min:
		return Error{Code: CodeNumeric, Key: "answer.min", Args: map[string]any{"Min": expression.Text(*v.Min)}}, true
	case v.Max != nil && f > *v.Max:
		return Error{Code: CodeNumeric, Key: "answer.max", Args: map[string]any{"Max": expression.Text(*v.Max)}}, true
	}
	return Error{}, false
}

func breaksText(v *definition.Validator, value any) (Error, bool) {
	s := expression.Text(value)
	n := units(s)
	_, isText := value.(string)
	switch {
	case !v.AllowDigits && s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9':
		return Error{Code: CodeText, Key: "answer.nodigits"}, true
	case !isText: // a number has no length
	case v.MinLength > 0 && n < v.MinLength:
		return Error{Code: CodeText, Key: "answer.tooshort", Args: map[string]any{"N": v.MinLength}}, true
	case v.MaxLength > 0 && n > v.MaxLength:
		return Error{Code: CodeText, Key: "answer.toolong", Args: map[string]any{"N": v.MaxLength}}, true
	}
	return Error{}, false
}

// units counts a text as pages do: UTF-16 code units.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

func breaksCount(v *definition.Validator, value any) (Error, bool) {
	items, ok := value.([]any)
	switch {
	case !ok || len(items) == 0:
		return Error{}, false
	case v.MinCount > 0 && len(items) < v.MinCount:
		return Error{Code: CodeAnswerCount, Key: "answer.atleast", Args: map[string]any{"N": v.MinCount}}, true
	case v.MaxCount > 0 && len(items) > v.MaxCount:
		return Error{Code: CodeAnswerCount, Key: "answer.atmost", Args: map[string]any{"N": v.MaxCount}}, true
	}
	return Error{}, false
}

func matches(re *regexp.Regexp, value any) bool {
	if items, ok := value.([]any); ok {
		for _, item := range items {
			if !re.MatchString(expression.Text(item)) {
				return false
			}
		}
	}
	return re.MatchString(expression.Text(value))
}

// isEmail accepts what survey-core accepts: a local part of atoms between dots
// or in double quotes, and a domain of at least two labels, the last of two
// characters or more.
func isEmail(s string) bool {
	at := strings.LastIndexByte(s, '@')
	if at < 1 {
		return false
	}
	local, domain := s[:at], s[at+1:]
	quoted := len(local) > 2 && local[0] == '"' && local[len(local)-1] == '"' && !strings.ContainsAny(local, "\n\r")
	labels := strings.Split(domain, ".")
	if len(labels) < 2 || len([]rune(labels[len(labels)-1])) < 2 {
		return false
	}
	return (quoted || atoms(strings.Split(local, "."), "")) && atoms(labels, "=")
}

// atoms tells whether no part is empty or holds a character with a meaning of
// its own.
func atoms(parts []string, also string) bool {
	for _, p := range parts {
		if p == "" || strings.ContainsAny(p, "<>()[],;:@\""+also) || strings.ContainsFunc(p, isBlank) {
			return false
		}
	}
	return true
}
