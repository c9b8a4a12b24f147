package proposal

// The change of the process that a proposal asks for, step by step.

import (
	"context"
	"slices"
	"strings"

	"dealervoice/feedback/process"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

// Rewrite puts a change of one step into a draft, in place of an earlier one of
// the same step. It is drafted on the latest version of the process; if that has
// moved on since the draft's other changes and they clash with it, the author is
// told.
func (s *Service) Rewrite(ctx context.Context, viewer access.Viewer, n Number, r Rewriting) (Proposal, error) {
	return s.change(ctx, viewer, act{"rewrite", n, r.Revision}, func(ctx context.Context, p *Proposal, detail map[string]any) error {
		if err := mine(p, viewer); err != nil {
			return err
		}
		latest, err := s.Process.Latest(ctx, viewer)
		if err != nil {
			return err
		}
		kept := slices.DeleteFunc(slices.Clone(p.Changes), r.Change.SameStep)
		if err := s.rebase(ctx, viewer, p, latest, kept); err != nil {
			return err
		}
		kept = append(kept, r.Change)
		if len(kept) > maxChanges {
			return fault.Invalid(fault.Field{Path: "changes", Key: "proposal.error.too_many_changes", Args: fault.Args{"Limit": maxChanges}})
		}
		if _, err := latest.Process.Apply(kept); err != nil {
			return err
		}
		p.Changes, p.Base = kept, latest.Number
		p.Edition++
		detail["op"], detail["stage"], detail["action"] = r.Change.Op, r.Change.Stage, r.Change.Action
		return nil
	})
}

// Rewriting is a change of one step with the revision its author saw.
type Rewriting struct {
	Change   process.Change
	Revision int
}

// rebase refuses changes that clash with what happened to the process since they
// were drafted.
func (s *Service) rebase(ctx context.Context, viewer access.Viewer, p *Proposal, latest process.Version, changes []process.Change) error {
	if p.Base == 0 || p.Base == latest.Number {
		return nil
	}
	base, err := s.Process.Version(ctx, viewer, p.Base)
	if err != nil {
		return err
	}
	if steps := process.Clashes(base.Process, latest.Process, changes); len(steps) > 0 {
		return fault.Conflict("process.error.clash", fault.Args{"Steps": strings.Join(steps, ", "), "Number": latest.Number})
	}
	return nil
}

// Unwrite takes the change of a step out of a draft.
func (s *Service) Unwrite(ctx context.Context, viewer access.Viewer, n Number, step process.Change) (Proposal, error) {
	return s.change(ctx, viewer, act{verb: "unwrite", number: n}, func(_ context.Context, p *Proposal, detail map[string]any) error {
		if err := mine(p, viewer); err != nil {
			return err
		}
		p.Changes = slices.DeleteFunc(p.Changes, step.SameStep)
		if len(p.Changes) == 0 {
			p.Base = 0
		}
		p.Edition++
		detail["stage"], detail["action"] = step.Stage, step.Action
		return nil
	})
}
