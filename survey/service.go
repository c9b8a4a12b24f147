package survey

import (
	"context"
	"fmt"

	"dealervoice/survey/calendar"
	"dealervoice/survey/port"
)

// Service holds the use cases of surveys.
type Service struct {
	store       Store
	invitations InvitationStore
	tx          port.Tx
	trail       port.Trail
	calendar    calendar.Calendar
	keys        port.Keyring
	ballots     KeyStore
	budget      Budget
	consents    Consents
	roster      Roster
	editions    *editions
}

// Needs is what the service is made of.
type Needs struct {
	Store       Store
	Invitations InvitationStore
	Tx          port.Tx
	Trail       port.Trail
	Calendar    calendar.Calendar
	Keys        port.Keyring // of unlinkable surveys, and of links; nil: links are drawn and can be shown once only
	Ballots     KeyStore     // what became of those keys
	Budget      Budget       // nil: dealers may be asked as often as one likes
	Consents    Consents     // nil: what respondents read is not written down
	Roster      Roster       // nil: whether the audience is large enough is not looked at
}

// Consents writes down what a version says to respondents. *consent.Service is
// one.
type Consents interface {
	Published(ctx context.Context, e *Edition) error
}

// New makes the service.
func New(n Needs) *Service {
	return &Service{
		store: n.Store, invitations: n.Invitations, tx: n.Tx, trail: n.Trail,
		calendar: n.Calendar, keys: n.Keys, ballots: n.Ballots, budget: n.Budget, consents: n.Consents, roster: n.Roster, editions: newEditions(),
	}
}

// Published finds the form of a survey as it stands now, by one read: the
// survey is published or closed (see Accepting), its current version comes from
// memory. A survey that was never published is not found.
func (s *Service) Published(ctx context.Context, slug string) (Published, error) {
	head, err := s.store.Head(ctx, slug)
	if err != nil {
		return Published{}, fmt.Errorf("find survey %s: %w", slug, err)
	}
	return s.published(ctx, head)
}

func (s *Service) published(ctx context.Context, head Head) (Published, error) {
	if head.Current == 0 {
		return Published{}, errNotFound()
	}
	e, err := s.PublishedVersion(ctx, head.ID, head.Current)
	return Published{Survey: head, Edition: e}, err
}

// PublishedVersion gives one published version; only the first look-up of a
// process reads it.
func (s *Service) PublishedVersion(ctx context.Context, id ID, n Number) (*Edition, error) {
	return s.editions.get(versionKey{id, n}, func() (*Edition, error) {
		v, err := s.store.Version(ctx, id, n)
		if err != nil {
			return nil, fmt.Errorf("read version %d of survey %s: %w", n, id, err)
		}
		return parse(v)
	})
}
