package feedbackdb

// Answers that come at the same time share one commit: nobody waits for others,
// and each is told only after the commit that holds the answer.

import (
	"context"
	"errors"

	"dealervoice/feedback"
)

// crowdSize is the most that one transaction takes.
const crowdSize = 64

// result is what became of one answer; done tells it from that of work that
// broke off.
type result struct {
	out  feedback.Outcome
	err  error
	done bool
}

var errBrokenOff = errors.New("storing broke off")

// Accept writes one answer, together with those that come at the same time. An
// invited one goes alone: if its invitation was answered already, nothing of
// its transaction may stay.
func (s *Store) Accept(ctx context.Context, a feedback.Acceptance) (feedback.Outcome, error) {
	if a.Participation != nil || s.db.Joined(ctx) {
		return s.acceptOne(ctx, a)
	}
	r := s.crowd.Do(a)
	if !r.done {
		return feedback.Outcome{}, errBrokenOff
	}
	return r.out, r.err
}

func (s *Store) acceptOne(ctx context.Context, a feedback.Acceptance) (feedback.Outcome, error) {
	out, err := s.acceptAll(ctx, []feedback.Acceptance{a}, jobOfResponse)
	if errors.Is(err, errTaken) {
		return s.taken(ctx, *a.Participation)
	}
	if err != nil {
		return feedback.Outcome{}, err
	}
	return out[0], nil
}

// acceptCrowd writes the answers of a crowd. Where that fails each is tried
// alone, so that one that cannot be stored does not take others with it. It has
// no caller's context: whoever hangs up does not take the others' answers along.
func (s *Store) acceptCrowd(list []feedback.Acceptance) []result {
	ctx := context.Background()
	results := make([]result, len(list))
	out, err := s.acceptAll(ctx, list, jobOfResponse)
	for i := range results {
		switch {
		case err == nil:
			results[i] = result{out: out[i], done: true}
		case len(list) == 1:
			results[i] = result{err: err, done: true}
		default:
			alone, err := s.acceptOne(ctx, list[i])
			results[i] = result{out: alone, err: err, done: true}
		}
	}
	return results
}
