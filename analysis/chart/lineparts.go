// Pieces of the line chart: the band of intervals as a go-chart series, and the places of
// the names behind the lines.
package chart

import (
	"sort"

	gochart "github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"
)

// band is the area between the limits of consecutive points.
type band struct {
	points  []Point
	segment segment
	shift   float64
	colour  drawing.Color
}

func (b band) GetName() string             { return "" }
func (b band) GetYAxis() gochart.YAxisType { return gochart.YAxisSecondary }
func (b band) GetStyle() gochart.Style     { return gochart.Style{} }
func (b band) Validate() error             { return nil }
func (b band) Len() int                    { return b.segment.to - b.segment.from + 1 }

// GetBoundedValues gives wave, low and high of the i-th point.
func (b band) GetBoundedValues(i int) (x, low, high float64) {
	p := b.points[b.segment.from+i]
	return float64(b.segment.from+i) + b.shift, p.Interval.Low, p.Interval.High
}

// Render draws the band in its colour, so pale that lines behind it show through.
func (b band) Render(r gochart.Renderer, canvas gochart.Box, x, y gochart.Range, _ gochart.Style) {
	fill := b.colour
	fill.A = bandOpacity
	gochart.Draw.BoundedSeries(r, canvas, x, y, gochart.Style{FillColor: fill, StrokeColor: drawing.ColorTransparent}, b)
	r.ResetStyle()
}

// ending is the place of a series' name.
type ending struct{ series, y int }

// endings finds the height of each series' last shown point.
func (d *lineLayout) endings() []ending {
	var out []ending
	for k, s := range d.Series {
		for i := len(s.Points) - 1; i >= 0; i-- {
			if s.Points[i].shown() {
				_, y := d.at(float64(i), s.Points[i].Value)
				out = append(out, ending{k, y})
				break
			}
		}
	}
	return out
}

// spread moves names apart to a line's height each, keeping their order, between two limits.
func spread(names []ending, top, bottom int) []ending {
	sort.SliceStable(names, func(i, j int) bool { return names[i].y < names[j].y })
	for i := range names {
		floor := top
		if i > 0 {
			floor = names[i-1].y + lineHeight
		}
		names[i].y = max(names[i].y, floor)
	}
	limit := bottom
	for i := len(names) - 1; i >= 0; i-- {
		names[i].y = min(names[i].y, limit)
		limit = names[i].y - lineHeight
	}
	return names
}
