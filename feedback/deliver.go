package feedback

// Handing in answers without a form: what sends them may not know which version
// they were made for.

import (
	"context"

	"dealervoice/survey"
	"dealervoice/survey/fault"
)

// Deliver checks and stores a submission to the version it names. A retry of a
// response that was stored before a newer version was published is judged by
// the version it was stored under: the same content gets its receipt again, as
// if nothing had been published meanwhile.
func (s *Service) Deliver(ctx context.Context, in Submission, editions Editions) (Receipt, error) {
	receipt, err := s.checkAndSubmit(ctx, in)
	if !outdated(in, err) {
		return receipt, err
	}
	n, lookErr := s.versionOf(ctx, in)
	if lookErr != nil {
		return Receipt{}, lookErr
	}
	if n == 0 || n == in.Edition.Version.Number {
		return receipt, err
	}
	if in.Edition, lookErr = editions.PublishedVersion(ctx, in.Survey.ID, n); lookErr != nil {
		return Receipt{}, lookErr
	}
	if again, err := s.checkAndSubmit(ctx, in); err == nil {
		return again, nil
	}
	return receipt, fault.Conflict("respond.conflict", nil).Because(err)
}

// versionOf gives the version that a response was filled on; 0 if there is none.
func (s *Service) versionOf(ctx context.Context, in Submission) (survey.Number, error) {
	if in.secret() {
		if c, err := s.waiting(ctx, in.Survey.ID, in.id()); err != nil || c != nil {
			return c.version(), err
		}
	}
	return s.store.VersionOf(ctx, in.Survey.ID, in.id())
}

func (c *cast) version() survey.Number {
	if c == nil {
		return 0
	}
	return c.Response.Version
}

func (s *Service) checkAndSubmit(ctx context.Context, in Submission) (Receipt, error) {
	c, err := s.Check(in)
	if err != nil {
		return Receipt{}, err
	}
	return s.Submit(ctx, c)
}

// outdated tells whether a submission may have failed because it was made for
// another version.
func outdated(in Submission, err error) bool {
	switch fault.KindOf(err) {
	case fault.KindInvalid, fault.KindConflict, fault.KindClosed:
		return err != nil && in.Survey.Current > survey.Number(1)
	}
	return false
}
