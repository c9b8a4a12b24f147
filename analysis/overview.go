package analysis

// All surveys at a glance.

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

// Overview is a survey in one line.
type Overview struct {
	Survey    string       `json:"survey"`
	Title     string       `json:"title"`
	State     survey.State `json:"state"`
	Mode      survey.Mode  `json:"mode"`
	Wave      int          `json:"wave"`
	Responses Cell         `json:"responses"`
	Headline  *Figure      `json:"headline,omitempty"` // its index, else its NPS
	// Guess tells that the viewer shall guess the results before seeing them.
	Guess bool `json:"guess_first,omitempty"`
	// Preparing tells that the figures are being worked out.
	Preparing bool `json:"preparing,omitempty"`
}

// Overviews lists the surveys that were published, with their one figure.
func (s *Service) Overviews(ctx context.Context, v access.Viewer) ([]Overview, error) {
	return written(ctx, func(ctx context.Context) ([]Overview, error) {
		if !v.May(access.ReportRead) {
			return nil, fault.Forbidden("fault.forbidden")
		}
		list, err := s.surveys.List(ctx)
		if err != nil {
			return nil, fmt.Errorf("list surveys: %w", err)
		}
		var out []Overview
		for _, sv := range list {
			if sv.Current == 0 {
				continue
			}
			l, err := s.look(ctx, v, sv.Slug, Filter{})
			if toBeGuessed(err) {
				out = append(out, Overview{Survey: sv.Slug, Title: sv.Title.In(v.Language), State: sv.State, Wave: sv.Wave, Guess: true})
				continue
			}
			if IsPreparing(err) {
				out = append(out, Overview{Survey: sv.Slug, Title: sv.Title.In(v.Language), State: sv.State, Wave: sv.Wave, Preparing: true})
				continue
			}
			if err != nil {
				return nil, fmt.Errorf("look at %s: %w", sv.Slug, err)
			}
			o := Overview{Survey: sv.Slug, Title: sv.Title.In(l.lang()), State: sv.State, Mode: l.mode, Wave: sv.Wave}
			if o.Responses, _, err = l.responses(); err == nil {
				o.Headline, err = l.best()
			}
			if err != nil {
				return nil, fmt.Errorf("look at %s: %w", sv.Slug, err)
			}
			out = append(out, o)
		}
		return out, nil
	})
}

// best is the figure that sums a survey up: its first index, else its NPS, else
// none.
func (l *look) best() (*Figure, error) {
	if ids := slices.Sorted(maps.Keys(l.outline.indices)); len(ids) > 0 {
		f, err := l.index(ids[0])
		return &f, err
	}
	for _, q := range l.outline.questions {
		if q.Kind == Promote {
			f, err := l.figure(q)
			return &f, err
		}
	}
	return nil, nil
}
