package analysis

import (
	"context"
	"fmt"
	"sync"
	"time"

	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
)

// Service holds the use cases of figures.
type Service struct {
	store    Store
	surveys  Surveys
	editions Editions
	books    Books
	policies Policies
	answers  Answers
	roster   Roster
	blinds   Blinds
	schemes  Schemes
	handles  Handles
	calendar calendar.Calendar

	mu      sync.Mutex
	shelves map[survey.ID]*shelf
	masked  masked
}

// Needs is what the service is made of.
type Needs struct {
	Store    Store
	Surveys  Surveys
	Editions Editions
	Books    Books
	Policies Policies
	Answers  Answers
	Roster   Roster
	Blinds   Blinds  // nil: nobody guesses before seeing
	Schemes  Schemes // nil: no weighting has a name
	Handles  Handles // nil: nobody replies to quotes
	Calendar calendar.Calendar
}

// Handles names an answer, or a question of it, for a page that must not tell
// which answer it is.
type Handles func(id survey.ID, r feedback.ID, about string) (string, error)

// New makes the service.
func New(n Needs) *Service {
	return &Service{
		store: n.Store, surveys: n.Surveys, editions: n.Editions, books: n.Books, policies: n.Policies, answers: n.Answers, roster: n.Roster, blinds: n.Blinds, schemes: n.Schemes, handles: n.Handles, calendar: n.Calendar, shelves: map[survey.ID]*shelf{},
	}
}

// look opens one viewer's view of a survey under a filter.
func (s *Service) look(ctx context.Context, v access.Viewer, slug string, f Filter) (*look, error) {
	if !v.May(access.ReportRead) {
		return nil, fault.Forbidden("fault.forbidden")
	}
	if err := f.check(); err != nil {
		return nil, err
	}
	var err error
	if f.Weight, err = s.schemed(ctx, f.Weight); err != nil {
		return nil, err
	}
	sv, err := s.surveys.BySlug(ctx, slug)
	if err != nil {
		return nil, err
	}
	if err := s.sighted(ctx, v, sv.ID); err != nil {
		return nil, err
	}
	snap, err := s.snapshot(ctx, sv)
	if err != nil {
		return nil, fmt.Errorf("read answers of %s: %w", slug, err)
	}
	return snap.look(ctx, v, f)
}

func (s *snapshot) look(ctx context.Context, v access.Viewer, f Filter) (*look, error) {
	kept, err := s.selected(f)
	if err != nil {
		return nil, err
	}
	w, err := s.weightsFor(ctx, f.Weight)
	if err != nil {
		return nil, err
	}
	total := s.scope(v.Scope)
	quiet, meant := s.silence(v.Scope, f)
	return &look{
		snapshot: s, ctx: ctx, viewer: v, filter: f, within: total.And(kept), meant: meant, weights: w,
		guard: guard{
			protection: s.promise, everybody: s.table.All(), total: total,
			crowd: s.people, releases: s.releases, shown: s.shown, silence: quiet,
		},
	}, nil
}

// shelf keeps the snapshot of one survey. Its lock is held while the snapshot is
// made, so that many who ask at once wait for one.
type shelf struct {
	mu      sync.Mutex
	snap    *snapshot
	checked time.Time
	used    time.Time
}

// maxAge is how long a snapshot is believed without asking whether the stored
// answers have changed: a new answer shows within two seconds.
const maxAge = time.Second

// maxShelves bounds the surveys kept in memory; the one unused for longest makes
// room.
const maxShelves = 64

func (s *Service) shelf(id survey.ID) *shelf {
	now := s.calendar.Clock()
	s.mu.Lock()
	defer s.mu.Unlock()
	sh := s.shelves[id]
	if sh == nil {
		if len(s.shelves) >= maxShelves {
			s.clear()
		}
		sh = &shelf{}
		s.shelves[id] = sh
	}
	sh.used = now
	return sh
}

func (s *Service) clear() {
	var oldest survey.ID
	for id, sh := range s.shelves {
		if oldest == "" || sh.used.Before(s.shelves[oldest].used) {
			oldest = id
		}
	}
	delete(s.shelves, oldest)
}

// snapshot gives the survey's answers as they are stored now, or were at most
// maxAge ago.
func (s *Service) snapshot(ctx context.Context, sv survey.Survey) (*snapshot, error) {
	sh := s.shelf(sv.ID)
	sh.mu.Lock()
	defer sh.mu.Unlock()
	now := s.calendar.Clock()
	if sh.snap != nil && sh.snap.versions != int(sv.Current) {
		sh.snap = nil
	}
	if age := now.Sub(sh.checked); sh.snap != nil && age >= 0 && age < maxAge {
		return sh.snap, nil
	}
	stale, err := s.changed(ctx, sh.snap)
	if err != nil {
		return nil, err
	}
	if stale {
		next, err := s.refresh(ctx, sv, sh.snap)
		if err != nil {
			return nil, err
		}
		sh.snap = next
	}
	sh.checked = now
	return sh.snap, nil
}

// changed tells whether the stored answers are others than those of the snapshot.
func (s *Service) changed(ctx context.Context, snap *snapshot) (bool, error) {
	if snap == nil {
		return true, nil
	}
	stamp, err := s.store.Stamp(ctx, snap.survey.ID, snap.promise.extent())
	return stamp != snap.stamp, err
}
