package analysisweb

// The chart of a figure. It and the table (table.go) are made from the same
// analysis.Figure; a hidden cell is a row that says so.

import (
	"dealervoice/analysis"
	"dealervoice/analysis/chart"
)

// drawable tells whether a figure has a chart.
func drawable(f analysis.Figure) bool {
	switch f.Kind {
	case analysis.Text, analysis.Other, analysis.Number:
		return false
	case analysis.Matrix, analysis.KindIndex:
		return len(f.Rows) > 0
	}
	return len(f.Options) > 0
}

// drawing is the chart of a figure; nil where it has none.
func (s Sheet) drawing(f analysis.Figure) chart.Figure {
	switch f.Kind {
	case analysis.Promote:
		return s.drawNPS(f)
	case analysis.Scale:
		return s.drawScales([]analysis.Figure{f})
	case analysis.Matrix:
		if len(f.Rows) > 0 && f.Rows[0].Kind == analysis.Scale {
			return s.drawScales(f.Rows)
		}
		return s.drawSingles(f.Rows)
	case analysis.KindIndex:
		return s.drawFactors(f)
	case analysis.Single, analysis.Multi, analysis.Ranking:
		return s.drawOptions(f)
	}
	return nil
}

// drawOptions is a bar for each option.
func (s Sheet) drawOptions(f analysis.Figure) chart.Figure {
	out := &chart.Bars{}
	for _, o := range f.Options {
		out.Items = append(out.Items, item(o.Label, o.Share))
	}
	return out
}

// item is a row of a chart of values.
func item(label string, c analysis.Cell) chart.Item {
	return chart.Item{Label: label, Value: c.Value, Interval: interval(c), N: c.N, Suppressed: !c.Shown()}
}

func interval(c analysis.Cell) *chart.Interval {
	if !c.Bounded || c.Suppressed {
		return nil
	}
	return &chart.Interval{Low: c.Low, High: c.High}
}

// drawScales is a diverging bar for each figure: the shares of the values on the
// scale, without those to whom it does not apply.
func (s Sheet) drawScales(list []analysis.Figure) chart.Figure {
	out := &chart.Likert{}
	for _, f := range list {
		row := chart.LikertItem{Label: f.Title, Suppressed: true}
		if len(list) == 1 {
			row.Label = s.T("report.all_answers")
		}
		levels, counts, total := scaleCounts(f)
		out.Levels = levels
		if f.Shown() && total > 0 {
			row.Suppressed, row.N = false, total
			for _, n := range counts {
				row.Shares = append(row.Shares, float64(n)/float64(total))
			}
		}
		out.Items = append(out.Items, row)
	}
	return out
}

// scaleCounts are the answers on the scale, by level.
func scaleCounts(f analysis.Figure) (levels []string, counts []int, total int) {
	for _, o := range f.Options {
		if o.NA {
			continue
		}
		levels = append(levels, o.Label)
		counts = append(counts, o.Share.Count)
		total += o.Share.Count
	}
	return levels, counts, total
}

// drawSingles is a bar of a hundred per cent for each row.
func (s Sheet) drawSingles(list []analysis.Figure) chart.Figure {
	out := &chart.Stack{}
	for _, f := range list {
		row := chart.StackItem{Label: f.Title, Suppressed: true}
		levels := []string{}
		total := 0
		for _, o := range f.Options {
			levels = append(levels, o.Label)
			total += o.Share.Count
		}
		out.Levels = levels
		if f.Shown() && total > 0 {
			row.Suppressed, row.N = false, total
			for _, o := range f.Options {
				row.Shares = append(row.Shares, float64(o.Share.Count)/float64(total))
			}
		}
		out.Items = append(out.Items, row)
	}
	return out
}

// drawNPS is the three classes and the score.
func (s Sheet) drawNPS(f analysis.Figure) chart.Figure {
	row := chart.NPSItem{Label: s.T("report.all_answers"), Suppressed: true}
	if f.Shown() && f.Headline != nil && f.Headline.Shown() {
		row.Suppressed, row.Value, row.Interval = false, f.Headline.Value, interval(*f.Headline)
		for i, o := range f.Options { // 0 to 10
			switch {
			case i >= 9:
				row.Promoters += o.Share.Count
			case i >= 7:
				row.Passives += o.Share.Count
			default:
				row.Detractors += o.Share.Count
			}
		}
	}
	return &chart.NPS{
		Classes: [3]string{s.T("report.detractors"), s.T("report.passives"), s.T("report.promoters")},
		Items:   []chart.NPSItem{row},
	}
}

// drawFactors is a bar for each factor of an index.
func (s Sheet) drawFactors(f analysis.Figure) chart.Figure {
	out := &chart.Bars{Scale: &chart.Interval{Low: f.Low, High: f.High}}
	for _, r := range f.Rows {
		if r.Headline != nil {
			out.Items = append(out.Items, item(r.Title, *r.Headline))
		}
	}
	return out
}

// drawWaves is the headline through the waves.
func (s Sheet) drawWaves(f analysis.Figure) chart.Figure {
	out := &chart.Line{}
	series := chart.Series{Name: f.Title}
	for _, c := range f.Waves {
		for _, k := range c.Keys {
			out.X = append(out.X, s.T("report.wave", "Wave", k.Value))
		}
		series.Points = append(series.Points, chart.Point{
			Value: c.Value, Interval: interval(c), N: c.N, Missing: c.Empty(), Suppressed: c.Suppressed,
		})
	}
	out.Series = []chart.Series{series}
	return out
}

// splitDrawable tells whether the split of a figure has a chart.
func splitDrawable(r analysis.FigureReport) bool {
	return r.Figure.Headline != nil || r.Figure.Kind == analysis.Single
}

// drawSplit is the figure in each segment: its headline against that of all, or
// its distribution.
func (s Sheet) drawSplit(r analysis.FigureReport) chart.Figure {
	if r.Figure.Headline != nil {
		out := &chart.Forest{}
		if r.Figure.Headline.Shown() {
			out.Reference = &chart.Reference{Label: s.T("report.all_answers"), Value: r.Figure.Headline.Value}
		}
		for _, split := range r.Splits {
			if len(split.Cells) > 0 {
				out.Items = append(out.Items, item(split.Label, split.Cells[0]))
			}
		}
		return out
	}
	out := &chart.Stack{}
	for _, o := range r.Figure.Options {
		out.Levels = append(out.Levels, o.Label)
	}
	for _, split := range r.Splits {
		out.Items = append(out.Items, stackItem(split))
	}
	return out
}

func stackItem(split analysis.Split) chart.StackItem {
	row := chart.StackItem{Label: split.Label, Suppressed: true}
	total := 0
	for _, c := range split.Cells {
		total += c.Count
	}
	if total == 0 {
		return row
	}
	row.Suppressed, row.N = false, total
	for _, c := range split.Cells {
		row.Shares = append(row.Shares, float64(c.Count)/float64(total))
	}
	return row
}

// drawThemes is the share that complains of each theme, of all who wrote.
func (s Sheet) drawThemes(t analysis.Themes) chart.Figure {
	out := &chart.Bars{Head: chart.Head{Note: s.T("report.themes_note")}}
	for i, th := range t.Themes {
		if i == maxBars {
			break
		}
		out.Items = append(out.Items, item(th.Label, th.Negative))
	}
	return out
}

// maxBars bounds the themes in a chart; the table has them all.
const maxBars = 12

// drawReactions is a diverging bar for each policy.
func (s Sheet) drawReactions(r analysis.ReactionReport, from analysis.Source) chart.Figure {
	out := &chart.Likert{Levels: []string{s.T("report.polarity.negative"), s.T("report.polarity.neutral"), s.T("report.polarity.positive")}}
	for _, p := range r.Policies {
		reaction := p.Asked
		if from == analysis.Said {
			reaction = p.Said
		}
		if !reaction.Shown() && !reaction.Hidden() {
			continue
		}
		row := chart.LikertItem{Label: p.Title, Suppressed: true}
		if reaction.Shown() {
			row = chart.LikertItem{
				Label: p.Title, N: reaction.N(), Shares: []float64{reaction.Negative.Value, reaction.Neutral.Value, reaction.Positive.Value},
				Negative: interval(reaction.Negative), Positive: interval(reaction.Positive),
			}
		}
		out.Items = append(out.Items, row)
	}
	return out
}
