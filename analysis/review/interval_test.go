package review_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"dealervoice/analysis/review"
	"dealervoice/analysis/text/evaluate"
)

// drawn are answers of which a share has the theme by both, by the person alone and
// by the tagger alone.
func drawn(n int, both, person, tagger float64, rng *rand.Rand) []evaluate.Row {
	rows := make([]evaluate.Row, n)
	tag := []evaluate.Tag{{Theme: "t"}}
	for i := range rows {
		rows[i].Text = fmt.Sprint(i)
		switch u := rng.Float64(); {
		case u < both:
			rows[i].Gold, rows[i].Guess = tag, tag
		case u < both+person:
			rows[i].Gold = tag
		case u < both+person+tagger:
			rows[i].Guess = tag
		}
	}
	return rows
}

// Where there are many answers the interval is that of the bootstrap.
func TestTheIntervalOfF1IsThatOfTheBootstrapWhereAnswersAreMany(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 1))
	for _, share := range [][3]float64{{0.3, 0.05, 0.05}, {0.2, 0.1, 0.02}, {0.1, 0.1, 0.1}} {
		theme := evaluate.Measure(drawn(1000, share[0], share[1], share[2], rng), evaluate.Seed).Themes[0]
		f1 := review.ScoresOf(theme).F1
		low, high := theme.Interval.F1[0], theme.Interval.F1[1]
		if math.Abs(f1.Value-theme.F1) > 1e-9 || math.Abs(f1.Low-low) > 0.012 || math.Abs(f1.High-high) > 0.012 {
			t.Errorf("%v: %.3f [%.3f, %.3f], by bootstrap %.3f [%.3f, %.3f]", share, f1.Value, f1.Low, f1.High, theme.F1, low, high)
		}
	}
}

// Where there are few, it holds the true value as often as it says; the bootstrap
// does not.
func TestTheIntervalOfF1HoldsTheTruthWhereAnswersAreFew(t *testing.T) {
	const draws = 2000
	rng := rand.New(rand.NewPCG(7, 2))
	for _, share := range [][3]float64{{0.3, 0.05, 0.05}, {0.4, 0.02, 0.02}, {0.15, 0.1, 0.05}} {
		truth := 2 * share[0] / (2*share[0] + share[1] + share[2])
		held, of := 0, 0
		for range draws {
			gold, guess, hits := 0, 0, 0
			for range 40 {
				switch u := rng.Float64(); {
				case u < share[0]:
					hits++
				case u < share[0]+share[1]:
					gold++
				case u < share[0]+share[1]+share[2]:
					guess++
				}
			}
			gold, guess = gold+hits, guess+hits
			if gold == 0 || guess == 0 {
				continue
			}
			theme := evaluate.Theme{Support: gold, Predicted: guess}
			theme.Recall, theme.Precision = float64(hits)/float64(gold), float64(hits)/float64(guess)
			of++
			if f1 := review.ScoresOf(theme).F1; f1.Low <= truth && truth <= f1.High {
				held++
			}
		}
		if cover := float64(held) / float64(of); cover < 0.93 || cover > 0.99 {
			t.Errorf("%v: the interval holds the true F1 %.3f in %.3f of %d samples", share, truth, cover, of)
		}
	}
}
