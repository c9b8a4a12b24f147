package statcmd

// Every method of the list on files that no method can like: each must give
// finite figures or a refusal in words, never a panic, never NaN.

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// hostile are files with the same columns: numbers a, b, m, a share e (0, 1), a
// group g, a cluster c, an item i, weights w, a wave t, a unit u.
func hostile() map[string]string {
	const head = "a,b,m,e,g,c,i,w,t,u\n"
	rows := func(n int, row func(i int) string) string {
		var s strings.Builder
		s.WriteString(head)
		for i := range n {
			s.WriteString(row(i) + "\n")
		}
		return s.String()
	}
	plain := func(i int) string {
		return fmt.Sprintf("%d,%d,%d,%d,%s,c%d,i%d,%d,%d,u%d", i%5+1, (i*3)%7, (i*i)%11, (i/2)%2, []string{"x", "y"}[i%2], i%4, i%3, i%3+1, i%2+1, i/2)
	}
	return map[string]string{
		"no row":    head,
		"one row":   rows(1, plain),
		"two rows":  rows(2, plain),
		"all equal": rows(12, func(int) string { return "3,3,3,1,x,c1,i1,1,1,u1" }),
		"outcomes equal": rows(12, func(i int) string {
			return fmt.Sprintf("3,%d,%d,0,%s,c%d,i%d,1,%d,u%d", i, i*i, []string{"x", "y"}[i%2], i%4, i%3, i%2+1, i/2)
		}),
		"one cluster": rows(12, func(i int) string {
			return fmt.Sprintf("%d,%d,%d,%d,%s,c1,i%d,1,%d,u1", i%5, i%7, i%3, i%2, []string{"x", "y"}[i%2], i%3, i%2+1)
		}),
		"one group": rows(12, func(i int) string { return fmt.Sprintf("%d,%d,%d,%d,x,c%d,i1,1,1,u%d", i%5, i%7, i%3, i%2, i%4, i) }),
		"an empty cell": rows(12, func(i int) string {
			return fmt.Sprintf("%d,%d,%d,%d,%s,c%d,i%d,1,1,u%d", i%5, i%7, i%3, i%2, []string{"x", "y"}[i%2], i%2, i%2, i)
		}),
		"separation": rows(12, func(i int) string {
			return fmt.Sprintf("%d,%d,%d,%d,%s,c%d,i%d,1,%d,u%d", i, i, i%2, i/6, []string{"x", "y"}[i/6], i%4, i%3, i%2+1, i/2)
		}),
		"columns depend": rows(12, func(i int) string {
			return fmt.Sprintf("%d,%d,%d,%d,%s,c%d,i%d,1,%d,u%d", i, 2*i, 3*i, i%2, []string{"x", "y"}[i%2], i%4, i%3, i%2+1, i/2)
		}),
		"weights sum to zero": rows(12, func(i int) string {
			return strings.Replace(plain(i), fmt.Sprintf(",i%d,%d,", i%3, i%3+1), fmt.Sprintf(",i%d,0,", i%3), 1)
		}),
		"a negative weight": rows(12, func(i int) string {
			return strings.Replace(plain(i), fmt.Sprintf(",i%d,%d,", i%3, i%3+1), fmt.Sprintf(",i%d,-2,", i%3), 1)
		}),
		"huge numbers": rows(12, func(i int) string {
			return fmt.Sprintf("%de307,-%de307,1e308,%d,%s,c%d,i%d,1e308,%d,u%d", i%9+1, i%9, i%2, []string{"x", "y"}[i%2], i%4, i%3, i%2+1, i/2)
		}),
		"tiny numbers": rows(12, func(i int) string {
			return fmt.Sprintf("%de-320,-%de-320,5e-324,%d,%s,c%d,i%d,1e-320,%d,u%d", i%9+1, i%9, i%2, []string{"x", "y"}[i%2], i%4, i%3, i%2+1, i/2)
		}),
		"NaN and infinity": rows(12, func(i int) string {
			return strings.Replace(plain(i), fmt.Sprint(i%5+1, ","), []string{"NaN,", "Inf,", "-Inf,", "1,"}[i%4], 1)
		}),
		"words for numbers": rows(12, func(i int) string { return "好,x,y,z," + strings.SplitN(plain(i), ",", 5)[4] }),
		"all missing":       rows(12, func(int) string { return ",,,,,,,,," }),
		"negative": rows(12, func(i int) string {
			return fmt.Sprintf("-%d,-%d,-%d,%d,%s,c%d,i%d,1,%d,u%d", i%5+1, i%7, i%3, i%2, []string{"x", "y"}[i%2], i%4, i%3, i%2+1, i/2)
		}),
		"ordinary": rows(24, plain),
	}
}

// filled gives a method its required flags, and those named more.
func filled(m method, more ...string) []string {
	column := map[string]string{
		"y": "a", "x": "b", "y2": "b", "x2": "m", "m": "m", "a": "a", "b": "b", "weight": "w", "unit": "u", "group": "g", "event": "e", "event2": "e",
		"cluster": "c", "items": "a,b,m", "coders": "a,b,m", "having": "a", "lacking": "a", "rows": "g", "cols": "i", "attributes": "g,i", "id": "u",
		"question": "t", "item": "i", "choice": "e", "low": "-1", "high": "1", "before": "b", "long": "e", "endogenous": "b", "instruments": "m",
		"margin": "g:x=1,y=1", "total": "b=10", "arm": "g", "treated": "x", "y1": "a", "wave": "t", "start": "t", "p": "b", "q": "0.4", "k": "3", "n": "10",
		"yes-no": "3", "no-yes": "4", "sum": "3,4", "squares": "9,16", "counts": "3,4,5", "h": "0.2", "n1": "40", "n2": "40", "d": "0.5", "size": "10", "icc": "0.1",
		"first": "x", "base": "i1", "strata": "g", "domain": "g", "population": "w", "split": "g", "min": "2", "over": "g", "distinct": "u", "t": "t", "series": "u",
	}
	if m.bare {
		column["p"] = "0.3"
	}
	for name, value := range map[string]map[string]string{
		"box": {"top": "4"}, "friedman": {"y": "a,b,m"}, "share-paired": {"event": "a > 2", "event2": "b > 2"}, "rake": {"margin": "g:x=10"}, "post-stratify": {"post": "g", "targets": "x=40"},
		"maxdiff": {"choice": "z", "base": "1", "item": "b"}, "item-count": {"long": "x", "items": "2"}, "n-margin": {"margin": "0.05"}, "n-effect-h": {"h": "0.2", "p": ""},
		"shares-of": {"k": "3,5", "n": "10,12"}, "placebo": {"rounds": "200"}, "welch-of": {"sum": "30,40", "squares": "100,170", "n": "10,12"}, "n-shares": {"p": "0.2", "q": "0.3"},
	}[m.name] {
		column[name] = value
	}
	args := []string{m.name}
	for _, f := range m.flags {
		want := f.required || m.name == "placebo" && f.name == "rounds" || m.name == "box" && f.name == "top" || m.name == "n-effect-h" && f.name == "h" || m.name == "post-stratify" && (f.name == "post" || f.name == "targets")
		for _, name := range more {
			want = want || f.name == name
		}
		if value, ok := column[f.name]; want && ok {
			args = append(args, "--"+f.name+"="+value)
		}
	}
	return append(args, "--json")
}

// tried runs the method; refused in words or finite figures are both right.
func tried(t *testing.T, name string, args []string, file string) (figures int) {
	t.Helper()
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("%s: %v panics: %v", name, args, r)
		}
	}()
	var out bytes.Buffer
	cmd := New()
	cmd.SetArgs(args)
	cmd.SetIn(strings.NewReader(file))
	cmd.SetOut(&out)
	cmd.SetErr(&bytes.Buffer{})
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	if err := cmd.Execute(); err != nil {
		if strings.TrimSpace(err.Error()) == "" || errors.Is(err, errUnrefused) {
			t.Errorf("%s: %v is refused only when it is written: %v", name, args, err)
		}
		return 0
	}
	var said any
	if err := json.Unmarshal(out.Bytes(), &said); err != nil {
		t.Errorf("%s: %v gives no JSON: %v\n%s", name, args, err, out.String())
	}
	return finite(t, name+" "+args[0], said)
}

// finite counts the numbers in what was said.
func finite(t *testing.T, at string, v any) (n int) {
	switch x := v.(type) {
	case float64:
		if math.IsNaN(x) || math.IsInf(x, 0) {
			t.Errorf("%s: %v", at, x)
		}
		return 1
	case string:
		if x == "NaN" || x == "+Inf" || x == "-Inf" {
			t.Errorf("%s says %s", at, x)
		}
	case map[string]any:
		for k, e := range x {
			if _, word := e.(string); word && slices.Contains([]string{"level", "value", "by", "group", "g", "i", "item"}, k) {
				continue // a word of the file, said again
			}
			n += finite(t, at+"."+k, e)
		}
	case []any:
		for _, e := range x {
			n += finite(t, at, e)
		}
	}
	return n
}

// designed are the methods that only a file made for them gives a figure; they are
// refused here in words.
var designed = map[string]bool{"maxdiff": true, "item-count": true, "event-study": true, "staggered": true}

func TestNoMethodBreaksOnAHostileFile(t *testing.T) {
	answered := map[string]bool{}
	runs := 0
	for name, file := range hostile() {
		for _, m := range methods() {
			if m.bare {
				continue
			}
			for _, more := range [][]string{nil, {"y2", "y1", "wave", "unit"}, {"weight", "cluster", "strata", "x"}} {
				args := append(filled(m, more...), "-")
				if tried(t, name, args, file) > 0 {
					answered[m.name] = true
				}
				runs++
			}
		}
	}
	files := 0
	for _, m := range methods() {
		if !m.bare {
			files++
			if !answered[m.name] && !designed[m.name] {
				t.Errorf("%s never gave a figure: it was not really tried", m.name)
			}
		}
	}
	t.Logf("%d runs of %d methods on %d files", runs, files, len(hostile()))
}

func TestNoPlanBreaksOnHostileNumbers(t *testing.T) {
	for _, m := range methods() {
		if !m.bare {
			continue
		}
		plain := filled(m)
		if tried(t, "ordinary", plain, "") == 0 {
			t.Errorf("%v gave no figure", plain)
		}
		for at := 1; at < len(plain)-1; at++ {
			for _, bad := range []string{"0", "-1", "1", "1e308", "-1e308", "1e-320", "NaN", "Inf", "", "x", "2,2", "0.5"} {
				args := append([]string(nil), plain...)
				flag, _, _ := strings.Cut(args[at], "=")
				args[at] = flag + "=" + bad
				tried(t, bad, args, "")
			}
		}
	}
}

// FuzzFile reads any bytes as the CSV of methods of every family: figures or a
// refusal, never a panic, never NaN.
func FuzzFile(f *testing.F) {
	for _, file := range hostile() {
		f.Add([]byte(file))
	}
	f.Add([]byte("\xef\xbb\xbfa,b\r\n1,\"2\n"))
	f.Add([]byte("a;b;g\n1;2;x\n"))
	byName := map[string]method{}
	for _, m := range methods() {
		byName[m.name] = m
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		if len(file) > 4096 {
			return
		}
		for _, name := range []string{"mean", "welch", "ols", "sample-mean", "rake", "crosstab", "nps", "forecast"} {
			if m, known := byName[name]; known {
				tried(t, "fuzz", append(filled(m), "-"), string(file))
			}
		}
	})
}
