package db

// One read for all who ask the same at the same time.

import (
	"context"
	"errors"
	"sync"
)

// Shared answers equal questions that come in together by one read. It is no
// cache: nobody gets an answer whose reading began before the question was
// asked, so what was committed before is always seen. Alone it costs nothing;
// under load a hundred visitors of one form cost a few reads. Not for use
// inside a transaction, which must see its own changes.
type Shared[K comparable, V any] struct {
	read  func(context.Context, K) (V, error)
	mu    sync.Mutex
	lines map[K]*line[V]
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

// NewShared makes a Shared of a read.
func NewShared[K comparable, V any](read func(context.Context, K) (V, error)) *Shared[K, V] {
	return &Shared[K, V]{read: read, lines: map[K]*line[V]{}}
}

// Get reads, or joins those who are about to. The value is shared: do not
// change what it points to.
func (s *Shared[K, V]) Get(ctx context.Context, key K) (V, error) {
	mine := &call[V]{done: make(chan struct{})}
	s.mu.Lock()
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
	defer func() {
		s.mu.Lock()
		if s.lines[key].next == nil {
			delete(s.lines, key)
		}
		s.mu.Unlock()
		close(c.done)
	}()
	c.value, c.err = s.read(context.WithoutCancel(ctx), key)
}
