package main

import (
	"regexp"
	"strings"
	"testing"
)

var instant = regexp.MustCompile(`\d{4}-\d\d-\d\dT\d\d:\d\d`)

// The file of the demo company's dealers, whose survey is confidential: neither
// who looks after them nor when they answered.
func TestAFileOfAConfidentialSurveyTellsNobody(t *testing.T) {
	house(t)
	if got := dealervoice("", "demo", "load"); got.code != exitDone {
		t.Fatalf("%+v", got)
	}
	for _, format := range []string{"jsonl", "csv"} {
		got := dealervoice("", "responses", "export", "--survey", "dealer-quarterly", "--format", format)
		if got.code != exitDone || strings.Count(got.out, "\n") < 60 {
			t.Fatalf("%d: %s", got.code, got.err)
		}
		for _, secret := range []string{"@example.com", "attr:rep", `"rep"`, `"area"`, "attr:area"} {
			if strings.Contains(got.out, secret) {
				t.Errorf("%s tells %s", format, secret)
			}
		}
		if days, times := strings.Count(got.out, "T00:00:00Z"), len(instant.FindAllString(got.out, -1)); days < 60 || times != days {
			t.Errorf("%s: %d days, %d times", format, days, times)
		}
	}
}

// What people wrote goes out without the names and numbers in it, where the survey
// promised confidence, and as they wrote it where it did not.
func TestWordsInAFileOfAConfidentialSurveyNameNobody(t *testing.T) {
	house(t)
	rows := file(t, "rows.jsonl", `{"id":"a","data":{"why":"王经理13812345678不回","nps":3},"attributes":{"region":"华东大区"}}`)
	for mode, named := range map[string]bool{"identified": true, "confidential": false} {
		form := strings.Replace(whyForm, `{"title"`, `{"dv":{"privacy":{"mode":"`+mode+`"}},"title"`, 1)
		for _, args := range [][]string{
			{"survey", "import", "--slug", mode, "--publish", file(t, mode+".json", form)},
			{"responses", "import", "--survey", mode, rows},
		} {
			if got := dealervoice("", args...); got.code != exitDone {
				t.Fatalf("%v: %+v", args, got)
			}
		}
		for _, format := range []string{"jsonl", "csv"} {
			got := dealervoice("", "responses", "export", "--survey", mode, "--format", format)
			if got.code != exitDone || !strings.Contains(got.out, "不回") {
				t.Fatalf("%+v", got)
			}
			for _, secret := range []string{"王经理", "13812345678"} {
				if strings.Contains(got.out, secret) != named {
					t.Errorf("%s, %s: %s", mode, format, got.out)
				}
			}
		}
	}
}
