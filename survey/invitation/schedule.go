package invitation

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// RunKind is the job that brings a mailing on, with a Job.
const RunKind = "mailing.run"

// Job names a mailing.
type Job struct {
	Survey  string `json:"survey"` // slug
	Mailing ID     `json:"mailing"`
}

// Schedule puts a mailing down, to begin on its day. Who gets it is decided when
// it begins, by the roster and the answers of then; the plan that was looked at
// is what it would be today.
func (s *Service) Schedule(ctx context.Context, v access.Viewer, r Request) (Mailing, error) {
	sv, err := s.mayPlan(ctx, v, r)
	if err != nil {
		return Mailing{}, err
	}
	if !s.Can(r.Channel) {
		return Mailing{}, fault.Invalid(fault.Field{Path: "channel", Key: "invite.no_channel"})
	}
	who, err := json.Marshal(v)
	if err != nil {
		return Mailing{}, fmt.Errorf("schedule a mailing: %w", err)
	}
	now := s.Calendar.Now()
	m := Mailing{
		SurveyID: sv.ID, ID: ID(rand.Text()), Wave: sv.Wave, Kind: r.Kind, Channel: r.Channel, Who: r.Who, State: Scheduled,
		Filter: r.Filter, Beyond: r.Beyond, DueAt: now, NextAt: now, Viewer: string(who), CreatedBy: v.Name, CreatedAt: now,
	}
	if r.Day > s.Calendar.Today() {
		if m.DueAt, err = s.morning(r); err != nil {
			return Mailing{}, err
		}
		m.NextAt = m.DueAt
	}
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.AddMailing(ctx, m); err != nil {
			return err
		}
		if err := s.record(ctx, v, "mailing.schedule", sv, m); err != nil {
			return err
		}
		return s.putDown(ctx, sv, m)
	})
	if err != nil {
		return Mailing{}, fmt.Errorf("schedule a mailing of survey %s: %w", r.Slug, err)
	}
	return m, nil
}

// morning is nine o'clock of the day asked for: nobody is written to at night.
func (s *Service) morning(r Request) (time.Time, error) {
	at, err := r.Day.Start(s.Calendar.Zone)
	return at.Add(9 * time.Hour).UTC(), err
}

// putDown has a mailing brought on when it may.
func (s *Service) putDown(ctx context.Context, sv survey.Survey, m Mailing) error {
	w := Work{Kind: RunKind, Key: string(m.ID), Payload: Job{Survey: sv.Slug, Mailing: m.ID}}
	if m.NextAt.After(s.Calendar.Now()) {
		w.At = m.NextAt
		w.Key += "@" + strconv.FormatInt(m.NextAt.Unix(), 10)
	}
	return s.Agenda.PutDown(ctx, w)
}

func (s *Service) record(ctx context.Context, v access.Viewer, action string, sv survey.Survey, m Mailing) error {
	return s.Trail.Record(ctx, v, port.Entry{Action: action, Kind: "survey", ID: sv.Slug, Detail: map[string]any{
		"mailing": m.ID, "kind": m.Kind, "channel": m.Channel, "wave": m.Wave,
	}})
}

// find finds a mailing of a survey that the viewer may see.
func (s *Service) find(ctx context.Context, v access.Viewer, job Job) (survey.Survey, Mailing, error) {
	sv, err := s.Surveys.Show(ctx, v, job.Survey)
	if err != nil {
		return sv, Mailing{}, err
	}
	m, err := s.Store.Mailing(ctx, sv.ID, job.Mailing)
	return sv, m, err
}

// Act is what staff do to a mailing.
type Act string

// The acts.
const (
	Halt   Act = "stop"
	Resume Act = "resume"
	Again  Act = "again" // send what is uncertain or was refused once more
)

// Do does an act. Doing it twice is doing it once.
func (s *Service) Do(ctx context.Context, v access.Viewer, act Act, job Job) error {
	if !v.May(access.Invite) {
		return fault.Forbidden("fault.forbidden")
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		sv, was, err := s.find(ctx, v, job)
		if err != nil {
			return err
		}
		m, now := was, s.Calendar.Now()
		m.NextAt, m.Problem, m.Failures = now, "", 0
		switch {
		case act == Halt && was.Open():
			m.State, m.EndedAt = Stopped, &now
		case act == Resume && was.State == Stopped:
			m.State, m.EndedAt = resumed(was), nil
			if m.State == Scheduled {
				m.NextAt = m.DueAt
			}
		case act == Again && (was.State == Done || was.State == Sending):
			n, err := s.requeue(ctx, was)
			if err != nil || n == 0 {
				return err
			}
			m.State, m.EndedAt = Sending, nil
		default:
			return nil
		}
		if err := s.change(ctx, was, m); err != nil {
			return err
		}
		if err := s.record(ctx, v, "mailing."+string(act), sv, m); err != nil || !m.Open() {
			return err
		}
		return s.putDown(ctx, sv, m)
	})
}

// resumed is where a stopped mailing goes on.
func resumed(m Mailing) State {
	switch {
	case m.Cursor == gathered:
		return Sending
	case m.Cursor != "":
		return Gathering
	}
	return Scheduled
}

// requeue gives another chance to what may be sent again: by hand alone.
func (s *Service) requeue(ctx context.Context, m Mailing) (n int, err error) {
	for _, from := range []MessageState{Uncertain, Failed, Returned} {
		k, err := s.Store.Requeue(ctx, m, from, s.Calendar.Now())
		if err != nil {
			return n, fmt.Errorf("queue messages again: %w", err)
		}
		n += k
	}
	return n, nil
}

// change writes a mailing, unless somebody else has meanwhile.
func (s *Service) change(ctx context.Context, was, m Mailing) error {
	ok, err := s.Store.Change(ctx, was, m)
	if err == nil && !ok {
		err = fault.Conflict("invite.meanwhile", nil)
	}
	return err
}
