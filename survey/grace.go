package survey

import (
	"context"
	"fmt"
	"time"
)

// Grace is how long after its end a survey still takes what was being filled
// then: whoever is at the last question when it ends has not come too late.
const Grace = 15 * time.Minute

// EndedLately tells whether a survey ended no longer than Grace ago.
func (s *Service) EndedLately(ctx context.Context, slug string) (bool, error) {
	sv, err := s.store.BySlug(ctx, slug)
	if err != nil {
		return false, fmt.Errorf("find the end of survey %s: %w", slug, err)
	}
	return sv.State == Closed && sv.ClosedAt != nil && s.calendar.Now().Sub(*sv.ClosedAt) <= Grace, nil
}
