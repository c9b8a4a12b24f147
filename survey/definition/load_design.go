// Reading experimental designs: vignettes, arms, constant sums, MaxDiff,
// conjoint.

package definition

import (
	"cmp"
	"fmt"
	"slices"

	"dealervoice/survey/design"
)

// Defaults of sets.
const (
	defaultBlocks = 10
	defaultSets   = 20
)

// of completes what is not said.
func (d Deal) of() Deal {
	d.Method = cmp.Or(d.Method, DealBalanced)
	d.To = cmp.Or(d.To, ToRespondent)
	d.Waves = cmp.Or(d.Waves, WavesSame)
	return d
}

// texts makes a Text of texts by language tag.
func (l *loader) texts(m map[string]string) Text {
	byLocale := make(map[string]any, len(m))
	for tag, s := range m {
		byLocale[tag] = s
	}
	t, _ := newTexts(byLocale, l.defaultTag)
	for _, tag := range t.Tags() {
		if !slices.Contains(l.tags, tag) {
			l.tags = append(l.tags, tag)
		}
	}
	return t
}

// design reads one design of the survey.
func (l *loader) design(path string, dv DesignDV) *Design {
	d := &Design{ID: dv.ID, Deal: dv.Deal.of(), path: path, factors: l.factors(path, dv.Factors, dv.Forbidden)}
	if d.factors.Spanned() > design.MaxCells {
		l.fail(path+".factors", CodeTooLarge, "more than %d cells", design.MaxCells)
		return nil
	}
	d.cells = d.factors.Cells()
	if missing := d.factors.Missing(); len(missing) > 0 {
		f := dv.Factors[missing[0][0]]
		l.fail(path+".forbidden", CodeReference, "nothing is left of level %s of %s", clip(f.Levels[missing[0][1]].ID), clip(f.ID))
		return nil
	}
	d.Element = &Element{Type: MultipleText, Name: dv.ID, Key: dv.ID, Title: l.texts(dv.Title), ReadOnly: true, path: path}
	for _, f := range dv.Factors {
		d.Element.Items = append(d.Element.Items, l.factorElement(path, f))
	}
	if len(dv.Factors) == 1 && dv.Factors[0].ID == dv.ID {
		title := d.Element.Title
		d.Element = d.Element.Items[0]
		if d.Element.Title.IsZero() {
			d.Element.Title = title
		}
	}
	l.fixed(d)
	return d
}

// factorElement is a field that reads a factor.
func (l *loader) factorElement(path string, f ExperimentFactor) *Element {
	e := &Element{Type: Dropdown, Name: f.ID, Key: f.ID, Title: l.texts(f.Title), ReadOnly: true, path: path}
	for _, level := range f.Levels {
		e.Choices = append(e.Choices, Choice{Value: level.ID, Text: l.texts(level.Text)})
	}
	return e
}

// fixed checks what clusters get by hand.
func (l *loader) fixed(d *Design) {
	if len(d.Deal.Fixed) == 0 {
		return
	}
	if len(d.Element.Items) > 0 || !d.Clustered() {
		l.fail(d.path+".deal.fixed", CodeReference, "only a design of one factor of its own id, dealt to clusters, can be fixed by hand")
		return
	}
	for cluster, level := range d.Deal.Fixed {
		if IndexOf(d.Element.Choices, level) < 0 {
			l.fail(d.path+".deal.fixed", CodeReference, "%s is to get %s, which is no level", clip(cluster), clip(level))
		}
	}
	if d.Deal.Reason == "" {
		l.fail(d.path+".deal.reason", CodeMissing, "clusters chosen by hand need a reason")
	}
}

// factors turns factors and forbidden pairs into numbers.
func (l *loader) factors(path string, list []ExperimentFactor, forbidden []map[string]string) design.Factors {
	out := design.Factors{}
	place := map[string]int{}
	for i, f := range list {
		if _, twice := place[f.ID]; twice {
			l.fail(fmt.Sprintf("%s.factors[%d].id", path, i), CodeDuplicate, "the factor %s stands twice", clip(f.ID))
		}
		place[f.ID] = i
		out.Levels = append(out.Levels, len(f.Levels))
		seen := map[string]bool{}
		for k, level := range f.Levels {
			if seen[level.ID] {
				l.fail(fmt.Sprintf("%s.factors[%d].levels[%d].id", path, i, k), CodeDuplicate, "the level %s stands twice", clip(level.ID))
			}
			seen[level.ID] = true
		}
	}
	for i, pair := range forbidden {
		at := fmt.Sprintf("%s.forbidden[%d]", path, i)
		var ends [][2]int
		for factor, level := range pair {
			k, ok := place[factor]
			if !ok {
				l.fail(at, CodeReference, "no factor %s", clip(factor))
				continue
			}
			n := slices.IndexFunc(list[k].Levels, func(x Level) bool { return x.ID == level })
			if n < 0 {
				l.fail(at, CodeReference, "%s has no level %s", clip(factor), clip(level))
				continue
			}
			ends = append(ends, [2]int{k, n})
		}
		if len(ends) == 2 {
			slices.SortFunc(ends, func(a, b [2]int) int { return a[0] - b[0] })
			out.Forbidden = append(out.Forbidden, design.Pair{Factor: ends[0][0], Level: ends[0][1], OtherFactor: ends[1][0], OtherLevel: ends[1][1]})
		}
	}
	return out
}

// rowsFor counts tasks up as rows where the author lists none.
func rowsFor(o *object, tasks int) {
	if listed, _ := o.m["rows"].([]any); len(listed) > 0 {
		return
	}
	rows := make([]any, tasks)
	for i := range rows {
		rows[i] = fmt.Sprintf("t%d", i+1)
	}
	o.m["rows"] = rows
}

// maxDiff prepares a matrix of questions whose rows are tasks.
func (l *loader) maxDiff(o *object, e *Element) design.MaxDiff {
	items, _ := o.m["choices"].([]any)
	m := design.MaxDiff{Items: len(items), PerTask: e.DV.MaxDiff.PerTask, Tasks: e.DV.MaxDiff.Tasks,
		Versions: cmp.Or(e.DV.MaxDiff.Versions, defaultBlocks), Seed: l.seed, Name: e.Name}
	if m.Tasks == 0 && m.Items > m.PerTask {
		m.Tasks = design.Recommended(m.Items, m.PerTask)
	}
	if err := m.Valid(); err != nil {
		l.fail(o.at("dv.maxdiff"), CodeSchema, "%v", err)
		return m
	}
	rowsFor(o, m.Tasks)
	return m
}

// bestWorst completes the question when its columns are read.
func (l *loader) bestWorst(o *object, e *Element, m design.MaxDiff) {
	plain := len(e.Cells) == 2 && e.RowsVisibleIf == nil && e.ColumnsVisibleIf == nil
	for _, c := range e.Cells {
		plain = plain && (c.Type == Dropdown || c.Type == Radiogroup) && len(c.Specials()) == 0 && c.ChoicesFrom == "" && len(c.Choices) == m.Items
	}
	switch {
	case !plain:
		l.fail(o.at("columns"), CodeReference, "a MaxDiff has two columns, the best and the worst, that take the choices of the matrix")
	case len(e.Rows) != m.Tasks:
		l.fail(o.at("rows"), CodeReference, "%d rows for %d tasks", len(e.Rows), m.Tasks)
	default:
		e.tasks = &tasks{blocks: onceBlocks(m)}
		l.dealt(e, e.DV.MaxDiff.Deal, m.Versions)
	}
}

// conjoint prepares a matrix whose rows are tasks and whose first columns are
// alternatives.
func (l *loader) conjoint(o *object, e *Element) {
	dv := e.DV.Conjoint
	c := design.Conjoint{Factors: l.factors(o.at("dv.conjoint"), dv.Factors, dv.Forbidden), Tasks: dv.Tasks, Alternatives: dv.Alternatives,
		Versions: cmp.Or(dv.Versions, defaultSets), Random: dv.Sets == "random", Seed: l.seed, Name: e.Name}
	if err := c.Valid(); err != nil {
		l.fail(o.at("dv.conjoint"), CodeSchema, "%v", err)
		return
	}
	if missing := c.Missing(); len(missing) > 0 {
		f := dv.Factors[missing[0][0]]
		l.fail(o.at("dv.conjoint.forbidden"), CodeReference, "nothing is left of level %s of %s", clip(f.Levels[missing[0][1]].ID), clip(f.ID))
		return
	}
	rowsFor(o, c.Tasks)
	e.tasks = &tasks{sets: onceSets(c), factors: c.Factors}
	for _, f := range dv.Factors {
		e.Profile = append(e.Profile, l.factorElement(o.at("dv.conjoint"), f))
	}
	l.dealt(e, dv.Deal, c.Versions)
}

// compared checks the grid of a conjoint question.
func (l *loader) compared(o *object, e *Element) {
	dv := e.DV.Conjoint
	switch {
	case e.tasks == nil:
	case len(e.Rows) != dv.Tasks:
		l.fail(o.at("rows"), CodeReference, "%d rows for %d tasks", len(e.Rows), dv.Tasks)
	case e.MultiSelect || e.RowsVisibleIf != nil || e.ColumnsVisibleIf != nil || e.RowOrder == "random":
		l.fail(o.path, CodeReference, "tasks stand in the order they were made in, each with one answer")
	case len(e.Columns) < max(2, dv.Alternatives):
		l.fail(o.at("columns"), CodeReference, "%d columns for %d alternatives", len(e.Columns), dv.Alternatives)
	}
}

// dealt adds the design that deals the sets of a question.
func (l *loader) dealt(e *Element, deal Deal, sets int) {
	reads := &Element{Type: TextInput, Name: e.Name + SetSuffix, Key: e.Key + SetSuffix, Title: e.Title, ReadOnly: true, path: e.path, DV: ElementDV{Integer: true}}
	reads.Input = Input{InputType: "number", Lower: 1.0, Upper: float64(sets), MaxLength: -1}
	l.sets = append(l.sets, &Design{ID: reads.Key, Element: reads, Of: e, Deal: deal.of(), sets: sets, path: e.path})
}

// share makes an item of a multiple text a number that shares the total.
func (l *loader) share(item *object, e *Element) {
	if e.DV.ConstantSum == nil {
		return
	}
	if t := item.str("inputType"); t != "" && t != "number" {
		l.fail(item.at("inputType"), CodeReference, "what shares a total is a number")
	}
	item.m["inputType"] = "number"
	for name, limit := range map[string]float64{"min": 0, "max": e.DV.ConstantSum.Total} {
		if item.m[name] == nil {
			item.m[name] = limit
		}
	}
}

// placed refuses parts of dv that stand at a type they do nothing for.
func (l *loader) placed(o *object, e *Element) {
	wrong := func(part string, want Type) {
		l.fail(o.at("dv."+part), CodeReference, "%s stands at a %s, not at a %s", part, want, e.Type)
	}
	inner := e.owner != nil
	switch dv := e.DV; {
	case dv.ConstantSum != nil && e.Type != MultipleText:
		wrong("constantSum", MultipleText)
	case dv.MaxDiff != nil && (e.Type != MatrixDropdown || inner):
		wrong("maxdiff", MatrixDropdown)
	case dv.Conjoint != nil && (e.Type != Matrix || inner):
		wrong("conjoint", Matrix)
	case dv.Vignette != "" && (e.Type != Panel || inner):
		wrong("vignette", Panel)
	case dv.ChoicesFrom != nil && !e.HasChoices():
		wrong("choicesFrom", Dropdown)
	}
}

// designs puts the designs together once all names are known.
func (l *loader) designs(d *Definition) {
	for i, dv := range d.DV.Designs {
		if x := l.design(fmt.Sprintf("dv.designs[%d]", i), dv); x != nil {
			d.designs = append(d.designs, x)
		}
	}
	d.designs = append(d.designs, l.sets...)
	seen := map[string]bool{}
	for _, x := range d.designs {
		if seen[x.ID] || d.byKey[x.ID] != nil {
			l.fail(x.path+".id", CodeDuplicateName, "the name %s stands twice", clip(x.ID))
		}
		seen[x.ID] = true
	}
	for _, e := range d.elements {
		if e.DV.Vignette == "" {
			continue
		}
		x := d.Design(e.DV.Vignette)
		if x == nil || x.Of != nil {
			l.fail(e.path+".dv.vignette", CodeReference, "no design %s", clip(e.DV.Vignette))
			continue
		}
		x.Panels = append(x.Panels, e)
	}
}
