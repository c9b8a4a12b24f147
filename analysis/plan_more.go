package analysis

// Figures that are no single question: themes and indices.

import (
	"strings"

	"dealervoice/analysis/internal/column"
	"dealervoice/analysis/stats"
	"dealervoice/survey/definition"
	"dealervoice/survey/fault"
)

// Spoken is the option of a theme's cell that counts all who spoke of it; the
// others are "negative", "neutral" and "positive".
const Spoken = "any"

// themesBase is the account of those whose open answers were read.
const themesBase = "themes"

// planTheme counts who spoke of a theme, or of a group of themes, and how: of
// those who wrote anything that was read. Each respondent counts once.
func (s *snapshot) planTheme(id string) (tally, error) {
	if _, _, ok := s.head(id); !ok {
		return tally{}, badFilter("report.figure.unknown", fault.Args{"Name": id})
	}
	t := tally{base: themesBase, has: s.coded, asked: s.couldWrite}
	c := s.table.Theme(id)
	t.parts = append(t.parts, shareOf(Spoken, c.Answered()))
	for _, m := range column.Mentions() {
		t.parts = append(t.parts, shareOf(string(m), c.Chose(string(m))))
	}
	t.uniform = func(who column.Bits) bool { return alike(c, who) }
	return t, nil
}

// planIndex is the mean of a score over respondents; "index:ID.FACTOR" that of
// one of its parts.
func (s *snapshot) planIndex(id, path string) (tally, error) {
	name, factor, _ := strings.Cut(id, ".")
	index, ok := s.outline.indices[name]
	known := ok && factor == ""
	for _, f := range index.Factors {
		known = known || f.ID == factor
	}
	if !known {
		return tally{}, badFilter("report.figure.unknown", fault.Args{"Name": path})
	}
	c := s.table.Question(path)
	t := tally{base: path, has: c.Answered(), asked: s.table.All(), madeOf: s.items(index)}
	t.parts = []part{{cell: Cell{Measure: Index}, level: score, weigh: weighNumber(c), fill: func(cell *Cell, who column.Bits) {
		cell.estimate(stats.MeanInterval(c.Numbers(who), stats.Level95))
	}}}
	t.uniform = func(who column.Bits) bool { return sameNumber(c.Numbers(who)) }
	return t, nil
}

// items are the accounts of the questions that an index is made of.
func (s *snapshot) items(index definition.Index) []basis {
	var out []basis
	for _, f := range index.Factors {
		for _, name := range f.Questions {
			q, _ := s.outline.question(name)
			for _, item := range append([]Question{q}, q.Rows...) {
				if c := s.table.Question(item.Name); c != nil {
					out = append(out, basis{item.Name, c.Answered()})
				}
			}
		}
	}
	return out
}

// sameNumber tells whether all are equal, and there are any.
func sameNumber(xs []float64) bool {
	for _, x := range xs {
		if x != xs[0] {
			return false
		}
	}
	return len(xs) > 0
}
