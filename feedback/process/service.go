package process

import (
	"context"
	"fmt"
	"slices"

	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// Store keeps versions. Each method joins the transaction of ctx.
type Store interface {
	// NextNumber takes the next number and holds a lock until the transaction
	// ends: whoever asks meanwhile waits. Rolled back, the number was never taken.
	NextNumber(ctx context.Context) (int, error)
	Insert(ctx context.Context, v Version) error
	// Version gives one version; fault NotFound if there is none.
	Version(ctx context.Context, number int) (Version, error)
	// Heads lists all versions, the newest first.
	Heads(ctx context.Context) ([]Head, error)
}

// Ports are what the service works with.
type Ports struct {
	Store Store
	Tx    port.Tx
	Trail port.Trail
	Days  calendar.Calendar
}

// Service holds the use cases of the book.
type Service struct{ Ports }

// NewService makes the service.
func NewService(p Ports) *Service { return &Service{p} }

// Book gives the process today. Before anything was imported it is empty.
func (s *Service) Book(ctx context.Context, viewer access.Viewer) (Book, error) {
	if !viewer.May(access.ProcessRead) {
		return Book{}, fault.Forbidden("process.error.forbidden")
	}
	heads, err := s.Store.Heads(ctx)
	if err != nil {
		return Book{}, fmt.Errorf("list process versions: %w", err)
	}
	b := Book{Today: s.Days.Today(), All: heads}
	i := slices.IndexFunc(heads, func(h Head) bool { return h.EffectiveFrom <= b.Today })
	if i < 0 {
		i = len(heads)
	} else {
		v, err := s.Store.Version(ctx, heads[i].Number)
		if err != nil {
			return Book{}, fmt.Errorf("read process version %d: %w", heads[i].Number, err)
		}
		b.InForce = &v
	}
	b.Scheduled = slices.Clone(heads[:i])
	slices.Reverse(b.Scheduled)
	return b, nil
}

// Version gives one version.
func (s *Service) Version(ctx context.Context, viewer access.Viewer, number int) (Version, error) {
	if !viewer.May(access.ProcessRead) {
		return Version{}, fault.Forbidden("process.error.forbidden")
	}
	return s.Store.Version(ctx, number)
}

// Latest gives the version with the highest number, in force or scheduled: what
// the next change builds on. fault NotFound before the first import.
func (s *Service) Latest(ctx context.Context, viewer access.Viewer) (Version, error) {
	if !viewer.May(access.ProcessRead) {
		return Version{}, fault.Forbidden("process.error.forbidden")
	}
	heads, err := s.Store.Heads(ctx)
	if err != nil {
		return Version{}, fmt.Errorf("list process versions: %w", err)
	}
	if len(heads) == 0 {
		return Version{}, fault.NotFound("process.error.none")
	}
	return s.Store.Version(ctx, heads[0].Number)
}

// Import makes version 1 from a file. Later files are refused: the book changes
// through proposals only.
func (s *Service) Import(ctx context.Context, viewer access.Viewer, data []byte) (Version, error) {
	if !viewer.May(access.ProcessEdit) {
		return Version{}, fault.Forbidden("process.error.forbidden")
	}
	f, err := Parse(data)
	if err != nil {
		return Version{}, err
	}
	v := Version{EffectiveFrom: f.EffectiveFrom, CreatedBy: viewer.Name, CreatedAt: s.Days.Now(), Process: f.Process}
	for _, r := range f.AuthoredBy {
		v.Authors = append(v.Authors, Author{Role: r, Count: 1})
	}
	v.Participation.Met = f.Rule.Compliant != nil && *f.Rule.Compliant
	v.Participation.Reason = f.Rule.Reason
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		if v.Number, err = s.Store.NextNumber(ctx); err != nil {
			return err
		}
		if v.Number != 1 {
			return fault.Conflict("process.error.already_imported", nil)
		}
		if err := s.Store.Insert(ctx, v); err != nil {
			return err
		}
		return s.Trail.Record(ctx, viewer, port.Entry{Action: "process.import", Kind: "process", ID: "1",
			Detail: map[string]any{"stages": len(f.Stages), "effective_from": v.EffectiveFrom}})
	})
	if err != nil {
		return Version{}, fmt.Errorf("import process: %w", err)
	}
	return v, nil
}
