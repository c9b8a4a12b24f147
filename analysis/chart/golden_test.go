package chart

import (
	"bytes"
	"encoding/xml"
	"flag"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// goldenCase is one picture that is kept.
type goldenCase struct {
	name string
	sample
	look Look
}

func goldenCases() []goldenCase {
	var out []goldenCase
	for _, lang := range []string{"zh-CN", "en"} {
		sets := map[string][]string{
			"empty": nil, "one": names(lang, 1), "five": names(lang, 5), "forty": names(lang, 40),
			"long": longLabels, "hostile": hostile, "suppressed": names(lang, 5),
		}
		for set, labels := range sets {
			for _, s := range samples(labels, set == "suppressed") {
				for _, width := range []int{Wide, Narrow} {
					if width == Narrow && set != "five" && set != "long" {
						continue
					}
					l := look(lang, width)
					if s.points {
						l = plainNumbers(l)
						l.Words.Share = look(lang, width).Words.Number
					}
					out = append(out, goldenCase{fmt.Sprintf("%s-%s-%s-%d", s.name, set, lang, width), s, l})
				}
			}
		}
	}
	return out
}

func TestEveryChartLooksAsKept(t *testing.T) {
	for _, c := range goldenCases() {
		t.Run(c.name, func(t *testing.T) {
			var got bytes.Buffer
			if err := SVG(&got, c.figure, c.look); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", "golden", c.name+".svg")
			if *update {
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got.Bytes(), want) {
				t.Errorf("%s differs from the kept picture; look at it, then run go test -update", file)
			}
		})
	}
}

// No text may cover another, and all must stay inside the picture: this is what makes a
// chart readable, whatever the labels.
func TestTextsKeepApartAndInside(t *testing.T) {
	for _, c := range goldenCases() {
		t.Run(c.name, func(t *testing.T) {
			var got bytes.Buffer
			if err := SVG(&got, c.figure, c.look); err != nil {
				t.Fatal(err)
			}
			for _, fault := range crowding(t, got.Bytes()) {
				t.Error(fault)
			}
		})
	}
}

func TestPNGHasTwiceTheSizeOfItsSVG(t *testing.T) {
	for _, c := range goldenCases() {
		if c.look.Lang == "en" || !strings.Contains(c.name, "-hostile-") && !strings.Contains(c.name, "bars-") {
			continue // pixels take their time, and the rest says it all
		}
		var vector, raster bytes.Buffer
		if err := SVG(&vector, c.figure, c.look); err != nil {
			t.Fatal(err)
		}
		if err := PNG(&raster, c.figure, c.look); err != nil {
			t.Fatal(err)
		}
		picture, err := png.Decode(&raster)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		var doc struct {
			Width  int `xml:"width,attr"`
			Height int `xml:"height,attr"`
		}
		if err := xml.Unmarshal(vector.Bytes(), &doc); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if b := picture.Bounds(); b.Dx() != 2*doc.Width || b.Dy() != 2*doc.Height {
			t.Errorf("%s: PNG %v, SVG %d x %d", c.name, b, doc.Width, doc.Height)
		}
		if r, g, b, _ := picture.At(1, 1).RGBA(); r != 0xffff || g != 0xffff || b != 0xffff {
			t.Errorf("%s: the paper is not white", c.name)
		}
	}
}
