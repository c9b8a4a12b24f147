// Horizontal bars from zero with the interval of each value: shares of a question's
// options, means by segment, themes by frequency.
package chart

import "fmt"

// Bars is one value per row.
type Bars struct {
	Head
	// Unit is said beside the figures by table and description; Words.Number writes it.
	Unit  string `json:"unit,omitempty"`
	Items []Item `json:"items"`
	// Scale keeps at least this range in view, so that two charts can be compared.
	Scale     *Interval  `json:"scale,omitempty"`
	Reference *Reference `json:"reference,omitempty"`
}

const barThickness = 20

func (b *Bars) check() error {
	if err := checkScale(b.Scale, b.Reference); err != nil {
		return err
	}
	return checkItems(b.Items)
}

func checkScale(s *Interval, ref *Reference) error {
	if err := s.check(); err != nil {
		return fmt.Errorf("scale: %w", err)
	}
	if ref != nil {
		if err := checkFinite(ref.Value); err != nil {
			return fmt.Errorf("reference: %w", err)
		}
	}
	return nil
}

func (b *Bars) empty() bool               { return len(b.Items) == 0 }
func (b *Bars) describe(w Words) []string { return sayItems(b.Items, w) }

func (b *Bars) layout(p *pen) (int, func(*pen, box)) {
	f := p.frame(itemRows(b.Items, p.words), bar{thickness: barThickness})
	above := referenceHeight(b.Reference)
	return above + f.height + axisHeight, func(p *pen, area box) { b.draw(p, area, f) }
}

// itemRows gives the texts of items; a suppressed one has no count.
func itemRows(items []Item, w Words) []row {
	out := make([]row, len(items))
	for i, item := range items {
		out[i].label = item.Label
		if !item.Suppressed {
			out[i].count = w.Count(item.N)
		}
	}
	return out
}

// itemExtent is the range of what is shown of the items, the scale and the reference.
func itemExtent(items []Item, s *Interval, ref *Reference) extent {
	var e extent
	for _, item := range items {
		if !item.Suppressed {
			e.add(item.Value)
			e.addInterval(item.Interval)
		}
	}
	e.addInterval(s)
	if ref != nil {
		e.add(ref.Value)
	}
	return e
}

func (b *Bars) draw(p *pen, area box, f rows) {
	e := itemExtent(b.Items, b.Scale, b.Reference)
	e.add(0)
	from, to := area.left+f.plotLeft, area.left+f.plotRight
	h := b.fitAxis(p, e, from, to)
	top := area.top + referenceHeight(b.Reference)
	spans := f.spans(p, top)
	h.drawGrid(p, box{left: area.left, right: to, bottom: area.bottom}, spans)
	zero := h.x(0)
	for i, item := range b.Items {
		y := top + f.list[i].middle
		if !item.Suppressed {
			x := h.x(item.Value)
			p.rect(box{left: min(zero, x), right: max(zero, x), top: y - barThickness/2, bottom: y + barThickness/2}, p.colours.bar)
		}
	}
	h.drawRule(p, zero, spans, stroke{colour: p.colours.axis, width: 1})
	h.drawReference(p, b.Reference, box{left: from, top: area.top, right: to}, spans)
	for i, item := range b.Items {
		b.drawEnd(p, h, item, top+f.list[i].middle)
	}
	f.drawTexts(p, area.left, top)
}

// drawEnd draws the interval and writes the value behind it.
func (b *Bars) drawEnd(p *pen, h horizontal, item Item, y int) {
	zero := h.x(0)
	if item.Suppressed {
		p.backed(p.words.Suppressed, zero+gap, y, p.faint())
		return
	}
	low, high := h.x(item.Value), h.x(item.Value)
	if item.Interval != nil {
		low, high = min(low, h.x(item.Interval.Low)), max(high, h.x(item.Interval.High))
		p.whisker(h.x(item.Interval.Low), h.x(item.Interval.High), y, p.colours.interval)
	}
	text := p.valueText(item.Value, h)
	if item.Value < 0 {
		p.backed(text, min(low, zero)-gap, y, p.plain().at(toRight))
		return
	}
	p.backed(text, max(high, zero)+gap, y, p.plain())
}

// valueText is a value as it stands behind its bar, cut where a number has 300 digits.
func (p *pen) valueText(v float64, h horizontal) string {
	return p.face.cutTo(p.words.Number(v), textSize, float64(h.to-h.from)/2)
}

// fitAxis leaves room behind every bar for its value.
func (b *Bars) fitAxis(p *pen, e extent, from, to int) horizontal {
	limit := float64(to-from) / 3
	left, right := 0, p.measure(p.words.Suppressed)+gap
	for _, item := range b.Items {
		if item.Suppressed {
			continue
		}
		width := int(p.face.width(p.face.cutTo(p.words.Number(item.Value), textSize, limit), textSize)) + gap + 2
		if item.Value < 0 {
			left = max(left, width)
		}
	}
	full := niceScale(e.low, e.high, max(2, (to-from)/60))
	room := to - from - left
	plot := room
	for _, item := range b.Items {
		if item.Suppressed || item.Value < 0 {
			continue
		}
		end := item.Value
		if item.Interval != nil {
			end = max(end, item.Interval.High)
		}
		width := int(p.face.width(p.face.cutTo(p.words.Number(item.Value), textSize, limit), textSize)) + gap + 2
		if share := full.share(end); share > 0 {
			plot = min(plot, int(float64(room-width)/share))
		}
	}
	zero := int(full.share(0) * float64(plot))
	plot = min(plot, max(plot-(zero+right-room), room/2))
	return p.axis(e, from+left, from+left+plot)
}
