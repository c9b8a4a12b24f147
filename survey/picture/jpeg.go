package picture

// JPEG: segment after segment (ITU-T T.81, annex B).

import (
	"bytes"
	"encoding/binary"
)

// The markers that matter here.
const (
	markerSOI  = 0xD8
	markerEOI  = 0xD9
	markerSOS  = 0xDA
	markerAPP0 = 0xE0
	markerAPP1 = 0xE1
	markerAPP2 = 0xE2
	markerAPPE = 0xEE
	markerAPPF = 0xEF
	markerCOM  = 0xFE
)

// cleanJPEG keeps the image's own segments, the colour profile and what says how
// colours are coded. What hangs behind the image (a second picture, a film)
// goes.
func cleanJPEG(b []byte) ([]byte, error) {
	out := []byte{0xFF, markerSOI}
	up, scanned := uint16(0), false
	for i := 2; ; {
		i = filled(b, i)
		marker, next, ok := segment(b, i)
		if !ok {
			return nil, ErrBroken
		}
		if marker == markerEOI {
			if !scanned {
				return nil, ErrBroken
			}
			return append(upright(out, up), 0xFF, markerEOI), nil
		}
		whole := b[i:next]
		if marker == markerAPP1 && up == 0 {
			up = orientation(whole[4:])
		}
		if marker == markerSOS {
			scanned = true
			next = scanEnd(b, next)
			whole = b[i:next]
		}
		if stays(marker, whole) {
			out = append(out, whole...)
		}
		i = next
	}
}

// filled passes over the fill bytes that may stand before a marker.
func filled(b []byte, i int) int {
	for i+1 < len(b) && b[i] == 0xFF && b[i+1] == 0xFF {
		i++
	}
	return i
}

// segment reads the marker at i and where the segment ends.
func segment(b []byte, i int) (marker byte, end int, ok bool) {
	if i+2 > len(b) || b[i] != 0xFF {
		return 0, 0, false
	}
	if marker = b[i+1]; marker == markerEOI {
		return marker, i + 2, true
	}
	if i+4 > len(b) {
		return 0, 0, false
	}
	n := int(binary.BigEndian.Uint16(b[i+2:]))
	if n < 2 || i+2+n > len(b) {
		return 0, 0, false
	}
	return marker, i + 2 + n, true
}

// scanEnd finds the marker behind the entropy-coded data: FF followed by neither
// 0 nor a restart.
func scanEnd(b []byte, i int) int {
	for ; i+1 < len(b); i++ {
		if b[i] == 0xFF && b[i+1] != 0 && b[i+1] != 0xFF && (b[i+1] < 0xD0 || b[i+1] > 0xD7) {
			return i
		}
	}
	return len(b)
}

func stays(marker byte, whole []byte) bool {
	body := whole[4:]
	switch {
	case marker == markerAPP0:
		return bytes.HasPrefix(body, []byte("JFIF\x00"))
	case marker == markerAPP2:
		return bytes.HasPrefix(body, []byte("ICC_PROFILE\x00"))
	case marker == markerAPPE:
		return bytes.HasPrefix(body, []byte("Adobe"))
	case marker > markerAPP0 && marker <= markerAPPF, marker == markerCOM:
		return false
	}
	return true
}

// tagOrientation says in EXIF which way is up: 1 as it lies, 2 to 8 turned or
// mirrored.
const tagOrientation = 0x0112

// orientation reads which way is up; 0 where nothing says it.
func orientation(body []byte) uint16 {
	tiff, ok := bytes.CutPrefix(body, []byte("Exif\x00\x00"))
	if !ok || len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.LittleEndian
	if string(tiff[:2]) == "MM" {
		order = binary.BigEndian
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 0
	}
	n := int(order.Uint16(tiff[at:]))
	for k := range n {
		entry := at + 2 + uint64(k)*12
		if entry+12 > uint64(len(tiff)) {
			return 0
		}
		if order.Uint16(tiff[entry:]) == tagOrientation {
			if v := order.Uint16(tiff[entry+8:]); v >= 1 && v <= 8 {
				return v
			}
			return 0
		}
	}
	return 0
}

// upright puts which way is up behind the first marker, in an EXIF block that
// says nothing else.
func upright(jpeg []byte, up uint16) []byte {
	if up < 2 {
		return jpeg
	}
	block := []byte("\xff\xe1\x00\x22Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00")
	binary.BigEndian.PutUint16(block[28:], up)
	out := append([]byte(nil), jpeg[:2]...)
	out = append(out, block...)
	return append(out, jpeg[2:]...)
}
