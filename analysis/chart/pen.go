// Drawing in a chart's own terms: rectangles, rules, whiskers, aligned texts.
package chart

import (
	"math"

	gochart "github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"
)

// Sizes in pixels.
const (
	textSize   = 14.0
	titleSize  = 16.0
	lineHeight = 19
	capHeight  = 0.73 // of the size, in Noto Sans SC
	margin     = 16
	gap        = 8
	narrowFrom = 520 // below this width labels stand above their bars
)

// box is an area in pixels.
type box struct{ left, top, right, bottom int }

func (b box) width() int { return b.right - b.left }

// pen draws with one look on one renderer.
type pen struct {
	r       gochart.Renderer
	face    *typeface
	colours palette
	words   Words
	// width is the inner width of the chart, between the margins.
	width  int
	narrow bool
	// failed is go-chart's refusal to draw its part, if it finds a reason.
	failed error
}

// align says which end of a text stands at its x.
type align int

const (
	toLeft align = iota
	toRight
	centred
)

// ink is how a text looks.
type ink struct {
	colour drawing.Color
	size   float64
	align  align
}

func (p *pen) plain() ink { return ink{colour: p.colours.ink, size: textSize} }
func (p *pen) faint() ink { return ink{colour: p.colours.soft, size: textSize} }

func (i ink) at(a align) ink           { i.align = a; return i }
func (i ink) in(c drawing.Color) ink   { i.colour = c; return i }
func (p *pen) measure(text string) int { return int(math.Ceil(p.face.width(clean(text), textSize))) }
func middle(y int, size float64) int   { return y + int(math.Round(capHeight*size/2)) }

// text draws one line with its baseline at y.
func (p *pen) text(body string, x, y int, style ink) {
	width := p.face.width(clean(body), style.size)
	switch style.align {
	case toRight:
		x -= int(math.Ceil(width))
	case centred:
		x -= int(math.Round(width / 2))
	}
	p.r.SetFont(p.face.ttf)
	p.r.SetFontSize(style.size)
	p.r.SetFontColor(style.colour)
	p.r.Text(body, x, y)
}

// backed draws a text around the height y on a patch of paper, so that no rule runs through it.
func (p *pen) backed(body string, x, y int, style ink) {
	width := p.measure(body)
	left := x
	switch style.align {
	case toRight:
		left = x - width
	case centred:
		left = x - width/2
	}
	p.rect(box{left: left - 2, right: left + width + 2, top: y - 8, bottom: y + 9}, p.colours.paper)
	p.text(body, x, middle(y, style.size), style)
}

// lines draws a label; y is the middle of the whole block.
func (p *pen) lines(l label, x, y int, style ink) {
	top := y - (len(l.lines)-1)*lineHeight/2
	for i, line := range l.lines {
		if t, ok := p.r.(interface{ Tooltip(string) }); ok && l.full != "" && i == len(l.lines)-1 {
			t.Tooltip(l.full)
		}
		p.text(line, x, middle(top+i*lineHeight, style.size), style)
	}
}

// rect fills an area; one without width or height is not drawn.
func (p *pen) rect(b box, fill drawing.Color) {
	if b.right <= b.left || b.bottom <= b.top {
		return
	}
	p.r.SetFillColor(fill)
	p.r.MoveTo(b.left, b.top)
	p.r.LineTo(b.right, b.top)
	p.r.LineTo(b.right, b.bottom)
	p.r.LineTo(b.left, b.bottom)
	p.r.Close()
	p.r.Fill()
}

// stroke is how a line looks.
type stroke struct {
	colour drawing.Color
	width  float64
	dashes []float64
}

// line draws from one point to another.
func (p *pen) line(from, to [2]int, s stroke) {
	p.r.SetStrokeColor(s.colour)
	p.r.SetStrokeWidth(s.width)
	p.r.SetStrokeDashArray(s.dashes)
	p.r.MoveTo(from[0], from[1])
	p.r.LineTo(to[0], to[1])
	p.r.Stroke()
	p.r.SetStrokeDashArray(nil)
}

// whisker draws an interval as a rule with end caps, on a halo that parts it from a bar.
func (p *pen) whisker(low, high, y int, colour drawing.Color) {
	const cap = 4
	for _, s := range []stroke{{colour: p.colours.halo, width: 4}, {colour: colour, width: 2}} {
		p.r.SetStrokeColor(s.colour)
		p.r.SetStrokeWidth(s.width)
		p.r.MoveTo(low, y)
		p.r.LineTo(high, y)
		for _, x := range []int{low, high} {
			p.r.MoveTo(x, y-cap)
			p.r.LineTo(x, y+cap)
		}
		p.r.Stroke()
	}
}

// dot draws a filled circle with a rim of the paper's colour.
func (p *pen) dot(x, y int, radius float64, fill drawing.Color) {
	p.r.SetFillColor(fill)
	p.r.SetStrokeColor(p.colours.halo)
	p.r.SetStrokeWidth(1)
	p.r.Circle(radius, x, y)
	p.r.FillStroke()
}
