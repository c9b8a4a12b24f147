package survey

// Codes that are drawn from a bag: at a meeting everybody takes one, and no list
// of who took which exists anywhere.

import (
	"context"
	"fmt"

	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
)

// maxBag bounds one sheet of codes.
const maxBag = 500

// bagMark stands in front of the code of an invitation that belongs to nobody: no
// dealer's code can begin with it.
const bagMark = "#"

// FromBag tells an invitation that belongs to nobody in particular.
func (i Invitation) FromBag() bool {
	return len(i.DealerCode) > 0 && i.DealerCode[:1] == bagMark
}

// Bag makes n links of an unlinkable survey that belong to nobody, to be printed,
// mixed and drawn. They are known only in what is returned. Elsewhere who answers
// is known by the link, so there links are dealers'.
func (s *Service) Bag(ctx context.Context, v access.Viewer, slug string, n int) ([]Token, error) {
	switch {
	case !v.May(access.Invite):
		return nil, fault.Forbidden("fault.forbidden")
	case n < 1 || n > maxBag:
		return nil, fault.Invalid(fault.Field{Path: "n", Key: "survey.bag_size", Args: fault.Args{"Max": maxBag}})
	}
	var tokens []Token
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		tokens = nil
		sv, err := s.store.Lock(ctx, slug)
		if err != nil {
			return err
		}
		if err := s.takesAnswers(sv); err != nil {
			return err
		}
		e, err := s.PublishedVersion(ctx, sv.ID, sv.Current)
		if err != nil {
			return err
		}
		if e.Version.Mode != Unlinkable {
			return fault.Conflict("survey.bag_named", nil)
		}
		list, links := s.bag(sv, n)
		if _, err := s.invitations.Invite(ctx, list); err != nil {
			return err
		}
		for i := range links {
			t := newToken(sv.Code)
			tokens, links[i].TokenHash = append(tokens, t), t.hash()
		}
		if err := s.invitations.Link(ctx, links); err != nil {
			return err
		}
		return s.record(ctx, v, "survey.bag", sv, map[string]any{"wave": sv.Wave, "codes": n})
	})
	if err != nil {
		return nil, fmt.Errorf("make codes of survey %s: %w", slug, err)
	}
	return tokens, nil
}

func (s *Service) bag(sv Survey, n int) (list []Invitation, links []Link) {
	now := s.calendar.Now()
	for range n {
		id := InvitationID(symbols(26))
		list = append(list, Invitation{
			SurveyID: sv.ID, ID: id, Wave: sv.Wave, DealerCode: audience.Code(bagMark + string(id)), Attributes: audience.Attributes{}, CreatedAt: now,
		})
		links = append(links, Link{SurveyID: sv.ID, InvitationID: id, State: LinkOpen, CreatedAt: now})
	}
	return list, links
}
