package definition_test

// What becomes of each property that survey-core documents, as a table that can
// be read: testdata/decided.txt. `go test -run Table -update` writes it anew.

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"dealervoice/survey/definition"
)

var update = flag.Bool("update", false, "write testdata/decided.txt anew")

// parts are classes whose properties stand inside another one's.
var parts = []string{"elements", "validators", "triggers", "urlconditionitem", "htmlconditionitem", "surveyvalidator"}

// become says what a property does: it runs, only changes looks, has no effect
// and Check warns, or is an error.
func become(class, property string) string {
	raw, path := carry(class, property)
	if raw == "" {
		return ""
	}
	report := definition.Check([]byte(raw))
	for _, f := range report.Errors {
		if f.Code == definition.CodeUnsupported && strings.HasPrefix(f.Path, path) {
			return "error: " + f.Message
		}
	}
	for _, f := range report.Warnings {
		if f.Code == definition.WarnIgnored && f.Path == path {
			return "warning: " + f.Message
		}
	}
	if definition.Looks(property) {
		return "looks"
	}
	return "runs"
}

func TestTableOfEveryDocumentedProperty(t *testing.T) {
	var b bytes.Buffer
	counts := map[string]int{}
	for _, c := range documented(t) {
		if slices.Contains(parts, c.Class) || c.Class == "visibletrigger" {
			continue
		}
		for _, property := range c.Properties {
			what := become(c.Class, property)
			kind, _, _ := strings.Cut(what, ":")
			counts[kind]++
			fmt.Fprintf(&b, "%s.%s\t%s\n", c.Class, property, what)
		}
	}
	t.Logf("%v", counts)
	if counts[""] > 0 || counts["runs"] < 500 {
		t.Errorf("%v", counts)
	}
	const file = "testdata/decided.txt"
	if *update {
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || !bytes.Equal(want, b.Bytes()) {
		t.Errorf("what becomes of the properties is not what %s says (-update writes it): %v", file, err)
	}
}
