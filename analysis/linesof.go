package analysis

// The other pages about a survey as lists of figures, as exports write them: made
// of the cells that the pages show.

import "strconv"

// Listed lists the table: what the columns rest on, then each option in all and in
// each column, then the means.
func (t Crosstab) Listed() []FigureLine {
	in := func(l FigureLine, column int) FigureLine {
		c := t.Columns[column]
		l.Dim, l.Value, l.Segment = t.Cols.Name, c.Value, c.Label
		return l
	}
	head := FigureLine{Figure: t.Rows.Name, Title: t.Rows.Title, Cell: t.N}
	out := []FigureLine{head}
	for i, c := range t.Columns {
		l := in(head, i)
		l.Cell = c.N
		out = append(out, l)
	}
	row := func(option, label string, total Cell, cells []Cell) {
		l := FigureLine{Figure: t.Rows.Name, Title: t.Rows.Title, Option: option, Label: label, Cell: total}
		out = append(out, l)
		for i, c := range cells {
			at := in(l, i)
			at.Cell = c
			out = append(out, at)
		}
	}
	for _, l := range t.Lines {
		row(l.Value, l.Label, l.Total, l.Cells)
	}
	if t.Means != nil {
		row("", "", t.Means.Total, t.Means.Cells)
	}
	return out
}

// Listed lists what each driver came to, under the outcome they go with.
func (r DriverReport) Listed() []FigureLine {
	outcome := FigureLine{Figure: r.Outcome.Name, Title: r.Outcome.Title}
	var out []FigureLine
	if outcome.Figure == "" {
		return nil
	}
	for _, c := range []Cell{r.Complete, r.Fit} {
		l := outcome
		l.Cell = c
		out = append(out, l)
	}
	for _, d := range r.Items {
		for _, c := range []*Cell{&d.Performance, d.Stated, d.Derived, d.Weight, d.Inflation} {
			if c != nil {
				out = append(out, FigureLine{Figure: d.Name, Title: d.Title, Cell: *c})
			}
		}
	}
	return out
}

// Listed lists the classes and the coefficients of each feature.
func (r KanoReport) Listed() []FigureLine {
	var out []FigureLine
	for _, f := range r.Features {
		for _, c := range f.Classes {
			out = append(out, FigureLine{Figure: "kano:" + f.Name, Title: f.Title, Option: string(c.Class), Label: string(c.Class), Cell: c.Share})
		}
		for _, c := range []Cell{f.Better, f.Worse} {
			out = append(out, FigureLine{Figure: "kano:" + f.Name, Title: f.Title, Cell: c})
		}
	}
	return out
}

// Listed lists the rows quarter by quarter.
func (w Watch) Listed() []FigureLine {
	var out []FigureLine
	for _, r := range w.Rows {
		for _, c := range r.Cells {
			quarter := c.key(DimQuarter)
			out = append(out, FigureLine{Figure: r.Name, Title: r.Title, Option: c.Option, Label: c.Option, Dim: DimQuarter, Value: quarter, Segment: quarter, Cell: c})
		}
	}
	return out
}

// The sides of the chain, as options of its lines.
const (
	consumersSide = "consumers"
	dealersSide   = "dealers"
)

// Listed lists the levels of the chain, and its points: dimension dealer, or bunch
// where single dealers must not be seen.
func (r ChainReport) Listed() []FigureLine {
	from, to := choiceOf(r.Voices), choiceOf(r.Scores)
	if from.Name == "" || to.Name == "" {
		return nil
	}
	voice := FigureLine{Figure: from.Name, Title: from.Title, Option: consumersSide, Cell: r.Answered}
	score := FigureLine{Figure: to.Name, Title: to.Title, Option: dealersSide, Cell: r.Scored}
	company := score
	company.Dim, company.Value, company.Cell = "company", "all", r.Company
	both := FigureLine{Figure: voice.Figure + " x " + score.Figure, Cell: r.Correlation}
	out := []FigureLine{voice}
	outlets := voice
	outlets.Dim, outlets.Value, outlets.Cell = dimOutlet, "all", r.Outlets
	out = append(out, outlets, score, company, both)
	for i, p := range r.Points {
		dim, value := dimDealer, p.Label
		if r.Bunched {
			dim, value = "bunch", strconv.Itoa(i+1)
		}
		for _, l := range []FigureLine{voice, score} {
			l.Dim, l.Value, l.Segment, l.Cell = dim, value, value, p.Voice
			if l.Option == dealersSide {
				l.Cell = p.Score
			}
			out = append(out, l)
		}
	}
	return out
}

// The names of the figures of turnout.
const (
	FigureTurnout  = "turnout"
	FigureReturned = "returned"
)

// Listed lists the rates, and what became of those who answered the wave before.
func (t Turnout) Listed() []FigureLine {
	var out []FigureLine
	rate := func(dim string, g TurnoutGroup) {
		out = append(out, FigureLine{Figure: FigureTurnout, Dim: dim, Value: g.Value, Segment: g.Label, Cell: g.Rate})
	}
	if t.Wave != "" {
		rate("", t.Whole)
	}
	for _, s := range t.Segments {
		for _, g := range s.Groups {
			rate(s.Dim, g)
		}
	}
	if t.Return == nil {
		return out
	}
	back := func(dim string, g ReturnGroup) {
		for _, c := range []Cell{g.Stayed, g.Left, g.NotAsked} {
			out = append(out, FigureLine{Figure: FigureReturned, Option: c.Option, Label: c.Option, Dim: dim, Value: g.Value, Segment: g.Label, Cell: c})
		}
	}
	back("", t.Return.Whole)
	for _, s := range t.Return.Segments {
		for _, g := range s.Groups {
			back(s.Dim, g)
		}
	}
	return out
}
