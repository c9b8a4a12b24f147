package survey

// How long answers are kept: so many months after their survey has ended, as was
// promised when it was published.

import (
	"context"
	"fmt"
	"time"
)

// Kept is how many months after the end of the survey its answers are kept: the
// least that any version promised. 0 means that no end was promised.
func Kept(editions []*Edition) int {
	least := 0
	for _, e := range editions {
		if n := e.Definition.DV.Privacy.RetentionMonths; n > 0 && (least == 0 || n < least) {
			least = n
		}
	}
	return least
}

// Outlived lists the closed surveys whose answers were kept as long as promised.
func (s *Service) Outlived(ctx context.Context) ([]Survey, error) {
	list, err := s.store.List(ctx)
	if err != nil {
		return nil, fmt.Errorf("list surveys for their retention: %w", err)
	}
	var out []Survey
	for _, sv := range list {
		if sv.State != Closed || sv.ClosedAt == nil {
			continue
		}
		until, err := s.keptUntil(ctx, sv)
		if err != nil {
			return nil, err
		}
		if !until.IsZero() && until.Before(s.calendar.Now()) {
			out = append(out, sv)
		}
	}
	return out, nil
}

// keptUntil is when the answers of a closed survey go; zero for never.
func (s *Service) keptUntil(ctx context.Context, sv Survey) (time.Time, error) {
	versions, err := s.store.Versions(ctx, sv.ID)
	if err != nil {
		return time.Time{}, fmt.Errorf("read versions of survey %s: %w", sv.Slug, err)
	}
	editions := make([]*Edition, len(versions))
	for i, v := range versions {
		if editions[i], err = s.PublishedVersion(ctx, sv.ID, v.Number); err != nil {
			return time.Time{}, err
		}
	}
	months := Kept(editions)
	if months == 0 {
		return time.Time{}, nil
	}
	return sv.ClosedAt.AddDate(0, months, 0), nil
}
