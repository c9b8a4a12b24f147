// Lines over waves or dates, each with the band of its intervals, and marks where wording,
// scale or order of a question changed: no line runs across such a break.
package chart

import "fmt"

// Line is one or more series over the same waves.
type Line struct {
	Head
	Unit string `json:"unit,omitempty"`
	// X names the waves or dates, in order.
	X      []string `json:"x"`
	Series []Series `json:"series"`
	Breaks []Break  `json:"breaks,omitempty"`
	// Scale keeps at least this range in view; without it the range follows the data, and
	// need not begin at zero as that of bars does.
	Scale *Interval `json:"scale,omitempty"`
}

// Series is one line; Points are in the order of Line.X.
type Series struct {
	Name   string  `json:"name"`
	Points []Point `json:"points"`
}

// Point is the value of one wave.
type Point struct {
	Value    float64   `json:"value"`
	Interval *Interval `json:"interval,omitempty"`
	N        int       `json:"n"`
	// Missing: nobody was asked. Suppressed: too few answered. Both leave a gap.
	Missing    bool `json:"missing,omitempty"`
	Suppressed bool `json:"suppressed,omitempty"`
}

func (p Point) shown() bool { return !p.Missing && !p.Suppressed }

// Break stands before wave At (1 to len(X)-1): what came before is not comparable.
type Break struct {
	At    int    `json:"at"`
	Label string `json:"label"`
}

// Limits of a line chart.
const (
	maxSeries = 20
	maxBreaks = 10
)

func (l *Line) check() error {
	if err := checkRows(len(l.X)); err != nil {
		return err
	}
	if len(l.Series) > maxSeries || len(l.Breaks) > maxBreaks {
		return fmt.Errorf("%d series, %d breaks: %w", len(l.Series), len(l.Breaks), ErrTooMany)
	}
	if err := l.Scale.check(); err != nil {
		return fmt.Errorf("scale: %w", err)
	}
	for _, b := range l.Breaks {
		if b.At < 1 || b.At >= len(l.X) {
			return fmt.Errorf("break %q before wave %d of %d: %w", b.Label, b.At, len(l.X), ErrShape)
		}
	}
	for _, s := range l.Series {
		if err := s.check(len(l.X)); err != nil {
			return fmt.Errorf("series %q: %w", s.Name, err)
		}
	}
	return nil
}

func (s Series) check(waves int) error {
	if len(s.Points) != waves {
		return fmt.Errorf("%d points for %d waves: %w", len(s.Points), waves, ErrShape)
	}
	for _, p := range s.Points {
		if !p.shown() {
			continue
		}
		if err := checkFinite(p.Value); err != nil {
			return err
		}
		if err := p.Interval.check(); err != nil {
			return err
		}
	}
	return nil
}

// empty: a line without a single shown point has nothing to draw an axis for, unless some
// points are suppressed, which must be said.
func (l *Line) empty() bool {
	for _, s := range l.Series {
		for _, p := range s.Points {
			if !p.Missing {
				return false
			}
		}
	}
	return true
}

func (l *Line) describe(w Words) []string {
	var out []string
	for _, s := range l.Series {
		for i, p := range s.Points {
			if p.Missing {
				continue
			}
			name := clean(l.X[i])
			if s.Name != "" {
				name = clean(s.Name) + ", " + name
			}
			if p.Suppressed {
				out = append(out, name+": "+w.Suppressed)
				continue
			}
			out = append(out, name+": "+w.value(p.Value, p.Interval)+", "+w.Count(p.N))
		}
	}
	for _, b := range l.Breaks {
		out = append(out, clean(l.X[b.At])+": "+clean(b.Label))
	}
	return out
}

// segment is a stretch of a series that one line may join: from..to without a gap or break.
type segment struct{ from, to int }

// segments splits a series at what is not shown and at the breaks.
func (l *Line) segments(s Series) []segment {
	var out []segment
	broken := map[int]bool{}
	for _, b := range l.Breaks {
		broken[b.At] = true
	}
	open := false
	for i, p := range s.Points {
		if !p.shown() {
			open = false
			continue
		}
		if open && !broken[i] {
			out[len(out)-1].to = i
			continue
		}
		out, open = append(out, segment{i, i}), true
	}
	return out
}

// bands splits a segment into stretches of at least two points with an interval.
func (g segment) bands(s Series) []segment {
	var out []segment
	start := -1
	for i := g.from; i <= g.to+1; i++ {
		if i <= g.to && s.Points[i].Interval != nil {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 && i-start >= 2 {
			out = append(out, segment{start, i - 1})
		}
		start = -1
	}
	return out
}
