// The d attribute of an SVG path, written as short as it goes.
package chart

import (
	"fmt"
	"math"
	"strings"
)

// pathText collects a path. straight stays true while all its lines are level or upright,
// so that they can be drawn on whole pixels.
type pathText struct {
	text     strings.Builder
	x, y     int
	drawn    bool
	straight bool
}

func (p *pathText) String() string { return p.text.String() }
func (p *pathText) empty() bool    { return !p.drawn }

func (p *pathText) move(x, y int) {
	if p.text.Len() == 0 {
		p.straight = true
	}
	fmt.Fprintf(&p.text, "M%d %d", x, y)
	p.x, p.y = x, y
}

func (p *pathText) line(x, y int) {
	if p.text.Len() == 0 {
		p.move(x, y)
		return
	}
	switch {
	case y == p.y:
		fmt.Fprintf(&p.text, "h%d", x-p.x)
	case x == p.x:
		fmt.Fprintf(&p.text, "v%d", y-p.y)
	default:
		fmt.Fprintf(&p.text, "l%d %d", x-p.x, y-p.y)
		p.straight = false
	}
	p.x, p.y, p.drawn = x, y, true
}

func (p *pathText) close() { p.text.WriteByte('z') }

func (p *pathText) quad(cx, cy, x, y int) {
	fmt.Fprintf(&p.text, "Q%d %d %d %d", cx, cy, x, y)
	p.x, p.y, p.drawn, p.straight = x, y, true, false
}

// arc is an elliptical arc: radii, start angle and sweep in radians, clockwise from the
// right, as go-chart's raster renderer draws it.
type arc struct{ rx, ry, start, sweep float64 }

func (p *pathText) arc(cx, cy int, a arc) {
	at := func(angle float64) (float64, float64) {
		return float64(cx) + a.rx*math.Cos(angle), float64(cy) + a.ry*math.Sin(angle)
	}
	x0, y0 := at(a.start)
	x1, y1 := at(a.start + a.sweep)
	verb := "L"
	if p.text.Len() == 0 {
		verb = "M"
	}
	large, clockwise := 0, 0
	if math.Abs(a.sweep) > math.Pi {
		large = 1
	}
	if a.sweep > 0 {
		clockwise = 1
	}
	fmt.Fprintf(&p.text, "%s%s %sA%s %s 0 %d %d %s %s", verb, number(x0), number(y0),
		number(a.rx), number(a.ry), large, clockwise, number(x1), number(y1))
	p.x, p.y, p.drawn, p.straight = int(x1), int(y1), true, false
}
