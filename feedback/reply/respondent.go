package reply

// What whoever holds the receipt of an answer does: read, and write back.

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"slices"

	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/fault"
)

// Box is all that was written about an answer.
type Box struct {
	Threads []Thread
	Waiting []string // own letters that staff have not got yet
	Delayed bool     // letters wait until the next day
	Full    bool     // nobody has replied to the last ones: no more for now
}

// envelope is a letter on its way.
type envelope struct {
	Response feedback.ID
	About    string
	Number   int // among those of the answer that waited when it was written
	Words    string
}

const (
	keyName   = "letters"
	letterUse = "letter"
)

func (s *Service) tag(key []byte, id survey.ID, r feedback.ID) string {
	return feedback.Keyed(key, letterUse, string(id), string(r))
}

// Box opens the box of an answer.
func (s *Service) Box(ctx context.Context, own feedback.Own) (Box, error) {
	mode, err := s.mode(ctx, own.Survey.ID)
	if err != nil {
		return Box{}, fmt.Errorf("open reply box: %w", err)
	}
	threads, err := s.Store.ThreadsOf(ctx, own.Survey.ID, own.Response.ID)
	if err != nil {
		return Box{}, fmt.Errorf("open reply box: %w", err)
	}
	out := Box{Threads: threads, Delayed: mode == survey.Unlinkable}
	if out.Delayed {
		waiting, err := s.waiting(ctx, own)
		if err != nil {
			return Box{}, fmt.Errorf("open reply box: %w", err)
		}
		for _, e := range waiting {
			out.Waiting = append(out.Waiting, e.Words)
		}
	}
	out.Full = pending(threads)+len(out.Waiting) >= MaxPending
	return out, nil
}

// last is the respondent's own last letter to a thread, if nobody replied since.
func (b Box) last(t ThreadID) string {
	if b.Delayed && len(b.Waiting) > 0 {
		return b.Waiting[len(b.Waiting)-1]
	}
	for _, x := range b.Threads {
		if n := len(x.Letters); n > 0 && x.Letters[n-1].Staff == "" && (x.ID == t || t == "" && x.About == "") {
			return x.Letters[n-1].Words
		}
	}
	return ""
}

// pending counts the letters that nobody has replied to.
func pending(threads []Thread) (n int) {
	for _, t := range threads {
		for i := len(t.Letters) - 1; i >= 0 && t.Letters[i].Staff == ""; i-- {
			n++
		}
	}
	return n
}

// waiting reads the letters of an answer that are not delivered.
func (s *Service) waiting(ctx context.Context, own feedback.Own) ([]envelope, error) {
	key, err := s.Keyring.Create(keyName)
	if err != nil {
		return nil, err
	}
	list, err := s.Store.WaitingOf(ctx, own.Survey.ID, s.tag(key, own.Survey.ID, own.Response.ID))
	if err != nil {
		return nil, err
	}
	out := make([]envelope, len(list))
	for i, w := range list {
		if out[i], err = w.open(key); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(out, func(a, b envelope) int { return cmp.Compare(a.Number, b.Number) })
	return out, nil
}

func (w Waiting) open(key []byte) (e envelope, err error) {
	plain, err := feedback.Unseal(key, letterUse+string(w.SurveyID), w.Sealed)
	if err != nil {
		return e, err
	}
	if err := json.Unmarshal(plain, &e); err != nil {
		return e, fmt.Errorf("read letter: %w", err)
	}
	return e, nil
}

// Answer writes back: to a thread, or where none is named about the whole answer.
func (s *Service) Answer(ctx context.Context, own feedback.Own, t ThreadID, words string) error {
	if err := letter(words); err != nil {
		return err
	}
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		// Erased since the page was opened: the letter is not taken.
		if _, err := s.Answers.ByReceipt(ctx, own.Survey, own.Receipt); err != nil {
			return err
		}
		box, err := s.Box(ctx, own)
		if err != nil {
			return err
		}
		if box.last(t) == words { // the page was loaded again
			return nil
		}
		if box.Full {
			return fault.New(fault.KindTooMany, "reply.full", nil)
		}
		about := ""
		if t != "" {
			i := slices.IndexFunc(box.Threads, func(x Thread) bool { return x.ID == t })
			if i < 0 {
				return fault.NotFound("fault.not_found")
			}
			about = box.Threads[i].About
		}
		e := envelope{Response: own.Response.ID, About: about, Number: len(box.Waiting), Words: words}
		if box.Delayed {
			return s.keep(ctx, own.Survey.ID, e)
		}
		place, err := s.Store.Place(ctx, own.Survey.ID, e.Response)
		if err != nil {
			return err
		}
		if place == nil {
			return fault.NotFound("fault.not_found")
		}
		return s.deliver(ctx, own.Survey.ID, *place, []envelope{e})
	})
	if err != nil {
		return fmt.Errorf("write a letter about an answer to %s: %w", own.Survey.Slug, err)
	}
	return nil
}

// keep seals a letter until it is delivered with others.
func (s *Service) keep(ctx context.Context, id survey.ID, e envelope) error {
	key, err := s.Keyring.Create(keyName)
	if err != nil {
		return err
	}
	plain, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("write letter: %w", err)
	}
	sealed, err := feedback.Seal(key, letterUse+string(id), feedback.Pad(plain))
	if err != nil {
		return err
	}
	return s.Store.Keep(ctx, Waiting{
		SurveyID: id, ID: rand.Text(), Tag: s.tag(key, id, e.Response), Sealed: sealed, Day: s.Calendar.Today(),
	})
}

// Drop removes all that was written about an answer that is being erased.
func (s *Service) Drop(ctx context.Context, id survey.ID, r feedback.ID) error {
	key, err := s.Keyring.Create(keyName)
	if err != nil {
		return fmt.Errorf("drop letters: %w", err)
	}
	if err := s.Store.Drop(ctx, id, r, s.tag(key, id, r)); err != nil {
		return fmt.Errorf("drop letters: %w", err)
	}
	return nil
}
