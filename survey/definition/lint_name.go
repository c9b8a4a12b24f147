// Names in conditions: are they there, do they come in time, do they know the
// choice they are compared with?

package definition

import (
	"slices"
	"strings"

	"dealervoice/survey/expression"
)

// given are names that conditions may use without a question of that name:
// what the format provides, and what the product sets for a respondent.
var given = []string{"item", "choice", "panel", "row", "prevpanel", "nextpanel", "prevrow", "nextrow", "parentpanel", "totalrow",
	"panelindex", "visiblepanelindex", "rowindex", "rowname", "rowvalue", "locale", "pageno", "pagecount", "self",
	"wave", "arm", "region", "segment", "tier", "channel", "lang"}

func (l *linter) names() {
	for _, r := range l.rules {
		for _, name := range r.e.Names() {
			l.name(r, name)
		}
		l.options(r)
	}
}

func (l *linter) name(r rule, name string) {
	e := l.d.asked(name, r.at)
	if e == nil {
		if !l.provided(name) && !strings.Contains(name, ":") {
			l.warn(r.path, WarnName, "{%s} is no question, calculated value or variable of this survey", clip(name))
		}
		return
	}
	if r.kind == "visibleIf" && e.owner == nil && e.Page.Index > r.page.Index {
		l.warn(r.path, WarnLater, "{%s} is asked later, on page %s", clip(name), l.d.Pages[e.Page.Index].Name)
	}
}

// provided tells whether a name is a calculated value, a comment or one of the
// names that are given.
func (l *linter) provided(name string) bool {
	first := strings.ToLower(root(name))
	if slices.Contains(given, first) {
		return true
	}
	if base, ok := strings.CutSuffix(name, "-Comment"); ok && l.d.asked(base, nil) != nil {
		return true
	}
	if slices.ContainsFunc(l.d.designs, func(d *Design) bool { return strings.EqualFold(d.ID, first) || strings.EqualFold(d.ID, name) }) {
		return true
	}
	if base, ok := strings.CutSuffix(first, "-total"); ok {
		if e := l.d.asked(base, nil); e != nil && e.HasTotals() {
			return true
		}
	}
	return slices.ContainsFunc(l.d.Calculated, func(c Calculated) bool { return strings.EqualFold(c.Name, first) })
}

// options compares what conditions look for with the choices there are.
func (l *linter) options(r rule) {
	l.impossible(r, func(t expression.Test, v any) bool {
		e := l.d.asked(t.Name, r.at)
		return e != nil && t.Value != nil && l.noSuch(e, t.Name, v)
	})
}

// impossible warns, once each, of the values that a condition looks for and that
// can never be.
func (l *linter) impossible(r rule, never func(t expression.Test, v any) bool) {
	ways, ok := r.e.Clauses()
	if !ok {
		return
	}
	told := map[string]bool{}
	for _, way := range ways {
		for _, t := range way {
			if t.Opaque() {
				continue
			}
			for _, v := range wanted(t) {
				key := t.Name + expression.Text(v)
				if !told[key] && never(t, v) {
					told[key] = true
					l.warn(r.path, WarnOption, "{%s} can never be %s", clip(t.Name), clip(expression.Text(v)))
				}
			}
		}
	}
}

// wanted are the values a test looks for.
func wanted(t expression.Test) []any {
	switch t.Op {
	case "=", "!=", "contains", "notcontains", "anyof", "allof", "noneof":
		if list, ok := t.Value.([]any); ok {
			return list
		}
		return []any{t.Value}
	}
	return nil
}

// noSuch tells whether a question offers choices and the value is not one.
func (l *linter) noSuch(e *Element, name string, v any) bool {
	if e.ChoicesFrom != "" || v == "" {
		return false
	}
	values, ok := domain(e, name)
	if !ok || e.Type == TextInput {
		return false
	}
	if e.Several() {
		values = nil
		for _, c := range slices.Concat(e.Choices, e.Specials()) {
			values = append(values, c.Value)
		}
	}
	return !slices.ContainsFunc(values, func(have any) bool { return expression.Equal(have, v) })
}
