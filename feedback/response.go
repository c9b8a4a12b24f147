package feedback

// What is stored of an answer.

import (
	"time"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/language"
)

// Channel is the way a response came in.
type Channel string

// The channels.
const (
	ByForm   Channel = "form"
	ByAPI    Channel = "api"
	ByImport Channel = "import"
)

// Response is one set of answers to one version of a survey. It never changes.
type Response struct {
	SurveyID    survey.ID     `gorm:"primaryKey"`
	ID          ID            `gorm:"primaryKey"`
	Version     survey.Number // the version that was filled
	Channel     Channel
	Language    language.Tag        // in which the form was sent; "" if unknown
	Wave        int                 // 0 if unknown
	SubmittedAt *time.Time          // nil: unknown, or the mode keeps no times
	Data        answer.Data         `gorm:"serializer:json"` // what completion stores
	Attributes  audience.Attributes `gorm:"serializer:json"` // what it is counted under, as it was then
	Region      string              // with Area and Rep: the place, for scope
	Area        string
	Rep         string
	ContentHash string   // of the answers as sent: tells a retry from another answer
	SentHash    string   // of what the form itself carried, where a draft added to it; else ""
	Quarantined bool     // held back: counted nowhere until released
	OverQuota   string   // held back because this cell of a quota was full; "" for none
	Places      []string `gorm:"serializer:json"` // the cells of quotas it needed a place in; one over a quota took none
	Consent     string   // which statement its respondent read, by its id (survey.Consent); "" for none
}

// Place is where the respondent stood.
func (r Response) Place() access.Place {
	return access.Place{Region: r.Region, Area: r.Area, Rep: r.Rep}
}

// Participation says that an invited dealer has answered. It is kept apart from
// the response, and not at all where the mode is unlinkable.
type Participation struct {
	SurveyID     survey.ID           `gorm:"primaryKey"`
	InvitationID survey.InvitationID `gorm:"primaryKey"`
	Wave         int
	ResponseID   ID
	At           time.Time
	Link         LinkTag // the only link that is told of the answer; "" for all
}

// Receipt is what the respondent gets. Code is the same for every retry.
type Receipt struct {
	ID    ID
	Code  string
	Again bool   // the response was there already
	Over  string // the cell of a quota that was full: it is kept and not counted; "" for none
}
