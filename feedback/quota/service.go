package quota

import (
	"context"
	"fmt"
	"slices"
	"time"

	"dealervoice/survey"
	"dealervoice/survey/calendar"
	"dealervoice/survey/definition"
	"dealervoice/survey/port"
)

// Store keeps counts and holds.
type Store interface {
	// Holds lists what the holder holds in a survey.
	Holds(ctx context.Context, id survey.ID, holder string) ([]Held, error)
	// Open locks the cells until the transaction ends and opens their book: what
	// the holders hold in them, and what is held there beyond its time, is taken
	// out of storage.
	Open(ctx context.Context, keys []Key, holders []string, now time.Time) (*Book, error)
	// Close writes the counts of a book.
	Close(ctx context.Context, b *Book) error
	// Keep writes the holds of a claim.
	Keep(ctx context.Context, c Claim, until time.Time) error
	// Counts reads how the cells of a wave stand; what is held beyond its time
	// does not count as held.
	Counts(ctx context.Context, id survey.ID, wave int, now time.Time) (map[string]Count, error)
	// Expired lists the cells in which places are held beyond their time.
	Expired(ctx context.Context, now time.Time) ([]Key, error)
}

// Service holds the use cases of quotas.
type Service struct {
	store    Store
	tx       port.Tx
	calendar calendar.Calendar
}

// New makes the service.
func New(store Store, tx port.Tx, days calendar.Calendar) *Service {
	return &Service{store: store, tx: tx, calendar: days}
}

// Hold sees to it that the claimant holds a place in each cell of the claim and
// in no other, for as long as the definition says from now. It gives the cell
// that is full, and then holds none; "" where all is well. What is held already,
// and for a good while yet, costs one read.
func (s *Service) Hold(ctx context.Context, c Claim, rules definition.QuotasDV) (full string, err error) {
	now, span := c.At, rules.HoldsFor()
	had, err := s.store.Holds(ctx, c.Survey, c.Holder)
	if err != nil {
		return "", fmt.Errorf("read places held: %w", err)
	}
	if holds(had, c, now.Add(span/2)) {
		return "", nil
	}
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		keys := c.Keys()
		for _, h := range had {
			keys = append(keys, h.Key)
		}
		b, err := s.store.Open(ctx, keys, []string{c.Holder}, now)
		if err != nil {
			return err
		}
		if full = b.Hold(c); full == "" {
			err = s.store.Keep(ctx, c, now.Add(span))
		}
		if err != nil {
			return err
		}
		return s.store.Close(ctx, b)
	})
	if err != nil {
		return "", fmt.Errorf("hold a place: %w", err)
	}
	return full, nil
}

// GiveBack frees the places of an answer in the transaction that removes it: never
// twice, since an answer is removed once.
func (s *Service) GiveBack(ctx context.Context, t Taken) error {
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		b, err := s.store.Open(ctx, t.keys(), nil, s.calendar.Now())
		if err != nil {
			return err
		}
		b.GiveBack(t)
		return s.store.Close(ctx, b)
	})
}

// holds tells whether exactly the claim is held, until the time at least.
func holds(had []Held, c Claim, until time.Time) bool {
	keys := c.Keys()
	return len(had) == len(keys) && !slices.ContainsFunc(had, func(h Held) bool {
		return !slices.Contains(keys, h.Key) || h.Until.Before(until)
	})
}

// Sweep gives back what is held beyond its time. Nobody waits for it: whoever
// needs a place does the same for the cell it is in. It is for tidiness: rows
// that tell when somebody was answering do not stay.
func (s *Service) Sweep(ctx context.Context) error {
	now := s.calendar.Now()
	keys, err := s.store.Expired(ctx, now)
	if err != nil {
		return fmt.Errorf("find places held too long: %w", err)
	}
	for some := range slices.Chunk(keys, 100) {
		err := s.tx.InTx(ctx, func(ctx context.Context) error {
			b, err := s.store.Open(ctx, some, nil, now)
			if err != nil {
				return err
			}
			return s.store.Close(ctx, b)
		})
		if err != nil {
			return fmt.Errorf("give back places held too long: %w", err)
		}
	}
	return nil
}
