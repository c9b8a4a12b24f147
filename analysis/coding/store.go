package coding

import (
	"context"

	"dealervoice/feedback"
	"dealervoice/survey"
)

// Store keeps codebooks and tags. Each method joins the transaction of ctx.
type Store interface {
	ModelStore
	RunStore

	// Newest is the version in use; Number is 0 where there is none yet.
	Newest(ctx context.Context) (Version, error)
	// Version finds a version by number; a fault of KindNotFound if there is none.
	Version(ctx context.Context, number int) (Version, error)
	Versions(ctx context.Context) ([]Version, error) // newest first, without books
	// AddVersion is a conflict where the number is taken.
	AddVersion(ctx context.Context, v Version) error

	// Unread lists counted responses that the tagger has not read.
	Unread(ctx context.Context, q UnreadQuery) ([]feedback.Response, error)
	// SaveReadings puts readings of one survey in place of older ones. Tags of
	// persons stay. Figures follow when the survey's revision is moved on.
	SaveReadings(ctx context.Context, id survey.ID, list []Reading) error
	// AnyUnread tells whether there is a counted response that the tagger has not
	// read.
	AnyUnread(ctx context.Context, tagger string) (bool, error)

	// Candidates lists those that wait for a decision, the most frequent first.
	Candidates(ctx context.Context) ([]Candidate, error)
	// ReplaceProposed puts the list in place of those that wait; what was decided
	// on stays decided.
	ReplaceProposed(ctx context.Context, list []Candidate) error
	// Decide notes what became of a waiting candidate; a conflict if it does not
	// wait.
	Decide(ctx context.Context, c Candidate) error
}

// UnreadQuery asks for at most Limit responses by id; Only, where not empty, narrows
// it to some, After to those with greater ids.
type UnreadQuery struct {
	Survey survey.ID
	Tagger string
	Only   []feedback.ID
	After  feedback.ID
	Limit  int
}
