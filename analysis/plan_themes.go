package analysis

// Figures of those who speak of a theme, beside those who do not.

// amongSpeakers counts a figure among those who spoke of a theme.
func (l *look) amongSpeakers(theme, figure string) ([]Cell, error) {
	t, err := l.plan(figure, nil)
	if err != nil {
		return nil, err
	}
	t.groups = []group{{in: l.within.And(l.table.Theme(theme).Answered())}}
	return disclose(l.ctx, t, l.guard)
}

// besideOthers counts the first measure of a figure among those who complain of a
// theme, and among all others who wrote.
func (l *look) besideOthers(theme, figure string, m Measure) (complain, others Cell, err error) {
	t, err := l.plan(figure, []Measure{m})
	if err != nil {
		return Cell{}, Cell{}, err
	}
	wrote := l.within.And(l.coded)
	blame := wrote.And(l.table.Theme(theme).Chose("negative"))
	t.groups = []group{{in: blame}, {in: wrote.Without(blame)}}
	cells, err := disclose(l.ctx, t, l.guard)
	if err != nil {
		return Cell{}, Cell{}, err
	}
	return cells[0], cells[len(t.parts)], nil
}
