package survey

import (
	"time"

	"dealervoice/survey/language"
)

// ID identifies a survey in every table; random, never shown.
type ID string

// Number counts the published versions of a survey from 1.
type Number int

// State says what may be done with a survey.
type State string

// The states.
const (
	Draft  State = "draft"     // never published
	Open   State = "published" // takes answers
	Closed State = "closed"    // takes none; may be reopened
)

// Head is what every look-up of a form needs to know of its survey.
type Head struct {
	ID      ID     `gorm:"primaryKey"`
	Slug    string // in addresses: "dealer-quarterly"
	Code    string // in front of personal links: "7K3Q"
	State   State
	Current Number // the version that answers now; 0 before the first
	Wave    int    // counted from 1; answers and invitations belong to one
}

// Survey is a survey with what is being written.
type Survey struct {
	Head        `gorm:"embedded"`
	Title       language.Text `gorm:"embedded;embeddedPrefix:title_"`
	Source      string        // the draft: SurveyJS JSON as it was given
	CreatedAt   time.Time
	UpdatedAt   time.Time
	PublishedAt *time.Time
	ClosedAt    *time.Time
}
