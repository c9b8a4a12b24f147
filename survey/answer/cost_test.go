package answer_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dealervoice/survey/answer"
)

// TestCostGrowsWithTheSurvey guards against work that grows faster than the
// survey: ten times the questions in at most forty times the time.
func TestCostGrowsWithTheSurvey(t *testing.T) {
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
		best := time.Hour
		for range 3 {
			start := time.Now()
			if d := answer.Run(def, data, seen()); !d.Valid || len(d.Visible) != n+1 {
				t.Fatal(d.Errors)
			}
			best = min(best, time.Since(start))
		}
		return best
	}
	// A busy machine may disturb one measurement, not five in a row.
	for range 5 {
		small, large := cost(150), cost(1500)
		if large <= 40*max(small, 100*time.Microsecond) {
			return
		}
		t.Logf("150 questions %v, 1500 questions %v", small, large)
	}
	t.Error("the cost of a decision grows faster than the survey")
}
