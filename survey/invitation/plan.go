package invitation

// Who would be asked: read before anything is queued.

import (
	"context"
	"fmt"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
)

// Request is what somebody wants to send.
type Request struct {
	Slug    string
	Kind    Kind
	Channel Channel
	Who     Who
	Filter  audience.Filter
	Day     calendar.Day // "" or past: now
	Beyond  Beyond
}

// Planned is one dealer who is to be asked.
type Planned struct {
	Survey survey.ID
	Wave   int
	Day    calendar.Day
	Dealer audience.Dealer
}

// Refusal says why a dealer must not be asked then; the zero one that it may.
type Refusal struct {
	Key  string // message key
	Args fault.Args
	Free calendar.Day // the first day on which it may; "" if unknown
}

// Field is the refusal as a sentence to say.
func (r Refusal) Field() fault.Field { return fault.Field{Key: r.Key, Args: r.Args} }

// Budget bounds what is asked of a dealer across surveys. Weigh looks at those
// who would be asked, before anything is queued, and gives a Refusal for each,
// in the same order. It is asked when staff look at a plan and again when the
// messages are put down, in the same transaction, so it may also write down
// what it grants there (Granted).
type Budget interface {
	Weigh(ctx context.Context, list []Planned) ([]Refusal, error)
	// Granted is told, inside the transaction that queues them, who is asked.
	Granted(ctx context.Context, list []Planned) error
}

// Refused is a dealer whom the budget refuses.
type Refused struct {
	Planned
	Refusal
}

// Plan is what a request would do.
type Plan struct {
	Ask       []Planned // dealers who would be sent a message, with valid addresses
	Refused   []Refused
	NoAddress int
	Stopped   int // left, or have no mailbox
	Already   int // invited in the wave, or reached
	Undone    int // of reminders: links that cannot be sent again
}

// LeftOut is the number of those who would have been asked and cannot be.
func (p Plan) LeftOut() int { return p.NoAddress + p.Stopped + len(p.Refused) }

// Later are those whom the budget refuses now and allows on a day to come.
func (p Plan) Later() (out []Refused) {
	for _, r := range p.Refused {
		if r.Free != "" {
			out = append(out, r)
		}
	}
	return out
}

// Plan looks at what an invitation would do; nothing is written.
func (s *Service) Plan(ctx context.Context, v access.Viewer, r Request) (Plan, error) {
	sv, err := s.mayPlan(ctx, v, r)
	if err != nil {
		return Plan{}, err
	}
	var p Plan
	q := r.Filter.Query()
	for {
		q.Limit = 1000
		page, err := s.Roster.List(ctx, v, q)
		if err != nil {
			return Plan{}, err
		}
		if err := s.weigh(ctx, sv, r, page.Dealers, &p); err != nil {
			return Plan{}, err
		}
		if page.Next == "" {
			return p, nil
		}
		q.After = page.Next
	}
}

// mayPlan checks a request.
func (s *Service) mayPlan(ctx context.Context, v access.Viewer, r Request) (survey.Survey, error) {
	if !v.May(access.Invite) {
		return survey.Survey{}, fault.Forbidden("fault.forbidden")
	}
	sv, err := s.Surveys.Show(ctx, v, r.Slug)
	switch {
	case err != nil:
		return sv, err
	case sv.State == survey.Draft:
		return sv, fault.Conflict("survey.not_published", nil)
	case sv.State == survey.Closed:
		return sv, fault.Conflict("survey.invite_closed", nil)
	case r.Channel != Mail && r.Channel != Gateway:
		return sv, fault.Invalid(fault.Field{Path: "channel", Key: "invite.no_channel"})
	case r.Day != "" && !r.Day.Valid():
		return sv, fault.Invalid(fault.Field{Path: "day", Key: "invite.bad_day"})
	case r.Kind == Invite && r.Who != Fresh && r.Who != Unreached, r.Kind == Reminder && r.Who != Unsettled, r.Kind != Invite && r.Kind != Reminder:
		return sv, fault.Invalid(fault.Field{Path: "who", Key: "invite.bad_who"})
	}
	mode, err := s.mode(ctx, sv)
	if err == nil && mode == survey.Unlinkable && r.Channel == Gateway {
		err = fault.Conflict("invite.gateway_unlinkable", nil) // whoever holds the link is the dealer
	}
	return sv, err
}

// mode is that of the version in use.
func (s *Service) mode(ctx context.Context, sv survey.Survey) (survey.Mode, error) {
	e, err := s.Surveys.PublishedVersion(ctx, sv.ID, sv.Current)
	if err != nil {
		return "", err
	}
	return e.Version.Mode, nil
}

// weigh sorts dealers into the plan.
func (s *Service) weigh(ctx context.Context, sv survey.Survey, r Request, dealers []audience.Dealer, p *Plan) error {
	fit, err := s.fitting(ctx, sv, r.Who, dealers)
	if err != nil {
		return fmt.Errorf("plan a mailing: %w", err)
	}
	p.Already += len(dealers) - len(fit)
	return s.sort(ctx, sv, r, fit, p)
}

// fitting leaves the dealers that the choice is for.
func (s *Service) fitting(ctx context.Context, sv survey.Survey, who Who, dealers []audience.Dealer) ([]audience.Dealer, error) {
	codes := make([]audience.Code, len(dealers))
	for i, d := range dealers {
		codes[i] = d.Code
	}
	look, want := s.Store.Invited, false
	if who == Unreached {
		look, want = s.Store.Unreached, true
	}
	found, err := look(ctx, sv.ID, sv.Wave, codes)
	if err != nil {
		return nil, err
	}
	var out []audience.Dealer
	for _, d := range dealers {
		if found[d.Code] == want {
			out = append(out, d)
		}
	}
	return out, nil
}

// sort tells those who can be asked from those who cannot. Addresses of Ask are
// as they are written to.
func (s *Service) sort(ctx context.Context, sv survey.Survey, r Request, dealers []audience.Dealer, p *Plan) error {
	var list []Planned
	var addresses []string
	for _, d := range dealers {
		to, ok := r.Channel.parse(d.Email, d.Phone)
		if !ok {
			p.NoAddress++
			continue
		}
		d.Email, d.Phone = to, to
		list = append(list, Planned{Survey: sv.ID, Wave: sv.Wave, Day: max(r.Day, s.Calendar.Today()), Dealer: d})
		addresses = append(addresses, to)
	}
	stops, err := s.Store.Stops(ctx, addresses)
	if err != nil {
		return fmt.Errorf("read stopped addresses: %w", err)
	}
	free := list[:0]
	for _, x := range list {
		if _, ok := stops[x.Dealer.Email]; ok {
			p.Stopped++
			continue
		}
		free = append(free, x)
	}
	if r.Kind == Reminder || s.Budget == nil || len(free) == 0 {
		p.Ask = append(p.Ask, free...)
		return nil
	}
	verdicts, err := s.Budget.Weigh(ctx, free)
	if err != nil {
		return fmt.Errorf("weigh what is asked of dealers: %w", err)
	}
	for i, x := range free {
		if verdicts[i].Key == "" {
			p.Ask = append(p.Ask, x)
		} else {
			p.Refused = append(p.Refused, Refused{x, verdicts[i]})
		}
	}
	return nil
}
