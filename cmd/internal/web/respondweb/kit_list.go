package respondweb

// Choices of a list on the road: which of them go with which answers above.

import (
	"strings"

	"dealervoice/cmd/internal/flat"
	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

// branches lets each choice of a list be shown under the answers that it goes
// with, and the question once all above it are answered.
func (r *ruler) branches(rule *kitRule, e *definition.Element) {
	keys := make([]string, len(e.Parents()))
	for i, name := range e.Parents() {
		keys[i] = name
		if from := r.plan.def.Question(name); from != nil {
			keys[i] = from.Key
		}
		rule.If = append(rule.If, []any{"notempty", []any{"$", keys[i]}})
	}
	rule.Options = map[string]any{}
	e.Branches(func(answers []string, choices []definition.Choice) {
		parts := make([]string, len(answers))
		for i, answer := range answers {
			parts[i] = "{" + keys[i] + "} = '" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(answer) + "'"
		}
		parsed, err := expression.Parse(strings.Join(parts, " and "))
		if err != nil {
			return // a name that no condition can write: then all of them are shown
		}
		tree, ok := parsed.Tree()
		for _, c := range choices {
			value := flat.Text(c.Value)
			if before := rule.Options[value]; ok && before != nil {
				rule.Options[value] = []any{"or", before, tree}
			} else if ok {
				rule.Options[value] = tree
			}
		}
	})
}
