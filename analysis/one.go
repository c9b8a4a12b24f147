package analysis

// One figure by itself, split by a segment.

import (
	"strings"

	"dealervoice/survey"
	"dealervoice/survey/fault"
)

// FigureQuery asks for one figure of a survey, split by a dimension if By says
// so.
type FigureQuery struct {
	Name   string
	By     string
	Filter Filter
}

// FigureReport is one figure with its splits.
type FigureReport struct {
	Survey    string      `json:"survey"`
	Title     string      `json:"title"`
	Mode      survey.Mode `json:"mode"`
	Filter    Filter      `json:"filter"`
	Responses Cell        `json:"responses"`
	Figure    Figure      `json:"figure"`
	Trend     []TrendStep `json:"trend,omitempty"` // its headline, wave by wave
	By        string      `json:"by,omitempty"`
	Splits    []Split     `json:"splits,omitempty"`
	Segments  []Segment   `json:"segments"`
	Limits    Limits      `json:"limits"`
	// Weights is the account of the weighting, if figures are weighted.
	Weights *WeightReport `json:"weights,omitempty"`
}

// Split is the figure's headline in one segment, or its distribution where it
// has no headline.
type Split struct {
	Value string `json:"value"`
	Label string `json:"label"`
	Cells []Cell `json:"cells"`
}

func (l *look) one(q FigureQuery) (FigureReport, error) {
	f, err := l.named(q.Name)
	if err != nil {
		return FigureReport{}, err
	}
	out := FigureReport{
		Survey: l.survey.Slug, Title: l.survey.Title.In(l.lang()), Mode: l.mode, Filter: l.filter,
		Figure: f, By: q.By, Segments: l.segments(), Limits: l.limits(),
	}
	if out.Responses, _, err = l.responses(); err != nil {
		return FigureReport{}, err
	}
	if out.Weights, err = l.weightReport(); err != nil {
		return FigureReport{}, err
	}
	if out.Trend, err = l.trend(f); err != nil {
		return FigureReport{}, err
	}
	if q.By != "" {
		out.Splits, err = l.split(f, q.By)
	}
	return out, err
}

// named counts the figure of a name.
func (l *look) named(name string) (Figure, error) {
	if id, ok := strings.CutPrefix(name, "index:"); ok {
		head, _, isFactor := strings.Cut(id, ".")
		if _, known := l.outline.indices[head]; !known {
			return Figure{}, fault.NotFound("report.figure.not_found")
		}
		whole, err := l.index(head)
		if err != nil || !isFactor {
			return whole, err
		}
		for _, part := range whole.Rows {
			if part.Name == name {
				return part, nil
			}
		}
		return Figure{}, fault.NotFound("report.figure.not_found")
	}
	q, ok := l.outline.question(name)
	if !ok {
		return Figure{}, fault.NotFound("report.figure.not_found")
	}
	f, err := l.figure(q)
	if err == nil && strings.Contains(name, ".") {
		f.Title = l.parentTitle(name) + f.Title
	}
	return f, err
}

// parentTitle is the matrix's title in front of a row's.
func (l *look) parentTitle(row string) string {
	for _, q := range l.outline.questions {
		for _, r := range q.Rows {
			if r.Name == row {
				return q.Title.In(string(l.lang())) + " "
			}
		}
	}
	return ""
}

// split counts the headline by a dimension.
func (l *look) split(f Figure, by string) ([]Split, error) {
	d, ok := l.dimension(by)
	if !ok {
		return nil, badFilter("report.filter.unknown_dimension", fault.Args{"Name": by})
	}
	q, _ := l.outline.question(f.Name)
	if q.Kind == Matrix {
		return nil, nil
	}
	cells, err := l.cells(Query{Figure: f.Name, Measures: headline(q), By: []string{by}})
	if err != nil {
		return nil, err
	}
	var out []Split
	for _, value := range d.values() {
		s := Split{Value: value, Label: l.valueLabel(d, value)}
		for _, c := range cells {
			if c.key(by) == value {
				s.Cells = append(s.Cells, c)
			}
		}
		out = append(out, s)
	}
	return out, nil
}
