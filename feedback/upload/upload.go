package upload

import (
	"context"

	"dealervoice/survey"
	"dealervoice/survey/answer"
	"dealervoice/survey/calendar"
)

// The limits of files on their way.
const (
	MaxBytes    = answer.MaxUpload // of one
	MaxPerForm  = 40               // of one form, also those taken away again
	MaxWaiting  = 1 << 30          // bytes of all that wait in a survey
	thumbPoints = 240              // the longer side of the small picture
)

// Ref names a file in an answer.
type Ref string

// Content is how an answer holds the reference.
func (r Ref) Content() string { return answer.UploadPrefix + string(r) }

// Upload is a file as it is stored.
type Upload struct {
	SurveyID survey.ID
	ID       string
	Owner    string // of the form it waits with; "" once an answer holds it
	Kind     string
	Bytes    int
	Day      calendar.Day
	Content  []byte // sealed
	Thumb    []byte // sealed; nil: there is none
}

// Waiting counts the files that no answer holds yet.
type Waiting struct {
	Files int   // of the form
	Bytes int64 // of all forms of the survey
}

// Store keeps uploads.
type Store interface {
	// Put writes an upload; where there is one of the id already it stays.
	Put(ctx context.Context, u Upload) error
	// Waiting counts what waits with the owner and in the survey.
	Waiting(ctx context.Context, id survey.ID, owner string) (Waiting, error)
	// Get finds an upload; nil if there is none.
	Get(ctx context.Context, id survey.ID, upload string) (*Upload, error)
	// Claim gives those of the list that wait with the owner to the answer, and
	// tells how many; the owner's others go.
	Claim(ctx context.Context, id survey.ID, owner string, list []string) (claimed int, err error)
	// Drop removes those of the list that answers hold.
	Drop(ctx context.Context, id survey.ID, list []string) error
	// Expire removes what has waited since before the day.
	Expire(ctx context.Context, before calendar.Day) (int, error)
}

// Sent is a file as somebody sends it.
type Sent struct {
	Name string
	Kind string // as the browser says
	Body []byte
}

// Kept says what became of it.
type Kept struct {
	Ref  Ref
	Name string
	Kind string
}
