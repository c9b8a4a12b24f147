package digest

// The job that sends. It comes back every quarter of an hour and finds out each time
// who is due what.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"dealervoice/survey/fault"
	"dealervoice/survey/invitation"
)

// SendKind is the job.
const SendKind = "digest.send"

// Send sends every digest that is due. What goes wrong for one reader does not keep
// it from the others. Where the mail server cannot be reached it stops without a
// word, since the next run comes by itself.
func (s *Service) Send(ctx context.Context, _ json.RawMessage) error {
	if s.Outbox == nil {
		return nil
	}
	wishes, err := s.Store.Wishes(ctx)
	if err != nil {
		return fmt.Errorf("send digests: %w", err)
	}
	var wrong []error
	for _, w := range wishes {
		err := s.send(ctx, w)
		if f := failure(err); f != nil && f.Verdict == invitation.Unreachable {
			break
		}
		if err != nil {
			wrong = append(wrong, fmt.Errorf("send a digest to %s: %w", w.UserID, err))
		}
	}
	return errors.Join(wrong...)
}

// send sends one, if it is due and was not begun.
func (s *Service) send(ctx context.Context, w Wish) error {
	p := last(w.Rhythm, s.Days)
	due, err := p.due(w.ChoseAt, s.Days)
	if err != nil || !due {
		return err
	}
	i := Issue{UserID: w.UserID, Period: p.Key()}
	if begun, err := s.Store.Begun(ctx, i); err != nil || begun {
		return err
	}
	v, err := s.Readers.Viewer(ctx, w.UserID)
	if fault.KindOf(err) == fault.KindNotFound {
		return nil
	}
	if err != nil {
		return err
	}
	d, err := s.compose(ctx, v, p)
	if err != nil {
		return err
	}
	if d.Empty() {
		return unlessTaken(s.Store.Begin(ctx, i, Empty, s.Days.Now()))
	}
	l, err := s.Writer.Write(d, v)
	if err != nil {
		return err
	}
	return s.post(ctx, i, l)
}

// post hands a letter over and writes down what became of it.
func (s *Service) post(ctx context.Context, i Issue, l Letter) error {
	begun, taken := false, false
	err := s.Outbox.Post(ctx, l, func(ctx context.Context) error {
		err := s.Store.Begin(ctx, i, Handing, s.Days.Now())
		begun, taken = err == nil, fault.KindOf(err) == fault.KindConflict
		return err
	})
	f := failure(err)
	switch {
	case taken: // another worker has it
		return nil
	case err == nil:
		return s.Store.End(ctx, i, Sent, s.Days.Now())
	case f == nil || begun && f.Verdict == invitation.Unknown:
		return err // nobody knows: the row stays, and the letter is not sent again
	case f.Verdict == invitation.Never || f.Verdict == invitation.Hard:
		return s.refused(ctx, i, begun)
	case begun:
		return errors.Join(err, s.Store.Withdraw(ctx, i))
	}
	return err
}

// refused keeps a letter that is not wanted from being tried again and again.
func (s *Service) refused(ctx context.Context, i Issue, begun bool) error {
	if begun {
		return s.Store.End(ctx, i, Refused, s.Days.Now())
	}
	return unlessTaken(s.Store.Begin(ctx, i, Refused, s.Days.Now()))
}

// unlessTaken passes over that another worker was faster.
func unlessTaken(err error) error {
	if fault.KindOf(err) == fault.KindConflict {
		return nil
	}
	return err
}

func failure(err error) *invitation.Failure {
	var f *invitation.Failure
	if errors.As(err, &f) {
		return f
	}
	return nil
}
