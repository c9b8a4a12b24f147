// Layout of Line, and go-chart's part of the drawing: axis of values, grid, lines and bands.
package chart

import (
	"math"

	gochart "github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"
)

const (
	lineBody       = 300
	lineBodyNarrow = 260
	waveHeight     = lineHeight + 4 // the names of the waves under the plot
	bandOpacity    = 0x2e
	maxBands       = 3 // more series get whiskers: their bands would mix to grey
	maxEndLabels   = 8 // more series are named in a legend
)

// lineLayout is a measured line chart.
type lineLayout struct {
	*Line
	p       *pen
	scale   scale
	palette []drawing.Color
	key     legend
	notes   []label // what the breaks are, under the chart
	end     int     // width of the names behind the lines; 0 with a legend
	x, y    fixedRange
	canvas  gochart.Box
}

func (l *Line) layout(p *pen) (int, func(*pen, box)) {
	var e extent
	e.addInterval(l.Scale)
	for _, s := range l.Series {
		for _, point := range s.Points {
			if point.shown() {
				e.add(point.Value)
				e.addInterval(point.Interval)
			}
		}
	}
	d := &lineLayout{Line: l, p: p, scale: niceScale(e.low, e.high, 5), palette: p.colours.categorical(len(l.Series))}
	d.x = fixedRange{scale: scale{low: -0.5, high: float64(len(l.X)) - 0.5}}
	d.y = fixedRange{scale: d.scale}
	d.name()
	for i, b := range l.Breaks {
		d.notes = append(d.notes, p.face.fit(mark(i)+" "+l.X[b.At]+": "+b.Label, textSize, float64(p.width), 2))
	}
	body := lineBody
	if p.narrow {
		body = lineBodyNarrow
	}
	return d.key.height + body + d.below(), d.draw
}

// below is the height of what stands under the names of the waves.
func (d *lineLayout) below() int {
	height := 0
	if d.counted() {
		height += lineHeight
	}
	for i, n := range d.notes {
		if i == 0 {
			height += gap
		}
		height += len(n.lines) * lineHeight
	}
	return height
}

// counted tells whether the numbers of answers stand under the waves: for one series they
// do, for several they would be a table.
func (d *lineLayout) counted() bool { return len(d.Series) == 1 }

// name decides where the series are named: behind their lines, or in a legend above.
func (d *lineLayout) name() {
	names := make([]string, len(d.Series))
	for i, s := range d.Series {
		names[i] = s.Name
		d.end = max(d.end, d.p.measure(d.endName(s.Name))+swatch+6+gap)
	}
	switch {
	case len(names) == 1 && names[0] == "":
		d.end = 0
	case d.p.narrow || len(names) > maxEndLabels:
		d.end, d.key = 0, d.p.legend(names, d.palette)
	}
}

// endName is a name as it stands behind its line, at most 30 % of the chart wide.
func (d *lineLayout) endName(name string) string {
	return d.p.face.cutTo(name, textSize, float64(d.p.width)*0.3)
}

// mark is the sign of the i-th break.
func mark(i int) string { return string(rune('①' + i)) }

func (d *lineLayout) draw(p *pen, area box) {
	d.key.draw(p, area.left, area.top)
	y := area.bottom
	for i := len(d.notes) - 1; i >= 0; i-- {
		y -= len(d.notes[i].lines) * lineHeight
		block(p, d.notes[i], y, p.faint())
	}
	top := area.top + d.key.height + gap
	if len(d.Breaks) > 0 {
		top += lineHeight
	}
	c := d.chart()
	c.Width, c.Height = area.right+margin, area.bottom
	c.Background.Padding = gochart.Box{Top: top, Left: area.left, Right: margin + d.end, Bottom: d.below() + waveHeight, IsSet: true}
	c.Elements = []gochart.Renderable{func(_ gochart.Renderer, canvas gochart.Box, _ gochart.Style) {
		d.canvas = canvas
		d.drawMarks()
	}}
	p.failed = c.Render(func(int, int) (gochart.Renderer, error) { return kept{p.r}, nil }, nil)
}

// chart is go-chart's part.
func (d *lineLayout) chart() gochart.Chart {
	c := d.p.colours
	none := drawing.ColorTransparent
	text := gochart.Style{Font: d.p.face.ttf, FontSize: textSize, FontColor: c.soft, StrokeColor: none, StrokeWidth: 1}
	return gochart.Chart{
		DPI:        pixelDPI,
		Font:       d.p.face.ttf,
		Background: gochart.Style{FillColor: none, StrokeColor: none},
		Canvas:     gochart.Style{FillColor: none, StrokeColor: none},
		XAxis:      gochart.XAxis{Style: gochart.Hidden(), Range: &d.x},
		YAxis:      gochart.YAxis{Style: gochart.Hidden(), Range: &fixedRange{scale: d.scale}},
		YAxisSecondary: gochart.YAxis{
			Style: text, TickStyle: text, Range: &d.y, Ticks: d.ticks(), GridLines: d.grid(),
			GridMajorStyle: gochart.Style{StrokeColor: c.grid, StrokeWidth: 1},
		},
		Series: d.series(),
	}
}

func (d *lineLayout) ticks() []gochart.Tick {
	out := make([]gochart.Tick, len(d.scale.ticks))
	for i, t := range d.scale.ticks {
		out[i] = gochart.Tick{Value: t, Label: d.p.face.cutTo(d.p.words.tick(t), textSize, float64(d.p.width)/4)}
	}
	return out
}

func (d *lineLayout) grid() []gochart.GridLine {
	out := make([]gochart.GridLine, len(d.scale.ticks))
	for i, t := range d.scale.ticks {
		out[i] = gochart.GridLine{Value: t}
	}
	return out
}

// series gives the bands first, so that no band lies over a line.
func (d *lineLayout) series() []gochart.Series {
	var bands, lines []gochart.Series
	for k, s := range d.Series {
		for _, g := range d.segments(s) {
			for _, b := range d.bandsOf(k, g) {
				bands = append(bands, band{points: s.Points, segment: b, shift: d.dodge(k), colour: d.palette[k]})
			}
			lines = append(lines, d.stretch(k, g))
		}
	}
	if len(bands)+len(lines) == 0 { // all suppressed: go-chart wants a series for its axes
		return []gochart.Series{gochart.ContinuousSeries{YAxis: gochart.YAxisSecondary}}
	}
	return append(bands, lines...)
}

// bandsOf are the bands of a segment; a chart of many series has none.
func (d *lineLayout) bandsOf(k int, g segment) []segment {
	if len(d.Series) > maxBands {
		return nil
	}
	return g.bands(d.Series[k])
}

// stretch is go-chart's series of one unbroken line.
func (d *lineLayout) stretch(k int, g segment) gochart.Series {
	colour := d.palette[k]
	out := gochart.ContinuousSeries{
		YAxis: gochart.YAxisSecondary,
		Style: gochart.Style{StrokeColor: colour, StrokeWidth: 2.5, DotColor: colour, DotWidth: 4},
	}
	for i := g.from; i <= g.to; i++ {
		out.XValues = append(out.XValues, float64(i)+d.dodge(k))
		out.YValues = append(out.YValues, d.Series[k].Points[i].Value)
	}
	return out
}

// dodge moves the points of several series a little apart, so that their whiskers do not
// hide each other.
func (d *lineLayout) dodge(k int) float64 {
	n := float64(len(d.Series))
	return (float64(k) - (n-1)/2) * math.Min(0.08, 0.6/n)
}
