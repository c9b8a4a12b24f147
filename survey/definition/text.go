// Localised texts of a definition.

package definition

import (
	"encoding/json"
	"slices"
	"strings"
)

// Text is a text in several languages. The zero value is no text.
type Text struct {
	entries []entry // the first is the one under "default"
}

type entry struct{ tag, text string }

// Plain makes a Text of one language.
func Plain(tag, s string) Text { return Text{entries: []entry{{tag, s}}} }

// In returns the text for a reader of the language (BCP 47, "zh-CN", "en"):
// the same tag, else the same base language, else the default.
func (t Text) In(tag string) string {
	if len(t.entries) == 0 {
		return ""
	}
	near := t.entries[0].text
	found := false
	for _, e := range t.entries {
		if strings.EqualFold(e.tag, tag) {
			return e.text
		}
		if !found && sameLanguage(e.tag, tag) {
			near, found = e.text, true
		}
	}
	return near
}

// Has tells whether the text is written in the language, or in another form
// of it (zh-TW for zh-CN).
func (t Text) Has(tag string) bool {
	return slices.ContainsFunc(t.entries, func(e entry) bool { return sameLanguage(e.tag, tag) })
}

// IsZero tells whether there is no text at all.
func (t Text) IsZero() bool { return len(t.entries) == 0 }

// Tags lists the languages the text is written in, the default first.
func (t Text) Tags() []string {
	tags := make([]string, len(t.entries))
	for i, e := range t.entries {
		tags[i] = e.tag
	}
	return tags
}

// MarshalJSON writes the text by language tag.
func (t Text) MarshalJSON() ([]byte, error) {
	m := make(map[string]string, len(t.entries))
	for _, e := range t.entries {
		m[e.tag] = e.text
	}
	return json.Marshal(m)
}

// sameLanguage compares base languages: zh-CN and zh-TW are the same.
func sameLanguage(a, b string) bool {
	baseA, _, _ := strings.Cut(a, "-")
	baseB, _, _ := strings.Cut(b, "-")
	return strings.EqualFold(baseA, baseB)
}

// canonical turns SurveyJS's "zh-cn" into the tag "zh-CN".
func canonical(locale string) string {
	base, region, ok := strings.Cut(strings.ReplaceAll(locale, "_", "-"), "-")
	if !ok {
		return strings.ToLower(base)
	}
	if len(region) == 2 {
		region = strings.ToUpper(region)
	}
	return strings.ToLower(base) + "-" + region
}

// newText reads a localised string: a plain text, or an object of texts by
// locale, "default" being the one written in the definition's own.
func newText(v any, defaultTag string) (Text, bool) {
	switch x := v.(type) {
	case nil:
		return Text{}, true
	case string:
		if x == "" {
			return Text{}, true
		}
		return Plain(defaultTag, x), true
	case map[string]any:
		return newTexts(x, defaultTag)
	}
	return Text{}, false
}

func newTexts(m map[string]any, defaultTag string) (Text, bool) {
	var t Text
	for locale, v := range m {
		s, ok := v.(string)
		if !ok {
			return Text{}, false
		}
		if s == "" {
			continue
		}
		tag := canonical(locale)
		if locale == "default" {
			tag = defaultTag
		} else if _, both := m["default"]; both && tag == defaultTag {
			continue // said twice: "default" is the one that counts
		}
		t.entries = append(t.entries, entry{tag, s})
	}
	slices.SortFunc(t.entries, func(a, b entry) int {
		if first := (a.tag == defaultTag); first != (b.tag == defaultTag) {
			if first {
				return -1
			}
			return 1
		}
		return strings.Compare(a.tag, b.tag)
	})
	return t, true
}
