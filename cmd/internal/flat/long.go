package flat

// Choices one below the other: what a MaxDiff or conjoint question showed and
// what was said of it, a row for each item or alternative, as statistics read it.

import (
	"fmt"
	"strconv"

	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// Long unfolds the answers to one question.
type Long struct {
	e   *definition.Element
	set *definition.Design
}

// NewLong finds the question; an error where it is neither MaxDiff nor conjoint.
func NewLong(def *definition.Definition, name string) (*Long, error) {
	e := def.Question(name)
	if e == nil || e.DV.MaxDiff == nil && e.DV.Conjoint == nil {
		return nil, fmt.Errorf("%q is no MaxDiff or conjoint question of this survey", name)
	}
	return &Long{e: e, set: def.Design(e.Key + definition.SetSuffix)}, nil
}

// Header names the columns behind the respondent's id.
func (l *Long) Header() []string {
	if l.e.DV.MaxDiff != nil {
		return []string{"task", "place", "item", "choice"}
	}
	out := []string{"task", "alternative"}
	for _, f := range l.e.Profile {
		out = append(out, f.Name)
	}
	if l.rated() {
		return append(out, "rating")
	}
	return append(out, "chosen")
}

// rated tells whether each profile is judged on a scale.
func (l *Long) rated() bool { return l.e.DV.Conjoint != nil && l.e.DV.Conjoint.Alternatives == 1 }

// Rows unfolds one response; tasks without a whole answer are left out.
func (l *Long) Rows(data answer.Data) [][]string {
	set := l.set.Card(data[l.set.ID])
	answers, _ := data[l.e.Key].(map[string]any)
	if set < 0 || len(answers) == 0 {
		return nil
	}
	var out [][]string
	for t, row := range l.e.Rows {
		name := Text(row.Value)
		if l.e.DV.MaxDiff != nil {
			out = append(out, l.items(name, l.e.Blocks()[set][t], answers[name])...)
			continue
		}
		said := answers[name]
		for a, profile := range l.e.Sets()[set][t] {
			if said == nil {
				break
			}
			out = append(out, l.profile(name, a, profile, said))
		}
	}
	return out
}

// items are the rows of a MaxDiff task: 1 for the best, -1 for the worst.
func (l *Long) items(task string, shown []int, said any) [][]string {
	m, _ := said.(map[string]any)
	best, worst := m[l.e.Cells[0].Key], m[l.e.Cells[1].Key]
	if best == nil || worst == nil {
		return nil
	}
	var out [][]string
	for place, i := range shown {
		item, choice := l.e.Objects()[i].Value, "0"
		switch item {
		case best:
			choice = "1"
		case worst:
			choice = "-1"
		}
		out = append(out, []string{task, strconv.Itoa(place + 1), Text(item), choice})
	}
	return out
}

func (l *Long) profile(task string, alternative int, profile []int, said any) []string {
	out := []string{task, strconv.Itoa(alternative + 1)}
	for k, f := range l.e.Profile {
		out = append(out, Text(f.Choices[profile[k]].Value))
	}
	switch {
	case l.rated():
		return append(out, Text(said))
	case l.e.Columns[alternative].Value == said:
		return append(out, "1")
	}
	return append(out, "0")
}
