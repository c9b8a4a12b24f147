package analysis

// A question's figures put together for a reader: what pages, charts and the
// interface show. Everything in it is a cell that has passed the guard.

import (
	"slices"

	"dealervoice/survey/language"
)

// Figure is a question, a row of a matrix, an index or one of its factors.
type Figure struct {
	Name  string `json:"name"` // as Query.Figure takes it
	Kind  Kind   `json:"kind"`
	Title string `json:"title"`
	// Section is the title of the page it stands on.
	Section string `json:"section,omitempty"`
	Unit    string `json:"unit,omitempty"`
	Metric  string `json:"metric,omitempty"`
	Analyze bool   `json:"analyze,omitempty"` // a text that is read for themes

	N        Cell     `json:"n"`                  // respondents with an answer
	Headline *Cell    `json:"headline,omitempty"` // mean, NPS, index, median: the one number
	Top      *Cell    `json:"top,omitempty"`      // share of the highest answers
	Average  *Cell    `json:"average,omitempty"`  // of numbers: the mean beside the median
	Options  []Bar    `json:"options,omitempty"`  // the distribution, in the order of the form
	Rows     []Figure `json:"rows,omitempty"`     // of a matrix; the factors of an index
	Change   *Change  `json:"change,omitempty"`   // of the headline, between the last two waves
	Waves    []Cell   `json:"waves,omitempty"`    // the headline in each wave
	Breaks   []Break  `json:"breaks,omitempty"`   // where the question was changed between waves
	Low      float64  `json:"low,omitempty"`      // ends of the scale
	High     float64  `json:"high,omitempty"`
}

// KindIndex is the kind of figure that is no question.
const KindIndex Kind = "index"

// Bar is one option of a distribution.
type Bar struct {
	Value  string  `json:"value"`
	Label  string  `json:"label"`
	NA     bool    `json:"na,omitempty"`
	Share  Cell    `json:"share"`
	Rank   *Cell   `json:"rank,omitempty"` // of a ranking: the mean place
	Change *Change `json:"change,omitempty"`
}

// Shown tells whether the distribution may be seen.
func (f Figure) Shown() bool { return len(f.Options) > 0 && f.Options[0].Share.Shown() }

// figure counts everything of a question or a row.
func (l *look) figure(q Question) (Figure, error) {
	lang := string(l.lang())
	f := Figure{Name: q.Name, Kind: q.Kind, Title: q.FullTitle(lang), Section: q.Section.In(lang), Metric: q.Metric, Analyze: q.Analyze, Unit: unitIn(q.Unit, l.lang())}
	if q.Kind == Matrix {
		return l.matrix(f, q)
	}
	cells, err := l.cells(Query{Figure: q.Name, Measures: append([]Measure{Count}, q.Measures()...)})
	if err != nil {
		return Figure{}, err
	}
	f.fill(q, lang, cells)
	f.scale(q)
	return f, l.history(&f, q)
}

// fill sorts the cells into their places.
func (f *Figure) fill(q Question, lang string, cells []Cell) {
	for _, c := range cells {
		switch c.Measure {
		case Count:
			if f.N.Measure == "" {
				f.N = c
			}
		case Mean, NPS, Median, Index:
			cell := c
			if c.Measure == Mean && q.Kind == Number {
				f.Average = &cell
			} else {
				f.Headline = &cell
			}
		case Top:
			cell := c
			f.Top = &cell
		case Share:
			f.Options = append(f.Options, Bar{Value: c.Option, Label: q.Label(c.Option, lang), NA: q.isNA(c.Option), Share: c})
		case MeanRank:
			for i := range f.Options {
				if f.Options[i].Value == c.Option {
					cell := c
					f.Options[i].Rank = &cell
				}
			}
		}
	}
}

func (q Question) isNA(value string) bool {
	for _, o := range q.Options {
		if o.Value == value {
			return o.NA
		}
	}
	return false
}

// scale notes the ends of the scale.
func (f *Figure) scale(q Question) {
	switch q.Kind {
	case Promote:
		f.Low, f.High = -100, 100
	case Scale:
		f.Low, f.High = q.ends()
	}
}

func (l *look) matrix(f Figure, q Question) (Figure, error) {
	for _, r := range q.Rows {
		row, err := l.figure(r)
		if err != nil {
			return Figure{}, err
		}
		f.Rows = append(f.Rows, row)
	}
	if len(f.Rows) > 0 {
		f.N = f.Rows[0].N
	}
	return f, nil
}

// index counts an index with its factors.
func (l *look) index(id string) (Figure, error) {
	ix := l.outline.indices[id]
	f := Figure{Name: indexPath(id), Kind: KindIndex, Title: textIn(ix.Title, l.lang()), Low: ix.Range[0], High: ix.Range[1]}
	if f.Title == "" {
		f.Title = id
	}
	if err := l.score(&f); err != nil {
		return Figure{}, err
	}
	for _, factor := range ix.Factors {
		part := Figure{Name: factorPath(id, factor.ID), Kind: KindIndex, Title: textIn(factor.Title, l.lang()), Low: f.Low, High: f.High}
		if part.Title == "" {
			part.Title = factor.ID
		}
		if err := l.score(&part); err != nil {
			return Figure{}, err
		}
		f.Rows = append(f.Rows, part)
	}
	return f, nil
}

func (l *look) score(f *Figure) error {
	cells, err := l.cells(Query{Figure: f.Name})
	if err != nil {
		return err
	}
	f.Headline, f.N = &cells[0], cells[0]
	return l.history(f, Question{})
}

// history puts the waves beside each other, also those that the filter leaves
// out, and compares the newest one that it keeps with the one before.
func (l *look) history(f *Figure, q Question) error {
	free, err := l.overWaves()
	if err != nil {
		return err
	}
	before, last, ok := l.compared()
	if !ok {
		return nil
	}
	all, err := free.cells(Query{Figure: f.Name, Measures: headline(q), By: []string{DimWave}})
	if err != nil {
		return err
	}
	f.Breaks = l.breaks(f.Name)
	step := between{before: before, last: last, broken: brokenAt(f.Breaks, last)}
	if f.Headline != nil {
		for _, c := range all {
			if c.Measure == f.Headline.Measure {
				f.Waves = append(f.Waves, c)
			}
		}
		f.Change = step.of(f.Waves, margin(f.Headline.Measure, q))
		return nil
	}
	for i := range f.Options {
		var waves []Cell
		for _, c := range all {
			if c.Measure == Share && c.Option == f.Options[i].Value {
				waves = append(waves, c)
			}
		}
		f.Options[i].Change = step.of(waves, margin(Share, q))
	}
	return nil
}

// overWaves is the look with every wave.
func (l *look) overWaves() (*look, error) {
	if l.free == nil {
		if len(l.filter.Values(DimWave)) == 0 {
			l.free = l
		} else {
			free, err := l.snapshot.look(l.ctx, l.viewer, l.filter.With(DimWave))
			if err != nil {
				return nil, err
			}
			l.free = free
		}
	}
	return l.free, nil
}

// compared are the newest wave that the filter keeps and the one before it.
func (l *look) compared() (before, last string, ok bool) {
	waves := l.waves()
	kept := l.filter.Values(DimWave)
	for i := len(waves) - 1; i > 0; i-- {
		if len(kept) == 0 || slices.Contains(kept, waves[i]) {
			return waves[i-1], waves[i], true
		}
	}
	return "", "", false
}

// headline is the measure that is followed through the waves.
func headline(q Question) []Measure {
	if q.Kind == "" { // an index has one
		return nil
	}
	return q.Measures()[:1]
}

// between are two waves that are compared.
type between struct {
	before, last string
	broken       []BreakKind // what was changed about the question
}

// of compares the figure of the two among those of all waves; nil where one of
// them has none.
func (b between) of(waves []Cell, margin float64) *Change {
	var first, second *Cell
	for i := range waves {
		switch waves[i].key(DimWave) {
		case b.before:
			first = &waves[i]
		case b.last:
			second = &waves[i]
		}
	}
	if first == nil || second == nil {
		return nil
	}
	c := compare(*first, *second, margin)
	if len(b.broken) > 0 {
		c = broken(*first, *second, b.broken)
	}
	return &c
}

func (l *look) lang() language.Tag {
	if l.viewer.Language == "" {
		return language.Chinese
	}
	return l.viewer.Language
}

func unitIn(unit map[string]string, tag language.Tag) string { return textIn(unit, tag) }

// textIn picks the reader's side of a text that our own part of a definition
// writes by language ("zh-cn", "zh", "en").
func textIn(m map[string]string, tag language.Tag) string {
	for _, name := range []string{string(tag), "default"} {
		if s := m[name]; s != "" {
			return s
		}
	}
	for name, s := range m {
		if got, ok := language.Parse(name); ok && got == tag {
			return s
		}
	}
	for _, s := range m {
		return s
	}
	return ""
}
