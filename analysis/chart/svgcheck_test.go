package chart

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"
)

// textBox is the place of one text in an SVG.
type textBox struct {
	text                     string
	left, right, top, bottom float64
}

// document is what the tests need to know of an SVG.
type document struct {
	width, height      float64
	title, description string
	texts              []textBox
	elements           map[string]int
	attributes         map[string]bool
}

// parse reads an SVG strictly and fails on anything that is not well-formed XML.
func parse(t testing.TB, svg []byte) document {
	t.Helper()
	d := document{elements: map[string]int{}, attributes: map[string]bool{}}
	decoder := xml.NewDecoder(bytes.NewReader(svg))
	var path []string
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return d
		}
		if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, svg)
		}
		switch e := token.(type) {
		case xml.StartElement:
			path = append(path, e.Name.Local)
			d.start(e)
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			d.chars(strings.Join(path, "/"), string(e))
		case xml.Comment, xml.Directive, xml.ProcInst:
			t.Fatalf("unexpected %T in %s", e, svg)
		}
	}
}

func (d *document) start(e xml.StartElement) {
	d.elements[e.Name.Local]++
	value := map[string]float64{}
	for _, a := range e.Attr {
		d.attributes[a.Name.Local] = true
		value[a.Name.Local], _ = strconv.ParseFloat(a.Value, 64)
	}
	switch e.Name.Local {
	case "svg":
		d.width, d.height = value["width"], value["height"]
	case "text":
		size := value["font-size"]
		if value["textLength"] == 0 { // one character
			value["textLength"] = size
		}
		// 0.75 above and 0.12 below the baseline hold the figures and capitals that matter.
		d.texts = append(d.texts, textBox{
			left: value["x"], right: value["x"] + value["textLength"],
			top: value["y"] - 0.75*size, bottom: value["y"] + 0.12*size,
		})
	}
}

func (d *document) chars(path, text string) {
	switch path {
	case "svg/title":
		d.title += text
	case "svg/desc":
		d.description += text
	case "svg/text":
		d.texts[len(d.texts)-1].text += text
	}
}

// crowding lists texts that cover each other or leave the picture.
func crowding(t testing.TB, svg []byte) []string {
	t.Helper()
	d := parse(t, svg)
	var out []string
	for i, a := range d.texts {
		if a.left < 0 || a.right > d.width+0.5 || a.top < 0 || a.bottom > d.height {
			out = append(out, fmt.Sprintf("%q leaves the picture: %+v of %v x %v", a.text, a, d.width, d.height))
		}
		for _, b := range d.texts[i+1:] {
			if a.left < b.right-1 && b.left < a.right-1 && a.top < b.bottom-1 && b.top < a.bottom-1 {
				out = append(out, fmt.Sprintf("%q and %q cover each other: %+v %+v", a.text, b.text, a, b))
			}
		}
	}
	return out
}

// safe fails on elements and attributes that a chart does not need.
func safe(t testing.TB, d document) {
	t.Helper()
	for name := range d.elements {
		if !strings.Contains(" svg title desc path text circle ", " "+name+" ") {
			t.Errorf("element <%s>", name)
		}
	}
	for name := range d.attributes {
		if strings.HasPrefix(name, "on") || strings.Contains(" style class href src id ", " "+name+" ") {
			t.Errorf("attribute %s", name)
		}
	}
	if d.elements["svg"] != 1 {
		t.Errorf("%d <svg> elements", d.elements["svg"])
	}
}
