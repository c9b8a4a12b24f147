package jobs

// The worker: claims due jobs, runs their handlers, keeps the leases alive and
// stops in good order.

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"
)

// Handler does the jobs of one kind.
type Handler struct {
	// Do does the work. It may run more than once for a job (see the package
	// comment), and must end when ctx does.
	Do func(ctx context.Context, payload json.RawMessage) error
	// Atomic runs Do inside one transaction with the end of the job. For short
	// work only: on SQLite nobody else can write meanwhile.
	Atomic bool
	// Absorb lets a job do the work of all that wait with the same payload: they are
	// taken off when it begins. What was committed with them is there to be seen by
	// then; a job that fails or dies comes back for all of them.
	Absorb bool
	// Resumes says that Do goes on where it was when it is run again. It is not waited
	// for when the worker stops: it is told to end at once and given back, so that the
	// worker that comes next goes on with it, and does not wait for a lease to run out.
	Resumes bool
	// Every makes the job come back by itself: a worker that starts puts one down
	// if none waits, and each one puts down the next before it is done, whatever
	// becomes of it. Of many workers on one database one does it. Its payload is
	// null.
	Every time.Duration
}

// Options bound a worker. Every zero value stands for a sound default.
type Options struct {
	Log         *slog.Logger
	Concurrency int           // jobs at a time; default 4
	Lease       time.Duration // default 60 s
	Poll        time.Duration // how often to look for jobs of other processes; default 1 s
	Attempts    int           // tries before a job is parked; default 8
	Pause       time.Duration // before the second try, doubling after that; default 2 s
	Grace       time.Duration // how long Run waits for running jobs when told to stop; default 25 s
}

func (o Options) withDefaults() Options {
	def := func(v *time.Duration, d time.Duration) {
		if *v <= 0 {
			*v = d
		}
	}
	def(&o.Lease, time.Minute)
	def(&o.Poll, time.Second)
	def(&o.Pause, 2*time.Second)
	def(&o.Grace, 25*time.Second)
	if o.Concurrency <= 0 {
		o.Concurrency = 4
	}
	if o.Attempts <= 0 {
		o.Attempts = 8
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	return o
}

// Worker runs jobs. Make it with NewWorker.
type Worker struct {
	queue    *Queue
	table    table
	opts     Options
	handlers map[string]Handler
	kinds    []string
}

// NewWorker returns a worker for the jobs of the kinds given. Jobs of other
// kinds are left to workers that know them.
func NewWorker(q *Queue, handlers map[string]Handler, opts Options) *Worker {
	opts = opts.withDefaults()
	return &Worker{
		queue:    q,
		opts:     opts,
		table:    table{db: q.db, owner: rand.Text(), lease: opts.Lease},
		handlers: maps.Clone(handlers),
		kinds:    slices.Sorted(maps.Keys(handlers)),
	}
}

// Run works until ctx ends. Then it claims no more, stops those jobs at once that can go
// on later, waits up to Grace for the others that are running, stops the rest and gives
// them back.
func (w *Worker) Run(ctx context.Context) {
	ear, deafen := w.queue.listen()
	defer deafen()
	w.comeBack(ctx)
	// The jobs outlive ctx by the grace.
	running, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	slots := make(chan struct{}, w.opts.Concurrency)
	var busy sync.WaitGroup
	for ctx.Err() == nil {
		if due, err := w.table.due(ctx, w.kinds); err != nil || !due {
			w.complain(ctx, err)
			w.sleep(ctx, ear)
			continue
		}
		for w.fill(ctx, running, slots, &busy) {
		}
	}
	done := make(chan struct{})
	go func() { busy.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(w.opts.Grace):
		stop()
		<-done
	}
}

// fill claims jobs for the free slots and starts them; false if it found none.
func (w *Worker) fill(ctx, running context.Context, slots chan struct{}, busy *sync.WaitGroup) bool {
	free := w.reserve(ctx, slots)
	if free == 0 {
		return false
	}
	got, err := w.table.claim(ctx, w.kinds, free)
	w.complain(ctx, err)
	for range free - len(got) {
		<-slots
	}
	for _, j := range got {
		busy.Go(func() {
			defer func() { <-slots }()
			if w.handlers[j.Kind].Resumes {
				w.run(ctx, j)
				return
			}
			w.run(running, j)
		})
	}
	return len(got) > 0
}

// complain logs that the table cannot be read; the next look comes after Poll.
func (w *Worker) complain(ctx context.Context, err error) {
	if err != nil && ctx.Err() == nil {
		w.opts.Log.Warn("look for jobs", "error", err)
	}
}

// reserve waits for a free slot and takes all that are free.
func (w *Worker) reserve(ctx context.Context, slots chan struct{}) int {
	select {
	case <-ctx.Done():
		return 0
	case slots <- struct{}{}:
	}
	n := 1
	for n < cap(slots) {
		select {
		case slots <- struct{}{}:
			n++
		default:
			return n
		}
	}
	return n
}

// sleep waits for a commit of this process or for the next look at the table.
func (w *Worker) sleep(ctx context.Context, ear <-chan struct{}) {
	t := time.NewTimer(w.opts.Poll)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-ear:
	case <-t.C:
	}
}

// Drain runs everything that is due in the foreground and returns when nothing
// is left: for commands that must be done when they end, and for tests.
func (w *Worker) Drain(ctx context.Context) error {
	for {
		got, err := w.table.claim(ctx, w.kinds, w.opts.Concurrency)
		if err != nil {
			return err
		}
		if len(got) == 0 {
			return ctx.Err()
		}
		var busy sync.WaitGroup
		for _, j := range got {
			busy.Go(func() { w.run(ctx, j) })
		}
		busy.Wait()
	}
}

// Recurring lists the kinds of which one job always waits.
func (w *Worker) Recurring() []string {
	return slices.DeleteFunc(slices.Clone(w.kinds), func(kind string) bool { return w.handlers[kind].Every <= 0 })
}
