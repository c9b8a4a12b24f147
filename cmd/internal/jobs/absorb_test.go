package jobs_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/jobs"
)

// A job that absorbs does the work of its equals, also after it has failed once.
func TestAJobAbsorbsItsEquals(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, q := context.Background(), jobs.NewQueue(d)
		for range 5 {
			for _, payload := range []string{"a", "b"} {
				if err := q.Enqueue(ctx, "work", payload); err != nil {
					t.Fatal(err)
				}
			}
		}
		var done []string
		handlers := do(func(_ context.Context, payload json.RawMessage) error {
			done = append(done, string(payload))
			if len(done) == 1 {
				return errors.New("once")
			}
			return nil
		})
		h := handlers["work"]
		h.Absorb = true
		handlers["work"] = h
		opts := quick()
		opts.Concurrency = 1
		w := jobs.NewWorker(q, handlers, opts)
		eventually(t, "all done", func() bool {
			if err := w.Drain(ctx); err != nil {
				t.Fatal(err)
			}
			c := total(t, q)
			return c.Waiting+c.Running == 0
		})
		slices.Sort(done)
		if !slices.Equal(done, []string{`"a"`, `"a"`, `"b"`}) { // one of them twice, for it failed
			t.Errorf("%v", done)
		}
	})
}
