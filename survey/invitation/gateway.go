package invitation

// The other company's program that sends text messages and WeChat messages.

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// Hook is where the gateway is called. There is one at most.
type Hook struct {
	URL       string
	Salt      string     // its secret follows from it, and from a key outside the database
	Off       string     // message key: why it is not called; "" in use
	Failing   *time.Time // since when nothing went through
	ChangedBy string
	ChangedAt time.Time
}

// Delivery is one call of the gateway.
type Delivery struct {
	ID           int64
	Tag          Tag // the id it is told
	SurveyID     survey.ID
	MailingID    ID
	InvitationID survey.InvitationID
	At           time.Time
	Status       int    // of HTTP; 0 for no answer
	Problem      string // message key; "" if it was taken
	Millis       int
}

// HookStore keeps the gateway and its calls.
type HookStore interface {
	Hook(ctx context.Context) (*Hook, error) // nil: none is set up
	SaveHook(ctx context.Context, h Hook) error
	AddDelivery(ctx context.Context, d Delivery) error // its message is known by the tag
	// Deliveries lists the calls of a mailing in the viewer's scope, the latest
	// first.
	Deliveries(ctx context.Context, v access.Viewer, id survey.ID, m ID) ([]Delivery, error)
	// Calls lists the latest calls of all mailings in the viewer's scope, but for
	// reminders of surveys that promised to tell nobody who answered.
	Calls(ctx context.Context, v access.Viewer, limit int) ([]Delivery, error)
	RequeueOne(ctx context.Context, id survey.ID, m ID, t Tag, now time.Time) (bool, error)
}

// Line knows how the gateway is called.
type Line interface {
	Check(ctx context.Context, url string) error // a fault of the field "url"
	Secret(salt string) (string, error)
}

// Hook shows the gateway; nil if none is set up.
func (s *Service) Hook(ctx context.Context, v access.Viewer) (*Hook, error) {
	if !v.May(access.UserManage) {
		return nil, fault.Forbidden("fault.forbidden")
	}
	return s.Hooks.Hook(ctx)
}

// Call is a call of the gateway beside the survey it was made for.
type Call struct {
	Delivery
	Survey survey.Survey
}

// maxCalls bounds the log of calls.
const maxCalls = 100

// Calls lists the latest calls of the gateway for whoever looks after it. Those that
// would tell who has answered are left out: a reminder that was sent says who has not.
func (s *Service) Calls(ctx context.Context, v access.Viewer) ([]Call, error) {
	if !v.May(access.UserManage) {
		return nil, fault.Forbidden("fault.forbidden")
	}
	list, err := s.Hooks.Calls(ctx, v, maxCalls)
	if err != nil {
		return nil, fmt.Errorf("list calls of the gateway: %w", err)
	}
	if len(list) == 0 {
		return nil, nil
	}
	surveys, err := s.Surveys.List(ctx, v)
	if err != nil {
		return nil, err
	}
	by := map[survey.ID]survey.Survey{}
	for _, sv := range surveys {
		by[sv.ID] = sv
	}
	out := make([]Call, len(list))
	for i, d := range list {
		out[i] = Call{Delivery: d, Survey: by[d.SurveyID]}
	}
	return out, nil
}

// SetHook sets the gateway's address and makes a new secret, which is known only
// now. An empty address turns it off.
func (s *Service) SetHook(ctx context.Context, v access.Viewer, url string) (secret string, err error) {
	if !v.May(access.UserManage) {
		return "", fault.Forbidden("fault.forbidden")
	}
	h := Hook{URL: url, Salt: rand.Text(), ChangedBy: v.Name, ChangedAt: s.Calendar.Now()}
	if url == "" {
		h.Off = "gateway.off.staff"
	} else if err := s.Line.Check(ctx, url); err != nil {
		return "", err
	}
	if secret, err = s.Line.Secret(h.Salt); err != nil {
		return "", fmt.Errorf("make the gateway's secret: %w", err)
	}
	return secret, s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Hooks.SaveHook(ctx, h); err != nil {
			return fmt.Errorf("save the gateway: %w", err)
		}
		return s.Trail.Record(ctx, v, port.Entry{Action: "gateway.set", Kind: "gateway", ID: "1", Detail: map[string]any{"off": h.Off != ""}})
	})
}

// Deliveries lists the calls for a mailing; none where they would tell who has
// answered.
func (s *Service) Deliveries(ctx context.Context, v access.Viewer, l Listed) ([]Delivery, error) {
	if l.Step > 0 || l.Channel != Gateway {
		return nil, nil
	}
	return s.Hooks.Deliveries(ctx, v, l.SurveyID, l.ID)
}

// Replay calls the gateway for one message again, under the same id.
func (s *Service) Replay(ctx context.Context, v access.Viewer, job Job, raw string) error {
	tag, ok := ParseTag(raw)
	if !ok || !v.May(access.Invite) {
		return fault.Forbidden("fault.forbidden")
	}
	l, err := s.Mailing(ctx, v, job)
	if err != nil || l.Step > 0 || l.Channel != Gateway || l.State == Stopped {
		return err
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		now := s.Calendar.Now()
		ok, err := s.Hooks.RequeueOne(ctx, l.SurveyID, l.ID, tag, now)
		if err != nil || !ok {
			return err
		}
		sv, err := s.Surveys.Show(ctx, v, job.Survey)
		if err != nil {
			return err
		}
		m := l.Mailing
		if m.State, m.EndedAt, m.NextAt = Sending, nil, now; l.State != Done && l.State != Sending {
			return nil
		}
		if err := s.change(ctx, l.Mailing, m); err != nil {
			return err
		}
		if err := s.record(ctx, v, "mailing.replay", sv, m); err != nil {
			return err
		}
		return s.putDown(ctx, sv, m)
	})
}
