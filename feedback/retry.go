package feedback

// Telling a retry from another answer.
//
// A form may carry less than was stored of it: its server draft knew the rest,
// and is gone with the first sending. So what the form itself carried is hashed
// too. And a dealer of a confidential survey may have several links, made by
// staff, who must not learn from one of them that the dealer has answered by
// another: to each link it looks as if it were the only one.

import (
	"context"
	"fmt"

	"dealervoice/survey"
)

// Hashes tell an answer from another: Content is of the answers as stored, Sent
// of what the form carried where that was less. Both are empty where there is
// no answer. Over is the full cell for which the answer is held back.
type Hashes struct{ Content, Sent, Over string }

// Sender is a link of an invitation.
type Sender struct {
	Survey     survey.ID
	Invitation survey.InvitationID
	Link       LinkTag
}

func (c *cast) hashes() Hashes {
	if c == nil {
		return Hashes{}
	}
	return Hashes{Content: c.Response.ContentHash, Sent: c.Response.SentHash}
}

func (in Submission) sender() Sender {
	return Sender{Survey: in.Survey.ID, Invitation: in.Invitation.ID, Link: linkTag(in.slip())}
}

// stands finds what the sender may know to stand under the submission's unit.
func (s *Service) stands(ctx context.Context, in Submission) (Hashes, error) {
	if in.secret() {
		c, err := s.waiting(ctx, in.Survey.ID, in.id())
		if err != nil || c != nil {
			return c.hashes(), err
		}
	}
	if in.Invitation == nil || in.secret() {
		return s.store.Stored(ctx, in.Survey.ID, in.id())
	}
	return s.store.StoredBy(ctx, in.sender())
}

// setAside keeps an answer that came by another link than the one that answered
// from being told of the first; it gives the hash that stands for this link. The
// answer itself is not kept: the dealer's first one counts.
func (s *Service) setAside(ctx context.Context, c Checked) (string, error) {
	by, r := c.sender(), c.acceptance.Response
	if err := s.store.SetAside(ctx, by, Hashes{Content: r.ContentHash, Sent: r.SentHash}); err != nil {
		return "", fmt.Errorf("set an answer aside: %w", err)
	}
	stands, err := s.store.StoredBy(ctx, by)
	return stands.Content, err
}

// Resent finds the receipt of a submission that was not taken, if it was taken
// before: a form that is sent again without the draft that once completed it is
// wrong or different by itself, and yet no news. It is nil if there is none.
func (s *Service) Resent(ctx context.Context, in Submission) (*Receipt, error) {
	stands, err := s.stands(ctx, in)
	if err != nil {
		return nil, fmt.Errorf("find an earlier answer to %s: %w", in.Survey.Slug, err)
	}
	if stands.Content == "" {
		return nil, nil
	}
	same, err := s.sameAs(stands, in)
	if err != nil || !same {
		return nil, err
	}
	return &Receipt{ID: in.id(), Code: s.keys.receipt(in.Survey.ID, in.id()), Again: true, Over: stands.Over}, nil
}

// sameAs tells whether the form carries what it carried when the answer was
// stored: then completed by a draft (Sent), or whole, which a draft of another
// tab may hide now.
func (s *Service) sameAs(stands Hashes, in Submission) (bool, error) {
	if in.Carried != nil {
		in.Data, in.Carried = in.Carried, nil
	}
	carried, err := carriedHash(in.Data)
	if err != nil || carried == stands.Sent {
		return err == nil, err
	}
	c, err := s.Check(in)
	return err == nil && c.Err() == nil && c.acceptance.Response.ContentHash == stands.Content, err
}
