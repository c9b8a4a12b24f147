package respondweb

// Answers in words, to be read and copied.

import (
	"slices"
	"strings"

	"dealervoice/cmd/internal/flat"
	"dealervoice/survey/definition"
)

// lines writes what was typed at a question: labels for choices, a line a row.
func (b *builder) lines(e *definition.Element) []string {
	var out []string
	for _, name := range b.names(e) {
		said := b.labels(e, b.fields[name])
		if said == "" {
			continue
		}
		if part := b.partTitle(e, name); part != "" {
			said = part + b.words.T("respond.colon") + said
		}
		out = append(out, said)
	}
	return out
}

// names are the fields of the question, in order.
func (b *builder) names(e *definition.Element) []string {
	var out []string
	for name := range b.fields {
		if b.plan.owner(name) == e {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// labels joins the labels of the values, or the values where they have none.
func (b *builder) labels(e *definition.Element, values []string) string {
	var said []string
	known := slices.Concat(flat.Options(b.plan.def, e), e.Columns, e.Steps)
	for _, v := range values {
		if strings.TrimSpace(v) == "" {
			continue
		}
		if i := slices.IndexFunc(known, func(c definition.Choice) bool { return flat.Text(c.Value) == v }); i >= 0 {
			v = b.label(known[i])
		}
		said = append(said, v)
	}
	return strings.Join(said, b.words.T("respond.comma"))
}

// partTitle is the row that a field of a matrix belongs to.
func (b *builder) partTitle(e *definition.Element, name string) string {
	for _, r := range e.Rows {
		if name == e.Name+"."+flat.Text(r.Value) {
			return b.label(r)
		}
	}
	return ""
}
