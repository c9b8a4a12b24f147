package analysis

// A figure through all waves: each against the one before, once as two samples
// and once for those who answered in both.

import (
	"slices"

	"dealervoice/analysis/internal/column"
	"dealervoice/analysis/stats"
)

// TrendStep is a figure's headline in one wave, and how it moved to there.
type TrendStep struct {
	Wave   string  `json:"wave"`
	Cell   Cell    `json:"cell"`
	Change *Change `json:"change,omitempty"` // against the wave before; nil in the first
	// Paired is the change among those who answered in both waves; nil where nobody
	// can tell who they are.
	Paired *Change `json:"paired,omitempty"`
}

// trend counts the steps of a figure that has a headline. A step across a break
// is not compared.
func (l *look) trend(f Figure) ([]TrendStep, error) {
	if f.Headline == nil || len(f.Waves) < 2 {
		return nil, nil
	}
	q, _ := l.outline.question(f.Name)
	m := margin(f.Headline.Measure, q)
	var out []TrendStep
	for i, c := range f.Waves {
		step := TrendStep{Wave: c.key(DimWave), Cell: c}
		if i > 0 {
			at := between{before: f.Waves[i-1].key(DimWave), last: step.Wave, broken: brokenAt(f.Breaks, step.Wave)}
			step.Change = at.of(f.Waves, m)
			var err error
			if step.Paired, err = l.paired(f, q, at); err != nil {
				return nil, err
			}
		}
		out = append(out, step)
	}
	return out, nil
}

// paired compares the answers of the same dealers in two waves: the figure of
// each wave over them, which the guard must let pass as any other group, and the
// change within dealers by a paired t. It is about those dealers alone, so it is
// never weighted.
func (l *look) paired(f Figure, q Question, at between) (*Change, error) {
	if len(at.broken) > 0 || f.Headline.Measure == Median {
		return nil, nil
	}
	free, err := l.overWaves()
	if err != nil {
		return nil, err
	}
	of := l.scored(f.Name)
	pairs := l.twice(at, of.who.And(free.within))
	if len(pairs) == 0 {
		return nil, nil
	}
	t, err := l.plan(f.Name, headline(q))
	if err != nil {
		return nil, err
	}
	t.parts = slices.DeleteFunc(t.parts, func(p part) bool { return p.cell.Measure != f.Headline.Measure })
	t.groups = []group{{keys: []Key{{DimWave, at.before}}}, {keys: []Key{{DimWave, at.last}}}}
	var before, after []float64
	for _, p := range pairs {
		for side, row := range p {
			t.groups[side].in = t.groups[side].in.Set(row)
		}
		before, after = append(before, of.points(q, p[0])), append(after, of.points(q, p[1]))
	}
	cells, err := disclose(l.ctx, t, free.guard)
	if err != nil {
		return nil, err
	}
	c := compare(cells[0], cells[1], margin(f.Headline.Measure, q))
	c.Bounded, c.Low, c.High = false, 0, 0
	if !cells[0].Shown() || !cells[1].Shown() || cells[0].AsOf != 0 || cells[1].AsOf != 0 {
		return &c, nil
	}
	d, err := stats.PairedT(after, before, stats.Level95)
	c.judge(d.Estimate, err, margin(f.Headline.Measure, q))
	return &c, nil
}

// points are what a respondent adds to the figure: a score, or 100, 0 or -100 of
// an NPS.
func (c scoredColumn) points(q Question, row int) float64 {
	if q.Kind == Promote {
		return []float64{100, 0, -100}[classAt(int(c.at[row]))]
	}
	return c.at[row]
}

// twice are the rows of those who answered in both waves, first the earlier one.
func (l *look) twice(at between, who column.Bits) [][2]int {
	rows := func(wave string) map[string]int {
		out := map[string]int{}
		l.table.Dim(DimWave).Chose(wave).And(who).Each(func(row int) {
			if row < len(l.dealers) && l.dealers[row] != "" {
				out[l.dealers[row]] = row
			}
		})
		return out
	}
	first, second := rows(at.before), rows(at.last)
	var out [][2]int
	for dealer, row := range first {
		if later, ok := second[dealer]; ok {
			out = append(out, [2]int{row, later})
		}
	}
	slices.SortFunc(out, func(a, b [2]int) int { return a[0] - b[0] })
	return out
}
