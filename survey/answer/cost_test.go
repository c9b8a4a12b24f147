package answer_test

import (
	"fmt"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"dealervoice/survey/answer"
)

// TestCostGrowsWithTheSurvey guards against work that grows faster than the
// survey: ten times the questions in at most forty times the work. It is the
// thread's own time that counts, which a busy machine does not make longer.
func TestCostGrowsWithTheSurvey(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	cost := func(n int) time.Duration {
		var b strings.Builder
		data := answer.Data{}
		b.WriteString(`{"pages":[{"name":"p","elements":[{"type":"radiogroup","name":"q0","choices":["a","b"]}`)
		for i := 1; i <= n; i++ {
			fmt.Fprintf(&b, `,{"type":"radiogroup","name":"q%d","isRequired":true,"choices":["a","b","c"],"choicesVisibleIf":"{item} <> 'b' or {q%d} = 'a'","visibleIf":"{q%d} notempty"}`, i, i-1, i-1)
			data[fmt.Sprint("q", i)] = "c"
		}
		b.WriteString(`]}]}`)
		def := load(t, b.String())
		data["q0"] = "a"
		times := 30_000 / n // the clock of a thread goes in steps of milliseconds
		start := worked(t)
		for range times {
			if d := answer.Run(def, data, seen()); !d.Valid || len(d.Visible) != n+1 {
				t.Fatal(d.Errors)
			}
		}
		return (worked(t) - start) / time.Duration(times)
	}
	// What others do to the processor's caches may disturb one measurement, not five.
	for range 5 {
		small, large := cost(150), cost(1500)
		if large <= 40*max(small, 100*time.Microsecond) {
			return
		}
		t.Logf("150 questions %v, 1500 questions %v", small, large)
	}
	t.Error("the cost of a decision grows faster than the survey")
}

// worked is the time that this thread has had the processor.
func worked(t *testing.T) time.Duration {
	t.Helper()
	const thread = 1 // RUSAGE_THREAD
	var u syscall.Rusage
	if err := syscall.Getrusage(thread, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
