// A PNG renderer on go-chart's drawing package. go-chart's own one fills by the even-odd
// rule, which leaves holes where the strokes of a character overlap, draws circles with
// four corners, takes 64 font points for an inch and gives pictures three times the bytes.
package chart

import (
	"image"
	"io"
	"math"
	"slices"

	"github.com/golang/freetype/truetype"
	gochart "github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"
)

const (
	// pixelDPI makes one of go-chart's font points one pixel …
	pixelDPI = 72
	// … for which its drawing package needs another number: it scales by DPI/64.
	rasterDPI = 64
	// rasterScale draws a PNG with twice the pixels, for the sharp screens of phones.
	rasterScale = 2
)

// rasterRenderer multiplies all lengths and draws them at once.
type rasterRenderer struct {
	*drawing.RasterGraphicContext
	face    *typeface
	picture *image.RGBA
	style   gochart.Style
	turn    *float64
	drawn   []drawing.Color // all colours used so far, each once
}

// newPNG is a go-chart renderer provider for one picture.
func newPNG(f *typeface) gochart.RendererProvider {
	return func(width, height int) (gochart.Renderer, error) {
		picture := image.NewRGBA(image.Rect(0, 0, width*rasterScale, height*rasterScale))
		gc, err := drawing.NewRasterGraphicContext(picture)
		if err != nil {
			return nil, err
		}
		gc.SetDPI(rasterDPI)
		gc.SetFont(f.ttf)
		gc.SetFillRule(drawing.FillRuleWinding)
		return &rasterRenderer{RasterGraphicContext: gc, face: f, picture: picture}, nil
	}
}

// use notes a colour, for the palette.
func (r *rasterRenderer) use(c drawing.Color) {
	if c.A == 255 && !slices.Contains(r.drawn, c) {
		r.drawn = append(r.drawn, c)
	}
}

func scaled(v int) float64 { return float64(v) * rasterScale }

// Text draws one line from its left end on the baseline.
func (r *rasterRenderer) Text(body string, x, y int) {
	gc := r.RasterGraphicContext
	gc.SetFontSize(r.style.FontSize * rasterScale)
	gc.SetFillColor(r.style.FontColor)
	r.use(r.style.FontColor)
	at := [2]float64{scaled(x), scaled(y)}
	if r.turn != nil {
		gc.Translate(at[0], at[1])
		gc.Rotate(*r.turn)
		at = [2]float64{}
	}
	// The only error is a missing font, and it was set when the renderer was made.
	_, _ = gc.CreateStringPath(clean(body), at[0], at[1])
	gc.Fill()
	gc.SetMatrixTransform(drawing.NewIdentityMatrix())
}

// MeasureText measures as the SVG does, so that both pictures have the same layout.
func (r *rasterRenderer) MeasureText(body string) gochart.Box {
	return measured(r.face, clean(body), r.style.FontSize)
}

// Stroke, Fill and FillStroke draw the collected path; a colour without opacity is left out.
func (r *rasterRenderer) Stroke() { r.paint(true, false) }
func (r *rasterRenderer) Fill()   { r.paint(false, true) }
func (r *rasterRenderer) FillStroke() {
	r.paint(true, true)
}

func (r *rasterRenderer) paint(stroke, fill bool) {
	gc := r.RasterGraphicContext
	stroke = stroke && r.style.StrokeWidth > 0 && r.style.StrokeColor.A > 0
	fill = fill && r.style.FillColor.A > 0
	gc.SetFillColor(r.style.FillColor)
	gc.SetStrokeColor(r.style.StrokeColor)
	gc.SetLineWidth(r.style.StrokeWidth * rasterScale)
	gc.SetLineDash(r.dashes(), 0)
	if stroke {
		r.use(r.style.StrokeColor)
	}
	if fill {
		r.use(r.style.FillColor)
	}
	switch {
	case stroke && fill:
		gc.FillStroke()
	case stroke:
		gc.Stroke()
	case fill:
		gc.Fill()
	default:
		gc.BeginPath()
	}
}

func (r *rasterRenderer) dashes() []float64 {
	out := make([]float64, len(r.style.StrokeDashArray))
	for i, d := range r.style.StrokeDashArray {
		out[i] = d * rasterScale
	}
	return out
}

// Circle begins a round path; the Fill or FillStroke after it draws it.
func (r *rasterRenderer) Circle(radius float64, x, y int) {
	r.RasterGraphicContext.MoveTo(scaled(x)+radius*rasterScale, scaled(y))
	r.RasterGraphicContext.ArcTo(scaled(x), scaled(y), radius*rasterScale, radius*rasterScale, 0, 2*math.Pi)
	r.RasterGraphicContext.Close()
}

// Save writes the picture with few colours.
func (r *rasterRenderer) Save(w io.Writer) error { return encodePNG(w, r.picture, r.drawn) }

// The rest of go-chart's interface: the style of what comes next, and the path.

func (r *rasterRenderer) ResetStyle()                    { r.style, r.turn = gochart.Style{Font: r.style.Font}, nil }
func (r *rasterRenderer) GetDPI() float64                { return pixelDPI }
func (r *rasterRenderer) SetDPI(float64)                 {} // sizes are pixels here
func (r *rasterRenderer) SetClassName(string)            {} // no style sheet to refer to
func (r *rasterRenderer) SetStrokeColor(c drawing.Color) { r.style.StrokeColor = c }
func (r *rasterRenderer) SetFillColor(c drawing.Color)   { r.style.FillColor = c }
func (r *rasterRenderer) SetStrokeWidth(w float64)       { r.style.StrokeWidth = w }
func (r *rasterRenderer) SetStrokeDashArray(d []float64) { r.style.StrokeDashArray = d }
func (r *rasterRenderer) SetFont(f *truetype.Font)       { r.style.Font = f } // one font draws all
func (r *rasterRenderer) SetFontColor(c drawing.Color)   { r.style.FontColor = c }
func (r *rasterRenderer) SetFontSize(size float64)       { r.style.FontSize = size }
func (r *rasterRenderer) SetTextRotation(turn float64)   { r.turn = &turn }
func (r *rasterRenderer) ClearTextRotation()             { r.turn = nil }
func (r *rasterRenderer) MoveTo(x, y int)                { r.RasterGraphicContext.MoveTo(scaled(x), scaled(y)) }
func (r *rasterRenderer) LineTo(x, y int)                { r.RasterGraphicContext.LineTo(scaled(x), scaled(y)) }
func (r *rasterRenderer) Close()                         { r.RasterGraphicContext.Close() }

func (r *rasterRenderer) QuadCurveTo(cx, cy, x, y int) {
	r.RasterGraphicContext.QuadCurveTo(scaled(cx), scaled(cy), scaled(x), scaled(y))
}

func (r *rasterRenderer) ArcTo(cx, cy int, rx, ry, start, sweep float64) {
	r.RasterGraphicContext.ArcTo(scaled(cx), scaled(cy), rx*rasterScale, ry*rasterScale, start, sweep)
}

// kept lets go-chart's Chart draw onto a renderer that is saved later, by us.
type kept struct{ gochart.Renderer }

func (kept) Save(io.Writer) error { return nil }
