// The colours of data: the same meaning has the same colour everywhere in the product.
package chart

import "github.com/wcharczuk/go-chart/v2/drawing"

// palette is one theme's colours.
type palette struct {
	paper, ink, soft, grid, axis drawing.Color
	// bar and interval draw a single series.
	bar, interval, halo drawing.Color
	// series are the Okabe-Ito colours in the order of their contrast with the paper.
	series []drawing.Color
	// negative runs from strongest to weakest, positive from weakest to strongest.
	negative, positive []drawing.Color
	neutral            drawing.Color
}

// colours gives the palette of a theme.
func (t Theme) colours() palette {
	if t == Dark {
		return palette{
			paper: hex("161b24"), ink: hex("e8ecf2"), soft: hex("aab4c3"), grid: hex("2a3240"), axis: hex("8d98aa"),
			bar: hex("56b4e9"), interval: hex("ffffff"), halo: hex("161b24"),
			series:   hexes("56b4e9", "e69f00", "cc79a7", "f0e442", "009e73", "d55e00", "e8ecf2"),
			negative: hexes("d6604d", "f4a582"), positive: hexes("92c5de", "4393c3"),
			neutral: hex("6b7483"),
		}
	}
	return palette{
		paper: hex("ffffff"), ink: hex("1a2230"), soft: hex("4d586a"), grid: hex("e3e6eb"), axis: hex("7a8494"),
		bar: hex("0072b2"), interval: hex("1a2230"), halo: hex("ffffff"),
		series:   hexes("0072b2", "d55e00", "009e73", "cc79a7", "e69f00", "56b4e9", "1a2230"),
		negative: hexes("b2182b", "ef8a62"), positive: hexes("67a9cf", "2166ac"),
		neutral: hex("d3d7dd"),
	}
}

// diverging gives one colour for each of n levels, from most negative to most positive,
// with grey in the middle where n is odd.
func (p palette) diverging(n int) []drawing.Color {
	out := make([]drawing.Color, n)
	half := n / 2
	for i := range half {
		out[i] = blend(p.negative[0], p.negative[1], i, half)
		out[n-1-i] = blend(p.positive[1], p.positive[0], i, half)
	}
	if n%2 == 1 {
		out[half] = p.neutral
	}
	return out
}

// blend is the i-th of n colours from a (first) to b; a single one is a.
func blend(a, b drawing.Color, i, n int) drawing.Color {
	if n == 1 {
		return a
	}
	mix := func(x, y uint8) uint8 { return uint8((int(x)*(n-1-i) + int(y)*i) / (n - 1)) }
	return drawing.Color{R: mix(a.R, b.R), G: mix(a.G, b.G), B: mix(a.B, b.B), A: 255}
}

// categorical gives one colour for each of n series; beyond the palette they repeat paler.
func (p palette) categorical(n int) []drawing.Color {
	out := make([]drawing.Color, n)
	for i := range out {
		c := p.series[i%len(p.series)]
		if round := i / len(p.series); round%2 == 1 {
			c = blend(c, p.paper, 1, 3)
		}
		out[i] = c
	}
	return out
}

// on is a text colour that can be read on a filled area: ink or white, and where neither
// reaches 4.5:1, black or white, of which one always does.
func (p palette) on(area drawing.Color) drawing.Color {
	ink, light, dark := hex("1a2230"), hex("ffffff"), hex("000000")
	switch onInk, onLight := contrast(ink, area), contrast(light, area); {
	case onInk >= 4.5 && onInk >= onLight:
		return ink
	case onLight >= 4.5:
		return light
	}
	return dark
}

func hex(s string) drawing.Color { return drawing.ColorFromHex(s) }

func hexes(list ...string) []drawing.Color {
	out := make([]drawing.Color, len(list))
	for i, s := range list {
		out[i] = hex(s)
	}
	return out
}
