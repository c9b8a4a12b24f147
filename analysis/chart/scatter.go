// Dots on two scales: how well something is done against how much it matters, one score
// against another. Each dot carries a number; the key under the plot says what it is and
// what its values are, so that no label is cut and none covers another.
package chart

import (
	"fmt"
	"strconv"
)

// Scatter is one dot per point.
type Scatter struct {
	Head
	// X and Y say what the scales are; X is written with Words.Number, Y with Words.Share.
	X, Y   string
	Points []ScatterPoint `json:"points"`
	// XScale and YScale keep at least this range in view.
	XScale *Interval `json:"x_scale,omitempty"`
	YScale *Interval `json:"y_scale,omitempty"`
	// Split parts the plot into four named fields.
	Split *Split `json:"split,omitempty"`
	// Keyed numbers the dots and names them under the plot; else they stand for themselves.
	Keyed bool `json:"keyed,omitempty"`
}

// ScatterPoint is one dot with the uncertainty of both its values.
type ScatterPoint struct {
	Label      string    `json:"label"`
	X          float64   `json:"x"`
	Y          float64   `json:"y"`
	XInterval  *Interval `json:"x_interval,omitempty"`
	YInterval  *Interval `json:"y_interval,omitempty"`
	N          int       `json:"n"`
	Suppressed bool      `json:"suppressed,omitempty"`
}

// Split is where the plot is parted, with the names of the fields: above left, above
// right, below left, below right.
type Split struct {
	X, Y  float64
	Names [4]string
}

// maxKeyed is the most dots that a key names.
const maxKeyed = 40

func (s *Scatter) check() error {
	if err := checkRows(len(s.Points)); err != nil {
		return err
	}
	if s.Keyed && len(s.Points) > maxKeyed {
		return fmt.Errorf("%d dots with names, at most %d: %w", len(s.Points), maxKeyed, ErrTooMany)
	}
	for _, i := range []*Interval{s.XScale, s.YScale} {
		if err := i.check(); err != nil {
			return fmt.Errorf("scale: %w", err)
		}
	}
	if s.Split != nil {
		if err := checkFinite(s.Split.X, s.Split.Y); err != nil {
			return fmt.Errorf("split: %w", err)
		}
	}
	for _, p := range s.Points {
		if p.Suppressed {
			continue
		}
		if err := checkFinite(p.X, p.Y); err != nil {
			return fmt.Errorf("place of %q: %w", p.Label, err)
		}
		for _, i := range []*Interval{p.XInterval, p.YInterval} {
			if err := i.check(); err != nil {
				return fmt.Errorf("interval of %q: %w", p.Label, err)
			}
		}
	}
	return nil
}

func (s *Scatter) empty() bool { return len(s.Points) == 0 }

func (s *Scatter) describe(w Words) []string {
	rows := make([]string, len(s.Points))
	for i, p := range s.Points {
		rows[i] = clean(p.Label) + ": " + p.say(w)
	}
	return rows
}

// say is the point's values in words.
func (p ScatterPoint) say(w Words) string {
	if p.Suppressed {
		return w.Suppressed
	}
	return w.Number(p.X) + " · " + w.share(p.Y)
}

// scatterLayout is a measured scatter chart.
type scatterLayout struct {
	*Scatter
	p    *pen
	x, y scale
	left int // room for the labels of Y
	key  []label
	cols int

	fields [4]label // the names of the fields
	strips [2]int   // the room they take above and below the dots
}

const (
	plotHeight       = 340
	plotHeightNarrow = 300
	keyIndent        = 26
)

func (s *Scatter) layout(p *pen) (int, func(*pen, box)) {
	d := &scatterLayout{Scatter: s, p: p, cols: 1}
	var ex, ey extent
	ex.addInterval(s.XScale)
	ey.addInterval(s.YScale)
	for _, pt := range s.Points {
		if pt.Suppressed {
			continue
		}
		ex.add(pt.X)
		ex.addInterval(pt.XInterval)
		ey.add(pt.Y)
		ey.addInterval(pt.YInterval)
	}
	if s.Split != nil && (ex.any || ey.any) {
		ex.add(s.Split.X)
		ey.add(s.Split.Y)
	}
	d.x, d.y = niceScale(ex.low, ex.high, max(2, p.width/90)), niceScale(ey.low, ey.high, 5)
	for _, t := range d.y.ticks {
		d.left = max(d.left, p.measure(d.tickY(t)))
	}
	d.left = min(d.left, p.width/3) + gap
	d.measureFields()
	return d.height() + d.measureKey(), d.draw
}

// height is that of the plot with its scales.
func (d *scatterLayout) height() int {
	height := plotHeight
	if d.p.narrow {
		height = plotHeightNarrow
	}
	return height + d.strips[0] + d.strips[1]
}

func (d *scatterLayout) tickY(v float64) string {
	return d.p.face.cutTo(d.p.words.share(v), textSize, float64(d.p.width)/3)
}

// measureKey breaks the names into lines: two columns where there is room.
func (d *scatterLayout) measureKey() int {
	if !d.Keyed {
		return 0
	}
	if !d.p.narrow {
		d.cols = 2
	}
	width := d.p.width/d.cols - keyIndent - gap
	for _, pt := range d.Points {
		d.key = append(d.key, d.p.face.fit(pt.Label+" · "+pt.say(d.p.words), textSize, float64(width), 4))
	}
	height := gap
	for i := 0; i < len(d.key); i += d.cols {
		height += d.keyRow(i)
	}
	return height
}

// keyRow is the height of the row of the key that begins with the i-th name.
func (d *scatterLayout) keyRow(i int) int {
	lines := 1
	for c := i; c < min(i+d.cols, len(d.key)); c++ {
		lines = max(lines, len(d.key[c].lines))
	}
	return lines*lineHeight + 4
}

func (d *scatterLayout) draw(p *pen, area box) {
	height := d.height()
	plot := box{left: area.left + d.left, top: area.top + lineHeight + gap, right: area.right - gap, bottom: area.top + height - 2*lineHeight - 2*gap}
	dots := box{left: plot.left, top: plot.top + d.strips[0], right: plot.right, bottom: plot.bottom - d.strips[1]}
	d.drawScales(area, plot, dots)
	d.drawFields(plot, dots)
	d.drawDots(dots)
	y := area.top + height + gap
	for i := 0; i < len(d.key); i += d.cols {
		for c := i; c < min(i+d.cols, len(d.key)); c++ {
			x := area.left + (c-i)*p.width/d.cols
			p.text(strconv.Itoa(c+1), x+keyIndent-gap, middle(y+lineHeight/2, textSize), p.faint().at(toRight))
			p.lines(d.key[c], x+keyIndent, y+len(d.key[c].lines)*lineHeight/2, p.plain())
		}
		y += d.keyRow(i)
	}
}

// drawScales draws the grid and says what the scales are.
func (d *scatterLayout) drawScales(area, plot, dots box) {
	p := d.p
	p.lines(p.face.fit("↑ "+d.Y, textSize, float64(area.width()), 1), area.left, area.top+lineHeight/2, p.faint())
	free := plot.left - d.left
	for _, t := range d.x.ticks {
		x := d.x.at(t, plot.left, plot.right)
		p.line([2]int{x, plot.top}, [2]int{x, plot.bottom}, stroke{colour: p.colours.grid, width: 1})
		text := p.face.cutTo(p.words.tick(t), textSize, float64(plot.width())/3)
		half := (p.measure(text) + 1) / 2
		at := min(max(x, area.left+half), area.right-half)
		if at-half >= free {
			p.text(text, at, middle(plot.bottom+lineHeight/2+8, textSize), p.faint().at(centred))
			free = at + half + gap
		}
	}
	last := plot.bottom + lineHeight
	for _, t := range d.y.ticks {
		y := d.y.at(t, dots.bottom, dots.top)
		p.line([2]int{plot.left, y}, [2]int{plot.right, y}, stroke{colour: p.colours.grid, width: 1})
		if y <= last-lineHeight {
			p.text(d.tickY(t), plot.left-gap, middle(y, textSize), p.faint().at(toRight))
			last = y
		}
	}
	p.lines(p.face.fit(d.X+" →", textSize, float64(area.width()), 1), area.right, plot.bottom+lineHeight+lineHeight/2+12, p.faint().at(toRight))
}
