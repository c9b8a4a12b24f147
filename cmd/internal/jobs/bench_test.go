package jobs_test

import (
	"context"
	"encoding/json"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/jobs"
)

// BenchmarkJobs does what River was measured with: 500 transactions, each an
// event and a job, then all worked off.
func BenchmarkJobs(b *testing.B) {
	for name, dsn := range map[string]func(testing.TB) string{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres} {
		for _, atomically := range []bool{false, true} {
			b.Run(fmt.Sprintf("%s/atomic=%v", name, atomically), func(b *testing.B) {
				d := dbtest.Open(b, dsn(b))
				var enqueue, work time.Duration
				for b.Loop() {
					e, w := ring(b, d, atomically)
					enqueue, work = enqueue+e, work+w
				}
				rounds := float64(b.N)
				b.ReportMetric(float64(enqueue.Milliseconds())/rounds, "ms-enqueue-500")
				b.ReportMetric(float64(work.Milliseconds())/rounds, "ms-work-500")
				b.ReportMetric(500*rounds/work.Seconds(), "jobs/s")
			})
		}
	}
}

// ring enqueues 500 jobs in 500 transactions and works them off; how long each
// took.
func ring(b *testing.B, d *db.DB, atomically bool) (enqueue, work time.Duration) {
	ctx, q := context.Background(), jobs.NewQueue(d)
	begin := time.Now()
	for i := range 500 {
		err := d.InTx(ctx, func(ctx context.Context) error {
			event := "INSERT INTO audit (at, actor_id, actor_name, action, object_kind, object_id) VALUES (?, 'a', 'b', 'c', 'd', 'e')"
			if err := d.Write(ctx).Exec(event, db.Now()).Error; err != nil {
				return err
			}
			return q.Enqueue(ctx, "work", i)
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	enqueue = time.Since(begin)
	var done atomic.Int32
	all := make(chan struct{})
	handler := jobs.Handler{Atomic: atomically, Do: func(context.Context, json.RawMessage) error {
		if done.Add(1) == 500 {
			close(all)
		}
		return nil
	}}
	running, stop := context.WithCancel(ctx)
	stopped := make(chan struct{})
	begin = time.Now()
	go func() {
		defer close(stopped)
		jobs.NewWorker(q, map[string]jobs.Handler{"work": handler}, jobs.Options{Concurrency: 20}).Run(running)
	}()
	<-all
	work = time.Since(begin)
	stop()
	<-stopped
	return enqueue, work
}
