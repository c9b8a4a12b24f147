// What every chart is made of. The same values fill the table beside the chart.
package chart

import (
	"errors"
	"fmt"
	"math"
)

// Reasons for which a chart is refused.
var (
	// ErrNotFinite: a value, a share or a limit is NaN or infinite.
	ErrNotFinite = errors.New("not a finite number")
	// ErrShares: the shares of a row are negative or do not sum to one.
	ErrShares = errors.New("shares do not sum to one")
	// ErrShape: parts of a figure that belong together differ in length.
	ErrShape = errors.New("parts do not match")
	// ErrInterval: the low limit of an interval is above its high limit.
	ErrInterval = errors.New("interval is upside down")
	// ErrTooMany: more rows than a picture can hold.
	ErrTooMany = errors.New("too many rows")
	// ErrLook: the look lacks a word, or its width cannot be drawn.
	ErrLook = errors.New("look is not complete")
)

// MaxRows is the most rows one chart draws; a longer list is a table.
const MaxRows = 200

// Figure is one of this package's charts: *Bars, *Likert, *Line, *NPS, *Forest, *Scatter or *Stack.
type Figure interface {
	// heading gives the texts around the picture.
	heading() Head
	// check refuses what cannot be drawn.
	check() error
	// empty tells that there is nothing to draw.
	empty() bool
	// describe says each row in words, for the accessible description.
	describe(w Words) []string
	// layout measures the body for the pen's width and returns its height and how to draw it.
	layout(p *pen) (height int, draw func(p *pen, area box))
}

// Head holds the texts around a chart.
type Head struct {
	// Title and Subtitle stand above the chart; both may be empty where the page says them.
	Title    string `json:"title,omitempty"`
	Subtitle string `json:"subtitle,omitempty"`
	// Note stands under the chart: source, date, what the interval is.
	Note string `json:"note,omitempty"`
	// Description replaces the accessible description made from the rows.
	Description string `json:"description,omitempty"`
}

func (h Head) heading() Head { return h }

// Interval is the uncertainty of a value, in the value's unit.
type Interval struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// Item is one row of Bars or Forest.
type Item struct {
	Label    string    `json:"label"`
	Value    float64   `json:"value"`
	Interval *Interval `json:"interval,omitempty"`
	N        int       `json:"n"`
	// Suppressed rows show the look's word ("< 5") and nothing that depends on their values.
	Suppressed bool `json:"suppressed,omitempty"`
}

// Reference is a line across a chart to compare with: the whole sample, a target.
type Reference struct {
	Label string  `json:"label"`
	Value float64 `json:"value"`
}

func (i Item) check() error {
	if i.Suppressed {
		return nil
	}
	if err := checkFinite(i.Value); err != nil {
		return fmt.Errorf("value of %q: %w", i.Label, err)
	}
	if err := i.Interval.check(); err != nil {
		return fmt.Errorf("interval of %q: %w", i.Label, err)
	}
	return nil
}

func (i *Interval) check() error {
	if i == nil {
		return nil
	}
	if err := checkFinite(i.Low, i.High); err != nil {
		return err
	}
	if i.Low > i.High {
		return ErrInterval
	}
	return nil
}

func checkItems(items []Item) error {
	if err := checkRows(len(items)); err != nil {
		return err
	}
	for _, item := range items {
		if err := item.check(); err != nil {
			return err
		}
	}
	return nil
}

func checkRows(n int) error {
	if n > MaxRows {
		return fmt.Errorf("%d rows, at most %d: %w", n, MaxRows, ErrTooMany)
	}
	return nil
}

// checkShares refuses shares that are not a division of the whole into count parts.
func checkShares(shares []float64, count int) error {
	if len(shares) != count {
		return fmt.Errorf("%d shares for %d levels: %w", len(shares), count, ErrShape)
	}
	if err := checkFinite(shares...); err != nil {
		return err
	}
	sum := 0.0
	for _, s := range shares {
		if s < 0 {
			return ErrShares
		}
		sum += s
	}
	if math.Abs(sum-1) > 1e-6 {
		return fmt.Errorf("sum %g: %w", sum, ErrShares)
	}
	return nil
}

func checkFinite(values ...float64) error {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return ErrNotFinite
		}
	}
	return nil
}

// say is one row in words: "East: 45 % (38–52 %), n 120".
func (i Item) say(w Words) string {
	if i.Suppressed {
		return clean(i.Label) + ": " + w.Suppressed
	}
	return clean(i.Label) + ": " + w.value(i.Value, i.Interval) + ", " + w.Count(i.N)
}

func sayItems(items []Item, w Words) []string {
	rows := make([]string, len(items))
	for i, item := range items {
		rows[i] = item.say(w)
	}
	return rows
}
