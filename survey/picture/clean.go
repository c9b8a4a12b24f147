package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// The kinds of pictures, by media type.
const (
	JPEG = "image/jpeg"
	PNG  = "image/png"
	GIF  = "image/gif"
	WebP = "image/webp"
)

// ErrBroken says that bytes that begin like a picture do not go on like one.
var ErrBroken = errors.New("the picture is broken")

// Kind tells what picture the bytes are; "" if they are none of ours.
func Kind(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xd8\xff")):
		return JPEG
	case bytes.HasPrefix(b, []byte("\x89PNG\r\n\x1a\n")):
		return PNG
	case bytes.HasPrefix(b, []byte("GIF87a")), bytes.HasPrefix(b, []byte("GIF89a")):
		return GIF
	case len(b) >= 12 && string(b[:4]) == "RIFF" && string(b[8:12]) == "WEBP":
		return WebP
	}
	return ""
}

// Clean gives the picture without anything said about it. Bytes that are no
// picture of ours are broken.
func Clean(b []byte) ([]byte, error) {
	switch Kind(b) {
	case JPEG:
		return cleanJPEG(b)
	case PNG:
		return cleanPNG(b)
	case GIF:
		return cleanGIF(b)
	case WebP:
		return cleanWebP(b)
	}
	return nil, ErrBroken
}

// cleanPNG keeps the chunks that the image is drawn from (PNG, third edition,
// 11.2 and 11.3), and ends with the image.
func cleanPNG(b []byte) ([]byte, error) {
	keep := map[string]bool{
		"IHDR": true, "PLTE": true, "IDAT": true, "IEND": true, "tRNS": true, "gAMA": true, "cHRM": true,
		"sRGB": true, "iCCP": true, "sBIT": true, "pHYs": true, "bKGD": true, "cICP": true,
	}
	out := append([]byte(nil), b[:8]...)
	for rest := b[8:]; len(rest) >= 12; {
		n := binary.BigEndian.Uint32(rest)
		if uint64(n)+12 > uint64(len(rest)) {
			return nil, ErrBroken
		}
		chunk, name := rest[:n+12], string(rest[4:8])
		if len(out) == 8 && name != "IHDR" {
			return nil, ErrBroken
		}
		if keep[name] {
			out = append(out, chunk...)
		}
		if name == "IEND" {
			return out, nil
		}
		rest = rest[n+12:]
	}
	return nil, ErrBroken
}

// cleanWebP keeps the chunks of the image (WebP container specification), and
// takes from the header that others follow.
func cleanWebP(b []byte) ([]byte, error) {
	const exif, xmp = 0x08, 0x04
	keep := map[string]bool{"VP8 ": true, "VP8L": true, "VP8X": true, "ALPH": true, "ANIM": true, "ANMF": true, "ICCP": true}
	size := uint64(binary.LittleEndian.Uint32(b[4:])) + 8
	if size < 12 || size > uint64(len(b)) { // the head itself has twelve bytes
		return nil, ErrBroken
	}
	out := append([]byte(nil), b[:12]...)
	for rest := b[12:size]; len(rest) >= 8; {
		n := uint64(binary.LittleEndian.Uint32(rest[4:]))
		n += 8 + n&1
		if n > uint64(len(rest)) {
			return nil, ErrBroken
		}
		if name := string(rest[:4]); keep[name] {
			at := len(out)
			out = append(out, rest[:n]...)
			if name == "VP8X" && n > 8 {
				out[at+8] &^= exif | xmp
			}
		}
		rest = rest[n:]
	}
	if len(out) == 12 {
		return nil, ErrBroken
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out, nil
}
