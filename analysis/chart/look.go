// How a chart shall look and speak: all that depends on the reader, not on the data.
package chart

import "fmt"

// Theme chooses the colours.
type Theme int

// The two themes. Light is drawn on a white card, also inside a dark page.
const (
	Light Theme = iota
	Dark
)

// Widths that suit a page and a phone, in pixels.
const (
	Wide   = 720
	Narrow = 360
)

// Look is the reader's side of a chart.
type Look struct {
	// Width in pixels; 0 means Wide. Below 520 labels stand above their bars.
	Width int
	Theme Theme
	// Lang is the language of the texts ("zh-CN", "en"), written into the SVG.
	Lang  string
	Words Words
}

// Words are the reader's fixed words and number formats.
type Words struct {
	// Number writes a value of the chart's unit with the unit: "45 %", "3.7".
	Number func(float64) string
	// Tick writes a value on the axis, where shorter is better; nil means Number.
	Tick func(float64) string
	// Share writes a fraction as per cent where Number writes another unit (NPS: points);
	// nil means Number.
	Share func(float64) string
	// Count writes a number of answers: "n 120".
	Count func(int) string
	// Between writes an interval: "38–52 %", "-5 to 45".
	Between func(low, high float64) string
	// Suppressed stands for a row that must not be shown: "< 5".
	Suppressed string
	// Empty is the sentence of a chart without data: what will be here, and how.
	Empty string
}

// value is a figure with its interval in brackets.
func (w Words) value(v float64, i *Interval) string {
	if i == nil {
		return w.Number(v)
	}
	return w.Number(v) + " (" + w.Between(i.Low, i.High) + ")"
}

func (w Words) share(v float64) string {
	if w.Share != nil {
		return w.Share(v)
	}
	return w.Number(v)
}

func (w Words) tick(v float64) string {
	if w.Tick != nil {
		return w.Tick(v)
	}
	return w.Number(v)
}

// complete fills in the defaults and refuses a look that cannot be drawn.
func (l Look) complete() (Look, error) {
	if l.Width == 0 {
		l.Width = Wide
	}
	if l.Width < 240 || l.Width > 2400 {
		return l, fmt.Errorf("width %d is not 240..2400: %w", l.Width, ErrLook)
	}
	w := l.Words
	if w.Number == nil || w.Count == nil || w.Between == nil || w.Suppressed == "" || w.Empty == "" {
		return l, fmt.Errorf("a word is missing: %w", ErrLook)
	}
	return l, nil
}
