package jobs

// Jobs that come back by themselves.

import (
	"context"
	"fmt"
	"time"
)

// recurring is the key under which the next one waits: there is only ever one.
const recurring = "recurring"

// comeBack puts down a first job of each kind that recurs, to be done at once;
// one that waits for its time already is left as it is.
func (w *Worker) comeBack(ctx context.Context) {
	for _, kind := range w.Recurring() {
		w.complain(ctx, w.putDown(ctx, kind, time.Nanosecond))
	}
}

// putDown puts down the next job of a kind that recurs.
func (w *Worker) putDown(ctx context.Context, kind string, in time.Duration) error {
	if in <= 0 {
		return nil
	}
	if err := w.queue.Add(ctx, Job{Kind: kind, Key: recurring, In: in}); err != nil {
		return fmt.Errorf("put down the next %s: %w", kind, err)
	}
	return nil
}
