package batch_test

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dealervoice/cmd/internal/batch"
)

func double(in []int) []int {
	out := make([]int, len(in))
	for i, n := range in {
		out[i] = 2 * n
	}
	return out
}

func TestEveryoneGetsTheirOwnResult(t *testing.T) {
	for _, lanes := range []int{1, 3} {
		everyoneGetsTheirOwnResult(t, lanes)
	}
}

func everyoneGetsTheirOwnResult(t *testing.T, lanes int) {
	t.Helper()
	var under atomic.Int32
	var runs atomic.Int32
	g := batch.New(7, lanes, func(in []int) []int {
		runs.Add(1)
		if n := under.Add(1); int(n) > lanes {
			t.Errorf("%d pieces of work side by side in %d lanes", n, lanes)
		}
		defer under.Add(-1)
		if len(in) > 7 {
			t.Errorf("%d at once", len(in))
		}
		time.Sleep(time.Millisecond)
		return double(in)
	})
	var wg sync.WaitGroup
	for i := range 500 {
		wg.Go(func() {
			if got := g.Do(i); got != 2*i {
				t.Errorf("%d got %d", i, got)
			}
		})
	}
	wg.Wait()
	if n := runs.Load(); n < 500/7 || n > 400 {
		t.Errorf("%d pieces of work for 500 callers, at most 7 at once", n)
	}
	if g.Do(4) != 8 {
		t.Error("afterwards nobody is served")
	}
}

func TestAReadThatServesACallerBeginsAfterTheCallerCame(t *testing.T) {
	var now atomic.Int64
	g := batch.New(1000, 2, func(in []int64) []int64 {
		seen := now.Load() // the read
		time.Sleep(200 * time.Microsecond)
		out := make([]int64, len(in))
		for i := range out {
			out[i] = seen
		}
		return out
	})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 200 {
				came := now.Add(1)
				if seen := g.Do(came); seen < came {
					t.Errorf("came at %d and was shown %d", came, seen)
				}
			}
		})
	}
	wg.Wait()
}

func TestACallerAloneBeginsAtOnce(t *testing.T) {
	g := batch.New(10, 1, double)
	for i := range 1000 { // one that waited for company would wait for ever
		if got := g.Do(i); got != 2*i {
			t.Errorf("%d became %d", i, got)
		}
	}
}

func TestAPanicFreesTheOthers(t *testing.T) {
	first := make(chan bool)
	g := batch.New(10, 1, func(in []int) []int {
		if in[0] == 1 {
			close(first)
			time.Sleep(50 * time.Millisecond)
			panic("one")
		}
		return double(in)
	})
	var wg sync.WaitGroup
	wg.Go(func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		g.Do(1)
	})
	<-first
	for i := range 5 {
		wg.Go(func() {
			if got := g.Do(10 + i); got != 2*(10+i) {
				t.Errorf("got %d", got)
			}
		})
	}
	wg.Wait()
}
