package survey

import "time"

// Link is a personal link as it is stored: the hash of its token.
type Link struct {
	SurveyID     ID     `gorm:"primaryKey"`
	TokenHash    string `gorm:"primaryKey"`
	InvitationID InvitationID
	State        LinkState
	CreatedAt    time.Time
	EndedAt      *time.Time
	Salt         string // the token follows from it and a key outside the database; "": it was drawn and nobody can make it again
}

// Opened is what one read finds behind a link.
type Opened struct {
	Head       Head
	Invitation Invitation
	Link       LinkState
}

// InvitationQuery narrows a list of invitations.
type InvitationQuery struct {
	SurveyID ID
	Wave     int // 0: all
}

// Listed is an invitation with the state of its newest link.
type Listed struct {
	Invitation Invitation
	Link       LinkState
}

// Withdrawal names the invitations whose links end.
type Withdrawal struct {
	SurveyID ID
	IDs      []InvitationID
	At       time.Time
}
