package analysis

// The answers to a question beside each other for the segments of a dimension.

import (
	"context"
	"fmt"
	"slices"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

// CrosstabQuery asks for a question's distribution (Rows) in each segment of a
// dimension (Cols).
type CrosstabQuery struct {
	Rows   string
	Cols   string
	Filter Filter
	Adjust Adjustment // about comparing many cells; "" is the usual one
}

// Crosstab is a table: a line for each option, a column for each segment. Each
// share is of those of its column who answered the question.
type Crosstab struct {
	Survey  string      `json:"survey"`
	Title   string      `json:"title"`
	Mode    survey.Mode `json:"mode"`
	Filter  Filter      `json:"filter"`
	Rows    TableHead   `json:"rows"`
	Cols    TableHead   `json:"cols"`
	N       Cell        `json:"n"` // those who answered the question at all
	Columns []Column    `json:"columns"`
	Lines   []TableLine `json:"lines"`
	Limits  Limits      `json:"limits"`
	Adjust  Adjustment  `json:"adjust"`
	// Test is of the whole table; nil where answers do not exclude each other, or
	// fewer than two columns or lines are left.
	Test  *TableTest `json:"test,omitempty"`
	Means *MeansLine `json:"means,omitempty"` // of questions with a score
	// Weights is the account of the weighting, if figures are weighted.
	Weights  *WeightReport `json:"weights,omitempty"`
	Segments []Segment     `json:"segments"`
}

// TableHead names a side of the table.
type TableHead struct {
	Name  string `json:"name"`
	Title string `json:"title"`
}

// Column is a segment with how many of it answered.
type Column struct {
	Value string `json:"value"`
	Label string `json:"label"`
	N     Cell   `json:"n"`
}

// TableLine is an option: its share among all, and in each column.
type TableLine struct {
	Value string `json:"value"`
	Label string `json:"label"`
	NA    bool   `json:"na,omitempty"`
	Total Cell   `json:"total"`
	Cells []Cell `json:"cells"`
	// Tests compare each column with the others; nil where that cannot be done.
	Tests []*CellTest `json:"tests,omitempty"`
}

// Crosstab counts the table as far as the viewer may see it. Rows must be a
// question, or a row of one, with options; Cols a dimension.
func (s *Service) Crosstab(ctx context.Context, v access.Viewer, slug string, q CrosstabQuery) (Crosstab, error) {
	return written(ctx, func(ctx context.Context) (Crosstab, error) {
		l, err := s.look(ctx, v, slug, q.Filter)
		if err != nil {
			return Crosstab{}, fmt.Errorf("cross %s with %s of %s: %w", q.Rows, q.Cols, slug, err)
		}
		out, err := l.crosstab(q)
		if err != nil {
			return Crosstab{}, fmt.Errorf("cross %s with %s of %s: %w", q.Rows, q.Cols, slug, err)
		}
		return out, nil
	})
}

func (l *look) crosstab(q CrosstabQuery) (Crosstab, error) {
	rows, ok := l.outline.question(q.Rows)
	if !ok {
		return Crosstab{}, badFilter("report.figure.unknown", fault.Args{"Name": q.Rows})
	}
	if !slices.Contains(rows.Measures(), Share) {
		return Crosstab{}, badFilter("report.figure.no_measure", fault.Args{"Name": q.Rows, "Measure": string(Share)})
	}
	cols, ok := l.dimension(q.Cols)
	if !ok {
		return Crosstab{}, badFilter("report.filter.unknown_dimension", fault.Args{"Name": q.Cols})
	}
	adjust, err := ParseAdjustment(string(q.Adjust))
	if err != nil {
		return Crosstab{}, err
	}
	out := Crosstab{
		Adjust: adjust, Segments: l.segments(),
		Survey: l.survey.Slug, Title: l.survey.Title.In(l.lang()), Mode: l.mode, Filter: l.filter, Limits: l.limits(),
		Rows: TableHead{Name: q.Rows, Title: rows.FullTitle(string(l.lang()))},
		Cols: TableHead{Name: q.Cols, Title: l.dimensionTitle(cols)}, Columns: []Column{}, Lines: []TableLine{},
	}
	figure := Query{Figure: q.Rows, Measures: []Measure{Count, Share}}
	mean := meanOf(rows)
	if mean != "" {
		figure.Measures = append(figure.Measures, mean)
	}
	total, err := l.cells(figure)
	if err != nil {
		return Crosstab{}, err
	}
	figure.By = []string{q.Cols}
	cells, err := l.cells(figure)
	if err != nil {
		return Crosstab{}, err
	}
	out.N = total[0]
	for _, c := range total[1:] {
		if c.Measure == mean {
			out.Means = &MeansLine{Measure: mean, Total: c, Cells: []Cell{}}
			continue
		}
		out.Lines = append(out.Lines, TableLine{
			Value: c.Option, Label: rows.Label(c.Option, string(l.lang())), NA: rows.isNA(c.Option), Total: c, Cells: []Cell{},
		})
	}
	for group := range slices.Chunk(cells, len(total)) {
		out.column(group, l.valueLabel(cols, group[0].key(q.Cols)))
	}
	t, err := l.plan(q.Rows, figure.Measures)
	if err != nil {
		return Crosstab{}, err
	}
	if err := out.test(l.crossing(rows, l.weighted(t), cols)); err != nil {
		return Crosstab{}, err
	}
	out.Weights, err = l.weightReport()
	return out, err
}

// column adds the cells of a segment: how many answered, each option, the mean.
func (c *Crosstab) column(cells []Cell, label string) {
	c.Columns = append(c.Columns, Column{Value: cells[0].key(c.Cols.Name), Label: label, N: cells[0]})
	for i, cell := range cells[1:] {
		if c.Means != nil && i == len(c.Lines) {
			c.Means.Cells = append(c.Means.Cells, cell)
			continue
		}
		c.Lines[i].Cells = append(c.Lines[i].Cells, cell)
	}
}

// meanOf is the one number that a question with a score has; "" for others.
func meanOf(q Question) Measure {
	switch q.Kind {
	case Scale:
		return Mean
	case Promote:
		return NPS
	}
	return ""
}

// dimensionTitle is what the reader calls a dimension.
func (l *look) dimensionTitle(d dimension) string {
	if q, ok := l.outline.question(d.name); ok && d.options != nil {
		return q.Title.In(string(l.lang()))
	}
	return dimensionName(d.name).In(l.lang())
}
