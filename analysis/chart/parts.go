// Pieces that charts of shares have in common: a part of a bar with its figure, a thin
// interval, the legend of levels.
package chart

import "github.com/wcharczuk/go-chart/v2/drawing"

// part is a piece of a bar: where it runs, its colour, and its figure.
type part struct {
	from, to, y int
	fill        drawing.Color
	text        string // empty where it is said elsewhere
}

// part draws a piece of a bar, with its figure where that fits, parted from the next by a
// hair of paper.
func (p *pen) part(b part) {
	end := b.to
	if b.to-b.from > 3 {
		end--
	}
	p.rect(box{left: b.from, right: end, top: b.y - likertThickness/2, bottom: b.y + likertThickness/2}, b.fill)
	if b.text != "" && b.to-b.from >= p.measure(b.text)+6 {
		p.text(b.text, (b.from+b.to)/2, middle(b.y, textSize), p.plain().in(p.colours.on(b.fill)).at(centred))
	}
}

// thin draws an interval under a bar, in the colour of what it belongs to.
func (p *pen) thin(low, high, y int, colour drawing.Color) {
	p.r.SetStrokeColor(colour)
	p.r.SetStrokeWidth(2)
	p.r.MoveTo(low, y)
	p.r.LineTo(high, y)
	for _, x := range []int{low, high} {
		p.r.MoveTo(x, y-3)
		p.r.LineTo(x, y+3)
	}
	p.r.Stroke()
}

// legend is the key of levels, broken into as many rows as the width needs.
type legend struct {
	entries []legendEntry
	height  int
}

type legendEntry struct {
	text string
	full string
	fill drawing.Color
	x, y int
}

const (
	swatch    = 12
	legendRow = 22
)

// legend lays the levels out in reading order.
func (p *pen) legend(levels []string, palette []drawing.Color) legend {
	var out legend
	x, y := 0, 0
	for i, level := range levels {
		l := p.face.fit(level, textSize, float64(p.width-swatch-6), 1)
		if len(l.lines) == 0 {
			l.lines = []string{"–"}
		}
		width := swatch + 6 + p.measure(l.lines[0])
		if x > 0 && x+width > p.width {
			x, y = 0, y+legendRow
		}
		out.entries = append(out.entries, legendEntry{text: l.lines[0], full: l.full, fill: palette[i], x: x, y: y})
		x += width + margin
	}
	if len(out.entries) > 0 {
		out.height = y + legendRow + gap
	}
	return out
}

func (l legend) draw(p *pen, left, top int) {
	for _, e := range l.entries {
		x, y := left+e.x, top+e.y+legendRow/2
		p.rect(box{left: x, right: x + swatch, top: y - swatch/2, bottom: y + swatch/2}, e.fill)
		p.lines(label{lines: []string{e.text}, full: e.full}, x+swatch+6, y, p.plain())
	}
}
