package invitation

// What comes back: reports of mail servers, and people who want nothing more.

import (
	"context"
	"fmt"

	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// Report is what a mail server says later about a message.
type Report struct {
	Tag     Tag
	Verdict Verdict // Hard, Never; anything else is no news
	Code    int
	Detail  string
}

// Reported takes a report down. A second one of the same message changes nothing;
// it tells whether anything was.
func (s *Service) Reported(ctx context.Context, r Report) (changed bool, err error) {
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		m, err := s.Store.ByTag(ctx, r.Tag)
		if err != nil {
			return err
		}
		f := Fate{Message: m, To: Returned, Now: s.Calendar.Now(), NextAt: m.NextAt}
		f.Code, f.Detail = r.Code, OneLine(r.Detail, 300)
		switch {
		case r.Verdict != Hard && r.Verdict != Never, m.State == Bounced, m.State == Returned && r.Verdict == Never, m.State == Queued:
			return nil
		case r.Verdict == Hard:
			f.To = Bounced
			if err := s.Store.AddStop(ctx, Stop{Address: m.Address, Reason: NoMailbox, Detail: f.Detail, At: f.Now}); err != nil {
				return err
			}
		}
		changed = true
		return s.Store.Settle(ctx, f)
	})
	if err != nil {
		return false, fmt.Errorf("take down a report: %w", err)
	}
	return changed, nil
}

// Leaving finds the message whose reader may want nothing more, and whether the
// address gets nothing more already.
func (s *Service) Leaving(ctx context.Context, raw string) (Message, bool, error) {
	tag, ok := ParseTag(raw)
	if !ok {
		return Message{}, false, fault.NotFound("invite.leave_unknown")
	}
	m, err := s.Store.ByTag(ctx, tag)
	if err != nil {
		return m, false, err
	}
	stops, err := s.Store.Stops(ctx, []string{m.Address})
	return m, stops[m.Address].Reason == Unsubscribed, err
}

// Leave stops the address of a message. Doing it twice is doing it once.
func (s *Service) Leave(ctx context.Context, raw string) error {
	m, left, err := s.Leaving(ctx, raw)
	if err != nil || left {
		return err
	}
	return s.Store.AddStop(ctx, Stop{Address: m.Address, Reason: Unsubscribed, At: s.Calendar.Now()})
}

// ComeBack takes back what Leave did; an address without a mailbox stays stopped.
func (s *Service) ComeBack(ctx context.Context, raw string) error {
	m, left, err := s.Leaving(ctx, raw)
	if err != nil || !left {
		return err
	}
	return s.Store.RemoveStop(ctx, m.Address)
}

// Free lets an address be written to again, because staff know better.
func (s *Service) Free(ctx context.Context, v access.Viewer, slug, address string) error {
	if !v.May(access.Invite) {
		return fault.Forbidden("fault.forbidden")
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		stops, err := s.Store.Stops(ctx, []string{address})
		if err != nil {
			return err
		}
		if stops[address].Reason != NoMailbox {
			return fault.Conflict("invite.free_left", nil) // who left has said so
		}
		if err := s.Store.RemoveStop(ctx, address); err != nil {
			return err
		}
		return s.Trail.Record(ctx, v, port.Entry{Action: "mailing.free", Kind: "survey", ID: slug})
	})
}
