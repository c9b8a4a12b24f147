package respondweb

// Answers in words, to be read and copied.

import (
	"slices"
	"strconv"
	"strings"

	"dealervoice/cmd/internal/flat"
	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// lines writes what was typed at a question: labels for choices, a line a row.
func (b *builder) lines(e *definition.Element) []string {
	var out []string
	for _, name := range b.names(e) {
		part, asked := b.cell(e, name)
		said := b.labels(asked, b.fields[name])
		if said == "" {
			continue
		}
		if part != "" {
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

// labels joins the labels of the values, or the values where they have none. Of
// a file it is the name, of a drawing that there is one.
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
		switch {
		case e.Type == definition.File:
			f, _ := flat.Uploaded(v).(map[string]any)
			v = flat.Text(f["name"])
		case e.Type == definition.Signature && ownImage(v) != "":
			v = b.words.T("respond.drawn")
		}
		if v != "" {
			said = append(said, v)
		}
	}
	return strings.Join(said, b.words.T("respond.comma"))
}

// cell tells what a field of a question is about, and which question it answers:
// the row of a matrix, the item, the panel and what is asked in it.
func (b *builder) cell(e *definition.Element, name string) (title string, asked *definition.Element) {
	rest := strings.TrimPrefix(strings.TrimSuffix(name, answer.CommentSuffix), e.Name)
	var words []string
	for _, r := range e.Rows {
		if after, ok := strings.CutPrefix(rest, "."+flat.Text(r.Value)); ok && (after == "" || after[0] == '.') {
			words, rest = append(words, b.label(r)), after
			break
		}
	}
	if digits, after, ok := strings.Cut(strings.TrimPrefix(rest, "["), "]"); ok && growing(e) {
		if i, err := strconv.Atoi(digits); err == nil {
			words, rest = append(words, b.words.T("respond.item", "N", i+1)), after
		}
	}
	for _, part := range slices.Concat(e.Items, e.Cells, e.Flat()) {
		after, ok := strings.CutPrefix(rest, "."+part.Name)
		if !ok || after != "" && after[0] != '.' && after[0] != '[' {
			continue
		}
		deeper, asked := b.cell(part, part.Name+after)
		if words = append(words, b.title(part)); deeper != "" {
			words = append(words, deeper)
		}
		return strings.Join(words, " "), asked
	}
	return strings.Join(words, " "), e
}
