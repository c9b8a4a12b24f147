// From a figure and a look to a picture: heading, body, note, on a card of paper.
package chart

import (
	"fmt"
	"io"
	"strings"

	gochart "github.com/wcharczuk/go-chart/v2"
)

// SVG writes a figure as an SVG document that stands alone: no script, no style sheet, no
// reference to anything outside, valid as <img> under a strict Content-Security-Policy.
func SVG(w io.Writer, figure Figure, look Look) error {
	p, err := plan(figure, look)
	if err != nil {
		return fmt.Errorf("draw SVG: %w", err)
	}
	return p.render(newSVG(p.pen.face, svgHead{
		lang:        look.Lang,
		title:       p.head.Title,
		description: p.description(),
	}), w)
}

// PNG writes a figure as a picture with twice the look's width in pixels.
func PNG(w io.Writer, figure Figure, look Look) error {
	p, err := plan(figure, look)
	if err != nil {
		return fmt.Errorf("draw PNG: %w", err)
	}
	return p.render(newPNG(p.pen.face), w)
}

// sheet is a chart that has been checked and measured.
type sheet struct {
	figure Figure
	head   Head
	look   Look
	pen    *pen
}

func plan(figure Figure, look Look) (*sheet, error) {
	look, err := look.complete()
	if err != nil {
		return nil, err
	}
	if err := figure.check(); err != nil {
		return nil, err
	}
	f, err := face()
	if err != nil {
		return nil, err
	}
	return &sheet{figure: figure, head: figure.heading(), look: look, pen: &pen{
		face: f, colours: look.Theme.colours(), words: look.Words,
		width: look.Width - 2*margin, narrow: look.Width < narrowFrom,
	}}, nil
}

// description is the caller's, or every row in words.
func (s *sheet) description() string {
	if s.head.Description != "" {
		return s.head.Description
	}
	if s.figure.empty() {
		return s.look.Words.Empty
	}
	return strings.Join(s.figure.describe(s.look.Words), "; ")
}

func (s *sheet) render(provider gochart.RendererProvider, w io.Writer) error {
	p := s.pen
	title := p.face.fit(s.head.Title, titleSize, float64(p.width), 2)
	subtitle := p.face.fit(s.head.Subtitle, textSize, float64(p.width), 2)
	note := p.face.fit(s.head.Note, textSize, float64(p.width), 3)
	body, draw := emptyHeight, s.drawEmpty
	if !s.figure.empty() {
		body, draw = s.figure.layout(p)
	}
	top := margin + headHeight(title, subtitle)
	height := top + body + margin
	if len(note.lines) > 0 {
		height += gap + len(note.lines)*lineHeight
	}
	r, err := provider(s.look.Width, height)
	if err != nil {
		return fmt.Errorf("start drawing: %w", err)
	}
	p.r = r
	p.rect(box{right: s.look.Width, bottom: height}, p.colours.paper)
	s.drawHead(title, subtitle)
	area := box{left: margin, top: top, right: margin + p.width, bottom: top + body}
	draw(p, area)
	if p.failed != nil {
		return fmt.Errorf("draw the body: %w", p.failed)
	}
	block(p, note, area.bottom+gap, p.faint())
	return r.Save(w)
}

func headHeight(title, subtitle label) int {
	height := len(title.lines)*(lineHeight+3) + len(subtitle.lines)*lineHeight
	if height > 0 {
		height += gap
	}
	return height
}

func (s *sheet) drawHead(title, subtitle label) {
	p := s.pen
	big := p.plain()
	big.size = titleSize
	y := margin
	for _, l := range title.lines {
		p.text(l, margin, middle(y+lineHeight/2, titleSize), big)
		y += lineHeight + 3
	}
	block(p, subtitle, y, p.faint())
}

// block draws the lines of a label downwards from top.
func block(p *pen, l label, top int, style ink) {
	if n := len(l.lines); n > 0 {
		p.lines(l, margin, top+n*lineHeight/2, style)
	}
}

const emptyHeight = 120

// drawEmpty says what will be here, in a frame where it will be.
func (s *sheet) drawEmpty(p *pen, area box) {
	frame := stroke{colour: p.colours.axis, width: 1, dashes: []float64{4, 4}}
	corners := [][2]int{{area.left, area.top}, {area.right, area.top}, {area.right, area.bottom}, {area.left, area.bottom}, {area.left, area.top}}
	for i := 1; i < len(corners); i++ {
		p.line(corners[i-1], corners[i], frame)
	}
	text := p.face.fit(s.look.Words.Empty, textSize, float64(area.width()-2*margin), 4)
	p.lines(text, (area.left+area.right)/2, (area.top+area.bottom)/2, p.faint().at(centred))
}
