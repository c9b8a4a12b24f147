package survey

import (
	"time"

	"dealervoice/survey/access"
	"dealervoice/survey/audience"
)

// InvitationID identifies an invitation within its survey; random.
type InvitationID string

// Invitation asks one dealer in one wave. It never changes; its links may.
type Invitation struct {
	SurveyID   ID           `gorm:"primaryKey"`
	ID         InvitationID `gorm:"primaryKey"`
	Wave       int
	DealerCode audience.Code
	DealerName string
	Region     string // with Area and Rep: the dealer's place when invited, for scope
	Area       string
	Rep        string
	Attributes audience.Attributes `gorm:"serializer:json"` // what the answer is counted under
	CreatedAt  time.Time
}

// Place is where the invited dealer stood.
func (i Invitation) Place() access.Place {
	return access.Place{Region: i.Region, Area: i.Area, Rep: i.Rep}
}

// LinkState says whether a link still opens the form.
type LinkState string

// The states of a link.
const (
	LinkOpen      LinkState = "open"
	LinkReplaced  LinkState = "replaced"  // a newer link was made
	LinkWithdrawn LinkState = "withdrawn" // taken back
)

// Invited is what a personal link opens.
type Invited struct {
	Published
	Invitation Invitation
}

// Issued is an invitation with its link's secret, which is known only now.
type Issued struct {
	Invitation Invitation
	Token      Token
}
