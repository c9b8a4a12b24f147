package review

// All surveys with texts, and how far people are with each.

import (
	"context"
	"fmt"

	"dealervoice/analysis"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// Overview is a survey with how far people are in judging its answers.
type Overview struct {
	Survey    string
	Title     language.Text
	Hidden    *analysis.Cell // why no text may be shown
	Responses int            // whose texts may be read
	Settled   int            // answers that people settled
	Held      int            // of these, drawn at random
	Waits     int            // of blind rounds, for the viewer
}

// Overviews lists the surveys whose answers the viewer may judge, and those of which
// no text may be shown yet.
func (s *Service) Overviews(ctx context.Context, v access.Viewer) ([]Overview, error) {
	if !v.May(access.CodebookRead) {
		return nil, fault.Forbidden("fault.forbidden")
	}
	list, err := s.Surveys.List(ctx)
	if err != nil {
		return nil, fmt.Errorf("list surveys: %w", err)
	}
	var out []Overview
	for _, sv := range list {
		if sv.Current == 0 {
			continue
		}
		c, err := s.Corpora.Corpus(ctx, v, sv.Slug)
		if err != nil {
			return nil, fmt.Errorf("review %s: %w", sv.Slug, err)
		}
		if c.Hidden == nil && len(c.IDs) == 0 {
			continue
		}
		one := Overview{Survey: sv.Slug, Title: sv.Title, Hidden: c.Hidden, Responses: len(c.IDs)}
		at, _, err := s.progress(ctx, sv.ID)
		if err != nil {
			return nil, err
		}
		one.Settled, one.Held = at.Settled, at.Held
		rounds, err := s.Store.Rounds(ctx, sv.ID)
		if err != nil {
			return nil, fmt.Errorf("review %s: %w", sv.Slug, err)
		}
		for _, r := range rounds {
			st, _, err := s.state(ctx, v, r)
			if err != nil {
				return nil, fmt.Errorf("review %s: %w", sv.Slug, err)
			}
			one.Waits += st.Waits
		}
		out = append(out, one)
	}
	return out, nil
}
