package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"
)

// secret stands wherever something can be said about a picture.
const secret = "N31.2304E121.4737"

// scene is a picture that is red at the top left and blue elsewhere.
func scene(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{B: 255, A: 255}
			if x < w/2 && y < h/2 {
				c = color.RGBA{R: 255, A: 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

func app(marker byte, body string) []byte {
	out := []byte{0xFF, marker, 0, 0}
	binary.BigEndian.PutUint16(out[2:], uint16(len(body)+2))
	return append(out, body...)
}

// exif is a little-endian EXIF block with an orientation and a place.
func exif(up uint16) string {
	b := []byte("Exif\x00\x00II\x2a\x00\x08\x00\x00\x00\x02\x00")
	b = append(b, 0x0F, 0x01, 2, 0, 1, 0, 0, 0, 'x', 0, 0, 0)
	b = append(b, 0x12, 0x01, 3, 0, 1, 0, 0, 0, byte(up), 0, 0, 0)
	return string(append(b, "\x00\x00\x00\x00"+secret...))
}

func photo(t testing.TB, up uint16) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, scene(64, 32), nil); err != nil {
		t.Fatal(err)
	}
	raw := b.Bytes()
	out := append([]byte{0xFF, 0xD8}, app(0xE1, exif(up))...)
	out = append(out, app(0xE1, "http://ns.adobe.com/xap/1.0/\x00"+secret)...)
	out = append(out, app(0xED, "Photoshop 3.0\x00"+secret)...)
	out = append(out, app(0xFE, secret)...)
	out = append(out, 0xFF) // a fill byte
	out = append(out, raw[2:]...)
	return append(out, secret...) // a film behind the picture
}

func chunk(name, body string) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	out = append(out, name+body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE([]byte(name+body)))
}

func drawing(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, scene(20, 20)); err != nil {
		t.Fatal(err)
	}
	raw := b.Bytes()
	out := append([]byte(nil), raw[:33]...) // signature and IHDR
	out = append(out, chunk("tEXt", "GPS\x00"+secret)...)
	out = append(out, chunk("eXIf", secret)...)
	out = append(out, raw[33:]...)
	return append(out, secret...)
}

func film(t testing.TB) []byte {
	t.Helper()
	m := image.NewPaletted(image.Rect(0, 0, 8, 8), color.Palette{color.White, color.Black})
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &gif.GIF{Image: []*image.Paletted{m, m}, Delay: []int{5, 5}}); err != nil {
		t.Fatal(err)
	}
	raw := b.Bytes()
	out := append([]byte(nil), raw[:len(raw)-1]...)
	out = append(out, 0x21, 0xFE, byte(len(secret)))
	out = append(out, secret+"\x00;"...)
	return append(out, secret...)
}

func web() []byte {
	part := func(name, body string) string {
		s := name + string(binary.LittleEndian.AppendUint32(nil, uint32(len(body)))) + body
		if len(body)%2 == 1 {
			s += "\x00"
		}
		return s
	}
	body := "WEBP" + part("VP8X", "\x0c\x00\x00\x00\x07\x00\x00\x07\x00\x00") + part("VP8L", "\x2fimage") + part("EXIF", secret) + part("XMP ", secret)
	return []byte("RIFF" + string(binary.LittleEndian.AppendUint32(nil, uint32(len(body)))) + body + secret)
}

func TestNothingSaidAboutAPictureStays(t *testing.T) {
	for kind, b := range map[string][]byte{JPEG: photo(t, 6), PNG: drawing(t), GIF: film(t), WebP: web()} {
		if Kind(b) != kind {
			t.Errorf("%s is taken for %q", kind, Kind(b))
		}
		if !bytes.Contains(b, []byte(secret)) {
			t.Fatalf("%s holds no secret to begin with", kind)
		}
		clean, err := Clean(b)
		if err != nil {
			t.Errorf("%s: %v", kind, err)
			continue
		}
		if bytes.Contains(clean, []byte(secret)) {
			t.Errorf("%s still says where it was taken", kind)
		}
		again, err := Clean(clean)
		if err != nil || !bytes.Equal(again, clean) {
			t.Errorf("%s cleaned again is another: %v", kind, err)
		}
		if kind == WebP {
			if clean[20] != 0 || int(binary.LittleEndian.Uint32(clean[4:]))+8 != len(clean) {
				t.Errorf("the head of the WebP says % x", clean[:30])
			}
			continue
		}
		was, _, err1 := image.Decode(bytes.NewReader(b))
		is, _, err2 := image.Decode(bytes.NewReader(clean))
		if err1 != nil || err2 != nil || was.Bounds() != is.Bounds() {
			t.Errorf("%s: decode %v, %v", kind, err1, err2)
			continue
		}
		for _, p := range []image.Point{{1, 1}, {7, 7}, {5, 2}} {
			if was.At(p.X, p.Y) != is.At(p.X, p.Y) {
				t.Errorf("%s: the picture changed at %v", kind, p)
			}
		}
	}
}

func TestWhichWayIsUpIsKept(t *testing.T) {
	for up := uint16(1); up <= 8; up++ {
		clean, err := Clean(photo(t, up))
		if err != nil {
			t.Fatal(err)
		}
		if got := max(turn(clean), 1); got != up {
			t.Errorf("orientation %d became %d", up, got)
		}
	}
}

func TestASmallCopyIsUprightAndSmall(t *testing.T) {
	// The red corner, by orientation: where it is once the picture is upright.
	corners := map[uint16]image.Point{1: {2, 2}, 2: {29, 2}, 3: {29, 13}, 4: {2, 13}, 5: {2, 2}, 6: {13, 2}, 7: {13, 29}, 8: {2, 29}}
	for up, at := range corners {
		m, err := jpeg.Decode(bytes.NewReader(Small(photo(t, up), 32)))
		if err != nil {
			t.Fatal(err)
		}
		want := image.Pt(32, 16)
		if up >= 5 {
			want = image.Pt(16, 32)
		}
		if m.Bounds().Size() != want {
			t.Errorf("orientation %d: %v", up, m.Bounds())
		}
		if r, _, b, _ := m.At(at.X, at.Y).RGBA(); r < 0xA000 || b > 0x5000 {
			t.Errorf("orientation %d: at %v it is not red", up, at)
		}
	}
	if Small(web(), 32) != nil || Small([]byte("no picture"), 32) != nil {
		t.Error("a copy of nothing")
	}
}

func TestAPictureTooLargeToOpenIsNotOpened(t *testing.T) {
	b := drawing(t)
	binary.BigEndian.PutUint32(b[16:], 1<<20)
	binary.BigEndian.PutUint32(b[20:], 1<<20)
	binary.BigEndian.PutUint32(b[29:], crc32.ChecksumIEEE(b[12:29]))
	if Small(b, 32) != nil {
		t.Error("a terabyte was opened")
	}
}

func FuzzClean(f *testing.F) {
	for _, b := range [][]byte{photo(f, 6), drawing(f), film(f), web(), {0xFF, 0xD8, 0xFF}, bytes.Repeat([]byte{0xFF}, 1000)} {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		clean, err := Clean(b)
		if err != nil {
			return
		}
		if Kind(clean) != Kind(b) || len(clean) > len(b)+36 {
			t.Fatalf("%s of %d bytes became %s of %d", Kind(b), len(b), Kind(clean), len(clean))
		}
		if again, err := Clean(clean); err != nil || !bytes.Equal(again, clean) {
			t.Fatalf("cleaned again it is another: %v", err)
		}
	})
}
