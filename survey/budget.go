package survey

// What bounds the asking of dealers.

import (
	"context"
	"fmt"

	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
)

// Budget bounds what is asked of a dealer, all surveys together. *burden.Service
// is one.
type Budget interface {
	// Lock keeps others from asking dealers until the transaction ends.
	Lock(ctx context.Context) error
	// Weigh lists those of the dealers whom the survey must not ask on the day.
	// Those who were asked in its present wave already may be asked again.
	Weigh(ctx context.Context, head Head, day calendar.Day, codes []audience.Code) ([]Overdrawn, error)
}

// Overdrawn is a dealer who must not be asked, and why.
type Overdrawn struct {
	Dealer audience.Code
	Key    string // message key
	Args   fault.Args
	Free   calendar.Day // the first day on which it may; "" for never
}

// Overdrawn lists those of the dealers whom the survey must not ask now.
func (s *Service) Overdrawn(ctx context.Context, v access.Viewer, sv Survey, dealers []audience.Dealer) ([]Overdrawn, error) {
	if !v.May(access.Invite) {
		return nil, fault.Forbidden("fault.forbidden")
	}
	if s.budget == nil {
		return nil, nil
	}
	list, err := s.budget.Weigh(ctx, sv.Head, s.calendar.Today(), codesOf(dealers))
	if err != nil {
		return nil, fmt.Errorf("weigh what dealers are asked: %w", err)
	}
	return list, nil
}

func codesOf(dealers []audience.Dealer) []audience.Code {
	out := make([]audience.Code, len(dealers))
	for i, d := range dealers {
		out[i] = d.Code
	}
	return out
}

// maxTold bounds how many of those refused a fault names.
const maxTold = 50

// afford refuses to ask dealers beyond the budget. It holds until the
// transaction ends: nobody else asks meanwhile.
func (s *Service) afford(ctx context.Context, sv Survey, dealers []audience.Dealer) error {
	if s.budget == nil || len(dealers) == 0 {
		return nil
	}
	if err := s.budget.Lock(ctx); err != nil {
		return err
	}
	list, err := s.budget.Weigh(ctx, sv.Head, s.calendar.Today(), codesOf(dealers))
	if err != nil || len(list) == 0 {
		return err
	}
	refused := fault.Conflict("burden.refused", fault.Args{"Count": len(list)})
	for _, o := range list[:min(len(list), maxTold)] {
		refused.Fields = append(refused.Fields, fault.Field{Path: string(o.Dealer), Key: o.Key, Args: o.Args})
	}
	return refused
}
