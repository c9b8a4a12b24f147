package analysis

// What moves from quarter to quarter: themes people speak of, and what they rate,
// the largest moves called out with how many answered.

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"dealervoice/survey"
	"dealervoice/survey/access"
)

// DimQuarter is the quarter in which a response was given, "2026-Q4"; responses
// without a time have none.
const DimQuarter = "quarter"

func quarterOf(at time.Time, zone *time.Location) string {
	at = at.In(zone)
	return fmt.Sprintf("%d-Q%d", at.Year(), (int(at.Month())+2)/3)
}

// Watch are the themes and items of a survey by quarter.
type Watch struct {
	Survey   string      `json:"survey"`
	Title    string      `json:"title"`
	Mode     survey.Mode `json:"mode"`
	Filter   Filter      `json:"filter"`
	Quarters []string    `json:"quarters"` // the last ones, first to last
	Rows     []WatchRow  `json:"rows"`     // what is called out first
	Segments []Segment   `json:"segments"`
	Limits   Limits      `json:"limits"`
}

// WatchRow is the share that spoke of a theme, or that gave an item one of its
// highest answers, in each quarter. Called tells that it moved by five points or
// more between the last two.
type WatchRow struct {
	Name   string  `json:"name"`
	Title  string  `json:"title"`
	Theme  bool    `json:"theme"`
	Cells  []Cell  `json:"cells"`
	Change *Change `json:"change,omitempty"`
	Called bool    `json:"called"`
}

// Limits of the watch: a move of five points is called out; so many quarters are
// put beside each other.
const (
	callFrom     = 0.05
	callSlack    = 1e-9
	watchedTerms = 4
)

// Watch counts the page as far as the viewer may see it.
func (s *Service) Watch(ctx context.Context, v access.Viewer, slug string, f Filter) (Watch, error) {
	return written(ctx, func(ctx context.Context) (Watch, error) {
		f.Weight = Weighting{}
		l, err := s.look(ctx, v, slug, f)
		if err != nil {
			return Watch{}, fmt.Errorf("watch %s: %w", slug, err)
		}
		out, err := l.watch()
		if err != nil {
			return Watch{}, fmt.Errorf("watch %s: %w", slug, err)
		}
		return out, nil
	})
}

func (l *look) watch() (Watch, error) {
	out := Watch{
		Survey: l.survey.Slug, Title: l.survey.Title.In(l.lang()), Mode: l.mode, Filter: l.filter,
		Segments: l.segments(), Limits: l.limits(), Quarters: []string{}, Rows: []WatchRow{},
	}
	d, ok := l.dimension(DimQuarter)
	if !ok || d.column == nil {
		return out, nil
	}
	out.Quarters = d.values()
	for _, th := range l.book.Themes {
		h := headOf(th)
		if err := l.watched(&out, WatchRow{Name: themePath(h.ID), Title: h.in(l.lang()), Theme: true}, Spoken, nil); err != nil {
			return Watch{}, err
		}
	}
	for _, name := range l.allScales() {
		title, err := l.title(name)
		if err != nil {
			return Watch{}, err
		}
		if err := l.watched(&out, WatchRow{Name: name, Title: title}, "", []Measure{Top}); err != nil {
			return Watch{}, err
		}
	}
	if n := len(out.Quarters); n > watchedTerms {
		out.Quarters = out.Quarters[n-watchedTerms:]
	}
	slices.SortStableFunc(out.Rows, func(a, b WatchRow) int {
		return cmp.Or(cmp.Compare(b.rank(), a.rank()), cmp.Compare(b.moved(), a.moved()))
	})
	return out, nil
}

// watched adds a row, unless nobody spoke of it in any quarter.
func (l *look) watched(out *Watch, row WatchRow, option string, measures []Measure) error {
	cells, err := l.cells(Query{Figure: row.Name, Measures: measures, By: []string{DimQuarter}})
	if err != nil {
		return err
	}
	some := !row.Theme
	for _, c := range cells {
		if c.Option == option {
			row.Cells = append(row.Cells, c)
			some = some || c.Suppressed || c.Count > 0
		}
	}
	if !some {
		return nil
	}
	if n := len(row.Cells); n > 1 {
		c := compare(row.Cells[n-2], row.Cells[n-1], marginOfShares)
		c.From, c.To = c.Before.key(DimQuarter), c.After.key(DimQuarter)
		row.Change = &c
		row.Called = c.Before.Shown() && c.After.Shown() && math.Abs(c.Value) >= callFrom-callSlack
	}
	if n := len(row.Cells); n > watchedTerms {
		row.Cells = row.Cells[n-watchedTerms:]
	}
	out.Rows = append(out.Rows, row)
	return nil
}

// marginOfShares is the smallest difference of two shares that would matter.
const marginOfShares = 0.10

// allScales are the scales of the survey, rows of batteries included.
func (l *look) allScales() []string {
	var out []string
	for _, q := range l.outline.questions {
		if q.Kind == Scale {
			out = append(out, q.Name)
		}
		for _, r := range q.Rows {
			if r.Kind == Scale {
				out = append(out, r.Name)
			}
		}
	}
	return out
}

func (r WatchRow) moved() float64 {
	if r.Change == nil {
		return 0
	}
	return math.Abs(r.Change.Value)
}

// rank puts what is called out first.
func (r WatchRow) rank() int {
	if r.Called {
		return 1
	}
	return 0
}
