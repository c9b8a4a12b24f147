// Doubts about a definition that can run: what an experienced colleague would
// say on reading it. Each doubt is a warning with a path, a stable code and a
// sentence; none stops a survey.

package definition

import (
	"fmt"
	"strings"

	"dealervoice/survey/expression"
)

// The codes of warnings besides WarnUnknown and WarnIgnored.
const (
	WarnCycle       = "cycle"         // conditions or calculations that wait for each other
	WarnUnreachable = "unreachable"   // a condition that can never hold
	WarnAlways      = "always"        // a condition that always holds
	WarnName        = "unknownname"   // a condition names what is not in the survey
	WarnOption      = "unknownoption" // a condition compares with a choice that is not there
	WarnLater       = "later"         // a condition depends on a later page
	WarnTranslation = "notranslation" // a text lacks one of the survey's languages
	WarnTitle       = "notitle"       // a question without a title
	WarnSameText    = "sametext"      // two choices that read the same
	WarnDouble      = "doublebarrelled"
	WarnUnbalanced  = "unbalanced" // a scale with more room on one side
	WarnWide        = "wide"       // a grid too wide for a phone
	WarnLong        = "long"       // a grid too long to answer with care
	WarnMinutes     = "minutes"    // takes longer than promised
	WarnImpossible  = "impossible" // limits that no answer can meet
	WarnSeed        = "seed"       // random order that cannot be recomputed
	WarnUneven      = "uneven"     // an experimental design that is worse than it could be
	WarnUnshown     = "unshown"    // a vignette that does not show what was dealt
	WarnMetric      = "metric"     // a role that does not fit its scale
	WarnUnread      = "unread"     // long texts, and none is read for themes
)

type linter struct {
	d     *Definition
	found []Finding
	rules []rule
}

func (l *linter) warn(path, code, format string, args ...any) {
	l.found = append(l.found, Finding{path, code, fmt.Sprintf(format, args...)})
}

// lint lists what is doubtful with a loaded definition.
func lint(d *Definition) []Finding {
	l := &linter{d: d, rules: rules(d)}
	l.names()
	l.cycles()
	l.reach()
	l.limits()
	l.texts()
	l.items()
	l.scales()
	l.grids()
	l.experiments()
	l.unread()
	l.time()
	return l.found
}

// rule is one condition or formula and where it stands.
type rule struct {
	path string
	kind string // the property
	e    *expression.Expression
	page *Page
	at   *Element // nil for a page
}

// rules lists all conditions and formulas of a definition.
func rules(d *Definition) []rule {
	var out []rule
	for i, p := range d.Pages {
		path := fmt.Sprintf("pages[%d]", i)
		for kind, e := range map[string]*expression.Expression{"visibleIf": p.VisibleIf, "enableIf": p.EnableIf, "requiredIf": p.RequiredIf} {
			if e != nil {
				out = append(out, rule{path + "." + kind, kind, e, p, nil})
			}
		}
		out = append(out, elementRules(p.Elements)...)
	}
	return out
}

func elementRules(list []*Element) []rule {
	var out []rule
	for _, e := range list {
		add := func(kind string, x *expression.Expression) {
			if x != nil {
				out = append(out, rule{e.path + "." + kind, kind, x, e.Page, e})
			}
		}
		add("visibleIf", e.VisibleIf)
		add("enableIf", e.EnableIf)
		add("requiredIf", e.RequiredIf)
		add("choicesVisibleIf", e.ChoicesVisibleIf)
		add("choicesEnableIf", e.ChoicesEnableIf)
		add("rowsVisibleIf", e.RowsVisibleIf)
		add("columnsVisibleIf", e.ColumnsVisibleIf)
		add("templateVisibleIf", e.TemplateVisibleIf)
		add("expression", e.Formula)
		add("defaultValueExpression", e.DefaultFormula)
		add("setValueIf", e.SetValueIf)
		add("setValueExpression", e.SetValue)
		add("resetValueIf", e.ResetValueIf)
		add("minValueExpression", e.LowerFormula)
		add("maxValueExpression", e.UpperFormula)
		for i, v := range e.Validators {
			add(fmt.Sprintf("validators[%d].expression", i), v.If)
		}
		for name, choices := range map[string][]Choice{"choices": e.Choices, "rows": e.Rows, "columns": e.Columns} {
			for i, c := range choices {
				add(fmt.Sprintf("%s[%d].visibleIf", name, i), c.VisibleIf)
			}
		}
		for _, inner := range [][]*Element{e.Elements, e.Template, e.Cells, e.Items} {
			out = append(out, elementRules(inner)...)
		}
	}
	return out
}

// root is the first part of a name in a condition: "d15" of "d15.target".
func root(name string) string {
	if i := strings.IndexAny(name, ".["); i > 0 {
		return name[:i]
	}
	return name
}

// asked finds the question that a name in a condition speaks of; in templates
// also a sibling ("panel.sku").
func (d *Definition) asked(name string, at *Element) *Element {
	first := root(name)
	if at != nil && at.owner != nil && (strings.EqualFold(first, "panel") || strings.EqualFold(first, "row")) {
		rest := root(strings.TrimPrefix(name[len(first):], "."))
		for _, s := range append(append([]*Element{}, at.owner.flat...), at.owner.Cells...) {
			if strings.EqualFold(s.Key, rest) {
				return s
			}
		}
		return nil
	}
	for _, key := range []string{name, first} {
		if e := d.byKey[key]; e != nil {
			return e
		}
		for k, e := range d.byKey {
			if strings.EqualFold(k, key) {
				return e
			}
		}
	}
	return nil
}
