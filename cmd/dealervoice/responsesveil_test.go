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
