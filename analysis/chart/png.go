// A chart has few colours: written with a palette its PNG is a third of the size.
package chart

import (
	"image"
	"image/color"
	"image/png"
	"io"
	"sort"

	"github.com/wcharczuk/go-chart/v2/drawing"
)

// paletteSize is enough for the colours drawn with and the shades at the rims of letters.
const paletteSize = 64

// encodePNG writes the picture with the colours it was drawn with and its most frequent
// shades; the few pixels of other shades take the nearest of them.
func encodePNG(w io.Writer, picture *image.RGBA, drawn []drawing.Color) error {
	palette := reduce(picture, drawn)
	index := make(map[uint32]uint8, len(palette))
	colours := make(color.Palette, len(palette))
	for i, c := range palette {
		index[c] = uint8(i)
		colours[i] = color.RGBA{R: uint8(c >> 16), G: uint8(c >> 8), B: uint8(c), A: 255}
	}
	out := image.NewPaletted(picture.Bounds(), colours)
	last, lastIndex := palette[0], uint8(0)
	for i := range out.Pix {
		if c := pixel(picture, i); c != last {
			at, known := index[c]
			if !known {
				at = nearest(palette, c)
				index[c] = at
			}
			last, lastIndex = c, at
		}
		out.Pix[i] = lastIndex
	}
	encoder := png.Encoder{CompressionLevel: png.DefaultCompression}
	return encoder.Encode(w, out)
}

// pixel is the i-th pixel as 0xRRGGBB; a chart's paper is opaque.
func pixel(p *image.RGBA, i int) uint32 {
	return uint32(p.Pix[4*i])<<16 | uint32(p.Pix[4*i+1])<<8 | uint32(p.Pix[4*i+2])
}

// reduce gives the drawn colours and then the picture's shades, most frequent first.
func reduce(p *image.RGBA, drawn []drawing.Color) []uint32 {
	counts := histogram(p)
	var out []uint32
	for _, c := range drawn {
		rgb := uint32(c.R)<<16 | uint32(c.G)<<8 | uint32(c.B)
		if counts[rgb] > 0 {
			out = append(out, rgb)
			delete(counts, rgb)
		}
	}
	own := len(out)
	for c := range counts {
		out = append(out, c)
	}
	shades := out[own:]
	sort.Slice(shades, func(i, j int) bool {
		if counts[shades[i]] != counts[shades[j]] {
			return counts[shades[i]] > counts[shades[j]]
		}
		return shades[i] < shades[j]
	})
	return out[:min(len(out), paletteSize)]
}

// histogram counts the pixels of each colour, run by run.
func histogram(p *image.RGBA) map[uint32]int {
	counts := map[uint32]int{}
	last, run := pixel(p, 0), 0
	for i := range len(p.Pix) / 4 {
		if c := pixel(p, i); c != last {
			counts[last] += run
			last, run = c, 0
		}
		run++
	}
	counts[last] += run
	return counts
}

// nearest finds the palette's colour with the smallest squared distance.
func nearest(palette []uint32, c uint32) uint8 {
	best, at := 1<<30, 0
	for i, p := range palette {
		d := 0
		for shift := 0; shift <= 16; shift += 8 {
			diff := int(p>>shift&255) - int(c>>shift&255)
			d += diff * diff
		}
		if d < best {
			best, at = d, i
		}
	}
	return uint8(at)
}
