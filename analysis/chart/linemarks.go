// Our part of the line chart's drawing: breaks, gaps, whiskers, names and figures.
package chart

import (
	"fmt"
	"math"
)

func (d *lineLayout) drawMarks() {
	d.drawBreaks()
	for k := range d.Series {
		d.drawWhiskers(k)
	}
	d.drawGaps()
	d.drawWaves()
	d.drawValues()
	d.drawNames()
}

// at is the pixel of a wave and a value.
func (d *lineLayout) at(wave, value float64) (x, y int) {
	return d.canvas.Left + d.x.Translate(wave), d.canvas.Bottom - d.y.Translate(value)
}

// drawBreaks draws the numbered marks and the rules under them.
func (d *lineLayout) drawBreaks() {
	for i, b := range d.Breaks {
		x, _ := d.at(float64(b.At)-0.5, d.scale.low)
		d.p.line([2]int{x, d.canvas.Top}, [2]int{x, d.canvas.Bottom}, stroke{colour: d.p.colours.axis, width: 1, dashes: []float64{4, 3}})
		d.p.text(mark(i), x, d.canvas.Top-6, d.p.plain().at(centred))
	}
}

// drawWhiskers draws the intervals that no band shows.
func (d *lineLayout) drawWhiskers(k int) {
	banded := d.banded(k)
	for i, point := range d.Series[k].Points {
		if point.shown() && point.Interval != nil && !banded[i] {
			x, _ := d.at(float64(i)+d.dodge(k), point.Value)
			d.upright(x, k, *point.Interval)
		}
	}
}

// drawGaps writes the word for a suppressed wave where no series has a point.
func (d *lineLayout) drawGaps() {
	for i := range d.X {
		if d.hidden(i) {
			x, y := d.at(float64(i), d.scale.low)
			d.p.backed(d.p.words.Suppressed, x, y-10, d.p.faint().at(centred))
		}
	}
}

// banded tells which points of a series stand in a band.
func (d *lineLayout) banded(k int) map[int]bool {
	out := map[int]bool{}
	for _, g := range d.segments(d.Series[k]) {
		for _, b := range d.bandsOf(k, g) {
			for i := b.from; i <= b.to; i++ {
				out[i] = true
			}
		}
	}
	return out
}

// hidden tells whether a wave has suppressed points and no shown one.
func (d *lineLayout) hidden(wave int) bool {
	suppressed := false
	for _, s := range d.Series {
		if s.Points[wave].shown() {
			return false
		}
		suppressed = suppressed || s.Points[wave].Suppressed
	}
	return suppressed
}

// upright is an interval of series k as an upright whisker.
func (d *lineLayout) upright(x, k int, i Interval) {
	_, low := d.at(0, i.Low)
	_, high := d.at(0, i.High)
	s := stroke{colour: d.palette[k], width: 2}
	d.p.line([2]int{x, low}, [2]int{x, high}, s)
	d.p.line([2]int{x - 4, low}, [2]int{x + 4, low}, s)
	d.p.line([2]int{x - 4, high}, [2]int{x + 4, high}, s)
}

// drawWaves writes the names of the waves, as many as fit, and the n of a single series.
func (d *lineLayout) drawWaves() {
	p := d.p
	room := float64(d.canvas.Width()) / float64(len(d.X))
	limit := math.Max(120, room-gap)
	widest := 0.0
	for i := range d.X {
		widest = math.Max(widest, math.Min(math.Max(p.face.width(clean(d.X[i]), textSize), d.countWidth(i)), limit))
	}
	step := max(1, int(math.Ceil((widest+gap)/room)))
	last := len(d.X) - 1
	for i, name := range d.X {
		if (last-i)%step != 0 {
			continue
		}
		x, _ := d.at(float64(i), d.scale.low)
		d.under(name, x, d.canvas.Bottom+lineHeight, limit)
		if point := d.Series[0].Points[i]; d.counted() && point.shown() {
			p.text(p.words.Count(point.N), x, d.canvas.Bottom+2*lineHeight, p.faint().at(centred))
		}
	}
}

// under writes a wave's name, inside the picture.
func (d *lineLayout) under(name string, x, y int, limit float64) {
	text := d.p.face.cutTo(name, textSize, limit)
	half := d.p.measure(text)/2 + 1
	x = min(max(x, margin+half), d.p.width+margin-half)
	d.p.text(text, x, y, d.p.plain().at(centred))
}

func (d *lineLayout) countWidth(wave int) float64 {
	if point := d.Series[0].Points[wave]; d.counted() && point.shown() {
		return float64(d.p.measure(d.p.words.Count(point.N)))
	}
	return 0
}

// drawValues writes the figures of a single series at its points, or at the last one.
func (d *lineLayout) drawValues() {
	if !d.counted() {
		return
	}
	points := d.Series[0].Points
	last, banded := -1, d.banded(0)
	for i, point := range points {
		if point.shown() {
			last = i
		}
	}
	for i, point := range points {
		if point.shown() && (len(points) <= 8 && !d.p.narrow || len(points) <= 4 || i == last) {
			d.drawValue(i, banded[i])
		}
	}
}

// drawValue writes a figure above its point, or beside it where a whisker stands above.
func (d *lineLayout) drawValue(wave int, banded bool) {
	point := d.Series[0].Points[wave]
	x, y := d.at(float64(wave), point.Value)
	text := d.p.face.cutTo(d.p.words.Number(point.Value), textSize, float64(d.canvas.Width())/4)
	width := d.p.measure(text)
	if point.Interval == nil || banded {
		x = min(max(x, d.canvas.Left+width/2+2), d.canvas.Right-width/2-2)
		d.p.text(text, x, y-gap-2, d.p.plain().at(centred))
		return
	}
	if x+gap+width <= d.canvas.Right {
		d.p.text(text, x+gap, middle(y, textSize), d.p.plain())
		return
	}
	d.p.text(text, x-gap, middle(y, textSize), d.p.plain().at(toRight))
}

// drawNames names the series behind the last point of each, pushed apart where they meet.
func (d *lineLayout) drawNames() {
	if d.end == 0 {
		return
	}
	for _, n := range spread(d.endings(), d.canvas.Top+lineHeight/2, d.canvas.Bottom) {
		x := d.canvas.Right + gap
		d.p.line([2]int{x, n.y}, [2]int{x + swatch, n.y}, stroke{colour: d.palette[n.series], width: 3})
		d.p.text(d.endName(d.Series[n.series].Name), x+swatch+6, middle(n.y, textSize), d.p.plain())
	}
}

// fixedRange is a go-chart range that keeps its limits and never overflows.
type fixedRange struct {
	scale  scale
	domain int
}

func (r *fixedRange) String() string     { return fmt.Sprintf("%g to %g", r.scale.low, r.scale.high) }
func (r *fixedRange) IsZero() bool       { return false }
func (r *fixedRange) GetMin() float64    { return r.scale.low }
func (r *fixedRange) SetMin(float64)     {} // ours to choose
func (r *fixedRange) GetMax() float64    { return r.scale.high }
func (r *fixedRange) SetMax(float64)     {}
func (r *fixedRange) GetDelta() float64  { return 1 } // never zero, never infinite
func (r *fixedRange) GetDomain() int     { return r.domain }
func (r *fixedRange) SetDomain(d int)    { r.domain = d }
func (r *fixedRange) IsDescending() bool { return false }

// Translate gives the pixel of a value above the lower end.
func (r *fixedRange) Translate(v float64) int { return r.scale.at(v, 0, r.domain) }
