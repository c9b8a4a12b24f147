package answerfile

// The codebook beside a CSV: what each column asks and what its values mean.

import (
	"encoding/csv"
	"fmt"
	"io"

	"dealervoice/cmd/internal/flat"
	"dealervoice/survey/definition"
	"dealervoice/survey/language"
)

// WriteCodebook writes one row a column, and one for each value it may have.
func WriteCodebook(w io.Writer, defs []*definition.Definition) error {
	if _, err := io.WriteString(w, "\xEF\xBB\xBF"); err != nil {
		return fmt.Errorf("write codebook: %w", err)
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	rows := [][]string{{"column", "question", "type", "title zh", "title en", "value", "label zh", "label en"}}
	seen := map[string]bool{}
	for _, def := range defs {
		for _, c := range flat.Columns(def) {
			if !seen[c.Field] {
				seen[c.Field] = true
				rows = append(rows, describe(def, c)...)
			}
		}
	}
	for _, row := range rows {
		for i := range row {
			row[i] = guard(row[i])
		}
		if err := out.Write(row); err != nil {
			return fmt.Errorf("write codebook: %w", err)
		}
	}
	out.Flush()
	return out.Error()
}

func describe(def *definition.Definition, c flat.Column) [][]string {
	zh, en := titles(c, language.Chinese), titles(c, language.English)
	kind := string(c.Element.Type)
	if c.Comment {
		kind = "comment"
	}
	rows := [][]string{{c.Field, c.Element.Name, kind, zh, en, "", "", ""}}
	for _, o := range c.Options(def) {
		rows = append(rows, []string{c.Field, c.Element.Name, kind, "", "", flat.Text(o.Value), label(o, language.Chinese), label(o, language.English)})
	}
	return rows
}

// titles joins the question with its row and part.
func titles(c flat.Column, tag language.Tag) string {
	s := c.Element.Title.In(string(tag))
	if c.Row != nil {
		s += " – " + label(*c.Row, tag)
	}
	if c.Part != nil {
		s += " – " + c.Part.Title.In(string(tag))
	}
	return s
}

func label(c definition.Choice, tag language.Tag) string {
	if t := c.Text.In(string(tag)); t != "" {
		return t
	}
	return flat.Text(c.Value)
}
