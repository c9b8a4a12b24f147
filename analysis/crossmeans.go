package analysis

// The means, scores and indices of the columns of a crosstab, beside their
// shares.

import (
	"math"

	"dealervoice/analysis/stats"
)

// MeansLine is the one number of the question in each column.
type MeansLine struct {
	Measure Measure     `json:"measure"`
	Total   Cell        `json:"total"`
	Cells   []Cell      `json:"cells"`
	Tests   []*CellTest `json:"tests,omitempty"`
	Test    *TableTest  `json:"test,omitempty"`
}

// compareMeans tests each column's mean against that of the others, and all
// together by Welch's analysis of variance.
func (x crossing) compareMeans(line *MeansLine) {
	var shown []int
	for i, c := range line.Cells {
		if c.Shown() && c.N > 1 {
			shown = append(shown, i)
		}
	}
	if len(shown) < 2 {
		return
	}
	groups := make([]stats.Moments, len(shown))
	for k, i := range shown {
		groups[k] = line.Cells[i].moments()
	}
	for k, i := range shown {
		if len(shown) == 2 && k == 1 {
			line.Tests[i] = line.Tests[shown[0]].mirrored()
			break
		}
		if x.weights != nil {
			line.Tests[i] = x.weightedMean(line.Measure, i, shown)
			continue
		}
		rest, err := stats.PooledMoments(without(groups, k))
		if err != nil {
			continue
		}
		if d, err := stats.Welch(groups[k], rest, stats.Level95); err == nil {
			line.Tests[i] = &CellTest{Value: d.Value, Low: d.Low, High: d.High, Residual: d.T, P: d.P, margin: x.margin(line.Measure)}
		}
	}
	if x.weights != nil {
		return
	}
	if f, err := stats.WelchANOVA(groups); err == nil {
		line.Test = &TableTest{Method: ByWelch, Statistic: f.F, DF1: f.DF1, DF2: f.DF2, P: f.P, N: total(groups)}
	}
}

// margin is the smallest difference of the measure that matters.
func (x crossing) margin(m Measure) float64 { return margin(m, x.rows) }

// moments are mean and spread of a shown cell that has a mean. The standard error
// of NPS divides by n, that of means by n-1.
func (c Cell) moments() stats.Moments {
	n := float64(c.N)
	sd := c.SE * math.Sqrt(n)
	if c.Measure == NPS {
		sd *= math.Sqrt(n / (n - 1))
	}
	return stats.Moments{N: c.N, Mean: c.Value, SD: sd}
}

func without(groups []stats.Moments, k int) []stats.Moments {
	out := append([]stats.Moments{}, groups[:k]...)
	return append(out, groups[k+1:]...)
}

func total(groups []stats.Moments) int {
	n := 0
	for _, g := range groups {
		n += g.N
	}
	return n
}
