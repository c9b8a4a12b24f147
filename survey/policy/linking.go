package policy

import (
	"context"
	"fmt"
	"slices"

	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// Link ties the policy to a question or a theme that exists. Linking twice
// changes nothing.
func (s *Service) Link(ctx context.Context, viewer access.Viewer, id ID, l Link) error {
	if !viewer.May(access.PolicyEdit) {
		return fault.Forbidden("policy.error.forbidden")
	}
	if err := s.checkTarget(ctx, l.Target); err != nil {
		return err
	}
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		p, err := s.Store.Policy(ctx, id)
		if err != nil {
			return err
		}
		if err := p.checkPlace(l); err != nil {
			return err
		}
		if slices.ContainsFunc(p.Links, l.same) {
			return nil
		}
		l.ID = newLinkID()
		if err := s.Store.InsertLink(ctx, id, l); err != nil {
			return err
		}
		return s.Trail.Record(ctx, viewer, port.Entry{Action: "policy.link", Kind: "policy", ID: string(id),
			Detail: map[string]any{"target": l.Target, "version": l.Version, "clause": l.Clause}})
	})
	if err != nil {
		return fmt.Errorf("link policy %s: %w", id, err)
	}
	return nil
}

// same tells whether two links say the same.
func (l Link) same(o Link) bool {
	return l.Version == o.Version && l.Clause == o.Clause && l.Target == o.Target
}

// checkTarget refuses a target that nobody asks or that the codebook lacks.
func (s *Service) checkTarget(ctx context.Context, t Target) error {
	bad := fault.Invalid(fault.Field{Path: "target", Key: "policy.error.target_unknown"})
	if !t.well() {
		return bad
	}
	if t.IsTheme() {
		themes, err := s.Sources.Themes(ctx)
		if err != nil {
			return fmt.Errorf("list themes: %w", err)
		}
		if !slices.ContainsFunc(themes, func(th Theme) bool { return th.ID == t.Theme }) {
			return bad
		}
		return nil
	}
	questions, err := s.Sources.Questions(ctx)
	if err != nil {
		return fmt.Errorf("list questions: %w", err)
	}
	if !slices.ContainsFunc(questions, func(q Question) bool {
		return q.Survey == t.Survey && q.Name == t.Question && q.Row == t.Row
	}) {
		return bad
	}
	return nil
}

// checkPlace refuses a link to a version or clause that the policy lacks.
func (p Policy) checkPlace(l Link) error {
	versions := p.Versions
	if l.Version != 0 {
		v, ok := p.Version(l.Version)
		if !ok {
			return fault.Invalid(fault.Field{Path: "version", Key: "policy.error.version_unknown"})
		}
		versions = []Version{v}
	}
	if l.Clause == "" {
		return nil
	}
	for _, v := range versions {
		if slices.ContainsFunc(v.Clauses, func(c Clause) bool { return c.ID == l.Clause }) {
			return nil
		}
	}
	return fault.Invalid(fault.Field{Path: "clause", Key: "policy.error.clause_unknown"})
}

// Unlink takes a link away.
func (s *Service) Unlink(ctx context.Context, viewer access.Viewer, id ID, link string) error {
	if !viewer.May(access.PolicyEdit) {
		return fault.Forbidden("policy.error.forbidden")
	}
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.DeleteLink(ctx, id, link); err != nil {
			return err
		}
		return s.Trail.Record(ctx, viewer, port.Entry{Action: "policy.unlink", Kind: "policy", ID: string(id),
			Detail: map[string]any{"link": link}})
	})
	if err != nil {
		return fmt.Errorf("unlink policy %s: %w", id, err)
	}
	return nil
}
