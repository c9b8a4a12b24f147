package survey

import (
	"context"
	"fmt"

	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// maxInvite bounds one call of Invite.
const maxInvite = 20_000

// Invite asks dealers in the survey's current wave and gives each a personal
// link. A dealer who was invited in this wave keeps the invitation and gets a
// new link; the old link ends. The tokens are known only in what is returned.
//
// An unlinkable survey has no such links: who holds the link is the dealer, so
// staff must never see it.
func (s *Service) Invite(ctx context.Context, v access.Viewer, slug string, dealers []audience.Dealer) ([]Issued, error) {
	if err := s.mayAsk(v, dealers); err != nil {
		return nil, err
	}
	var issued []Issued
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		sv, err := s.store.Lock(ctx, slug) // also keeps two callers from replacing each other's links
		if err != nil {
			return err
		}
		if err := s.mayInvite(ctx, sv); err != nil {
			return err
		}
		issued, err = s.invite(ctx, v, sv, dealers)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("invite to survey %s: %w", slug, err)
	}
	return issued, nil
}

// mayInvite says why a survey has no personal links to give.
func (s *Service) mayInvite(ctx context.Context, sv Survey) error {
	if err := s.takesAnswers(sv); err != nil {
		return err
	}
	current, err := s.store.Version(ctx, sv.ID, sv.Current)
	if err != nil {
		return err
	}
	if current.Mode == Unlinkable {
		return fault.Conflict("survey.invite_unlinkable", nil)
	}
	return nil
}

// invite writes invitations and links for a locked survey.
func (s *Service) invite(ctx context.Context, v access.Viewer, sv Survey, dealers []audience.Dealer) ([]Issued, error) {
	list, err := s.enlist(ctx, sv, dealers)
	if err != nil {
		return nil, err
	}
	issued, err := s.issue(ctx, sv, list)
	if err != nil {
		return nil, err
	}
	return issued, s.record(ctx, v, "survey.invite", sv, map[string]any{"wave": sv.Wave, "links": len(issued)})
}

// enlist writes the invitations of dealers in a locked survey's wave; those who
// have one keep it.
func (s *Service) enlist(ctx context.Context, sv Survey, dealers []audience.Dealer) ([]Invitation, error) {
	if err := s.afford(ctx, sv, dealers); err != nil {
		return nil, err
	}
	now := s.calendar.Now()
	list := make([]Invitation, len(dealers))
	for i, d := range dealers {
		list[i] = Invitation{
			SurveyID: sv.ID, ID: InvitationID(symbols(26)), Wave: sv.Wave,
			DealerCode: d.Code, DealerName: d.Name, Region: d.Region, Area: d.Area, Rep: d.Rep,
			Attributes: d.Attributes(), CreatedAt: now,
		}
	}
	if err := s.deal(ctx, sv, list, dealers); err != nil {
		return nil, err
	}
	return s.invitations.Invite(ctx, list)
}

// issue gives each invitation of a locked survey a new link.
func (s *Service) issue(ctx context.Context, sv Survey, list []Invitation) ([]Issued, error) {
	key, err := s.linkKey(ctx, sv)
	if err != nil {
		return nil, err
	}
	now := s.calendar.Now()
	issued := make([]Issued, len(list))
	links := make([]Link, len(list))
	for i, inv := range list {
		links[i] = Link{SurveyID: sv.ID, InvitationID: inv.ID, State: LinkOpen, CreatedAt: now}
		issued[i] = Issued{Invitation: inv, Token: newToken(sv.Code)}
		if key != nil {
			links[i].Salt = symbols(26)
			issued[i].Token = derivedToken(sv.Code, key, links[i])
		}
		links[i].TokenHash = issued[i].Token.hash()
	}
	if len(links) == 0 {
		return nil, nil
	}
	return issued, s.invitations.Link(ctx, links)
}

// Withdraw ends the open links of invitations in the viewer's scope. Answers
// given stay.
func (s *Service) Withdraw(ctx context.Context, v access.Viewer, slug string, ids []InvitationID) error {
	if !v.May(access.Invite) {
		return fault.Forbidden("fault.forbidden")
	}
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		sv, err := s.store.Lock(ctx, slug)
		if err != nil {
			return err
		}
		n, err := s.invitations.Withdraw(ctx, v, Withdrawal{SurveyID: sv.ID, IDs: ids, At: s.calendar.Now()})
		if err != nil || n == 0 {
			return err
		}
		return s.trail.Record(ctx, v, port.Entry{
			Action: "survey.withdraw", Kind: "survey", ID: slug, Detail: map[string]any{"links": n},
		})
	})
	if err != nil {
		return fmt.Errorf("withdraw links of survey %s: %w", slug, err)
	}
	return nil
}

// InvitationByToken finds what a personal link opens, by one read. It changes
// nothing: mail programs open links before people do. Unknown, mistyped and
// foreign links are the same fault; one that was replaced or withdrawn is
// closed. Whether the survey still takes answers is for Accepting to say.
func (s *Service) InvitationByToken(ctx context.Context, raw string) (Invited, error) {
	t, ok := ParseToken(raw)
	if !ok {
		return Invited{}, fault.NotFound("survey.link_unknown")
	}
	o, err := s.invitations.Open(ctx, t.code(), t.hash())
	if err != nil {
		return Invited{}, fmt.Errorf("open personal link: %w", err)
	}
	if o.Link != LinkOpen {
		return Invited{}, fault.Closed("survey.link_ended")
	}
	p, err := s.published(ctx, o.Head)
	return Invited{Published: p, Invitation: o.Invitation}, err
}

// Invitations lists the invitations in the viewer's scope, by dealer.
func (s *Service) Invitations(ctx context.Context, v access.Viewer, q InvitationQuery) ([]Listed, error) {
	if !v.May(access.SurveyRead) {
		return nil, fault.Forbidden("fault.forbidden")
	}
	list, err := s.invitations.Invitations(ctx, v, q)
	if err != nil {
		return nil, fmt.Errorf("list invitations of survey %s: %w", q.SurveyID, err)
	}
	return list, nil
}
