package definition

import "strings"

// Text is a text in several languages. The zero value is no text.
type Text struct {
	entries []entry // the first is the one under "default"
}

type entry struct{ tag, text string }

// Plain makes a Text that reads the same in every language.
func Plain(s string) Text { return Text{entries: []entry{{"", s}}} }

// In returns the text for a reader of the language (BCP 47, "zh-CN", "en"):
// the same tag, else the same base language, else the default.
func (t Text) In(tag string) string {
	if len(t.entries) == 0 {
		return ""
	}
	base, _, _ := strings.Cut(tag, "-")
	near := t.entries[0].text
	found := false
	for _, e := range t.entries {
		if strings.EqualFold(e.tag, tag) {
			return e.text
		}
		b, _, _ := strings.Cut(e.tag, "-")
		if !found && b != "" && strings.EqualFold(b, base) {
			near, found = e.text, true
		}
	}
	return near
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
