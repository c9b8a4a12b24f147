package mail

import (
	"context"
	"errors"

	"dealervoice/analysis/digest"
	"dealervoice/survey/invitation"
)

var _ digest.Outbox = (*Carrier)(nil)

// Post hands one letter to a member of the staff over, on a line of its own. Reports
// about it come back to the common return path: it has no tag.
func (c *Carrier) Post(ctx context.Context, l digest.Letter, handing func(context.Context) error) error {
	to, ok := invitation.ParseAddress(l.To)
	if !ok {
		return &invitation.Failure{Verdict: invitation.Never, Text: "compose", Cause: errors.New("no address")}
	}
	line, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = line.Close() }() // the letter's fate is known by then
	w := Written{Subject: invitation.OneLine(l.Subject, maxSubject), Text: l.Text, HTML: l.HTML}
	e := envelope{to: to, name: l.Name, id: l.ID, language: l.Language, leave: l.Leave}
	return line.hand(ctx, parcel{back: c.back.Address, to: to, msg: c.message(e, w)}, handing)
}
