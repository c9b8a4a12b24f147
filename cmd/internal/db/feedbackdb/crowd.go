package feedbackdb

// Answers that come at the same time share one commit: nobody waits for others,
// and each is told only after the commit that holds the answer.

import (
	"context"
	"errors"
	"slices"

	"dealervoice/cmd/internal/db"
	"dealervoice/feedback"
)

// crowdSize is the most that one transaction takes.
const crowdSize = 64

// crowdLanes is how many transactions are under way side by side on PostgreSQL:
// while one waits for the disk the next is at work. Measured with 8 clients
// against one lane: on a quiet machine as many a second, on a busy one -7 to +39 %.
const crowdLanes = 2

// result is what became of one answer; done tells it from that of work that
// broke off.
type result struct {
	out  feedback.Outcome
	err  error
	done bool
}

var errBrokenOff = errors.New("storing broke off")

// Accept writes one answer, together with those that come at the same time.
func (s *Store) Accept(ctx context.Context, a feedback.Acceptance) (feedback.Outcome, error) {
	if s.db.Joined(ctx) {
		return s.acceptOne(ctx, a)
	}
	m, err := s.member(a)
	if err != nil {
		return feedback.Outcome{}, err
	}
	r := s.crowd.Do(m)
	if !r.done {
		return feedback.Outcome{}, errBrokenOff
	}
	return r.out, r.err
}

// member is one of a crowd, made ready by whoever brings it.
type member struct {
	feedback.Acceptance
	wire []byte // the row as JSON, for PostgreSQL
}

func (s *Store) member(a feedback.Acceptance) (m *member, err error) {
	m = &member{Acceptance: a}
	if s.db.Dialect() == db.PostgreSQL {
		m.wire, err = wired(a)
	}
	return m, err
}

func (s *Store) acceptOne(ctx context.Context, a feedback.Acceptance) (feedback.Outcome, error) {
	out, err := s.acceptCrowdOf(ctx, []feedback.Acceptance{a})
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
func (s *Store) acceptCrowd(crowd []*member) []result {
	ctx := context.Background()
	list := make([]feedback.Acceptance, len(crowd))
	for i, m := range crowd {
		list[i] = m.Acceptance
	}
	results := make([]result, len(crowd))
	out, err := s.acceptTogether(ctx, crowd, list)
	for i := range results {
		if err == nil {
			results[i] = result{out: out[i], done: true}
			continue
		}
		alone, err := s.acceptOne(ctx, list[i])
		results[i] = result{out: alone, err: err, done: true}
	}
	return results
}

// acceptTogether writes a crowd: on PostgreSQL by one statement, since each
// further one is a further way to the server and back, unless somebody in it
// needs a place of a quota: whether there is one is known only after a look.
func (s *Store) acceptTogether(ctx context.Context, crowd []*member, list []feedback.Acceptance) ([]feedback.Outcome, error) {
	counted := slices.ContainsFunc(list, func(a feedback.Acceptance) bool { return a.Claim != nil })
	if s.db.Dialect() == db.PostgreSQL && !counted {
		return s.acceptAtOnce(ctx, crowd, list)
	}
	return s.acceptCrowdOf(ctx, list)
}
