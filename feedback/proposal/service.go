package proposal

import (
	"context"
	"fmt"
	"strconv"

	"dealervoice/feedback/process"
	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// Store keeps proposals. Each method joins the transaction of ctx.
type Store interface {
	// NextNumber takes the next number and holds a lock until the transaction
	// ends. Rolled back, the number was never taken: numbers have no gaps.
	NextNumber(ctx context.Context) (Number, error)
	Insert(ctx context.Context, p Proposal) error
	// Lock holds the proposal until the transaction ends and gives it whole.
	Lock(ctx context.Context, n Number) (Proposal, error)
	// Update writes the proposal itself, without what hangs on it.
	Update(ctx context.Context, p Proposal) error
	Records
	// Get gives a proposal whole; fault NotFound if there is none.
	Get(ctx context.Context, n Number) (Proposal, error)
	// List gives proposals whole, the newest first.
	List(ctx context.Context, q Query) ([]Proposal, error)
}

// Records keeps what hangs on a proposal.
type Records interface {
	AddEvidence(ctx context.Context, n Number, e Evidence) error
	DropEvidence(ctx context.Context, n Number, id string) error
	AddComment(ctx context.Context, n Number, c Comment) error
	SetAnswer(ctx context.Context, n Number, comment string, a Answer) error
	AddReview(ctx context.Context, n Number, r Review) error
	AddSignature(ctx context.Context, n Number, s Signature) error
	AddMove(ctx context.Context, n Number, m Move) error
}

// Query narrows a list: States (none: all), numbers below Before (0: from the
// newest), at most Limit.
type Query struct {
	States []process.State
	Before Number
	Limit  int
}

// Book is the sales process as proposals need it.
type Book interface {
	Book(ctx context.Context, viewer access.Viewer) (process.Book, error)
	Latest(ctx context.Context, viewer access.Viewer) (process.Version, error)
	Version(ctx context.Context, viewer access.Viewer, number int) (process.Version, error)
	Revise(ctx context.Context, viewer access.Viewer, r process.Revision) (process.Version, error)
}

// Ports are what the service works with.
type Ports struct {
	Store   Store
	Process Book
	Figures Figures
	Staff   Staff
	Tx      port.Tx
	Trail   port.Trail
	Days    calendar.Calendar
}

// Service holds the use cases of proposals.
type Service struct{ Ports }

// NewService makes the service.
func NewService(p Ports) *Service { return &Service{p} }

// act is one write: the verb of the use case, the proposal, and the revision that
// the person saw (0 where any will do).
type act struct {
	verb     string
	number   Number
	revision int
}

// change is how every use case writes: lock the proposal, let fn check and
// change it, count its revision up, record it; all in one transaction. What fn
// puts into detail goes to the trail. fn may run again and must start from what
// it is given.
func (s *Service) change(ctx context.Context, viewer access.Viewer, a act, fn func(ctx context.Context, p *Proposal, detail map[string]any) error) (Proposal, error) {
	var p Proposal
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		var err error
		if p, err = s.Store.Lock(ctx, a.number); err != nil {
			return err
		}
		if a.revision != 0 && a.revision != p.Revision {
			return fault.Conflict("proposal.error.changed_meanwhile", nil)
		}
		detail := map[string]any{}
		if err := fn(ctx, &p, detail); err != nil {
			return err
		}
		p.Revision++
		p.UpdatedAt = s.Days.Now()
		if err := s.Store.Update(ctx, p); err != nil {
			return err
		}
		return s.Trail.Record(ctx, viewer, port.Entry{Action: "proposal." + a.verb, Kind: "proposal", ID: strconv.Itoa(int(a.number)), Detail: detail})
	})
	if err != nil {
		return Proposal{}, fmt.Errorf("%s proposal %d: %w", a.verb, a.number, err)
	}
	return p, nil
}
