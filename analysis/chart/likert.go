// Diverging bars: dissatisfied to the left in red, neutral grey across the middle, satisfied
// to the right in blue. Also the matrix of policies and reactions.
package chart

import (
	"fmt"

	"github.com/wcharczuk/go-chart/v2/drawing"
)

// Likert is one division into ordered levels per row.
type Likert struct {
	Head
	// Levels are the names from most negative to most positive; with an odd number the
	// middle one is neutral and straddles the centre line.
	Levels []string     `json:"levels"`
	Items  []LikertItem `json:"items"`
}

// LikertItem is one row: the shares of the levels and the intervals of the two totals.
type LikertItem struct {
	Label string `json:"label"`
	// Shares are in the order of Levels and sum to one.
	Shares []float64 `json:"shares,omitempty"`
	// Negative and Positive are the intervals of the total shares below and above neutral.
	Negative   *Interval `json:"negative,omitempty"`
	Positive   *Interval `json:"positive,omitempty"`
	N          int       `json:"n"`
	Suppressed bool      `json:"suppressed,omitempty"`
}

// Totals are the shares below, at and above neutral.
func (i LikertItem) Totals() (negative, neutral, positive float64) {
	half := len(i.Shares) / 2
	for k, s := range i.Shares {
		switch {
		case k < half:
			negative += s
		case len(i.Shares)%2 == 1 && k == half:
			neutral = s
		default:
			positive += s
		}
	}
	return negative, neutral, positive
}

func (l *Likert) check() error {
	if len(l.Items) > 0 && (len(l.Levels) < 2 || len(l.Levels) > 11) {
		return fmt.Errorf("%d levels, not 2 to 11: %w", len(l.Levels), ErrShape)
	}
	if err := checkRows(len(l.Items)); err != nil {
		return err
	}
	for _, item := range l.Items {
		if err := item.check(len(l.Levels)); err != nil {
			return fmt.Errorf("row %q: %w", item.Label, err)
		}
	}
	return nil
}

func (i LikertItem) check(levels int) error {
	if i.Suppressed {
		return nil
	}
	if err := checkShares(i.Shares, levels); err != nil {
		return err
	}
	if err := i.Negative.check(); err != nil {
		return err
	}
	return i.Positive.check()
}

func (l *Likert) empty() bool { return len(l.Items) == 0 }

func (l *Likert) describe(w Words) []string {
	out := make([]string, len(l.Items))
	for i, item := range l.Items {
		out[i] = sayShares(item.Label, l.Levels, shown{item.Shares, item.N, item.Suppressed}, w)
	}
	return out
}

// shown is what a row of shares shows: its parts and count, or that it is suppressed.
type shown struct {
	shares     []float64
	n          int
	suppressed bool
}

// sayShares is a row of shares in words: "East: bad 20 %, good 80 %, n 40".
func sayShares(label string, levels []string, row shown, w Words) string {
	if row.suppressed {
		return clean(label) + ": " + w.Suppressed
	}
	text := clean(label) + ": "
	for k, s := range row.shares {
		text += clean(levels[k]) + " " + w.share(s) + ", "
	}
	return text + w.Count(row.n)
}

const (
	likertThickness = 22
	intervalDrop    = 6 // the totals' intervals run under the bar
)

func (l *Likert) layout(p *pen) (int, func(*pen, box)) {
	list := make([]row, len(l.Items))
	for i, item := range l.Items {
		list[i].label = item.Label
		if !item.Suppressed {
			list[i].count = p.words.Count(item.N)
		}
	}
	f := p.frame(list, bar{thickness: likertThickness, below: intervalDrop})
	key := p.legend(l.Levels, p.colours.diverging(len(l.Levels)))
	return key.height + f.height, func(p *pen, area box) {
		key.draw(p, area.left, area.top)
		area.top += key.height
		l.draw(p, area, f)
	}
}

// diverging maps shares left and right of a centre onto pixels.
type diverging struct {
	centre int
	unit   float64 // pixels per share of one
}

func (d diverging) x(v float64) int { return d.centre + int(v*d.unit+sign(v)*0.5) }

func sign(v float64) float64 {
	if v < 0 {
		return -1
	}
	return 1
}

// fit finds the centre and the unit so that every row and its totals find room.
func (l *Likert) fit(p *pen, from, to int) diverging {
	var left, right float64
	var before, behind int
	for _, item := range l.Items {
		if item.Suppressed {
			continue
		}
		negative, neutral, positive := item.Totals()
		left, right = max(left, negative+neutral/2), max(right, positive+neutral/2)
		if item.Negative != nil {
			left = max(left, item.Negative.High+neutral/2)
		}
		if item.Positive != nil {
			right = max(right, item.Positive.High+neutral/2)
		}
		before, behind = max(before, p.measure(p.words.share(negative))), max(behind, p.measure(p.words.share(positive)))
	}
	from, to = from+before+gap, to-behind-gap
	if left+right == 0 { // every row suppressed
		return diverging{centre: (from + to) / 2, unit: 1}
	}
	unit := float64(to-from) / (left + right)
	return diverging{centre: from + int(left*unit), unit: unit}
}

func (l *Likert) draw(p *pen, area box, f rows) {
	d := l.fit(p, area.left+f.plotLeft, area.left+f.plotRight)
	palette := p.colours.diverging(len(l.Levels))
	// The centre runs under the bars: over them it would strike the neutral share out.
	for _, span := range f.spans(p, area.top) {
		p.line([2]int{d.centre, span[0]}, [2]int{d.centre, span[1]}, stroke{colour: p.colours.ink, width: 1, dashes: []float64{2, 3}})
	}
	for i, item := range l.Items {
		if !item.Suppressed {
			l.drawRow(p, d, item, barAt{y: area.top + f.list[i].middle, palette: palette})
		}
	}
	for i, item := range l.Items {
		if item.Suppressed {
			p.backed(p.words.Suppressed, d.centre, area.top+f.list[i].middle, p.faint().at(centred))
		}
	}
	f.drawTexts(p, area.left, area.top)
}

// barAt is where a bar of several parts runs and in what colours.
type barAt struct {
	y       int
	palette []drawing.Color
}

func (l *Likert) drawRow(p *pen, d diverging, item LikertItem, at barAt) {
	negative, neutral, positive := item.Totals()
	start := -negative - neutral/2
	cursor := start
	for k, share := range item.Shares {
		piece := part{from: d.x(cursor), to: d.x(cursor + share), y: at.y, fill: at.palette[k]}
		if len(item.Shares) > 3 || k == 1 && len(item.Shares) == 3 { // else the total beside it says it
			piece.text = p.words.share(share)
		}
		p.part(piece)
		cursor += share
	}
	first, last := d.x(start), d.x(cursor)
	top, bottom := at.palette[0], at.palette[len(at.palette)-1]
	under := at.y + likertThickness/2 + intervalDrop
	if i := item.Negative; i != nil {
		p.thin(d.x(-neutral/2-i.High), d.x(-neutral/2-i.Low), under, top)
		first = min(first, d.x(-neutral/2-i.High))
	}
	if i := item.Positive; i != nil {
		p.thin(d.x(neutral/2+i.Low), d.x(neutral/2+i.High), under, bottom)
		last = max(last, d.x(neutral/2+i.High))
	}
	p.text(p.words.share(negative), first-gap, middle(at.y, textSize), p.plain().at(toRight))
	p.text(p.words.share(positive), last+gap, middle(at.y, textSize), p.plain())
}
