package analysis

// Bringing a snapshot up to date.

import (
	"context"
	"fmt"

	"dealervoice/analysis/internal/column"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
)

// batch is how many responses are read by id at once.
const batch = 500

// refresh makes the snapshot that follows the old one: the same columns with the
// new responses and tags. It starts anew where there is no old one, the survey
// has a new version, or responses are gone.
func (s *Service) refresh(ctx context.Context, sv survey.Survey, old *snapshot) (*snapshot, error) {
	next, err := s.begin(ctx, sv)
	if err != nil {
		return nil, err
	}
	whole := old == nil || old.versions != next.versions || old.table.Len() == 0
	var fresh []feedback.ID
	if !whole {
		var gone bool
		if fresh, gone, err = s.changes(ctx, sv.ID, old.table); err != nil {
			return nil, err
		}
		whole = gone
	}
	var w *column.Writer
	if whole {
		w = next.table.Extend()
		err = s.readAll(ctx, next, w)
	} else {
		w, next.revision = old.table.Extend(), old.revision
		err = s.readSome(ctx, next, w, fresh)
	}
	if err != nil {
		return nil, err
	}
	if err := s.readCodings(ctx, next, w); err != nil {
		return nil, err
	}
	next.table = w.Table()
	next.finish()
	return next, nil
}

// changes finds the responses the table lacks, and whether it has some that are
// stored no more.
func (s *Service) changes(ctx context.Context, id survey.ID, t *column.Table) (fresh []feedback.ID, gone bool, err error) {
	ids, err := s.store.IDs(ctx, id)
	if err != nil {
		return nil, false, fmt.Errorf("list responses: %w", err)
	}
	for _, r := range ids {
		if !t.Knows(string(r)) {
			fresh = append(fresh, r)
		}
	}
	return fresh, t.Len()+len(fresh) != len(ids), nil
}

func (s *Service) readAll(ctx context.Context, next *snapshot, w *column.Writer) error {
	rd := reader{outline: next.outline, zone: s.calendar.Zone}
	q := feedback.Query{Survey: next.survey.ID}
	return s.streams.Each(ctx, access.Machine("analysis"), q, func(r feedback.Response) error {
		rd.read(w, r)
		return nil
	})
}

func (s *Service) readSome(ctx context.Context, next *snapshot, w *column.Writer, ids []feedback.ID) error {
	rd := reader{outline: next.outline, zone: s.calendar.Zone}
	for len(ids) > 0 {
		n := min(batch, len(ids))
		list, err := s.store.Some(ctx, next.survey.ID, ids[:n])
		if err != nil {
			return fmt.Errorf("read responses: %w", err)
		}
		for _, r := range list {
			rd.read(w, r)
		}
		ids = ids[n:]
	}
	return nil
}

func (s *Service) readCodings(ctx context.Context, next *snapshot, w *column.Writer) error {
	groups := map[string][]string{}
	for _, t := range next.book.Themes {
		groups[t.ID] = []string{t.Parent}
	}
	err := s.store.Codings(ctx, next.survey.ID, next.revision, func(c Coding) error {
		hits := make([]column.Hit, len(c.Hits))
		for i, h := range c.Hits {
			hits[i] = column.Hit{Theme: h.Theme, Groups: groups[h.Theme], Polarity: h.Polarity}
		}
		w.Themes(string(c.Response), hits)
		next.revision = max(next.revision, c.Revision)
		return nil
	})
	if err != nil {
		return fmt.Errorf("read tags: %w", err)
	}
	return nil
}
