package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"dealervoice/cmd/internal/statcmd"
)

func main() {
	data := flag.String("data", "", "folder of the sets")
	one := flag.String("set", "", "number of one set")
	show := flag.Bool("print", false, "print id,value")
	flag.Parse()
	if err := run(*data, *one, *show); err != nil {
		fmt.Fprintln(os.Stderr, "statref:", err)
		os.Exit(1)
	}
}

func run(data, one string, show bool) error {
	if data == "" {
		return errors.New("-data names the folder of the sets")
	}
	numbers, err := sets()
	if err != nil {
		return err
	}
	var sum tally
	if one == "" {
		fmt.Printf("%-28s %8s %8s %8s %14s\n", "set", "figures", "agree", "differ", "not available")
	}
	for _, set := range numbers {
		if one != "" && set != one {
			continue
		}
		t, err := compare(data, set, one != "", show)
		if err != nil {
			return fmt.Errorf("set %s: %w", set, err)
		}
		sum.add(t)
	}
	if one == "" {
		sum.print("all")
	}
	return nil
}

// tally counts a set's figures.
type tally struct{ figures, agree, differ, absent int }

func (t *tally) add(o tally) {
	t.figures += o.figures
	t.agree += o.agree
	t.differ += o.differ
	t.absent += o.absent
}

func (t tally) print(name string) {
	fmt.Printf("%-28s %8d %8d %8d %14d\n", name, t.figures, t.agree, t.differ, t.absent)
}

// expected is one figure of another program.
type expected struct {
	id         string
	value, tol float64
}

func compare(data, set string, details, show bool) (tally, error) {
	folders, err := filepath.Glob(filepath.Join(data, set+"_*"))
	if err != nil || len(folders) != 1 {
		return tally{}, fmt.Errorf("%d folders begin with %s_: %w", len(folders), set, err)
	}
	want, err := readExpected(filepath.Join(folders[0], "expected.csv"))
	if err != nil {
		return tally{}, err
	}
	got, err := work(set, folders[0], details)
	if err != nil {
		return tally{}, err
	}
	t := tally{figures: len(want)}
	for _, e := range want {
		v, ok := got[e.id]
		switch {
		case !ok:
			t.absent++
			detail(details && !show, "absent  %s (%v)\n", e.id, e.value)
		case math.Abs(v-e.value) <= e.tol+1e-12:
			t.agree++
		default:
			t.differ++
			detail(details && !show, "differs %s: %.10g, expected %.10g +- %g\n", e.id, v, e.value, e.tol)
		}
		if ok && show {
			fmt.Printf("%s,%s\n", e.id, strconv.FormatFloat(v, 'g', 12, 64))
		}
	}
	if !show {
		t.print(filepath.Base(folders[0]))
	}
	return t, nil
}

func detail(show bool, format string, args ...any) {
	if show {
		fmt.Printf(format, args...)
	}
}

func readExpected(file string) ([]expected, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, err
	}
	head := records[0]
	id, value, tol := slices.Index(head, "id"), slices.Index(head, "value"), slices.Index(head, "tol_abs")
	if id < 0 || value < 0 || tol < 0 {
		return nil, fmt.Errorf("%s: columns id, value, tol_abs expected", file)
	}
	var out []expected
	for _, r := range records[1:] {
		v, errV := strconv.ParseFloat(r[value], 64)
		w, errW := strconv.ParseFloat(r[tol], 64)
		if err := errors.Join(errV, errW); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", file, r[id], err)
		}
		out = append(out, expected{r[id], v, w})
	}
	return out, nil
}

// work runs the plan of a set and gives every figure it names.
func work(set, folder string, details bool) (map[string]float64, error) {
	steps, err := readPlan(set)
	if err != nil {
		return nil, err
	}
	out := map[string]float64{}
	for _, s := range steps {
		rows, err := runStep(s, folder)
		if err != nil {
			detail(details, "command %s: %v\n", strings.Join(s.args, " "), err)
			continue
		}
		for _, w := range s.wants {
			found := false
			for _, row := range rows {
				id, ok := w.idOf(row)
				v, isNumber := row[w.figure].(float64)
				if ok && isNumber {
					if _, double := out[id]; !double {
						out[id] = w.factor * v
					}
					found = true
				}
			}
			if !found {
				detail(details, "plan: %s = %s finds no row\n", w.id, w.figure)
			}
		}
	}
	return out, nil
}

// runStep runs one command in the set's folder and gives its rows.
func runStep(s step, folder string) ([]map[string]any, error) {
	args := slices.Clone(s.args)
	for i, a := range args {
		if strings.HasSuffix(a, ".csv") && !strings.HasPrefix(a, "-") {
			args[i] = filepath.Join(folder, a)
		}
	}
	var stdout bytes.Buffer
	cmd := statcmd.New()
	cmd.SetArgs(append(args, "--json"))
	cmd.SetIn(strings.NewReader(s.input))
	cmd.SetOut(&stdout)
	cmd.SetErr(&bytes.Buffer{})
	cmd.SilenceUsage, cmd.SilenceErrors = true, true
	if err := cmd.Execute(); err != nil {
		return nil, err
	}
	var result struct {
		Results []map[string]any `json:"results"`
	}
	if err := json.Unmarshal(stdout.Bytes(), &result); err != nil {
		return nil, err
	}
	return result.Results, nil
}
