package db_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dealervoice/cmd/internal/db"
)

func TestASharedReadIsNeverOlderThanItsQuestion(t *testing.T) {
	var truth, reads atomic.Int64
	s := db.NewShared(0, func(_ context.Context, key string) (int64, error) {
		reads.Add(1)
		v := truth.Load()
		time.Sleep(200 * time.Microsecond)
		return v, nil
	})
	const askers, questions = 32, 100
	var wg sync.WaitGroup
	for i := range askers {
		wg.Go(func() {
			key := string(rune('a' + i%2))
			for range questions {
				committed := truth.Add(1)
				if got, err := s.Get(context.Background(), key); err != nil || got < committed {
					t.Errorf("got %d after %d was committed (%v)", got, committed, err)
				}
			}
		})
	}
	wg.Wait()
	if n := reads.Load(); n > askers*questions/3 {
		t.Errorf("%d questions took %d reads: nothing was shared", askers*questions, n)
	}
}

func TestAFailureIsSharedAndNotKept(t *testing.T) {
	var n atomic.Int64
	s := db.NewShared(0, func(context.Context, int) (int, error) {
		if n.Add(1) == 1 {
			return 0, errBoom
		}
		return 7, nil
	})
	if _, err := s.Get(context.Background(), 1); !errors.Is(err, errBoom) {
		t.Errorf("got %v", err)
	}
	if v, err := s.Get(context.Background(), 1); err != nil || v != 7 {
		t.Errorf("got %d, %v: the failure was kept", v, err)
	}
}

func TestOneWhoLeavesDoesNotSpoilTheReadOfTheOthers(t *testing.T) {
	begun, goOn := make(chan struct{}, 3), make(chan struct{})
	s := db.NewShared(0, func(ctx context.Context, _ int) (error, error) {
		begun <- struct{}{}
		<-goOn
		return ctx.Err(), nil
	})
	ctx, leave := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	ask := func(ctx context.Context, want error) {
		wg.Go(func() {
			seen, err := s.Get(ctx, 1)
			if seen != nil || !errors.Is(err, want) {
				t.Errorf("the read's context said %v; got %v, want %v", seen, err, want)
			}
		})
	}
	ask(ctx, nil) // reads, and leaves meanwhile
	<-begun
	ask(ctx, nil)                  // is to read next
	time.Sleep(time.Millisecond)   // so that it is the one
	ask(context.Background(), nil) // joins
	ask(ctx, context.Canceled)     // joins, and leaves
	time.Sleep(20 * time.Millisecond)
	leave()
	time.Sleep(20 * time.Millisecond)
	close(goOn)
	wg.Wait()
}

func TestAPanicOfASharedReadReachesTheOthersAsAnError(t *testing.T) {
	begun, goOn := make(chan struct{}), make(chan struct{})
	var n atomic.Int64
	s := db.NewShared(0, func(context.Context, int) (int, error) {
		if n.Add(1) == 1 {
			close(begun)
			<-goOn
			return 1, nil
		}
		panic("boom")
	})
	var wg sync.WaitGroup
	wg.Go(func() { _, _ = s.Get(context.Background(), 1) })
	<-begun
	var panics, failures atomic.Int64
	for range 4 {
		wg.Go(func() {
			defer func() {
				if recover() != nil {
					panics.Add(1)
				}
			}()
			if _, err := s.Get(context.Background(), 1); err != nil {
				failures.Add(1)
			}
		})
	}
	time.Sleep(20 * time.Millisecond)
	close(goOn)
	wg.Wait()
	if panics.Load() != 1 || failures.Load() != 3 {
		t.Errorf("%d panics and %d failures, want 1 and 3", panics.Load(), failures.Load())
	}
}

func TestAKeptAnswerIsForgottenAfterACommitAndInTime(t *testing.T) {
	var truth, reads atomic.Int64
	slow := make(chan bool, 1)
	s := db.NewShared(time.Hour, func(context.Context, string) (int64, error) {
		reads.Add(1)
		v := truth.Load()
		select {
		case <-slow:
			time.Sleep(20 * time.Millisecond)
		default:
		}
		return v, nil
	})
	get := func(want int64) {
		t.Helper()
		if got, err := s.Get(t.Context(), "a"); err != nil || got != want {
			t.Errorf("got %d, want %d (%v)", got, want, err)
		}
	}
	get(0)
	get(0)
	if n := reads.Load(); n != 1 {
		t.Errorf("%d reads for two questions", n)
	}
	truth.Store(1)
	s.Forget()
	get(1)

	s.Forget()
	slow <- true
	var wg sync.WaitGroup
	wg.Go(func() { get(1) })
	for reads.Load() < 3 {
		time.Sleep(time.Millisecond)
	}
	truth.Store(2)
	s.Forget() // while the old answer is on its way
	wg.Wait()
	get(2)

	short := db.NewShared(time.Millisecond, func(context.Context, string) (int64, error) { return truth.Add(1), nil })
	first, _ := short.Get(t.Context(), "a")
	time.Sleep(5 * time.Millisecond)
	if second, _ := short.Get(t.Context(), "a"); second == first {
		t.Error("an answer was kept beyond its time")
	}
}
