package analysis

// All figures of a survey for one reader.

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"dealervoice/survey"
	"dealervoice/survey/access"
)

// Report is what a survey's report page, its exports and the interface show.
type Report struct {
	Survey    string      `json:"survey"`
	Title     string      `json:"title"`
	Mode      survey.Mode `json:"mode"`
	Filter    Filter      `json:"filter"`
	Responses Cell        `json:"responses"`
	Total     Cell        `json:"total"` // without the filter
	Indices   []Figure    `json:"indices,omitempty"`
	Figures   []Figure    `json:"figures"`
	Themes    Themes      `json:"themes"`
	Segments  []Segment   `json:"segments"`
	Limits    Limits      `json:"limits"`
	// Weights is the account of the weighting, if figures are weighted.
	Weights *WeightReport `json:"weights,omitempty"`
}

// Limits are the thresholds below which figures are hidden, 0 for none, and how old
// figures are.
type Limits struct {
	Scores        int `json:"scores"`
	Distributions int `json:"distributions"`
	Words         int `json:"words"`
	// AsOf is the moment that the figures stand for, where newer ones are not ready.
	AsOf *time.Time `json:"as_of,omitempty"`
}

// Guarded tells whether small groups are hidden.
func (l Limits) Guarded() bool { return l.Scores > 0 }

// Segment is a dimension that the reader may filter by.
type Segment struct {
	Dim      string  `json:"dim"`
	Title    string  `json:"title"`
	Question bool    `json:"question,omitempty"` // a question of the survey, else an attribute
	Values   []Value `json:"values"`
}

// Value is a value of a segment.
type Value struct {
	Value  string `json:"value"`
	Label  string `json:"label"`
	Chosen bool   `json:"chosen,omitempty"`
}

// Report counts everything that the survey asked, as far as the viewer may see
// it, for those whom the filter keeps.
func (s *Service) Report(ctx context.Context, v access.Viewer, slug string, f Filter) (Report, error) {
	return written(ctx, func(ctx context.Context) (Report, error) {
		l, err := s.look(ctx, v, slug, f)
		if err != nil {
			return Report{}, fmt.Errorf("report on %s: %w", slug, err)
		}
		r, err := l.report()
		if err != nil {
			return Report{}, fmt.Errorf("report on %s: %w", slug, err)
		}
		return r, nil
	})
}

func (l *look) report() (Report, error) {
	r := Report{
		Survey: l.survey.Slug, Title: l.survey.Title.In(l.lang()), Mode: l.mode, Filter: l.filter,
		Segments: l.segments(), Limits: l.limits(),
	}
	var err error
	if r.Responses, r.Total, err = l.responses(); err != nil {
		return Report{}, err
	}
	for _, id := range slices.Sorted(maps.Keys(l.outline.indices)) {
		f, err := l.index(id)
		if err != nil {
			return Report{}, err
		}
		r.Indices = append(r.Indices, f)
	}
	for _, q := range l.outline.questions {
		f, err := l.figure(q)
		if err != nil {
			return Report{}, err
		}
		r.Figures = append(r.Figures, f)
	}
	if r.Weights, err = l.weightReport(); err != nil {
		return Report{}, err
	}
	r.Themes, err = l.themes()
	return r, err
}

// responses counts those whom the filter keeps, and all in the viewer's scope.
func (l *look) responses() (kept, all Cell, err error) {
	cells, err := l.cells(Query{Figure: Responses})
	if err != nil {
		return Cell{}, Cell{}, err
	}
	if l.filter.IsZero() {
		return cells[0], cells[0], nil
	}
	whole, err := l.snapshot.look(l.ctx, l.viewer, Filter{})
	if err != nil {
		return Cell{}, Cell{}, err
	}
	total, err := whole.cells(Query{Figure: Responses})
	if err != nil {
		return Cell{}, Cell{}, err
	}
	return cells[0], total[0], nil
}

func (l *look) limits() Limits {
	return Limits{Scores: l.threshold(score), Distributions: l.threshold(distribution), Words: l.threshold(verbatim), AsOf: visitOf(l.ctx).asOf(l.survey.ID)}
}

// Figure counts one figure with everything that belongs to it: a question, a row
// of one, an index or one of its factors. An unknown one is not found.
func (s *Service) Figure(ctx context.Context, v access.Viewer, slug string, f FigureQuery) (FigureReport, error) {
	return written(ctx, func(ctx context.Context) (FigureReport, error) {
		l, err := s.look(ctx, v, slug, f.Filter)
		if err != nil {
			return FigureReport{}, fmt.Errorf("figure %s of %s: %w", f.Name, slug, err)
		}
		out, err := l.one(f)
		if err != nil {
			return FigureReport{}, fmt.Errorf("figure %s of %s: %w", f.Name, slug, err)
		}
		return out, nil
	})
}
