package analysisweb

// A change as it is written must not contradict itself.

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/web/page"
)

func written(c analysis.Change) (low, high, value string) {
	s := Sheet{Frame: page.Frame{Words: page.Words{}}}
	return s.difference(&c, c.Low), s.difference(&c, c.High), s.difference(&c, c.Value)
}

func TestAnIntervalThatExcludesZeroIsNotWrittenAsEndingThere(t *testing.T) {
	for _, c := range []struct {
		name             string
		measure          analysis.Measure
		n                int
		low, high, value float64
		want             [3]string
	}{
		{"a share, far from zero", analysis.Share, 200, 0.03, 0.11, 0.07, [3]string{"3", "11", "7"}},
		{"a share, just above", analysis.Share, 200, 0.004, 0.11, 0.06, [3]string{"0.4", "11.0", "6.0"}},
		{"a share, just below", analysis.Share, 200, -0.11, -0.0004, -0.06, [3]string{"−11.00", "−0.04", "−6.00"}},
		{"a share, over zero", analysis.Share, 200, -0.004, 0.11, 0.06, [3]string{"0", "11", "6"}},
		{"an NPS of half a point", analysis.NPS, 200, 0.5, 22, 11, [3]string{"0.5", "22.0", "11.0"}},
		{"a mean of few", analysis.Mean, 40, 0.02, 0.9, 0.5, [3]string{"0.02", "0.90", "0.50"}},
		{"a mean of many", analysis.Mean, 400, 0.02, 0.9, 0.5, [3]string{"0.02", "0.90", "0.50"}},
	} {
		low, high, value := written(analysis.Change{After: analysis.Cell{Measure: c.measure, N: c.n}, Low: c.low, High: c.high, Value: c.value, Bounded: true})
		if got := [3]string{low, high, value}; got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestNoArrowBesideAZero(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		measure := rapid.SampledFrom([]analysis.Measure{analysis.Share, analysis.Top, analysis.Mean, analysis.NPS, analysis.Index}).Draw(t, "measure")
		low := rapid.Float64Range(1e-5, 0.5).Draw(t, "low")
		c := analysis.Change{
			After: analysis.Cell{Measure: measure, N: rapid.IntRange(1, 2000).Draw(t, "n")},
			Low:   low, Value: low * 1.5, High: low * 2, Bounded: true,
		}
		if rapid.Bool().Draw(t, "down") {
			c.Low, c.High, c.Value = -c.High, -c.Low, -c.Value
		}
		low1, high1, value := written(c)
		for _, text := range []string{low1, high1, value} {
			if strings.Trim(text, "0.−-") == "" {
				t.Fatalf("%v to %v is written %s to %s, by %s", c.Low, c.High, low1, high1, value)
			}
		}
	})
}
