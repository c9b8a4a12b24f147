package heap_test

import (
	"runtime"
	"runtime/debug"
	"testing"

	"dealervoice/cmd/internal/heap"
)

var sink []byte

// collections counts how often the collector runs while 64 MB of garbage are made.
func collections(t *testing.T) uint32 {
	t.Helper()
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 1024 {
		sink = make([]byte, 64<<10)
	}
	runtime.ReadMemStats(&after)
	return after.NumGC - before.NumGC
}

func TestFloorSparesTheCollector(t *testing.T) {
	bare := collections(t)
	block := heap.Floor(256 << 20)
	with := collections(t)
	runtime.KeepAlive(block)
	if bare < 3 || with > 1 {
		t.Errorf("the collector ran %d times without a floor and %d times with one", bare, with)
	}
}

func TestFloorLeavesALimitAlone(t *testing.T) {
	limit := debug.SetMemoryLimit(8 << 30)
	defer debug.SetMemoryLimit(limit)
	block := heap.Floor(256 << 20)
	if with := collections(t); with < 3 {
		t.Errorf("the collector ran %d times under a memory limit: there is a floor", with)
	}
	runtime.KeepAlive(block)
}
