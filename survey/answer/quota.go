// Which cells of quotas an answer falls into.

package answer

import (
	"slices"
	"strings"

	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

// Quotas lists the cells of rules that the answers fall into, as what completion
// stores: what a hidden question holds counts for nothing. rules may be of
// another version than the one that was filled.
func (d Decision) Quotas(rules *definition.Definition) []definition.Quota {
	var out []definition.Quota
	for _, q := range rules.Quotas() {
		if q.If == nil || d.counts(q.If) {
			out = append(out, q)
		}
	}
	return out
}

// counts evaluates the condition of a cell over what is stored.
func (d Decision) counts(e *expression.Expression) bool {
	f := d.form
	return e.Test(expression.Scope{Now: f.on.Now, Zone: f.on.Zone, Lookup: func(name string) (any, bool) {
		if v, ok := expression.Find(f.vars, strings.ToLower(name)); ok {
			return v, true
		}
		if strings.EqualFold(name, "locale") {
			return f.on.Language, true
		}
		if v, ok := f.on.Attributes[strings.ToLower(name)]; ok && slices.Contains(definition.Respondent(), strings.ToLower(name)) {
			return v, true
		}
		if e := f.def.ByKey(name); e != nil {
			v := d.Result[name]
			return conditional(e, v), v != nil
		}
		return expression.Find(d.Result, name)
	}})
}
