// An SVG writer for go-chart's Renderer interface. go-chart's own one writes labels raw and
// styles as style="…"; this one escapes every text, uses presentation attributes (which no
// Content-Security-Policy refuses) and pins each text to its measured width.
package chart

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"

	"github.com/golang/freetype/truetype"
	gochart "github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"
)

// fontFamily is the product's font stack; the embedded font's own name comes late in it.
const fontFamily = "system-ui,'PingFang SC','Microsoft YaHei','Noto Sans SC','Noto Sans CJK SC',sans-serif"

// svgHead is what the document says about itself.
type svgHead struct {
	lang, title, description string
}

// svgRenderer collects the drawing; Save closes the document.
type svgRenderer struct {
	face    *typeface
	out     bytes.Buffer
	path    pathText
	style   gochart.Style
	turn    *float64
	tooltip string
}

// newSVG is a go-chart renderer provider for one document.
func newSVG(f *typeface, head svgHead) gochart.RendererProvider {
	return func(width, height int) (gochart.Renderer, error) {
		r := &svgRenderer{face: f}
		fmt.Fprintf(&r.out, `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="%d" height="%d" viewBox="0 0 %d %d" font-family="%s"`,
			width, height, width, height, fontFamily)
		if head.lang != "" {
			r.out.WriteString(` xml:lang="` + escape(head.lang) + `"`)
		}
		r.out.WriteString(">")
		if head.title != "" {
			r.out.WriteString("<title>" + escape(head.title) + "</title>")
		}
		if head.description != "" {
			r.out.WriteString("<desc>" + escape(head.description) + "</desc>")
		}
		return r, nil
	}
}

// escape makes a cleaned text safe inside an element or an attribute.
func escape(s string) string {
	var b bytes.Buffer
	// EscapeText fails only when its writer does, and a Buffer does not.
	_ = xml.EscapeText(&b, []byte(clean(s)))
	return b.String()
}

// Tooltip gives the next Text its full wording.
func (r *svgRenderer) Tooltip(full string) { r.tooltip = full }

// Text writes one line from its left end on the baseline.
func (r *svgRenderer) Text(body string, x, y int) {
	tip := r.tooltip
	r.tooltip = ""
	body = clean(body)
	if body == "" {
		return
	}
	fmt.Fprintf(&r.out, `<text x="%d" y="%d" font-size="%s"`, x, y, number(r.style.FontSize))
	r.colour("fill", r.style.FontColor)
	if len([]rune(body)) > 1 && r.face.hasAll(body) { // else nobody knows the width
		fmt.Fprintf(&r.out, ` textLength="%s" lengthAdjust="spacingAndGlyphs"`, number(r.face.width(body, r.style.FontSize)))
	}
	if r.turn != nil {
		fmt.Fprintf(&r.out, ` transform="rotate(%s %d %d)"`, number(gochart.RadiansToDegrees(*r.turn)), x, y)
	}
	r.out.WriteString(">" + escape(body))
	if tip != "" {
		r.out.WriteString("<title>" + escape(tip) + "</title>")
	}
	r.out.WriteString("</text>")
}

// MeasureText gives the advance width and the height of a capital letter.
func (r *svgRenderer) MeasureText(body string) gochart.Box {
	return measured(r.face, clean(body), r.style.FontSize)
}

// measured is the box go-chart places axis labels by.
func measured(f *typeface, body string, size float64) gochart.Box {
	return gochart.Box{Right: int(f.width(body, size) + 0.999), Bottom: int(capHeight*size + 0.5)}
}

// Stroke, Fill and FillStroke write the collected path and begin a new one.
func (r *svgRenderer) Stroke()     { r.flush(true, false) }
func (r *svgRenderer) Fill()       { r.flush(false, true) }
func (r *svgRenderer) FillStroke() { r.flush(true, true) }

func (r *svgRenderer) flush(stroke, fill bool) {
	if !r.path.empty() {
		r.out.WriteString(`<path d="` + r.path.String() + `"`)
		r.paint(stroke, fill)
		if r.path.straight {
			r.out.WriteString(` shape-rendering="crispEdges"`)
		}
		r.out.WriteString("/>")
	}
	r.path = pathText{}
}

// Circle writes a dot; unlike the raster renderer it needs no FillStroke after it, and the
// empty path of that call writes nothing.
func (r *svgRenderer) Circle(radius float64, x, y int) {
	fmt.Fprintf(&r.out, `<circle cx="%d" cy="%d" r="%s"`, x, y, number(radius))
	r.paint(true, true)
	r.out.WriteString("/>")
}

func (r *svgRenderer) paint(stroke, fill bool) {
	if fill && r.style.FillColor.A > 0 {
		r.colour("fill", r.style.FillColor)
	} else {
		r.out.WriteString(` fill="none"`)
	}
	if !stroke || r.style.StrokeWidth <= 0 || r.style.StrokeColor.A == 0 {
		return
	}
	r.colour("stroke", r.style.StrokeColor)
	if r.style.StrokeWidth != 1 {
		r.out.WriteString(` stroke-width="` + number(r.style.StrokeWidth) + `"`)
	}
	if len(r.style.StrokeDashArray) > 0 {
		r.out.WriteString(` stroke-dasharray="`)
		for i, d := range r.style.StrokeDashArray {
			if i > 0 {
				r.out.WriteByte(' ')
			}
			r.out.WriteString(number(d))
		}
		r.out.WriteByte('"')
	}
}

func (r *svgRenderer) colour(name string, c drawing.Color) {
	fmt.Fprintf(&r.out, ` %s="#%02x%02x%02x"`, name, c.R, c.G, c.B)
	if c.A < 255 {
		fmt.Fprintf(&r.out, ` %s-opacity="%s"`, name, number(float64(c.A)/255))
	}
}

// number writes at most two decimals, without trailing zeros.
func number(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	for s[len(s)-1] == '0' {
		s = s[:len(s)-1]
	}
	if s[len(s)-1] == '.' {
		s = s[:len(s)-1]
	}
	return s
}

// Save closes the document and writes it.
func (r *svgRenderer) Save(w io.Writer) error {
	r.out.WriteString("</svg>\n")
	_, err := w.Write(r.out.Bytes())
	return err
}

// The rest of go-chart's interface: the style of what comes next, and the path.

func (r *svgRenderer) ResetStyle()                            { r.style, r.turn = gochart.Style{Font: r.style.Font}, nil }
func (r *svgRenderer) GetDPI() float64                        { return pixelDPI }
func (r *svgRenderer) SetDPI(float64)                         {} // sizes are pixels here
func (r *svgRenderer) SetClassName(string)                    {} // no style sheet to refer to
func (r *svgRenderer) SetStrokeColor(c drawing.Color)         { r.style.StrokeColor = c }
func (r *svgRenderer) SetFillColor(c drawing.Color)           { r.style.FillColor = c }
func (r *svgRenderer) SetStrokeWidth(w float64)               { r.style.StrokeWidth = w }
func (r *svgRenderer) SetStrokeDashArray(d []float64)         { r.style.StrokeDashArray = d }
func (r *svgRenderer) SetFont(f *truetype.Font)               { r.style.Font = f }
func (r *svgRenderer) SetFontColor(c drawing.Color)           { r.style.FontColor = c }
func (r *svgRenderer) SetFontSize(size float64)               { r.style.FontSize = size }
func (r *svgRenderer) SetTextRotation(radians float64)        { r.turn = &radians }
func (r *svgRenderer) ClearTextRotation()                     { r.turn = nil }
func (r *svgRenderer) MoveTo(x, y int)                        { r.path.move(x, y) }
func (r *svgRenderer) LineTo(x, y int)                        { r.path.line(x, y) }
func (r *svgRenderer) Close()                                 { r.path.close() }
func (r *svgRenderer) QuadCurveTo(cx, cy, x, y int)           { r.path.quad(cx, cy, x, y) }
func (r *svgRenderer) ArcTo(cx, cy int, rx, ry, a, d float64) { r.path.arc(cx, cy, arc{rx, ry, a, d}) }
