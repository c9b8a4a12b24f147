package process_test

import (
	"slices"
	"testing"

	"dealervoice/feedback/process"
)

func TestCoSignersAreTheSupportDepartmentsOfTheChangedStages(t *testing.T) {
	p := demo(t).Process
	for _, c := range []struct {
		name    string
		changes []process.Change
		want    []string
	}{
		{"a change to supply asks logistics, production and finance", []process.Change{stage("P5_supply", "purpose.zh", "x")},
			[]string{"logistics", "production_planning", "finance"}},
		{"a change to ordering", []process.Change{modify("A403", "due_hours", 4)},
			[]string{"order_desk", "production_planning", "finance", "support", "it"}},
		{"sales roles do not co-sign", []process.Change{modify("A601", "due_hours", 4)}, []string{"channel_control"}},
		{"a department that is given the work", []process.Change{modify("A601", "role", "finance")}, []string{"channel_control", "finance"}},
		{"no change, no signature", nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := p.CoSigners(c.changes); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestTouchedListsStagesInOrder(t *testing.T) {
	p := demo(t).Process
	got := p.Touched([]process.Change{modify("A601", "due_hours", 4), stage("P2_policy", "purpose.zh", "x"), modify("A602", "due_hours", 4)})
	if !slices.Equal(got, []process.StageID{"P2_policy", "P6_execute"}) {
		t.Errorf("got %v", got)
	}
}

func TestClashesFindsWhatTwoProposalsAlter(t *testing.T) {
	base := demo(t).Process
	present, err := base.Apply([]process.Change{
		modify("A403", "due_hours", 8), {Op: process.OpRemove, Action: "A603"}, stage("P5_supply", "purpose.zh", "新"),
		modify("A402", "feedback.ordered.label.zh", "件数"),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		change process.Change
		want   []string
	}{
		{"the same field", modify("A403", "due_hours", 4), []string{"A403"}},
		{"another field of the same action", modify("A403", "role", "it"), nil},
		{"removing what was altered", process.Change{Op: process.OpRemove, Action: "A403"}, []string{"A403"}},
		{"altering what was removed", modify("A603", "due_hours", 4), []string{"A603"}},
		{"the same text of a stage", stage("P5_supply", "purpose.zh", "别的"), []string{"P5_supply"}},
		{"the other language of it", stage("P5_supply", "purpose.en", "other"), nil},
		{"something around it", modify("A402", "feedback.ordered", nil), []string{"A402"}},
		{"another action", modify("A401", "due_hours", 4), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := process.Clashes(base, present, []process.Change{c.change}); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestJudge(t *testing.T) {
	rule := process.Rule{MinRepShare: 0.3, MinExperts: 1, MinDealers: 5}
	full := process.Took{ActiveReps: 10, Reps: 3, Experts: 1, Departments: []string{"finance", "it"}, Signed: []string{"it", "finance"}, Dealers: 5}
	with := func(f func(*process.Took)) process.Took { t := full; f(&t); return t }
	for _, c := range []struct {
		name  string
		took  process.Took
		unmet []string
	}{
		{"three of ten reps is thirty per cent", full, nil},
		{"two of ten is not", with(func(t *process.Took) { t.Reps = 2 }), []string{"reps"}},
		{"thirty per cent of seven is three people", with(func(t *process.Took) { t.ActiveReps, t.Reps = 7, 2 }), []string{"reps"}},
		{"three of seven", with(func(t *process.Took) { t.ActiveReps = 7 }), nil},
		{"nobody sells, nobody was heard", with(func(t *process.Took) { t.ActiveReps, t.Reps = 0, 0 }), []string{"reps"}},
		{"no expert", with(func(t *process.Took) { t.Experts = 0 }), []string{"experts"}},
		{"a missing signature", with(func(t *process.Took) { t.Signed = []string{"it"} }), []string{"co_sign"}},
		{"the signature of a department that was not asked", with(func(t *process.Took) { t.Signed = []string{"it", "rnd"} }), []string{"co_sign"}},
		{"four dealers", with(func(t *process.Took) { t.Dealers = 4 }), []string{"dealers"}},
		{"nobody at all", process.Took{ActiveReps: 10, Departments: []string{"it"}}, []string{"reps", "experts", "co_sign", "dealers"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := rule.Judge(c.took)
			var unmet []string
			for _, l := range p.Lines {
				if !l.Met {
					unmet = append(unmet, l.Name)
				}
			}
			if !slices.Equal(unmet, c.unmet) || p.Met != (len(c.unmet) == 0) {
				t.Errorf("not met: %v, met: %v; want %v", unmet, p.Met, c.unmet)
			}
		})
	}
}

func TestJudgeNamesTheMissingDepartments(t *testing.T) {
	p := process.Rule{}.Judge(process.Took{Departments: []string{"finance", "it"}, Signed: []string{"it"}})
	if l, _ := p.Line(process.LineCoSign); !slices.Equal(l.Missing, []string{"finance"}) || l.Have != 1 || l.Need != 2 {
		t.Errorf("line %+v", l)
	}
}
