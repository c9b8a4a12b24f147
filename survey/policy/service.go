package policy

import (
	"context"
	"crypto/rand"
	"fmt"

	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
	"dealervoice/survey/port"
)

// Store keeps policies. Each method joins the transaction of ctx.
type Store interface {
	// NextOrdinal counts policies of the type: 1 for the first. It holds a lock
	// until the transaction ends, so that no two policies get one id.
	NextOrdinal(ctx context.Context, t Type) (int, error)
	Insert(ctx context.Context, p Policy) error
	// Rename writes type and title if the stored revision is still the one
	// given; a conflict otherwise.
	Rename(ctx context.Context, p Policy, revision int) error
	// InsertVersion is a conflict if the number is taken.
	InsertVersion(ctx context.Context, id ID, v Version) error
	InsertLink(ctx context.Context, id ID, l Link) error
	DeleteLink(ctx context.Context, id ID, link string) error
	// Policy gives one policy whole; fault NotFound if there is none.
	Policy(ctx context.Context, id ID) (Policy, error)
	// Policies gives all of them whole, by type and number. There are dozens.
	Policies(ctx context.Context) ([]Policy, error)
}

// Sources tells what a link may point to.
type Sources interface {
	Questions(ctx context.Context) ([]Question, error)
	Themes(ctx context.Context) ([]Theme, error)
}

// Question is a question of a published survey, or one row of a matrix.
type Question struct {
	Survey      string // slug
	SurveyTitle language.Text
	Name, Row   string
	Text        language.Text
}

// Theme is a theme of the codebook.
type Theme struct {
	ID   string
	Name language.Text
}

// Ports are what the service works with.
type Ports struct {
	Store   Store
	Sources Sources
	Tx      port.Tx
	Trail   port.Trail
	Days    calendar.Calendar
}

// Service holds the use cases of the register.
type Service struct{ Ports }

// NewService makes the service.
func NewService(p Ports) *Service { return &Service{p} }

// All lists the register, by type and number.
func (s *Service) All(ctx context.Context, viewer access.Viewer) ([]Policy, error) {
	if !viewer.May(access.PolicyRead) {
		return nil, fault.Forbidden("policy.error.forbidden")
	}
	return s.Store.Policies(ctx)
}

// Get gives one policy with its versions and links.
func (s *Service) Get(ctx context.Context, viewer access.Viewer, id ID) (Policy, error) {
	if !viewer.May(access.PolicyRead) {
		return Policy{}, fault.Forbidden("policy.error.forbidden")
	}
	return s.Store.Policy(ctx, id)
}

// Registration is a new policy with its first version.
type Registration struct {
	Type  Type
	Title language.Text
	First Draft
}

// Register puts a policy with its first version into the register.
func (s *Service) Register(ctx context.Context, viewer access.Viewer, r Registration) (Policy, error) {
	if !viewer.May(access.PolicyEdit) {
		return Policy{}, fault.Forbidden("policy.error.forbidden")
	}
	if err := wrong(append(checkHead(r.Type, r.Title), r.First.check()...)); err != nil {
		return Policy{}, err
	}
	p := Policy{Type: r.Type, Title: r.Title, Revision: 1, CreatedBy: viewer.Name, CreatedAt: s.Days.Now()}
	v := r.First.version(1, nil)
	v.CreatedBy, v.CreatedAt = p.CreatedBy, p.CreatedAt
	p.Versions = []Version{v}
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		n, err := s.Store.NextOrdinal(ctx, r.Type)
		if err != nil {
			return err
		}
		p.ID = ID(fmt.Sprintf("%s-%d", r.Type, n))
		if err := s.Store.Insert(ctx, p); err != nil {
			return err
		}
		return s.Trail.Record(ctx, viewer, port.Entry{Action: "policy.register", Kind: "policy", ID: string(p.ID),
			Detail: map[string]any{"type": p.Type, "from": v.From}})
	})
	if err != nil {
		return Policy{}, fmt.Errorf("register policy: %w", err)
	}
	return p, nil
}

// Rename corrects type or title. revision is the one the editor saw.
func (s *Service) Rename(ctx context.Context, viewer access.Viewer, p Policy) error {
	if !viewer.May(access.PolicyEdit) {
		return fault.Forbidden("policy.error.forbidden")
	}
	if err := wrong(checkHead(p.Type, p.Title)); err != nil {
		return err
	}
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.Rename(ctx, p, p.Revision); err != nil {
			return err
		}
		return s.Trail.Record(ctx, viewer, port.Entry{Action: "policy.rename", Kind: "policy", ID: string(p.ID),
			Detail: map[string]any{"type": p.Type}})
	})
	if err != nil {
		return fmt.Errorf("rename policy %s: %w", p.ID, err)
	}
	return nil
}

// Revise adds a version. It is a conflict if another one was added since the
// author looked (draft.After).
func (s *Service) Revise(ctx context.Context, viewer access.Viewer, id ID, d Draft) (Version, error) {
	if !viewer.May(access.PolicyEdit) {
		return Version{}, fault.Forbidden("policy.error.forbidden")
	}
	fields := d.check()
	if d.Note == "" {
		fields = append(fields, fault.Field{Path: "note", Key: "policy.error.note_missing"})
	}
	if err := wrong(fields); err != nil {
		return Version{}, err
	}
	var v Version
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		p, err := s.Store.Policy(ctx, id)
		if err != nil {
			return err
		}
		last := p.Latest()
		if last.Number != d.After {
			return fault.Conflict("policy.error.newer_version", fault.Args{"Number": last.Number})
		}
		v = d.version(last.Number+1, p.Versions)
		v.CreatedBy, v.CreatedAt = viewer.Name, s.Days.Now()
		if err := s.Store.InsertVersion(ctx, id, v); err != nil {
			return err
		}
		return s.Trail.Record(ctx, viewer, port.Entry{Action: "policy.revise", Kind: "policy", ID: string(id),
			Detail: map[string]any{"version": v.Number, "from": v.From}})
	})
	if err != nil {
		return Version{}, fmt.Errorf("revise policy %s: %w", id, err)
	}
	return v, nil
}

// newLinkID makes an id that nobody has to count for.
func newLinkID() string { return rand.Text()[:12] }
