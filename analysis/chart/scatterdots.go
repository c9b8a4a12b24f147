// The dots of a scatter chart, and where their numbers find room.
package chart

import (
	"math"
	"strconv"
)

// measureFields breaks the names of the fields into lines and makes room for them
// outside of where dots may be.
func (d *scatterLayout) measureFields() {
	if d.Split == nil {
		return
	}
	width := (d.p.width-d.left-gap)/2 - 2*gap
	for i, name := range d.Split.Names {
		d.fields[i] = d.p.face.fit(name, textSize, float64(width), 2)
		if n := len(d.fields[i].lines); n > 0 {
			d.strips[i/2] = max(d.strips[i/2], n*lineHeight+4)
		}
	}
}

// drawFields parts the plot and names its fields in the corners.
func (d *scatterLayout) drawFields(plot, dots box) {
	if d.Split == nil {
		return
	}
	p := d.p
	x, y := d.x.at(d.Split.X, dots.left, dots.right), d.y.at(d.Split.Y, dots.bottom, dots.top)
	dash := stroke{colour: p.colours.soft, width: 1, dashes: []float64{4, 3}}
	p.line([2]int{x, plot.top}, [2]int{x, plot.bottom}, dash)
	p.line([2]int{plot.left, y}, [2]int{plot.right, y}, dash)
	for i, l := range d.fields {
		if len(l.lines) == 0 {
			continue
		}
		width, height := int(math.Ceil(l.width(p.face, textSize))), len(l.lines)*lineHeight
		at := box{left: plot.left + 4, top: plot.top + 2}
		style := p.faint()
		if i%2 == 1 {
			at.left = plot.right - 4 - width
		}
		if i >= 2 {
			at.top = plot.bottom - 2 - height
		}
		at.right, at.bottom = at.left+width, at.top+height
		edge := at.left
		if i%2 == 1 {
			edge, style = at.right, style.at(toRight)
		}
		p.rect(at, p.colours.paper)
		p.lines(l, edge, at.top+height/2, style)
	}
}

// drawDots draws the intervals, then the dots, then their numbers where they cover nothing.
func (d *scatterLayout) drawDots(plot box) {
	p := d.p
	const radius = 5
	var taken []box
	spots := make([][2]int, len(d.Points))
	for i, pt := range d.Points {
		if pt.Suppressed {
			continue
		}
		x, y := d.x.at(pt.X, plot.left, plot.right), d.y.at(pt.Y, plot.bottom, plot.top)
		spots[i] = [2]int{x, y}
		thin := stroke{colour: p.colours.axis, width: 1}
		if in := pt.XInterval; in != nil {
			p.line([2]int{d.x.at(in.Low, plot.left, plot.right), y}, [2]int{d.x.at(in.High, plot.left, plot.right), y}, thin)
		}
		if in := pt.YInterval; in != nil {
			p.line([2]int{x, d.y.at(in.Low, plot.bottom, plot.top)}, [2]int{x, d.y.at(in.High, plot.bottom, plot.top)}, thin)
		}
		taken = append(taken, box{left: x - radius, top: y - radius, right: x + radius, bottom: y + radius})
	}
	for i, pt := range d.Points {
		if !pt.Suppressed {
			p.dot(spots[i][0], spots[i][1], radius, p.colours.bar)
		}
	}
	if !d.Keyed {
		return
	}
	for i, pt := range d.Points {
		if pt.Suppressed {
			continue
		}
		text := strconv.Itoa(i + 1)
		at := roomFor(p.measure(text), spots[i], plot, taken)
		taken = append(taken, at)
		middleX, middleY := (at.left+at.right)/2, (at.top+at.bottom)/2
		if math.Hypot(float64(middleX-spots[i][0]), float64(middleY-spots[i][1])) > 22 {
			p.line(spots[i], [2]int{middleX, middleY}, stroke{colour: p.colours.soft, width: 1})
		}
		p.backed(text, middleX, middleY, p.plain().at(centred))
	}
}

// roomFor finds the nearest free place for a number of the width around a spot; the spot
// itself where the plot is full.
func roomFor(width int, spot [2]int, plot box, taken []box) box {
	const height = 18
	place := func(x, y float64) box {
		left, top := spot[0]+int(math.Round(x))-width/2-2, spot[1]+int(math.Round(y))-height/2
		return box{left: left, top: top, right: left + width + 4, bottom: top + height}
	}
	for away := 15.0; away < 400; away += 6 {
		for turn := range 16 {
			angle := float64(turn) * math.Pi / 8
			b := place(away*math.Cos(angle), -away*math.Sin(angle))
			if b.within(plot) && b.free(taken) {
				return b
			}
		}
	}
	return place(0, 0)
}

func (b box) within(o box) bool {
	return b.left >= o.left && b.right <= o.right && b.top >= o.top && b.bottom <= o.bottom
}

// free tells whether the box covers none of the others.
func (b box) free(others []box) bool {
	for _, o := range others {
		if b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom {
			return false
		}
	}
	return true
}
