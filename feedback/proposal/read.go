package proposal

import (
	"context"
	"fmt"
	"slices"

	"dealervoice/feedback/process"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

// maxOpen bounds what is looked through for a viewer: more open proposals than
// that are a problem of its own.
const maxOpen = 500

// Get gives a proposal whole.
func (s *Service) Get(ctx context.Context, viewer access.Viewer, n Number) (Proposal, error) {
	if !viewer.May(access.ProposalRead) {
		return Proposal{}, fault.Forbidden("proposal.error.forbidden")
	}
	p, err := s.Store.Get(ctx, n)
	if err != nil {
		return Proposal{}, err
	}
	return p, s.blindfold(ctx, viewer, p.Evidence)
}

// blindfold marks the evidence that the viewer shall guess before seeing it.
func (s *Service) blindfold(ctx context.Context, viewer access.Viewer, list []Evidence) error {
	for i := range list {
		blind, err := s.Figures.Blind(ctx, viewer, list[i].Snapshot)
		if err != nil {
			return fmt.Errorf("ask who shall guess first: %w", err)
		}
		list[i].GuessFirst = blind
	}
	return nil
}

// List gives proposals, the newest first.
func (s *Service) List(ctx context.Context, viewer access.Viewer, q Query) ([]Proposal, error) {
	if !viewer.May(access.ProposalRead) {
		return nil, fault.Forbidden("proposal.error.forbidden")
	}
	if q.Limit <= 0 || q.Limit > maxOpen {
		q.Limit = maxOpen
	}
	list, err := s.Store.List(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("list proposals: %w", err)
	}
	for _, p := range list {
		if err := s.blindfold(ctx, viewer, p.Evidence); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// Running lists the states of proposals that something may still come of.
func Running() []process.State {
	return []process.State{process.Draft, process.Discussion, process.Review, process.Pilot, process.Accepted, process.Deferred}
}

// Today gives the figure of today beside an evidence, or why there is none. It is
// taken in the part of the market that the frozen one was taken in.
func (s *Service) Today(ctx context.Context, viewer access.Viewer, e Evidence) (Now, error) {
	as, ok := viewedAs(viewer, e.Snapshot.Scope)
	if !ok {
		return Now{Reason: "proposal.now.out_of_scope"}, nil
	}
	if e.GuessFirst {
		return Now{Reason: "proposal.guess_first"}, nil
	}
	f, err := s.Figures.Now(ctx, as, e.Ref)
	switch fault.KindOf(err) {
	case fault.KindNotFound, fault.KindInvalid, fault.KindClosed:
		return Now{Reason: "proposal.now.gone"}, nil
	case fault.KindForbidden:
		return Now{Reason: "proposal.now.forbidden"}, nil
	}
	if err != nil {
		return Now{}, fmt.Errorf("read the figure of today: %w", err)
	}
	if f.Snapshot.Withheld != "" {
		return Now{Reason: f.Snapshot.Withheld}, nil
	}
	return Now{Figure: f}, nil
}

// Task is what a proposal asks of a viewer.
type Task string

// The tasks, the most pressing first.
const (
	TaskEffect   Task = "effect"   // the effect review is overdue
	TaskAnswer   Task = "answer"   // an objection waits for the author's answer
	TaskDecide   Task = "decide"   // a decision
	TaskActivate Task = "activate" // accepted, to be put into effect
	TaskSign     Task = "sign"     // a department's signature
	TaskReview   Task = "review"   // an expert's review
	TaskFinish   Task = "finish"   // a draft of one's own
	TaskSpeak    Task = "speak"    // a rep has not been heard
)

// Waits is a proposal with what it asks of the viewer.
type Waits struct {
	Proposal Proposal
	Task     Task
}

// Waiting lists what waits for the viewer, the most pressing first.
func (s *Service) Waiting(ctx context.Context, viewer access.Viewer) ([]Waits, error) {
	list, err := s.List(ctx, viewer, Query{States: append(Running(), process.Active)})
	if err != nil {
		return nil, err
	}
	in, err := s.situation(ctx, viewer)
	if fault.KindOf(err) == fault.KindNotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return waiting(list, in.situation), nil
}

func waiting(list []Proposal, in situation) []Waits {
	var out []Waits
	for _, t := range []Task{TaskEffect, TaskAnswer, TaskDecide, TaskActivate, TaskSign, TaskReview, TaskFinish, TaskSpeak} {
		for _, p := range list {
			if p.asks(t, in) {
				out = append(out, Waits{p, t})
			}
		}
	}
	return out
}

// asks tells whether the proposal asks the task of the viewer.
func (p Proposal) asks(t Task, in situation) bool {
	v := in.viewer
	decider := p.decides(v)
	switch t {
	case TaskEffect:
		return decider && p.EffectOverdue(in.today)
	case TaskAnswer:
		return p.IsAuthor(v) && len(p.Unanswered()) > 0 && p.Open()
	case TaskDecide:
		return decider && slices.Contains([]process.State{process.Review, process.Pilot}, p.State)
	case TaskActivate:
		return decider && p.State == process.Accepted
	case TaskSign:
		return p.MaySign(v, in.present)
	case TaskReview:
		return p.MayReview(v)
	case TaskFinish:
		return p.IsAuthor(v) && p.State == process.Draft
	case TaskSpeak:
		return v.Is(access.Rep) && p.State == process.Discussion && !p.IsAuthor(v) && !p.commented(v.UserID)
	}
	return false
}
