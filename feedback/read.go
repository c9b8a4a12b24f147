package feedback

// Reading responses: as a stream for counting, and one by one for the only role
// that may know who answered.

import (
	"context"
	"fmt"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// Query says which responses of a survey are read.
type Query struct {
	Survey      survey.ID
	After       ID   // the last id of the page before; "" from the start
	Limit       int  // most rows of a page; 0: the store's size
	Quarantined bool // also those held back
	Some        []ID // only these; nil: all
}

// pageSize is how many responses Each holds in memory at once.
const pageSize = 500

// Each hands every response in the viewer's scope to fn, in the order of their
// ids, without holding more than a page. It stops at fn's first error.
func (s *Service) Each(ctx context.Context, v access.Viewer, q Query, fn func(Response) error) error {
	q.Limit = pageSize
	for {
		page, err := s.store.Page(ctx, v, q)
		if err != nil {
			return fmt.Errorf("read responses: %w", err)
		}
		for _, r := range page {
			if err := fn(r); err != nil {
				return err
			}
		}
		if len(page) < q.Limit {
			return nil
		}
		q.After = page[len(page)-1].ID
	}
}

// Page gives one page of responses in the viewer's scope in the order of their
// ids.
func (s *Service) Page(ctx context.Context, v access.Viewer, q Query) ([]Response, error) {
	page, err := s.store.Page(ctx, v, q)
	if err != nil {
		return nil, fmt.Errorf("read responses: %w", err)
	}
	return page, nil
}

// Identity is a response with the dealer behind it; Dealer is "" where nobody
// was invited or the mode keeps no link.
type Identity struct {
	Response   Response
	Dealer     audience.Code
	DealerName string
}

// Open shows one answer with its dealer, to the voice officer only; that it was
// looked at is written down in the same transaction.
func (s *Service) Open(ctx context.Context, v access.Viewer, id survey.ID, r ID) (Identity, error) {
	if !v.May(access.AnswerOpen) {
		return Identity{}, fault.Forbidden("fault.forbidden")
	}
	var found Identity
	err := s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		if found, err = s.store.Identity(ctx, v, id, r); err != nil {
			return err
		}
		return s.trail.Record(ctx, v, port.Entry{
			Action: "answer.open", Kind: "response", ID: string(r), Detail: map[string]any{"survey": string(id)},
		})
	})
	if err != nil {
		return Identity{}, fmt.Errorf("open answer: %w", err)
	}
	return found, nil
}
