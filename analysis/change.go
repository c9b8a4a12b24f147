package analysis

// How a figure moved from one wave to the next: made of two cells that have
// passed the guard, so that it can tell no more than they do.

import (
	"math"

	"dealervoice/analysis/stats"
)

// Verdict is what may be said of a difference.
type Verdict string

// The verdicts. Higher and Lower only where the interval excludes zero; None
// where it takes in zero and is narrow enough to say so; else Unclear.
const (
	Higher  Verdict = "higher"
	Lower   Verdict = "lower"
	None    Verdict = "none"
	Unclear Verdict = "unclear"
	// Broken: the question was put otherwise, so that nothing can be compared.
	Broken Verdict = "broken"
)

// Change is the difference of a figure between two waves.
type Change struct {
	From    string  `json:"from"`
	To      string  `json:"to"`
	Before  Cell    `json:"before"`
	After   Cell    `json:"after"`
	Value   float64 `json:"value"`
	Low     float64 `json:"low"`
	High    float64 `json:"high"`
	Bounded bool    `json:"bounded"`
	Verdict Verdict `json:"verdict"`
	// Broken is what was changed about the question between the two.
	Broken []BreakKind `json:"broken,omitempty"`
}

// broken is a change that is none: the figures stand side by side, and nothing is
// said of their difference.
func broken(before, after Cell, why []BreakKind) Change {
	return Change{From: before.key(DimWave), To: after.key(DimWave), Before: before, After: after, Verdict: Broken, Broken: why}
}

// compare tells how the figure moved. margin is the smallest difference that
// would matter: where the interval reaches further than that to both sides of
// zero, nothing can be told.
func compare(before, after Cell, margin float64) Change {
	c := Change{From: before.key(DimWave), To: after.key(DimWave), Before: before, After: after, Verdict: Unclear}
	if !before.Shown() || !after.Shown() {
		return c
	}
	c.Value = after.Value - before.Value
	d, err := difference(before, after)
	c.judge(d, err, margin)
	return c
}

// judge takes over a difference and says what may be said of it; nothing where
// the method refused.
func (c *Change) judge(d stats.Estimate, err error, margin float64) {
	c.Verdict = Unclear
	if err != nil {
		return
	}
	c.Value, c.Low, c.High, c.Bounded = d.Value, d.Low, d.High, true
	switch {
	case d.Low > 0:
		c.Verdict = Higher
	case d.High < 0:
		c.Verdict = Lower
	case math.Max(-d.Low, d.High) <= margin:
		c.Verdict = None
	}
}

// difference takes the method that belongs to the measure: Newcombe for shares,
// Welch for means, normal for NPS. The waves count as independent samples,
// though many dealers answer in both: the interval is rather too wide.
func difference(before, after Cell) (stats.Estimate, error) {
	if after.Weighted() || before.Weighted() { // by their design-based standard errors
		return stats.NormalDifference(after.estimated(), before.estimated(), stats.Level95)
	}
	switch after.Measure {
	case Share, Top:
		return stats.Newcombe(stats.Share{Count: after.Count, Of: after.N}, stats.Share{Count: before.Count, Of: before.N}, stats.Level95)
	case NPS:
		return stats.NormalDifference(after.estimated(), before.estimated(), stats.Level95)
	case Mean, Index:
		return stats.WelchDifference(after.estimated(), before.estimated(), stats.Level95)
	}
	return stats.Estimate{}, stats.ErrShape
}

func (c Cell) estimated() stats.Estimate {
	return stats.Estimate{Value: c.Value, SE: c.SE, N: c.N}
}

// margin is the smallest difference that matters: 15 points of a share, 25 of
// NPS, 10 of an index, and a tenth of the scale of a mean. Numbers without a
// scale have none.
func margin(m Measure, q Question) float64 {
	switch m {
	case NPS:
		return 25
	case Index:
		return 10
	case Mean:
		low, high := q.ends()
		return (high - low) / 10
	}
	return 0.15
}
