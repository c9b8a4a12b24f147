package invitation

// Dealers whom the budget refuses, and who wait until it has room: for each free
// day there is a mailing of its own, which is planned, shown and can be stopped as
// any other. When it begins the budget is asked again; whom it still refuses waits
// for the next free day, whoever was asked otherwise meanwhile is left alone.

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// Wait is a dealer who waits for a mailing.
type Wait struct {
	SurveyID   survey.ID     `gorm:"primaryKey"`
	MailingID  ID            `gorm:"primaryKey"` // the one that will ask
	DealerCode audience.Code `gorm:"primaryKey"`
	DealerName string
	Region     string // with Area and Rep: the place of the dealer, for scope
	Area       string
	Rep        string
	Reason     string     // message key
	Args       fault.Args `gorm:"serializer:json"`
}

// Field is the reason as a sentence to say.
func (w Wait) Field() fault.Field { return fault.Field{Key: w.Reason, Args: w.Args} }

// WaitStore keeps them.
type WaitStore interface {
	AddWaits(ctx context.Context, list []Wait) error // those there are stay
	// Waits lists those who wait for a mailing in the viewer's scope, by code.
	Waits(ctx context.Context, v access.Viewer, m Mailing, q WaitQuery) ([]Wait, error)
	// DropWaits removes some and tells how many there were.
	DropWaits(ctx context.Context, m Mailing, codes []audience.Code) (int, error)
	// FollowUp finds the planned mailing that asks the waiting dealers of a wave
	// from the day on; nil if there is none. It holds until the transaction ends.
	FollowUp(ctx context.Context, like Mailing) (*Mailing, error)
}

// WaitQuery narrows a list.
type WaitQuery struct {
	Only  audience.Code // "" for all
	After audience.Code
	Limit int
}

// postpone puts those down whom the budget refuses now and allows later, and gives
// their number.
func (s *Service) postpone(ctx context.Context, sv survey.Survey, m Mailing, list []Refused) (int, error) {
	byDay := map[calendar.Day][]Refused{}
	for _, r := range list {
		if r.Free != "" {
			byDay[r.Free] = append(byDay[r.Free], r)
		}
	}
	n := 0
	for _, day := range slices.Sorted(maps.Keys(byDay)) {
		some := byDay[day]
		next, err := s.followUp(ctx, sv, m, day)
		if err != nil {
			return 0, err
		}
		waits := make([]Wait, len(some))
		for i, r := range some {
			waits[i] = Wait{
				SurveyID: sv.ID, MailingID: next.ID, DealerCode: r.Dealer.Code, DealerName: r.Dealer.Name,
				Region: r.Dealer.Region, Area: r.Dealer.Area, Rep: r.Dealer.Rep, Reason: r.Key, Args: r.Args,
			}
		}
		if err := s.Store.AddWaits(ctx, waits); err != nil {
			return 0, fmt.Errorf("queue dealers for %s: %w", day, err)
		}
		n += len(some)
	}
	return n, nil
}

// followUp gives the mailing that will ask on the day, a new one where there is
// none that is still planned.
func (s *Service) followUp(ctx context.Context, sv survey.Survey, m Mailing, day calendar.Day) (Mailing, error) {
	due, err := s.morning(Request{Day: day})
	if err != nil {
		return Mailing{}, err
	}
	now := s.Calendar.Now()
	next := Mailing{
		SurveyID: sv.ID, ID: ID(rand.Text()), Wave: m.Wave, Kind: Invite, Channel: m.Channel, Who: m.Who, State: Scheduled, Filter: m.Filter,
		Beyond: Queue, Source: m.ID, DueAt: due, NextAt: due, Viewer: m.Viewer, CreatedBy: m.CreatedBy, CreatedAt: now,
	}
	if m.Source != "" {
		next.Source = m.Source
	}
	old, err := s.Store.FollowUp(ctx, next)
	if err != nil {
		return Mailing{}, fmt.Errorf("find the mailing of %s: %w", day, err)
	}
	if old != nil {
		return *old, nil
	}
	if err := s.Store.AddMailing(ctx, next); err != nil {
		return Mailing{}, fmt.Errorf("plan a mailing for %s: %w", day, err)
	}
	if err := s.record(ctx, machine(), "mailing.queue", sv, next); err != nil {
		return Mailing{}, err
	}
	return next, s.putDown(ctx, sv, next)
}

// waiting is the next piece of those who wait for a mailing: as the roster has them
// now. Who has left it, or the scope of whoever asked, is gone.
func (s *Service) waiting(ctx context.Context, v access.Viewer, m Mailing) (out portion, err error) {
	waits, err := s.Store.Waits(ctx, v, m, WaitQuery{After: audience.Code(m.Cursor), Limit: piece})
	if err != nil || len(waits) == 0 {
		return out, err
	}
	here, err := s.onRoster(ctx, v, waits)
	if err != nil {
		return out, err
	}
	for _, w := range waits {
		out.waited = append(out.waited, w.DealerCode)
		if d, ok := here[w.DealerCode]; ok {
			out.dealers = append(out.dealers, d)
		}
	}
	if len(waits) == piece {
		out.next = waits[piece-1].DealerCode
	}
	return out, nil
}

// onRoster finds those who wait in the roster of today.
func (s *Service) onRoster(ctx context.Context, v access.Viewer, waits []Wait) (map[audience.Code]audience.Dealer, error) {
	if len(waits) == 0 {
		return nil, nil
	}
	q := audience.Query{}
	for _, w := range waits {
		q.Codes = append(q.Codes, w.DealerCode)
	}
	dealers, err := s.Roster.All(ctx, v, q)
	if err != nil {
		return nil, err
	}
	out := make(map[audience.Code]audience.Dealer, len(dealers))
	for _, d := range dealers {
		out[d.Code] = d
	}
	return out, nil
}

// settleWaits removes those who were looked at: what became of them stands in the
// messages, with the next mailing, or in the number of those left out.
func (s *Service) settleWaits(ctx context.Context, m Mailing, waited []audience.Code) error {
	if len(waited) == 0 {
		return nil
	}
	_, err := s.Store.DropWaits(ctx, m, waited)
	return err
}

// maxWaits bounds the list of those who wait.
const maxWaits = 500

// Waits lists the dealers who wait for a mailing, in the viewer's scope. Who is not
// in the roster today is not listed, and is asked only if back by the day.
func (s *Service) Waits(ctx context.Context, v access.Viewer, m Mailing) ([]Wait, error) {
	if !v.May(access.SurveyRead) {
		return nil, fault.Forbidden("fault.forbidden")
	}
	list, err := s.Store.Waits(ctx, v, m, WaitQuery{Limit: maxWaits})
	if err != nil {
		return nil, fmt.Errorf("list dealers who wait: %w", err)
	}
	here, err := s.onRoster(ctx, v, list)
	if err != nil {
		return nil, fmt.Errorf("find dealers who wait in the roster: %w", err)
	}
	return slices.DeleteFunc(list, func(w Wait) bool {
		_, ok := here[w.DealerCode]
		return !ok
	}), nil
}

// Unqueue takes a dealer out of those who wait for a mailing.
func (s *Service) Unqueue(ctx context.Context, v access.Viewer, job Job, code audience.Code) error {
	if !v.May(access.Invite) {
		return fault.Forbidden("fault.forbidden")
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		sv, m, err := s.find(ctx, v, job)
		if err != nil {
			return err
		}
		list, err := s.Store.Waits(ctx, v, m, WaitQuery{Only: code, Limit: 1})
		if err != nil {
			return fmt.Errorf("find a dealer who waits: %w", err)
		}
		if len(list) == 0 {
			return nil // gone already, or not the viewer's
		}
		if _, err := s.Store.DropWaits(ctx, m, []audience.Code{code}); err != nil {
			return fmt.Errorf("take a dealer out of the queue: %w", err)
		}
		detail := map[string]any{"mailing": m.ID, "dealer": code}
		return s.Trail.Record(ctx, v, port.Entry{Action: "mailing.unqueue", Kind: "survey", ID: sv.Slug, Detail: detail})
	})
}

// viewerOf is who asked for a mailing, with the scope of then.
func viewerOf(m Mailing) (v access.Viewer, err error) {
	if err := json.Unmarshal([]byte(m.Viewer), &v); err != nil {
		return v, fmt.Errorf("read who asked for mailing %s: %w", m.ID, err)
	}
	return v, nil
}
