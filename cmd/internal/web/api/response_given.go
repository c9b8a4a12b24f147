package api

// The body of a response: {"data":{…},"attributes":{…},"lang"?,"version"?}.

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dealervoice/survey"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// given is what a program hands in.
type given struct {
	data       answer.Data
	attributes audience.Attributes
	language   language.Tag  // that it was read in; "": unknown
	version    survey.Number // that was filled; 0: the present one
}

// The limits of attributes: how many, and how long name and value, in characters.
const (
	maxAttributes = 40
	maxName       = 60
	maxValue      = 200
)

func readGiven(raw []byte) (given, error) {
	var g given
	o, err := readObject(raw, "data", "attributes", "lang", "version")
	if err != nil {
		return g, err
	}
	var lang string
	for name, into := range map[string]any{"data": &g.data, "attributes": &g.attributes, "lang": &lang, "version": &g.version} {
		if err := o.take(name, into); err != nil {
			return g, err
		}
	}
	if g.data == nil {
		return g, malformed(fault.Field{Path: "data", Key: "api.no_data", Code: "required"})
	}
	if lang != "" {
		tag, ok := language.Parse(lang)
		if !ok {
			return g, malformed(fault.Field{Path: "lang", Key: "api.no_such_language", Code: "language"})
		}
		g.language = tag
	}
	g.attributes, err = trimmed(g.attributes)
	return g, err
}

// trimmed gives the attributes that say something. They name the segments of
// every report, so what nobody could see or write is refused.
func trimmed(list audience.Attributes) (audience.Attributes, error) {
	if len(list) > maxAttributes {
		return nil, fault.Invalid(fault.Field{Path: "attributes", Key: "api.too_many_attributes", Args: fault.Args{"Max": maxAttributes}, Code: "toomany"})
	}
	out := audience.Attributes{}
	var wrong []fault.Field
	for _, name := range slices.Sorted(maps.Keys(list)) {
		value := strings.TrimSpace(list[name])
		switch {
		case !written(name, maxName) || name != strings.TrimSpace(name) || name == "" || !written(value, maxValue):
			wrong = append(wrong, fault.Field{Path: "attributes." + name, Key: "api.bad_attribute", Args: fault.Args{"Name": maxName, "Value": maxValue}, Code: "attribute"})
		case value != "":
			out[name] = value
		}
	}
	if len(wrong) > 0 {
		return nil, fault.Invalid(wrong...)
	}
	return out, nil
}

// written tells whether a text is short enough and of characters people write.
func written(s string, limit int) bool {
	odd := func(r rune) bool { return !unicode.IsPrint(r) }
	return utf8.RuneCountInString(s) <= limit && !strings.ContainsFunc(s, odd)
}
