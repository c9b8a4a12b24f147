package surveyweb

// A definition as a list to read: what is asked, page by page.

import (
	"strings"

	"dealervoice/survey/definition"
	"dealervoice/survey/mask"
)

// Outline is a definition to read.
type Outline struct {
	Pages     []OutlinePage
	Questions int
	Languages []string
	Minutes   int
}

// OutlinePage is a page with its questions.
type OutlinePage struct {
	Title     string
	Questions []OutlineRow
}

// OutlineRow is a question.
type OutlineRow struct {
	Number      int
	Name        string
	Title       string
	Kind        string // what sort of question: a message key's last part
	Required    bool
	Conditional bool // shown only to some
	Themes      bool // its text goes to theme analysis
}

// outline lists what the definition asks, in the reader's language.
func outline(def *definition.Definition, lang string) Outline {
	o := Outline{Languages: def.Languages, Minutes: def.DV.Minutes}
	at := map[*definition.Page]int{}
	for _, p := range def.Pages {
		at[p] = len(o.Pages)
		o.Pages = append(o.Pages, OutlinePage{Title: plain(p.Title.In(lang))})
	}
	for _, q := range def.Questions() {
		if q.Type == definition.Calculation {
			continue
		}
		o.Questions++
		row := OutlineRow{
			Number: o.Questions, Name: q.Name, Title: title(q, lang), Kind: kind(q),
			Required: q.Required || q.RequiredIf != nil, Conditional: conditional(q), Themes: q.DV.Analyze,
		}
		i := at[q.Page]
		o.Pages[i].Questions = append(o.Pages[i].Questions, row)
	}
	return o
}

// kind is the sort of a question as people call it.
func kind(q *definition.Element) string {
	switch {
	case q.DV.Kano != nil:
		return "kano"
	case q.DV.Metric == "nps":
		return "nps"
	case q.Type == definition.TextInput && (q.InputType == "number" || q.InputType == "range" || q.Mask != nil && q.Mask.Number()):
		return "number"
	case q.Type == definition.TextInput && (strings.HasPrefix(q.InputType, "date") || q.Mask != nil && q.Mask.Kind == mask.DateTime):
		return "date"
	}
	return string(q.Type)
}

// title is what a question says, with the title of the panel around it: half a
// pair says little alone.
func title(q *definition.Element, lang string) string {
	t := plain(q.Title.In(lang))
	if t == "" {
		t = q.Name
	}
	if q.Parent != nil && q.Parent.Type == definition.Panel && !q.Parent.Title.IsZero() {
		t = plain(q.Parent.Title.In(lang)) + " " + t
	}
	return t
}

// conditional tells whether something decides that the question is shown.
func conditional(q *definition.Element) bool {
	for e := q; e != nil; e = e.Parent {
		if e.VisibleIf != nil {
			return true
		}
	}
	return q.Page != nil && q.Page.VisibleIf != nil
}

// plain leaves the words of a title: authors may write HTML.
func plain(s string) string {
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch {
		case r == '<':
			depth++
		case r == '>' && depth > 0:
			depth--
		case depth == 0:
			b.WriteRune(r)
		}
	}
	if depth > 0 { // "<" was no tag
		return strings.TrimSpace(s)
	}
	return strings.TrimSpace(b.String())
}
