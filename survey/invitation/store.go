package invitation

import (
	"context"
	"time"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/language"
)

// Claim asks for messages of a mailing that are due.
type Claim struct {
	Survey  survey.ID
	Mailing ID
	Attempt string
	Most    int
	Now     time.Time
	Until   time.Time // how long they are held
}

// Fate is what became of a message under an attempt.
type Fate struct {
	Message
	To     MessageState
	NextAt time.Time
	Now    time.Time
}

// Reminding asks for those who may be reminded.
type Reminding struct {
	Survey     survey.ID
	Wave       int
	Everybody  bool      // who answered is not known
	LastBefore time.Time // the last message, or the link, is older
	Most       int       // reminders so far are fewer
	After      survey.InvitationID
	Limit      int
}

// Remindable is one of them.
type Remindable struct {
	InvitationID survey.InvitationID
	DealerCode   audience.Code
}

// Stop is an address that gets nothing more.
type Stop struct {
	Address string `gorm:"primaryKey"`
	Reason  string // unsubscribed, bounced
	Detail  string
	At      time.Time
}

// The reasons of a stop.
const (
	Unsubscribed = "unsubscribed"
	NoMailbox    = "bounced"
)

// Text is what a survey says in its own words.
type Text struct {
	SurveyID survey.ID    `gorm:"primaryKey"`
	Kind     Kind         `gorm:"primaryKey"`
	Language language.Tag `gorm:"primaryKey"`
	Subject  string
	Intro    string
}

// Store keeps mailings and messages. Methods that do not find theirs return a
// fault of KindNotFound.
type Store interface {
	WaitStore
	AddMailing(ctx context.Context, m Mailing) error
	Mailing(ctx context.Context, id survey.ID, m ID) (Mailing, error)
	Mailings(ctx context.Context, id survey.ID) ([]Mailing, error) // newest first
	// Change writes a mailing over one that stands as was; false if it does not.
	Change(ctx context.Context, was, m Mailing) (bool, error)
	// Due lists the open mailings that could go on since before.
	Due(ctx context.Context, before time.Time) ([]Job, error)

	// Learn tells the database how large its tables have become: what it planned
	// when they were empty takes ever longer.
	Learn(ctx context.Context) error
	AddMessages(ctx context.Context, list []Message) error // those there are stay
	// Claim takes messages: queued ones that are due, and those somebody held
	// too long while nothing was handed over.
	Claim(ctx context.Context, c Claim) ([]Message, error)
	// Lost gives a new state to those that somebody held too long while they
	// were being handed over.
	Lost(ctx context.Context, m Mailing, to MessageState, now time.Time) error
	// Handing is the point of no return; false if another has the message.
	Handing(ctx context.Context, m Message, now time.Time) (bool, error)
	Settle(ctx context.Context, f Fate) error
	// Release queues again what an attempt took and did not come to.
	Release(ctx context.Context, m Mailing, attempt string, now time.Time) error
	// DropQueued drops all that wait, with the key of the reason.
	DropQueued(ctx context.Context, m Mailing, why string, now time.Time) error
	// Requeue gives messages of a state another chance.
	Requeue(ctx context.Context, m Mailing, from MessageState, now time.Time) (int, error)
	// Waiting tells how many are left and when the next of them can go on.
	Waiting(ctx context.Context, m Mailing) (n int, next time.Time, err error)

	Tallies(ctx context.Context, v access.Viewer, id survey.ID) (map[ID]Tally, error)
	People(ctx context.Context, v access.Viewer, q Query) (list []Person, total int, err error)
	ByTag(ctx context.Context, t Tag) (Message, error)

	Invited(ctx context.Context, id survey.ID, wave int, codes []audience.Code) (map[audience.Code]bool, error)
	Unreached(ctx context.Context, id survey.ID, wave int, codes []audience.Code) (map[audience.Code]bool, error)
	Remindable(ctx context.Context, r Reminding) ([]Remindable, error)
	Answered(ctx context.Context, id survey.ID, of []survey.InvitationID) (map[survey.InvitationID]bool, error)

	Stops(ctx context.Context, addresses []string) (map[string]Stop, error)
	AddStop(ctx context.Context, s Stop) error // the first reason stays, but leaving outweighs bouncing
	RemoveStop(ctx context.Context, address string) error

	Texts(ctx context.Context, id survey.ID) ([]Text, error)
	SaveText(ctx context.Context, t Text) error // empty: the usual words
	Rule(ctx context.Context, id survey.ID) (Rule, error)
	SaveRule(ctx context.Context, r Rule) error
}
