package edit

// New questions by what people call them.

// Kinds lists what can be added, the most used first. "nps" and "kano" are
// questions that carry their role.
func Kinds() []string {
	return []string{
		"radiogroup", "checkbox", "dropdown", "rating", "nps", "boolean", "comment", "text", "number", "date",
		"matrix", "ranking", "tagbox", "buttongroup", "slider", "multipletext", "file", "signaturepad", "html", "kano", "panel",
	}
}

// Wish is a question to add: its kind and its title.
type Wish struct {
	Kind  string
	Title Text
}

// Add puts a new question behind the others of a page and gives its path; of a
// Kano pair that of the first half. False for an unknown kind or place.
func (d *Document) Add(container string, w Wish) (string, bool) {
	to := d.at(container)
	base := blank(w.Kind)
	if to == nil || to.kind != object || base == nil {
		return "", false
	}
	var made []*node
	if w.Kind == "kano" {
		made = d.kanoPair(w.Title)
	} else {
		made = []*node{d.fresh(base, w.Title, Free("q1", d.Names()))}
	}
	for _, n := range made {
		d.append(to, n)
	}
	list := elements(to, container, 0)
	for _, e := range list {
		if e.node == made[0] {
			return e.Path, true
		}
	}
	return "", false
}

// fresh makes a question: type, name and title first, as people read.
func (d *Document) fresh(props []member, title Text, name string) *node {
	n := &node{kind: object, changed: true}
	n.put("type", props[0].value)
	n.put("name", of(name))
	key := "title"
	if props[0].value.str() == "html" {
		key = "html"
	}
	setText(n, key, title, d.own())
	for _, p := range props[1:] {
		n.put(p.key, p.value)
		if p.key == "choices" || p.key == "columns" || p.key == "rows" || p.key == "items" {
			d.label(p.value)
		}
	}
	return n
}

// label puts the examples' texts into the survey's own language.
func (d *Document) label(l *node) {
	for _, item := range l.items {
		key := "text"
		if item.get("title") != nil {
			key = "title"
		}
		if t := textOf(item.get(key), "en"); !t.IsZero() {
			item.drop(key)
			setText(item, key, t, d.own())
		}
	}
}

func option(value, zh, en string) map[string]any {
	return map[string]any{"value": value, "text": map[string]string{"en": en, "zh-cn": zh}}
}

func options() []any {
	return []any{option("a", "选项一", "First choice"), option("b", "选项二", "Second choice")}
}

// blank is what a new question of a kind begins with; nil for an unknown one.
func blank(kind string) []member {
	props := func(kind string, pairs ...any) []member {
		out := []member{{"type", of(kind)}}
		for i := 0; i+1 < len(pairs); i += 2 {
			out = append(out, member{pairs[i].(string), of(pairs[i+1])})
		}
		return out
	}
	switch kind {
	case "radiogroup", "checkbox", "dropdown", "tagbox", "buttongroup", "ranking":
		return props(kind, "choices", options())
	case "rating":
		return props(kind, "rateMin", 1, "rateMax", 5)
	case "nps":
		return props("rating", "rateMin", 0, "rateMax", 10, "dv", map[string]any{"metric": "nps"})
	case "number", "date":
		return props("text", "inputType", kind)
	case "comment":
		return props(kind, "dv", map[string]any{"analyze": true})
	case "matrix":
		return props(kind, "columns", options(), "rows", []any{option("r1", "第一行", "First row"), option("r2", "第二行", "Second row")})
	case "slider":
		return props(kind, "min", 0, "max", 100, "step", 1)
	case "multipletext":
		return props(kind, "items", []any{
			map[string]any{"name": "first", "title": map[string]string{"en": "First", "zh-cn": "第一项"}},
			map[string]any{"name": "second", "title": map[string]string{"en": "Second", "zh-cn": "第二项"}},
		})
	case "panel":
		return props(kind, "elements", []any{})
	case "boolean", "text", "file", "signaturepad", "html":
		return props(kind)
	case "kano":
		return props("radiogroup")
	}
	return nil
}

// kanoPair is one feature asked twice: with it and without it.
func (d *Document) kanoPair(title Text) []*node {
	with := Free("kano1_with", d.Names())
	without := Free("kano1_without", append(d.Names(), with))
	feature := Free("kano1", d.Names())
	answers := []any{
		option("like", "很喜欢", "I like it"), option("must", "理应如此", "I expect it"), option("neutral", "无所谓", "I am neutral"),
		option("live", "能忍受", "I can live with it"), option("dislike", "不喜欢", "I dislike it"),
	}
	half := func(part, name, pair string, ask Text) *node {
		return d.fresh([]member{
			{"type", of("radiogroup")}, {"choices", of(answers)},
			{"dv", of(map[string]any{"kano": map[string]any{"feature": feature, "part": part, "pair": pair}})},
		}, ask, name)
	}
	ask := func(zh, en string) Text {
		var t Text
		if title.ZH != "" {
			t.ZH = zh + title.ZH
		}
		if title.EN != "" {
			t.EN = en + title.EN
		}
		return t
	}
	return []*node{
		half("functional", with, without, ask("如果有，您觉得如何：", "If there is, how do you feel: ")),
		half("dysfunctional", without, with, ask("如果没有，您觉得如何：", "If there is not, how do you feel: ")),
	}
}

// AddPage puts a new page behind the others and gives its path.
func (d *Document) AddPage(title Text) string {
	pages := d.root.get("pages")
	if pages == nil || pages.kind != list {
		pages = &node{kind: list, changed: true}
		d.root.put("pages", pages)
	}
	n := &node{kind: object, changed: true}
	n.put("name", of(Free("page1", d.Names())))
	setText(n, "title", title, d.own())
	n.put("elements", &node{kind: list, changed: true})
	pages.items = append(pages.items, n)
	pages.changed = true
	return d.Pages()[len(pages.items)-1].Path
}

// Blank is a survey that asks nothing yet: its title, who may know who
// answered, and one empty page.
func Blank(title Text, privacy string) string {
	d := &Document{root: &node{kind: object, changed: true}}
	setText(d.root, "title", title, "en")
	d.root.put("dv", of(map[string]any{"firstLanguage": "zh-CN", "privacy": map[string]any{"mode": privacy}}))
	d.AddPage(Text{})
	return d.Source() + "\n"
}
