package codebook

// A book as a table, one theme a line, for people who work in a spreadsheet.

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"dealervoice/survey/fault"
)

// columns of the table. Lists stand in one cell, an entry a line.
func columns() []string {
	out := []string{"id", "group", "group.zh", "group.en", "zh", "en", "definition.zh", "definition.en", "include", "exclude"}
	for _, lang := range Languages() {
		out = append(out, "cues."+lang+".topic", "cues."+lang+".neg", "cues."+lang+".pos", "examples."+lang)
	}
	return append(out, "weak", "formerly", "owner_department", "process_stage", "policy_types")
}

// WriteCSV writes the themes as a table: UTF-8 with a mark in front, as spreadsheets
// want it; cells that a spreadsheet would take for a formula begin with an
// apostrophe.
func (b *Book) WriteCSV(w io.Writer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return fmt.Errorf("write codebook table: %w", err)
	}
	out := csv.NewWriter(w)
	names := columns()
	rows := [][]string{names}
	for _, t := range b.Themes {
		cells := b.cells(t)
		row := make([]string, len(names))
		for i, name := range names {
			row[i] = guarded(cells[name])
		}
		rows = append(rows, row)
	}
	if err := out.WriteAll(rows); err != nil {
		return fmt.Errorf("write codebook table: %w", err)
	}
	return nil
}

func (b *Book) cells(t Theme) map[string]string {
	lines := func(list []string) string { return strings.Join(list, "\n") }
	m := map[string]string{
		"id": t.ID, "group": t.Parent, "zh": t.ZH, "en": t.EN, "definition.zh": t.Definition.ZH, "definition.en": t.Definition.EN,
		"include": lines(t.Include), "exclude": lines(t.Exclude), "weak": lines(t.Weak), "formerly": lines(t.Formerly),
		"owner_department": t.OwnerDepartment, "process_stage": t.ProcessStage, "policy_types": lines(t.PolicyTypes),
	}
	for _, g := range b.Groups {
		if g.ID == t.Parent {
			m["group.zh"], m["group.en"] = g.ZH, g.EN
		}
	}
	for _, lang := range Languages() {
		c := t.Cues[lang]
		m["cues."+lang+".topic"], m["cues."+lang+".neg"], m["cues."+lang+".pos"] = lines(c.Topic), lines(c.Negative), lines(c.Positive)
		m["examples."+lang] = lines(t.Examples[lang])
	}
	return m
}

// guarded keeps a spreadsheet from taking words for a formula.
func guarded(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// maxRows bounds a table; nobody codes with more themes.
const maxRows = 2000

// ReadCSV reads a table into the book: its themes and groups are those of the table,
// in its order; what stands in no table (lexicon, blockers, policy types) stays.
func (b *Book) ReadCSV(r io.Reader) (*Book, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read codebook table: %w", err)
	}
	if len(raw) > maxBytes {
		return nil, fault.New(fault.KindTooLarge, "bookfile.too_large", nil)
	}
	in := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(raw), "\ufeff")))
	rows, err := in.ReadAll()
	if err != nil || len(rows) < 2 || len(rows) > maxRows || !slices.Contains(rows[0], "id") {
		return nil, fault.Invalid(fault.Field{Path: "file", Key: "bookfile.not_table"}).Because(err)
	}
	out := b.Clone()
	out.Themes, out.Groups = nil, nil
	for _, row := range rows[1:] {
		cells := map[string]string{}
		for i, name := range rows[0] {
			cells[name] = strings.TrimSpace(strings.TrimPrefix(row[i], "'"))
		}
		out.take(cells)
	}
	known := out.IDs()
	for i := range out.PolicyTypes {
		out.PolicyTypes[i].Themes = slices.DeleteFunc(out.PolicyTypes[i].Themes, func(id string) bool { return !slices.Contains(known, id) })
	}
	return out.sound()
}

// take adds the theme of a line, and its group where it is new.
func (b *Book) take(cells map[string]string) {
	t := Theme{
		ID: cells["id"], Parent: cells["group"], ZH: cells["zh"], EN: cells["en"], Definition: Label{ZH: cells["definition.zh"], EN: cells["definition.en"]},
		Include: Lines(cells["include"]), Exclude: Lines(cells["exclude"]), Weak: Lines(cells["weak"]), Formerly: Lines(cells["formerly"]),
		OwnerDepartment: cells["owner_department"], ProcessStage: cells["process_stage"], PolicyTypes: Lines(cells["policy_types"]),
		Cues: map[string]Cues{}, Examples: map[string][]string{},
	}
	for _, lang := range Languages() {
		t.Cues[lang] = Cues{Topic: Lines(cells["cues."+lang+".topic"]), Negative: Lines(cells["cues."+lang+".neg"]), Positive: Lines(cells["cues."+lang+".pos"])}
		if list := Lines(cells["examples."+lang]); len(list) > 0 {
			t.Examples[lang] = list
		}
	}
	b.Themes = append(b.Themes, t)
	if !slices.ContainsFunc(b.Groups, func(g Group) bool { return g.ID == t.Parent }) {
		b.Groups = append(b.Groups, Group{ID: t.Parent, ZH: cells["group.zh"], EN: cells["group.en"]})
	}
}
