package statcmd

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dealervoice/analysis/frame"
	"dealervoice/analysis/stats"
)

// answers are twelve made-up answers of two arms in three regions, with gaps.
const answers = `id,region,arm,score,nps,a1,a2,a3,w
1,east,new,4,9,4,4,2,1.5
2,east,new,5,10,5,4,1,0.5
3,east,old,3,7,3,2,3,1
4,east,old,2,6,2,3,4,1
5,west,new,4,8,4,5,2,2
6,west,new,3,9,3,3,3,1
7,west,old,2,3,2,1,5,1
8,west,old,,11,,2,4,0.5
9,north,new,5,10,5,5,1,1
10,north,old,1,0,1,2,5,1.5
11,north,old,3,NA,3,3,3,1
12,,new,4,9,4,4,2,1
`

// run runs one command line on the answers and gives its rows.
func run(t *testing.T, args ...string) ([]map[string]any, error) {
	t.Helper()
	var out bytes.Buffer
	cmd := New()
	cmd.SetArgs(append(args, "--json"))
	cmd.SetIn(strings.NewReader(answers))
	cmd.SetOut(&out)
	cmd.SetErr(&bytes.Buffer{})
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	if err := cmd.Execute(); err != nil {
		return nil, err
	}
	var r struct {
		Method  string           `json:"method"`
		Results []map[string]any `json:"results"`
	}
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		t.Fatalf("%v: %v\n%s", args, err, out.String())
	}
	if r.Method != args[0] {
		t.Errorf("method %q of %v", r.Method, args)
	}
	return r.Results, nil
}

// smallBase is n0/(1+n0/100) of n0 = 2*((1.96+0.84)/0.5)^2, all their digits written out.
const smallBase = wholeBase / (1 + wholeBase/100)

const wholeBase = 8 * (1.959963984540054 + 0.8416212335729143) * (1.959963984540054 + 0.8416212335729143)

func TestFiguresOfASmallFileByHand(t *testing.T) {
	for name, c := range map[string]struct {
		args   []string
		row    int
		figure string
		want   float64
	}{
		"a mean leaves the gap out":            {[]string{"describe", "--y", "score", "-"}, 0, "mean", 36.0 / 11},
		"and counts it":                        {[]string{"describe", "--y", "score", "-"}, 0, "missing", 1},
		"NPS takes 0..10 only":                 {[]string{"nps", "--y", "nps", "-"}, 0, "n", 10},
		"NPS in points":                        {[]string{"nps", "--y", "nps", "-"}, 0, "nps", 100 * (5.0 - 3) / 10},
		"top box of the valid answers":         {[]string{"box", "--y", "score", "--top", "4", "-"}, 0, "share", 5.0 / 11},
		"first minus second":                   {[]string{"welch", "--y", "score", "--group", "arm", "--first", "old", "-"}, 0, "difference", 11.0/5 - 25.0/6},
		"a condition keeps rows":               {[]string{"count", "--where", `region == "east" && score > 2`, "-"}, 0, "rows", 3},
		"a derived column":                     {[]string{"describe", "--derive", "m=mean(a1,a2)", "--y", "m", "--where", "id == 8", "-"}, 0, "max", 2},
		"only the first of each":               {[]string{"count", "--first-by", "region", "-"}, 0, "rows", 4},
		"outside the valid range is no answer": {[]string{"describe", "--y", "score", "--valid", "2..4", "-"}, 0, "n", 8},
		"groups in the order of their values":  {[]string{"describe", "--y", "score", "--by", "region", "-"}, 0, "mean", 3.5},
		"rows without a group are in none":     {[]string{"describe", "--y", "score", "--by", "region", "-"}, 2, "n", 3},
		"weights":                              {[]string{"describe", "--y", "score", "--weight", "w", "--where", "id <= 2", "-"}, 0, "weighted_mean", 4.25},
		"equivalence of the same":              {[]string{"equivalence", "--y", "w", "--group", "arm", "--low", "-2", "--high", "2", "-"}, 0, "difference", 7.0/6 - 6.0/6},
		"agreement with itself":                {[]string{"kappa", "--a", "arm", "--b", "arm", "-"}, 0, "kappa", 1},
		"both coders of all units":             {[]string{"krippendorff", "--coders", "a1,a1", "-"}, 0, "units", 11},
		"Kano's pair":                          {[]string{"kano", "--having", "a1", "--lacking", "a3", "--where", "a1 <= 5", "-"}, 0, "n", 11},
		"a placebo goes through all ways":      {[]string{"placebo", "--y", "score", "--group", "arm", "-"}, 0, "rounds", 462},
		"calibration hits its total":           {[]string{"calibrate", "--total", "rows=24", "--y", "w", "-"}, 0, "after", 24},
		"the jackknife of a mean is its s.e.":  {[]string{"jackknife", "--y", "w", "-"}, 0, "value", 13.0 / 12},
		"a base of a hundred needs fewer":      {[]string{"n-design", "--d", "0.5", "--population", "100"}, 0, "n", smallBase},
		"a reversed item":                      {[]string{"alpha", "--items", "a1,a3", "--reverse", "a3", "--scale", "1..6", "-"}, 0, "person_mean", 44.0 / 12},
	} {
		rows, err := run(t, c.args...)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got, ok := rows[c.row][c.figure].(float64)
		if !ok || got < c.want-1e-9 || got > c.want+1e-9 {
			t.Errorf("%s: %s = %v, want %v in %v", name, c.figure, rows[c.row][c.figure], c.want, rows)
		}
	}
}

func TestAGroupThatIsRefusedSaysSoAndTheOthersStand(t *testing.T) {
	rows, err := run(t, "welch", "--y", "score", "--group", "arm", "--by", "region", "-")
	if err != nil || len(rows) != 3 {
		t.Fatalf("%v %v", rows, err)
	}
	if _, has := rows[0]["difference"]; !has {
		t.Errorf("east has two of each arm: %v", rows[0])
	}
	if r, _ := rows[1]["refused"].(string); !strings.Contains(r, "too few") {
		t.Errorf("north has one new answer: %v", rows[1])
	}
}

func TestWrongLinesAndBadInputAreToldApart(t *testing.T) {
	for name, c := range map[string]struct {
		args   []string
		reason error
	}{
		"an unknown method":       {[]string{"magic"}, ErrUsage},
		"a level in per cent":     {[]string{"describe", "--y", "score", "--level", "95", "-"}, ErrUsage},
		"a level that is no word": {[]string{"share-of", "--k", "1", "--n", "2", "--level", "much"}, ErrUsage},
		"a range without dots":    {[]string{"describe", "--y", "score", "--valid", "3", "-"}, ErrUsage},
		"neither top nor bottom":  {[]string{"box", "--y", "score", "-"}, ErrUsage},
		"clusters without column": {[]string{"ols", "--y", "score", "--x", "arm", "--cov", "cr1", "-"}, ErrUsage},
		"an unknown base":         {[]string{"ols", "--y", "score", "--x", "arm", "--base", "arm=green", "-"}, ErrUsage},
		"a column that is none":   {[]string{"describe", "--y", "scores", "-"}, frame.ErrNoColumn},
		"words among numbers":     {[]string{"describe", "--y", "region", "-"}, frame.ErrNotNumber},
		"an expression":           {[]string{"share", "--event", "score >", "-"}, frame.ErrExpression},
		"one answer":              {[]string{"welch", "--y", "score", "--group", "arm", "--where", "id <= 3", "-"}, stats.ErrTooFew},
		"a file that is not":      {[]string{"count", "no such file.csv"}, os.ErrNotExist},
		"k more than n":           {[]string{"share-of", "--k", "3", "--n", "2"}, stats.ErrRange},
	} {
		if _, err := run(t, c.args...); !errors.Is(err, c.reason) {
			t.Errorf("%s: %v, want %v", name, err, c.reason)
		}
	}
}

func TestAFigureThatIsNoNumberIsNeverPrinted(t *testing.T) {
	r := &result{Method: "x"}
	zero := 0.0
	r.add().set("bad", zero/zero)
	var out bytes.Buffer
	if err := r.writeJSON(&out); err == nil || out.Len() > 0 {
		t.Errorf("printed %q, %v", out.String(), err)
	}
	if err := r.writeText(&out); err == nil || out.Len() > 0 {
		t.Errorf("printed %q, %v", out.String(), err)
	}
}

func TestTheListNamesEveryMethodOnceWithItsFlags(t *testing.T) {
	var out bytes.Buffer
	cmd := New()
	cmd.SetArgs([]string{"--list", "--json"})
	cmd.SetOut(&out)
	if err := cmd.Execute(); err != nil {
		t.Fatal(err)
	}
	var list []listed
	if err := json.Unmarshal(out.Bytes(), &list); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, l := range list {
		if seen[l.Method] || l.Does == "" || l.Family == "" {
			t.Errorf("%+v", l)
		}
		seen[l.Method] = true
		names := map[string]bool{}
		for _, f := range l.Flags {
			if names[f.Name] || f.Help == "" {
				t.Errorf("%s: flag %+v", l.Method, f)
			}
			names[f.Name] = true
		}
		if sub, _, err := New().Find([]string{l.Method}); err != nil || sub.Name() != l.Method {
			t.Errorf("%s cannot be called: %v", l.Method, err)
		}
	}
	if len(list) != len(methods()) || len(list) < 50 {
		t.Errorf("%d methods listed of %d", len(list), len(methods()))
	}
	out.Reset()
	cmd = New()
	cmd.SetArgs([]string{"--list"})
	cmd.SetOut(&out)
	if err := cmd.Execute(); err != nil || !strings.Contains(out.String(), "Newcombe") || !strings.Contains(out.String(), "--where") {
		t.Errorf("%v\n%s", err, out.String())
	}
}

func TestTextAndJSONSayTheSame(t *testing.T) {
	file := filepath.Join(t.TempDir(), "answers.csv")
	if err := os.WriteFile(file, []byte(answers), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	cmd := New()
	cmd.SetArgs([]string{"describe", "--y", "score", "--by", "arm", file})
	cmd.SetOut(&out)
	if err := cmd.Execute(); err != nil {
		t.Fatal(err)
	}
	rows, err := run(t, "describe", "--y", "score", "--by", "arm", "-")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if !strings.HasPrefix(lines[0], "arm  item") || !strings.HasPrefix(lines[1], "new  score  6") || len(rows) != 2 {
		t.Errorf("text:\n%s\nJSON: %v", out.String(), rows)
	}
	if !strings.Contains(out.String(), "convention:") {
		t.Error("the convention is not said")
	}
}
