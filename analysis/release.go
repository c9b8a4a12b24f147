package analysis

// Releases: in surveys that promised confidence answers are not counted one by
// one as they come, but in batches. Who looks before and after a batch learns
// what k people said together, not what one of them said.

import (
	"context"
	"fmt"

	"dealervoice/feedback"
	"dealervoice/survey"
)

// Extent says which responses are counted.
type Extent string

// The extents.
const (
	Everything Extent = "everything" // as they come: staff know who answered
	Released   Extent = "released"   // in batches
)

// Member is a response that is counted. Release and Position are 0 where
// everything is.
type Member struct {
	ID       feedback.ID
	Release  int
	Position int    // the bit that stands for it in what was shown
	Dealer   string // who was asked, where that is known; "" else
}

// Waiting are the answers that are not released yet.
type Waiting struct {
	Waves    map[int]int // how many of each wave
	Released int         // how many are
	Seen     bool        // somebody has looked at the newest release
}

// people is how many respondents wait at least: in one wave nobody answers
// twice.
func (w Waiting) people() int {
	most := 0
	for _, n := range w.Waves {
		most = max(most, n)
	}
	return most
}

// enough tells whether the answers that wait may be released. A release that
// nobody has seen may grow; after one that was seen it takes as many people as a
// score needs, and in large surveys 2 % more, so that the account of what was
// shown stays short.
func (p protection) enough(w Waiting) bool {
	return !w.Seen || w.people() >= max(p.threshold(score), w.Released/50)
}

// Release releases the answers of a survey that wait, if there are enough of
// them. It is called whenever open answers were read; surveys in which everything
// is counted at once need none.
func (s *Service) Release(ctx context.Context, id survey.ID) error {
	versions, err := s.surveys.Versions(ctx, id)
	if err != nil {
		return fmt.Errorf("release answers: %w", err)
	}
	p := protect(versions)
	if p.open {
		return nil
	}
	if err := s.store.Release(ctx, id, p.enough); err != nil {
		return fmt.Errorf("release answers: %w", err)
	}
	return nil
}

// extent is what of a survey is counted.
func (p protection) extent() Extent {
	if p.open {
		return Everything
	}
	return Released
}
