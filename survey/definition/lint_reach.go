// Conditions that can never hold, or always do. A condition is written as the
// ways in which it can hold; a way is dead when some question has no answer
// that meets all its tests. What cannot be seen through counts as possible, so
// nothing is called dead that is alive.

package definition

import (
	"slices"

	"dealervoice/survey/expression"
)

func (l *linter) reach() {
	for _, r := range l.rules {
		switch {
		case r.kind == "expression" || r.kind == "defaultValueExpression" || r.kind == "setValueExpression" ||
			r.kind == "minValueExpression" || r.kind == "maxValueExpression":
			continue
		case l.dead(r.e.Clauses, r):
			l.warn(r.path, WarnUnreachable, "the condition can never hold: %s", clip(r.e.Source()))
		case l.dead(r.e.Denials, r):
			l.warn(r.path, WarnAlways, "the condition always holds: %s", clip(r.e.Source()))
		case r.kind == "visibleIf" && r.at != nil:
			l.within(r)
		}
	}
}

// dead tells whether no way is open. A condition that is no comparison at all
// may still be; that many ways cannot be listed means: unknown.
func (l *linter) dead(list func() ([][]expression.Test, bool), r rule) bool {
	ways, ok := list()
	if !ok {
		return false
	}
	return !slices.ContainsFunc(ways, func(way []expression.Test) bool { return l.open(way, r.at) })
}

// open tells whether answers can exist that meet all tests of a way.
func (l *linter) open(way []expression.Test, at *Element) bool {
	byName := map[string][]expression.Test{}
	for _, t := range way {
		if !t.Opaque() {
			byName[t.Name] = append(byName[t.Name], t)
		}
	}
	for name, tests := range byName {
		e := l.d.asked(name, at)
		if e == nil {
			continue
		}
		values, ok := domain(e, name)
		if e.InputType == "number" && !e.Several() {
			values, ok = points(e, tests), true
		}
		if ok && !slices.ContainsFunc(append(values, nil), func(v any) bool { return meets(tests, v) }) {
			return false
		}
	}
	return true
}

func meets(tests []expression.Test, v any) bool {
	return !slices.ContainsFunc(tests, func(t expression.Test) bool { return !t.Holds(v) })
}

// maxSubset bounds the choices of which all subsets are tried.
const maxSubset = 10

// domain lists every answer a question can have under a name; ok is false when
// they cannot be listed.
func domain(e *Element, name string) (values []any, ok bool) {
	if e.ChoicesFrom != "" {
		return nil, false
	}
	choices := slices.Concat(e.Choices, e.Specials())
	switch {
	case e.Key != name && e.Type == Matrix:
		choices = e.Columns
		if e.MultiSelect {
			return nil, false
		}
	case e.Key != name:
		return nil, false
	case e.Several():
		return subsets(choices), len(choices) <= maxSubset
	case e.Type == Rating:
		choices = e.Steps
	case e.Type == Boolean:
		return []any{e.ValueTrue, e.ValueFalse}, true
	case !e.HasChoices() || e.ShowComment:
		return nil, false
	}
	for _, c := range choices {
		values = append(values, c.Value)
	}
	return values, true
}

func subsets(choices []Choice) []any {
	if len(choices) > maxSubset {
		return nil
	}
	out := make([]any, 0, 1<<len(choices))
	for bits := 1; bits < 1<<len(choices); bits++ {
		var set []any
		for i, c := range choices {
			if bits&(1<<i) != 0 {
				set = append(set, c.Value)
			}
		}
		out = append(out, set)
	}
	return out
}

// points are numbers between which no test can tell a difference: each
// constant, one between each two, one beyond both ends, kept within the limits
// of the field.
func points(e *Element, tests []expression.Test) []any {
	var marks []float64
	for _, t := range tests {
		if f, ok := t.Value.(float64); ok {
			marks = append(marks, f)
		}
	}
	slices.Sort(marks)
	var out []any
	try := func(f float64) {
		low, hasLow := e.Lower.(float64)
		high, hasHigh := e.Upper.(float64)
		if !(hasLow && f < low) && !(hasHigh && f > high) {
			out = append(out, f)
		}
	}
	for i, m := range marks {
		try(m)
		if i > 0 {
			try((m + marks[i-1]) / 2)
		}
	}
	if len(marks) > 0 {
		try(marks[0] - 1)
		try(marks[len(marks)-1] + 1)
		try(marks[0] - 0.5)
		try(marks[len(marks)-1] + 0.5)
	}
	for _, limit := range []any{e.Lower, e.Upper} {
		if f, ok := limit.(float64); ok {
			try(f)
		}
	}
	if len(out) == 0 && len(marks) == 0 {
		out = append(out, 1.0)
	}
	return out
}

// within joins an element's condition with those of the panels and the page
// around it.
func (l *linter) within(r rule) {
	ways, ok := r.e.Clauses()
	if !ok {
		return
	}
	for at := r.at.Parent; at != nil && at.owner == r.at.owner; at = at.Parent {
		ways, ok = both(ways, at.VisibleIf, ok)
	}
	if r.at.owner == nil {
		ways, ok = both(ways, r.at.Page.VisibleIf, ok)
	}
	if ok && !slices.ContainsFunc(ways, func(way []expression.Test) bool { return l.open(way, r.at) }) {
		l.warn(r.path, WarnUnreachable, "the condition contradicts that of the page or panel around it: %s", clip(r.e.Source()))
	}
}

func both(ways [][]expression.Test, e *expression.Expression, ok bool) ([][]expression.Test, bool) {
	if e == nil || !ok {
		return ways, ok
	}
	more, ok := e.Clauses()
	if !ok || len(ways)*len(more) > 256 {
		return nil, false
	}
	var out [][]expression.Test
	for _, a := range ways {
		for _, b := range more {
			out = append(out, slices.Concat(a, b))
		}
	}
	return out, true
}
