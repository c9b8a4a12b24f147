package jobs_test

import (
	"context"
	"encoding/json"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/jobs"
)

func TestAJobThatRecursComesBackWhateverBecameOfTheLastOne(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		q := jobs.NewQueue(d)
		var ran atomic.Int32
		handlers := map[string]jobs.Handler{"sweep": {Every: 30 * time.Millisecond, Do: func(context.Context, json.RawMessage) error {
			if ran.Add(1) == 2 {
				return errors.New("the second one fails")
			}
			return nil
		}}}
		opts := quick()
		opts.Attempts, opts.Concurrency = 1, 1 // a failure is parked at once
		stopOne := start(t, jobs.NewWorker(q, handlers, opts))
		stopTwo := start(t, jobs.NewWorker(q, handlers, opts))
		eventually(t, "it came back five times", func() bool { return ran.Load() >= 5 })
		stopOne()
		stopTwo()
		if c := total(t, q); c.Waiting != 1 || c.Parked != 1 {
			t.Errorf("%+v: want the next one and the one that failed", c)
		}
	})
}

func TestARecurringJobThatWaitsIsNotBroughtForwardByARestart(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		q := jobs.NewQueue(d)
		var ran atomic.Int32
		handlers := map[string]jobs.Handler{"daily": {Every: 24 * time.Hour, Do: func(context.Context, json.RawMessage) error {
			ran.Add(1)
			return nil
		}}}
		for range 3 {
			stop := start(t, jobs.NewWorker(q, handlers, quick()))
			eventually(t, "it ran once", func() bool { return ran.Load() == 1 })
			time.Sleep(3 * quick().Poll)
			stop()
		}
		if c := total(t, q); ran.Load() != 1 || c.Waiting != 1 {
			t.Errorf("ran %d times, %+v", ran.Load(), c)
		}
	})
}
