package feedback

// What the use cases need of a database.

import (
	"context"

	"dealervoice/feedback/quota"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
)

// Acceptance is everything that one submitted answer writes.
type Acceptance struct {
	Response      Response
	JSON          []byte         // the response's data as JSON; nil: to be written from it
	Participation *Participation // nil: nobody invited, or not to be known
	Link          LinkTag        // by which it came; "" where nobody was invited or the mode keeps no link
	DraftKey      string         // the draft that is done with; "" for none
	Claim         *quota.Claim   // the places that it needs; nil: none
}

// Outcome is what stands after an acceptance.
type Outcome struct {
	Stored      bool // false: there was a response of this unit already
	ContentHash string
	ResponseID  ID
	Over        string // the cell of a quota that was full, so that it is held back; "" for none
}

// TagKind is the job that an accepted response starts, with a TagJob.
const TagKind = "tag.response"

// TagJob names the responses of a survey whose texts are to be read.
type TagJob struct {
	Survey    survey.ID `json:"survey"`
	Responses []ID      `json:"responses"`
}

// TagSurveyKind is the job that many accepted at once start, with a TagSurveyJob:
// one for all of them.
const TagSurveyKind = "tag.survey"

// TagSurveyJob names the survey whose unread responses are to be read.
type TagSurveyJob struct {
	Survey survey.ID `json:"survey"`
}

// Store keeps responses, participations and drafts.
type Store interface {
	BallotStore
	HeldStore
	// Accept writes the response with all that belongs to it, the tagging job
	// included, in one transaction, or nothing if there is one already.
	Accept(ctx context.Context, a Acceptance) (Outcome, error)
	// AcceptAll is Accept for many in one transaction.
	AcceptAll(ctx context.Context, list []Acceptance) ([]Outcome, error)
	// Stored gives the hashes of a response; none if there is no such response.
	Stored(ctx context.Context, id survey.ID, r ID) (Hashes, error)
	// StoredBy gives the hashes of what came by a link of an invitation, as far
	// as the link is told of it, whether it was stored or set aside.
	StoredBy(ctx context.Context, by Sender) (Hashes, error)
	// SetAside notes what came by a link of an invitation that was answered by
	// another one, unless something came by it before.
	SetAside(ctx context.Context, by Sender, h Hashes) error
	// VersionOf gives the version that a response was filled on; 0 if there is
	// no such response.
	VersionOf(ctx context.Context, id survey.ID, r ID) (survey.Number, error)

	// Draft finds a draft; nil if there is none.
	Draft(ctx context.Context, id survey.ID, key string) (*Draft, error)
	// Standing finds the draft and the participation of an invitation by one
	// read; nil for what is not there or, of the participation, what the
	// sender's link is not told.
	Standing(ctx context.Context, key string, by Sender) (*Draft, *Participation, error)
	// SaveDraft writes the draft over an older one and returns its revision.
	SaveDraft(ctx context.Context, d Draft) (revision int, err error)
	// ExpireDrafts removes drafts last kept before the day.
	ExpireDrafts(ctx context.Context, before calendar.Day) (int, error)

	// Page reads responses of a survey in the order of their ids, as far as the
	// viewer's scope reaches.
	Page(ctx context.Context, v access.Viewer, q Query) ([]Response, error)
	// ByHead lists the responses, but for imported ones, whose ids begin so.
	ByHead(ctx context.Context, id survey.ID, head string) ([]Response, error)
	// Remove deletes a response with all that hangs on it, and gives the
	// participation that ended with it; nil if there was none.
	Remove(ctx context.Context, id survey.ID, r ID) (*Participation, error)
	// RemoveSome deletes so many responses of a survey and tells how many.
	RemoveSome(ctx context.Context, id survey.ID, limit int) (int, error)
	// Clear deletes what else tells who was asked in a survey, and tells how many
	// were.
	Clear(ctx context.Context, id survey.ID) (asked int, err error)
	// Identity finds a response of the viewer's scope with the dealer behind it.
	Identity(ctx context.Context, v access.Viewer, id survey.ID, r ID) (Identity, error)
}
