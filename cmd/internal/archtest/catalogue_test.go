package archtest

import (
	"encoding/json"
	"io/fs"
	"testing"

	"dealervoice/templates"
)

// rawMessages reads the catalogues of a language as text, plural forms joined.
func rawMessages(t *testing.T, tag string) map[string]string {
	t.Helper()
	names, err := fs.Glob(templates.FS, "messages/"+tag+"/*.json")
	if err != nil || len(names) == 0 {
		t.Fatalf("messages of %s: %v, %v", tag, names, err)
	}
	out := map[string]string{}
	for _, name := range names {
		raw, err := fs.ReadFile(templates.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		var file map[string]json.RawMessage
		if err := json.Unmarshal(raw, &file); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for k, v := range file {
			out[k] = string(v)
		}
	}
	return out
}
