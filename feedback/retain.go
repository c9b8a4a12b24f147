package feedback

// Doing away with what was kept long enough: unfinished answers and their files
// after DraftDays, answers and all that tells who was asked when their survey's
// promise says so. What is left are the survey itself, the figures that reports
// and proposals hold frozen, and the trail.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/port"
)

// RetainKind is the job that does away with outlived answers; it recurs.
const RetainKind = "answers.expire"

// Ages tells which surveys have outlived their answers. *survey.Service does.
type Ages interface {
	Outlived(ctx context.Context) ([]survey.Survey, error)
}

// removeSize is how many answers are removed at once.
const removeSize = 2000

// SweepAnswers is the work of that job. A survey that cannot be cleared does not
// hold up the others.
func (s *Service) SweepAnswers(ctx context.Context, _ json.RawMessage) error {
	list, err := s.surveys.Outlived(ctx)
	if err != nil {
		return err
	}
	var failed []error
	for _, sv := range list {
		if err := s.clear(ctx, sv); err != nil {
			failed = append(failed, fmt.Errorf("clear survey %s: %w", sv.Slug, err))
		}
	}
	return errors.Join(failed...)
}

// clear removes all answers of a survey, then what tells who was asked; that it
// was done is written down with the last of it.
func (s *Service) clear(ctx context.Context, sv survey.Survey) error {
	removed := 0
	for {
		n := 0
		err := s.tx.InTx(ctx, func(ctx context.Context) (err error) {
			n, err = s.store.RemoveSome(ctx, sv.ID, removeSize)
			return err
		})
		if err != nil {
			return err
		}
		if removed += n; n == 0 {
			break
		}
	}
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		asked, err := s.store.Clear(ctx, sv.ID)
		if err != nil || removed+asked == 0 {
			return err
		}
		if s.gone != nil {
			if err := s.gone(ctx, sv.ID, ""); err != nil {
				return err
			}
		}
		return s.trail.Record(ctx, access.Machine("retention"), port.Entry{
			Action: "survey.expire", Kind: "survey", ID: sv.Slug, Detail: map[string]any{"answers": removed},
		})
	})
}
