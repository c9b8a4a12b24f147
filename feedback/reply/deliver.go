package reply

// Delivering what waits: all letters of the days before at once, in no order, so
// that neither a time nor a place in a table tells when one was written.

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	mix "math/rand/v2"
	"slices"

	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
)

// DeliverKind is the job that does so; it recurs.
const DeliverKind = "letters.deliver"

// Deliver is the work of that job. A survey whose letters cannot be opened does
// not hold up the others.
func (s *Service) Deliver(ctx context.Context, _ json.RawMessage) error {
	today := s.Calendar.Today()
	list, err := s.Store.WithWaiting(ctx, today)
	if err != nil {
		return fmt.Errorf("list surveys with letters: %w", err)
	}
	var failed []error
	for _, id := range list {
		err := s.Tx.InTx(ctx, func(ctx context.Context) error { return s.deliverAll(ctx, id) })
		if err != nil {
			failed = append(failed, fmt.Errorf("deliver letters of survey %s: %w", id, err))
		}
	}
	return errors.Join(failed...)
}

// deliverAll delivers the letters of a survey whose answers are mixed in.
func (s *Service) deliverAll(ctx context.Context, id survey.ID) error {
	list, err := s.Store.Due(ctx, id, s.Calendar.Today())
	if err != nil || len(list) == 0 {
		return err
	}
	key, err := s.Keyring.Create(keyName)
	if err != nil {
		return err
	}
	of := map[feedback.ID][]envelope{}
	ids := map[feedback.ID][]string{}
	for _, w := range list {
		e, err := w.open(key)
		if err != nil {
			return err
		}
		of[e.Response], ids[e.Response] = append(of[e.Response], e), append(ids[e.Response], w.ID)
	}
	var people []feedback.ID // whose answers are there
	places := map[feedback.ID]access.Place{}
	for r := range of {
		place, err := s.Store.Place(ctx, id, r)
		if err != nil {
			return err
		}
		if place != nil {
			people, places[r] = append(people, r), *place
		}
	}
	mix.Shuffle(len(people), func(i, j int) { people[i], people[j] = people[j], people[i] })
	if enough, err := s.enough(ctx, id, people, list); err != nil || !enough {
		return err
	}
	var done []string
	for _, r := range people {
		slices.SortFunc(of[r], func(a, b envelope) int { return cmp.Compare(a.Number, b.Number) })
		if err := s.deliver(ctx, id, places[r], of[r]); err != nil {
			return err
		}
		done = append(done, ids[r]...)
	}
	return s.Store.DropWaiting(ctx, id, done)
}

// patience is for how many days letters wait for company.
const patience = 7

// enough tells whether as many people have written as the survey promised to let
// nobody stand out of; who waited long enough goes alone.
func (s *Service) enough(ctx context.Context, id survey.ID, people []feedback.ID, list []Waiting) (bool, error) {
	if len(people) == 0 {
		return false, nil
	}
	versions, err := s.Surveys.Versions(ctx, access.Machine("reply"), id)
	if err != nil {
		return false, err
	}
	long := s.Calendar.Today().Plus(-patience)
	return len(people) >= survey.LargestCell(versions) || slices.ContainsFunc(list, func(w Waiting) bool { return w.Day <= long }), nil
}

// deliver puts letters about one answer, which belongs to the place, into their
// threads.
func (s *Service) deliver(ctx context.Context, id survey.ID, place access.Place, list []envelope) error {
	for _, e := range list {
		t, err := s.Store.Open(ctx, Thread{
			SurveyID: id, ID: ThreadID(rand.Text()), ResponseID: e.Response, About: e.About,
			Region: place.Region, Area: place.Area, Rep: place.Rep, Day: s.Calendar.Today(),
		})
		if err != nil {
			return err
		}
		if err := s.Store.Add(ctx, t, []Letter{{Words: e.Words, Day: s.Calendar.Today()}}); err != nil {
			return err
		}
	}
	return nil
}
