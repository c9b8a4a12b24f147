package burden

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
	"dealervoice/survey/invitation"
)

// Load is what a dealer was asked in a quarter.
type Load struct {
	Code             audience.Code
	Name             string
	Surveys, Minutes int
}

// loads sums up by dealer what was asked.
func (s *Service) loads(ctx context.Context, list []Asked) (map[audience.Code]*Load, error) {
	out := map[audience.Code]*Load{}
	cost := map[survey.ID]int{}
	for _, x := range list {
		if _, known := cost[x.SurveyID]; !known {
			n, err := s.minutes(ctx, x.SurveyID, x.Current)
			if err != nil {
				return nil, err
			}
			cost[x.SurveyID] = n
		}
		l := out[x.DealerCode]
		if l == nil {
			l = &Load{Code: x.DealerCode, Name: x.DealerName}
			out[x.DealerCode] = l
		}
		l.Surveys++
		l.Minutes += cost[x.SurveyID]
	}
	return out, nil
}

// Weigh lists those of the dealers whom the survey must not ask on the day. A
// dealer who has an invitation of its present wave may have it again.
func (s *Service) Weigh(ctx context.Context, head survey.Head, day calendar.Day, codes []audience.Code) ([]survey.Overdrawn, error) {
	budget, err := s.Budget(ctx)
	if err != nil {
		return nil, err
	}
	costs, err := s.minutes(ctx, head.ID, head.Current)
	if err != nil {
		return nil, err
	}
	q, err := quarterOf(max(day, s.calendar.Today()))
	if err != nil {
		return nil, err
	}
	in, err := q.period(s.calendar.Zone)
	if err != nil {
		return nil, err
	}
	asked, err := s.store.Asked(ctx, codes, in, head)
	if err != nil {
		return nil, fmt.Errorf("read what dealers were asked: %w", err)
	}
	has := map[audience.Code]bool{}
	for _, x := range asked {
		has[x.DealerCode] = has[x.DealerCode] || x.SurveyID == head.ID && x.Wave == head.Wave
	}
	loads, err := s.loads(ctx, slices.DeleteFunc(asked, func(x Asked) bool { return x.CreatedAt.Before(in.From) || !x.CreatedAt.Before(in.To) }))
	if err != nil {
		return nil, err
	}
	var out []survey.Overdrawn
	for _, code := range codes {
		if has[code] {
			continue
		}
		load := Load{Code: code}
		if l := loads[code]; l != nil {
			load = *l
		}
		if o, over := weigh(budget, load, costs); over {
			if o.Key != "burden.too_long" {
				o.Free = q.next
			}
			out = append(out, o)
		}
	}
	return out, nil
}

// weigh says why a dealer must not be asked; false if it may.
func weigh(b Budget, l Load, costs int) (o survey.Overdrawn, over bool) {
	o = survey.Overdrawn{Dealer: l.Code, Args: fault.Args{
		"Surveys": l.Surveys, "Minutes": l.Minutes, "Costs": costs, "MaxSurveys": b.Surveys, "MaxMinutes": b.Minutes,
	}}
	switch {
	case costs > b.Minutes:
		o.Key = "burden.too_long"
	case l.Surveys+1 > b.Surveys:
		o.Key = "burden.surveys"
	case l.Minutes+costs > b.Minutes:
		o.Key = "burden.minutes"
	default:
		return o, false
	}
	return o, true
}

// Heaviest lists the dealers in the viewer's scope who were asked most in the
// present quarter, and how many were asked at all.
func (s *Service) Heaviest(ctx context.Context, v access.Viewer, n int) (top []Load, asked int, err error) {
	if !v.May(access.SurveyRead) {
		return nil, 0, fault.Forbidden("fault.forbidden")
	}
	q, err := quarterOf(s.calendar.Today())
	if err != nil {
		return nil, 0, err
	}
	in, err := q.period(s.calendar.Zone)
	if err != nil {
		return nil, 0, err
	}
	list, err := s.store.AskedAll(ctx, v, in)
	if err != nil {
		return nil, 0, fmt.Errorf("read what dealers were asked: %w", err)
	}
	loads, err := s.loads(ctx, list)
	if err != nil {
		return nil, 0, err
	}
	for _, l := range loads {
		top = append(top, *l)
	}
	slices.SortFunc(top, func(a, b Load) int {
		return cmp.Or(cmp.Compare(b.Minutes, a.Minutes), cmp.Compare(b.Surveys, a.Surveys), cmp.Compare(a.Code, b.Code))
	})
	return top[:min(n, len(top))], len(top), nil
}

// Mailings weighs for mailings. It is an invitation.Budget.
type Mailings struct{ *Service }

var _ invitation.Budget = Mailings{}

// Weigh looks at those who would be asked, all by one survey on one day.
func (m Mailings) Weigh(ctx context.Context, list []invitation.Planned) ([]invitation.Refusal, error) {
	out := make([]invitation.Refusal, len(list))
	if len(list) == 0 {
		return out, nil
	}
	codes := make([]audience.Code, len(list))
	at := map[audience.Code]int{}
	for i, p := range list {
		codes[i], at[p.Dealer.Code] = p.Dealer.Code, i
	}
	head, err := m.store.Head(ctx, list[0].Survey)
	if err != nil {
		return nil, fmt.Errorf("read survey of a mailing: %w", err)
	}
	over, err := m.Service.Weigh(ctx, head, list[0].Day, codes)
	for _, o := range over {
		out[at[o.Dealer]] = invitation.Refusal{Key: o.Key, Args: o.Args, Free: o.Free}
	}
	return out, err
}

// Granted has nothing to write down: that a dealer was invited is what counts.
func (m Mailings) Granted(context.Context, []invitation.Planned) error { return nil }
