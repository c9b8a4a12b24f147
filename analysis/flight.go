package analysis

// Making a snapshot: once for a survey at a time, for all who wait, and on its own
// time. A request that gives up, or the end of it, stops nothing.

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"dealervoice/survey"
	"dealervoice/survey/fault"
)

// flight is the making of a survey's next snapshot, or the finding that the old one
// still stands.
type flight struct {
	began time.Time
	done  chan struct{} // closed at the end; snap and err are set then
	snap  *snapshot
	err   error
	large chan struct{} // closed when it is known that it may take long
	once  sync.Once

	read, total atomic.Int64 // rows of responses and of tags
	waiting     int          // how many wait for it; under the shelf's lock
}

func newFlight() *flight {
	return &flight{began: time.Now(), done: make(chan struct{}), large: make(chan struct{})}
}

// grow tells those who wait that nobody needs to see the end of it.
func (f *flight) grow() { f.once.Do(func() { close(f.large) }) }

// wait waits for the end, which it tells; a hurried visit waits for that of a large
// one only as long as its patience lasts.
func (f *flight) wait(ctx context.Context, v *visit, have pinned) (landed bool, err error) {
	var large chan struct{}
	if v.hurried {
		patience := time.NewTimer(time.Until(v.until(f, have)))
		defer patience.Stop()
		select {
		case <-f.done:
			return true, nil
		case <-ctx.Done():
			return false, ctx.Err()
		case <-patience.C:
			large = f.large
		}
	}
	select {
	case <-f.done:
		return true, nil
	case <-ctx.Done():
		return false, ctx.Err()
	case <-large:
		return false, nil
	}
}

// Preparing is the message of figures that are being worked out. Its arguments are
// Percent, how far that is, and the fault says when to ask again.
const Preparing = "report.preparing"

// askAgain is after how long a reader looks again whether figures are ready.
const askAgain = 3 * time.Second

func (f *flight) preparing() error {
	percent := int64(0)
	if total := f.total.Load(); total > 0 {
		percent = min(99, 100*f.read.Load()/total)
	}
	return fault.New(fault.KindUnavailable, Preparing, fault.Args{"Percent": int(percent)}).Again(askAgain)
}

// IsPreparing tells whether figures are not there because they are being worked out.
func IsPreparing(err error) bool {
	f := fault.From(err)
	return f != nil && f.Key == Preparing
}

// start lets the next snapshot of the shelf be made. The caller holds its lock.
func (s *Service) start(sh *shelf, sv survey.Survey) *flight {
	f, old, checked := newFlight(), sh.snap, s.calendar.Clock()
	sh.flight = f
	s.flying.Go(func() {
		f.snap, f.err = s.fly(sv, old, f)
		sh.land(f, checked, s.rest(f, old, time.Since(f.began)))
		close(f.done)
	})
	return f
}

// maxRest bounds how long a large snapshot is left alone after it was made.
const maxRest = time.Minute

// rest is how long a snapshot that took long to make is left alone: as long as it
// took, so that a survey that changes all the time takes half of a processor at most,
// and what changes it gets on.
func (s *Service) rest(f *flight, old *snapshot, took time.Duration) time.Duration {
	if f.err != nil || f.snap == old || f.snap.table.Len() <= s.atOnce || took < maxAge {
		return 0
	}
	return min(took, maxRest)
}

// fly makes the snapshot that follows the old one, or finds that it still stands.
func (s *Service) fly(sv survey.Survey, old *snapshot, f *flight) (next *snapshot, err error) {
	defer func() {
		if r := recover(); r != nil { // nobody behind it would catch it
			next, err = nil, fmt.Errorf("panic: %v\n%s", r, debug.Stack())
		}
	}()
	if old != nil && old.table.Len() > s.atOnce {
		f.grow()
	}
	if old != nil && old.serves(sv) {
		stale, err := s.changed(s.base, old)
		if err != nil || !stale {
			return old, err
		}
	}
	return s.refresh(s.base, sv, old, f)
}

// Close stops the making of snapshots and waits until it has stopped.
func (s *Service) Close() {
	s.stop()
	s.flying.Wait()
}
