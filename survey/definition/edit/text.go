package edit

// Texts in several languages: a plain text is written in the survey's own
// language, an object names each.

import "strings"

// Text is a text in the product's two languages.
type Text struct{ ZH, EN string }

// IsZero tells whether nothing is written.
func (t Text) IsZero() bool { return t == Text{} }

// In is the text for a reader of the language, in the other one if need be.
func (t Text) In(lang string) string {
	first, second := t.EN, t.ZH
	if base(lang) == "zh" {
		first, second = second, first
	}
	if first == "" {
		return second
	}
	return first
}

func base(tag string) string {
	b, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(tag, "_", "-")), "-")
	return b
}

// own is the language that "default" and plain texts are written in.
func (d *Document) own() string {
	if locale := d.root.get("locale").str(); locale != "" {
		return base(locale)
	}
	return "en"
}

// Text gives a text property of the thing at a path.
func (d *Document) Text(path, property string) Text { return textOf(d.at(path).get(property), d.own()) }

func textOf(n *node, own string) Text {
	return Text{ZH: in(n, "zh", own), EN: in(n, "en", own)}
}

func in(n *node, lang, own string) string {
	if n == nil {
		return ""
	}
	if n.kind == scalar {
		if lang == own {
			if s := n.str(); s != "" || n.raw == `""` || n.raw == "null" {
				return s
			}
			return n.raw
		}
		return ""
	}
	return n.get(slot(n, lang, own)).str()
}

// slot is the key under which an object keeps a language.
func slot(n *node, lang, own string) string {
	if lang == own && n.get("default") != nil {
		return "default"
	}
	for _, exact := range []string{"zh-cn", "zh-CN", "en"} {
		if base(exact) == lang && n.get(exact) != nil {
			return exact
		}
	}
	for _, m := range n.members {
		if base(m.key) == lang {
			return m.key
		}
	}
	switch {
	case lang == own:
		return "default"
	case lang == "zh":
		return "zh-cn"
	}
	return lang
}

// SetText writes a text property; other languages stay.
func (d *Document) SetText(path, property string, t Text) {
	if n := d.at(path); n != nil && n.kind == object {
		setText(n, property, t, d.own())
	}
}

func setText(n *node, property string, t Text, own string) {
	old := n.get(property)
	if textOf(old, own) == t {
		return
	}
	if old == nil || old.kind != object {
		fresh := map[string]string{own: t.EN, other(own): t.ZH}
		if own == "zh" {
			fresh = map[string]string{own: t.ZH, other(own): t.EN}
		}
		put(n, property, written(fresh, own))
		return
	}
	n.changed = true
	for lang, s := range map[string]string{"zh": t.ZH, "en": t.EN} {
		key := slot(old, lang, own)
		if s == "" {
			old.drop(key)
		} else if old.get(key).str() != s {
			old.put(key, of(s))
		}
	}
	if len(old.members) == 0 {
		n.drop(property)
	}
}

func other(own string) string {
	if own == "zh" {
		return "en"
	}
	return "zh"
}

// written is a text as a definition holds it: nil for none.
func written(by map[string]string, own string) any {
	n := &node{kind: object, changed: true}
	for _, lang := range []string{own, "en", "zh"} {
		if s := by[lang]; s != "" && n.get(slot(n, lang, own)) == nil {
			n.put(slot(n, lang, own), of(s))
		}
	}
	switch {
	case len(n.members) == 0:
		return nil
	case len(n.members) == 1 && n.members[0].key == "default":
		return n.members[0].value.str()
	}
	return n.any()
}
