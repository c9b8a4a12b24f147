package process_test

import (
	"reflect"
	"slices"
	"testing"

	"dealervoice/feedback/process"
)

func TestTheSampleProposalsApply(t *testing.T) {
	f := demo(t)
	for i, name := range []string{"diff-atp", "diff-targets", "diff-quote"} {
		t.Run(name, func(t *testing.T) {
			out, err := f.Apply(f.Samples[i].Changes)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, name, process.Compare(f.Process, out))
		})
	}
}

func TestApplyLeavesTheOldVersionAlone(t *testing.T) {
	f := demo(t)
	if _, err := f.Apply(f.Samples[0].Changes); err != nil {
		t.Fatal(err)
	}
	if a, _, _ := f.Action("A403"); a.DueHours != 48 {
		t.Errorf("the old version now says %d hours", a.DueHours)
	}
	if !process.Compare(f.Process, demo(t).Process).Empty() {
		t.Error("the old version changed")
	}
}

func TestApplyingNothingChangesNothing(t *testing.T) {
	p := demo(t).Process
	out, err := p.Apply(nil)
	if err != nil || !reflect.DeepEqual(p, out) {
		t.Errorf("differs: %v", err)
	}
}

func TestApplySetsEveryKindOfField(t *testing.T) {
	for _, c := range []struct {
		name   string
		change process.Change
		path   string
		old    any
		new    any
	}{
		{"the wording of an action", modify("A403", "name.zh", "缺货时当天答复"), "name.zh", "缺货时答复何时可以订货", "缺货时当天答复"},
		{"its deadline", modify("A403", "due_hours", 4), "due_hours", 48, 4},
		{"who does it", modify("A403", "role", "support_desk"), "role", process.RoleID("order_desk"), process.RoleID("support_desk")},
		{"whether it must be done", modify("A603", "mandatory", true), "mandatory", false, true},
		{"its evidence", modify("A403", "evidence", []string{"date", "text"}), "evidence", []string{"date"}, []string{"date", "text"}},
		{"the answers a question allows", modify("A403", "feedback.basis.allowed", []string{"atp"}), "feedback.basis.allowed", nil, []string{"atp"}},
		{"a question taken away", modify("A403", "feedback.basis", nil), "feedback.basis", "any", nil},
		{"a stage's purpose", stage("P5_supply", "purpose.en", "Ship what was promised"), "purpose.en", "Stock, ship, sign off, exchange", "Ship what was promised"},
		{"a stage's exit gate", stage("P5_supply", "exit_gate.zh", "全部签收"), "exit_gate.zh", "签收无差异或差异已登记", "全部签收"},
		{"the target of a measure", stage("P5_supply", "kpis.otif.target", 0.97), "kpis.otif.target", 0.92, 0.97},
		{"who supports a stage", stage("P6_execute", "support", []string{"channel_control"}), "support",
			[]process.RoleID{"area_manager", "channel_control"}, []process.RoleID{"channel_control"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := demo(t).Process
			out, err := p.Apply([]process.Change{c.change})
			if err != nil {
				t.Fatal(err)
			}
			fields := differences(process.Compare(p, out))
			if len(fields) != 1 || fields[0].Path != c.path {
				t.Fatalf("differs in %v", fields)
			}
			if c.old != "any" && !reflect.DeepEqual(fields[0].Old, c.old) || !reflect.DeepEqual(fields[0].New, c.new) {
				t.Errorf("%#v -> %#v, want %#v -> %#v", fields[0].Old, fields[0].New, c.old, c.new)
			}
		})
	}
}

// differences puts all fields of a difference together.
func differences(d process.Diff) []process.FieldDiff {
	out := slices.Clone(d.Fields)
	for _, s := range d.Stages {
		out = append(out, s.Fields...)
		for _, a := range s.Actions {
			out = append(out, a.Fields...)
		}
	}
	return out
}

func modify(a process.ActionID, path string, v any) process.Change {
	return process.Change{Op: process.OpModify, Action: a, Set: map[string]any{path: v}}
}

func stage(s process.StageID, path string, v any) process.Change {
	return process.Change{Op: process.OpModify, Stage: s, Set: map[string]any{path: v}}
}

func TestApplyRefusesByPath(t *testing.T) {
	for _, c := range []struct {
		name      string
		change    process.Change
		path, key string
	}{
		{"an unknown action", modify("A999", "due_hours", 4), "changes[0].action", "process.error.unknown_action"},
		{"an unknown stage", stage("P9", "purpose.zh", "x"), "changes[0].stage", "process.error.unknown_stage"},
		{"an unknown field", modify("A403", "due_days", 4), "changes[0].set.due_days", "process.error.unknown_name"},
		{"an unknown question", modify("A403", "feedback.nope.allowed", []string{"atp"}), "changes[0].set.feedback.nope.allowed", "process.error.unknown_name"},
		{"the id", modify("A403", "id", "A404"), "changes[0].set.id", "process.error.unknown_name"},
		{"a stage's actions behind the back of the operations", stage("P4_order", "actions.A403.due_hours", 1), "changes[0].set.actions.A403.due_hours", "process.error.unknown_name"},
		{"a wrong type", modify("A403", "due_hours", "soon"), "changes[0].set.due_hours", "process.error.not_number"},
		{"a role that does not exist", modify("A403", "role", "ghost"), "changes[0].set.role", "process.error.unknown_role"},
		{"an answer that is no option", modify("A403", "feedback.basis.allowed", []string{"crystal_ball"}), "changes[0].set.feedback[3].allowed[0]", "process.error.unknown_option"},
		{"a name taken away", modify("A403", "name", nil), "changes[0].set.name", "process.error.text_missing"},
		{"nothing to set", process.Change{Op: process.OpModify, Action: "A403"}, "changes[0].set", "process.error.nothing_set"},
		{"an unknown operation", process.Change{Op: "swap", Action: "A403"}, "changes[0].op", "process.error.unknown_op"},
		{"an added action with a taken id", process.Change{Op: process.OpAdd, Stage: "P6_execute", New: &process.Action{ID: "A403"}}, "changes[0].action.id", "process.error.double_id"},
		{"an added action without a name", process.Change{Op: process.OpAdd, Stage: "P6_execute", Action: "A699",
			New: &process.Action{ID: "A699", Role: "sales_rep", Subject: "dealer", Frequency: "weekly", DueHours: 1}}, "changes[0].action.name", "process.error.text_missing"},
		{"removing what is not there", process.Change{Op: process.OpRemove, Action: "A999"}, "changes[0].action", "process.error.unknown_action"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := demo(t).Apply([]process.Change{c.change}); !blames(err, c.path, c.key) {
				t.Errorf("got %v; want %s at %s", err, c.key, c.path)
			}
		})
	}
}

func TestAddAndRemove(t *testing.T) {
	p := demo(t).Process
	a, err := p.NewAction("P6_execute")
	if err != nil || a.ID != "A605" {
		t.Fatalf("next action %q, %v", a.ID, err)
	}
	a.Name.ZH = "在店内记录一句消费者原话"
	out, err := p.Apply([]process.Change{
		{Op: process.OpAdd, Stage: "P6_execute", Action: a.ID, New: &a},
		{Op: process.OpRemove, Action: "A603"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, s, ok := out.Action("A605"); !ok || s.ID != "P6_execute" || len(got.Feedback) != 3 {
		t.Errorf("added %+v in %s", got, s.ID)
	}
	if _, _, ok := out.Action("A603"); ok {
		t.Error("A603 is still there")
	}
	d := process.Compare(p, out)
	if len(d.Stages) != 1 || len(d.Stages[0].Actions) != 2 || d.Stages[0].Actions[0].Mark != process.Added || d.Stages[0].Actions[1].Mark != process.Removed {
		t.Errorf("difference %+v", d)
	}
}
