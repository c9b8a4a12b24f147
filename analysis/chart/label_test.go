package chart

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestLabelsAreCleanedButNotChanged(t *testing.T) {
	for in, want := range map[string]string{
		"  two\n lines\tand  spaces ": "two lines and spaces",
		"a\x00b\x1b[31mc\x7f":         "ab[31mc",
		"\u202egnp.exe\u2066x\u2069":  "gnp.exex",
		"e\u0301te\u0301":             "été",
		"bad \xff utf8":               "bad \ufffd utf8",
		"\ufffe\uffff":                "",
		"R&D <5":                      "R&D <5",
		"zero\u200bwidth":             "zerowidth",
		"返利　兑现":                       "返利 兑现",
	} {
		if got := clean(in); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLinesBreakWhereAReaderExpectsIt(t *testing.T) {
	f, err := face()
	if err != nil {
		t.Fatal(err)
	}
	for name, row := range map[string]struct {
		text  string
		width float64
		want  []string
		full  bool
	}{
		"English at spaces":                      {"credit terms agreed", 90, []string{"credit terms", "agreed"}, false},
		"Chinese anywhere":                       {"年度返利按时兑现", 14 * 4, []string{"年度返利", "按时兑现"}, false},
		"no line begins with a comma":            {"年度返利，按时兑现", 14 * 4, []string{"年度返", "利，按…"}, true},
		"no line ends with an opening bracket":   {"年度返利（华东区）", 14 * 5, []string{"年度返利", "（华东区）"}, false},
		"a number keeps with its sign":           {"完成率达到95%以上者", 14 * 6, []string{"完成率达到", "95%以上者"}, false},
		"a word of its own is broken":            {"Donaudampfschiff", 70, []string{"Donauda", "mpfschiff"}, false},
		"too much ends in an ellipsis":           {"one two three four five six", 60, []string{"one two", "three f…"}, true},
		"a hyphen may end a line":                {"after-sales", 50, []string{"after-", "sales"}, false},
		"nothing at all":                         {" \n ", 60, nil, false},
		"what fits stays on one line":            {"短", 60, []string{"短"}, false},
		"an emoji is not torn":                   {"👩‍👩‍👧👩‍👩‍👧", 50, []string{"👩‍👩‍👧", "👩‍👩‍👧"}, false},
		"a mark stays with its letter (no NFC)":  {"x\u0325x\u0325", 9, []string{"x\u0325", "x\u0325"}, false},
		"a space is not carried to the new line": {"abcd efgh", 34, []string{"abcd", "efgh"}, false},
	} {
		got := f.fit(row.text, 14, row.width, 2)
		if strings.Join(got.lines, "|") != strings.Join(row.want, "|") {
			t.Errorf("%s: %q, want %q", name, got.lines, row.want)
		}
		if (got.full != "") != row.full {
			t.Errorf("%s: full text %q", name, got.full)
		}
	}
}

func TestAnyTextFitsItsWidth(t *testing.T) {
	f, err := face()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		width := rapid.Float64Range(40, 400).Draw(t, "width")
		got := f.fit(text, 14, width, 2)
		if len(got.lines) > 2 {
			t.Fatalf("%d lines", len(got.lines))
		}
		for _, line := range got.lines {
			if w := f.width(line, 14); (w > width+1e-9 && len(clusters(line)) > 1) || line == "" {
				t.Fatalf("line %q is %v wide, of %v", line, w, width)
			}
		}
		if got.full == "" {
			bare := strings.ReplaceAll(clean(text), " ", "")
			if joined := strings.ReplaceAll(strings.Join(got.lines, ""), " ", ""); joined != bare {
				t.Fatalf("%q lost something of %q", joined, bare)
			}
		}
	})
}

func TestACutLabelKeepsItsWholeTextAsTooltip(t *testing.T) {
	svg := svgOf(t, &Bars{Items: []Item{{Label: longLabels[0], Value: 1}}}, look("en", 0))
	if !bytes.Contains(svg, []byte("<title>"+longLabels[0]+"</title></text>")) {
		t.Error("the whole label is not in the picture")
	}
}

// FuzzLabels looks for a label that breaks the document or smuggles markup into it.
func FuzzLabels(f *testing.F) {
	for _, label := range append(hostile, longLabels...) {
		f.Add(label)
	}
	f.Fuzz(func(t *testing.T, label string) {
		for _, s := range samples([]string{label, "b"}, false) {
			l := look("en", Narrow)
			l.Lang = label
			svg := svgOf(t, s.figure, l)
			safe(t, parse(t, svg))
			if !utf8.Valid(svg) {
				t.Errorf("not UTF-8: %q", svg)
			}
		}
	})
}
