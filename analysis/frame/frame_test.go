package frame

import (
	"bytes"
	"encoding/csv"
	"errors"
	"math"
	"strings"
	"testing"
)

const stores = "\ufeffstore,arm,empft,emppt,api.stu,labels\nS1,NJ,30,15,1,Pay|Staff\nS2,PA,6.5,,NA,\n\"S,3\",NJ,,4,Blank,Staff\nS4,,0,2,3,Pay later\n"

func read(t testing.TB, text string, missing ...string) *Frame {
	t.Helper()
	f, err := Read(strings.NewReader(text), missing...)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestACellIsMissingOnlyWhereTheFileSaysSo(t *testing.T) {
	f := read(t, stores, "Blank")
	if f.Rows() != 4 || strings.Join(f.Names(), " ") != "store arm empft emppt api.stu labels" {
		t.Fatalf("%d rows, columns %q", f.Rows(), f.Names())
	}
	v, err := f.Numbers("api.stu")
	if err != nil || v[0] != 1 || !math.IsNaN(v[1]) || !math.IsNaN(v[2]) || v[3] != 3 {
		t.Errorf("%v %v", v, err)
	}
	_, err = read(t, stores).Numbers("api.stu")
	if !errors.Is(err, ErrNotNumber) || !strings.Contains(err.Error(), `row 3, column api.stu: "Blank"`) {
		t.Errorf("a word among numbers: %v", err)
	}
	if _, err := f.Words("nope"); !errors.Is(err, ErrNoColumn) || !strings.Contains(err.Error(), "store, arm") {
		t.Errorf("unknown column: %v", err)
	}
}

func TestFilesThatCannotBeReadAreRefusedByName(t *testing.T) {
	for name, row := range map[string]struct {
		text   string
		reason error
	}{
		"nothing":             {"", ErrHeader},
		"a doubled column":    {"a,b,a\n1,2,3\n", ErrHeader},
		"a nameless column":   {"a,,c\n", ErrHeader},
		"2,001 columns":       {strings.Repeat("x,", 2000) + "x\n", ErrHeader},
		"a row too long":      {"a,b\n1,2,3\n", csv.ErrFieldCount},
		"a row too short":     {"a,b\n1\n", csv.ErrFieldCount},
		"an open quote":       {"a,b\n1,\"2\n", csv.ErrQuote},
		"a cell of two mega":  {"a\n" + strings.Repeat("y", 2<<20) + "\n", ErrTooLarge},
		"no column to use":    {"\n\n", ErrHeader},
		"a quote in the word": {"a\nx\"y\n", csv.ErrBareQuote},
	} {
		if _, err := Read(strings.NewReader(row.text)); !errors.Is(err, row.reason) {
			t.Errorf("%s: %v, want %v", name, err, row.reason)
		}
	}
}

func TestExpressionsReckonAndCarryGaps(t *testing.T) {
	f := read(t, stores, "Blank")
	for expression, want := range map[string]string{ // the four rows
		"empft + 0.5*emppt":                       "37.5,,,1",
		"-empft * 2 + pow(empft, 2)":              "840,29.25,,0",
		"empft / 0":                               ",,,",
		"log(exp(2)) + sqrt(9) + abs(-1)":         "6,6,6,6",
		"arm == \"NJ\"":                           "1,0,1,",
		"arm != \"NJ\" && empft >= 0":             "0,1,0,",
		"arm == \"NJ\" || empft == 0":             "1,0,1,1",
		"missing(arm)":                            "0,0,0,1",
		"!missing(emppt) && emppt > 3":            "1,0,1,0",
		"either(emppt, empft)":                    "15,6.5,4,2",
		"choose(arm == \"PA\", 1, 2)":             "2,1,2,",
		"in(store, \"S1\", \"S,3\")":              "1,0,1,0",
		"in(empft, 30, 6.50)":                     "1,1,,0",
		"between(empft, 0, 7)":                    "0,1,,1",
		"cut(empft, 0, 6.5, 20)":                  "4,2,,1",
		"sum(empft, emppt)":                       "45,6.5,4,2",
		"mean(empft, emppt)":                      "22.5,6.5,4,1",
		"answered(empft, emppt)":                  "2,1,1,2",
		"has(labels, \"Pay\")":                    "1,,0,0",
		"contains(labels, \"Pay\")":               "1,,0,1",
		"items(labels)":                           "2,0,1,1",
		"lower(store)":                            "s1,s2,\"s,3\",s4",
		"length(store)":                           "2,2,3,2",
		"api.stu * 2":                             "2,,,6",
		"7 % 4 + floor(2.7) + round(2.5)":         "7,7,7,7",
		"choose(true, \"a\", false)":              "a,a,a,a",
		"1e308*10":                                ",,,",
		"(arm < \"O\") == (1 < 2)":                "1,0,1,",
		"empft > 5 == true":                       "1,1,,0",
		"store <= \"S2\" && \"x\" > 5":            "1,1,1,0",
		"exp(1000)":                               ",,,",
		"'N' == \"N\"":                            "1,1,1,1",
		"+empft":                                  "30,6.5,,0",
		"missing(missing(arm)) || labels == \"\"": ",,,", // nothing equals a gap, not even a gap
	} {
		if err := f.Derive("out=" + expression); err != nil {
			t.Errorf("%s: %v", expression, err)
			continue
		}
		words, _ := f.Words("out")
		var line bytes.Buffer
		w := csv.NewWriter(&line)
		_ = w.Write(words)
		w.Flush()
		if got := strings.TrimSpace(line.String()); got != want {
			t.Errorf("%s: %s, want %s", expression, got, want)
		}
	}
}

func TestExpressionsThatCannotBeUsedAreRefusedByName(t *testing.T) {
	f := read(t, stores)
	for expression, reason := range map[string]error{
		"1 +":                            ErrExpression,
		"nope + 1":                       ErrNoColumn,
		"store + 1":                      ErrNotNumber,
		"log(store)":                     ErrNotNumber,
		"-store":                         ErrNotNumber,
		"sum(store, 1)":                  ErrNotNumber,
		"between(store, 1, 2)":           ErrNotNumber,
		"cut(store, 1)":                  ErrNotNumber,
		"system(\"rm\")":                 ErrExpression,
		"log(1, 2)":                      ErrExpression,
		"func() int { return 1 }()":      ErrExpression,
		"store.x.y":                      ErrNoColumn,
		"[]int{1}[0]":                    ErrExpression,
		"&store":                         ErrExpression,
		"1 << 2":                         ErrExpression,
		"2 ^ 3":                          ErrExpression,
		"2i":                             ErrExpression,
		"f(1).x":                         ErrExpression,
		strings.Repeat("1+", 3000) + "1": ErrExpression,
		"":                               ErrExpression,
	} {
		if err := f.Derive("out=" + expression); !errors.Is(err, reason) {
			t.Errorf("%s: %v, want %v", expression, err, reason)
		}
	}
	if err := f.Derive("no equals sign"); !errors.Is(err, ErrExpression) {
		t.Errorf("a definition without a name: %v", err)
	}
	if _, err := f.Where("nope"); !errors.Is(err, ErrNoColumn) {
		t.Errorf("an unknown column: %v", err)
	}
}

func TestRowsAreKeptSplitAndMadeUnique(t *testing.T) {
	f := read(t, "id,g,v\n1,10,a\n2,9,b\n1,x,c\n3,,d\n2,9,e\n")
	kept, err := f.Where("g == 9 || v == \"a\"")
	if err != nil || kept.Rows() != 3 {
		t.Fatalf("%v %v", kept, err)
	}
	first, err := f.FirstBy("id")
	words, _ := first.Words("v")
	if err != nil || strings.Join(words, "") != "abd" {
		t.Errorf("first of each id: %q %v", words, err)
	}
	values, parts, err := f.Split("g")
	if err != nil || strings.Join(values, " ") != "9 10 x" || parts[0].Rows() != 2 || parts[1].Rows() != 1 {
		t.Errorf("%q %v", values, err)
	}
	if f.Rows() != 5 {
		t.Error("keeping rows changed the frame itself")
	}
}

// FuzzRead looks for a file or expression that panics or gives columns of unequal length.
func FuzzRead(f *testing.F) {
	f.Add(stores, "empft + 0.5*emppt")
	f.Add("a\n1\n", "cut(a, 1) == 'x' || !missing(a)")
	f.Add("a,b\n\"1\n2\",3\n", "a.b(1)")
	f.Fuzz(func(t *testing.T, text, expression string) {
		frame, err := Read(strings.NewReader(text))
		if err != nil {
			return
		}
		for _, name := range frame.Names() {
			words, err := frame.Words(name)
			if err != nil || len(words) != frame.Rows() {
				t.Fatalf("column %q: %d of %d cells, %v", name, len(words), frame.Rows(), err)
			}
			numbers, err := frame.Numbers(name)
			for _, v := range numbers {
				if err == nil && math.IsInf(v, 0) {
					t.Fatalf("an infinite number in %q", name)
				}
			}
		}
		if frame.Derive("derived="+expression) == nil {
			if kept, err := frame.Where("derived > 0"); err == nil && kept.Rows() > frame.Rows() {
				t.Fatal("more rows kept than there were")
			}
		}
	})
}
