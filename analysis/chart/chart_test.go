package chart

import (
	"bytes"
	"errors"
	"go/parser"
	"go/token"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode"

	gochart "github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"
)

func svgOf(t testing.TB, f Figure, l Look) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := SVG(&out, f, l); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestNumbersThatAreNoneAreRefusedByName(t *testing.T) {
	for _, bad := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		for name, f := range map[string]Figure{
			"bar":           &Bars{Items: []Item{{Value: bad}}},
			"bar interval":  &Bars{Items: []Item{{Interval: &Interval{0, bad}}}},
			"bar scale":     &Bars{Items: []Item{{}}, Scale: &Interval{bad, 1}},
			"reference":     &Forest{Items: []Item{{}}, Reference: &Reference{Value: bad}},
			"forest":        &Forest{Items: []Item{{Value: bad}}},
			"likert":        &Likert{Levels: []string{"a", "b"}, Items: []LikertItem{{Shares: []float64{bad, 1}}}},
			"likert total":  &Likert{Levels: []string{"a", "b"}, Items: []LikertItem{{Shares: []float64{0, 1}, Positive: &Interval{bad, bad}}}},
			"stack":         &Stack{Levels: []string{"a"}, Items: []StackItem{{Shares: []float64{bad}}}},
			"nps":           &NPS{Items: []NPSItem{{Promoters: 1, Value: bad}}},
			"line":          &Line{X: []string{"1"}, Series: []Series{{Points: []Point{{Value: bad}}}}},
			"dot":           &Scatter{Points: []ScatterPoint{{X: bad}}},
			"dot interval":  &Scatter{Points: []ScatterPoint{{YInterval: &Interval{0, bad}}}},
			"dots' split":   &Scatter{Points: []ScatterPoint{{}}, Split: &Split{X: bad}},
			"line interval": &Line{X: []string{"1"}, Series: []Series{{Points: []Point{{Interval: &Interval{bad, 1}}}}}},
		} {
			for kind, draw := range map[string]func() error{
				"svg": func() error { return SVG(&bytes.Buffer{}, f, look("en", 0)) },
				"png": func() error { return PNG(&bytes.Buffer{}, f, look("en", 0)) },
			} {
				if err := draw(); !errors.Is(err, ErrNotFinite) {
					t.Errorf("%s %s with %v: %v", name, kind, bad, err)
				}
			}
		}
	}
}

func TestFiguresThatDoNotFitTogetherAreRefusedByName(t *testing.T) {
	many := make([]Item, MaxRows+1)
	for name, row := range map[string]struct {
		figure Figure
		reason error
	}{
		"shares of 110 %":        {&Likert{Levels: []string{"a", "b"}, Items: []LikertItem{{Shares: []float64{.6, .5}}}}, ErrShares},
		"a negative share":       {&Stack{Levels: []string{"a", "b"}, Items: []StackItem{{Shares: []float64{-.5, 1.5}}}}, ErrShares},
		"too few shares":         {&Likert{Levels: []string{"a", "b", "c"}, Items: []LikertItem{{Shares: []float64{.5, .5}}}}, ErrShape},
		"one level":              {&Likert{Levels: []string{"a"}, Items: []LikertItem{{Shares: []float64{1}}}}, ErrShape},
		"an interval upended":    {&Bars{Items: []Item{{Interval: &Interval{2, 1}}}}, ErrInterval},
		"201 rows":               {&Forest{Items: many}, ErrTooMany},
		"NPS of nobody":          {&NPS{Items: []NPSItem{{}}}, ErrShares},
		"a point too few":        {&Line{X: []string{"1", "2"}, Series: []Series{{Points: []Point{{}}}}}, ErrShape},
		"a break before the 1st": {&Line{X: []string{"1", "2"}, Series: []Series{{Points: []Point{{}, {}}}}, Breaks: []Break{{At: 0}}}, ErrShape},
		"41 named dots":          {&Scatter{Keyed: true, Points: make([]ScatterPoint, 41)}, ErrTooMany},
		"21 series":              {&Line{X: []string{"1"}, Series: make([]Series, 21)}, ErrTooMany},
	} {
		if err := SVG(&bytes.Buffer{}, row.figure, look("en", 0)); !errors.Is(err, row.reason) {
			t.Errorf("%s: %v, want %v", name, err, row.reason)
		}
	}
	if err := SVG(&bytes.Buffer{}, &Bars{}, Look{}); !errors.Is(err, ErrLook) {
		t.Errorf("a look without words: %v", err)
	}
	if err := SVG(&bytes.Buffer{}, &Bars{}, look("en", 100)); !errors.Is(err, ErrLook) {
		t.Errorf("a width of 100: %v", err)
	}
}

func TestAnyFiniteValuesGiveAReadableChart(t *testing.T) {
	tiny, huge := math.SmallestNonzeroFloat64, math.MaxFloat64
	for name, values := range map[string][]float64{
		"all zero": {0, 0, 0}, "all equal": {5, 5, 5}, "one value": {7}, "one negative": {-7}, "negative": {-3, -2, -1},
		"both signs": {-40, 3, 25}, "tiny": {tiny, 2 * tiny}, "huge and its opposite": {huge, -huge}, "an outlier": {1, 2, 1e308},
		"close together": {1e15, 1e15 + 1}, "next to each other": {1, math.Nextafter(1, 2)}, "negative zero": {math.Copysign(0, -1)},
	} {
		var items []Item
		var points []Point
		for _, v := range values {
			items = append(items, Item{Label: "Rebate paid on time", Value: v, Interval: &Interval{v, v}, N: 12})
			points = append(points, Point{Value: v, Interval: &Interval{v, v}, N: 12})
		}
		for _, f := range []Figure{&Bars{Items: items}, &Forest{Items: items}, &Line{X: names("en", len(values)), Series: []Series{{Points: points}}}} {
			for _, width := range []int{Narrow, Wide} {
				svg := svgOf(t, f, plainNumbers(look("en", width)))
				for _, fault := range crowding(t, svg) {
					t.Errorf("%s, %T, %d: %s", name, f, width, fault)
				}
				if bytes.Contains(svg, []byte("NaN")) || bytes.Contains(svg, []byte("Inf")) {
					t.Errorf("%s, %T: a number that is none in the picture", name, f)
				}
				if width == Wide { // one width is enough for pixels
					continue
				}
				if err := PNG(&bytes.Buffer{}, f, plainNumbers(look("en", width))); err != nil {
					t.Errorf("%s, %T: %v", name, f, err)
				}
			}
		}
	}
}

// A suppressed row must be the same picture whatever hides behind it: lengths, decimals and
// descriptions are ways to leak a small n.
func TestASuppressedRowDependsOnNothingItHides(t *testing.T) {
	for i, one := range samples(names("en", 5), true) {
		other := samples(names("en", 5), true)[i]
		switch f := other.figure.(type) {
		case *Bars:
			f.Items[1] = Item{Label: f.Items[1].Label, Value: 123456, Interval: &Interval{-9e9, math.Inf(1)}, N: 3, Suppressed: true}
		case *Forest:
			f.Items[1] = Item{Label: f.Items[1].Label, Value: math.NaN(), N: 3, Suppressed: true}
		case *Likert:
			f.Items[1] = LikertItem{Label: f.Items[1].Label, Shares: []float64{9}, N: 3, Suppressed: true}
		case *Stack:
			f.Items[1] = StackItem{Label: f.Items[1].Label, N: 3, Suppressed: true}
		case *NPS:
			f.Items[1] = NPSItem{Label: f.Items[1].Label, Promoters: 3, Value: 1e9, Suppressed: true}
		case *Line:
			f.Series[0].Points[1] = Point{Value: 1e9, Interval: &Interval{-1e9, 1e9}, N: 3, Suppressed: true}
		}
		a, b := svgOf(t, one.figure, look("en", 0)), svgOf(t, other.figure, look("en", 0))
		if !bytes.Equal(a, b) {
			t.Errorf("%s: the hidden values change the picture", one.name)
		}
		if !strings.Contains(parse(t, a).description, "< 5") {
			t.Errorf("%s: the description does not say that a row is suppressed", one.name)
		}
	}
}

func TestTheDescriptionSaysEveryRow(t *testing.T) {
	d := parse(t, svgOf(t, &Bars{Head: Head{Title: "Satisfied & happy"}, Items: []Item{
		{Label: "East", Value: 0.45, Interval: &Interval{0.38, 0.52}, N: 1204}, {Label: "West <2", Suppressed: true},
	}}, look("en", 0)))
	if d.title != "Satisfied & happy" || d.description != "East: 45% (38% to 52%), n 1,204; West <2: < 5" {
		t.Errorf("title %q, description %q", d.title, d.description)
	}
	d = parse(t, svgOf(t, &Line{X: []string{"Q1", "Q2"}, Breaks: []Break{{1, "new wording"}}, Series: []Series{
		{Name: "East", Points: []Point{{Value: .5, N: 40}, {Missing: true}}},
	}}, look("en", 0)))
	if d.description != "East, Q1: 50%, n 40; Q2: new wording" {
		t.Errorf("description %q", d.description)
	}
	d = parse(t, svgOf(t, &Bars{Head: Head{Description: "Said by the page."}}, look("en", 0)))
	if d.description != "Said by the page." {
		t.Errorf("description %q", d.description)
	}
}

func TestNoLineRunsAcrossABreakOrAGap(t *testing.T) {
	l := &Line{X: names("en", 7), Breaks: []Break{{At: 2, Label: "b"}}}
	s := Series{Points: make([]Point, 7)}
	s.Points[4].Missing = true
	s.Points[5].Suppressed = true
	got := l.segments(s)
	want := []segment{{0, 1}, {2, 3}, {6, 6}}
	if len(got) != len(want) || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("segments %v, want %v", got, want)
	}
	s.Points[0].Interval, s.Points[1].Interval, s.Points[2].Interval = &Interval{}, &Interval{}, &Interval{}
	if b := (segment{0, 1}).bands(s); len(b) != 1 || b[0] != (segment{0, 1}) {
		t.Errorf("band of two points: %v", b)
	}
	if b := (segment{2, 3}).bands(s); len(b) != 0 {
		t.Errorf("one interval makes no band: %v", b)
	}
}

func TestTextContrastIsEnough(t *testing.T) {
	for _, theme := range []Theme{Light, Dark} {
		p := theme.colours()
		for name, c := range map[string]drawing.Color{"ink": p.ink, "soft": p.soft} {
			if r := contrast(c, p.paper); r < 4.5 {
				t.Errorf("theme %d: %s on paper %.2f", theme, name, r)
			}
		}
		areas := p.categorical(14)
		for n := 2; n <= 11; n++ {
			areas = append(areas, p.diverging(n)...)
		}
		for _, area := range areas {
			if r := contrast(p.on(area), area); r < 4.5 {
				t.Errorf("theme %d: text on %v %.2f", theme, area, r)
			}
		}
		if r := contrast(p.bar, p.paper); r < 3 {
			t.Errorf("theme %d: bar on paper %.2f", theme, r)
		}
	}
	if r := contrast(hex("ffffff"), hex("000000")); math.Abs(r-21) > 1e-9 {
		t.Errorf("white on black %.3f, by definition 21", r)
	}
}

func TestManyChartsMayBeDrawnAtOnce(t *testing.T) {
	want := map[string][]byte{}
	all := samples(names("zh-CN", 5), false)
	for _, s := range all {
		want[s.name] = svgOf(t, s.figure, look("zh-CN", 0))
	}
	var wait sync.WaitGroup
	for round := range 6 {
		for _, s := range all {
			wait.Go(func() {
				var svg, png bytes.Buffer
				if err := SVG(&svg, s.figure, look("zh-CN", 0)); err != nil || !bytes.Equal(svg.Bytes(), want[s.name]) {
					t.Errorf("%s drawn beside others differs (%v)", s.name, err)
				}
				if round > 0 {
					return
				}
				if err := PNG(&png, s.figure, look("zh-CN", Narrow)); err != nil {
					t.Error(err)
				}
			})
		}
	}
	wait.Wait()
}

// Every character that the product itself writes must be in the embedded font.
func TestTheFontHoldsTheProductsOwnWords(t *testing.T) {
	f, err := face()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../../templates/messages/zh-CN/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no catalogues found: %v", err)
	}
	checked := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range string(text) {
			if unicode.IsControl(r) {
				continue
			}
			checked++
			if !f.has(r) {
				t.Errorf("%s: %q (%U) is not in the font", file, r, r)
			}
		}
	}
	if checked < 1000 {
		t.Errorf("only %d characters checked", checked)
	}
	for _, r := range "喆堃①②③窜返利账期鑫€¥−≤≥" {
		if !f.has(r) {
			t.Errorf("%q is not in the font", r)
		}
	}
	if f.has('𠮷') || f.width("𠮷", 10) == 0 {
		t.Error("a character outside the font must have the width of its box")
	}
}

// go-chart's own renderers write labels unescaped and leave holes in characters.
func TestGoChartsOwnRenderersAreNotUsed(t *testing.T) {
	files, _ := filepath.Glob("*.go")
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		if _, err := parser.ParseFile(token.NewFileSet(), name, source, 0); err != nil {
			t.Fatal(err)
		}
		for _, banned := range []string{"gochart.SVG", "gochart.PNG"} {
			if strings.Contains(string(source), banned) {
				t.Errorf("%s uses %s", name, banned)
			}
		}
	}
}

// go-chart's pies, arcs and turned texts reach our renderers too.
func TestTheRenderersDoAllThatGoChartAsksFor(t *testing.T) {
	f, err := face()
	if err != nil {
		t.Fatal(err)
	}
	pie := gochart.PieChart{Width: 300, Height: 300, Font: f.ttf, Values: []gochart.Value{
		{Value: 2, Label: "</text><script>alert(1)</script>"}, {Value: 1, Label: "b & c"}, {Value: 5, Label: "d"},
	}}
	var svg, png bytes.Buffer
	if err := pie.Render(newSVG(f, svgHead{}), &svg); err != nil {
		t.Fatal(err)
	}
	d := parse(t, svg.Bytes())
	safe(t, d)
	if d.elements["path"] < 4 || d.elements["text"] != 3 {
		t.Errorf("elements %v", d.elements)
	}
	if err := pie.Render(newPNG(f), &png); err != nil {
		t.Fatal(err)
	}
	r, err := newSVG(f, svgHead{})(50, 50)
	if err != nil {
		t.Fatal(err)
	}
	r.SetFontSize(10)
	r.SetTextRotation(math.Pi / 2)
	r.Text("up", 5, 6)
	r.ClearTextRotation()
	r.MoveTo(0, 0)
	r.QuadCurveTo(1, 2, 3, 4)
	r.Stroke()
	svg.Reset()
	if err := r.Save(&svg); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`transform="rotate(90 5 6)"`, `d="M0 0Q1 2 3 4"`} {
		if !strings.Contains(svg.String(), want) {
			t.Errorf("%s is not in %s", want, svg.String())
		}
	}
}
