package proposalweb

// The fields of a step, from its wording and back.

import (
	"slices"
	"strconv"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/feedback/process"
	"dealervoice/feedback/proposal"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// form fills the form from the step as the proposal has it so far.
func (d desk) form(p proposal.Proposal) form.Form {
	f := form.With("revision", strconv.Itoa(p.Revision))
	if d.change.Action == "" {
		s := d.nowSt
		for name, v := range map[string]string{"stage": string(d.change.Stage), "purpose.zh": s.Purpose.ZH, "purpose.en": s.Purpose.EN,
			"exit_gate.zh": s.ExitGate.ZH, "exit_gate.en": s.ExitGate.EN, "owner": string(s.Owner)} {
			f.Values.Set(name, v)
		}
		for _, r := range s.Support {
			f.Values.Add("support", string(r))
		}
		return f
	}
	a := d.now
	if d.change.Op == process.OpAdd && d.isFresh(p) {
		f.Values.Set("into", string(d.change.Stage))
	} else {
		f.Values.Set("action", string(d.change.Action))
	}
	for name, v := range map[string]string{"name.zh": a.Name.ZH, "name.en": a.Name.EN, "role": string(a.Role), "frequency": a.Frequency,
		"due_hours": strconv.Itoa(a.DueHours)} {
		f.Values.Set(name, v)
	}
	if a.Mandatory {
		f.Values.Set("mandatory", "yes")
	}
	f.Values["evidence"] = slices.Clone(a.Evidence)
	for _, q := range questions(a) {
		allowed := q.Allowed
		if len(allowed) == 0 {
			allowed = q.Options
		}
		f.Values["allowed."+q.ID] = slices.Clone(allowed)
	}
	return f
}

// isFresh tells whether the added action is not in the proposal yet.
func (d desk) isFresh(p proposal.Proposal) bool {
	return !slices.ContainsFunc(p.Changes, d.change.SameStep)
}

// questions are those of an action whose answers may be narrowed: choices other
// than the result, which every list asks in the same way.
func questions(a process.Action) []process.Feedback {
	return slices.DeleteFunc(slices.Clone(a.Feedback), func(q process.Feedback) bool { return q.Type != "choice" || q.ID == "done" })
}

// read makes the change of what the form holds.
func (d desk) read(f form.Form) (process.Change, error) {
	if d.change.Action == "" {
		return d.readStage(f)
	}
	if f.Get("do") == "remove" && d.change.Op == process.OpModify {
		return process.Change{Op: process.OpRemove, Action: d.change.Action}, nil
	}
	a := d.now
	a.Name = language.Text{ZH: f.Text("name.zh"), EN: f.Text("name.en")}
	a.Role, a.Frequency, a.Mandatory = process.RoleID(f.Text("role")), f.Text("frequency"), f.Has("mandatory", "yes")
	due, err := strconv.Atoi(f.Text("due_hours"))
	if err != nil {
		return process.Change{}, fault.Invalid(fault.Field{Path: "due_hours", Key: "process.error.not_number"})
	}
	a.DueHours, a.Evidence = due, inOrder(a.Evidence, f.Values["evidence"])
	a.Feedback = slices.Clone(a.Feedback)
	for i, q := range a.Feedback {
		if slices.ContainsFunc(questions(a), func(o process.Feedback) bool { return o.ID == q.ID }) {
			a.Feedback[i].Allowed = narrowed(q.Options, f.Values["allowed."+q.ID])
		}
	}
	if d.change.Op == process.OpAdd {
		return process.Change{Op: process.OpAdd, Stage: d.change.Stage, Action: a.ID, New: &a}, nil
	}
	return differs(process.ModifyAction(d.old, a))
}

// inOrder is what was chosen, in the order in which it stood before, new ones
// last: boxes on a page have an order of their own, which must not look like a
// change.
func inOrder[T comparable](before, chosen []T) []T {
	var out []T
	for _, x := range before {
		if slices.Contains(chosen, x) {
			out = append(out, x)
		}
	}
	for _, x := range chosen {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

// narrowed is which options may be chosen; none where all may. Options that do
// not exist are left for the service to refuse.
func narrowed(options, chosen []string) []string {
	if len(chosen) == len(options) || len(chosen) == 0 {
		return nil
	}
	return slices.Clone(chosen)
}

func (d desk) readStage(f form.Form) (process.Change, error) {
	s := d.nowSt
	s.Purpose = language.Text{ZH: f.Text("purpose.zh"), EN: f.Text("purpose.en")}
	s.ExitGate = language.Text{ZH: f.Text("exit_gate.zh"), EN: f.Text("exit_gate.en")}
	var support []process.RoleID
	for _, r := range f.Values["support"] {
		support = append(support, process.RoleID(r))
	}
	s.Owner, s.Support = process.RoleID(f.Text("owner")), inOrder(s.Support, support)
	return differs(process.ModifyStage(d.oldSt, s))
}

// differs refuses a step that says what it says already.
func differs(c process.Change, ok bool) (process.Change, error) {
	if !ok {
		return c, fault.Invalid(fault.Field{Key: "process.error.nothing_set"})
	}
	return c, nil
}

// actionInputs are the fields of an action.
func (d desk) actionInputs(fr page.Frame, f form.Form) []form.Input {
	t := d.teller
	out := []form.Input{
		f.Input(fr, form.Ask{Kind: form.Line, Name: "name.zh", Label: "proposal.step_name_zh"}),
		f.Input(fr, form.Ask{Kind: form.Line, Name: "name.en", Label: "proposal.step_name_en", Optional: true}),
		f.Input(fr, form.Ask{Kind: form.Select, Name: "role", Label: "process.field.role"}).From(f, d.roles()),
		f.Input(fr, form.Ask{Kind: form.Select, Name: "frequency", Label: "process.field.frequency"}).From(f, words(t.Usual("process.frequency.", d.now.Frequency), t.Frequency)),
		f.Input(fr, form.Ask{Kind: form.Number, Name: "due_hours", Label: "proposal.step_due"}),
		f.Input(fr, form.Ask{Kind: form.Checks, Name: "mandatory", Label: "process.field.mandatory"}).From(f, []form.Option{{Value: "yes", Text: fr.T("proposal.step_mandatory")}}),
		f.Input(fr, form.Ask{Kind: form.Checks, Name: "evidence", Label: "process.field.evidence"}).
			From(f, words(t.Usual("process.evidence.", d.now.Evidence...), func(w string) string { return t.Evidence([]string{w}) })),
	}
	out[0].Lang, out[1].Lang = string(language.Chinese), string(language.English)
	for _, q := range questions(d.now) {
		in := f.Input(fr, form.Ask{Kind: form.Checks, Name: "allowed." + q.ID, Label: "proposal.step_allowed"})
		in.Label = fr.T("proposal.step_allowed", "Question", fr.In(q.Label))
		out = append(out, in.From(f, words(q.Options, t.Answer)))
	}
	return out
}

// stageInputs are the fields of a stage.
func (d desk) stageInputs(fr page.Frame, f form.Form) []form.Input {
	area := func(name, label string, tag language.Tag) form.Input {
		in := f.Input(fr, form.Ask{Kind: form.Area, Name: name, Label: label, Optional: tag == language.English})
		in.Lang = string(tag)
		return in
	}
	return []form.Input{
		area("purpose.zh", "proposal.step_purpose_zh", language.Chinese), area("purpose.en", "proposal.step_purpose_en", language.English),
		area("exit_gate.zh", "proposal.step_gate_zh", language.Chinese), area("exit_gate.en", "proposal.step_gate_en", language.English),
		f.Input(fr, form.Ask{Kind: form.Select, Name: "owner", Label: "process.field.owner"}).From(f, d.roles()),
		f.Input(fr, form.Ask{Kind: form.Checks, Name: "support", Label: "process.field.support"}).From(f, d.roles()),
	}
}

func (d desk) roles() []form.Option {
	var out []form.Option
	for _, r := range d.latest.Process.Roles {
		out = append(out, form.Option{Value: string(r.ID), Text: d.teller.In(r.Name)})
	}
	return out
}

func words(list []string, say func(string) string) []form.Option {
	var out []form.Option
	for _, w := range list {
		out = append(out, form.Option{Value: w, Text: say(w)})
	}
	return out
}
