package language

import "strings"

// Tag is a BCP 47 tag of a language the product speaks.
type Tag string

// The two languages.
const (
	Chinese Tag = "zh-CN"
	English Tag = "en"
)

// All lists the languages, the default first.
func All() []Tag { return []Tag{Chinese, English} }

// Parse maps any BCP 47-like tag ("zh", "zh-TW", "zh_Hans", "EN-gb") to one of
// ours; ok is false for other languages.
func Parse(s string) (tag Tag, ok bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	base, _, _ := strings.Cut(strings.ReplaceAll(s, "_", "-"), "-")
	switch base {
	case "zh":
		return Chinese, true
	case "en":
		return English, true
	}
	return "", false
}

// Accept picks the first of our languages in an Accept-Language header, in its
// order of preference as written; fallback if none is named. Quality values are
// read only as order: browsers send them sorted.
func Accept(header string, fallback Tag) Tag {
	if len(header) > 1024 {
		header = header[:1024]
	}
	for part := range strings.SplitSeq(header, ",") {
		name, _, _ := strings.Cut(part, ";")
		if tag, ok := Parse(name); ok {
			return tag
		}
	}
	return fallback
}

// Text is text written in both languages. A missing one falls back to the other.
type Text struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

// In gives the text for a reader of the language.
func (t Text) In(tag Tag) string {
	if tag == English && t.EN != "" || t.ZH == "" {
		return t.EN
	}
	return t.ZH
}

// IsZero tells whether nothing is written.
func (t Text) IsZero() bool { return t.ZH == "" && t.EN == "" }
