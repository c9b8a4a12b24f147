package digest

import (
	"context"
	"time"

	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// Wish is how often a person wants a digest, and since when.
type Wish struct {
	UserID  string
	Rhythm  Rhythm
	ChoseAt time.Time
}

// Fate is what became of a digest.
type Fate string

// The fates. A row is only ever made as one of the first three; Handing becomes
// Sent, Refused, or stays where nobody knows.
const (
	Handing Fate = "handing" // being handed over, or lost at that point
	Empty   Fate = "empty"   // there was nothing to tell
	Refused Fate = "refused" // the mail server wants none of it
	Sent    Fate = "sent"
)

// Issue is one person's digest of one period.
type Issue struct {
	UserID string
	Period string // its key
}

// Store keeps wishes and what became of digests. Each method joins the transaction
// of ctx.
type Store interface {
	// Wish is that of a person; Off for one who never chose.
	Wish(ctx context.Context, userID string) (Wish, error)
	// SetWish keeps it.
	SetWish(ctx context.Context, w Wish) error
	// Wishes lists those who want one and whose account is open.
	Wishes(ctx context.Context) ([]Wish, error)
	// Begun tells whether the digest has a row, whatever became of it.
	Begun(ctx context.Context, i Issue) (bool, error)
	// Begin makes the row; a conflict if there is one.
	Begin(ctx context.Context, i Issue, f Fate, at time.Time) error
	// End says what became of a digest that was being handed over.
	End(ctx context.Context, i Issue, f Fate, at time.Time) error
	// Withdraw takes the row of one that was certainly not taken, so that it is tried
	// again.
	Withdraw(ctx context.Context, i Issue) error
}

// Readers finds accounts.
type Readers interface {
	// Viewer is the open account of an id; NotFound if there is none.
	Viewer(ctx context.Context, userID string) (access.Viewer, error)
}

// Letter is a digest as it is read.
type Letter struct {
	To, Name string
	Language string
	Subject  string
	Text     string
	HTML     string
	Leave    string // where the digest is switched off
	ID       string // names it to mail programs: the same each time
}

// Writer writes a digest in the reader's language.
type Writer interface {
	Write(d Digest, v access.Viewer) (Letter, error)
}

// Outbox hands letters over. At the point of no return it calls handing; where that
// fails nothing is handed over. Its failures are *invitation.Failure.
type Outbox interface {
	Post(ctx context.Context, l Letter, handing func(context.Context) error) error
}

// Needs is what the service is made of.
type Needs struct {
	Store     Store
	Readers   Readers
	Figures   Figures
	Proposals Proposals
	Writer    Writer
	Outbox    Outbox // nil: the installation has no mail
	Seal      func(userID string) string
	Tx        port.Tx
	Trail     port.Trail
	Days      calendar.Calendar
}

// Service holds the use cases.
type Service struct{ Needs }

// New makes the service.
func New(n Needs) *Service { return &Service{n} }

// Mails tells whether the installation can send letters.
func (s *Service) Mails() bool { return s.Outbox != nil }

// Wished is how often the viewer wants a digest.
func (s *Service) Wished(ctx context.Context, v access.Viewer) (Rhythm, error) {
	w, err := s.Store.Wish(ctx, v.UserID)
	return w.Rhythm, err
}

// Choose keeps how often the viewer wants a digest. Choosing the same again changes
// nothing.
func (s *Service) Choose(ctx context.Context, v access.Viewer, r Rhythm) error {
	if !r.Valid() {
		return fault.Invalid(fault.Field{Path: "rhythm", Key: "digest.error.rhythm"})
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		w, err := s.Store.Wish(ctx, v.UserID)
		if err != nil || w.Rhythm == r {
			return err
		}
		if err := s.Store.SetWish(ctx, Wish{UserID: v.UserID, Rhythm: r, ChoseAt: s.Days.Now()}); err != nil {
			return err
		}
		return s.Trail.Record(ctx, v, port.Entry{Action: "digest.choose", Kind: "user", ID: v.UserID, Detail: map[string]any{"rhythm": r}})
	})
}
