package analysis

// A report as a list of figures, one a line: what exports write and tables of
// other programs read. It is made of the report's cells, so it holds what the
// page holds.

// FigureLine is one figure with where it belongs.
type FigureLine struct {
	Figure  string // as Query.Figure takes it
	Title   string
	Option  string // of a distribution
	Label   string
	Dim     string // of a segment; "" for all
	Value   string
	Segment string
	Cell    Cell
}

// Listed lists the cells of a report in its order: for each figure the answers,
// the headline, the top, the average, the distribution, the waves; then its rows;
// the themes; and the segments, if it is split.
func (r SplitReport) Listed() []FigureLine {
	out := []FigureLine{{Figure: Responses, Cell: r.Responses}}
	titles := map[string]Figure{}
	for _, f := range append(r.Indices[:len(r.Indices):len(r.Indices)], r.Figures...) {
		out = append(out, f.lines(titles)...)
	}
	for _, t := range r.Themes.Themes {
		for _, c := range []Cell{t.Spoken, t.Negative, t.Neutral, t.Positive} {
			out = append(out, FigureLine{Figure: themePath(t.ID), Title: t.Label, Option: c.Option, Label: c.Option, Cell: c})
		}
	}
	for _, s := range r.Splits {
		f := titles[s.Figure]
		for _, split := range s.Splits {
			for _, c := range split.Cells {
				out = append(out, FigureLine{
					Figure: s.Figure, Title: f.Title, Option: c.Option, Label: f.label(c.Option),
					Dim: r.By, Value: split.Value, Segment: split.Label, Cell: c,
				})
			}
		}
	}
	return out
}

func (f Figure) lines(titles map[string]Figure) []FigureLine {
	titles[f.Name] = f
	line := func(c Cell) FigureLine {
		return FigureLine{Figure: f.Name, Title: f.Title, Option: c.Option, Label: f.label(c.Option), Cell: c}
	}
	var out []FigureLine
	if f.Kind != Matrix && f.Kind != KindIndex {
		out = append(out, line(f.N))
	}
	for _, c := range []*Cell{f.Headline, f.Top, f.Average} {
		if c != nil {
			out = append(out, line(*c))
		}
	}
	for _, o := range f.Options {
		out = append(out, line(o.Share))
		if o.Rank != nil {
			out = append(out, line(*o.Rank))
		}
	}
	for _, c := range f.Waves {
		l := line(c)
		l.Dim, l.Value, l.Segment = DimWave, c.key(DimWave), c.key(DimWave)
		out = append(out, l)
	}
	for _, r := range f.Rows {
		r.Title = f.Title + " · " + r.Title
		out = append(out, r.lines(titles)...)
	}
	return out
}

// label is what the reader sees for an option.
func (f Figure) label(option string) string {
	for _, o := range f.Options {
		if o.Value == option {
			return o.Label
		}
	}
	return option
}
