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
		out.Items = append(out.Items, s.item(o.Label, o.Share))
	}
	return out
}

// item is a row of a chart of values.
func (s Sheet) item(label string, c analysis.Cell) chart.Item {
	return chart.Item{Label: s.dated(label, c), Value: c.Value, Interval: interval(c), N: c.N, Suppressed: !c.Shown()}
}

// dated adds to a label that its figure stands as of an earlier release.
func (s Sheet) dated(label string, c analysis.Cell) string {
	for _, note := range s.asOf(c) {
		label = s.T("report.dated", "Label", label, "Note", note)
	}
	return label
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
		levels, shares, n := scaleShares(f)
		out.Levels = levels
		if f.Shown() && n > 0 {
			row.Suppressed, row.N, row.Shares = false, n, shares
			row.Label = s.dated(row.Label, f.Options[0].Share)
		}
		out.Items = append(out.Items, row)
	}
	return out
}

// scaleShares are the shares of the levels among the n answers on the scale.
func scaleShares(f analysis.Figure) (levels []string, shares []float64, n int) {
	var cells []analysis.Cell
	for _, o := range f.Options {
		if !o.NA {
			levels, cells = append(levels, o.Label), append(cells, o.Share)
		}
	}
	shares, n = parts(cells)
	return levels, shares, n
}

// parts are the shares that the cells have of their sum, weighted as they are,
// and the answers behind them.
func parts(cells []analysis.Cell) (shares []float64, n int) {
	sum := 0.0
	for _, c := range cells {
		sum += c.Value
		n += c.Count
	}
	if sum == 0 {
		return nil, 0
	}
	for _, c := range cells {
		shares = append(shares, c.Value/sum)
	}
	return shares, n
}

// drawSingles is a bar of a hundred per cent for each row.
func (s Sheet) drawSingles(list []analysis.Figure) chart.Figure {
	out := &chart.Stack{}
	for _, f := range list {
		row := chart.StackItem{Label: f.Title, Suppressed: true}
		levels := []string{}
		var cells []analysis.Cell
		for _, o := range f.Options {
			levels, cells = append(levels, o.Label), append(cells, o.Share)
		}
		out.Levels = levels
		if shares, n := parts(cells); f.Shown() && n > 0 {
			row.Suppressed, row.N, row.Shares = false, n, shares
			row.Label = s.dated(row.Label, f.Options[0].Share)
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
		row.Label = s.dated(row.Label, *f.Headline)
		row.Weighted = make([]float64, 3)
		for i, o := range f.Options { // 0 to 10
			class, at := &row.Detractors, 0
			switch {
			case i >= 9:
				class, at = &row.Promoters, 2
			case i >= 7:
				class, at = &row.Passives, 1
			}
			*class += o.Share.Count
			row.Weighted[at] += o.Share.Value
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
			out.Items = append(out.Items, s.item(r.Title, *r.Headline))
		}
	}
	return out
}

// drawWaves is the headline through the waves.
func (s Sheet) drawWaves(f analysis.Figure) chart.Figure {
	out := &chart.Line{}
	var series chart.Series // the card over it names it
	for _, c := range f.Waves {
		for _, k := range c.Keys {
			out.X = append(out.X, s.dated(s.T("report.wave", "Wave", k.Value), c))
		}
		series.Points = append(series.Points, chart.Point{
			Value: c.Value, Interval: interval(c), N: c.N, Missing: c.Empty(), Suppressed: c.Suppressed,
		})
	}
	out.Series = []chart.Series{series}
	for _, b := range f.Breaks {
		for i, c := range f.Waves {
			if i > 0 && len(c.Keys) > 0 && c.Keys[0].Value == b.Wave {
				out.Breaks = append(out.Breaks, chart.Break{At: i, Label: s.T("report.break_mark", "Why", s.changed(b.Why))})
			}
		}
	}
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
				out.Items = append(out.Items, s.item(split.Label, split.Cells[0]))
			}
		}
		return out
	}
	out := &chart.Stack{}
	for _, o := range r.Figure.Options {
		out.Levels = append(out.Levels, o.Label)
	}
	for _, split := range r.Splits {
		out.Items = append(out.Items, s.stackItem(split))
	}
	return out
}

func (s Sheet) stackItem(split analysis.Split) chart.StackItem {
	row := chart.StackItem{Label: split.Label, Suppressed: true}
	if shares, n := parts(split.Cells); n > 0 {
		row.Suppressed, row.N, row.Shares = false, n, shares
		row.Label = s.dated(row.Label, split.Cells[0])
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
		out.Items = append(out.Items, s.item(th.Label, th.Negative))
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
