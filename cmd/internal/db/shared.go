package db

// One read for all who ask the same at the same time.

import (
	"context"
	"errors"
	"sync"
	"time"
)

// Shared answers equal questions that come in together by one read: nobody gets
// an answer whose reading began before the question was asked, so what was
// committed before is always seen. Alone it costs nothing; under load a hundred
// visitors of one form cost a few reads. Not for use inside a transaction,
// which must see its own changes.
//
// With a keep it also answers out of memory for that long, unless told to
// Forget: then what this process commits is still seen at once, and what
// another one commits within the time of keep.
type Shared[K comparable, V any] struct {
	read func(context.Context, K) (V, error)
	keep time.Duration

	mu    sync.Mutex
	lines map[K]*line[V]
	kept  map[K]kept[V]
	age   int // how often everything was forgotten
}

// kept is an answer and when its reading began.
type kept[V any] struct {
	value V
	since time.Time
}

// line is who asks for one key: those whose read is running, and those who came
// since and wait for the next.
type line[V any] struct{ running, next *call[V] }

// call is one read and its answer.
type call[V any] struct {
	done  chan struct{}
	value V
	err   error
}

// NewShared makes a Shared of a read that keeps answers so long, 0 for not at
// all.
func NewShared[K comparable, V any](keep time.Duration, read func(context.Context, K) (V, error)) *Shared[K, V] {
	return &Shared[K, V]{read: read, keep: keep, lines: map[K]*line[V]{}, kept: map[K]kept[V]{}}
}

// Forget drops what is kept; for after the commit of a change.
func (s *Shared[K, V]) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.age++ // what is being read now may be from before
	clear(s.kept)
}

// Get reads, or joins those who are about to. The value is shared: do not
// change what it points to.
func (s *Shared[K, V]) Get(ctx context.Context, key K) (V, error) {
	s.mu.Lock()
	if k, ok := s.kept[key]; ok && time.Since(k.since) < s.keep {
		s.mu.Unlock()
		return k.value, nil
	}
	mine := &call[V]{done: make(chan struct{})}
	l := s.lines[key]
	switch {
	case l == nil:
		l = &line[V]{running: mine}
		s.lines[key] = l
		s.mu.Unlock()
	case l.next == nil:
		l.next = mine
		before := l.running
		s.mu.Unlock()
		<-before.done // even if ctx ends: others may have joined
		s.mu.Lock()
		l.running, l.next = mine, nil
		s.mu.Unlock()
	default:
		next := l.next
		s.mu.Unlock()
		select {
		case <-next.done:
			return next.value, next.err
		case <-ctx.Done():
			var none V
			return none, context.Cause(ctx)
		}
	}
	s.run(ctx, key, mine)
	return mine.value, mine.err
}

// errReadPanicked is what those get who joined a read that panicked.
var errReadPanicked = errors.New("the read that was shared panicked")

// run reads for everybody in the call, whatever becomes of the one who asked
// first.
func (s *Shared[K, V]) run(ctx context.Context, key K, c *call[V]) {
	c.err = errReadPanicked
	s.mu.Lock()
	age, since := s.age, time.Now()
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		if s.lines[key].next == nil {
			delete(s.lines, key)
		}
		delete(s.kept, key)
		if c.err == nil && s.keep > 0 && age == s.age {
			s.kept[key] = kept[V]{c.value, since}
		}
		s.mu.Unlock()
		close(c.done)
	}()
	c.value, c.err = s.read(context.WithoutCancel(ctx), key)
}
