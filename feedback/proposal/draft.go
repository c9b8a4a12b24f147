package proposal

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"dealervoice/feedback/process"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// Words are what the author writes about a proposal.
type Words struct {
	Type     Type
	Champion process.RoleID
	Body     Body
}

// Propose opens a draft with the next number. evidence is the address of the
// figure that gave rise to it; empty where there is none yet.
func (s *Service) Propose(ctx context.Context, viewer access.Viewer, w Words, evidence string) (Proposal, error) {
	if !viewer.May(access.ProposalWrite) {
		return Proposal{}, fault.Forbidden("proposal.error.forbidden")
	}
	if err := wrong(append(checkType(w.Type), w.Body.check()...)); err != nil {
		return Proposal{}, err
	}
	now := s.Days.Now()
	p := Proposal{State: process.Draft, Type: w.Type, Champion: w.Champion, Body: w.Body,
		Author: speaking(viewer, access.ProposalWrite), Edition: 1, Revision: 1, CreatedAt: now, UpdatedAt: now}
	if evidence != "" {
		e, err := s.freezeNow(ctx, viewer, evidence)
		if err != nil {
			return Proposal{}, err
		}
		p.Evidence = []Evidence{e}
	}
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		var err error
		if p.Number, err = s.Store.NextNumber(ctx); err != nil {
			return err
		}
		if err := s.Store.Insert(ctx, p); err != nil {
			return err
		}
		for _, e := range p.Evidence {
			if err := s.Store.AddEvidence(ctx, p.Number, e); err != nil {
				return err
			}
		}
		return s.Trail.Record(ctx, viewer, port.Entry{Action: "proposal.propose", Kind: "proposal", ID: strconv.Itoa(int(p.Number)),
			Detail: map[string]any{"type": p.Type, "evidence": evidence}})
	})
	if err != nil {
		return Proposal{}, fmt.Errorf("propose: %w", err)
	}
	return p, nil
}

// freezeNow takes the figure at the address and freezes it.
func (s *Service) freezeNow(ctx context.Context, viewer access.Viewer, ref string) (Evidence, error) {
	f, err := s.Figure(ctx, viewer, ref)
	if err != nil {
		return Evidence{}, err
	}
	if f.Snapshot.Withheld != "" {
		return Evidence{}, fault.Invalid(at("evidence", "proposal.error.withheld"))
	}
	f.Snapshot.Scope = viewer.Scope.String()
	return freeze(f, speaking(viewer, access.ProposalWrite), s.Days.Now())
}

// Figure gives the figure at an address, to be looked at before it is attached.
func (s *Service) Figure(ctx context.Context, viewer access.Viewer, ref string) (Figure, error) {
	clean, ok := cleanRef(ref)
	if !ok {
		return Figure{}, fault.Invalid(at("evidence", "proposal.error.no_figure"))
	}
	f, err := s.Figures.Now(ctx, viewer, clean)
	if fault.KindOf(err) == fault.KindNotFound {
		return Figure{}, fault.Invalid(at("evidence", "proposal.error.no_figure"))
	}
	if err != nil {
		return Figure{}, fmt.Errorf("read figure: %w", err)
	}
	return f, nil
}

// mine refuses whoever may not write in the draft: only its author, and only
// while it is a draft.
func mine(p *Proposal, viewer access.Viewer) error {
	if !viewer.May(access.ProposalWrite) || !p.IsAuthor(viewer) {
		return fault.Forbidden("proposal.error.not_author")
	}
	if p.State != process.Draft {
		return fault.Conflict("proposal.error.not_draft", nil)
	}
	return nil
}

// Edit rewords a draft. revision is the one the author saw.
func (s *Service) Edit(ctx context.Context, viewer access.Viewer, n Number, e Edit) (Proposal, error) {
	if err := wrong(append(checkType(e.Type), e.Body.check()...)); err != nil {
		return Proposal{}, err
	}
	return s.change(ctx, viewer, act{"edit", n, e.Revision}, func(_ context.Context, p *Proposal, _ map[string]any) error {
		if err := mine(p, viewer); err != nil {
			return err
		}
		p.Type, p.Champion, p.Body = e.Type, e.Champion, e.Body
		p.Edition++
		return nil
	})
}

// Edit is a rewording with the revision its author saw.
type Edit struct {
	Words
	Revision int
}

// Cite attaches the figure at the address, frozen as it is now. Others than the
// author may do it too, while the proposal is a draft or under discussion: a rep
// sees a few dealers only, and needs somebody who sees more. Only in a draft does
// it make a new edition.
func (s *Service) Cite(ctx context.Context, viewer access.Viewer, n Number, ref string) (Proposal, error) {
	if !viewer.May(access.ProposalWrite) {
		return Proposal{}, fault.Forbidden("proposal.error.forbidden")
	}
	e, err := s.freezeNow(ctx, viewer, ref)
	if err != nil {
		return Proposal{}, err
	}
	return s.change(ctx, viewer, act{verb: "cite", number: n}, func(ctx context.Context, p *Proposal, detail map[string]any) error {
		if !slices.Contains(Citable(), p.State) {
			return fault.Conflict("proposal.error.not_citable", nil)
		}
		if len(p.Evidence) >= maxEvidence {
			return fault.Invalid(fault.Field{Path: "evidence", Key: "proposal.error.too_much_evidence", Args: fault.Args{"Limit": maxEvidence}})
		}
		if p.State == process.Draft {
			p.Edition++
		}
		detail["evidence"] = e.Ref
		p.Evidence = append(p.Evidence, e)
		return s.Store.AddEvidence(ctx, n, e)
	})
}

// Citable lists the states in which evidence may be added.
func Citable() []process.State { return []process.State{process.Draft, process.Discussion} }

// Uncite takes an evidence away from a draft.
func (s *Service) Uncite(ctx context.Context, viewer access.Viewer, n Number, id string) (Proposal, error) {
	return s.change(ctx, viewer, act{verb: "uncite", number: n}, func(ctx context.Context, p *Proposal, detail map[string]any) error {
		if err := mine(p, viewer); err != nil {
			return err
		}
		i := slices.IndexFunc(p.Evidence, func(e Evidence) bool { return e.ID == id })
		if i < 0 {
			return fault.NotFound("proposal.error.no_evidence")
		}
		detail["evidence"] = p.Evidence[i].Ref
		p.Edition++
		p.Evidence = slices.Delete(p.Evidence, i, i+1)
		return s.Store.DropEvidence(ctx, n, id)
	})
}
