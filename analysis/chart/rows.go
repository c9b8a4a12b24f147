// The frame that charts with one row per item share: labels at the left (or above, on a
// narrow chart), numbers of answers at the right, a plot between them.
package chart

import "math"

// row is the text of one line of a chart.
type row struct {
	label string
	count string // "n 120"; empty where it must not be shown
	// middle is where the bar's axis runs, top where the row begins, in pixels below the
	// top of the frame.
	top, middle, height int
	lines               label
}

// rows is a measured frame.
type rows struct {
	list []row
	// plot is the area between labels and counts, relative to the left of the chart.
	plotLeft, plotRight int
	height              int
	thickness           int // of a bar
}

// bar says how much room a row's bar takes.
type bar struct {
	thickness int
	below     int // for an interval under the bar
}

// frame measures labels and counts around bars of a thickness.
func (p *pen) frame(list []row, b bar) rows {
	f := rows{list: list, thickness: b.thickness}
	counts := 0
	for _, r := range list {
		counts = max(counts, p.measure(r.count))
	}
	if p.narrow {
		f.plotRight = p.width
		p.stackRows(&f, counts, b.below)
		return f
	}
	labels := 0.0
	for i := range f.list {
		r := &f.list[i]
		r.lines = p.face.fit(r.label, textSize, float64(p.width)*0.38, 2)
		labels = math.Max(labels, r.lines.width(p.face, textSize))
	}
	f.plotRight = p.width
	if counts > 0 {
		f.plotRight -= counts + 2*gap
	}
	if labels > 0 {
		f.plotLeft = int(math.Ceil(labels)) + 2*gap
	}
	for i := range f.list {
		r := &f.list[i]
		r.top = f.height
		r.height = max(b.thickness+14, len(r.lines.lines)*lineHeight+8) + b.below
		r.middle = r.top + (r.height-b.below)/2
		f.height += r.height
	}
	return f
}

// stackRows puts label and count on a line of their own above each bar.
func (p *pen) stackRows(f *rows, counts, below int) {
	for i := range f.list {
		r := &f.list[i]
		r.lines = p.face.fit(r.label, textSize, float64(p.width-counts-gap), 2)
		r.top = f.height
		above := len(r.lines.lines) * lineHeight
		if above == 0 && r.count != "" {
			above = lineHeight
		}
		r.height = above + 4 + f.thickness + below + 14
		r.middle = r.top + above + 4 + f.thickness/2
		f.height += r.height
	}
}

// spans are the upright stretches that rules may cross without crossing a label: the whole
// plot where labels stand beside it, the bars where they stand between them.
func (f rows) spans(p *pen, top int) [][2]int {
	if !p.narrow {
		return [][2]int{{top, top + f.height}}
	}
	var out [][2]int
	for _, r := range f.list {
		out = append(out, [2]int{top + r.middle - f.thickness/2 - 3, top + r.middle + f.thickness/2 + 3})
	}
	return out
}

// drawTexts writes labels and counts.
func (f rows) drawTexts(p *pen, left, top int) {
	for _, r := range f.list {
		if p.narrow {
			y := top + r.top + len(r.lines.lines)*lineHeight/2
			p.lines(r.lines, left, y, p.plain())
			p.text(r.count, left+p.width, middle(top+r.top+lineHeight/2, textSize), p.faint().at(toRight))
			continue
		}
		p.lines(r.lines, left+f.plotLeft-2*gap, top+r.middle, p.plain().at(toRight))
		p.text(r.count, left+p.width, middle(top+r.middle, textSize), p.faint().at(toRight))
	}
}

// axisHeight is the room for tick labels under a plot.
const axisHeight = 26

// horizontal is a value axis from left to right.
type horizontal struct {
	scale    scale
	from, to int // pixels
	labels   []string
}

// axis fits a scale between two pixels, with as many ticks as their labels leave room for.
func (p *pen) axis(e extent, from, to int) horizontal {
	for count := max(2, (to-from)/60); ; count-- {
		h := horizontal{scale: niceScale(e.low, e.high, count), from: from, to: to}
		h.labels = make([]string, len(h.scale.ticks))
		for i, t := range h.scale.ticks {
			h.labels[i] = p.face.cutTo(p.words.tick(t), textSize, float64(to-from)/3)
		}
		if count <= 1 || p.roomy(h) {
			return h
		}
	}
}

// roomy tells whether neighbouring tick labels keep apart.
func (p *pen) roomy(h horizontal) bool {
	for i := 1; i < len(h.labels); i++ {
		need := (p.measure(h.labels[i-1])+p.measure(h.labels[i]))/2 + gap
		if h.x(h.scale.ticks[i])-h.x(h.scale.ticks[i-1]) < need {
			return false
		}
	}
	return true
}

func (h horizontal) x(v float64) int { return h.scale.at(v, h.from, h.to) }

// drawGrid draws the rules over the spans of a plot, and the tick labels at the bottom of
// the area, leaving out those that would cover the one before.
func (h horizontal) drawGrid(p *pen, area box, spans [][2]int) {
	free := area.left
	for i, t := range h.scale.ticks {
		x := h.x(t)
		h.drawRule(p, x, spans, stroke{colour: p.colours.grid, width: 1})
		half := (p.measure(h.labels[i]) + 1) / 2
		at := min(max(x, area.left+half), area.right-half)
		if at-half < free {
			continue
		}
		p.text(h.labels[i], at, area.bottom-gap, p.faint().at(centred))
		free = at + half + 2
	}
}

// drawRule draws one upright line over the spans.
func (h horizontal) drawRule(p *pen, x int, spans [][2]int, s stroke) {
	for _, span := range spans {
		p.line([2]int{x, span[0]}, [2]int{x, span[1]}, s)
	}
}

// drawReference draws the line to compare with and its label above the plot.
func (h horizontal) drawReference(p *pen, ref *Reference, area box, spans [][2]int) {
	if ref == nil {
		return
	}
	x := h.x(ref.Value)
	h.drawRule(p, x, spans, stroke{colour: p.colours.soft, width: 1, dashes: []float64{4, 3}})
	text := p.face.cutTo(ref.Label+" "+p.words.Number(ref.Value), textSize, float64(area.width()))
	half := (p.measure(text) + 1) / 2
	at := min(max(x, area.left+half), area.right-half)
	p.text(text, at, middle(area.top+lineHeight/2-1, textSize), p.faint().at(centred))
}

// referenceHeight is the room a reference's label takes above the plot.
func referenceHeight(ref *Reference) int {
	if ref == nil {
		return 0
	}
	return lineHeight + 4
}
