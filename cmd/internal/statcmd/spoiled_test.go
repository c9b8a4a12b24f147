package statcmd

// Every method on a file it likes, and on the same file with one column spoiled: the
// figures are finite or the refusal is in words; a column that is missing is named.

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// liked are files that the methods of designed give a figure on, with the flags.
func liked() map[string]struct {
	args []string
	file string
} {
	type one = struct {
		args []string
		file string
	}
	var best, lists, starts strings.Builder
	best.WriteString("id,q,item,choice\n")
	for id := range 8 {
		for q := range 4 {
			for i := range 3 {
				item := (q + i) % 4
				choice := []string{"1", "-1", "0"}[(i+id*q)%3]
				fmt.Fprintf(&best, "p%d,%d,i%d,%s\n", id, q, item, choice)
			}
		}
	}
	lists.WriteString("a,g\n")
	for i := range 40 {
		fmt.Fprintf(&lists, "%d,%s\n", i*7%4+(i%2)*(i/7%2), []string{"short", "long"}[i%2])
	}
	starts.WriteString("a,u,t,s,r\n")
	for u := range 12 {
		for t := 1; t <= 5; t++ {
			start, late := "", ""
			if u%3 > 0 {
				start, late = "3", strconv.Itoa(2+u%3)
			}
			fmt.Fprintf(&starts, "%d,u%d,%d,%s,%s\n", (u*5+t*t*3)%11+t, u, t, start, late)
		}
	}
	ordinary := hostile()["ordinary"]
	var halves strings.Builder
	halves.WriteString("a,b,w,h,c\n")
	for i := range 24 {
		fmt.Fprintf(&halves, "%d,%d,%d,h%d,c%d\n", i*7%5, 1+i*3%4, 1+i%3, i/4, i/2)
	}
	of := func(line string) one { return one{strings.Split(line, " "), ordinary} }
	return map[string]one{
		"nps":             of("nps --y=m --weight=w --cluster=c"),
		"nps-difference":  of("nps-difference --y=m --group=g --first=x --valid=0..10"),
		"paired-t":        of("paired-t --y=a --y2=b"),
		"signed-rank":     of("signed-rank --y=a --y2=b"),
		"adjust":          of("adjust --p=q --derive=q=b/10"),
		"sample-crosstab": of("sample-crosstab --rows=g --cols=i --weight=w"),
		"post-stratify":   of("post-stratify --weight=w --post=g --targets=x=40,y=30"),
		"rake":            of("rake --weight=w --margin=g:x=10,g:y=12"),
		"calibrate":       of("calibrate --weight=w --total=b=150"),
		"brr":             {[]string{"brr", "--y=a", "--x=b", "--weight=w", "--strata=h", "--cluster=c"}, halves.String()},
		"maxdiff":         {[]string{"maxdiff", "--id=id", "--question=q", "--item=item", "--choice=choice", "--base=i3"}, best.String()},
		"item-count":      {[]string{"item-count", "--y=a", "--group=g", "--long=long", "--items=3"}, lists.String()},
		"event-study":     {[]string{"event-study", "--y=a", "--unit=u", "--wave=t", "--start=s"}, starts.String()},
		"staggered":       {[]string{"staggered", "--y=a", "--unit=u", "--wave=t", "--start=r"}, starts.String()},
	}
}

// fair are the flags of a method and a file that give it a figure.
func fair(m method) (args []string, file string) {
	if l, ok := liked()[m.name]; ok {
		return append(l.args, "--json"), l.file
	}
	var more []string
	for _, f := range m.flags { // every column that the method can take, not only what it must
		switch f.name {
		case "weight", "cluster", "strata", "unit", "first", "split":
			more = append(more, f.name)
		}
	}
	if m.name == "did" {
		more = []string{"y1", "y2"}
	}
	return filled(m, more...), hostile()["ordinary"]
}

// spoils are what can become of a column, row by row.
func spoils() map[string]func(row int, was string) string {
	always := func(v string) func(int, string) string { return func(int, string) string { return v } }
	every := func(n int, v string) func(int, string) string {
		return func(row int, was string) string {
			if row%n == 0 {
				return v
			}
			return was
		}
	}
	return map[string]func(int, string) string{
		"empty": always(""), "zero": always("0"), "one value": always("1"), "one word": always("好"), "below zero": always("-1"),
		"huge": func(row int, _ string) string { return fmt.Sprintf("%de300", row%5-2) }, "at the edge": always("1.7e308"),
		"tiny": every(2, "5e-324"), "gaps": every(2, ""), "nearly all gaps": func(row int, was string) string {
			if row > 1 {
				return ""
			}
			return was
		},
		"some NaN": every(3, "NaN"), "some Inf": every(3, "Inf"), "some -Inf": every(3, "-inf"), "some words": every(3, "x y"),
		"all differ": func(row int, _ string) string { return strconv.Itoa(row * row) },
		"one stands out": func(row int, _ string) string {
			return strconv.Itoa(map[bool]int{true: 1}[row == 0])
		},
		"sum to zero": func(row int, _ string) string { return strconv.Itoa(row%2*2 - 1) },
		"halves":      func(row int, _ string) string { return strconv.Itoa(row / 12 % 2) },
		"hexadecimal": always("0x1p1000"), "signed": always("+-1"), "blank": always(" "),
	}
}

// table is a file in rows.
type table struct {
	head []string
	rows [][]string
}

func tableOf(file string) table {
	var t table
	for i, line := range strings.Split(strings.TrimSpace(file), "\n") {
		if cells := strings.Split(line, ","); i == 0 {
			t.head = cells
		} else {
			t.rows = append(t.rows, cells)
		}
	}
	return t
}

// with gives the file with its rows or one column changed; a column may be left out.
func (t table) with(column int, change func(row int, was string) string, rows int) string {
	var b strings.Builder
	line := func(cells []string, at int) {
		var out []string
		for c, v := range cells {
			switch {
			case c != column:
				out = append(out, v)
			case change != nil && at >= 0:
				out = append(out, change(at, v))
			case change != nil:
				out = append(out, v)
			}
		}
		b.WriteString(strings.Join(out, ",") + "\n")
	}
	line(t.head, -1)
	for i, r := range t.rows[:min(rows, len(t.rows))] {
		line(r, i)
	}
	return b.String()
}

// used tells the columns that the flags name.
func (t table) used(args []string) []int {
	var out []int
	for c, name := range t.head {
		word := regexp.MustCompile(`[=,:&( ]` + regexp.QuoteMeta(name) + `($|[,=:>) ])`)
		for _, a := range args[1:] {
			if word.MatchString(a) && strings.HasPrefix(a, "--") {
				out = append(out, c)
				break
			}
		}
	}
	return out
}

// inner are words of the machine that no refusal may be made of.
var inner = regexp.MustCompile(`(?i)runtime|goroutine|strconv|nil pointer|%!|panic|\bmat[.:]|blas|lapack|interface \{|index out of|unmarshal|unsupported value|\bNaN\b\)?$|<nil>|EOF`)

// spoil works out the method; it must come to an end, and a refusal must be readable.
func spoil(t *testing.T, at string, args []string, file string) (figures int, refusal error) {
	t.Helper()
	type outcome struct {
		out    string
		err    error
		panics any
	}
	done := make(chan outcome, 1)
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute) // a hang, not slowness
	defer cancel()
	go func() {
		var o outcome
		var out bytes.Buffer
		defer func() { o.panics, o.out = recover(), out.String(); done <- o }()
		cmd := New()
		cmd.SetArgs(append(append([]string(nil), args...), "-"))
		cmd.SetIn(strings.NewReader(file))
		cmd.SetOut(&out)
		cmd.SetErr(&bytes.Buffer{})
		cmd.SilenceErrors, cmd.SilenceUsage = true, true
		o.err = cmd.Execute()
	}()
	select {
	case <-ctx.Done():
		t.Fatalf("%s: %v does not end", at, args)
	case o := <-done:
		switch {
		case o.panics != nil:
			t.Errorf("%s: %v panics: %v", at, args, o.panics)
		case o.err != nil:
			if said := o.err.Error(); len(strings.Fields(said)) < 3 || inner.MatchString(said) || errors.Is(o.err, errUnrefused) {
				t.Errorf("%s: %v is refused in words that say nothing: %s", at, args, said)
			}
			return 0, o.err
		default:
			var said any
			if err := json.Unmarshal([]byte(o.out), &said); err != nil {
				t.Errorf("%s: %v gives no JSON: %v\n%s", at, args, err, o.out)
			}
			return finite(t, at+" "+args[0], said), nil
		}
	}
	return 0, nil
}

func TestNoMethodBreaksOnASpoiledColumn(t *testing.T) {
	runs, refused := 0, 0
	for _, m := range methods() {
		if m.bare {
			continue
		}
		args, file := fair(m)
		if n, err := spoil(t, "as it should be", args, file); n == 0 {
			t.Errorf("%v gives no figure of a file it should like: %v", args, err)
			continue
		}
		whole := tableOf(file)
		for _, n := range []int{0, 1, 2, 3} {
			spoil(t, fmt.Sprint(n, " rows"), args, whole.with(-1, nil, n))
		}
		for _, c := range whole.used(args) {
			if m.name == "values" && whole.head[c] == "g" {
				continue // its --split is a sign, not a column
			}
			at := m.name + " without column " + whole.head[c]
			_, err := spoil(t, at, args, whole.with(c, nil, len(whole.rows)))
			if err == nil || !strings.Contains(err.Error(), strconv.Quote(whole.head[c])) && !strings.Contains(err.Error(), " "+whole.head[c]) {
				t.Errorf("%s: %v: the refusal does not name it: %v", at, args, err)
			}
			for name, change := range spoils() {
				_, err := spoil(t, m.name+" with "+whole.head[c]+" "+name, args, whole.with(c, change, len(whole.rows)))
				runs++
				if err != nil {
					refused++
				}
			}
		}
	}
	t.Logf("%d runs, %d refused", runs, refused)
}
