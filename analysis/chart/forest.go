// Dots with intervals on a common scale, against a line of no effect: effects of a policy
// by segment, differences between waves, means on a scale that does not begin at zero.
package chart

import "github.com/wcharczuk/go-chart/v2/drawing"

// Forest is one estimate per row.
type Forest struct {
	Head
	Unit  string `json:"unit,omitempty"`
	Items []Item `json:"items"`
	// Scale keeps at least this range in view.
	Scale *Interval `json:"scale,omitempty"`
	// Reference is the line of no effect, or the whole sample.
	Reference *Reference `json:"reference,omitempty"`
}

const dotThickness = 18

func (f *Forest) check() error {
	if err := checkScale(f.Scale, f.Reference); err != nil {
		return err
	}
	return checkItems(f.Items)
}

func (f *Forest) empty() bool               { return len(f.Items) == 0 }
func (f *Forest) describe(w Words) []string { return sayItems(f.Items, w) }

func (f *Forest) layout(p *pen) (int, func(*pen, box)) {
	frame := p.frame(itemRows(f.Items, p.words), bar{thickness: dotThickness})
	return referenceHeight(f.Reference) + frame.height + axisHeight, func(p *pen, area box) { f.draw(p, area, frame) }
}

// texts are the figures at the right of the plot, with the room they take.
func (f *Forest) texts(p *pen, limit float64) ([]string, int) {
	out, width := make([]string, len(f.Items)), 0
	for i, item := range f.Items {
		out[i] = p.words.Suppressed
		if !item.Suppressed {
			out[i] = p.face.cutTo(p.words.value(item.Value, item.Interval), textSize, limit)
		}
		width = max(width, p.measure(out[i]))
	}
	return out, width
}

func (f *Forest) draw(p *pen, area box, frame rows) {
	from, to := area.left+frame.plotLeft, area.left+frame.plotRight
	texts, width := f.texts(p, float64(to-from)/2)
	h := p.axis(itemExtent(f.Items, f.Scale, f.Reference), from+6, to-width-2*gap)
	top := area.top + referenceHeight(f.Reference)
	spans := frame.spans(p, top)
	h.drawGrid(p, box{left: area.left, right: to - width, bottom: area.bottom}, spans)
	h.drawReference(p, f.Reference, box{left: from, top: area.top, right: to}, spans)
	for i, item := range f.Items {
		y := top + frame.list[i].middle
		if item.Suppressed {
			p.text(texts[i], to, middle(y, textSize), p.faint().at(toRight))
			continue
		}
		if item.Interval != nil {
			p.whisker(h.x(item.Interval.Low), h.x(item.Interval.High), y, p.colours.interval)
		}
		p.dot(h.x(item.Value), y, 6, f.colour(p, item))
		p.text(texts[i], to, middle(y, textSize), p.plain().at(toRight))
	}
	frame.drawTexts(p, area.left, top)
}

// colour is full where the interval excludes the reference and pale where it does not:
// a difference that cannot be told from none shall not shout.
func (f *Forest) colour(p *pen, item Item) drawing.Color {
	if f.Reference == nil || item.Interval == nil {
		return p.colours.bar
	}
	if item.Interval.Low <= f.Reference.Value && f.Reference.Value <= item.Interval.High {
		return p.colours.axis
	}
	return p.colours.bar
}
