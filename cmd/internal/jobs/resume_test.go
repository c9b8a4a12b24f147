package jobs_test

// A restart in the middle of a long job.

import (
	"context"
	"encoding/json"
	"sync/atomic"
	"testing"
	"time"

	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/jobs"
)

// A long reading of a survey is cut off by a restart and goes on at once: the grace is
// for jobs that would begin anew.
func TestAJobThatResumesIsGivenBackAtOnceAndGoesOn(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, q := context.Background(), jobs.NewQueue(d)
		if err := q.Add(ctx, jobs.Job{Kind: "work", Payload: "long"}); err != nil {
			t.Fatal(err)
		}
		var done atomic.Int32
		handlers := map[string]jobs.Handler{"work": {Resumes: true, Do: func(ctx context.Context, _ json.RawMessage) error {
			if done.Add(1) == 1 {
				<-ctx.Done() // half is done
				return ctx.Err()
			}
			return nil
		}}}
		opts := quick()
		opts.Lease, opts.Grace = time.Hour, time.Hour // nothing may wait for either
		stop := start(t, jobs.NewWorker(q, handlers, opts))
		eventually(t, "it runs", func() bool { return done.Load() == 1 })
		stop()
		if c := total(t, q); c != (jobs.Count{Waiting: 1}) {
			t.Fatalf("after stopping: %+v, want it given back", c)
		}
		stop = start(t, jobs.NewWorker(q, handlers, opts))
		eventually(t, "the next worker goes on with it", func() bool { return total(t, q) == jobs.Count{} })
		stop()
	})
}
