package codebook_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"dealervoice/analysis/text/codebook"
	"dealervoice/survey/fault"
)

const sound = `{"schema":"vod-codebook/1","version":"1","title":{"zh":"表","en":"Book"},
"level1":[{"id":"money","zh":"钱","en":"Money"}],
"level2":[{"id":"money.rebate","parent":"money","zh":"返利","en":"Rebates","cues":{"zh":{"topic":["返利"],"neg":[],"pos":[]}},"weak":[]}]}`

func TestRead(t *testing.T) {
	b, err := codebook.Read(strings.NewReader("\ufeff" + sound))
	if err != nil {
		t.Fatal(err)
	}
	if th, ok := b.Theme("money.rebate"); !ok || th.Cues["zh"].Topic[0] != "返利" {
		t.Errorf("theme = %+v", th)
	}
}

func TestReadNamesEveryFault(t *testing.T) {
	for _, c := range []struct{ name, old, new, path, key string }{
		{"another schema", "vod-codebook/1", "vod-codebook/2", "schema", "bookfile.schema"},
		{"a theme without a group", `"parent":"money"`, `"parent":"power"`, "level2[0].parent", "bookfile.no_parent"},
		{"a theme without an id", `"id":"money.rebate"`, `"id":" "`, "level2[0].id", "bookfile.id_missing"},
		{"a group without an id", `"id":"money"`, `"id":""`, "level1[0].id", "bookfile.id_taken"},
		{"an empty cue", `["返利"]`, `["返利"," "]`, "level2[0].cues.zh.topic[1]", "bookfile.cue_empty"},
		{"a cue as long as a sentence", `["返利"]`, `["` + strings.Repeat("长", 61) + `"]`, "level2[0].cues.zh.topic[0]", "bookfile.cue_long"},
		{"a star in the middle", `["返利"]`, `["re*bate"]`, "level2[0].cues.zh.topic[0]", "bookfile.cue_star"},
		{"no theme at all", sound[strings.Index(sound, `"level2"`):], `"level2":[]}`, "level2", "bookfile.no_themes"},
		{"a policy type for no theme", `"weak":[]}]}`, `"weak":[]}],"policy_types":[{"id":"x","themes":["gone"]}]}`, "policy_types[0].themes[0]", "bookfile.no_theme"},
		{"no JSON", sound, "rebate,返利", "", "bookfile.not_json"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := codebook.Read(strings.NewReader(strings.Replace(sound, c.old, c.new, 1)))
			f := fault.From(err)
			if f == nil || f.Kind != fault.KindInvalid {
				t.Fatalf("error = %v", err)
			}
			for _, field := range f.Fields {
				if field.Path == c.path && field.Key == c.key {
					return
				}
			}
			t.Errorf("fields = %+v, want %s at %s", f.Fields, c.key, c.path)
		})
	}
}

func TestAFileWithoutEndIsRefused(t *testing.T) {
	_, err := codebook.Read(strings.NewReader(strings.Repeat(" ", 9<<20)))
	if fault.KindOf(err) != fault.KindTooLarge {
		t.Errorf("error = %v", err)
	}
}

// The product's own book goes through Read and Write without a change.
func TestWriteGivesBackWhatWasRead(t *testing.T) {
	file, err := os.ReadFile("../trade/codebook.json")
	if err != nil {
		t.Fatal(err)
	}
	b, err := codebook.Read(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	written := out.String()
	again, err := codebook.Read(&out)
	if err != nil {
		t.Fatal(err)
	}
	var twice bytes.Buffer
	if err := again.Write(&twice); err != nil || twice.String() != written || b.Hash() != again.Hash() {
		t.Errorf("changed on the way: %v", err)
	}
	if len(b.Themes) != 35 || len(b.PolicyTypes) != 16 {
		t.Errorf("%d themes, %d policy types", len(b.Themes), len(b.PolicyTypes))
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(sound))
	f.Add([]byte(`{"level2":[{"cues":{"zh":null}}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if b, err := codebook.Read(bytes.NewReader(data)); err == nil && len(b.Check()) > 0 {
			t.Error("a book with faults was read")
		}
	})
}
