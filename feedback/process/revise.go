package process

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
	"dealervoice/survey/port"
)

// Revision is a change of the book by a proposal.
type Revision struct {
	Proposal      int
	Base          int // the version the changes were drafted on
	Changes       []Change
	EffectiveFrom calendar.Day
	Authors       []Author
	Participation Participation
}

// Revise makes the next version. It joins the caller's transaction, so that the
// proposal that becomes active and the version it makes are one step. It is a
// conflict if a later version altered the same steps, and a fault at
// "effective_from" if the date lies in the past or before that of the version it
// follows. Who took part is judged by the caller, who counts it.
func (s *Service) Revise(ctx context.Context, viewer access.Viewer, r Revision) (Version, error) {
	if !viewer.May(access.ProposalDecide) {
		return Version{}, fault.Forbidden("process.error.forbidden")
	}
	v := Version{EffectiveFrom: r.EffectiveFrom, Proposal: r.Proposal, Authors: r.Authors,
		Participation: r.Participation, CreatedBy: viewer.Name, CreatedAt: s.Days.Now()}
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		var err error
		if v.Number, err = s.Store.NextNumber(ctx); err != nil {
			return err
		}
		if v.Number == 1 {
			return fault.NotFound("process.error.none")
		}
		last, err := s.Store.Version(ctx, v.Number-1)
		if err != nil {
			return err
		}
		if err := s.checkDate(r.EffectiveFrom, last); err != nil {
			return err
		}
		if v.Process, err = s.next(ctx, last, r); err != nil {
			return err
		}
		v.Process.Version, v.Process.EffectiveFrom = fmt.Sprintf("%d.0", v.Number), r.EffectiveFrom
		if err := s.Store.Insert(ctx, v); err != nil {
			return err
		}
		return s.Trail.Record(ctx, viewer, port.Entry{Action: "process.revise", Kind: "process", ID: strconv.Itoa(v.Number),
			Detail: map[string]any{"proposal": r.Proposal, "effective_from": r.EffectiveFrom, "participation_met": r.Participation.Met}})
	})
	if err != nil {
		return Version{}, fmt.Errorf("revise process by proposal %d: %w", r.Proposal, err)
	}
	return v, nil
}

// checkDate keeps dates from falling from one version to the next.
func (s *Service) checkDate(from calendar.Day, last Version) error {
	key, args := "", fault.Args{}
	switch {
	case !from.Valid():
		key = "process.error.day"
	case from < s.Days.Today():
		key = "process.error.day_past"
	case from < last.EffectiveFrom:
		key, args = "process.error.day_before_last", fault.Args{"Number": last.Number, "Day": string(last.EffectiveFrom)}
	default:
		return nil
	}
	return fault.Invalid(fault.Field{Path: "effective_from", Key: key, Args: args})
}

// next applies the changes to the last version, unless somebody altered the same
// steps since they were drafted.
func (s *Service) next(ctx context.Context, last Version, r Revision) (Process, error) {
	if r.Base != last.Number {
		base, err := s.Store.Version(ctx, r.Base)
		if err != nil {
			return Process{}, fmt.Errorf("read version %d that proposal %d was drafted on: %w", r.Base, r.Proposal, err)
		}
		if steps := Clashes(base.Process, last.Process, r.Changes); len(steps) > 0 {
			return Process{}, fault.Conflict("process.error.clash", fault.Args{"Steps": strings.Join(steps, ", "), "Number": last.Number})
		}
	}
	p, err := last.Process.Apply(r.Changes)
	if err != nil {
		return Process{}, err
	}
	p.AuthoredBy = nil
	for _, a := range r.Authors {
		p.AuthoredBy = append(p.AuthoredBy, a.Role)
	}
	p.Status, p.Provenance = string(Active), ""
	p.Rule.Compliant, p.Rule.Reason = nil, language.Text{} // said of version 1 only
	return p, nil
}
