package invitation

import (
	"time"

	"dealervoice/survey"
	"dealervoice/survey/audience"
	"dealervoice/survey/language"
)

// ID identifies a mailing within its survey; random.
type ID string

// Kind says what a mailing is for.
type Kind string

// The kinds.
const (
	Invite   Kind = "invite"
	Reminder Kind = "reminder"
)

// Channel is the way messages go.
type Channel string

// The channels.
const (
	Mail    Channel = "mail"
	Gateway Channel = "gateway" // text messages and WeChat, by another company's program
)

// Who says which dealers of the filter a mailing is for.
type Who string

// The choices.
const (
	Fresh     Who = "new"       // not invited in the wave yet
	Unreached Who = "unreached" // no message of the wave came through
	Unsettled Who = "open"      // of reminders: have not answered, as far as it may be known
)

// Beyond says what becomes of dealers whom the budget refuses.
type Beyond string

// The choices.
const (
	LeaveOut Beyond = ""
	Queue    Beyond = "queue" // asked on the first day on which they may be
)

// State is how far a mailing is.
type State string

// The states of a mailing.
const (
	Scheduled State = "planned"
	Gathering State = "gathering" // messages are being put down
	Sending   State = "sending"
	Done      State = "done"
	Stopped   State = "stopped" // by staff; may be resumed
)

// Mailing is one sending to many.
type Mailing struct {
	SurveyID  survey.ID `gorm:"primaryKey"`
	ID        ID        `gorm:"primaryKey"`
	Wave      int
	Kind      Kind
	Channel   Channel
	Who       Who
	State     State
	Filter    audience.Filter `gorm:"serializer:json"`
	DueAt     time.Time
	Cursor    string // how far gathering got
	Total     int    // messages
	LeftOut   int    // dealers that could not or must not be asked
	Problem   string // message key: why it waits; "" for none
	Failures  int    // in a row
	NextAt    time.Time
	Beyond    Beyond
	Source    ID     // the mailing whose waiting dealers it asks; "" for none
	Viewer    string // JSON: who asked, with the scope of then
	CreatedBy string
	CreatedAt time.Time
	EndedAt   *time.Time
}

// Open tells whether there is something left to do.
func (m Mailing) Open() bool {
	return m.State == Scheduled || m.State == Gathering || m.State == Sending
}

// MessageState is what became of a message.
type MessageState string

// The states of a message.
const (
	Queued    MessageState = "queued"
	Taken     MessageState = "sending"   // somebody is at it; nothing was handed over
	Handing   MessageState = "handing"   // it may have been handed over
	Sent      MessageState = "sent"      // the other side has taken it
	Bounced   MessageState = "bounced"   // there is no such address
	Returned  MessageState = "returned"  // it came back: a full mailbox, a filter
	Failed    MessageState = "failed"    // the other side refused it
	Uncertain MessageState = "uncertain" // nobody knows whether it was taken
	Dropped   MessageState = "dropped"   // it was not needed, or must not be sent
)

// States lists them in the order pages show them.
func States() []MessageState {
	return []MessageState{Sent, Queued, Taken, Handing, Uncertain, Returned, Bounced, Failed, Dropped}
}

// Message is one message to one invited dealer.
type Message struct {
	SurveyID     survey.ID           `gorm:"primaryKey"`
	MailingID    ID                  `gorm:"primaryKey"`
	InvitationID survey.InvitationID `gorm:"primaryKey"`
	Tag          Tag
	Address      string
	Name         string
	Language     language.Tag
	State        MessageState
	Attempt      string // who is at it
	Tries        int
	NextAt       time.Time
	Code         int
	Detail       string // what the other side said, or the key of why it was dropped
	At           time.Time
}

// Person is an invited dealer and the last message to it.
type Person struct {
	Message
	DealerCode audience.Code
	DealerName string
	Region     string
	Area       string
}

// Query narrows a list of messages of one mailing.
type Query struct {
	Survey  survey.ID
	Mailing ID
	State   MessageState // "": all
	Search  string       // part of code, name or address
	Limit   int
}

// Tally counts the messages of a mailing by state.
type Tally map[MessageState]int

// Total is the number of all.
func (t Tally) Total() (n int) {
	for _, k := range t {
		n += k
	}
	return n
}

// Finished is the number of those that nothing more happens to by itself.
func (t Tally) Finished() int { return t.Total() - t[Queued] - t[Taken] - t[Handing] }

// Listed is a mailing with its tally as the viewer may know it.
type Listed struct {
	Mailing
	Tally Tally
	Step  int // 0: exact; else numbers are rounded down to a multiple, and no person is shown
}

// Arrived is the number that the other side has taken.
func (l Listed) Arrived() int { return l.Tally[Sent] }

// Percent is how much of the mailing is through.
func (l Listed) Percent() int {
	if n := l.Tally.Total(); n > 0 {
		return 100 * l.Tally.Finished() / n
	}
	return 0
}

// hidden tells whether the mailing betrays who answered.
func hidden(kind Kind, mode survey.Mode) bool {
	return kind == Reminder && mode == survey.Confidential
}

// Rule says how often a survey reminds.
type Rule struct {
	SurveyID survey.ID `gorm:"primaryKey"`
	Days     int       // least between two messages to a dealer
	Most     int       // reminders to a dealer in a wave
}

// DefaultRule holds where a survey has none of its own.
func DefaultRule(id survey.ID) Rule { return Rule{SurveyID: id, Days: 4, Most: 2} }
