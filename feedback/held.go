package feedback

// Answers that are held back since something filled the trap of the form, or since
// very many came from one network address: nothing is ever dropped for that, and
// staff may let them count. Those that met a full quota are no part of it.

import (
	"context"
	"fmt"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// HeldStore knows the answers that are held back.
type HeldStore interface {
	// CountHeld counts those of a survey, but for what met a full quota.
	CountHeld(ctx context.Context, id survey.ID) (int, error)
	// Release has them count from now on, has their texts read, and tells how many
	// they were.
	Release(ctx context.Context, id survey.ID) (int, error)
}

// HeldBack counts the answers that wait for somebody to let them count. It is about
// the whole survey: who sees a part of it is told of none.
func (s *Service) HeldBack(ctx context.Context, v access.Viewer, sv survey.Head) (int, error) {
	if !v.May(access.SurveyRead) {
		return 0, fault.Forbidden("fault.forbidden")
	}
	if v.Scope.Level != access.All {
		return 0, nil
	}
	n, err := s.store.CountHeld(ctx, sv.ID)
	if err != nil {
		return 0, fmt.Errorf("count answers to %s that are held back: %w", sv.Slug, err)
	}
	return n, nil
}

// Release lets all of them count: which ones is nobody's choice, so that nobody
// picks answers.
func (s *Service) Release(ctx context.Context, v access.Viewer, sv survey.Head) (n int, err error) {
	if !v.May(access.SurveyPublish) || v.Scope.Level != access.All {
		return 0, fault.Forbidden("fault.forbidden")
	}
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		if n, err = s.store.Release(ctx, sv.ID); err != nil || n == 0 {
			return err
		}
		return s.trail.Record(ctx, v, port.Entry{Action: "response.release", Kind: "survey", ID: sv.Slug})
	})
	if err != nil {
		return 0, fmt.Errorf("let answers to %s count: %w", sv.Slug, err)
	}
	return n, nil
}
