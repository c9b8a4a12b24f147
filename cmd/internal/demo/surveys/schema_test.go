package questionnaire_test

// The published JSON Schema, read by a validator of JSON Schema and by nothing
// of the product: it is a schema, the demo's definitions keep to it, and it
// bites.

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	questionnaire "dealervoice/cmd/internal/demo/surveys"
	"dealervoice/survey/definition"
)

// part is the part of the schema for each list that objects with "dv" stand in.
var part = map[string]string{
	"": "survey", "pages": "page", "elements": "element", "questions": "element", "templateElements": "element", "detailElements": "element", "items": "element",
	"columns": "choice", "rows": "choice", "choices": "choice", "rateValues": "choice", "areas": "choice",
}

func TestTheDemoKeepsToThePublishedSchema(t *testing.T) {
	source, err := jsonschema.UnmarshalJSON(bytes.NewReader(definition.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("dv.schema.json", source); err != nil {
		t.Fatal(err)
	}
	schemas := map[string]*jsonschema.Schema{}
	for _, name := range part {
		if schemas[name], err = c.Compile("dv.schema.json#/$defs/" + name); err != nil {
			t.Fatalf("it is no JSON Schema: %v", err)
		}
	}
	found := map[string]int{}
	for _, slug := range questionnaire.Slugs() {
		raw, err := questionnaire.Definition(slug)
		if err != nil {
			t.Fatal(err)
		}
		var def any
		if err := json.Unmarshal(raw, &def); err != nil {
			t.Fatal(err)
		}
		under(def, "", func(at string, dv any) {
			found[part[at]]++
			if err := schemas[part[at]].Validate(dv); err != nil {
				t.Errorf("%s, %s: %v", slug, part[at], err)
			}
			m, ok := dv.(map[string]any)
			if !ok {
				t.Fatalf("%s, %s: %v", slug, at, dv)
			}
			m["no such word"] = 1
			if schemas[part[at]].Validate(m) == nil {
				t.Errorf("%s, %s: a word that the schema does not have is taken", slug, part[at])
			}
		})
	}
	if found["survey"] < 3 || found["element"] < 20 || found["choice"] < 5 {
		t.Errorf("only %v were looked at", found)
	}
}

// under calls do for everything that stands under "dv"; in names the list around.
func under(v any, in string, do func(in string, dv any)) {
	switch x := v.(type) {
	case []any:
		for _, item := range x {
			under(item, in, do)
		}
	case map[string]any:
		for key, inner := range x {
			switch _, list := part[key]; {
			case key == "dv":
				do(in, inner)
			case list:
				under(inner, key, do)
			}
		}
	}
}
