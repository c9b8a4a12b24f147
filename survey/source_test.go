package survey

import (
	"strings"
	"testing"

	"dealervoice/survey/fault"
)

func TestReadSourceSaysWhatIsWrongAndWhere(t *testing.T) {
	for name, c := range map[string]struct {
		raw  string
		key  string
		line int
	}{
		"nothing":         {" \n ", "survey.source_empty", 0},
		"too large":       {`{"a":"` + strings.Repeat("x", MaxSource) + `"}`, "survey.source_too_large", 0},
		"GBK":             {"{\"title\":\"\xbe\xad\"}", "survey.source_not_utf8", 0},
		"a NUL":           {`{"title":"a\u0000b"}`, "survey.source_nul", 0},
		"a list":          {"[1]", "survey.source_not_json", 1},
		"null":            {"null", "survey.source_not_json", 1},
		"a missing comma": {"{\n \"a\": 1\n \"b\": 2\n}", "survey.source_not_json", 3},
		"cut off":         {"{\n \"a\": 1,\n", "survey.source_not_json", 2},
		"two documents":   {"{}\n{}", "survey.source_not_json", 2},
		"a page":          {"<html>", "survey.source_not_json", 1},
	} {
		_, err := readSource([]byte(c.raw))
		f := fault.From(err)
		if f == nil || len(f.Fields) != 1 || f.Fields[0].Key != c.key || f.Fields[0].Path != "source" {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if line, _ := f.Fields[0].Args["Line"].(int); line != c.line {
			t.Errorf("%s: line %d, want %d", name, line, c.line)
		}
	}
	got, err := readSource([]byte("\xEF\xBB\xBF {\"a\": 1}\n"))
	if err != nil || got != `{"a": 1}` {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestTheHashSeesContentOnly(t *testing.T) {
	hash := func(s string) string {
		t.Helper()
		h, err := hashOf(s)
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	base := hash(`{"title":"Q & A","pages":[1,2],"n":0.1}`)
	for name, s := range map[string]string{
		"keys in other order": `{"n":0.1,"pages":[1,2],"title":"Q & A"}`,
		"spaces and lines":    "{ \"title\" : \"Q & A\",\n\"pages\":[ 1,2 ], \"n\":0.1 }",
		"escaped letters":     `{"title":"Q \u0026 A","pages":[1,2],"n":0.1}`,
	} {
		if hash(s) != base {
			t.Errorf("%s: another hash", name)
		}
	}
	for name, s := range map[string]string{
		"a list in other order": `{"title":"Q & A","pages":[2,1],"n":0.1}`,
		"another number":        `{"title":"Q & A","pages":[1,2],"n":0.10000000000000000001}`,
		"a text for a number":   `{"title":"Q & A","pages":[1,2],"n":"0.1"}`,
		"one key less":          `{"title":"Q & A","pages":[1,2]}`,
	} {
		if hash(s) == base {
			t.Errorf("%s: the same hash", name)
		}
	}
}
