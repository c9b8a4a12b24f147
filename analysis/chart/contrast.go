// Contrast of two colours as WCAG 2.2 defines it.
package chart

import (
	"math"

	"github.com/wcharczuk/go-chart/v2/drawing"
)

// contrast is the WCAG 2.2 contrast ratio of two opaque colours, 1 to 21.
func contrast(a, b drawing.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is the relative luminance of an sRGB colour.
func luminance(c drawing.Color) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}
