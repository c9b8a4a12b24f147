package invitation

import (
	"context"
	"time"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/calendar"
	"dealervoice/survey/port"
)

// Surveys makes the links. *survey.Service is one.
type Surveys interface {
	List(ctx context.Context, v access.Viewer) ([]survey.Survey, error)
	Show(ctx context.Context, v access.Viewer, slug string) (survey.Survey, error)
	PublishedVersion(ctx context.Context, id survey.ID, n survey.Number) (*survey.Edition, error)
	Ask(ctx context.Context, v access.Viewer, a survey.Asking) ([]survey.Invitation, error)
	Tokens(ctx context.Context, slug string, ids []survey.InvitationID) (map[survey.InvitationID]survey.Token, error)
}

// Work is something to be done at a time.
type Work struct {
	Kind    string
	Key     string // equal work that waits already is one
	Payload any
	At      time.Time // zero: now
}

// Agenda puts work down in the transaction of ctx.
type Agenda interface {
	PutDown(ctx context.Context, w Work) error
}

// Service holds the use cases.
type Service struct {
	Needs
}

// Needs is what the service is made of.
type Needs struct {
	Store    Store
	Surveys  Surveys
	Roster   *audience.Roster
	Tx       port.Tx
	Trail    port.Trail
	Agenda   Agenda
	Calendar calendar.Calendar
	Budget   Budget              // nil: nobody is asked too often
	Carriers map[Channel]Carrier // a channel that is missing is not set up
	BaseURL  string              // what links begin with
	Hooks    HookStore
	Line     Line
	Hold     time.Duration // how long a message is held by who takes it; default 10 minutes
}

// New makes the service.
func New(n Needs) *Service {
	if n.Hold <= 0 {
		n.Hold = 10 * time.Minute
	}
	return &Service{Needs: n}
}

// Can tells whether a channel is set up.
func (s *Service) Can(c Channel) bool { return s.Carriers[c] != nil }

// machine is whom background work acts as where nobody's scope matters.
func machine() access.Viewer { return access.Machine("mailing") }
