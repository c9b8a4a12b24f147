package jobs_test

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/jobs"
	"dealervoice/survey/port"
)

var _ port.Queue = (*jobs.Queue)(nil)

// quick are options under which leases and pauses pass within a test.
func quick() jobs.Options {
	return jobs.Options{
		Log:   slog.New(slog.DiscardHandler),
		Lease: 600 * time.Millisecond,
		Poll:  20 * time.Millisecond,
		Pause: 10 * time.Millisecond,
		Grace: 5 * time.Second,
	}
}

// start runs a worker until the returned function, or the test, ends it.
func start(t *testing.T, w *jobs.Worker) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); w.Run(ctx) }()
	stop = func() { cancel(); <-done }
	t.Cleanup(stop)
	return stop
}

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if ok() {
			return
		}
	}
	t.Fatalf("never: %s", what)
}

func total(t *testing.T, q *jobs.Queue) (c jobs.Count) {
	t.Helper()
	counts, err := q.Stats(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range counts {
		c.Waiting, c.Running, c.Parked = c.Waiting+k.Waiting, c.Running+k.Running, c.Parked+k.Parked
	}
	return c
}

func do(fn func(ctx context.Context, payload json.RawMessage) error) map[string]jobs.Handler {
	return map[string]jobs.Handler{"work": {Do: fn}}
}

func TestAJobExistsOnlyIfItsTransactionCommits(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, q := context.Background(), jobs.NewQueue(d)
		boom := errors.New("boom")
		err := d.InTx(ctx, func(ctx context.Context) error {
			if err := q.Enqueue(ctx, "work", "x"); err != nil {
				return err
			}
			return boom
		})
		if !errors.Is(err, boom) {
			t.Fatalf("got %v", err)
		}
		if c := total(t, q); c != (jobs.Count{}) {
			t.Fatalf("after rollback: %+v", c)
		}
		if err := d.InTx(ctx, func(ctx context.Context) error { return q.Enqueue(ctx, "work", "x") }); err != nil {
			t.Fatal(err)
		}
		if c := total(t, q); c.Waiting != 1 {
			t.Fatalf("after commit: %+v", c)
		}
	})
}

func TestAWorkerIsWokenByTheCommitAndNotByTheInsert(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		q := jobs.NewQueue(d)
		ran := make(chan time.Time, 1)
		opts := quick()
		opts.Poll = time.Minute // the clock alone would be too late
		start(t, jobs.NewWorker(q, do(func(context.Context, json.RawMessage) error { ran <- time.Now(); return nil }), opts))
		time.Sleep(100 * time.Millisecond) // it has looked and sleeps
		var committed time.Time
		err := d.InTx(context.Background(), func(ctx context.Context) error {
			if err := q.Enqueue(ctx, "work", nil); err != nil {
				return err
			}
			time.Sleep(50 * time.Millisecond)
			committed = time.Now()
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		select {
		case at := <-ran:
			if at.Before(committed) {
				t.Error("the job ran before its transaction was committed")
			}
		case <-time.After(10 * time.Second):
			t.Fatal("the commit woke nobody")
		}
	})
}

func TestTwoWorkersMakeOneEffectPerJob(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, q := context.Background(), jobs.NewQueue(d)
		const n = 120
		var list []jobs.Job
		for i := range n {
			list = append(list, jobs.Job{Kind: "work", Payload: i})
		}
		if err := q.Add(ctx, list...); err != nil {
			t.Fatal(err)
		}
		var mu sync.Mutex
		seen := map[string]int{}
		handlers := do(func(_ context.Context, p json.RawMessage) error {
			mu.Lock()
			defer mu.Unlock()
			seen[string(p)]++
			return nil
		})
		opts := quick()
		opts.Lease = time.Minute // on a busy machine a short one runs out
		start(t, jobs.NewWorker(q, handlers, opts))
		start(t, jobs.NewWorker(q, handlers, opts))
		eventually(t, "all jobs done", func() bool { return total(t, q) == jobs.Count{} })
		mu.Lock()
		defer mu.Unlock()
		if len(seen) != n {
			t.Errorf("%d of %d jobs ran", len(seen), n)
		}
		for p, times := range seen {
			if times != 1 {
				t.Errorf("job %s ran %d times", p, times)
			}
		}
	})
}

func TestAFailingJobIsTriedAgainAndParkedInTheEnd(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, q := context.Background(), jobs.NewQueue(d)
		var tries atomic.Int32
		opts := quick()
		opts.Attempts = 3
		var heal atomic.Bool
		handlers := map[string]jobs.Handler{
			"work": {Do: func(context.Context, json.RawMessage) error {
				if heal.Load() {
					return nil
				}
				if tries.Add(1) == 2 {
					panic("second try panics")
				}
				return errors.New("no good")
			}},
		}
		if err := q.Enqueue(ctx, "work", map[string]string{"id": "7"}); err != nil {
			t.Fatal(err)
		}
		start(t, jobs.NewWorker(q, handlers, opts))
		eventually(t, "the job is parked", func() bool { return total(t, q) == jobs.Count{Parked: 1} })
		if n := tries.Load(); n != 3 {
			t.Errorf("%d tries, want 3", n)
		}
		parked, err := q.ParkedJobs(ctx, 10)
		if err != nil || len(parked) != 1 {
			t.Fatalf("got %v, %v", parked, err)
		}
		if p := parked[0]; p.Kind != "work" || p.Payload != `{"id":"7"}` || p.LastError != "no good" || time.Since(p.ParkedAt) > time.Minute {
			t.Errorf("parked job is %+v", p)
		}
		heal.Store(true)
		if err := q.Retry(ctx, parked[0].ID); err != nil {
			t.Fatal(err)
		}
		eventually(t, "the job is done after Retry", func() bool { return total(t, q) == jobs.Count{} })
		if err := q.Retry(ctx, parked[0].ID); err == nil {
			t.Error("retrying a job that is gone succeeded")
		}
	})
}

func TestEqualJobsWaitingAreOneJob(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, q := context.Background(), jobs.NewQueue(d)
		add := func(j jobs.Job) {
			t.Helper()
			if err := q.Add(ctx, j); err != nil {
				t.Fatal(err)
			}
		}
		for range 3 {
			add(jobs.Job{Kind: "work", Key: "a"})
			add(jobs.Job{Kind: "other", Key: "a"})
			add(jobs.Job{Kind: "work", Key: "b"})
			add(jobs.Job{Kind: "work"})
		}
		if c := total(t, q); c.Waiting != 6 {
			t.Fatalf("%d jobs wait, want a, other/a, b and 3 without key", c.Waiting)
		}
		// What comes while one runs is not swallowed: it may be about news.
		var runs atomic.Int32
		w := jobs.NewWorker(q, do(func(ctx context.Context, _ json.RawMessage) error {
			if runs.Add(1) == 1 {
				return q.Add(ctx, jobs.Job{Kind: "work", Key: "a"})
			}
			return nil
		}), jobs.Options{Concurrency: 1})
		if err := w.Drain(ctx); err != nil {
			t.Fatal(err)
		}
		if n := runs.Load(); n != 6 {
			t.Errorf("%d runs, want 5 and the one enqueued meanwhile", n)
		}
	})
}

func TestAJobWaitsForItsTimeAndForAWorkerThatKnowsIt(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, q := context.Background(), jobs.NewQueue(d)
		soon := time.Now().Add(300 * time.Millisecond)
		if err := q.Add(ctx, jobs.Job{Kind: "work", At: soon}, jobs.Job{Kind: "unknown"}); err != nil {
			t.Fatal(err)
		}
		ran := make(chan time.Time, 1)
		start(t, jobs.NewWorker(q, do(func(context.Context, json.RawMessage) error { ran <- time.Now(); return nil }), quick()))
		if at := <-ran; at.Before(soon.Add(-time.Millisecond)) {
			t.Errorf("ran %s too early", soon.Sub(at))
		}
		eventually(t, "only the unknown one is left", func() bool { return total(t, q) == jobs.Count{Waiting: 1} })
	})
}

func TestAnAtomicJobAndItsEffectsAreOneCommit(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, q := context.Background(), jobs.NewQueue(d)
		var tries atomic.Int32
		w := jobs.NewWorker(q, map[string]jobs.Handler{"work": {Atomic: true, Do: func(ctx context.Context, _ json.RawMessage) error {
			if err := q.Enqueue(ctx, "effect", tries.Add(1)); err != nil {
				return err
			}
			if tries.Load() < 3 {
				return errors.New("after the effect")
			}
			return nil
		}}}, quick())
		if err := q.Enqueue(ctx, "work", nil); err != nil {
			t.Fatal(err)
		}
		start(t, w)
		eventually(t, "the work is done, with one effect", func() bool { return tries.Load() == 3 && total(t, q) == jobs.Count{Waiting: 1} })
	})
}

func TestAWorkerThatLostItsLeaseChangesNothing(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, q := context.Background(), jobs.NewQueue(d)
		if err := q.Enqueue(ctx, "work", nil); err != nil {
			t.Fatal(err)
		}
		var told atomic.Bool
		begun := make(chan struct{})
		var once sync.Once
		start(t, jobs.NewWorker(q, do(func(ctx context.Context, _ json.RawMessage) error {
			once.Do(func() { close(begun) })
			<-ctx.Done()
			told.Store(true)
			return errors.New("too late to matter")
		}), quick()))
		<-begun
		// As if the lease had run out and another worker had taken over.
		if err := d.Write(ctx).Exec("UPDATE jobs SET locked_by = 'another', last_error = 'mine'").Error; err != nil {
			t.Fatal(err)
		}
		eventually(t, "the first worker is told", told.Load)
		time.Sleep(100 * time.Millisecond)
		var by, last string
		if err := d.Read(ctx).Raw("SELECT locked_by, last_error FROM jobs").Row().Scan(&by, &last); err != nil {
			t.Fatal(err)
		}
		if by != "another" || last != "mine" {
			t.Errorf("held by %q, error %q: the loser wrote", by, last)
		}
	})
}

func TestALongJobKeepsItsLease(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, q := context.Background(), jobs.NewQueue(d)
		if err := q.Enqueue(ctx, "work", nil); err != nil {
			t.Fatal(err)
		}
		var runs atomic.Int32
		handlers := do(func(ctx context.Context, _ json.RawMessage) error {
			runs.Add(1)
			select {
			case <-time.After(2 * quick().Lease):
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
		start(t, jobs.NewWorker(q, handlers, quick()))
		start(t, jobs.NewWorker(q, handlers, quick()))
		eventually(t, "the job is done", func() bool { return total(t, q) == jobs.Count{} })
		if n := runs.Load(); n != 1 {
			t.Errorf("ran %d times although its worker lived", n)
		}
	})
}

func TestStoppingWaitsForRunningJobsAndGivesTheRestBack(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, q := context.Background(), jobs.NewQueue(d)
		if err := q.Add(ctx, jobs.Job{Kind: "work", Payload: "short"}, jobs.Job{Kind: "work", Payload: "endless"}); err != nil {
			t.Fatal(err)
		}
		var begun, finished atomic.Int32
		opts := quick()
		opts.Lease, opts.Grace = time.Minute, 3*time.Second // room for a busy machine
		stop := start(t, jobs.NewWorker(q, do(func(ctx context.Context, p json.RawMessage) error {
			begun.Add(1)
			if strings.Contains(string(p), "endless") {
				<-ctx.Done()
				return ctx.Err()
			}
			time.Sleep(200 * time.Millisecond)
			finished.Add(1)
			return nil
		}), opts))
		eventually(t, "both run", func() bool { return begun.Load() == 2 })
		stop()
		if finished.Load() != 1 {
			t.Error("the short job was not waited for")
		}
		if c := total(t, q); c != (jobs.Count{Waiting: 1}) {
			t.Errorf("after stopping: %+v, want the endless one given back", c)
		}
		var attempts int
		if err := d.Read(ctx).Raw("SELECT attempts FROM jobs").Scan(&attempts).Error; err != nil || attempts != 0 {
			t.Errorf("a job given back counts %d tries (%v)", attempts, err)
		}
	})
}
