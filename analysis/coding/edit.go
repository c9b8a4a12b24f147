package coding

// Editing the codebook: from the newest version, never over what somebody else did
// meanwhile.

import (
	"context"
	"fmt"

	"dealervoice/analysis/text/codebook"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

// Edit is a book that is to follow the version Base.
type Edit struct {
	Base   int
	Book   *codebook.Book
	Action string // as in the audit trail: "codebook.merge"
	Note   string // what changed and why
}

// Latest gives the newest version: what an edit begins with. It may wait for a
// training before it reads answers.
func (s *Service) Latest(ctx context.Context, v access.Viewer) (Version, error) {
	if !v.May(access.CodebookRead) {
		return Version{}, fault.Forbidden("fault.forbidden")
	}
	if _, err := s.using(ctx); err != nil { // makes version 1 where there is none
		return Version{}, err
	}
	return s.Store.Newest(ctx)
}

// At gives a version by its number.
func (s *Service) At(ctx context.Context, v access.Viewer, number int) (Version, error) {
	if !v.May(access.CodebookRead) {
		return Version{}, fault.Forbidden("fault.forbidden")
	}
	if _, err := s.using(ctx); err != nil { // makes version 1 where there is none
		return Version{}, err
	}
	return s.Store.Version(ctx, number)
}

// Revise makes the book the newest version. An edit that began with another version
// than the newest is a conflict; one that changes nothing makes no version.
func (s *Service) Revise(ctx context.Context, v access.Viewer, e Edit) (Version, error) {
	if bad := e.Book.Check(); len(bad) > 0 {
		return Version{}, fmt.Errorf("revise codebook: %w", fault.Invalid(bad...))
	}
	newest, err := s.Latest(ctx, v)
	if err != nil {
		return Version{}, fmt.Errorf("revise codebook: %w", err)
	}
	if newest.Number != e.Base {
		return Version{}, fault.Conflict("codebook.changed_meanwhile", nil)
	}
	next, err := s.revise(ctx, v, e.Action, func(old *codebook.Book) (*codebook.Book, string, error) {
		if !same(old, newest.Book) {
			return nil, "", fault.Conflict("codebook.changed_meanwhile", nil)
		}
		return e.Book, e.Note, nil
	})
	if err != nil {
		return Version{}, fmt.Errorf("revise codebook: %w", err)
	}
	return next, nil
}
