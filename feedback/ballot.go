package feedback

// Answers of unlinkable surveys: a keyed ballot each. What a submit writes tells
// nothing: the ballot's tag is a hash under the survey's key, the answer is
// sealed under it and padded, and lies among those that wait until enough of
// them can be mixed in at once (mix.go). The key is no part of the database and
// is destroyed when the survey has ended.

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"

	"dealervoice/survey"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
)

// Ballot says that somebody has answered: who comes again is known by the tag.
type Ballot struct {
	SurveyID survey.ID
	Tag      string
	Sealed   []byte // the answer until it is mixed in; then nil
	DraftKey string // on its way in: the draft that is done with
}

// BallotStore keeps ballots.
type BallotStore interface {
	// Cast writes a ballot and drops its draft, unless there is one of the tag.
	Cast(ctx context.Context, b Ballot) (stored bool, err error)
	// BallotOf finds a ballot; nil if there is none.
	BallotOf(ctx context.Context, id survey.ID, tag string) (*Ballot, error)
	// Reseal replaces what is sealed in a ballot.
	Reseal(ctx context.Context, b Ballot) error
	// WithBallots lists the surveys with ballots that wait.
	WithBallots(ctx context.Context) ([]survey.ID, error)
	// Waiting locks and reads at most so many ballots that wait, by their tags,
	// which come in no order.
	Waiting(ctx context.Context, id survey.ID, limit int) ([]Ballot, error)
	// Mixed takes the answers out of ballots that are mixed in.
	Mixed(ctx context.Context, id survey.ID, tags []string) error
	// DropBallot removes one, so that it can be cast again.
	DropBallot(ctx context.Context, id survey.ID, tag string) error
	// DropBallots removes the ballots and the drafts of a survey that has ended.
	DropBallots(ctx context.Context, id survey.ID) error
}

// SurveyKeys gives the keys of unlinkable surveys. *survey.Service is one.
type SurveyKeys interface {
	Ages
	SurveyKey(ctx context.Context, id survey.ID) ([]byte, error)
	Ended(ctx context.Context) ([]survey.Survey, error)
	Forget(ctx context.Context, slug string, settle func(ctx context.Context) error) error
}

// secret tells a submission that is cast as a ballot. A file brings what was
// promised elsewhere.
func (in Submission) secret() bool {
	return in.Edition.Version.Mode == survey.Unlinkable && in.Channel != ByImport
}

// UnitOf is the unit of a personal link: the same on every device and in every
// tab. It follows from the invitation, so that a link sent anew meets the same
// response; without the installation's secret nobody guesses it. Where the mode
// is unlinkable it follows from the link's token, which is stored nowhere, and
// from the survey's key: the database alone pairs no link with a ballot, and
// after the key nobody does. The price is that somebody who answered by a link
// that was then replaced can answer again by the new one.
func (s *Service) UnitOf(ctx context.Context, in survey.Invited, token survey.Token) (Unit, error) {
	inv := in.Invitation
	if in.Version.Mode != survey.Unlinkable {
		return "i" + s.keys.derive("invitation", string(inv.SurveyID), string(inv.ID)), nil
	}
	key, err := s.surveys.SurveyKey(ctx, inv.SurveyID)
	if err != nil {
		return "", fmt.Errorf("find ballot of link: %w", err)
	}
	return "b" + Unit(Keyed(key, "ballot", token.Reveal())), nil
}

// Keyed is a hash of parts that only the holder of the key can make.
func Keyed(key []byte, parts ...string) string {
	mac := hmac.New(sha256.New, key)
	for _, part := range parts {
		mac.Write([]byte(part))
		mac.Write([]byte{0})
	}
	return short(mac.Sum(nil))
}

// tagOf is the tag of the ballot with the receipt: whoever holds the receipt
// finds the ballot while the key lasts.
func tagOf(key []byte, receipt string) string { return Keyed(key, "tag", normal(receipt)) }

// cast is the answer of a ballot as it is sealed. Cell is the smallest group its
// version promised.
type cast struct {
	Response Response
	Data     json.RawMessage
	Cell     int
}

// leastSealed is the size below which no sealed text is told from another.
const leastSealed = 4 << 10

// Pad fills JSON up with spaces to the next power of two, so that its length
// tells an answer from few others.
func Pad(plain []byte) []byte {
	size := leastSealed
	for size < len(plain) {
		size *= 2
	}
	return append(plain, strings.Repeat(" ", size-len(plain))...)
}

func (c cast) seal(key []byte) ([]byte, error) {
	c.Response.Data = nil
	plain, err := json.Marshal(c)
	if err != nil {
		return nil, fmt.Errorf("write ballot: %w", err)
	}
	aead, err := sealerOf(key, "ballot")
	if err != nil {
		return nil, fmt.Errorf("seal ballot: %w", err)
	}
	return aead.Seal(nil, nil, Pad(plain), nil), nil
}

func (b Ballot) open(key []byte) (c cast, err error) {
	aead, err := sealerOf(key, "ballot")
	if err != nil {
		return c, fmt.Errorf("open ballot: %w", err)
	}
	plain, err := aead.Open(nil, nil, b.Sealed, nil)
	if err != nil {
		return c, fmt.Errorf("open ballot: %w", errSeal)
	}
	if err := json.Unmarshal(plain, &c); err != nil {
		return c, fmt.Errorf("read ballot: %w", err)
	}
	return c, json.Unmarshal(c.Data, &c.Response.Data)
}

// put stores an answer: as a ballot where the mode is unlinkable, else at once.
func (s *Service) put(ctx context.Context, c Checked) (Outcome, error) {
	if !c.secret() {
		return s.store.Accept(ctx, c.acceptance)
	}
	r := c.acceptance.Response
	key, err := s.surveys.SurveyKey(ctx, r.SurveyID)
	if err != nil {
		return Outcome{}, err
	}
	sealed, err := cast{Response: r, Data: c.acceptance.JSON, Cell: c.Edition.Version.MinCell}.seal(key)
	if err != nil {
		return Outcome{}, err
	}
	stored, err := s.store.Cast(ctx, Ballot{
		SurveyID: r.SurveyID, Tag: tagOf(key, s.keys.receipt(r.SurveyID, r.ID)), Sealed: sealed, DraftKey: c.acceptance.DraftKey,
	})
	return Outcome{Stored: stored, ResponseID: r.ID, ContentHash: r.ContentHash}, err
}

// waiting finds the answer of a ballot that is not mixed in yet; nil if there is
// none.
func (s *Service) waiting(ctx context.Context, id survey.ID, r ID) (*cast, error) {
	key, err := s.surveys.SurveyKey(ctx, id)
	if err != nil {
		return nil, err
	}
	b, err := s.store.BallotOf(ctx, id, tagOf(key, s.keys.receipt(id, r)))
	if err != nil || b == nil || b.Sealed == nil {
		return nil, err
	}
	c, err := b.open(key)
	return &c, err
}

// KnownOf is what a form knows of the invited dealer: what it asks, shows and
// computes may rest on it. One that nobody is to find out knows only what was
// dealt to him, or the answers themselves would tell region or representative.
func KnownOf(mode survey.Mode, inv survey.Invitation) audience.Attributes {
	if mode != survey.Unlinkable {
		return inv.Attributes
	}
	known := audience.Attributes{}
	if dealt, ok := inv.Attributes[answer.DealtAttribute]; ok {
		known[answer.DealtAttribute] = dealt
	}
	return known
}
