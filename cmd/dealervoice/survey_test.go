package main

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"dealervoice/cmd/internal/db/dbtest"
)

// outcome is what one command line did.
type outcome struct {
	code     int
	out, err string
}

func dealervoice(stdin string, args ...string) outcome {
	var out, err strings.Builder
	code := run(context.Background(), args, streams{in: strings.NewReader(stdin), out: &out, err: &err})
	return outcome{code, out.String(), err.String()}
}

// house points the commands at an empty database.
func house(t *testing.T) {
	t.Helper()
	t.Setenv("DATABASE_URL", dbtest.SQLite(t))
	t.Setenv("DATA_DIR", t.TempDir())
}

const goodForm = `{"title":{"default":"Shop survey","zh-cn":"门店问卷"},"pages":[{"name":"p","elements":[{"type":"text","name":"q1","title":{"default":"Your shop","zh-cn":"您的门店"},"isRequired":true}]}]}`
const badForm = `{"title":"T","pages":[{"name":"p","elements":[{"type":"teleport","name":"q1"},{"type":"text","name":"q2","visibleIf":"{q1} = "}]}]}`

func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestSurveyCheck(t *testing.T) {
	got := dealervoice("", "survey", "check", file(t, "good.json", goodForm), "--json")
	want := `{"elements":1,"mapped":1,"minutes":0.1,"errors":[],"warnings":[]}`
	if got.code != exitDone || !sameJSON(t, got.out, want) || got.err != "" {
		t.Errorf("good: %+v", got)
	}
	got = dealervoice(badForm, "survey", "check", "--json", "-")
	var report struct {
		Elements int
		Errors   []struct{ Path, Code, Message string }
	}
	if err := json.Unmarshal([]byte(got.out), &report); err != nil || got.code != exitInput || len(report.Errors) != 2 ||
		report.Errors[0].Path == "" || report.Errors[0].Code == "" || report.Errors[0].Message == "" {
		t.Errorf("bad: %+v, %v", got, err)
	}
	got = dealervoice(badForm, "survey", "check", "-")
	if got.code != exitInput || strings.Count(got.out, "error\tpages[0].elements[") != 2 || got.err != "" {
		t.Errorf("bad, for a person: %+v", got)
	}
	for name, args := range map[string][]string{
		"no file named": {"survey", "check"}, "an unknown flag": {"survey", "check", "x", "--what"}, "a flag that is missing": {"stats", "welch", "-"},
		"an unknown command": {"survey", "guess"}, "an unknown format": {"survey", "export", "x", "--format", "pdf"},
	} {
		if got := dealervoice("", args...); got.code != exitUsage || got.out != "" || got.err == "" {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if got := dealervoice("", "survey", "check", "no-such-file.json"); got.code != exitInput {
		t.Errorf("a file that is not there: %+v", got)
	}
}

func TestSurveyImportAndExport(t *testing.T) {
	house(t)
	path := file(t, "shop-visit.json", goodForm)
	for i, c := range []struct {
		args []string
		out  string
	}{
		{[]string{"survey", "import", path}, "shop-visit\tdraft\n"},
		{[]string{"survey", "import", path, "--publish"}, "shop-visit\tpublished as version 1\n"},
		{[]string{"survey", "import", "--publish", path}, "shop-visit\tversion 1 is published\n"},
		{[]string{"survey", "import", path, "--slug", "other"}, "other\tdraft\n"},
		{[]string{"survey", "export", "shop-visit"}, goodForm + "\n"},
		{[]string{"survey", "export", "shop-visit", "--version", "1", "--format", "surveyjs"}, goodForm + "\n"},
	} {
		if got := dealervoice("", c.args...); got.code != exitDone || got.out != c.out {
			t.Errorf("step %d: %+v", i, got)
		}
	}
	got := dealervoice(goodForm, "survey", "import", "-", "--publish", "--json")
	want := `{"slug":"shop-survey","version":1,"new":true,"elements":1,"mapped":1,"warnings":[]}`
	if got.code != exitDone || !sameJSON(t, got.out, want) {
		t.Errorf("from standard input: %+v", got)
	}
}

func TestSurveyImportTakesAListAlong(t *testing.T) {
	house(t)
	form := file(t, "outlets.json", `{"title":"T","pages":[{"elements":[{"type":"dropdown","name":"region","title":"R","dv":{"choicesFrom":{"list":"o","value":"region"}}},
	 {"type":"dropdown","name":"outlet","title":"O","dv":{"choicesFrom":{"list":"o","value":"outlet","parents":{"region":"region"}}}}]}]}`)
	list := file(t, "o.csv", "\xEF\xBB\xBFregion,outlet\n华东,杭州店\n西南,成都店\n")
	if got := dealervoice("", "survey", "import", form, "--list", "o="+list, "--publish"); got.code != exitDone {
		t.Fatalf("%+v", got)
	}
	got := dealervoice("", "survey", "export", "outlets")
	row := `{"definition":` + strings.TrimSpace(got.out) + `,"data":{"region":"西南","outlet":"杭州店"}}`
	if got = dealervoice(row, "survey", "eval", "--gate"); !strings.Contains(got.out, `"outlet":["unknownoption"]`) {
		t.Errorf("%+v", got)
	}
	for name, args := range map[string][]string{"no list": nil, "no such file": {"--list", "o=nowhere.csv"}, "not UTF-8": {"--list", "o=" + file(t, "gbk.csv", "a\n\xB3\xC7\n")}} {
		if got := dealervoice("", append([]string{"survey", "import", form, "--slug", "x"}, args...)...); got.code != exitInput {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestSurveyImportRefusesAndStoresNothing(t *testing.T) {
	house(t)
	for name, c := range map[string]struct {
		text string
		args []string
		says string
	}{
		"errors":              {badForm, nil, "pages[0].elements[1].visibleIf"},
		"no JSON":             {"<xml/>", nil, ""},
		"no question":         {`{"title":"T","pages":[{"name":"p","elements":[{"type":"html","name":"h","html":"x"}]}]}`, []string{"--publish"}, "question"},
		"a slug that is none": {goodForm, []string{"--slug", "Shop Visit"}, "slug"},
		"no slug to be made":  {`{"title":"问卷","pages":[{"name":"p","elements":[{"type":"text","name":"q1"}]}]}`, nil, "slug"},
	} {
		got := dealervoice(c.text, append([]string{"survey", "import", "-"}, c.args...)...)
		if got.code != exitInput || got.out != "" || !strings.Contains(got.err, c.says) {
			t.Errorf("%s: %+v", name, got)
		}
	}
	for _, slug := range []string{"t", "shop-survey", "none"} {
		if got := dealervoice("", "survey", "export", slug); got.code != exitInput || got.out != "" {
			t.Errorf("export %s: %+v", slug, got)
		}
	}
}

func TestSurveyExprAnswersLineByLine(t *testing.T) {
	in := "\xEF\xBB\xBF" + `{"expression":"{a} + 1","values":{"a":2}}
{"expression":"{a} = ","values":{}}

{"expression":"{a} > 1 and {b} contains 'x'","values":{"a":2,"b":["x"]},"id":7}
{"expression":"{nothing}"}` // no line end
	got := dealervoice(in, "survey", "expr")
	lines := strings.Split(strings.TrimSpace(got.out), "\n")
	if got.code != exitDone || len(lines) != 4 || lines[0] != `{"result":3}` || !strings.HasPrefix(lines[1], `{"error":"`) ||
		lines[2] != `{"result":true}` || lines[3] != `{"result":null}` {
		t.Errorf("%+v", got)
	}
	got = dealervoice("{\"expression\":\"1+1\"}\nno json\n{}\n{\"expression\":\"2+2\"}\n", "survey", "expr")
	lines = strings.Split(strings.TrimSpace(got.out), "\n")
	if got.code != exitInput || len(lines) != 4 || lines[0] != `{"result":2}` || lines[3] != `{"result":4}` ||
		!strings.HasPrefix(lines[1], `{"error":`) || !strings.HasPrefix(lines[2], `{"error":`) {
		t.Errorf("%+v", got)
	}
}

func TestSurveyExprAgreesWithTheVectors(t *testing.T) {
	t.Setenv("TIME_ZONE", "UTC")
	raw, err := os.ReadFile("../../survey/expression/testdata/expressions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	got := dealervoice(string(raw), "survey", "expr")
	if got.code != exitDone {
		t.Fatalf("%d: %s", got.code, got.err)
	}
	in, out := bufio.NewScanner(strings.NewReader(string(raw))), bufio.NewScanner(strings.NewReader(got.out))
	n := 0
	for in.Scan() && out.Scan() {
		n++
		var want, have map[string]any
		if err := json.Unmarshal(in.Bytes(), &want); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(out.Bytes(), &have); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(have["result"], want["result"]) {
			t.Errorf("line %d: %v = %v, want %v", n, want["expression"], have, want["result"])
		}
	}
	if n < 700 || out.Scan() {
		t.Errorf("%d lines, more on one side", n)
	}
}

func TestSurveyEvalGivesTheEnginesDecision(t *testing.T) {
	row := func(data string) string { return `{"definition":` + goodForm + `,"data":` + data + "}\n" }
	got := dealervoice(row(`{"q1":"x"}`)+row(`{}`)+"{\"data\":{}}\n"+row(`{"q1":"y"}`), "survey", "eval")
	lines := strings.Split(strings.TrimSpace(got.out), "\n")
	want := []string{
		`{"visible":["q1"],"required":["q1"],"valid":true,"errors":{},"result":{"q1":"x"}}`,
		`{"visible":["q1"],"required":["q1"],"valid":false,"errors":{"q1":["required"]},"result":{}}`,
		`{"error":"read line: no definition"}`,
		`{"visible":["q1"],"required":["q1"],"valid":true,"errors":{},"result":{"q1":"y"}}`,
	}
	if got.code != exitInput || !reflect.DeepEqual(lines, want) {
		t.Errorf("%d\n%s", got.code, got.out)
	}
	got = dealervoice(row(`{"q1":"x","q9":"y"}`), "survey", "eval", "--gate")
	if got.code != exitDone || !strings.Contains(got.out, `"q9":["unknownquestion"]`) || !strings.Contains(got.out, `"valid":false`) {
		t.Errorf("gate: %+v", got)
	}
	if got = dealervoice(row(`{"q1":"x","q9":"y"}`), "survey", "eval"); !strings.Contains(got.out, `"errors":{}`) {
		t.Errorf("no gate: %+v", got)
	}
}

func sameJSON(t *testing.T, a, b string) bool {
	t.Helper()
	var x, y any
	if err := json.Unmarshal([]byte(a), &x); err != nil {
		t.Errorf("no JSON: %s", a)
		return false
	}
	if err := json.Unmarshal([]byte(b), &y); err != nil {
		t.Fatal(err)
	}
	return reflect.DeepEqual(x, y)
}
