package analysis

// Bringing a snapshot up to date.

import (
	"context"
	"fmt"
	"slices"

	"dealervoice/analysis/internal/column"
	"dealervoice/feedback"
	"dealervoice/survey"
)

// batch is how many responses are read by id at once.
const batch = 500

// refresh makes the snapshot that follows the old one: the same columns with the
// new responses and tags. It starts anew where there is no old one, the survey
// has a new version, or responses are gone.
func (s *Service) refresh(ctx context.Context, sv survey.Survey, old *snapshot, f *flight) (*snapshot, error) {
	next, err := s.begin(ctx, sv)
	if err != nil {
		return nil, err
	}
	if old != nil && (old.versions != next.versions || old.table.Len() == 0) {
		old = nil
	}
	if next.stamp, err = s.store.Stamp(ctx, sv.ID, next.promise.extent()); err != nil {
		return nil, err
	}
	if next.stamp.Responses > s.atOnce {
		f.grow()
	}
	horizon, err := s.horizon(ctx, next)
	if err != nil {
		return nil, err
	}
	members, err := s.store.Members(ctx, sv.ID, next.promise.extent())
	if err != nil {
		return nil, err
	}
	fresh, gone := changes(members, old)
	if gone {
		old, fresh = nil, idsOf(members)
	}
	w := next.table.Extend()
	if old != nil {
		w = old.table.Extend()
	}
	f.total.Store(2 * int64(len(fresh)))
	if err := s.readSome(ctx, next, w, fresh, f); err != nil {
		return nil, err
	}
	next.table = w.Table()
	if err := s.readCodings(ctx, next, old, f); err != nil {
		return nil, err
	}
	next.release(members)
	if err := s.callRoll(ctx, next); err != nil {
		return nil, err
	}
	next.finish()
	next.shown.store, next.shown.survey, next.shown.horizon = s.remembering(next), sv.ID, horizon
	if err := next.shown.open(ctx); err != nil {
		return nil, err
	}
	next.shown.planned = next.planned() // now that it is known who was asked
	return next, nil
}

// horizon is the position from which on whatever the snapshot does not know came
// after it: it is read before the members are.
func (s *Service) horizon(ctx context.Context, next *snapshot) (int, error) {
	if next.promise.open {
		return 0, nil
	}
	return s.store.Places(ctx, next.survey.ID)
}

// remembering is where what is shown is written down: nowhere, if nothing need
// be kept back.
func (s *Service) remembering(next *snapshot) Store {
	if next.promise.open {
		return nil
	}
	return s.store
}

// changes finds the members that the old snapshot lacks, and whether it has some
// that are members no more.
func changes(members []Member, old *snapshot) (fresh []feedback.ID, gone bool) {
	if old == nil {
		return idsOf(members), false
	}
	for _, m := range members {
		if !old.table.Knows(string(m.ID)) {
			fresh = append(fresh, m.ID)
		}
	}
	return fresh, old.table.Len()+len(fresh) != len(members)
}

func idsOf(members []Member) []feedback.ID {
	out := make([]feedback.ID, len(members))
	for i, m := range members {
		out[i] = m.ID
	}
	return out
}

// release notes which release each response of the table came with, at which
// position it stands and whom it was asked of.
func (s *snapshot) release(members []Member) {
	s.places, s.dealers, s.releases = make([]int, s.table.Len()), make([]string, s.table.Len()), nil
	newest := 0
	for _, m := range members {
		newest = max(newest, m.Release)
	}
	s.releases = make([]column.Bits, newest)
	for _, m := range members {
		row, ok := s.table.Position(string(m.ID))
		if !ok {
			continue
		}
		s.places[row], s.dealers[row] = m.Position, m.Dealer
		for r := max(m.Release, 1); r <= newest; r++ {
			s.releases[r-1] = s.releases[r-1].Set(row)
		}
	}
}

func (s *Service) readSome(ctx context.Context, next *snapshot, w *column.Writer, ids []feedback.ID, f *flight) error {
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
		f.read.Add(int64(n))
	}
	return nil
}

// maxPending is from how many unread responses on all tags are read, in one
// stream, instead of those of each response.
const maxPending = 2000

// readCodings enters the tags of the responses that were unread when the old
// snapshot was made or that people corrected since, and of all where the tagger is another one or the old
// snapshot is not what the new one began with (nil).
func (s *Service) readCodings(ctx context.Context, next, old *snapshot, f *flight) error {
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
	} else {
		corrected, err := s.store.Corrected(ctx, next.survey.ID, old.stamp.Revision)
		if err != nil {
			return fmt.Errorf("read corrections: %w", err)
		}
		for _, id := range corrected {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
		if len(ids) == 0 {
			return nil
		}
	}
	w := next.table.Extend()
	err := s.store.Codings(ctx, next.survey.ID, ids, func(c Coding) error {
		next.enter(w, c)
		f.read.Add(1)
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
		// A theme speaks for its group, and for those it was merged or split from.
		// What people said under an old name goes to the theme that came of it; where
		// several did, only the old name and the group know.
		switch next := s.book.Successors(h.Theme); {
		case len(next) == 1:
			hits[i].Theme = next[0].ID
			hits[i].Groups = append([]string{next[0].Parent}, next[0].Formerly...)
		case len(next) > 1:
			hits[i].Groups = []string{next[0].Parent}
		}
	}
	w.Themes(string(c.Response), hits)
	if c.Tagger == s.tagger {
		delete(s.pending, string(c.Response))
	} else {
		s.pending[string(c.Response)] = true
	}
}
