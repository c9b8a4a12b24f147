package process_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"dealervoice/feedback/process"
	"dealervoice/survey/fault"
)

func TestParseReadsTheDemoProcessWhole(t *testing.T) {
	f := demo(t)
	actions := 0
	for _, s := range f.Stages {
		actions += len(s.Actions)
	}
	if len(f.Roles) != 24 || actions != 26 || len(f.Samples) != 3 {
		t.Errorf("%d roles, %d actions, %d samples", len(f.Roles), actions, len(f.Samples))
	}
	if f.Rule.MinRepShare != 0.3 || f.Rule.Compliant == nil || *f.Rule.Compliant {
		t.Errorf("rule %+v", f.Rule)
	}
	if !f.Template.Allows(process.Accepted, process.Active) || f.Template.Allows(process.Draft, process.Active) {
		t.Errorf("transitions %v", f.Template.Transitions)
	}
}

func TestNothingIsLostBetweenFileAndStore(t *testing.T) {
	var want, got map[string]any
	raw, err := json.Marshal(demo(t))
	if err != nil {
		t.Fatal(err)
	}
	if json.Unmarshal(demoBytes(t), &want) != nil || json.Unmarshal(raw, &got) != nil {
		t.Fatal("not JSON")
	}
	if missing := lost(want, got, ""); len(missing) > 0 {
		t.Errorf("lost: %v", missing)
	}
}

// lost lists the paths of values in want that got lacks or has differently;
// nulls and sketched proposals (which are filled in) aside.
func lost(want, got any, path string) []string {
	if path == ".sample_proposals" || want == nil {
		return nil
	}
	var out []string
	switch w := want.(type) {
	case map[string]any:
		g, _ := got.(map[string]any)
		for k, v := range w {
			out = append(out, lost(v, g[k], path+"."+k)...)
		}
	case []any:
		g, _ := got.([]any)
		if len(g) != len(w) {
			return []string{path}
		}
		for i, v := range w {
			out = append(out, lost(v, g[i], path)...)
		}
	default:
		if want != got && want != false && want != "" {
			return []string{path}
		}
	}
	return out
}

func TestParseNamesEveryFaultByPath(t *testing.T) {
	for _, c := range []struct {
		name, old, new, path, key string
	}{
		{"an unknown schema", `"vod-process/1"`, `"vod-process/9"`, "schema", "process.error.schema"},
		{"a name the format does not know", `"due_hours": 48`, `"due_days": 2, "due_hours": 48`, "stages[3].actions[2].due_days", "process.error.unknown_name"},
		{"a number written as text", `"due_hours": 48`, `"due_hours": "48"`, "stages[3].actions[2].due_hours", "process.error.not_number"},
		{"half an hour", `"due_hours": 48`, `"due_hours": 0.5`, "stages[3].actions[2].due_hours", "process.error.not_number"},
		{"no time at all", `"due_hours": 48`, `"due_hours": 0`, "stages[3].actions[2].due_hours", "process.error.due"},
		{"a role that does not exist", `"role": "order_desk"`, `"role": "nobody"`, "stages[3].actions[0].role", "process.error.unknown_role"},
		{"a list written as text", `"evidence": [
      "date"
     ]`, `"evidence": "date"`, "stages[3].actions[2].evidence", "process.error.not_list"},
		{"a share above one", `"min_rep_share": 0.3`, `"min_rep_share": 30`, "participation_rule.min_rep_share", "process.error.share"},
		{"a day that does not exist", `"effective_from": "2026-01-01"`, `"effective_from": "2026-02-30"`, "effective_from", "process.error.day"},
		{"a way to an unknown state", `"accepted": [
    "active"
   ]`, `"accepted": ["live"]`, "proposal_template.transitions.accepted[0]", "process.error.unknown_state"},
		{"a flow to an unknown stage", `[
   "P5_supply",
   "P4_order"
  ]`, `["P5_supply", "P9"]`, "flow[8][1]", "process.error.unknown_stage"},
		{"an action id that stands twice", `"id": "A302"`, `"id": "A301"`, "stages[2].actions[1].id", "process.error.double_id"},
		{"a support role without a department", `"department": "logistics"`, `"department": null`, "roles[11].department", "process.error.no_department"},
		{"a text that is an object of the wrong kind", `"zh": "受理订单"`, `"zh": ["受理订单"]`, "stages[3].actions[0].name.zh", "process.error.not_text"},
		{"a sketch with an unknown name", `"role": "sales_rep"
     }
    }
   ],
   "expected_effect": {
    "metric": "bias"`, `"rolle": "sales_rep"
     }
    }
   ],
   "expected_effect": {
    "metric": "bias"`, "sample_proposals[1].changes[1]", "process.error.bad_value"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := string(demoBytes(t))
			if !strings.Contains(text, c.old) {
				t.Fatalf("the demo file has no %s", c.old)
			}
			i := strings.Index(text, c.old)
			_, err := process.Parse([]byte(text[:i] + c.new + text[i+len(c.old):]))
			if !blames(err, c.path, c.key) {
				t.Errorf("got %v; want %s at %s", err, c.key, c.path)
			}
		})
	}
}

func blames(err error, path, key string) bool {
	f := fault.From(err)
	return f != nil && slices.ContainsFunc(f.Fields, func(f fault.Field) bool { return f.Path == path && f.Key == key })
}

func TestParseTellsTheLineOfASyntaxError(t *testing.T) {
	_, err := process.Parse([]byte("{\n \"schema\": \"vod-process/1\",\n oops\n}"))
	f := fault.From(err)
	if f == nil || len(f.Fields) != 1 || f.Fields[0].Args["Line"] != 3 {
		t.Errorf("got %v", err)
	}
}

func TestParseRefusesWhatIsNoProcess(t *testing.T) {
	for name, data := range map[string]string{
		"nothing": "", "null": "null", "a list": "[]", "a number": "1", "two documents": "{}{}", "an empty object": "{}",
		"deep nesting": strings.Repeat("[", 20000),
	} {
		if _, err := process.Parse([]byte(data)); fault.KindOf(err) != fault.KindInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := process.Parse(make([]byte, 3<<20)); fault.KindOf(err) != fault.KindTooLarge {
		t.Errorf("a file of 3 MB: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"schema":"vod-process/1","stages":[{"id":"P1","actions":[{"id":"A1","due_hours":1}]}]}`))
	f.Add([]byte(`{"sample_proposals":[{"changes":[{"op":"add","action":{"id":"A1"}}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := process.Parse(data)
		if err != nil {
			if fault.KindOf(err) == fault.KindInternal {
				t.Errorf("not a fault: %v", err)
			}
			return
		}
		if _, err := file.Apply(nil); err != nil {
			t.Errorf("what was read cannot be written: %v", err)
		}
	})
}
