// Doubts about experiments: designs that are uneven, texts that do not show what
// was dealt, conditions on levels that are not there, roles that do not fit.

package definition

import (
	"fmt"
	"slices"
	"strings"

	"dealervoice/survey/expression"
)

// What a design should reach.
const (
	minRating = 90 // D-efficiency of conjoint sets, in percent of all allowed profiles
	minWhole  = 50 // and of all allowed profiles, in percent of an orthogonal design
	minChoice = 40 // of choices, in percent of an orthogonal design with least overlap
	maxTasks  = 20 // of one question; beyond that answers lose care
)

func (l *linter) experiments() {
	for _, d := range l.d.designs {
		if d.Of != nil {
			l.sets(d.Of)
			continue
		}
		for _, panel := range d.Panels {
			l.shows(d, panel)
		}
	}
	for _, r := range l.rules {
		l.levels(r)
	}
	for _, e := range l.everything() {
		l.role(e)
	}
}

// sets checks the design the product made of a MaxDiff or conjoint question.
func (l *linter) sets(e *Element) {
	path := e.path + ".dv"
	if e.DV.MaxDiff != nil {
		b := e.Balance()
		switch {
		case !b.Connected:
			l.warn(path+".maxdiff", WarnUneven, "some items never meet others, not even by way of others; they cannot be compared: more tasks or more items a task")
		case b.Shown.Least != b.Shown.Most:
			l.warn(path+".maxdiff.tasks", WarnUneven, "items are shown %d to %d times; %d tasks would show each equally often", b.Shown.Least, b.Shown.Most, evenTasks(b.Items, b.PerTask, b.Tasks))
		case b.Shown.Least < 2:
			l.warn(path+".maxdiff.tasks", WarnUneven, "each item is shown once only; three times is usual")
		}
	} else if whole, q := e.Whole(), e.Quality(); whole.Rating < minWhole {
		l.warn(path+".conjoint.forbidden", WarnUneven, "forbidden pairs tie factors together: D-efficiency of all that is allowed is %.0f %%", whole.Rating)
	} else if e.DV.Conjoint.Alternatives == 1 && q.Rating < whole.Rating*minRating/100 {
		l.warn(path+".conjoint", WarnUneven, "D-efficiency is %.0f %%, of all allowed profiles %.0f %%; more versions or tasks make it better", q.Rating, whole.Rating)
	} else if e.DV.Conjoint.Alternatives > 1 && q.Choice < minChoice {
		l.warn(path+".conjoint", WarnUneven, "D-efficiency for choices is %.0f %%; more versions or fewer forbidden pairs make it better", q.Choice)
	}
	if len(e.Rows) > maxTasks {
		l.warn(e.path+".rows", WarnLong, "%d tasks; beyond %d answers lose care", len(e.Rows), maxTasks)
	}
}

// evenTasks is the number of tasks near the one given that shows each item
// equally often.
func evenTasks(items, perTask, near int) int {
	for n := near; ; n++ {
		if n*perTask%items == 0 {
			return n
		}
	}
}

// shows wants each factor of a design read somewhere in the panel that shows it,
// in every language.
func (l *linter) shows(d *Design, panel *Element) {
	names := []string{d.ID}
	if len(d.Element.Items) > 0 {
		names = nil
		for _, item := range d.Element.Items {
			names = append(names, d.ID+"."+item.Key)
		}
	}
	for _, tag := range l.d.Languages {
		var b strings.Builder
		for _, e := range append([]*Element{panel}, Flat(panel.Elements)...) {
			for _, t := range []Text{e.Title, e.Description, e.Content} {
				b.WriteString(strings.ToLower(t.In(tag)))
			}
		}
		for _, name := range names {
			if !strings.Contains(b.String(), "{"+strings.ToLower(name)+"}") {
				l.warn(panel.path, WarnUnshown, "nothing in the panel reads {%s} in %s: respondents do not see what was dealt", clip(name), tag)
			}
		}
	}
}

// levels compares conditions on what was dealt, and on waves, with what there is.
func (l *linter) levels(r rule) {
	l.impossible(r, func(t expression.Test, v any) bool {
		known := l.known(t.Name)
		return known != nil && !slices.ContainsFunc(known, func(k string) bool { return expression.Equal(k, v) })
	})
}

// known lists what a name can be: levels of a factor, ids of waves; nil for
// anything else.
func (l *linter) known(name string) []string {
	if strings.EqualFold(name, "wave") && l.d.DV.Experiment != nil {
		var out []string
		for _, w := range l.d.DV.Experiment.Waves {
			out = append(out, w.ID)
		}
		return out
	}
	for _, d := range l.d.designs {
		fields := d.Element.Items
		if len(fields) == 0 && d.Of == nil && strings.EqualFold(name, d.ID) {
			return levelsOf(d.Element)
		}
		for _, f := range fields {
			if strings.EqualFold(name, d.ID+"."+f.Key) {
				return levelsOf(f)
			}
		}
	}
	return nil
}

func levelsOf(e *Element) []string {
	out := make([]string, len(e.Choices))
	for i, c := range e.Choices {
		out[i] = fmt.Sprint(c.Value)
	}
	return out
}

// role checks that a question can carry the role it is given.
func (l *linter) role(e *Element) {
	scale := e.Type == Rating || e.Type == Radiogroup || e.Type == Matrix || e.Type == ButtonGroup
	switch e.DV.Metric {
	case "nps":
		if e.Type != Rating || len(e.Steps) != 11 || e.Low != 0 {
			l.warn(e.path+".dv.metric", WarnMetric, "NPS is asked on a scale from 0 to 10")
		}
	case "csat", "ces":
		if !scale {
			l.warn(e.path+".dv.metric", WarnMetric, "%s is asked on a scale", strings.ToUpper(e.DV.Metric))
		}
	}
}
