package jobs

// One job from its claim to its end.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"strings"
	"time"
)

// failure is why a job is put back, and for how long.
type failure struct {
	text  string
	pause time.Duration
}

// maxPause bounds the pause between two tries.
const maxPause = time.Hour

// run does one job and settles it. It logs, since nobody is above it.
func (w *Worker) run(ctx context.Context, j held) {
	log := w.opts.Log.With("job", j.ID, "kind", j.Kind, "attempt", j.Attempts)
	if j.Attempts > w.opts.Attempts {
		// Its workers died every time before they could say why.
		w.settle(ctx, func(ctx context.Context) error {
			return w.table.park(ctx, j.ID, "gave up: the worker did not survive this job")
		})
		log.Error("job parked", "error", "the worker did not survive it")
		return
	}
	err := w.do(ctx, j)
	switch {
	case err == nil:
	case errors.Is(err, ErrLeaseLost):
		log.Warn("job taken over by another worker")
	case ctx.Err() != nil:
		w.settle(ctx, func(ctx context.Context) error { return w.table.giveBack(ctx, j.ID) })
		log.Info("job given back: stopping")
	case j.Attempts >= w.opts.Attempts:
		w.settle(ctx, func(ctx context.Context) error { return w.table.park(ctx, j.ID, clip(err.Error())) })
		log.Error("job parked", "error", err)
	default:
		f := failure{text: clip(err.Error()), pause: w.pause(j.Attempts)}
		w.settle(ctx, func(ctx context.Context) error { return w.table.again(ctx, j.ID, f) })
		log.Warn("job failed", "error", err, "again_in", f.pause.Round(time.Millisecond))
	}
}

// do runs the handler and ends the job.
func (w *Worker) do(ctx context.Context, j held) error {
	h := w.handlers[j.Kind]
	if err := w.putDown(ctx, j.Kind, h.Every); err != nil {
		return err
	}
	if h.Absorb {
		if err := w.table.absorb(ctx, j); err != nil {
			return err
		}
	}
	if h.Atomic {
		// The end of the job comes first: it locks the row, so that no other
		// worker can take the job however long this lasts, and if one has, we
		// notice before anything is done.
		return w.table.db.InTx(ctx, func(ctx context.Context) error {
			if err := w.table.finish(ctx, j.ID); err != nil {
				return err
			}
			return call(ctx, h, j)
		})
	}
	if err := w.underLease(ctx, j, h); err != nil {
		return err
	}
	return w.table.finish(ctx, j.ID)
}

// underLease runs the handler and keeps the lease alive meanwhile.
func (w *Worker) underLease(ctx context.Context, j held, h Handler) error {
	ctx, cancel := context.WithCancelCause(ctx)
	kept := make(chan struct{})
	go func() { defer close(kept); w.keep(ctx, j.ID, cancel) }()
	err := call(ctx, h, j)
	lost := errors.Is(context.Cause(ctx), ErrLeaseLost)
	cancel(nil)
	<-kept
	if lost {
		return ErrLeaseLost
	}
	return err
}

// call runs the handler and turns a panic into an error.
func call(ctx context.Context, h Handler, j held) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return h.Do(ctx, json.RawMessage(j.Payload))
}

// keep renews the lease three times in its span, and stops the work once it is
// lost.
func (w *Worker) keep(ctx context.Context, id int64, cancel context.CancelCauseFunc) {
	tick := time.NewTicker(w.opts.Lease / 3)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := w.table.extend(ctx, id); errors.Is(err, ErrLeaseLost) {
				cancel(ErrLeaseLost)
				return
			}
		}
	}
}

// settle writes how a job ended, also when the worker is being stopped. If it
// cannot, the lease runs out and the job is taken over: nothing is lost.
func (w *Worker) settle(ctx context.Context, write func(context.Context) error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if err := write(ctx); err != nil && !errors.Is(err, ErrLeaseLost) {
		w.opts.Log.Warn("settle job", "error", err)
	}
}

// pause doubles with each try and is spread by a fifth, so that jobs that
// failed together do not come back together.
func (w *Worker) pause(attempt int) time.Duration {
	p := min(w.opts.Pause<<min(attempt-1, 20), maxPause)
	return p - p/10 + rand.N(p/5+1)
}

// clip bounds what is kept of an error, in whole characters.
func clip(s string) string {
	const limit = 2000
	if len(s) > limit {
		s = s[:limit]
	}
	return strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), "")
}
