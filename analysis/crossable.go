package analysis

// What can be crossed with what.

import (
	"context"
	"fmt"
	"slices"

	"dealervoice/survey/access"
)

// Crossable are the questions and dimensions that a crosstab can be made of.
type Crossable struct {
	Survey   string
	Title    string
	Rows     []TableHead
	Cols     []TableHead
	Segments []Segment
	Limits   Limits
}

// Crossable lists what the viewer can put into a crosstab.
func (s *Service) Crossable(ctx context.Context, v access.Viewer, slug string, f Filter) (Crossable, error) {
	l, err := s.look(ctx, v, slug, f)
	if err != nil {
		return Crossable{}, fmt.Errorf("what can be crossed in %s: %w", slug, err)
	}
	lang := string(l.lang())
	out := Crossable{Survey: l.survey.Slug, Title: l.survey.Title.In(l.lang()), Segments: l.segments(), Limits: l.limits()}
	add := func(q Question, title string) {
		if slices.Contains(q.Measures(), Share) {
			out.Rows = append(out.Rows, TableHead{Name: q.Name, Title: title})
		}
	}
	for _, q := range l.outline.questions {
		add(q, q.FullTitle(lang))
		for _, r := range q.Rows {
			add(r, q.Title.In(lang)+" · "+r.Title.In(lang))
		}
	}
	for _, seg := range out.Segments {
		out.Cols = append(out.Cols, TableHead{Name: seg.Dim, Title: seg.Title})
	}
	return out, nil
}
