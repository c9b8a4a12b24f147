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
		old = nil
		w = next.table.Extend()
		err = s.readAll(ctx, next, w)
	} else {
		w = old.table.Extend()
		err = s.readSome(ctx, next, w, fresh)
	}
	if err != nil {
		return nil, err
	}
	next.table = w.Table()
	if err := s.readCodings(ctx, next, old); err != nil {
		return nil, err
	}
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

// maxPending is from how many unread responses on all tags are read, in one
// stream, instead of those of each response.
const maxPending = 2000

// readCodings enters the tags of the responses that were unread when the old
// snapshot was made, and of all where the tagger is another one or the old
// snapshot is not what the new one began with (nil).
func (s *Service) readCodings(ctx context.Context, next, old *snapshot) error {
	next.pending = map[string]bool{}
	var ids []feedback.ID
	for i := range next.table.Len() {
		id := next.table.ID(i)
		if old == nil || !old.table.Knows(id) || old.pending[id] {
			next.pending[id] = true
			ids = append(ids, feedback.ID(id))
		}
	}
	if old == nil || old.tagger != next.tagger || len(ids) > maxPending {
		ids = nil
	} else if len(ids) == 0 {
		return nil
	}
	w := next.table.Extend()
	err := s.store.Codings(ctx, next.survey.ID, ids, func(c Coding) error {
		next.enter(w, c)
		return nil
	})
	if err != nil {
		return fmt.Errorf("read tags: %w", err)
	}
	next.table = w.Table()
	return nil
}

// enter puts what was found in one response into the table.
func (s *snapshot) enter(w *column.Writer, c Coding) {
	hits := make([]column.Hit, len(c.Hits))
	for i, h := range c.Hits {
		hits[i] = column.Hit{Theme: h.Theme, Polarity: h.Polarity}
		if t, ok := s.book.Theme(h.Theme); ok {
			hits[i].Groups = []string{t.Parent}
		}
	}
	w.Themes(string(c.Response), hits)
	if c.Tagger == s.tagger {
		delete(s.pending, string(c.Response))
	} else {
		s.pending[string(c.Response)] = true
	}
}
