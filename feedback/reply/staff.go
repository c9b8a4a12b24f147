package reply

// What staff do: read what was written, and write.

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

// Listed is a thread beside its survey.
type Listed struct {
	Thread
	Survey survey.Survey
}

// Inbox lists the threads that the viewer may read, those that wait first.
func (s *Service) Inbox(ctx context.Context, v access.Viewer) ([]Listed, error) {
	by, ids, err := s.mine(ctx, v)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	list, err := s.Store.Inbox(ctx, v, ids, maxInbox)
	if err != nil {
		return nil, fmt.Errorf("list threads: %w", err)
	}
	out := make([]Listed, len(list))
	for i, t := range list {
		out[i] = Listed{Thread: t, Survey: by[t.SurveyID]}
	}
	return out, nil
}

// Waiting counts the threads that wait for a reply of the viewer.
func (s *Service) Waiting(ctx context.Context, v access.Viewer) (int, error) {
	if !v.May(access.AnswerReply) {
		return 0, nil
	}
	_, ids, err := s.mine(ctx, v)
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	return s.Store.CountWaiting(ctx, v, ids)
}

// mine lists the surveys with threads that the viewer may read.
func (s *Service) mine(ctx context.Context, v access.Viewer) (map[survey.ID]survey.Survey, []survey.ID, error) {
	if !v.May(access.AnswerReply) {
		return nil, nil, fault.Forbidden("fault.forbidden")
	}
	with, err := s.Store.WithThreads(ctx)
	if err != nil || len(with) == 0 {
		return nil, nil, err
	}
	all, err := s.Surveys.List(ctx, v)
	if err != nil {
		return nil, nil, err
	}
	modes, err := s.Surveys.Modes(ctx, access.Machine("reply"), with)
	if err != nil {
		return nil, nil, err
	}
	by := map[survey.ID]survey.Survey{}
	var ids []survey.ID
	for _, sv := range all {
		if slices.Contains(with, sv.ID) && May(v, modes[sv.ID]) {
			by[sv.ID], ids = sv, append(ids, sv.ID)
		}
	}
	return by, ids, nil
}

// Shown is a thread as a reader of staff sees it.
type Shown struct {
	Listed
	Mode   survey.Mode
	Quoted Quoted // what it is about; empty for the whole answer
	Handle string // of a thread that does not exist yet
}

// Linked tells whether the answer itself may be opened from the thread.
func (s Shown) Linked(v access.Viewer) bool {
	return s.Mode != survey.Unlinkable && v.May(access.AnswerOpen)
}

// Show gives a thread with its letters.
func (s *Service) Show(ctx context.Context, v access.Viewer, slug string, id ThreadID) (Shown, error) {
	sv, mode, err := s.readable(ctx, v, slug)
	if err != nil {
		return Shown{}, err
	}
	t, err := s.Store.Thread(ctx, v, sv.ID, id)
	if err != nil {
		return Shown{}, err
	}
	if t.Letters, err = s.Store.Letters(ctx, t); err != nil {
		return Shown{}, fmt.Errorf("read letters: %w", err)
	}
	return s.shown(ctx, v, Shown{Listed: Listed{Thread: t, Survey: sv}, Mode: mode})
}

func (s *Service) shown(ctx context.Context, v access.Viewer, out Shown) (Shown, error) {
	if out.About == "" {
		return out, nil
	}
	quoted, err := s.Quotes.Quoted(ctx, v, Subject{Slug: out.Survey.Slug, Response: out.ResponseID, Question: out.About})
	if fault.KindOf(err) == fault.KindNotFound { // the answer is being corrected
		return out, nil
	}
	out.Quoted = quoted
	return out, err
}

// Begin shows what a handle is about, with what was written so far.
func (s *Service) Begin(ctx context.Context, v access.Viewer, slug, handle string) (Shown, error) {
	sv, mode, err := s.readable(ctx, v, slug)
	if err != nil {
		return Shown{}, err
	}
	t, err := s.subject(ctx, v, sv, handle)
	if err != nil {
		return Shown{}, err
	}
	threads, err := s.Store.ThreadsOf(ctx, sv.ID, t.ResponseID)
	if err != nil {
		return Shown{}, fmt.Errorf("read threads: %w", err)
	}
	for _, old := range threads {
		if old.About == t.About {
			t = old
		}
	}
	return s.shown(ctx, v, Shown{Listed: Listed{Thread: t, Survey: sv}, Mode: mode, Handle: handle})
}

// subject is the thread that a handle would open, in the viewer's scope.
func (s *Service) subject(ctx context.Context, v access.Viewer, sv survey.Survey, handle string) (Thread, error) {
	told, err := s.open(sv.ID, handle)
	if err != nil {
		return Thread{}, err
	}
	place, err := s.Store.Place(ctx, sv.ID, told.Response)
	if err != nil {
		return Thread{}, fmt.Errorf("find answer to reply to: %w", err)
	}
	if place == nil || !v.Scope.Covers(*place) {
		return Thread{}, fault.NotFound("fault.not_found")
	}
	return Thread{SurveyID: sv.ID, ResponseID: told.Response, About: told.About, Region: place.Region, Area: place.Area, Rep: place.Rep}, nil
}

// Draft is what staff want to write: to a thread, or to what a handle names.
type Draft struct {
	Thread ThreadID
	Handle string
	Words  string
}

// Write writes for the house and gives the thread.
func (s *Service) Write(ctx context.Context, v access.Viewer, slug string, d Draft) (Thread, error) {
	sv, _, err := s.readable(ctx, v, slug)
	if err == nil {
		err = letter(d.Words)
	}
	if err != nil {
		return Thread{}, err
	}
	var t Thread
	err = s.Tx.InTx(ctx, func(ctx context.Context) (err error) {
		if d.Thread != "" {
			t, err = s.Store.Thread(ctx, v, sv.ID, d.Thread)
		} else if t, err = s.subject(ctx, v, sv, d.Handle); err == nil {
			t.ID, t.Day = ThreadID(rand.Text()), s.Calendar.Today()
			t, err = s.Store.Open(ctx, t)
		}
		if err != nil {
			return err
		}
		if err := s.Store.Add(ctx, t, []Letter{{Staff: v.Name, Words: d.Words, Day: s.Calendar.Today()}}); err != nil {
			return err
		}
		return s.record(ctx, v, sv, t)
	})
	if err != nil {
		return Thread{}, fmt.Errorf("reply to an answer to %s: %w", slug, err)
	}
	return t, nil
}
