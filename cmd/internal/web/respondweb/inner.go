package respondweb

// Questions that hold questions: fields of a multiple text, rows of a matrix of
// questions, panels that respondents add.

import (
	"slices"
	"strconv"
	"strings"

	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// inner builds the rows or panels of a question of the page.
func (b *builder) inner(p *part, e *definition.Element) {
	items := b.itemsOf(e)
	p.Kind = "group"
	for i := range items {
		b.itemOf(p, e, items[i])
	}
	grows := e.Type == definition.MatrixDynamic || e.Type == definition.PanelDynamic
	if grows && e.AllowAdd && b.item == nil && (e.MaxCount == 0 || len(items) < e.MaxCount) {
		p.More = b.plan.number(e)
		if p.MoreText = b.text(e.AddText); p.MoreText == "" {
			p.MoreText = b.words.T("respond.more")
		}
	}
}

func (b *builder) itemsOf(e *definition.Element) []answer.Item {
	if b.item != nil {
		return b.item.Items(e)
	}
	return b.d.Items(e.Name)
}

// itemOf builds one row or panel: a heading and its questions.
func (b *builder) itemOf(p *part, e *definition.Element, it answer.Item) {
	sub := *b
	sub.item, sub.parts, sub.seen, sub.summary = &it, nil, nil, nil
	prefix := p.Name + "."
	switch {
	case strings.HasPrefix(it.Place, "["):
		prefix = p.Name + it.Place + "."
	case it.Place != "":
		prefix = p.Name + "." + it.Place + "."
	}
	if title := sub.itemTitle(e, it); title != "" {
		sub.add(part{Kind: "panel", Title: title})
	}
	sub.nested(it.Shown(), prefix, p.ID+"i"+strconv.Itoa(it.Index))
	p.Parts = append(p.Parts, sub.parts...)
}

// itemTitle names a row by its label, a panel by its title or its number.
func (b *builder) itemTitle(e *definition.Element, it answer.Item) string {
	switch e.Type {
	case definition.MatrixDropdown:
		return b.label(it.Row)
	case definition.MatrixDynamic, definition.PanelDynamic:
		if t := b.text(e.TemplateTitle); t != "" {
			return t
		}
		return b.words.T("respond.item", "N", it.Index+1)
	}
	return ""
}

// nested adds the elements of a row or panel.
func (b *builder) nested(list []*definition.Element, prefix, id string) {
	for i, e := range list {
		st := b.item.State(e)
		at := id + "x" + strconv.Itoa(i)
		switch {
		case !st.Visible:
		case e.Type == definition.Panel:
			b.nested(e.Elements, prefix, at)
		case e.Type == definition.HTML:
			b.add(part{Kind: "html", HTML: b.html(e.Content)})
		case e.IsQuestion():
			b.question(e, st, part{ID: at, Name: prefix + e.Name})
		}
	}
}

// blameInner writes errors at the questions inside; the summary leads to each.
func (b *builder) blameInner(p *part, e *definition.Element) {
	for _, err := range b.d.Errors[e.Name] {
		i := slices.IndexFunc(p.Parts, func(x part) bool { return err.Row != "" && x.Name == err.Field(p.Name) })
		if i < 0 {
			continue
		}
		said := b.say(err)
		x := &p.Parts[i]
		x.Errors = append(x.Errors, said)
		x.Input.Described, x.Input.Wrong = strings.TrimSpace(x.Described()), true
		b.summary = append(b.summary, summaryLine{Target: x.ID, Question: x.Title, Text: said})
	}
}
