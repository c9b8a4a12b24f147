// The gate for rows, panels, fields and yes or no.

package answer

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

func (g *gate) boolean(e *definition.Element, v any, to sink) any {
	if s, ok := v.(string); ok {
		if s = strings.TrimSpace(s); s == "" {
			return nil
		}
		v = s
	}
	switch {
	case expression.Same(v, e.ValueTrue):
		return e.ValueTrue
	case expression.Same(v, e.ValueFalse):
		return e.ValueFalse
	}
	if _, ok := v.([]any); ok {
		to(onlyOne(v))
	} else {
		to(newError(CodeUnknownOption, map[string]any{"Value": clipValue(v)}))
	}
	return nil
}

// object takes an answer that has parts; anything else is refused.
func object(v any, to sink) (map[string]any, bool) {
	m, ok := v.(map[string]any)
	if !ok {
		to(newError(CodeBadType, nil))
	}
	return m, ok
}

// strange refuses what stands under a name that is no row.
func (g *gate) strange(e *definition.Element, m map[string]any, to sink) {
	var names []string
	for name := range m {
		if !slices.ContainsFunc(e.Rows, func(row definition.Choice) bool { return expression.Text(row.Value) == name }) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		to(newError(CodeUnknownOption, map[string]any{"Value": clipValue(name)}).at(name))
	}
}

// matrix judges a grid: known rows, one known column each.
func (g *gate) matrix(e *definition.Element, v any, to sink) any {
	return g.byRow(e, v, to, func(name string, given any) any {
		return g.cell(e, given, func(err Error) { to(err.at(name)) })
	})
}

// byRow judges what was said of each known row, and refuses rows that are not.
func (g *gate) byRow(e *definition.Element, v any, to sink, judge func(name string, given any) any) any {
	m, ok := object(v, to)
	if !ok {
		return nil
	}
	out := make(map[string]any, len(m))
	for i := range e.Rows {
		name := expression.Text(e.Rows[i].Value)
		given, ok := m[name]
		if !ok {
			continue
		}
		if clean := judge(name, given); clean != nil {
			out[name] = clean
		}
	}
	g.strange(e, m, to)
	if len(out) == 0 {
		return nil
	}
	return out
}

// cell judges what was chosen in a row.
func (g *gate) cell(e *definition.Element, v any, to sink) any {
	items, isList := v.([]any)
	if !isList {
		if at := definition.IndexOf(e.Columns, v); at >= 0 && !e.MultiSelect {
			return e.Columns[at].Value
		}
		items = []any{v}
	}
	if len(items) > 1 && !e.MultiSelect {
		to(onlyOne(v))
		return nil
	}
	out := make([]any, 0, len(e.Columns))
	alone := false
	for _, item := range items {
		if s, ok := item.(string); item == nil || ok && line(s) == "" {
			continue
		}
		c, ok := definition.Find(e.Columns, item)
		if !ok {
			to(newError(CodeUnknownOption, map[string]any{"Value": clipValue(item)}))
			return nil
		}
		alone = alone || c.Exclusive
		if !slices.Contains(out, c.Value) {
			out = append(out, c.Value)
		}
	}
	switch {
	case len(out) == 0:
		return nil
	case alone && len(out) > 1:
		to(newError(CodeExclusive, nil))
		return nil
	case !e.MultiSelect:
		return out[0]
	}
	return out
}

// rows judges a matrix of questions.
func (g *gate) rows(e *definition.Element, v any, to sink) any {
	return g.byRow(e, v, to, func(name string, given any) any {
		return g.fields(e.Inner(), given, func(err Error) { to(err.at(under(name, err.Row))) })
	})
}

// under joins where a part stands and where in it an error is.
func under(place, row string) string {
	if row == "" || strings.HasPrefix(row, "[") {
		return place + row
	}
	return place + "." + row
}

// items judges rows or panels that the respondent adds.
func (g *gate) items(e *definition.Element, v any, to sink) any {
	list, ok := v.([]any)
	if !ok {
		to(newError(CodeBadType, nil))
		return nil
	}
	if len(list) > e.MaxCount {
		to(Error{Code: CodeOutOfRange, Key: "answer.atmost", Args: map[string]any{"N": e.MaxCount}})
		return nil
	}
	out := make([]any, 0, len(list))
	filled := false
	for i, item := range list {
		place := fmt.Sprintf("[%d]", i)
		if item == nil {
			item = map[string]any{}
		}
		fields, _ := g.fields(e.Inner(), item, func(err Error) { to(err.at(under(place, err.Row))) }).(map[string]any)
		if fields == nil {
			fields = map[string]any{}
		}
		filled = filled || len(fields) > 0
		out = append(out, fields)
	}
	if !filled {
		return nil
	}
	return out
}

// fields judges the answers in one row, panel or multiple text.
func (g *gate) fields(fields []*definition.Element, v any, to sink) any {
	m, ok := object(v, to)
	if !ok {
		return nil
	}
	out := make(map[string]any, len(m))
	for _, key := range slices.Sorted(maps.Keys(m)) {
		child, beside := fieldAt(fields, key)
		note := func(err Error) { to(err.at(Error{Row: err.Row}.Field(key))) }
		var clean any
		switch {
		case m[key] == nil:
		case child == nil:
			to(newError(CodeUnknownQuestion, nil).at(key))
		case beside:
			clean = g.comment(child, m[key], note)
		case child.Type != definition.Calculation:
			clean = g.take(child, m[key], note)
		}
		if !expression.Empty(clean) {
			out[key] = clean
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// fieldAt finds the question that stores under a key, or that has its comment
// there.
func fieldAt(fields []*definition.Element, key string) (child *definition.Element, beside bool) {
	for _, child := range fields {
		switch {
		case !child.IsQuestion():
		case child.Key == key:
			return child, false
		case child.Key+CommentSuffix == key && asksComment(child):
			return child, true
		}
	}
	return nil, false
}
