// The embedded font: parsed once, measured often.
package chart

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/golang/freetype/truetype"
	"golang.org/x/image/math/fixed"
)

//go:embed font/NotoSansSC-subset.ttf
var fontFile []byte

// typeface is the font with the advance widths of its characters, in 1/1000 of the size.
type typeface struct {
	ttf *truetype.Font
	// ascii saves the look-up for the characters that nearly every label is made of.
	ascii [128]int
}

// face parses the font on first use. A parsed font is only read afterwards, so it may be
// shared between goroutines (tested with -race).
var face = sync.OnceValues(func() (*typeface, error) {
	parsed, err := truetype.Parse(fontFile)
	if err != nil {
		return nil, fmt.Errorf("parse the embedded font: %w", err)
	}
	f := &typeface{ttf: parsed}
	for c := range f.ascii {
		f.ascii[c] = f.lookUp(rune(c))
	}
	return f, nil
})

// lookUp gives the advance of r; a character outside the font has the width of its box.
func (f *typeface) lookUp(r rune) int {
	return int(f.ttf.HMetric(fixed.Int26_6(1000), f.ttf.Index(r)).AdvanceWidth)
}

// has tells whether the font holds a picture of r.
func (f *typeface) has(r rune) bool { return f.ttf.Index(r) != 0 }

// hasAll tells whether the font holds a picture of every character of a text.
func (f *typeface) hasAll(text string) bool {
	for _, r := range text {
		if !f.has(r) {
			return false
		}
	}
	return true
}

// width is the advance of a text at a size in pixels.
func (f *typeface) width(text string, size float64) float64 {
	total := 0
	for _, r := range text {
		if r < 128 && r >= 0 {
			total += f.ascii[r]
		} else {
			total += f.lookUp(r)
		}
	}
	return float64(total) * size / 1000
}
