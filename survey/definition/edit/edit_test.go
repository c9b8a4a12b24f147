package edit_test

// Documents that are opened, changed and saved: the own questionnaires of the
// demo and everything the generator thinks of.

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dealervoice/survey/definition"
	"dealervoice/survey/definition/edit"
)

func open(t testing.TB, source string) *edit.Document {
	t.Helper()
	d, err := edit.Parse(source)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func questionnaires(t *testing.T) map[string]string {
	out := map[string]string{}
	for _, pattern := range []string{"../../../cmd/internal/demo/surveys/*.json", "../testdata/*.json"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			raw, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := edit.Parse(string(raw)); err == nil {
				out[f] = string(raw)
			}
		}
	}
	if len(out) < 3 {
		t.Fatalf("only %d questionnaires", len(out))
	}
	return out
}

func meaning(t testing.TB, source string) any {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(source))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		t.Fatalf("%v in %.300s", err, source)
	}
	return v
}

var texts = []string{"title", "description", "minRateDescription", "maxRateDescription", "html", "labelTrue", "labelFalse"}
var lists = []string{"choices", "rows", "columns", "rateValues"}

// TestSavingWhatWasOpenedChangesNothing writes back every field of every
// question as the forms read it.
func TestSavingWhatWasOpenedChangesNothing(t *testing.T) {
	for file, source := range questionnaires(t) {
		d := open(t, source)
		if d.Source() != source {
			t.Fatalf("%s: parsing changed it", file)
		}
		for _, p := range d.Pages() {
			for _, e := range append(d.Elements(p.Path), p) {
				for _, key := range texts {
					d.SetText(e.Path, key, d.Text(e.Path, key))
				}
				for _, key := range lists {
					lines, err := edit.ParseLines(d.Lines(e.Path, key))
					if err != nil {
						t.Fatalf("%s %s.%s: %v", file, e.Path, key, err)
					}
					d.SetLines(e.Path, key, lines)
				}
				for _, key := range []string{"isRequired", "rateMin", "rateMax", "visibleIf", "dv.metric", "dv.analyze", "maxLength", "min"} {
					d.Set(e.Path, key, d.Value(e.Path, key))
				}
				d.Rename(e.Path, e.Name)
			}
		}
		if got := d.Source(); got != source {
			t.Errorf("%s is not what it was", file)
		}
	}
}

// TestWhatIsLaidOutAnewMeansTheSame changes every question and changes it back:
// all text is written anew and nothing may be lost.
func TestWhatIsLaidOutAnewMeansTheSame(t *testing.T) {
	for file, source := range questionnaires(t) {
		d := open(t, source)
		for _, p := range d.Pages() {
			for _, e := range d.Elements(p.Path) {
				d.Set(e.Path, "zzz", "x")
				d.Set(e.Path, "dv.zzz", 1)
				d.Set(e.Path, "zzz", nil)
				d.Set(e.Path, "dv.zzz", nil)
			}
		}
		if !reflect.DeepEqual(meaning(t, d.Source()), meaning(t, source)) {
			t.Errorf("%s lost something", file)
		}
		if got := open(t, d.Source()).Source(); got != d.Source() {
			t.Errorf("%s: what was written is read as something else", file)
		}
		if w, g := len(definition.Check([]byte(source)).Errors), len(definition.Check([]byte(d.Source())).Errors); w != g {
			t.Errorf("%s: %d errors, had %d", file, g, w)
		}
	}
}

func TestAnyDocumentIsWrittenAsItWasRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := map[string]any{"pages": []any{map[string]any{
			"name":     rapid.String().Draw(t, "name"),
			"elements": []any{map[string]any{"type": "radiogroup", "name": "q", "odd": rapid.MapOf(rapid.String(), rapid.Float64()).Draw(t, "odd"), "choices": rapid.SliceOf(rapid.String()).Draw(t, "choices")}},
		}}}
		raw, err := json.MarshalIndent(v, "", rapid.SampledFrom([]string{"", " ", "\t"}).Draw(t, "indent"))
		if err != nil {
			t.Fatal(err)
		}
		d, err := edit.Parse(string(raw))
		if err != nil {
			t.Fatal(err)
		}
		if d.Source() != string(raw) {
			t.Fatal("untouched, it is something else")
		}
		d.Set("pages[0].elements[0]", "title", "T")
		d.Set("pages[0].elements[0]", "title", nil)
		again := json.NewDecoder(strings.NewReader(d.Source()))
		var w, g any
		if err := again.Decode(&g); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(raw, &w); err != nil || !reflect.DeepEqual(w, g) {
			t.Fatalf("it means something else: %s", d.Source())
		}
	})
}
