package proposal

// Proposals that nobody moves.

import (
	"context"
	"fmt"
	"slices"
	"time"

	"dealervoice/feedback/process"
	"dealervoice/survey/access"
)

// StallAfter is how long a proposal may stand in one state before it counts as
// stalled, in days.
const StallAfter = 14

// Stall is a proposal that stands still, and for how many days.
type Stall struct {
	Proposal Proposal
	Days     int
}

// Since is when the proposal came into its state.
func (p Proposal) Since() time.Time {
	since := p.CreatedAt
	for _, m := range p.Moves {
		if !m.Refused && m.To == p.State {
			since = m.At
		}
	}
	return since
}

// Stalled lists the proposals on their way that have stood in one state for
// StallAfter days or longer, the longest first: of a decider all, of others their
// own. One that was put off has a date of its own and is left out.
func (s *Service) Stalled(ctx context.Context, viewer access.Viewer) ([]Stall, error) {
	states := slices.DeleteFunc(Running(), func(st process.State) bool { return st == process.Deferred })
	list, err := s.List(ctx, viewer, Query{States: states})
	if err != nil {
		return nil, fmt.Errorf("look for what stands still: %w", err)
	}
	var out []Stall
	for _, p := range list {
		days := int(s.Days.Now().Sub(p.Since()).Hours() / 24)
		if days >= StallAfter && (p.decides(viewer) && p.State != process.Draft || p.IsAuthor(viewer)) {
			out = append(out, Stall{Proposal: p, Days: days})
		}
	}
	slices.SortStableFunc(out, func(a, b Stall) int { return b.Days - a.Days })
	return out, nil
}
