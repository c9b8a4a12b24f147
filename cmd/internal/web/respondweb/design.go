package respondweb

// Questions of experiments: points that share a total, tasks of MaxDiff and
// conjoint. What is shown in a task was dealt; the engine knows it.

import (
	"slices"
	"strconv"
	"strings"

	"dealervoice/cmd/internal/flat"
	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// task is one choice among several things shown together.
type task struct {
	Heads []string   // above the columns
	Lines []taskLine // of a conjoint: what the alternatives are like
	Items []taskItem // of a MaxDiff
	Picks []option   // of a conjoint: what can be answered
	Field string     // of a conjoint: the name of its answer
	Scale bool       // one profile, rated
}

// taskLine is a factor with its level in each alternative.
type taskLine struct {
	Title string
	Cells []string
}

// taskItem is an item that can be the best or the worst.
type taskItem struct {
	Label       string
	Best, Worst option
	Fields      [2]string
}

// designed shows a question of an experiment; false for any other.
func (b *builder) designed(p *part, e *definition.Element, st answer.State) bool {
	switch {
	case e.DV.ConstantSum != nil:
		b.inner(p, e)
		b.shared(p, e)
	case e.DV.MaxDiff != nil:
		b.bestWorst(p, e, st)
	case e.DV.Conjoint != nil:
		b.compare(p, e, st)
	default:
		return false
	}
	return true
}

// shared says how many points are given and how many are left.
func (b *builder) shared(p *part, e *definition.Element) {
	p.Sum = flat.Text(e.DV.ConstantSum.Total)
	given, left := b.d.Sum(e.Name)
	p.Totals = append(p.Totals, total{Title: b.words.T("design.given"), Value: flat.Text(given) + " / " + flat.Text(e.DV.ConstantSum.Total)})
	key := "design.left"
	if left < 0 {
		key, left = "design.over", -left
	}
	p.Totals = append(p.Totals, total{Title: b.words.T(key), Value: flat.Text(left)})
}

// bestWorst shows the tasks of a MaxDiff: in each the items with a choice on
// either side.
func (b *builder) bestWorst(p *part, e *definition.Element, st answer.State) {
	p.Kind = "tasks"
	items := b.itemsOf(e)
	best, worst := e.Cells[0], e.Cells[1]
	for i, it := range items {
		r := b.taskRow(i, len(items), it.Place)
		r.Task = &task{Heads: []string{b.title(best), b.title(worst)}}
		at := p.Name + "." + it.Place + "."
		fields := [2]string{at + best.Name, at + worst.Name}
		for _, c := range it.State(best).Choices {
			v := flat.Text(c.Value)
			r.Task.Items = append(r.Task.Items, taskItem{Label: b.label(c), Fields: fields,
				Best:  option{Value: v, Checked: b.fields.Get(fields[0]) == v, Off: st.ReadOnly},
				Worst: option{Value: v, Checked: b.fields.Get(fields[1]) == v, Off: st.ReadOnly}})
		}
		p.Rows = append(p.Rows, r)
	}
}

// compare shows the tasks of a conjoint question: profiles side by side.
func (b *builder) compare(p *part, e *definition.Element, st answer.State) {
	p.Kind = "tasks"
	shown := b.d.Profiles(e.Name)
	for i, profiles := range shown {
		name := flat.Text(e.Rows[i].Value)
		r := b.taskRow(i, len(shown), name)
		r.Task = &task{Field: p.Name + "." + name, Scale: len(profiles) == 1}
		for k, c := range e.Columns {
			label := b.alternative(c, k, len(profiles))
			if k < len(profiles) && !r.Task.Scale {
				r.Task.Heads = append(r.Task.Heads, label)
			}
			v := flat.Text(c.Value)
			r.Task.Picks = append(r.Task.Picks, option{Value: v, Label: label, NA: c.DV.NA, Off: st.ReadOnly,
				Checked: slices.Contains(b.fields[r.Task.Field], v)})
		}
		for k, f := range e.Profile {
			line := taskLine{Title: b.title(f)}
			for _, profile := range profiles {
				line.Cells = append(line.Cells, b.label(f.Choices[profile[k]]))
			}
			r.Task.Lines = append(r.Task.Lines, line)
		}
		p.Rows = append(p.Rows, r)
	}
}

// alternative is the name of a column: the author's, else a letter.
func (b *builder) alternative(c definition.Choice, k, alternatives int) string {
	if t := b.text(c.Text); t != "" || k >= alternatives || alternatives == 1 {
		return b.label(c)
	}
	return b.words.T("design.alternative", "Letter", string(rune('A'+k)))
}

// taskRow is a task without what it shows.
func (b *builder) taskRow(i, n int, name string) row {
	return row{Number: i + 1, Name: name, Title: b.words.T("design.task", "At", strconv.Itoa(i+1), "Of", strconv.Itoa(n))}
}

// within tells whether an error is about the row: the row itself, or a field of
// its task.
func (r row) within(err answer.Error) bool {
	return err.Row == r.Name || r.Task != nil && strings.HasPrefix(err.Row, r.Name+".")
}

// loop has each panel carry the option it is about, so that both find each other
// when the options were changed on another screen.
func (b *builder) loop(p *part, e *definition.Element, items []answer.Item) {
	for _, it := range items {
		p.Kept = append(p.Kept, field{Name: p.Name + it.Place + "." + e.LoopOver.ValueProperty, Value: flat.Text(chosen(e, it).Value)})
	}
}

// chosen is the option that a panel is about.
func chosen(e *definition.Element, it answer.Item) definition.Choice {
	v := it.Values[e.LoopOver.ValueProperty]
	if c, ok := definition.Find(e.LoopOver.Choices, v); ok {
		return c
	}
	return definition.Choice{Value: v}
}
