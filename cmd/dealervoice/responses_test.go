package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const whyForm = `{"title":"Why","pages":[{"name":"p","elements":[
	{"type":"comment","name":"why","isRequired":true,"maxLength":20},
	{"type":"rating","name":"nps","rateMin":0,"rateMax":10},
	{"type":"text","name":"more","visibleIf":"{nps} > 8"}]}]}`

// asked is a house with the survey "why" published.
func asked(t *testing.T) {
	t.Helper()
	house(t)
	if got := dealervoice("", "survey", "import", file(t, "why.json", whyForm), "--publish"); got.code != exitDone {
		t.Fatalf("%+v", got)
	}
}

func TestResponsesAreTakenInOnceAndGivenOut(t *testing.T) {
	asked(t)
	in := file(t, "in.jsonl", `{"id":"a 1","data":{"why":"太慢","nps":3,"more":"hidden"},"attributes":{"region":"华东"},"submitted":"2026-11-01T08:00:00+08:00","lang":"zh"}
{"id":"b","data":{"why":"=good"},"submitted":null}
{"id":"c","data":{"nps":11,"why":"x"}}
{"id":"d","data":{"nps":1}}
{"id":"e","data":{"why":"x","foo":1}}
{"id":"f","data":{}}
not JSON
{"id":"b","data":{"why":"other"}}
`)
	got := dealervoice("", "responses", "import", in, "--survey", "why")
	if got.code != exitInput || got.out != "8 rows: 2 added, 0 there already, 6 refused\n" {
		t.Errorf("%+v", got)
	}
	for _, want := range []string{"line 3 (c): nps: ", "[answer.offscale]", "line 4 (d): why: ", "[answer.required]", "line 5 (e): foo: ", "[answer.unknownquestion]", "line 6 (f): ", "line 7: ", "line 8 (b): "} {
		if !strings.Contains(got.err, want) {
			t.Errorf("%q is not said: %s", want, got.err)
		}
	}
	again := dealervoice("", "responses", "import", "--json", "--survey", "why", in)
	if again.code != exitInput || !sameJSON(t, again.out, `{"rows":8,"added":0,"same":2,"refused":6,"over_quota":0}`) {
		t.Errorf("%+v", again)
	}
	want := `{"id":"a 1","version":1,"lang":"zh-CN","wave":1,"submitted":"2026-11-01T00:00:00Z","data":{"nps":3,"why":"太慢"},"attributes":{"region":"华东"}}
{"id":"b","version":1,"lang":"","wave":1,"submitted":null,"data":{"why":"=good"},"attributes":{}}
`
	if got := dealervoice("", "responses", "export", "--survey", "why", "--format", "jsonl"); got.code != exitDone || got.out != want {
		t.Errorf("%+v", got)
	}
	out := filepath.Join(t.TempDir(), "out.csv")
	if got := dealervoice("", "responses", "export", "--survey", "why", "--format", "csv", "--out", out); got.code != exitDone || got.out != "" {
		t.Errorf("%+v", got)
	}
	raw, err := os.ReadFile(out)
	wantCSV := "\xEF\xBB\xBFid,version,lang,wave,submitted,consent_id,attr:region,why,nps,more\r\n" +
		"a 1,1,zh-CN,1,2026-11-01T00:00:00Z,,华东,太慢,3,\r\nb,1,,1,,,,'=good,,\r\n"
	if err != nil || string(raw) != wantCSV {
		t.Errorf("%q, %v", raw, err)
	}
	if book, err := os.ReadFile(strings.TrimSuffix(out, ".csv") + ".codebook.csv"); err != nil || !strings.Contains(string(book), "\nnps,nps,rating") {
		t.Errorf("%q, %v", book, err)
	}
	for _, export := range []string{out, file(t, "out.jsonl", want)} {
		if got := dealervoice("", "responses", "import", "--survey", "why", export); got.code != exitDone || got.out != "2 rows: 0 added, 2 there already, 0 refused\n" {
			t.Errorf("our own export again: %+v", got)
		}
	}
}

func TestRowsWithoutAnIdAreToldByTheirLine(t *testing.T) {
	asked(t)
	rows := "why\nsame\nsame\n\nother\n"
	for i, want := range []string{"3 rows: 3 added, 0 there already, 0 refused\n", "3 rows: 0 added, 3 there already, 0 refused\n"} {
		if got := dealervoice(rows, "responses", "import", "--survey", "why", "-"); got.code != exitDone || got.out != want {
			t.Errorf("time %d: %+v", i+1, got)
		}
	}
}

func TestWrongUsesOfResponses(t *testing.T) {
	asked(t)
	in := file(t, "in.csv", "text\nx\n")
	for name, c := range map[string]struct {
		args []string
		code int
	}{
		"no survey named":         {[]string{"responses", "import", in}, exitUsage},
		"no file named":           {[]string{"responses", "import", "--survey", "why"}, exitUsage},
		"a mapping to nothing":    {[]string{"responses", "import", "--survey", "why", in, "--map", "text=nobody"}, exitUsage},
		"an unknown format":       {[]string{"responses", "export", "--survey", "why", "--format", "pdf"}, exitUsage},
		"an unknown survey":       {[]string{"responses", "import", "--survey", "nothing", in}, exitInput},
		"no such file":            {[]string{"responses", "import", "--survey", "why", "no-such-file"}, exitInput},
		"a header of no question": {[]string{"responses", "import", "--survey", "why", in}, exitInput},
		"an unknown survey out":   {[]string{"responses", "export", "--survey", "nothing"}, exitInput},
		"a folder that is not":    {[]string{"responses", "export", "--survey", "why", "--out", "/no/such/folder/x.csv"}, exitInput},
		"nothing to do":           {[]string{"responses", "guess"}, exitUsage},
	} {
		if got := dealervoice("", c.args...); got.code != c.code || got.err == "" {
			t.Errorf("%s: %+v, want code %d", name, got, c.code)
		}
	}
}
