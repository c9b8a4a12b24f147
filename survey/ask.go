package survey

// Links that machines send: nobody sees them, and they can be made again for a
// reminder.

import (
	"context"
	"fmt"

	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
)

// linksKey is where the key of links lies among the installation's keys. Like
// every key it is outside the database and its backups, so that a copy of the
// database opens no form.
const linksKey = "links"

// linkKey is the key of a survey's links; nil if links are drawn. The links of an
// unlinkable survey follow from the key that tells its ballots apart: it is
// destroyed at the end, and nobody can make them again then.
func (s *Service) linkKey(ctx context.Context, sv Survey) ([]byte, error) {
	if s.keys == nil {
		return nil, nil
	}
	e, err := s.PublishedVersion(ctx, sv.ID, sv.Current)
	if err != nil {
		return nil, err
	}
	if e.Version.Mode == Unlinkable {
		return s.SurveyKey(ctx, sv.ID)
	}
	key, err := s.keys.Create(linksKey)
	if err != nil {
		return nil, fault.New(fault.KindUnavailable, "survey.key_missing", nil).Because(err)
	}
	return key, nil
}

// Asking is a survey's dealers who are to be sent a link.
type Asking struct {
	Slug    string
	Dealers []audience.Dealer
	Anew    bool // also those who have a link get another one: theirs went astray
}

// Ask invites dealers in the survey's current wave without showing their links
// to anybody; Tokens makes them when they are sent. A link that can be made
// again stays, with what was begun behind it; one that cannot is replaced.
func (s *Service) Ask(ctx context.Context, v access.Viewer, a Asking) ([]Invitation, error) {
	if err := s.mayAsk(v, a.Dealers); err != nil {
		return nil, err
	}
	var list []Invitation
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		sv, err := s.store.Lock(ctx, a.Slug)
		if err != nil {
			return err
		}
		if err := s.takesAnswers(sv); err != nil {
			return err
		}
		if list, err = s.enlist(ctx, sv, a.Dealers); err != nil {
			return err
		}
		without := list
		if !a.Anew {
			if without, err = s.withoutLink(ctx, sv, list); err != nil {
				return err
			}
		}
		if _, err := s.issue(ctx, sv, without); err != nil {
			return err
		}
		return s.record(ctx, v, "survey.invite", sv, map[string]any{"wave": sv.Wave, "links": len(without), "sent": true})
	})
	if err != nil {
		return nil, fmt.Errorf("ask dealers for survey %s: %w", a.Slug, err)
	}
	return list, nil
}

// mayAsk tells whether the viewer may invite these dealers.
func (s *Service) mayAsk(v access.Viewer, dealers []audience.Dealer) error {
	switch {
	case !v.May(access.Invite):
		return fault.Forbidden("fault.forbidden")
	case len(dealers) == 0 || len(dealers) > maxInvite:
		return fault.Invalid(fault.Field{Path: "dealers", Key: "survey.invite_none", Args: fault.Args{"Max": maxInvite}})
	}
	for _, d := range dealers {
		if !v.Scope.Covers(d.Place()) {
			return fault.NotFound("dealer.not_found")
		}
	}
	return nil
}

// takesAnswers says why a survey invites nobody now.
func (s *Service) takesAnswers(sv Survey) error {
	switch sv.State {
	case Draft:
		return fault.Conflict("survey.not_published", nil)
	case Closed:
		return fault.Conflict("survey.invite_closed", nil)
	}
	return nil
}

// withoutLink leaves the invitations that have no link which can be made again.
func (s *Service) withoutLink(ctx context.Context, sv Survey, list []Invitation) ([]Invitation, error) {
	ids := make([]InvitationID, len(list))
	for i, inv := range list {
		ids[i] = inv.ID
	}
	have, err := s.tokens(ctx, sv, ids)
	if err != nil {
		return nil, err
	}
	var out []Invitation
	for _, inv := range list {
		if _, ok := have[inv.ID]; !ok {
			out = append(out, inv)
		}
	}
	return out, nil
}

// Tokens makes the open links of invitations again, for whoever sends them. It
// leaves out those that have none, whose link was drawn, or whose key is not the
// one they were made with: a link that opens nothing is never sent.
func (s *Service) Tokens(ctx context.Context, slug string, ids []InvitationID) (map[InvitationID]Token, error) {
	sv, err := s.store.BySlug(ctx, slug)
	if err != nil {
		return nil, fmt.Errorf("make links of survey %s again: %w", slug, err)
	}
	return s.tokens(ctx, sv, ids)
}

func (s *Service) tokens(ctx context.Context, sv Survey, ids []InvitationID) (map[InvitationID]Token, error) {
	out := map[InvitationID]Token{}
	key, err := s.linkKey(ctx, sv)
	if err != nil || key == nil {
		return out, err
	}
	links, err := s.invitations.OpenLinks(ctx, sv.ID, ids)
	if err != nil {
		return nil, fmt.Errorf("read links of survey %s: %w", sv.Slug, err)
	}
	for _, l := range links {
		if t := derivedToken(sv.Code, key, l); l.Salt != "" && t.hash() == l.TokenHash {
			out[l.InvitationID] = t
		}
	}
	return out, nil
}

// Hand gives personal links that people hand on, on paper or by a message. Of an
// identified survey those in use are shown again, so that nothing that was begun
// ends; of a confidential one new ones are made each time: by a dealer's very
// link it can be seen whether the dealer has answered.
func (s *Service) Hand(ctx context.Context, v access.Viewer, slug string, dealers []audience.Dealer) ([]Issued, error) {
	p, err := s.Published(ctx, slug)
	if err != nil {
		return nil, err
	}
	if p.Version.Mode != Identified {
		return s.Invite(ctx, v, slug, dealers)
	}
	list, err := s.Ask(ctx, v, Asking{Slug: slug, Dealers: dealers})
	if err != nil {
		return nil, err
	}
	ids := make([]InvitationID, len(list))
	for i, inv := range list {
		ids[i] = inv.ID
	}
	tokens, err := s.Tokens(ctx, slug, ids)
	if err != nil {
		return nil, err
	}
	if len(tokens) < len(list) { // links are drawn: they can only be new
		return s.Invite(ctx, v, slug, dealers)
	}
	issued := make([]Issued, len(list))
	for i, inv := range list {
		issued[i] = Issued{Invitation: inv, Token: tokens[inv.ID]}
	}
	return issued, nil
}
