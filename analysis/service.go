package analysis

import (
	"context"
	"fmt"
	"sync"

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

	base   context.Context // snapshots are made under it, whoever waits for them
	stop   context.CancelFunc
	flying sync.WaitGroup
	atOnce int // see the constant

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

// New makes the service; Close gives back what it does in the background.
func New(n Needs) *Service {
	base, stop := context.WithCancel(context.Background())
	return &Service{
		base: base, stop: stop, atOnce: atOnce,
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
