package survey

// A definition as text: what is stored, and what tells two of them apart.

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"unicode/utf8"

	"dealervoice/survey/definition"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// MaxSource bounds a definition.
const MaxSource = 2 << 20

// nulEscape is a NUL as JSON writes it: PostgreSQL keeps none in a text.
var nulEscape = regexp.MustCompile(`(?:^|[^\\])(?:\\\\)*\\u0000`)

// readSource gives the text of a definition: UTF-8 without mark, one JSON
// object.
func readSource(raw []byte) (string, error) {
	raw = bytes.TrimSpace(bytes.TrimPrefix(raw, []byte("\xEF\xBB\xBF")))
	var object map[string]json.RawMessage
	switch {
	case len(raw) == 0:
		return "", sourceFault("survey.source_empty", nil)
	case len(raw) > MaxSource:
		return "", sourceFault("survey.source_too_large", fault.Args{"Max": MaxSource >> 20})
	case !utf8.Valid(raw):
		return "", sourceFault("survey.source_not_utf8", nil)
	case nulEscape.Match(raw):
		return "", sourceFault("survey.source_nul", nil)
	}
	if err := json.Unmarshal(raw, &object); err != nil || object == nil {
		return "", sourceFault("survey.source_not_json", fault.Args{"Line": lineOf(raw, err)})
	}
	return string(raw), nil
}

func sourceFault(key string, args fault.Args) error {
	return fault.Invalid(fault.Field{Path: "source", Key: key, Args: args})
}

// lineOf is the line at which JSON breaks; 1 if it is no object at all.
func lineOf(raw []byte, err error) int {
	syntax, ok := err.(*json.SyntaxError)
	if !ok {
		return 1
	}
	return 1 + bytes.Count(raw[:min(int(syntax.Offset), len(raw))], []byte("\n"))
}

// hashOf tells two definitions apart whatever their spaces and the order of
// their keys.
func hashOf(source string) (string, error) {
	dec := json.NewDecoder(bytes.NewReader([]byte(source)))
	dec.UseNumber() // 0.1 and big integers stay as written
	var v any
	if err := dec.Decode(&v); err != nil {
		return "", fmt.Errorf("read definition: %w", err)
	}
	canonical, err := json.Marshal(v) // sorts keys
	if err != nil {
		return "", fmt.Errorf("write definition: %w", err)
	}
	sum := sha256.Sum256(canonical)
	return hex.EncodeToString(sum[:]), nil
}

// faulty gives a report's errors as a fault with one field for each.
func faulty(r definition.Report) error {
	fields := make([]fault.Field, len(r.Errors))
	for i, e := range r.Errors {
		fields[i] = fault.Field{Path: e.Path, Key: "survey.finding", Args: fault.Args{"Message": e.Message, "Code": e.Code}, Code: e.Code}
	}
	return fault.Invalid(fields...)
}

// titleOf is the definition's title in both languages.
func titleOf(def *definition.Definition) language.Text {
	t := language.Text{}
	if def.Title.Has(string(language.Chinese)) {
		t.ZH = def.Title.In(string(language.Chinese))
	}
	if def.Title.Has(string(language.English)) {
		t.EN = def.Title.In(string(language.English))
	}
	if t.IsZero() {
		t.EN = def.Title.In(def.Locale)
	}
	return t
}

// asks tells whether the definition has a question that a person answers.
func asks(def *definition.Definition) bool {
	for _, q := range def.Questions() {
		if q.Type != definition.Calculation && q.IsQuestion() {
			return true
		}
	}
	return false
}
