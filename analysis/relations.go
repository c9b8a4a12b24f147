package analysis

// How themes stand to segments, to policies, to each other and to the score.

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// RelationsQuery asks for the themes of a survey told apart by a dimension.
type RelationsQuery struct {
	By     string // "": the waves, else the regions
	Filter Filter
}

// Relations is what goes with the themes of a survey.
type Relations struct {
	Survey   string         `json:"survey"`
	Title    string         `json:"title"`
	Filter   Filter         `json:"filter"`
	Hidden   *Cell          `json:"hidden,omitempty"`
	By       string         `json:"by"`
	ByTitle  string         `json:"by_title"`
	Columns  []Value        `json:"columns"`
	Rows     []ThemeRow     `json:"rows"`
	Policies []PolicyThemes `json:"policies"`
	Pairs    []Pair         `json:"pairs"` // most often together first
	Score    string         `json:"score"` // the title of the figure of Scores
	Scores   []ThemeScore   `json:"scores"`
	Segments []Segment      `json:"segments"`
	Limits   Limits         `json:"limits"`
}

// ThemeRow is a theme in each segment: the share of those who wrote that complain of
// it, and that praise it.
type ThemeRow struct {
	ID       string `json:"id"`
	Label    string `json:"label"`
	Negative []Cell `json:"negative"`
	Positive []Cell `json:"positive"`
}

// PolicyThemes is a kind of policy with what is said of the themes it is about.
type PolicyThemes struct {
	ID     string  `json:"id"`
	Label  string  `json:"label"`
	Themes []Theme `json:"themes"`
}

// Pair is two themes that the same people speak of: the share of those who speak of
// A that speak of B, beside the share of all.
type Pair struct {
	A       string  `json:"a"`
	B       string  `json:"b"`
	Among   Cell    `json:"among"`
	All     Cell    `json:"all"`
	Verdict Verdict `json:"verdict"` // Higher where the interval of Among lies above All
}

// ThemeScore is the score of those who complain of a theme beside that of the others
// who wrote. It goes with the theme; whether it comes of it cannot be told.
type ThemeScore struct {
	ID       string `json:"id"`
	Label    string `json:"label"`
	Complain Cell   `json:"complain"`
	Others   Cell   `json:"others"`
	Change   Change `json:"change"` // from others to those who complain
}

// The most themes that are held against segments, against each other, and against
// the score: beyond, a table is not read and comparisons find chance.
const (
	mostRows   = 15
	mostPaired = 8
	mostScored = 12
)

// Relations counts what goes with the themes, as far as the viewer may see it.
func (s *Service) Relations(ctx context.Context, v access.Viewer, slug string, q RelationsQuery) (Relations, error) {
	return written(ctx, func(ctx context.Context) (Relations, error) {
		l, err := s.look(ctx, v, slug, q.Filter)
		if err != nil {
			return Relations{}, fmt.Errorf("relations of themes of %s: %w", slug, err)
		}
		out, err := l.relations(q)
		if err != nil {
			return Relations{}, fmt.Errorf("relations of themes of %s: %w", slug, err)
		}
		return out, nil
	})
}

func (l *look) relations(q RelationsQuery) (Relations, error) {
	out := Relations{
		Survey: l.survey.Slug, Title: l.survey.Title.In(l.lang()), Filter: l.filter, Segments: l.segments(), Limits: l.limits(),
		Columns: []Value{}, Rows: []ThemeRow{}, Policies: []PolicyThemes{}, Pairs: []Pair{}, Scores: []ThemeScore{},
	}
	all, err := l.themes()
	if err != nil {
		return Relations{}, err
	}
	if all.Hidden != nil {
		out.Hidden = all.Hidden
		return out, nil
	}
	shown := slices.DeleteFunc(slices.Clone(all.Themes), func(t Theme) bool { return !t.Spoken.Shown() })
	if err := l.bySegment(&out, q.By, shown); err != nil {
		return Relations{}, err
	}
	out.Policies = l.byPolicy(shown)
	if out.Pairs, err = l.together(shown); err != nil {
		return Relations{}, err
	}
	out.Score, out.Scores, err = l.scoresOf(shown)
	return out, err
}

// bySegment fills the table of themes and segments.
func (l *look) bySegment(out *Relations, by string, themes []Theme) error {
	if by == "" {
		by = DimRegion
		if len(l.waves()) > 1 {
			by = DimWave
		}
	}
	d, ok := l.dimension(by)
	if !ok {
		return badFilter("report.filter.unknown_dimension", fault.Args{"Name": by})
	}
	out.By, out.ByTitle = by, l.dimensionTitle(d)
	for _, value := range d.values() {
		out.Columns = append(out.Columns, Value{Value: value, Label: l.valueLabel(d, value)})
	}
	for _, t := range themes[:min(len(themes), mostRows)] {
		cells, err := l.cells(Query{Figure: themePath(t.ID), By: []string{by}})
		if err != nil {
			return err
		}
		row := ThemeRow{ID: t.ID, Label: t.Label}
		for _, c := range cells {
			switch c.Option {
			case "negative":
				row.Negative = append(row.Negative, c)
			case "positive":
				row.Positive = append(row.Positive, c)
			}
		}
		out.Rows = append(out.Rows, row)
	}
	return nil
}

// byPolicy groups the themes by the kinds of policy they are about.
func (l *look) byPolicy(themes []Theme) []PolicyThemes {
	out := []PolicyThemes{}
	for _, p := range l.book.PolicyTypes {
		one := PolicyThemes{ID: p.ID, Label: language.Text{ZH: p.ZH, EN: p.EN}.In(l.lang())}
		for _, t := range themes {
			if slices.Contains(p.Themes, t.ID) {
				one.Themes = append(one.Themes, t)
			}
		}
		if len(one.Themes) > 0 {
			out = append(out, one)
		}
	}
	return out
}

// together tells which themes the same people speak of.
func (l *look) together(themes []Theme) ([]Pair, error) {
	top := slices.Clone(themes)
	slices.SortStableFunc(top, func(a, b Theme) int { return b.Spoken.Count - a.Spoken.Count })
	top = top[:min(len(top), mostPaired)]
	out := []Pair{}
	for _, a := range top {
		for _, b := range top {
			if a.ID == b.ID {
				continue
			}
			cells, err := l.amongSpeakers(a.ID, themePath(b.ID))
			if err != nil {
				return nil, err
			}
			p := Pair{A: a.Label, B: b.Label, Among: cells[0], All: b.Spoken, Verdict: Unclear}
			if p.Among.Shown() && p.Among.Bounded && p.Among.Low > p.All.Value {
				p.Verdict = Higher
			}
			out = append(out, p)
		}
	}
	out = slices.DeleteFunc(out, func(p Pair) bool { return !p.Among.Shown() || p.Among.Count == 0 })
	slices.SortStableFunc(out, func(a, b Pair) int {
		switch x, y := a.Among.Value-a.All.Value, b.Among.Value-b.All.Value; {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return strings.Compare(a.A+a.B, b.A+b.B)
	})
	return out[:min(len(out), mostRows)], nil
}

// scoresOf holds the score of the survey (its NPS, else an index) against who
// complains of what.
func (l *look) scoresOf(themes []Theme) (title string, out []ThemeScore, err error) {
	out = []ThemeScore{}
	figure, m := l.mainScore()
	if figure == "" {
		return "", out, nil
	}
	whole, err := l.named(figure)
	if err != nil {
		return "", nil, err
	}
	for _, t := range themes[:min(len(themes), mostScored)] {
		one := ThemeScore{ID: t.ID, Label: t.Label}
		if one.Complain, one.Others, err = l.besideOthers(t.ID, figure, m); err != nil {
			return "", nil, err
		}
		q, _ := l.outline.question(figure)
		one.Change = compare(one.Others, one.Complain, margin(m, q))
		out = append(out, one)
	}
	slices.SortStableFunc(out, func(a, b ThemeScore) int {
		switch x, y := a.Change.Value, b.Change.Value; {
		case a.Change.Bounded != b.Change.Bounded:
			if a.Change.Bounded {
				return -1
			}
			return 1
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	return whole.Title, out, nil
}

// mainScore is the figure that themes are held against; "" where there is none.
func (l *look) mainScore() (string, Measure) {
	for _, q := range l.outline.questions {
		if q.Kind == Promote {
			return q.Name, NPS
		}
	}
	for _, q := range l.outline.questions {
		if q.Kind == Scale {
			return q.Name, Mean
		}
	}
	return "", ""
}
