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

// inner builds the rows or panels of a question.
func (b *builder) inner(p *part, e *definition.Element) {
	items := b.itemsOf(e)
	p.Kind = "group"
	p.Cells = e.Type == definition.MatrixDropdown || e.Type == definition.MatrixDynamic
	for _, it := range items {
		p.Items = append(p.Items, b.itemOf(p, e, it))
	}
	b.totals(p, e)
	if e.LoopOver != nil {
		b.loop(p, e, items)
	} else if growing(e) {
		b.grow(p, e, len(items))
	}
}

// growing tells types whose rows or panels come and go.
func growing(e *definition.Element) bool {
	return e.Type == definition.MatrixDynamic || e.Type == definition.PanelDynamic
}

// grow offers one more and one less.
func (b *builder) grow(p *part, e *definition.Element, n int) {
	at := b.spot(e)
	b.counts = append(b.counts, at+"."+strconv.Itoa(n))
	if n == 0 {
		p.None = b.or(e.NoneText, "respond.none_yet")
	}
	if p.Locked {
		return
	}
	if e.AllowAdd && (e.MaxCount == 0 || n < e.MaxCount) {
		p.More, p.MoreText = at, b.or(e.AddText, "respond.more")
	}
	if !e.AllowRemove || n <= e.MinCount {
		return
	}
	for i := range p.Items {
		p.Items[i].Remove = at + "." + strconv.Itoa(b.itemsOf(e)[i].Index)
		p.Items[i].RemoveText = b.or(e.RemoveText, "respond.less")
	}
}

// or is the author's text, else ours.
func (b *builder) or(t definition.Text, key string) string {
	if s := b.text(t); s != "" {
		return s
	}
	return b.words.T(key)
}

// spot names the question in control fields: its number in the form; inside a
// row or panel that of the question around, the place of the row and its own.
func (b *builder) spot(e *definition.Element) string {
	if b.item == nil {
		return b.plan.number(e)
	}
	return b.around + "." + strconv.Itoa(b.item.Index) + "." + strconv.Itoa(e.Index)
}

func (b *builder) itemsOf(e *definition.Element) []answer.Item {
	if b.item != nil {
		return b.item.Items(e)
	}
	return b.d.Items(e.Name)
}

// itemOf builds one row or panel: a title and its questions.
func (b *builder) itemOf(p *part, e *definition.Element, it answer.Item) item {
	sub := *b
	sub.quiet = !slices.ContainsFunc(e.Inner(), func(x *definition.Element) bool { return x.IsQuestion() && it.State(x).Required })
	sub.item, sub.around, sub.parts, sub.seen, sub.summary, sub.counts = &it, b.spot(e), nil, nil, nil, nil
	prefix := p.Name + "."
	switch {
	case strings.HasPrefix(it.Place, "["):
		prefix = p.Name + it.Place + "."
	case it.Place != "":
		prefix = p.Name + "." + it.Place + "."
	}
	out := item{ID: p.ID + "i" + strconv.Itoa(it.Index), Title: sub.itemTitle(e, it), Hint: sub.text(e.TemplateDescription)}
	sub.nested(it.Shown(), prefix, out.ID)
	out.Parts = sub.parts
	b.seen = append(b.seen, sub.seen...)
	b.counts = append(b.counts, sub.counts...)
	return out
}

// itemTitle names a row by its label, a panel by its title or its number.
func (b *builder) itemTitle(e *definition.Element, it answer.Item) string {
	switch e.Type {
	case definition.MatrixDropdown:
		return b.label(it.Row)
	case definition.MatrixDynamic, definition.PanelDynamic:
		if t := strings.Trim(b.text(e.TemplateTitle), " :：-–"); t != "" {
			return t
		}
		if e.LoopOver != nil {
			return b.label(chosen(e, it))
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
			if title := b.text(e.Title); title != "" {
				b.add(part{Kind: "name", Title: title, Hint: b.text(e.Description)})
			}
			b.nested(e.Elements, prefix, at)
		case e.Type == definition.HTML:
			b.add(part{Kind: "html", HTML: b.html(e.Content)})
		case e.Type == definition.Image:
			b.add(part{Kind: "image", Image: ownImage(b.text(e.Content)), Title: b.text(e.Alt)})
		case e.IsQuestion():
			if (e.VisibleIf != nil || comes(e)) && strings.Count(b.around, ".") == 0 {
				b.seen = append(b.seen, spotIn(b.around, b.item.Index, e))
			}
			b.question(e, st, part{ID: at, Name: prefix + e.Name})
		}
	}
}

// blameInner writes errors at the questions inside; the summary leads to each.
func (b *builder) blameInner(p *part, e *definition.Element) {
	for _, err := range b.d.Errors[e.Name] {
		x := p.find(err)
		if x == nil {
			continue
		}
		said := b.say(err)
		if slices.Contains(x.Errors, said) {
			continue
		}
		x.Errors = append(x.Errors, said)
		x.describe()
		b.summary = append(b.summary, summaryLine{Target: x.ID, Question: x.Title, Text: said})
	}
}

// find gives the question inside that an error is about; nil if it is about
// none.
func (p *part) find(err answer.Error) *part {
	if err.Row == "" {
		return nil
	}
	return p.named(err.Field(p.Name))
}

// wrongInside tells whether anything is wrong in a row or panel.
func (p *part) wrongInside() bool {
	return slices.ContainsFunc(p.Items, func(it item) bool {
		return slices.ContainsFunc(it.Parts, func(x part) bool { return len(x.Errors) > 0 || x.wrongInside() })
	})
}

// named finds the question whose fields are called so, at any depth. An error of
// a row in it ends with the row's name.
func (p *part) named(name string) *part {
	for i := range p.Items {
		for j := range p.Items[i].Parts {
			x := &p.Items[i].Parts[j]
			if x.Name == name || x.Name != "" && strings.HasPrefix(name, x.Name+".") && len(x.Items) == 0 {
				return x
			}
			if deeper := x.named(name); deeper != nil {
				return deeper
			}
		}
	}
	return nil
}

// comes tells whether the row or panel that a question stands in is there by a
// formula.
func comes(e *definition.Element) bool { return e.Owner() != nil && e.Owner().CountFormula != nil }

// spotIn names a question in a row or panel of a question of the page, for
// _seen.
func spotIn(number string, index int, e *definition.Element) string {
	return number + "-" + strconv.Itoa(index) + "-" + strconv.Itoa(e.Index)
}

// revealedIn tells whether a question in a row or panel appeared only by the
// answers of this screen.
func (v *visit) revealedIn(d *answer.Decision, e *definition.Element, seen []string) bool {
	for _, it := range d.Items(e.Name) {
		for _, child := range e.Inner() {
			if child.VisibleIf == nil && !comes(child) || !child.IsQuestion() || child.Type == definition.Calculation || !it.State(child).Visible {
				continue
			}
			field := e.Name + it.Place + "." + child.Name
			if !strings.HasPrefix(it.Place, "[") {
				field = e.Name + "." + it.Place + "." + child.Name
			}
			if !slices.Contains(seen, spotIn(v.plan.number(e), it.Index, child)) && len(v.fields[field]) == 0 {
				return true
			}
		}
	}
	return false
}
