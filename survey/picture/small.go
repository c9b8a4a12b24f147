package picture

// A small copy.

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"
)

// maxPixels bounds what is opened: a picture of 40 million points takes up to
// 160 MB while it is.
const maxPixels = 40_000_000

// Small gives a JPEG copy that fits into a square of side points, upright; nil
// if none can be made.
func Small(b []byte, side int) []byte {
	src := open(b)
	if src == nil {
		return nil
	}
	size := src.Bounds().Size()
	w, h := side, max(1, size.Y*side/size.X)
	if size.Y > size.X {
		w, h = max(1, size.X*side/size.Y), side
	}
	if w > size.X || h > size.Y {
		w, h = size.X, size.Y
	}
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(dst, dst.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.ApproxBiLinear.Scale(dst, dst.Bounds(), src, src.Bounds(), draw.Over, nil)
	var out bytes.Buffer
	if err := jpeg.Encode(&out, turned(dst, turn(b)), &jpeg.Options{Quality: 80}); err != nil {
		return nil
	}
	return out.Bytes()
}

// open decodes a picture that is small enough; nil if it cannot be.
func open(b []byte) image.Image {
	config, decode := image.Config{}, jpeg.Decode
	var err error
	switch Kind(b) {
	case JPEG:
		config, err = jpeg.DecodeConfig(bytes.NewReader(b))
	case PNG:
		config, err = png.DecodeConfig(bytes.NewReader(b))
		decode = png.Decode
	case GIF:
		config, err = gif.DecodeConfig(bytes.NewReader(b))
		decode = gif.Decode
	default:
		return nil
	}
	if err != nil || config.Width < 1 || config.Height < 1 || config.Width*config.Height > maxPixels {
		return nil
	}
	src, err := decode(bytes.NewReader(b))
	if err != nil || src.Bounds().Empty() {
		return nil
	}
	return src
}

// turn is which way is up in a JPEG; 0 elsewhere.
func turn(b []byte) uint16 {
	if Kind(b) != JPEG {
		return 0
	}
	for i := 2; ; {
		i = filled(b, i)
		marker, next, ok := segment(b, i)
		if !ok || marker == markerSOS || marker == markerEOI {
			return 0
		}
		if marker == markerAPP1 {
			if up := orientation(b[i+4 : next]); up > 0 {
				return up
			}
		}
		i = next
	}
}

// turned puts a picture upright.
func turned(src *image.RGBA, up uint16) *image.RGBA {
	if up < 2 || up > 8 {
		return src
	}
	w, h := src.Bounds().Dx(), src.Bounds().Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if up >= 5 {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			to := moved(up, image.Pt(x, y), image.Pt(w-1, h-1))
			out.SetRGBA(to.X, to.Y, src.RGBAAt(x, y))
		}
	}
	return out
}

// moved tells where a point goes (EXIF 2.32, 4.6.4 A, Orientation); end is the
// last point.
func moved(up uint16, p, end image.Point) image.Point {
	switch up {
	case 2:
		return image.Pt(end.X-p.X, p.Y)
	case 3:
		return end.Sub(p)
	case 4:
		return image.Pt(p.X, end.Y-p.Y)
	case 5:
		return image.Pt(p.Y, p.X)
	case 6:
		return image.Pt(end.Y-p.Y, p.X)
	case 7:
		return image.Pt(end.Y-p.Y, end.X-p.X)
	}
	return image.Pt(p.Y, end.X-p.X)
}
