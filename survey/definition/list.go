// Choices from a list: region, then city, then outlet.

package definition

import (
	"encoding/csv"
	"maps"
	"slices"
	"strings"

	"dealervoice/survey/expression"
)

// table is a list of the survey.
type table struct {
	header map[string]int
	rows   [][]string
}

// Limits of lists.
const (
	maxListRows    = 50_000
	maxListColumns = 40
)

// tables reads the lists.
func (l *loader) tables(lists map[string]List) {
	l.lists = map[string]*table{}
	for _, name := range slices.Sorted(maps.Keys(lists)) {
		l.table(name, lists[name])
	}
}

func (l *loader) table(name string, list List) {
	path := "dv.lists." + name + ".csv"
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(list.CSV, "\ufeff")))
	r.FieldsPerRecord = 0
	rows, err := r.ReadAll()
	switch {
	case err != nil:
		l.fail(path, CodeType, "%v", err)
		return
	case len(rows) < 2:
		l.fail(path, CodeMissing, "a list needs a header and a row")
		return
	case len(rows) > maxListRows || len(rows[0]) > maxListColumns:
		l.fail(path, CodeTooLarge, "more than %d rows or %d columns", maxListRows, maxListColumns)
		return
	}
	t := &table{header: map[string]int{}, rows: rows[1:]}
	for i, column := range rows[0] {
		column = strings.TrimSpace(column)
		if _, twice := t.header[column]; twice {
			l.fail(path, CodeDuplicate, "the column %s stands twice", clip(column))
		}
		t.header[column] = i
	}
	l.lists[name] = t
}

// branch says which choices go with which answers to other questions.
type branch struct {
	parents []string // names of questions
	by      map[string][]Choice
}

// Parents are the questions whose answers decide which choices of a list are
// offered; none where all are, or where the choices come from no list.
func (e *Element) Parents() []string {
	if e.list == nil {
		return nil
	}
	return e.list.parents
}

// Branch are the choices that go with the answers to the parents, in their order.
func (e *Element) Branch(answers []any) []Choice {
	parts := make([]string, len(answers))
	for i, v := range answers {
		parts[i] = expression.Text(v)
	}
	return e.list.by[branchKey(parts)]
}

// Branches calls yield for each combination of answers to the parents that the
// list knows, with what is offered then.
func (e *Element) Branches(yield func(answers []string, choices []Choice)) {
	if e.list == nil {
		return
	}
	for _, key := range slices.Sorted(maps.Keys(e.list.by)) {
		yield(strings.Split(key, "\x00"), e.list.by[key])
	}
}

func branchKey(parts []string) string { return strings.Join(parts, "\x00") }

// fromList fills the choices of a question from its list.
func (l *loader) fromList(o *object, e *Element) {
	from := e.DV.ChoicesFrom
	if from == nil {
		return
	}
	t := l.lists[from.List]
	switch {
	case t == nil:
		l.fail(o.at("dv.choicesFrom.list"), CodeReference, "no list %s", clip(from.List))
		return
	case len(e.Choices) > 0:
		l.fail(o.at("choices"), CodeReference, "choices are taken from a list or written out, not both")
		return
	}
	columns := slices.Sorted(maps.Keys(from.Parents))
	at := make([]int, 0, len(columns)+1)
	for _, column := range append([]string{from.Value}, columns...) {
		i, ok := t.header[column]
		if !ok {
			l.fail(o.at("dv.choicesFrom"), CodeReference, "the list %s has no column %s", clip(from.List), clip(column))
			return
		}
		at = append(at, i)
	}
	texts := l.textColumns(t, from.Text)
	if from.Text != "" && len(texts) == 0 {
		l.fail(o.at("dv.choicesFrom.text"), CodeReference, "the list %s has no column %s", clip(from.List), clip(from.Text))
	}
	e.list = &branch{by: map[string][]Choice{}}
	for _, column := range columns {
		e.list.parents = append(e.list.parents, from.Parents[column])
	}
	l.spread(o, e, spreading{t, at, texts})
	if len(columns) == 0 {
		e.list = nil
	}
}

// textColumns finds the column of texts, or those by language.
func (l *loader) textColumns(t *table, name string) map[string]int {
	out := map[string]int{}
	for column, i := range t.header {
		if column == name {
			out["default"] = i
		} else if tag, ok := strings.CutPrefix(column, name+":"); ok && name != "" {
			out[tag] = i
		}
	}
	return out
}

// spreading says which columns of a list a question reads: its value, then the
// parents'; the texts by language.
type spreading struct {
	*table
	at    []int
	texts map[string]int
}

// spread puts each value of the list under the values of its parents, once.
func (l *loader) spread(o *object, e *Element, from spreading) {
	all, seen := map[string]bool{}, map[string]bool{}
	for _, row := range from.rows {
		value := strings.TrimSpace(row[from.at[0]])
		if value == "" {
			continue
		}
		parts := make([]string, len(from.at)-1)
		for i, k := range from.at[1:] {
			parts[i] = strings.TrimSpace(row[k])
		}
		key := branchKey(parts)
		if seen[key+"\x00"+value] {
			continue
		}
		seen[key+"\x00"+value] = true
		byLocale := map[string]any{}
		for tag, k := range from.texts {
			byLocale[tag] = strings.TrimSpace(row[k])
		}
		text, _ := newTexts(byLocale, l.defaultTag)
		c := Choice{Value: value, Text: text}
		e.list.by[key] = append(e.list.by[key], c)
		if !all[value] {
			all[value] = true
			e.Choices = append(e.Choices, c)
		}
	}
	for tag := range from.texts {
		if tag = canonical(tag); tag != "default" && !slices.Contains(l.tags, tag) {
			l.tags = append(l.tags, tag)
		}
	}
	if len(e.Choices) > maxChoices {
		l.fail(o.at("dv.choicesFrom"), CodeTooLarge, "more than %d choices", maxChoices)
	}
}

// branches checks the parents of a question, here and in rows and panels.
func (l *loader) branches(d *Definition, e *Element) {
	for _, list := range [][]*Element{e.Cells, e.flat} {
		for _, child := range list {
			l.parents(d, child, list)
		}
	}
	l.parents(d, e, nil)
}

func (l *loader) parents(d *Definition, e *Element, siblings []*Element) {
	for _, name := range e.Parents() {
		path := e.path + ".dv.choicesFrom.parents"
		from := d.parent(name, siblings)
		switch {
		case from == nil:
			l.fail(path, CodeReference, "no question %s", clip(name))
		case from.Several() || !from.HasChoices() && from.Type != TextInput:
			l.fail(path, CodeReference, "%s gives no single value to filter by", clip(name))
		case d.descends(from, e, siblings, 0):
			l.fail(path, CodeReference, "%s and %s filter each other", clip(e.Name), clip(name))
		}
	}
}

// parent finds the question that filters: a sibling in the row or panel, else
// one of the survey.
func (d *Definition) parent(name string, siblings []*Element) *Element {
	for _, s := range siblings {
		if s.Name == name {
			return s
		}
	}
	return d.byName[name]
}

// descends tells whether the choices of one question depend on another.
func (d *Definition) descends(from, on *Element, siblings []*Element, depth int) bool {
	if from == on || depth > 10 {
		return true
	}
	return slices.ContainsFunc(from.Parents(), func(name string) bool {
		up := d.parent(name, siblings)
		return up != nil && d.descends(up, on, siblings, depth+1)
	})
}

// Respondent lists what conditions and texts may name of a respondent beside
// answers: the attributes an answer is counted under.
func Respondent() []string { return []string{"region", "area", "tier", "channel", "exclusive"} }

// named tells whether a condition or a text of the survey names such an
// attribute, so that people may see different forms from the start.
func (l *loader) named(d *Definition) bool {
	about := func(name string) bool { return slices.Contains(Respondent(), strings.ToLower(root(name))) }
	if slices.ContainsFunc(rules(d), func(r rule) bool { return slices.ContainsFunc(r.e.Names(), about) }) {
		return true
	}
	piped := func(t Text) bool {
		return slices.ContainsFunc(t.entries, func(e entry) bool {
			return slices.ContainsFunc(Respondent(), func(name string) bool { return strings.Contains(strings.ToLower(e.text), "{"+name+"}") })
		})
	}
	return piped(d.Title) || piped(d.Description) || slices.ContainsFunc(d.elements, func(e *Element) bool {
		return piped(e.Title) || piped(e.Description) || piped(e.Content)
	}) || slices.ContainsFunc(d.Pages, func(p *Page) bool { return piped(p.Title) || piped(p.Description) })
}
