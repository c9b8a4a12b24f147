package respondweb

// The definition of a kit's pages: as the author wrote it, without conditions,
// so that everything that may ever be asked is on them. Which of it is shown is
// for the kit's rules to say.

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"dealervoice/survey"
	"dealervoice/survey/definition"
)

// bare lays out a version without its conditions, once.
func (h *Handlers) bare(e *survey.Edition) (*plan, error) {
	if p, ok := h.bares.Load(e); ok {
		return p.(*plan), nil
	}
	var source any
	if err := json.Unmarshal([]byte(e.Version.Source), &source); err != nil {
		return nil, fmt.Errorf("read version: %w", err)
	}
	raw, err := json.Marshal(stripper{e.Definition}.strip(source, false))
	if err != nil {
		return nil, fmt.Errorf("write bare version: %w", err)
	}
	def, err := definition.Load(raw)
	if err != nil {
		return nil, fmt.Errorf("load bare version: %w", err)
	}
	p, _ := h.bares.LoadOrStore(e, newPlan(&survey.Edition{Version: e.Version, Definition: def}))
	return p.(*plan), nil
}

// conditions are the properties that make anything depend on answers.
var conditions = []string{
	"visibleIf", "enableIf", "requiredIf", "choicesVisibleIf", "choicesEnableIf", "rowsVisibleIf", "columnsVisibleIf",
	"templateVisibleIf", "setValueIf", "setValueExpression", "resetValueIf", "defaultValueExpression", "minValueExpression",
	"maxValueExpression", "validators", "choicesFromQuestionMode", "hideIfChoicesEmpty", "triggers", "calculatedValues", "completedHtmlOnCondition",
	"panelCountExpression", "rowCountExpression",
}

// pipes are the properties whose texts may say {name}.
var pipes = []string{"title", "description", "html", "text", "minRateDescription", "maxRateDescription", "commentText", "templateTitle", "templateDescription"}

// stripper takes a definition's conditions away.
type stripper struct{ def *definition.Definition }

// strip takes the conditions out of a piece of a definition. inside tells that
// it stands in a panel that is shown under a condition: texts of such a panel
// would be there always, so they go.
func (s stripper) strip(v any, inside bool) any {
	switch x := v.(type) {
	case []any:
		out := []any{}
		for _, item := range x {
			if m, ok := item.(map[string]any); !ok || !(inside || has(m, "visibleIf")) || !content(m) {
				out = append(out, s.strip(item, inside))
			}
		}
		return out
	case map[string]any:
		return s.stripped(x, inside)
	}
	return v
}

func (s stripper) stripped(m map[string]any, inside bool) map[string]any {
	out := map[string]any{}
	panel := m["type"] == "panel"
	inside = inside || panel && has(m, "visibleIf")
	for key, v := range m {
		out[key] = s.strip(v, inside && key == "elements")
	}
	if has(m, "visibleIf") {
		delete(out, "visible")
	}
	switch m["type"] { // one as the pattern of all
	case "paneldynamic":
		out["panelCount"] = 1
	case "matrixdynamic":
		out["rowCount"] = 1
	}
	for _, key := range conditions {
		delete(out, key)
	}
	for _, key := range pipes {
		if v, ok := out[key]; ok {
			out[key] = s.marked(v)
		}
	}
	if dv, ok := out["dv"].(map[string]any); ok {
		if from, ok := dv["choicesFrom"].(map[string]any); ok {
			delete(from, "parents") // all that may be offered
		}
	}
	if panel && inside {
		delete(out, "title")
		delete(out, "description")
	}
	return out
}

func has(m map[string]any, key string) bool { _, ok := m[key]; return ok }

// content tells elements that are only looked at.
func content(m map[string]any) bool { return m["type"] == "html" || m["type"] == "image" }

// The marks that stand in a kit's page around the name of a question whose
// answer belongs there: no text that a person writes holds them.
const pipeBegin, pipeEnd = "\uE000", "\uE001"

var pipe = regexp.MustCompile(`\{([^{}]+)\}`)

// known tells the names that are the same however the form is answered: what was
// dealt to the respondent, and what is known of him.
func (s stripper) known(name string) bool {
	root, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(name)), ".")
	return root == "wave" || slices.Contains(definition.Respondent(), root) ||
		slices.ContainsFunc(s.def.Designs(), func(d *definition.Design) bool { return strings.EqualFold(d.ID, root) })
}

// marked puts the marks into a text or into its languages.
func (s stripper) marked(v any) any {
	switch x := v.(type) {
	case string:
		return pipe.ReplaceAllStringFunc(x, func(found string) string {
			name := found[1 : len(found)-1]
			if s.known(name) {
				return found
			}
			return pipeBegin + name + pipeEnd
		})
	case map[string]any:
		out := map[string]any{}
		for tag, text := range x {
			out[tag] = s.marked(text)
		}
		return out
	}
	return v
}
