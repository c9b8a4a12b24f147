package invitation

// The work of a mailing in the background.

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"dealervoice/survey"
	"dealervoice/survey/fault"
)

// SweepKind is the job that finds mailings that nobody is at; it recurs.
const SweepKind = "mailing.sweep"

// Sweep is the work of that job: whatever became of the jobs, a mailing that is
// open goes on.
func (s *Service) Sweep(ctx context.Context, _ json.RawMessage) error {
	list, err := s.Store.Due(ctx, s.Calendar.Now().Add(-s.Hold))
	if err != nil {
		return fmt.Errorf("find mailings that stand still: %w", err)
	}
	for _, job := range list {
		if err := s.Agenda.PutDown(ctx, Work{Kind: RunKind, Key: string(job.Mailing), Payload: job}); err != nil {
			return err
		}
	}
	return nil
}

// Run is the job of RunKind: it gathers, sends for a while, and puts itself down
// again for the rest.
func (s *Service) Run(ctx context.Context, payload json.RawMessage) error {
	var job Job
	if err := json.Unmarshal(payload, &job); err != nil {
		return fmt.Errorf("read mailing job: %w", err)
	}
	sv, err := s.Surveys.Show(ctx, machine(), job.Survey)
	if gone(err) {
		return nil
	}
	if err != nil {
		return err
	}
	m, err := s.Store.Mailing(ctx, sv.ID, job.Mailing)
	for err == nil {
		switch {
		case !m.Open():
			return nil
		case m.NextAt.After(s.Calendar.Now()):
			return s.putDown(ctx, sv, m)
		case m.State == Scheduled:
			m, err = s.settled(ctx, m, func(next *Mailing) { next.State = Gathering })
		case m.State == Gathering:
			if m, err = s.gather(ctx, sv, m); overtaken(err) {
				m, err = s.Store.Mailing(ctx, sv.ID, job.Mailing)
			}
		default:
			return s.send(ctx, sv, m)
		}
	}
	if gone(err) {
		return nil
	}
	return err
}

// overtaken tells that another job has brought the mailing on meanwhile.
func overtaken(err error) bool {
	f := fault.From(err)
	return f != nil && f.Key == "invite.meanwhile"
}

func gone(err error) bool { return fault.KindOf(err) == fault.KindNotFound }

// shift is how many messages one job sends before it makes room for others.
const shift = 2000

// batch is how many messages are taken at a time.
const batch = 64

// send sends what is due, up to a shift.
func (s *Service) send(ctx context.Context, sv survey.Survey, m Mailing) error {
	now := s.Calendar.Now()
	if sv.State != survey.Open {
		if err := s.Store.DropQueued(ctx, m, "invite.dropped.closed", now); err != nil {
			return fmt.Errorf("drop messages of mailing %s: %w", m.ID, err)
		}
	}
	if err := s.Store.Lost(ctx, m, Uncertain, now); err != nil {
		return fmt.Errorf("find lost messages of mailing %s: %w", m.ID, err)
	}
	c, err := s.crew(ctx, sv, m)
	if err != nil {
		return err
	}
	for sent := 0; sent < shift; {
		n, trouble, err := c.batch(ctx)
		if err != nil {
			return err
		}
		if trouble != "" {
			return s.wait(ctx, sv, m, trouble)
		}
		if n == 0 {
			return s.finish(ctx, sv, m)
		}
		if sent += n; m.Problem != "" {
			if m, err = s.settled(ctx, m, func(next *Mailing) { next.Problem, next.Failures = "", 0 }); err != nil || m.State != Sending {
				return err
			}
		}
		if m, err = s.Store.Mailing(ctx, sv.ID, m.ID); err != nil || m.State != Sending {
			return err
		}
	}
	return s.putDown(ctx, sv, m)
}

// finish ends a mailing that has nothing left, or has it brought on when the
// next message may be tried again.
func (s *Service) finish(ctx context.Context, sv survey.Survey, m Mailing) error {
	left, next, err := s.Store.Waiting(ctx, m)
	if err != nil {
		return fmt.Errorf("count what is left of mailing %s: %w", m.ID, err)
	}
	now := s.Calendar.Now()
	m, err = s.settled(ctx, m, func(after *Mailing) {
		after.Problem, after.Failures = "", 0
		if left == 0 {
			after.State, after.EndedAt = Done, &now
			return
		}
		after.NextAt = next
	})
	if err != nil || !m.Open() {
		return err
	}
	if !m.NextAt.After(now) { // it became due meanwhile, or another held it and let go
		m.NextAt = now.Add(time.Second)
	}
	return s.putDown(ctx, sv, m)
}

// longest is the longest a mailing waits for the other side.
const longest = 15 * time.Minute

// wait puts a mailing off because the other side as a whole cannot be reached.
func (s *Service) wait(ctx context.Context, sv survey.Survey, m Mailing, why string) error {
	m, err := s.settled(ctx, m, func(next *Mailing) {
		next.Problem, next.Failures = why, m.Failures+1
		next.NextAt = s.Calendar.Now().Add(min(5*time.Second<<min(m.Failures, 10), longest))
	})
	if err != nil || !m.Open() {
		return err
	}
	return s.putDown(ctx, sv, m)
}
