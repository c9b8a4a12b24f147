package quota

// How the cells stand, for people.

import (
	"context"
	"fmt"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/definition"
	"dealervoice/survey/fault"
)

// Line is how one cell stands.
type Line struct {
	definition.Quota
	Count
	Full  bool
	Known bool // false: the counts are of all regions, and the viewer sees some
	// Step is 0 where the counts are exact. Else they are rounded down to whole
	// steps: whoever watches an exact one sees single dealers answer.
	Step int
}

// Board lists the cells of a survey's present wave with how they stand. Versions
// are all it ever had: what one of them promised holds.
func (s *Service) Board(ctx context.Context, v access.Viewer, p survey.Published, versions []survey.Version) ([]Line, error) {
	if !v.May(access.SurveyRead) {
		return nil, fault.Forbidden("fault.forbidden")
	}
	counts, err := s.store.Counts(ctx, p.Survey.ID, p.Survey.Wave, s.calendar.Now())
	if err != nil {
		return nil, fmt.Errorf("read quotas of %s: %w", p.Survey.Slug, err)
	}
	step := 0
	if survey.Sternest(versions) != survey.Identified {
		step = survey.LargestCell(versions)
	}
	var out []Line
	for _, q := range p.Definition.Quotas() {
		n := counts[q.ID]
		l := Line{Quota: q, Full: n.Filled >= q.Places, Known: v.Scope.Level == access.All, Step: step}
		if l.Known {
			l.Count = Count{floor(n.Filled, step), floor(n.Held, step), floor(n.Excess, step)}
		}
		out = append(out, l)
	}
	return out, nil
}

func floor(n, step int) int {
	if step == 0 {
		return n
	}
	return n - n%step
}
