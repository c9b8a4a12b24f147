// Names: every question once, every reference to one that is there.

package definition

import (
	"fmt"
	"slices"
)

func (l *loader) index(d *Definition) {
	d.forgets = onHidden(d.ClearInvisible)
	d.reacts = slices.ContainsFunc(d.Triggers, func(t Trigger) bool { return t.SetTo != "" })
	d.byName, d.byKey = map[string]*Element{}, map[string]*Element{}
	for _, p := range d.Pages {
		l.indexList(d, p.Elements)
	}
	share(d.elements)
	for _, e := range d.elements {
		l.loop(d, e)
	}
	for _, e := range d.elements {
		l.siblings(e)
	}
}

// share marks the questions of a list that store under one key.
func share(list []*Element) {
	first := make(map[string]*Element, len(list))
	for _, e := range list {
		if !e.IsQuestion() {
			continue
		}
		if other := first[e.Key]; other != nil {
			e.Shared, other.Shared = true, true
		}
		first[e.Key] = e
	}
}

func (l *loader) indexList(d *Definition, list []*Element) {
	for _, e := range list {
		e.Index = len(d.elements)
		d.elements = append(d.elements, e)
		if e.IsQuestion() {
			d.questions = append(d.questions, e)
		}
		d.filters = d.filters || filtersChoices(e)
		d.forgets = d.forgets || e.IsQuestion() && onHidden(e.ClearIfInvisible)
		d.reacts = d.reacts || reacts(e)
		if e.Name != "" {
			if _, twice := d.byName[e.Name]; twice {
				l.fail(e.path+".name", CodeDuplicateName, "the name %s stands twice", clip(e.Name))
			}
			d.byName[e.Name] = e
		}
		if _, ok := d.byKey[e.Key]; !ok && e.IsQuestion() {
			d.byKey[e.Key] = e
		}
		l.indexList(d, e.Elements)
	}
}

func onHidden(mode string) bool { return mode == "onHidden" || mode == "onHiddenContainer" }

// reacts tells whether a question, or one in its rows or panels, sets its
// answer on a change of another.
func reacts(e *Element) bool {
	return e.SetValueIf != nil || e.SetValue != nil || e.ResetValueIf != nil || e.DefaultFormula != nil ||
		slices.ContainsFunc(e.Cells, reacts) || slices.ContainsFunc(e.flat, reacts)
}

// siblings checks the names inside one row, panel or multiple text.
func (l *loader) siblings(e *Element) {
	l.loops(e)
	e.inner = slices.Concat(e.Items, e.Cells, e.flat)
	e.tops = slices.Concat(e.Items, e.Cells, e.Template)
	share(e.inner)
	seen := map[string]bool{}
	for i, child := range e.inner {
		child.Index = i
		if child.Name != "" && seen[child.Name] {
			l.fail(child.path+".name", CodeDuplicateName, "the name %s stands twice in %s", clip(child.Name), clip(e.Name))
		}
		seen[child.Name] = true
		l.siblings(child)
	}
}

// Flat returns the elements of a list and of the panels in it, in order.
func Flat(list []*Element) []*Element {
	var out []*Element
	for _, e := range list {
		out = append(out, e)
		out = append(out, Flat(e.Elements)...)
	}
	return out
}

// finish checks what needs the whole definition.
func (l *loader) finish(d *Definition) {
	l.languages(d)
	l.designs(d)
	d.individual = len(d.designs) > 0 || l.named(d)
	for i, t := range d.Triggers {
		l.target(d, fmt.Sprintf("triggers[%d]", i), t)
	}
	for _, e := range d.elements {
		l.source(d, e)
		l.pair(d, e)
		l.branches(d, e)
	}
}

// target checks what a trigger points to.
func (l *loader) target(d *Definition, path string, t Trigger) {
	known := func(name string) bool { return d.byName[name] != nil || d.byKey[name] != nil }
	switch t.Kind {
	case "setvalue", "copyvalue", "runexpression":
		if t.SetTo != "" && !t.Variable && !known(t.SetTo) {
			l.fail(path+".setToName", CodeReference, "no question %s", clip(t.SetTo))
		}
		if t.Kind == "copyvalue" && !known(root(t.From)) {
			l.fail(path+".fromName", CodeReference, "no question %s", clip(t.From))
		}
	case "skip":
		if !known(t.GoTo) && !slices.ContainsFunc(d.Pages, func(p *Page) bool { return p.Name == t.GoTo }) {
			l.fail(path+".gotoName", CodeReference, "no question or page %s", clip(t.GoTo))
		}
	}
}

// source checks choicesFromQuestion.
func (l *loader) source(d *Definition, e *Element) {
	for _, child := range e.inner {
		if child.ChoicesFrom != "" {
			l.sourceOf(d, child, e.flat)
		}
	}
	if e.ChoicesFrom != "" {
		l.sourceOf(d, e, nil)
	}
}

func (l *loader) sourceOf(d *Definition, e *Element, siblings []*Element) {
	from := d.byName[e.ChoicesFrom]
	if i := slices.IndexFunc(siblings, func(s *Element) bool { return s.Name == e.ChoicesFrom }); i >= 0 {
		from = siblings[i]
	}
	switch {
	case from == nil:
		l.fail(e.path+".choicesFromQuestion", CodeReference, "no question %s", clip(e.ChoicesFrom))
	case from == e:
		l.fail(e.path+".choicesFromQuestion", CodeReference, "a question cannot take its own choices")
	case !from.HasChoices() && from.Type != Matrix && from.Type != MatrixDropdown && from.Type != PanelDynamic && from.Type != MatrixDynamic:
		l.fail(e.path+".choicesFromQuestion", CodeReference, "%s has no choices or rows to take", clip(e.ChoicesFrom))
	}
}

// pair checks that both halves of a Kano pair point to each other.
func (l *loader) pair(d *Definition, e *Element) {
	k := e.DV.Kano
	if k == nil {
		return
	}
	other := d.byName[k.Pair]
	if other == nil || other.DV.Kano == nil || other.DV.Kano.Pair != e.Name || other.DV.Kano.Part == k.Part {
		l.fail(e.path+".dv.kano.pair", CodeReference, "%s must be the other half and point back", clip(k.Pair))
	}
}

// filtersChoices tells whether conditions decide which choices are shown, here
// or in rows and panels.
func filtersChoices(e *Element) bool {
	own := func(c Choice) bool { return c.VisibleIf != nil }
	return e.ChoicesVisibleIf != nil || e.list != nil || slices.ContainsFunc(e.Choices, own) ||
		slices.ContainsFunc(e.Cells, filtersChoices) || slices.ContainsFunc(e.flat, filtersChoices)
}
