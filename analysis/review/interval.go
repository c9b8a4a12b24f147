package review

// Intervals of scores that rest on few answers.

import (
	"math"

	"dealervoice/analysis/stats"
	"dealervoice/analysis/text/evaluate"
)

// Rated is a score with its 95 % interval.
type Rated struct{ Value, Low, High float64 }

// ThemeScores are one theme's scores; nil where nothing was guessed or there was
// nothing to find.
type ThemeScores struct{ Precision, Recall, F1 *Rated }

// ScoresOf gives a theme's scores with intervals that hold for few answers, where
// resampling them says 1.00 to 1.00: precision and recall are shares (Wilson 1927);
// F1 is 2J/(1+J) of the share J of answers with the theme by either that have it by
// both (Jaccard), so its interval is that of J, carried over.
func ScoresOf(t evaluate.Theme) ThemeScores {
	hits := int(math.Round(t.Recall * float64(t.Support)))
	out := ThemeScores{Precision: share(hits, t.Predicted), Recall: share(hits, t.Support)}
	if j := share(hits, t.Support+t.Predicted-hits); j != nil {
		out.F1 = &Rated{f1Of(j.Value), f1Of(j.Low), f1Of(j.High)}
	}
	return out
}

func f1Of(j float64) float64 { return 2 * j / (1 + j) }

func share(k, n int) *Rated {
	e, err := stats.Proportion(k, n, level)
	if err != nil {
		return nil // of nothing
	}
	return &Rated{e.Value, e.Low, e.High}
}
