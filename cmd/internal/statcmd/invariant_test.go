package statcmd

// What must not change a figure: the order of the rows, and the unit of the weights.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// ordered are the methods for which the order of the rows is part of the data, and why.
var ordered = map[string]string{
	"forecast": "a series", "intermittent": "a series", "adjust": "its rows are named by their number",
}

// bound are figures that hang on the order by what they are.
var bound = map[string][]string{
	"post-stratify": {"first_weight"}, // of the row that comes first
	"placebo":       {"p"},            // of 200 ways out of many, drawn by the rows' numbers
}

// outcomeOf works a method out and gives its figures by the keys of their rows.
func outcomeOf(t *testing.T, args []string, file string) (map[string]float64, error) {
	t.Helper()
	cmd, out := New(), &bytes.Buffer{}
	cmd.SetArgs(append(slices.Clone(args), "-"))
	cmd.SetIn(strings.NewReader(file))
	cmd.SetOut(out)
	cmd.SetErr(&bytes.Buffer{})
	if err := cmd.Execute(); err != nil {
		return nil, err
	}
	var r struct{ Results []map[string]any }
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		t.Fatalf("%v: %v\n%s", args, err, out)
	}
	figures := map[string]float64{}
	for _, row := range r.Results {
		var keys []string
		for name, v := range row {
			if word, ok := v.(string); ok {
				keys = append(keys, name+"="+word)
			}
		}
		slices.Sort(keys)
		for name, v := range row {
			if x, ok := v.(float64); ok {
				figures[fmt.Sprint(keys, " ", name)] = x
			}
		}
	}
	return figures, nil
}

func figureIn(name string) string { return name[strings.LastIndex(name, " ")+1:] }

func alike(a, b float64) bool { return math.Abs(a-b) <= 1e-7*(1+math.Max(math.Abs(a), math.Abs(b))) }

// differs names a figure that is not the same in both, "" if all are.
func differs(before, after map[string]float64, free ...string) string {
	if len(before) != len(after) {
		return fmt.Sprintf("%d figures became %d", len(before), len(after))
	}
	for name, x := range before {
		if y, ok := after[name]; !slices.Contains(free, figureIn(name)) && (!ok || !alike(x, y)) {
			return fmt.Sprintf("%s: %v became %v", name, x, y)
		}
	}
	return ""
}

func TestTheOrderOfRowsChangesNoFigure(t *testing.T) {
	tried := 0
	for _, m := range methods() {
		if m.bare || ordered[m.name] != "" {
			continue
		}
		args, file := fair(m)
		before, err := outcomeOf(t, args, file)
		if err != nil {
			t.Errorf("%v: %v", args, err)
			continue
		}
		head, body, _ := strings.Cut(strings.TrimSpace(file), "\n")
		rows := strings.Split(body, "\n")
		for seed := range uint64(3) {
			rand.New(rand.NewPCG(seed, 1)).Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
			after, err := outcomeOf(t, args, head+"\n"+strings.Join(rows, "\n")+"\n")
			if err != nil {
				t.Errorf("%v, shuffled: %v", args, err)
			} else if why := differs(before, after, bound[m.name]...); why != "" {
				t.Errorf("%v, shuffled: %s", args, why)
			}
		}
		tried++
	}
	t.Logf("%d methods", tried)
	if tried < 60 {
		t.Errorf("only %d methods were tried", tried)
	}
}

// inTheUnit are figures in the unit of the weights; they grow with it.
var inTheUnit = map[string][]string{
	"sample-total": {"value", "se", "low", "high"}, "rake": {"before"},
}

// hangs are figures that take a weight for what it says.
var hangs = map[string][]string{
	"sample-mean": {"design_effect"}, // against a sample without replacement from sum(w)
	"ols":         {"sigma"},         // of an observation of weight 1
}

// anchored are methods whose result depends on how far the weights are from their aim.
var anchored = []string{"calibrate"}

func TestTheUnitOfWeightsChangesNoFigure(t *testing.T) {
	tried := 0
	for _, m := range methods() {
		args, file := fair(m)
		if !slices.ContainsFunc(args, func(a string) bool { return a == "--weight=w" }) || slices.Contains(anchored, m.name) {
			continue
		}
		table := tableOf(file)
		before, err := outcomeOf(t, args, file)
		if err != nil {
			t.Errorf("%v: %v", args, err)
			continue
		}
		for _, k := range []float64{1e-3, 7} {
			scaled := table.with(slices.Index(table.head, "w"), func(_ int, was string) string {
				w, err := strconv.ParseFloat(was, 64)
				if err != nil {
					return was
				}
				return strconv.FormatFloat(k*w, 'g', -1, 64)
			}, len(table.rows))
			after, err := outcomeOf(t, args, scaled)
			if err != nil {
				t.Errorf("%v, weights times %v: %v", args, k, err)
				continue
			}
			for name := range after {
				if slices.Contains(inTheUnit[m.name], figureIn(name)) {
					after[name] /= k
				}
			}
			for _, figures := range []map[string]float64{before, after} {
				maps.DeleteFunc(figures, func(name string, _ float64) bool { return slices.Contains(hangs[m.name], figureIn(name)) })
			}
			if why := differs(before, after); why != "" {
				t.Errorf("%v, weights times %v: %s", args, k, why)
			}
		}
		tried++
	}
	t.Logf("%d methods", tried)
	if tried < 10 {
		t.Errorf("only %d methods were tried", tried)
	}
}
