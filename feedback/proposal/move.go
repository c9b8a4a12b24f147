package proposal

import (
	"context"
	"strings"

	"dealervoice/feedback/process"
	"dealervoice/survey/access"
)

// Move takes the proposal one step further. Becoming active makes the new
// version of the process in the same transaction. If the participation rule
// refuses that, the try is kept in the timeline and the trail, and the fault
// names each line that is not met.
func (s *Service) Move(ctx context.Context, viewer access.Viewer, n Number, st Step) (Proposal, error) {
	st.Reason, st.Override = strings.TrimSpace(st.Reason), strings.TrimSpace(st.Override)
	var refused error
	p, err := s.change(ctx, viewer, act{"move", n, st.Revision}, func(ctx context.Context, p *Proposal, detail map[string]any) error {
		refused = nil
		in, err := s.situation(ctx, viewer)
		if err != nil {
			return err
		}
		if err := p.gate(st, in.situation); err != nil {
			return err
		}
		m := Move{From: p.State, To: st.To, By: mover(viewer, st.To), Reason: st.Reason, At: s.Days.Now()}
		detail["from"], detail["to"] = m.From, m.To
		if st.To == process.Active {
			if refused, err = s.activate(ctx, activation{p: p, step: st, viewer: viewer, latest: in.latest, move: &m}); err != nil {
				return err
			}
			detail["participation"], detail["refused"] = participationDetail(*m.Participation), m.Refused
		}
		if !m.Refused {
			p.State = st.To
		}
		if st.To == process.Accepted {
			p.ReviewOn = st.ReviewOn
		}
		p.Moves = append(p.Moves, m)
		return s.Store.AddMove(ctx, n, m)
	})
	if err != nil {
		return Proposal{}, err
	}
	if refused != nil {
		return Proposal{}, refused
	}
	return p, nil
}

// mover is who moves: a decider speaks as manager, an author as what they are.
func mover(v access.Viewer, to process.State) Person {
	if Decisive(to) {
		return speaking(v, access.ProposalDecide)
	}
	if v.May(access.ProposalWrite) {
		return speaking(v, access.ProposalWrite)
	}
	return speaking(v, access.ProposalDecide)
}

// judged is a situation with the version it was read from.
type judged struct {
	situation
	latest process.Version
}

// situation reads what a move is judged by: the rules of the process in force,
// or of the latest one while none is; the latest version as what would change.
func (s *Service) situation(ctx context.Context, viewer access.Viewer) (judged, error) {
	book, err := s.Process.Book(ctx, viewer)
	if err != nil {
		return judged{}, err
	}
	latest, err := s.Process.Latest(ctx, viewer)
	if err != nil {
		return judged{}, err
	}
	rules := latest.Process.Template
	if book.InForce != nil {
		rules = book.InForce.Process.Template
	}
	return judged{situation{viewer: viewer, today: s.Days.Today(), rules: rules, present: latest.Process}, latest}, nil
}

// activation is what becoming active works on.
type activation struct {
	p      *Proposal
	step   Step
	viewer access.Viewer
	latest process.Version
	move   *Move
}

// activate judges the participation rule and makes the new version. A refusal is
// returned apart from err: it is to be kept, not rolled back.
func (s *Service) activate(ctx context.Context, a activation) (refused, err error) {
	j, err := s.Participation(ctx, *a.p, a.latest.Process)
	if err != nil {
		return nil, err
	}
	a.move.Participation = &j
	if !j.Met {
		if a.step.Override == "" {
			a.move.Refused = true
			return refusal(j), nil
		}
		j.Override = a.step.Override
	}
	a.p.EffectiveFrom = a.step.EffectiveFrom
	if len(a.p.Changes) == 0 {
		return nil, nil
	}
	v, err := s.Process.Revise(ctx, a.viewer, process.Revision{
		Proposal: int(a.p.Number), Base: a.p.Base, Changes: a.p.Changes, EffectiveFrom: a.step.EffectiveFrom,
		Authors: authors(*a.p, a.latest.Process, a.viewer), Participation: j,
	})
	if err != nil {
		return nil, err
	}
	a.p.Made = v.Number
	return nil, nil
}
