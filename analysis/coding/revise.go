package coding

// Changing the codebook: always a new version.

import (
	"bytes"
	"context"
	"fmt"
	"strconv"

	"dealervoice/analysis/text/codebook"
	"dealervoice/feedback"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// Import makes the book the newest version. A book that decides tags as the one
// in use does, and reads the same, changes nothing.
func (s *Service) Import(ctx context.Context, v access.Viewer, book *codebook.Book, note string) (Version, error) {
	if bad := book.Check(); len(bad) > 0 {
		return Version{}, fmt.Errorf("import codebook: %w", fault.Invalid(bad...))
	}
	next, err := s.revise(ctx, v, "codebook.import", func(*codebook.Book) (*codebook.Book, string, error) { return book, note, nil })
	if err != nil {
		return Version{}, fmt.Errorf("import codebook: %w", err)
	}
	return next, nil
}

// revise makes the version that change gives from the newest one, and has
// everything read again where tags may differ.
func (s *Service) revise(ctx context.Context, v access.Viewer, action string,
	change func(*codebook.Book) (*codebook.Book, string, error)) (Version, error) {
	if !v.May(access.CodebookEdit) {
		return Version{}, fault.Forbidden("fault.forbidden")
	}
	if _, err := s.using(ctx); err != nil { // makes version 1 where there is none
		return Version{}, err
	}
	var next Version
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		old, err := s.Store.Newest(ctx)
		if err != nil {
			return err
		}
		book, note, err := change(old.Book)
		if err != nil {
			return err
		}
		if same(book, old.Book) {
			next = old
			return nil
		}
		next = Version{Number: old.Number + 1, Book: book, Note: note, CreatedBy: v.Name, CreatedAt: s.Calendar.Now()}
		return s.enter(ctx, v, old, next, action)
	})
	if err != nil {
		return Version{}, err
	}
	s.look()
	return next, nil
}

// enter stores the version and puts it in use. Where a model reads answers, one
// trained with the new version must come first: the old pair reads until then.
func (s *Service) enter(ctx context.Context, v access.Viewer, old, next Version, action string) error {
	now, err := s.latest(ctx)
	if err != nil {
		return err
	}
	if err := s.Store.AddVersion(ctx, next); err != nil {
		return err
	}
	err = s.Trail.Record(ctx, v, port.Entry{Action: action, Kind: "codebook", ID: strconv.Itoa(next.Number),
		Detail: map[string]any{"note": next.Note}})
	switch {
	case err != nil:
		return err
	case old.Book.Hash() == next.Book.Hash() && now.Codebook == old.Number: // reads alike
		return s.put(ctx, v, now, Use{Codebook: next.Number, Model: now.Model})
	case now.Model > 0:
		return s.Queue.Enqueue(ctx, TrainKind, TrainJob{By: v.Name, UserID: v.UserID, Note: next.Note})
	}
	if err := s.put(ctx, v, now, Use{Codebook: next.Number}); err != nil {
		return err
	}
	return s.readAgain(ctx)
}

// readAgain enqueues a reading of every survey.
func (s *Service) readAgain(ctx context.Context) error {
	list, err := s.Surveys.List(ctx)
	if err != nil {
		return fmt.Errorf("list surveys: %w", err)
	}
	for _, sv := range list {
		if err := s.Queue.Enqueue(ctx, feedback.TagSurveyKind, feedback.TagSurveyJob{Survey: sv.ID}); err != nil {
			return err
		}
	}
	return nil
}

// same tells whether two books are written alike.
func same(a, b *codebook.Book) bool {
	var x, y bytes.Buffer
	return a.Write(&x) == nil && b.Write(&y) == nil && bytes.Equal(x.Bytes(), y.Bytes())
}
