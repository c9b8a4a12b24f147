package quotadb

import (
	"context"
	"fmt"
	"time"

	"dealervoice/feedback/quota"
)

// Settle takes the places of answers that are being stored, in the transaction
// of ctx and in the order given. It tells for each the cell that was full; ""
// where all was well.
func (s *Store) Settle(ctx context.Context, claims []quota.Claim) ([]string, error) {
	var now time.Time
	var keys []quota.Key
	var holders []string
	var who [][]any
	for _, c := range claims {
		if c.At.After(now) {
			now = c.At
		}
		keys, holders, who = append(keys, c.Keys()...), append(holders, c.Holder), append(who, []any{c.Survey, c.Holder})
	}
	had, err := s.holds(ctx, who) // also in cells that an answer left again
	if err != nil {
		return nil, fmt.Errorf("read places held: %w", err)
	}
	for _, h := range had {
		keys = append(keys, h.Key)
	}
	b, err := s.Open(ctx, keys, holders, now)
	if err != nil {
		return nil, err
	}
	full := make([]string, len(claims))
	for i, c := range claims {
		full[i] = b.Take(c)
	}
	return full, s.Close(ctx, b)
}
